//! `sembrar`: synthetic inventories through the ordinary write path, the same for the same seed.
//!
//! For measurements and tests. The words are ours and the texts fire some rules on purpose, so
//! that findings, search and reports have something to work on. Never offered by the window.

use std::cell::Cell;

use almacen::{Escritura, Operacion};
use dominio::Dato;
use dominio::escritura::Celdas;
use dominio::ficha::{
    BaseLegal, ClaseTiempo, EmisorPublico, EstadoLectura, EstadoTramite, Ficha, FormaRequisito, Moneda, Paso, Requisito, Tiempo, TipoCosto,
    TipoNorma, TipoRequisito, Tramite, UnidadTiempo,
};
use dominio::instituciones::{self, Institucion, TipoInstitucion};

use crate::falla::Falla;
use crate::importar::escrituras_de_ficha;
use crate::instalacion::celdas_de_institucion;
use crate::sesion::{Sesion, clase};

const ACTOS: &[&str] = &[
    "Licencia",
    "Registro",
    "Autorización",
    "Certificación",
    "Inscripción",
    "Renovación",
    "Permiso",
    "Constancia",
    "Reposición",
    "Dictamen",
];
const OBJETOS: &[&str] = &[
    "de comercio de leña",
    "de laboratorio clínico",
    "de transporte de ganado",
    "de publicidad exterior",
    "de uso de agua de río",
    "de semilla certificada",
    "de planta de tratamiento",
    "de evento público",
    "de importación de abejas",
    "de radio comunitaria",
    "de guía de turismo",
    "de vehículo oficial",
    "de vivienda popular",
    "de personería jurídica",
    "de centro de acopio",
    "de explotación de cantera",
    "de tala de árboles",
    "de museo privado",
];
const LUGARES: &[&str] =
    &["nacional", "departamental", "municipal", "en zona protegida", "para exportación", "temporal", "por primera vez", "de categoría B2"];
const REQUISITOS: &[&str] = &[
    "Formulario de solicitud completo y firmado",
    "Fotocopia del Documento Personal de Identificación (DPI)",
    "Constancia del Registro Tributario Unificado (RTU) actualizado",
    "Fotocopia legalizada de la patente de comercio",
    "Declaración jurada de que los datos son ciertos",
    "Comprobante de pago del arancel",
    "Plano de ubicación del inmueble",
    "Estudio técnico firmado por profesional colegiado",
    "Certificación del acta de nombramiento del representante legal",
    "Solvencia municipal",
    "Carta de autorización del propietario",
    "Dos fotografías recientes tamaño cédula",
    "Constancia de colegiado activo",
    "Inventario de equipo e instalaciones",
    "Cualquier otro documento que la unidad solicite",
    "Memoria de labores del año anterior",
    "Croquis de localización",
    "Recibo de agua, luz o teléfono",
];
const PASOS: &[&str] = &[
    "Descargar y llenar el formulario",
    "Presentar el expediente en ventanilla",
    "Recibir número de expediente",
    "Pagar en el banco",
    "Esperar la inspección de campo",
    "Atender las observaciones, si las hubiere",
    "Recoger el documento en ventanilla",
    "Firmar el libro de entregas",
];
const CATEGORIAS: &[&str] = &["Medio Ambiente", "Salud", "Comercio", "Inscripciones y Registros", "Educación", "Transporte", "Agricultura"];

/// Most institutions that can be seeded.
const MAXIMO_INSTITUCIONES: u32 = 500;

/// An institution that does not exist, for measurements beyond the list.
fn inventada(n: u32) -> Institucion {
    let codigo = format!("PRUEBA-{n:03}");
    Institucion {
        id: uuid::Uuid::new_v5(&instituciones::ESPACIO, codigo.as_bytes()),
        sigla: format!("P{n:03}"),
        nombre: format!("Institución de prueba {n}"),
        codigo,
        tipo: TipoInstitucion::OtraDependencia,
        departamento: None,
        confirmada: false,
    }
}

/// SplitMix64, enough to vary texts.
struct Azar(Cell<u64>);

impl Azar {
    fn siguiente(&self) -> u64 {
        let estado = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(estado);
        let mut z = (estado ^ (estado >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn hasta(&self, n: u64) -> u64 {
        self.siguiente() % n.max(1)
    }
    fn de<'a>(&self, lista: &[&'a str]) -> &'a str {
        let i = usize::try_from(self.hasta(lista.len() as u64)).unwrap_or(0);
        lista.get(i).copied().unwrap_or_default()
    }
}

fn ficha(azar: &Azar, sigla: &str, n: u32, requisitos: u32) -> Ficha {
    let nombre = format!("{} {} {}", azar.de(ACTOS), azar.de(OBJETOS), azar.de(LUGARES));
    let costo = azar.hasta(4);
    let tramite = Tramite {
        codigo: Some(format!("{sigla}-{n:04}")),
        descripcion: Some(format!("Permite a la persona interesada obtener su {} ante la autoridad.", nombre.to_lowercase())),
        resultado: Some(nombre.split(' ').next().unwrap_or("Constancia").to_owned()),
        nombre: Some(nombre),
        categoria: Some(azar.de(CATEGORIAS).to_owned()),
        estado: Some(EstadoTramite::Identificado),
        costo_tipo: Some(if costo == 0 { TipoCosto::Gratuito } else { TipoCosto::Fijo }),
        costo_monto: (costo > 0).then(|| i64::try_from(azar.hasta(200_000)).unwrap_or(0)),
        costo_moneda: (costo > 0).then_some(Moneda::Gtq),
        ..Tramite::default()
    };
    let requisitos = (0..requisitos)
        .map(|i| {
            let base = azar.de(REQUISITOS);
            let publico = base.contains("DPI") || base.contains("RTU") || base.contains("patente");
            Requisito {
                texto: format!("{base} ({})", i + 1),
                tipo: Some(if base.contains("Formulario") { TipoRequisito::Formulario } else { TipoRequisito::Documento }),
                forma: Some(if base.contains("legalizada") { FormaRequisito::CopiaLegalizada } else { FormaRequisito::CopiaSimple }),
                emisor_publico: Some(if publico { EmisorPublico::Si } else { EmisorPublico::No }),
                ..Requisito::default()
            }
        })
        .collect();
    let pasos = (0..4 + azar.hasta(4)).map(|_| Paso { texto: azar.de(PASOS).to_owned(), ..Paso::default() }).collect();
    let dias = (5 + azar.hasta(40)).to_string();
    Ficha {
        tramite,
        requisitos,
        pasos,
        volumenes: Vec::new(),
        base_legal: vec![BaseLegal {
            texto: format!("Acuerdo Gubernativo {}-{}", 10 + azar.hasta(400), 1990 + azar.hasta(30)),
            tipo_norma: Some(if azar.hasta(5) == 0 { TipoNorma::AcuerdoMinisterial } else { TipoNorma::AcuerdoGubernativo }),
            numero: Some((10 + azar.hasta(400)).to_string()),
            anio: Some(i64::try_from(1990 + azar.hasta(30)).unwrap_or(1990)),
            ..BaseLegal::default()
        }],
        tiempos: vec![Tiempo {
            clase: Some(ClaseTiempo::Publicado),
            minimo: Some(dias.clone()),
            maximo: Some(dias.clone()),
            unidad: Some(UnidadTiempo::DiasHabiles),
            texto_original: Some(format!("{dias} días hábiles")),
            estado: Some(EstadoLectura::Interpretado),
            ..Tiempo::default()
        }],
    }
}

/// What `sembrar` wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sembrado {
    /// Asientos.
    pub asientos: u64,
    /// Trámites.
    pub tramites: u64,
    /// Requisito rows.
    pub requisitos: u64,
}

impl Sesion {
    /// Writes `por_institucion` trámites of `requisitos` rows in each of the first `n` institutions
    /// (a committee's file: only its own). Beyond the list of the product, they are invented and named so.
    ///
    /// # Errors
    /// `campos_invalidos` outside the limits; those of the store.
    pub fn sembrar(&self, n: u32, por_institucion: u32, requisitos: u32, semilla: u64) -> Result<Sembrado, Falla> {
        if n == 0 || n > MAXIMO_INSTITUCIONES || por_institucion == 0 || por_institucion > 100_000 || requisitos > 100 {
            return Err(Falla::campo(
                "instituciones",
                "Se siembran de 1 a 500 instituciones, de 1 a 100,000 trámites y hasta 100 requisitos.",
            ));
        }
        let azar = Azar(Cell::new(semilla));
        let hecho = self.escribir(Operacion::Sembrar, |tx, instalacion| {
            let conocidas = instituciones::todas();
            let inventadas: Vec<Institucion> = (conocidas.len() as u32 + 1..=n).map(inventada).collect();
            let lista: Vec<&Institucion> = match instalacion.institucion.and_then(instituciones::por_id) {
                Some(i) => vec![i],
                None => conocidas.iter().chain(&inventadas).take(n as usize).collect(),
            };
            for i in inventadas.iter().filter(|_| instalacion.gae) {
                tx.escribir(i.id, celdas_de_institucion(i, true), "")?;
            }
            let raiz = clase(instalacion, "");
            let mut hecho = Sembrado { asientos: 0, tramites: 0, requisitos: 0 };
            for i in lista {
                let desde = u32::try_from(tx.consultas().ultimo_codigo(i.id, &format!("{}-", i.sigla))?).unwrap_or(0);
                for k in 1..=por_institucion {
                    let ficha = ficha(&azar, &i.sigla, desde + k, requisitos);
                    let extra: Celdas = vec![("unidad_ejecutora".to_owned(), Dato::from("Ventanilla única"))];
                    let escrituras: Vec<Escritura> = escrituras_de_ficha(&ficha, &raiz, extra, &mut || self.id_nuevo()).1;
                    tx.escribir(i.id, escrituras, "")?;
                    hecho.asientos += 1;
                    hecho.tramites += 1;
                    hecho.requisitos += ficha.requisitos.len() as u64;
                }
            }
            Ok(hecho)
        })?;
        Ok(hecho.valor)
    }
}
