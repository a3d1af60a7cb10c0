//! The report `avance`: figures gathered in one snapshot, preview of its real pages, export.
//!
//! The figures come from the same functions that the screens use; printing changes nothing in the
//! data file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use almacen::{Consultas, FichaLeida, FiltroHallazgos, HallazgoLeido, Instalacion, Operacion};
use dominio::comite::RolComite;
use dominio::ficha::{ClaseTramite, EstadoTramite};
use dominio::instituciones::Institucion;
use dominio::reglas::{EstadoHallazgo, Regla, Severidad};
use dominio::{Dato, Razon, formato};
use informes::avance::{
    AvanceDeFase, CambioDeFicha, CifrasDeAvance, Condicion, DetalleDeHallazgo, FilaDeTramite, HallazgosDeRegla, Integrante,
    ResumenDeInventario, Seccion, componer,
};
use informes::{Maquetado, Marca};
use jiff::civil::Date;

use crate::contexto::{dia_en_guatemala, fin_del_dia};
use crate::dto::{InformeHecho, MarcaDto, MarcadorDto, PaginaDto, PedirInforme, VistaPrevia};
use crate::falla::Falla;
use crate::fases::{fecha, recorrido, todos_los_tramites};
use crate::sesion::{Sesion, clase, institucion_de, sin_prefijo};
use crate::trabajos::Trabajo;
use crate::{entrada, salida};

/// Findings read at a time.
const LOTE: u32 = 2000;
/// Changes of fichas that the report lists.
const CAMBIOS_MAX: usize = 60;

/// A report ready to be laid out.
pub(crate) struct Compuesto {
    pub documento: informes::Documento,
    pub codigo: String,
    pub cifras_sha256: String,
}

/// The moment of the figures as people in Guatemala read it.
pub(crate) fn momento(ms: u64) -> jiff::civil::DateTime {
    jiff::Timestamp::from_millisecond(i64::try_from(ms).unwrap_or(0) - 6 * 3_600_000)
        .map(|t| t.to_zoned(jiff::tz::TimeZone::UTC).datetime())
        .unwrap_or_else(|_| dia_en_guatemala(ms).to_datetime(jiff::civil::Time::midnight()))
}

/// What the papers say of the credential of this computer.
pub(crate) fn credencial_en_palabras(c: &Consultas<'_>) -> Result<String, Falla> {
    Ok(match crate::instalacion::credencial(c)? {
        "sin_credencial" => "Sin credencial de GAE",
        "de_baja" => "Computadora dada de baja",
        _ => "Con credencial",
    }
    .to_owned())
}

/// The code that `verificar` checks: first digits of the root of the log.
pub(crate) fn codigo_del_papel(c: &Consultas<'_>) -> Result<String, Falla> {
    Ok(c.raiz_asientos()?.to_string().chars().take(16).collect())
}

fn secciones(pedidas: &[String]) -> Result<Vec<Seccion>, Falla> {
    if pedidas.is_empty() {
        return Ok(Seccion::TODAS.to_vec());
    }
    let leidas: Option<Vec<Seccion>> = pedidas.iter().map(|s| Seccion::desde(s)).collect();
    leidas.ok_or_else(|| Falla::campo("secciones", "Las secciones son: fases, comite, inventario, hallazgos y tramites."))
}

fn revisar(pide: &PedirInforme, hoy: Date) -> Result<Date, Falla> {
    let corte = fecha("corte", pide.corte.as_deref())?.unwrap_or(hoy);
    if corte > hoy {
        return Err(Falla::campo("corte", format!("La fecha de corte no puede ser posterior a hoy ({}).", formato::fecha_larga(hoy))));
    }
    Ok(corte)
}

fn hallazgos_de(c: &Consultas<'_>, ambito: uuid::Uuid, estado: EstadoHallazgo) -> Result<Vec<HallazgoLeido>, Falla> {
    let mut todos = Vec::new();
    loop {
        let desde = u32::try_from(todos.len()).unwrap_or(u32::MAX);
        let filtro = FiltroHallazgos { ambito: Some(ambito), estado: Some(estado), desde, cuantos: LOTE, ..FiltroHallazgos::default() };
        let pagina = c.hallazgos(&filtro)?;
        let leidos = pagina.filas.len();
        todos.extend(pagina.filas);
        if leidos == 0 || todos.len() as u64 >= pagina.total {
            return Ok(todos);
        }
    }
}

fn detalle(h: &HallazgoLeido) -> DetalleDeHallazgo {
    let lugar = match h.hallazgo.clase {
        "requisito" => "Requisito",
        "paso" => "Paso",
        "base_legal" => "Base legal",
        "tiempo" => "Tiempo",
        _ => "Ficha",
    };
    DetalleDeHallazgo {
        codigo: h.tramite_codigo.clone(),
        tramite: h.tramite_nombre.clone(),
        regla: h.hallazgo.regla.as_str().to_owned(),
        severidad: h.hallazgo.severidad,
        estado: h.estado,
        mensaje: h.hallazgo.mensaje.clone(),
        donde: h.hallazgo.fila.map_or_else(|| lugar.to_owned(), |n| format!("{lugar} {n}")),
        fragmento: h.hallazgo.fragmento.clone(),
        justificacion: h.justificacion.clone().unwrap_or_default(),
    }
}

fn por_regla(abiertos: &[HallazgoLeido], decididos: &[HallazgoLeido], total: u64) -> Vec<HallazgosDeRegla> {
    Regla::TODOS
        .iter()
        .map(|regla| {
            let de = |h: &&HallazgoLeido| h.hallazgo.regla == *regla;
            let mut fila = HallazgosDeRegla {
                regla: regla.as_str().to_owned(),
                titulo: regla.titulo().to_owned(),
                base: regla.fundamento().to_owned(),
                decididos: decididos.iter().filter(de).count() as u64,
                ..HallazgosDeRegla::default()
            };
            let mut tramites = BTreeSet::new();
            for h in abiertos.iter().filter(de) {
                tramites.insert(h.tramite);
                match h.hallazgo.severidad {
                    Severidad::Alta => fila.alta += 1,
                    Severidad::Media => fila.media += 1,
                    Severidad::Baja => fila.baja += 1,
                    Severidad::Dato => fila.dato += 1,
                }
            }
            fila.tramites = Razon::new(tramites.len() as u64, total);
            fila
        })
        .collect()
}

fn integrantes(c: &Consultas<'_>, instalacion: &Instalacion, ambito: uuid::Uuid, hoy: Date) -> Result<Vec<Integrante>, Falla> {
    let filas = c.por_clase(&clase(instalacion, "integrante"), Some(ambito))?;
    let texto = |e: &almacen::EntidadLeida, campo: &str| e.valor(campo).and_then(Dato::texto).unwrap_or_default().to_owned();
    Ok(filas
        .iter()
        .filter(|e| dominio::comite::Integrante::desde_entidad(&e.entidad()).activo(hoy))
        .map(|e| Integrante {
            cargo: texto(e, "cargo"),
            rol: texto(e, "rol").parse::<RolComite>().map(|r| r.etiqueta().to_owned()).unwrap_or_default(),
            nombre: texto(e, "nombre"),
        })
        .collect())
}

fn documentos(c: &Consultas<'_>, instalacion: &Instalacion, ambito: uuid::Uuid) -> Result<Vec<String>, Falla> {
    let filas = c.por_clase(&clase(instalacion, "documento_conformacion"), Some(ambito))?;
    Ok(filas
        .iter()
        .map(|e| {
            let d = dominio::comite::DocumentoDeConformacion::desde_entidad(&e.entidad());
            let tipo = d.tipo.map_or("Documento", |t| t.etiqueta());
            let numero = e.valor("numero").and_then(Dato::texto).unwrap_or("sin número");
            let dia = d.fecha.map_or_else(|| "sin fecha".to_owned(), formato::fecha_larga);
            format!("{tipo} {numero}, {dia}")
        })
        .collect())
}

/// What people changed in the fichas, newest first: the last [`CAMBIOS_MAX`], and how many in all.
fn cambios(c: &Consultas<'_>) -> Result<(Vec<CambioDeFicha>, u64), Falla> {
    let (mut total, mut por_tramite, mut desde): (u64, BTreeMap<uuid::Uuid, BTreeSet<u64>>, u32) = (0, BTreeMap::new(), 0);
    let mut reunidos = 0;
    loop {
        let pagina = c.operaciones(desde, LOTE)?;
        for o in pagina.filas.iter().filter(|o| o.operacion == Some(Operacion::GuardarFicha) && !o.deshecha) {
            total += o.celdas;
            if let (Some(t), true) = (o.tramite, reunidos < CAMBIOS_MAX) {
                por_tramite.entry(t).or_default().insert(o.ms);
                reunidos += 1;
            }
        }
        desde = desde.saturating_add(LOTE);
        if pagina.filas.is_empty() || u64::from(desde) >= pagina.total {
            break;
        }
    }
    let mut lista = Vec::new();
    for (tramite, momentos) in por_tramite {
        let Some(ficha) = c.ficha(tramite)? else { continue };
        for v in
            c.historial_de_entidad(tramite)?.iter().filter(|v| v.operacion == Some(Operacion::GuardarFicha) && momentos.contains(&v.ms))
        {
            let cambio = CambioDeFicha {
                fecha: dia_en_guatemala(v.ms),
                codigo: ficha.fila.codigo.clone(),
                tramite: ficha.fila.nombre.clone(),
                dato: dato_de(&ficha, v.entidad, &v.campo),
                antes: legible(&ficha, v.entidad, &v.campo, &v.antes),
                ahora: legible(&ficha, v.entidad, &v.campo, &v.despues),
            };
            lista.push((v.ms, cambio));
        }
    }
    lista.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.codigo.cmp(&b.1.codigo)).then_with(|| a.1.dato.cmp(&b.1.dato)));
    lista.truncate(CAMBIOS_MAX);
    Ok((lista.into_iter().map(|(_, x)| x).collect(), total))
}

fn clase_de(ficha: &FichaLeida, entidad: uuid::Uuid) -> &str {
    sin_prefijo(ficha.filas.iter().find(|f| f.id == entidad).map_or("tramite", |f| f.clase.as_str()))
}

/// «Requisito 5: Requisito», «Nombre».
fn dato_de(ficha: &FichaLeida, entidad: uuid::Uuid, campo: &str) -> String {
    let clase = clase_de(ficha, entidad);
    let etiqueta = dominio::campos::campo(clase, campo).map_or(campo, |x| x.etiqueta);
    let lugar = ficha.filas.iter().filter(|f| sin_prefijo(&f.clase) == clase).position(|f| f.id == entidad);
    let nombre = match clase {
        "requisito" => "Requisito",
        "paso" => "Paso",
        "base_legal" => "Base legal",
        "tiempo" => "Tiempo",
        _ => return etiqueta.to_owned(),
    };
    lugar.map_or_else(|| format!("{nombre} retirado: {etiqueta}"), |n| format!("{nombre} {}: {etiqueta}", n + 1))
}

/// A value as the screen shows it.
fn legible(ficha: &FichaLeida, entidad: uuid::Uuid, campo: &str, valor: &Dato) -> String {
    let declarado = dominio::campos::campo(clase_de(ficha, entidad), campo);
    match valor {
        Dato::Nulo => String::new(),
        Dato::Logico(b) => if *b { "Sí" } else { "No" }.to_owned(),
        Dato::Entero(n) => match declarado.map(|d| d.tipo) {
            Some(dominio::campos::TipoDeCampo::Dinero) => formato::decimal(&format!("{}.{:02}", n / 100, (n % 100).abs())),
            _ => formato::entero(*n),
        },
        Dato::Texto(t) => {
            declarado.and_then(|d| d.opciones().into_iter().find(|o| o.id == t).map(|o| o.etiqueta.to_owned())).unwrap_or_else(|| t.clone())
        }
    }
}

/// Everything the report prints, in one snapshot.
pub(crate) fn cifras(c: &Consultas<'_>, instalacion: &Instalacion, i: &Institucion, corte: Date, ms: u64) -> Result<CifrasDeAvance, Falla> {
    let fases = recorrido(c, instalacion, i.id, corte)?;
    let todas = todos_los_tramites(c, i.id)?;
    let cuentan: Vec<_> =
        todas.iter().filter(|f| f.clase != ClaseTramite::Interno.as_str() && f.estado != EstadoTramite::Suprimido).collect();
    let total = cuentan.len() as u64;
    let abiertos = hallazgos_de(c, i.id, EstadoHallazgo::Abierto)?;
    let mut decididos = hallazgos_de(c, i.id, EstadoHallazgo::Aceptado)?;
    decididos.extend(hallazgos_de(c, i.id, EstadoHallazgo::Descartado)?);

    let mut categorias: BTreeMap<&str, u64> = BTreeMap::new();
    let mut estados: BTreeMap<EstadoTramite, u64> = BTreeMap::new();
    for f in &cuentan {
        *categorias.entry(f.categoria.as_str()).or_default() += 1;
        *estados.entry(f.estado).or_default() += 1;
    }
    let mut por_categoria: Vec<(String, u64)> = categorias.into_iter().map(|(k, n)| (k.to_owned(), n)).collect();
    por_categoria.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    // R1 speaks of the sheet itself only when none of its norms is a ley or an acuerdo gubernativo.
    let sin_base: BTreeSet<_> = abiertos
        .iter()
        .chain(&decididos)
        .filter(|h| h.hallazgo.regla == Regla::R1 && matches!(h.hallazgo.clase, "tramite" | "base_legal"))
        .map(|h| h.tramite)
        .collect();
    let contar = |f: &dyn Fn(&almacen::FilaTramite) -> bool| Razon::new(cuentan.iter().filter(|x| f(x)).count() as u64, total);
    let con_hallazgos = contar(&|f| f.hallazgos > 0);
    let inventario = ResumenDeInventario {
        tramites: total,
        requisitos: cuentan.iter().map(|f| u64::from(f.requisitos)).sum(),
        pasos: cuentan.iter().map(|f| u64::from(f.pasos)).sum(),
        por_categoria,
        por_estado: EstadoTramite::TODOS.iter().filter_map(|e| Some((*e, *estados.get(e)?))).collect(),
        fichas_completas: contar(&|f| f.completitud.numerador == f.completitud.denominador && f.banderas == 0),
        tiempos_legibles: contar(&|f| !f.tiempo.is_empty()),
        costos_conocidos: contar(&|f| !f.costo.is_empty()),
        con_base_legal: contar(&|f| !sin_base.contains(&f.id)),
        banderas_pendientes: cuentan.iter().map(|f| u64::from(f.banderas)).sum(),
        cerrado_el: crate::fases::leer_fase(c, instalacion, i.id, dominio::fase::Fase::Inventario)?
            .entidad
            .and_then(|e| e.valor("cerrado_el").and_then(Dato::texto).and_then(|t| t.parse().ok())),
    };
    let hechos = crate::fases::hechos(c, instalacion, i.id, corte)?;
    let vacantes = dominio::comite::roles_vacantes(&hechos.roles_obligatorios, &hechos.integrantes, corte);
    let faltantes = fases
        .fases
        .iter()
        .filter(|f| f.destino.is_some() && !f.estado.cuenta())
        .flat_map(|f| f.condiciones.iter().filter(|x| !x.cumple).map(move |x| format!("{}: {}.", f.nombre, x.texto)))
        .collect();
    let (cambiados, cambios_en_total) = cambios(c)?;
    Ok(CifrasDeAvance {
        institucion: i.nombre.clone(),
        sigla: i.sigla.clone(),
        tipo: i.tipo.etiqueta().to_owned(),
        por_confirmar: !i.confirmada,
        corte,
        momento: momento(ms),
        demostracion: instalacion.demo,
        credencial: credencial_en_palabras(c)?,
        codigo: codigo_del_papel(c)?,
        comite: integrantes(c, instalacion, i.id, corte)?,
        documentos: documentos(c, instalacion, i.id)?,
        roles_vacantes: vacantes.into_iter().map(|r| r.etiqueta().to_owned()).collect(),
        avance: Razon::new(fases.avance.numerador, fases.avance.denominador),
        fases: fases
            .fases
            .iter()
            .map(|f| AvanceDeFase {
                fase: f.fase,
                codigo_guia: f.codigo_guia.clone(),
                estado: f.estado,
                fecha: f.fecha.as_deref().and_then(|t| t.parse().ok()),
                condiciones: f.condiciones.iter().map(|x| Condicion { texto: x.texto.clone(), cumple: x.cumple }).collect(),
                cumplidas: Razon::new(f.cumplidas.numerador, f.cumplidas.denominador),
                regla: format!("condiciones cumplidas de la regla {}", f.regla_version),
            })
            .collect(),
        inventario,
        reglas: por_regla(&abiertos, &decididos, total),
        con_hallazgos,
        tramites: todas
            .iter()
            .map(|f| FilaDeTramite {
                codigo: f.codigo.clone(),
                nombre: f.nombre.clone(),
                categoria: f.categoria.clone(),
                estado: f.estado,
                requisitos: u64::from(f.requisitos),
                pasos: u64::from(f.pasos),
                tiempo: f.tiempo.clone(),
                costo: f.costo.clone(),
                completitud: f.completitud,
                hallazgos: u64::from(f.hallazgos),
            })
            .collect(),
        hallazgos: {
            let mut detalles: Vec<_> = abiertos.iter().chain(&decididos).collect();
            detalles.sort_by(|a, b| {
                (&a.tramite_codigo, a.hallazgo.regla, a.hallazgo.fila).cmp(&(&b.tramite_codigo, b.hallazgo.regla, b.hallazgo.fila))
            });
            detalles.into_iter().map(detalle).collect()
        },
        cambios: cambiados,
        cambios_en_total,
        faltantes,
    })
}

fn marca(m: &Marca) -> MarcaDto {
    match m {
        Marca::Texto(t) => MarcaDto::Texto {
            x: t.x,
            y: t.y,
            tam: t.tam,
            peso: t.peso.valor(),
            color: t.color.hex(),
            ancho: t.ancho,
            texto: t.texto.clone(),
        },
        Marca::Rectangulo { x, y, ancho, alto, relleno, borde } => MarcaDto::Rectangulo {
            x: *x,
            y: *y,
            ancho: *ancho,
            alto: *alto,
            relleno: relleno.map(|c| c.hex()),
            borde: borde.map(|(c, _)| c.hex()),
            grosor: borde.map_or(0.0, |(_, g)| g),
        },
        Marca::Linea { desde, hasta, color, grosor } => {
            MarcaDto::Linea { x1: desde.0, y1: desde.1, x2: hasta.0, y2: hasta.1, color: color.hex(), grosor: *grosor }
        }
        Marca::Poligono { puntos, relleno } => MarcaDto::Poligono { puntos: puntos.clone(), relleno: relleno.hex() },
    }
}

fn vista(m: &Maquetado, codigo: String) -> VistaPrevia {
    VistaPrevia {
        paginas: m
            .paginas
            .iter()
            .map(|p| PaginaDto { ancho: p.ancho, alto: p.alto, marcas: p.marcas.iter().map(marca).collect() })
            .collect(),
        codigo,
        marcadores: m
            .marcadores
            .iter()
            .map(|x| MarcadorDto { titulo: x.titulo.clone(), pagina: u32::try_from(x.pagina).unwrap_or(u32::MAX) })
            .collect(),
    }
}

impl Sesion {
    /// The report `avance` as a document.
    fn avance(&self, pide: &PedirInforme) -> Result<Compuesto, Falla> {
        let ms = self.ahora();
        let hoy = dia_en_guatemala(ms);
        let corte = revisar(pide, hoy)?;
        let secciones = secciones(&pide.secciones)?;
        let reunir = |c: Consultas<'_>| {
            let instalacion = c.instalacion()?;
            let institucion = institucion_de(&instalacion, pide.institucion.as_deref())?;
            cifras(&c, &instalacion, institucion, corte, ms)
        };
        let cifras = if corte == hoy {
            self.leer(reunir)?
        } else {
            // Today's figures under an earlier date would be a false document: those of then are replayed.
            let avance = almacen::Avance::default();
            self.lector()?.al_corte(fin_del_dia(corte), &avance)?.en_un_corte(reunir)?
        };
        Ok(Compuesto { documento: componer(&cifras, &secciones), cifras_sha256: informes::cifras_sha256(&cifras), codigo: cifras.codigo })
    }

    fn componer(&self, pide: &PedirInforme) -> Result<Compuesto, Falla> {
        match pide.tipo.as_str() {
            "avance" => self.avance(pide),
            "priorizacion" => self.acta_de_priorizacion(pide),
            "calculos" => self.anexo_de_calculos(pide),
            "rediseno" => self.ficha_de_rediseno(pide),
            otro => Err(Falla::campo(
                "tipo",
                format!(
                    "Los informes disponibles son «avance», «priorizacion», «calculos» y «rediseno». Usted pidió «{}».",
                    crate::sesion::recortar(otro, 40)
                ),
            )),
        }
    }

    /// The pages as they will be printed.
    ///
    /// # Errors
    /// `campos_invalidos` for an unknown type, section or date.
    pub fn vista_previa_informe(&self, pide: PedirInforme) -> Result<VistaPrevia, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        trabajo.etapa("Reuniendo las cifras", 0);
        let Compuesto { documento, codigo, .. } = self.componer(&pide)?;
        trabajo.revisar()?;
        trabajo.etapa("Componiendo las páginas", 0);
        Ok(vista(&informes::previsualizar(&documento)?, codigo))
    }

    /// Writes the report at the destination that the person chose.
    ///
    /// # Errors
    /// Those of [`Sesion::vista_previa_informe`]; `sin_permiso` for another handle; `disco_lleno`.
    pub fn exportar_informe(&self, pide: PedirInforme) -> Result<InformeHecho, Falla> {
        let manija = pide.destino.clone().ok_or_else(|| Falla::campo("destino", "Elija dónde guardar el informe."))?;
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        let destino = self.ruta_de_escritura(&manija)?;
        let hecho = self.informe_en(&pide, &destino, &trabajo)?;
        self.anotar_exportado(&manija, destino);
        Ok(hecho)
    }

    /// The same at a path (the console).
    ///
    /// # Errors
    /// Those of [`Sesion::exportar_informe`].
    pub fn informe_en_ruta(&self, pide: &PedirInforme, destino: &Path) -> Result<InformeHecho, Falla> {
        let trabajo = self.trabajos.empezar(pide.trabajo.as_deref())?;
        self.informe_en(pide, destino, &trabajo)
    }

    fn informe_en(&self, pide: &PedirInforme, destino: &Path, trabajo: &Trabajo) -> Result<InformeHecho, Falla> {
        let inicio = std::time::Instant::now();
        trabajo.etapa("Reuniendo las cifras", 0);
        let Compuesto { documento, codigo, cifras_sha256 } = self.componer(pide)?;
        trabajo.revisar()?;
        let cancelar = AtomicBool::new(false);
        let mut avisar = |p: informes::Progreso| {
            trabajo.etapa("Escribiendo las páginas", p.total as u64);
            if trabajo.avanzar(p.hechas as u64).is_err() {
                cancelar.store(true, std::sync::atomic::Ordering::Relaxed);
            }
        };
        let pdf = informes::exportar_pdf(&documento, &mut avisar, &cancelar)?;
        trabajo.revisar()?;
        salida::escribir(destino, &pdf.bytes)?;
        Ok(InformeHecho {
            archivo: entrada::nombre(destino),
            paginas: u32::try_from(pdf.paginas).unwrap_or(u32::MAX),
            bytes: pdf.bytes.len() as u64,
            ms: u64::try_from(inicio.elapsed().as_millis()).unwrap_or(u64::MAX),
            codigo,
            cifras_sha256,
        })
    }
}
