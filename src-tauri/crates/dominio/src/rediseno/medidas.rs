//! What a version of a trámite asks of the person and of the institution: the four measures of the law and the extras
//! (`dominio.md` §8), each one an explained figure, and their comparison.

use std::collections::BTreeSet;

use jiff::civil::Date;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

use crate::cerrado;
use crate::costos::linea::Linea;
use crate::costos::parametros::Vigentes;
use crate::costos::persona::Caso;
use crate::costos::rutas::{Ruta, rutas};
use crate::costos::tiempo::{Peticion, flujo};
use crate::costos::totales::{al_anio, sumar_cifras};
use crate::costos::{Confianza, EstadoDeCifra, Explicada, Falta, Insumo, Lado, Origen, Rango, institucion, persona};
use crate::ficha::{ActorPaso, ClaseTiempo, EmisorPublico, Ficha, FormaRequisito, Paso, Requisito, Tiempo, VersionPaso};
use crate::metodos::cifra::Proporcion;
use crate::metodos::exacto::{Decimal, entero};
use crate::texto::plegar;

cerrado! {
    /// What is measured. The first four are those of the law (article 4 of the Decreto 5-2021).
    Medida {
        Procedimientos = "procedimientos" / "Pasos", Requisitos = "requisitos" / "Requisitos", Costo = "costo" / "Costo para la persona",
        Tiempo = "tiempo" / "Tiempo de respuesta", Ciclo = "ciclo" / "Tiempo calculado de los pasos", Visitas = "visitas" / "Visitas",
        HorasPersona = "horas_persona" / "Horas de la persona", CostoTotal = "costo_total" / "Costo con su tiempo",
        HorasInstitucion = "horas_institucion" / "Horas de la institución", CostoInstitucion = "costo_institucion" / "Costo de la institución",
        PasosPersona = "pasos_persona" / "Pasos de la persona", PasosInternos = "pasos_internos" / "Pasos internos",
        Condicionales = "condicionales" / "Requisitos solo en algunos casos", DocumentosPublicos = "documentos_publicos" / "Documentos de entidades públicas",
        Legalizadas = "legalizadas" / "Copias o firmas legalizadas", Unidades = "unidades" / "Unidades que intervienen",
    }
}

impl Medida {
    /// One of the four of the law.
    #[must_use]
    pub const fn es_de_ley(self) -> bool {
        matches!(self, Medida::Procedimientos | Medida::Requisitos | Medida::Costo | Medida::Tiempo)
    }

    /// What is gained in it is gained again with each request.
    #[must_use]
    pub const fn por_solicitud(self) -> bool {
        matches!(
            self,
            Medida::Costo
                | Medida::Visitas
                | Medida::HorasPersona
                | Medida::CostoTotal
                | Medida::HorasInstitucion
                | Medida::CostoInstitucion
        )
    }
}

/// What is measured and with what.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// The sheet as it is, or as it would be.
    pub ficha: &'a Ficha,
    /// Which of its pasos.
    pub version: VersionPaso,
    /// Parameters in force.
    pub parametros: &'a Vigentes,
    /// Cut-off.
    pub corte: Date,
}

/// A measure on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparada {
    /// Which.
    pub medida: Medida,
    /// Today.
    pub antes: Explicada,
    /// As proposed.
    pub despues: Explicada,
    /// Before less after; `None` when a side is not known or the units differ.
    pub diferencia: Option<BigRational>,
    /// Of before; `None` from 0 (`dominio.md` §8).
    pub porcentaje: Option<Proporcion>,
    /// Why there is no difference.
    pub sin_comparar: Option<String>,
    /// In a year, with the requests of today.
    pub anual: Option<Explicada>,
}

fn contada(n: usize, unidad: &str, formula: &str) -> Explicada {
    let valor = Rango::fijo(entero(i64::try_from(n).unwrap_or(i64::MAX)));
    let insumo = Insumo {
        nombre: formula.to_owned(),
        valor: valor.clone(),
        unidad: unidad.to_owned(),
        origen: Origen::Contado,
        confianza: Confianza::Publicado,
        fuente: Some("Contados en la ficha.".to_owned()),
        fecha: None,
    };
    Explicada::nueva(Some(valor), unidad, formula, vec![insumo], vec![])
}

/// The mean over the routes; with one, its own.
fn media(partes: Vec<Explicada>, unidad: &str) -> Explicada {
    let n = partes.len();
    if n <= 1 {
        return partes
            .into_iter()
            .next()
            .unwrap_or_else(|| Explicada::nueva(None, unidad, "", vec![], vec![Falta::otra("No hay pasos en esta versión.")]));
    }
    let todas: Vec<&Explicada> = partes.iter().collect();
    let suma = sumar_cifras(&todas, unidad, "promedio simple de las rutas");
    let por = entero(i64::try_from(n).unwrap_or(1));
    let dividir = |r: &Rango| Rango::de(|e| r.en(e) / &por);
    Explicada {
        valor: suma.valor.as_ref().map(dividir),
        conocido: suma.conocido.as_ref().map(dividir),
        insumos: partes.iter().flat_map(|p| p.insumos.clone()).collect(),
        diferencia: None,
        nota: Some(format!("Promedio simple de {n} rutas.")),
        ..suma
    }
}

fn dinero(lineas: &[Linea], lado: Lado, pasa: impl Fn(&Linea) -> bool, formula: &str) -> Explicada {
    let partes: Vec<&Explicada> = lineas.iter().filter(|l| l.lado == lado && pasa(l)).map(|l| &l.dinero).collect();
    con_insumos(sumar_cifras(&partes, "GTQ", formula), &partes)
}

fn horas(lineas: &[Linea], lado: Lado) -> Explicada {
    let partes: Vec<&Explicada> = lineas.iter().filter(|l| l.lado == lado).filter_map(|l| l.horas.as_ref()).collect();
    if partes.is_empty() {
        return Explicada::nueva(Some(Rango::fijo(BigRational::zero())), "h", "suma de las horas de sus pasos", vec![], vec![]);
    }
    con_insumos(sumar_cifras(&partes, "h", "suma de las horas de sus pasos"), &partes)
}

/// A sum does not carry what its parts were made of; a figure that stands alone must.
fn con_insumos(suma: Explicada, partes: &[&Explicada]) -> Explicada {
    let mut insumos: Vec<Insumo> = Vec::new();
    for i in partes.iter().filter(|p| p.estado != EstadoDeCifra::NoIncluida).flat_map(|p| &p.insumos) {
        if !insumos.contains(i) {
            insumos.push(i.clone());
        }
    }
    Explicada { insumos, diferencia: None, ..suma }
}

/// The answer time that the ficha declares for a side: what a norm says, else what is published, else measured; for the
/// propuesta, only what is proposed. The greatest of a range, in the unit as written (`dominio.md` §8).
fn declarado(l: &Version<'_>) -> Explicada {
    const FORMULA: &str = "tiempo de respuesta de la ficha, el mayor de su rango";
    let clases: &[ClaseTiempo] = match l.version {
        VersionPaso::Actual => &[ClaseTiempo::Normado, ClaseTiempo::Publicado, ClaseTiempo::Medido, ClaseTiempo::Estimado],
        VersionPaso::Propuesta => &[ClaseTiempo::Propuesto],
    };
    let de = |c: &ClaseTiempo| l.ficha.tiempos.iter().find(|t| t.clase == Some(*c) && t.caso.is_none() && valor_de(t).is_some());
    let hallado = clases.iter().find_map(de);
    let leido = hallado.and_then(|t| Some((t, valor_de(t)?, t.unidad?, t.clase?)));
    let Some((t, valor, unidad, clase)) = leido else {
        let que = match l.version {
            VersionPaso::Actual => "La ficha no tiene un tiempo de respuesta que se pueda comparar.",
            VersionPaso::Propuesta => "Falta el tiempo propuesto: agréguelo en «Tiempo y costo» con la clase «Propuesto».",
        };
        return Explicada::nueva(None, "", FORMULA, vec![], vec![Falta::otra(que)]);
    };
    let valor = Rango::fijo(valor);
    let insumo = Insumo {
        nombre: format!("Tiempo {}", clase.etiqueta().to_lowercase()),
        valor: valor.clone(),
        unidad: unidad.as_str().to_owned(),
        origen: Origen::Celda { entidad: t.id, campo: if t.maximo.is_some() { "maximo" } else { "minimo" } },
        confianza: match clase {
            ClaseTiempo::Medido => Confianza::Medido,
            ClaseTiempo::Normado | ClaseTiempo::Publicado => Confianza::Publicado,
            ClaseTiempo::Propuesto | ClaseTiempo::Estimado => Confianza::Estimado,
        },
        fuente: t.fuente.clone(),
        fecha: t.fecha.clone(),
    };
    Explicada::nueva(Some(valor), unidad.as_str(), FORMULA, vec![insumo], vec![])
}

fn valor_de(t: &Tiempo) -> Option<BigRational> {
    let texto = t.maximo.as_deref().or(t.minimo.as_deref())?;
    Decimal::leer(texto).map(|d| d.valor).filter(|v| !v.is_negative())
}

/// The pasos of a version that count: those of level 0.
fn de_version<'f>(l: &Version<'f>) -> Vec<&'f Paso> {
    l.ficha.pasos.iter().filter(|p| p.version.unwrap_or(VersionPaso::Actual) == l.version && p.nivel == 0).collect()
}

/// Pasos that pass a test. What a test of who does them needs is asked of each.
fn pasos_que(l: &Version<'_>, formula: &str, por_actor: bool, pasa: impl Fn(&Paso) -> bool) -> Explicada {
    let pasos = de_version(l);
    if pasos.is_empty() {
        return Explicada::nueva(None, "paso", formula, vec![], vec![Falta::otra("No hay pasos en esta versión.")]);
    }
    let sin_actor: Vec<Falta> = pasos
        .iter()
        .filter(|p| por_actor && p.actor.is_none())
        .map(|p| Falta::celda(p.id, "actor", format!("No se dice quién hace «{}».", p.texto.chars().take(60).collect::<String>().trim())))
        .collect();
    let x = contada(pasos.iter().filter(|p| pasa(p)).count(), "paso", formula);
    Explicada::nueva(x.valor.or(x.conocido), "paso", formula, x.insumos, sin_actor)
}

fn unidades(l: &Version<'_>) -> Explicada {
    const FORMULA: &str = "unidades distintas en los pasos";
    let unidades: BTreeSet<String> = de_version(l).iter().filter_map(|p| p.unidad.as_deref()).map(plegar).collect();
    if unidades.is_empty() {
        let falta = Falta::otra("Ningún paso dice en qué unidad se hace.");
        return Explicada::nueva(None, "unidad", FORMULA, vec![], vec![falta]);
    }
    contada(unidades.len(), "unidad", FORMULA)
}

fn requisitos_que(l: &Version<'_>, unidad: &str, formula: &str, pasa: impl Fn(&Requisito) -> bool) -> Explicada {
    if l.ficha.requisitos.is_empty() && !l.ficha.tramite.sin_requisitos && l.version == VersionPaso::Actual {
        let falta = Falta::celda(l.ficha.tramite.id, "sin_requisitos", "La ficha no tiene requisitos ni dice que no se piden.");
        return Explicada::nueva(None, unidad, formula, vec![], vec![falta]);
    }
    contada(l.ficha.requisitos.iter().filter(|r| r.nivel == 0 && pasa(r)).count(), unidad, formula)
}

fn es_publico(r: &Requisito) -> bool {
    matches!(r.emisor_publico, Some(EmisorPublico::Si | EmisorPublico::MismaInstitucion))
}

fn es_legalizado(r: &Requisito) -> bool {
    let plano = plegar(&r.texto);
    r.forma == Some(FormaRequisito::CopiaLegalizada) || plano.contains("legalizad") || plano.contains("autenticad")
}

/// Every measure of a version, in the order of [`Medida::TODOS`].
#[must_use]
pub fn medir(l: &Version<'_>) -> Vec<(Medida, Explicada)> {
    let rutas = rutas(l.ficha, l.version);
    let lineas: Vec<Vec<Linea>> = rutas
        .iter()
        .map(|ruta| {
            let caso = Caso { ficha: l.ficha, ruta, version: l.version, parametros: l.parametros, corte: l.corte };
            persona::lineas(&caso).into_iter().chain(institucion::lineas(&caso)).collect()
        })
        .collect();
    let de_lineas = |unidad: &str, f: &dyn Fn(&[Linea]) -> Explicada| media(lineas.iter().map(|x| f(x)).collect(), unidad);
    let de_medida = |m: Medida| match m {
        Medida::Procedimientos => pasos_que(l, "pasos de nivel 0", false, |_| true),
        Medida::PasosPersona => pasos_que(l, "pasos de nivel 0 que hace la persona", true, |p| p.actor == Some(ActorPaso::Usuario)),
        Medida::PasosInternos => {
            pasos_que(l, "pasos de nivel 0 que no hace la persona", true, |p| p.actor.is_some_and(|a| a != ActorPaso::Usuario))
        }
        Medida::Unidades => unidades(l),
        Medida::Requisitos => requisitos_que(l, "requisito", "requisitos de nivel 0 que se piden siempre", |r| r.condicion.is_none()),
        Medida::Condicionales => requisitos_que(l, "requisito", "requisitos de nivel 0 con condición", |r| r.condicion.is_some()),
        Medida::DocumentosPublicos => requisitos_que(l, "documento", "requisitos que emite una entidad pública", es_publico),
        Medida::Legalizadas => requisitos_que(l, "documento", "requisitos en copia legalizada o con firma legalizada", es_legalizado),
        Medida::Tiempo => declarado(l),
        Medida::Ciclo => media(rutas.iter().map(|r| ciclo(l, r)).collect(), "dia_calendario"),
        Medida::Visitas => de_lineas("viaje", &|x| {
            let viajes = x.iter().find_map(|l| l.viajes.clone());
            viajes.unwrap_or_else(|| {
                Explicada::nueva(None, "viaje", "", vec![], vec![Falta::otra("No se sabe cuántas visitas hace la persona.")])
            })
        }),
        Medida::HorasPersona => de_lineas("h", &|x| horas(x, Lado::Persona)),
        Medida::HorasInstitucion => de_lineas("h", &|x| horas(x, Lado::Institucion)),
        // The law's cost is what is paid, without the person's time put into money.
        Medida::Costo => de_lineas("GTQ", &|x| dinero(x, Lado::Persona, |l| !l.oportunidad, "arancel, pasajes, copias y demás pagos")),
        Medida::CostoTotal => de_lineas("GTQ", &|x| dinero(x, Lado::Persona, |_| true, "pagos y tiempo de la persona en quetzales")),
        Medida::CostoInstitucion => de_lineas("GTQ", &|x| dinero(x, Lado::Institucion, |_| true, "suma de las líneas de la institución")),
    };
    Medida::TODOS.iter().map(|m| (*m, de_medida(*m))).collect()
}

fn ciclo(l: &Version<'_>, ruta: &Ruta<'_>) -> Explicada {
    // The formula alone.
    flujo(l.ficha, ruta, Peticion { desde: l.corte, semilla: 1, corridas: 0 }).ciclo
}

/// Compares what was measured on both sides. `volumen` is that of today.
#[must_use]
pub fn comparar(antes: Vec<(Medida, Explicada)>, despues: Vec<(Medida, Explicada)>, volumen: &Result<Insumo, Falta>) -> Vec<Comparada> {
    antes
        .into_iter()
        .zip(despues)
        .map(|((medida, antes), (_, despues))| {
            let lados = antes.valor.as_ref().zip(despues.valor.as_ref());
            let misma = antes.unidad == despues.unidad;
            let diferencia = lados.filter(|_| misma).map(|(a, d)| &a.probable - &d.probable);
            let sin_comparar = match (lados, misma) {
                (None, _) => Some("Falta un dato de un lado.".to_owned()),
                (Some(_), false) => Some("No comparable: las dos unidades son de familias distintas.".to_owned()),
                (Some(_), true) => None,
            };
            let porcentaje = diferencia
                .as_ref()
                .zip(lados)
                .filter(|(_, (a, _))| !a.probable.is_zero())
                .map(|(d, (a, _))| Proporcion::new(d.clone(), a.probable.clone(), "(antes − después) / antes"));
            let anual = lados.filter(|_| misma && medida.por_solicitud()).map(|(a, d)| {
                let mut insumos = antes.insumos.clone();
                insumos.extend(despues.insumos.iter().filter(|i| !antes.insumos.contains(i)).cloned());
                let caso =
                    Explicada::nueva(Some(Rango::fijo(&a.probable - &d.probable)), &antes.unidad, "antes − después", insumos, vec![]);
                al_anio(&caso, volumen)
            });
            Comparada { medida, antes, despues, diferencia, porcentaje, sin_comparar, anual }
        })
        .collect()
}

/// Requests a year of the whole trámite: those of the ficha, or of its only route.
///
/// # Errors
/// [`Falta`] when nobody counted them.
pub fn volumen_de(ficha: &Ficha) -> Result<Insumo, Falta> {
    let todas = rutas(ficha, VersionPaso::Actual);
    match todas.as_slice() {
        [una] => una.volumen(ficha),
        _ => Ruta { nombre: None, pasos: Vec::new(), unica: true }.volumen(ficha),
    }
}
