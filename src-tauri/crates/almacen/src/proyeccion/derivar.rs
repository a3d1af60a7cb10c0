//! What a trámite's row, findings and search text say, computed from its entities and nothing else.
//!
//! Pure on purpose: it runs on worker threads during imports, and *rebuilt = incremental* holds
//! because the same entities always give the same result.

use std::collections::HashMap;
use std::str::FromStr;

use bitacora::Hash;
use dominio::ficha::{ClaseTramite, EstadoTramite, Ficha};
use dominio::reglas::{
    ContextoDeReglas, CopiaDe, EstadoHallazgo, FamiliaDeResultado, Hallazgo, HuellaDeLista, LINEAS_MINIMAS, ListasDeReglas, PASOS_MAX,
    Severidad,
};
use dominio::{Entidad, completitud, formato, instituciones, reglas, texto};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What the projection of one trámite holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Derivado {
    pub cuenta: bool,
    pub codigo: String,
    pub nombre: String,
    pub unidad: String,
    pub categoria: String,
    pub clase: String,
    pub estado: EstadoTramite,
    pub id_catalogo: Option<i64>,
    pub requisitos: u32,
    pub pasos: u32,
    pub tiempo: String,
    pub costo: String,
    pub completitud: dominio::Razon,
    pub abiertos: u32,
    pub severidad: Option<Severidad>,
    pub banderas: u32,
    pub importacion: Option<Uuid>,
    pub originales: Hash,
    pub familia: FamiliaDeResultado,
    pub listas: [HuellaDeLista; 2],
    pub hallazgos: Vec<Decidido>,
    /// codigo, nombre, requisitos, normas.
    pub indexable: [String; 4],
}

/// A finding and the decision that stands on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decidido {
    pub hallazgo: Hallazgo,
    pub estado: EstadoHallazgo,
    pub justificacion: Option<String>,
    pub decision: Option<Uuid>,
}

/// Names of the lists whose fingerprints are kept, in the order of [`Derivado::listas`].
pub(crate) const LISTAS: [&str; 2] = ["requisitos", "pasos"];

impl Derivado {
    /// FNV-1a of the indexable text, as a stored integer.
    pub fn indexado(&self) -> i64 {
        texto::huella(&self.indexable.join("\u{1f}")).cast_signed()
    }
}

/// Rank of a severity as stored: greater is worse.
pub(crate) const fn rango(severidad: Severidad) -> i64 {
    match severidad {
        Severidad::Alta => 3,
        Severidad::Media => 2,
        Severidad::Baja => 1,
        Severidad::Dato => 0,
    }
}

/// The severity of a stored rank.
pub(crate) const fn severidad_de(rango: i64) -> Severidad {
    match rango {
        3 => Severidad::Alta,
        2 => Severidad::Media,
        1 => Severidad::Baja,
        _ => Severidad::Dato,
    }
}

/// Computes the projection of one trámite from its visible entities; `None` when `raiz` is not there.
pub(crate) fn derivar(
    raiz: Uuid,
    ambito: Uuid,
    entidades: &[Entidad],
    listas: &ListasDeReglas,
    copia: Option<CopiaDe>,
) -> Option<Derivado> {
    let ficha = Ficha::desde_entidades(raiz, entidades)?;
    let celdas = &entidades.iter().find(|e| e.id == raiz)?.celdas;
    let sigla = instituciones::por_id(ambito).map(|i| i.sigla.as_str()).unwrap_or_default();
    let contexto = ContextoDeReglas { sigla, listas, copia_de: copia, pasos_max: PASOS_MAX };
    let decisiones = decisiones(entidades);
    let hallazgos: Vec<Decidido> = reglas::evaluar(&ficha, &contexto).into_iter().map(|h| decidir(h, &decisiones)).collect();
    let abiertos = || hallazgos.iter().filter(|h| h.estado == EstadoHallazgo::Abierto);
    let t = &ficha.tramite;
    let estado = t.estado.unwrap_or(EstadoTramite::Identificado);
    let textos_requisitos: Vec<&str> = ficha.requisitos.iter().map(|r| r.texto.as_str()).collect();
    let textos_pasos: Vec<&str> =
        ficha.pasos.iter().filter(|p| p.version != Some(dominio::ficha::VersionPaso::Propuesta)).map(|p| p.texto.as_str()).collect();
    let normas: Vec<&str> = ficha.base_legal.iter().map(|b| b.texto.as_str()).collect();
    let tiempos: Vec<String> = ficha.tiempos.iter().map(formato::tiempo).filter(|t| !t.is_empty()).collect();
    let codigo = t.codigo.clone().unwrap_or_default();
    let nombre = t.nombre.clone().unwrap_or_default();
    Some(Derivado {
        cuenta: t.clase != Some(ClaseTramite::Interno) && estado != EstadoTramite::Suprimido,
        unidad: t.unidad_ejecutora.clone().unwrap_or_default(),
        categoria: t.categoria.clone().unwrap_or_default(),
        clase: t.clase.map(|c| c.as_str().to_owned()).unwrap_or_default(),
        estado,
        id_catalogo: t.id_catalogo,
        requisitos: cuantos(ficha.cantidad_de_requisitos()),
        pasos: cuantos(ficha.cantidad_de_pasos()),
        tiempo: tiempos.join("; "),
        costo: formato::costo(t),
        completitud: completitud::razon(&ficha),
        abiertos: cuantos(abiertos().count()),
        severidad: abiertos().map(|h| h.hallazgo.severidad).max_by_key(|s| rango(*s)),
        banderas: cuantos(t.banderas.values().filter(|estado| *estado == "pendiente").count()),
        importacion: celdas.get("importacion").and_then(dominio::Dato::texto).and_then(|i| Uuid::from_str(i).ok()),
        originales: huella_de_originales(t.originales.iter().map(|(c, v)| (c.strip_prefix("original_").unwrap_or(c), v.as_str()))),
        familia: reglas::familia_de_resultado(&ficha),
        listas: [reglas::huella_de_lista(&textos_requisitos), reglas::huella_de_lista(&textos_pasos)],
        indexable: [codigo.clone(), nombre.clone(), textos_requisitos.join("\n"), normas.join("\n")],
        codigo,
        nombre,
        hallazgos,
    })
}

/// Whether a list is long enough to be compared with others.
pub(crate) fn comparable(lista: &HuellaDeLista) -> bool {
    lista.lineas.len() >= LINEAS_MINIMAS
}

fn cuantos(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

type ClaveDeHallazgo = (String, String, String, String);
struct Decision<'e> {
    id: Uuid,
    estado: EstadoHallazgo,
    justificacion: Option<&'e str>,
}

// Two laptops may decide on the same finding; the greatest id stands, on every machine the same one.
fn decisiones(entidades: &[Entidad]) -> HashMap<ClaveDeHallazgo, Decision<'_>> {
    let mut mapa: HashMap<ClaveDeHallazgo, Decision<'_>> = HashMap::new();
    for e in entidades.iter().filter(|e| e.clase_base() == "decision_hallazgo") {
        let de = |campo: &str| e.celdas.get(campo).and_then(dominio::Dato::texto).unwrap_or_default();
        let Ok(estado) = de("estado").parse() else { continue };
        let clave = (de("regla").to_owned(), de("donde").to_owned(), de("campo").to_owned(), de("huella").to_owned());
        let justificacion = Some(de("justificacion")).filter(|j| !j.is_empty());
        if mapa.get(&clave).is_none_or(|d| d.id < e.id) {
            mapa.insert(clave, Decision { id: e.id, estado, justificacion });
        }
    }
    mapa
}

fn decidir(hallazgo: Hallazgo, decisiones: &HashMap<ClaveDeHallazgo, Decision<'_>>) -> Decidido {
    if decisiones.is_empty() {
        return Decidido { hallazgo, estado: EstadoHallazgo::Abierto, justificacion: None, decision: None };
    }
    let clave = (hallazgo.regla.as_str().to_owned(), hallazgo.entidad.to_string(), hallazgo.campo.to_owned(), hallazgo.huella_hex());
    match decisiones.get(&clave) {
        Some(d) => Decidido { hallazgo, estado: d.estado, justificacion: d.justificacion.map(str::to_owned), decision: Some(d.id) },
        None => Decidido { hallazgo, estado: EstadoHallazgo::Abierto, justificacion: None, decision: None },
    }
}

/// Name of the raw texts that an import keeps: the same for the same texts on every machine.
///
/// `originales` gives (column without prefix, text) in any order; SHA-256 over the sorted pairs,
/// each part preceded by its length.
#[must_use]
pub fn huella_de_originales<'a>(originales: impl Iterator<Item = (&'a str, &'a str)>) -> Hash {
    let mut pares: Vec<(&str, &str)> = originales.collect();
    pares.sort_unstable();
    let mut suma = Sha256::new();
    for parte in pares.into_iter().flat_map(|(columna, texto)| [columna, texto]) {
        suma.update((parte.len() as u64).to_be_bytes());
        suma.update(parte);
    }
    Hash(suma.finalize().into())
}
