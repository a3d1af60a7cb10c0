//! The 66 institutions that GAE accompanies, and how a free text names one of them.
//!
//! The list is a reconstruction (`dominio.md` §9): every row is «por confirmar por GAE». It lives
//! in `datos/instituciones.json`; the `id` of a row is the UUID version 5 of [`ESPACIO`] and its
//! `codigo`, and it is also the ámbito of the institution's log, so it never changes.
//!
//! Callers: `casos` (choice on first start, GAE's board) and the import of the catalogue.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

use crate::cerrado;

cerrado! {
    /// Kind of institution: the rows of GAE's pending lists.
    TipoInstitucion {
        Ministerio = "ministerio" / "Ministerio",
        Secretaria = "secretaria" / "Secretaría",
        Comision = "comision" / "Comisión",
        OtraDependencia = "otra_dependencia" / "Otra dependencia",
        Gobernacion = "gobernacion" / "Gobernación departamental",
    }
}

/// Namespace of the identifiers: UUIDv5 of the URL namespace and `urn:diligencia:instituciones`.
pub const ESPACIO: Uuid = Uuid::from_u128(0x3eaa_f547_6d95_5593_950c_c365_150c_047c);

/// One of the 66.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Institucion {
    /// Identity, and ámbito of its log.
    pub id: Uuid,
    /// `MIN-MARN`.
    pub codigo: String,
    /// `MARN`; `GD-NN` are ours (INE's code of the departamento).
    pub sigla: String,
    /// Full name.
    pub nombre: String,
    /// Kind.
    pub tipo: TipoInstitucion,
    /// Departamento of a gobernación.
    pub departamento: Option<String>,
    /// False while GAE has not confirmed the row.
    pub confirmada: bool,
}

#[derive(Deserialize)]
struct Fila {
    id: Uuid,
    codigo: String,
    sigla: String,
    nombre: String,
    tipo: TipoInstitucion,
    departamento: Option<Departamento>,
    estado_de_la_lista: String,
}

#[derive(Deserialize)]
struct Departamento {
    nombre: String,
}

struct Indice {
    todas: Vec<Institucion>,
    /// Identifier, code and sigla, in lower case.
    por_clave: HashMap<String, usize>,
    /// Significant words of the name.
    por_nombre: HashMap<String, usize>,
    /// Significant words of the departamento.
    por_departamento: HashMap<String, usize>,
}

static INDICE: LazyLock<Indice> = LazyLock::new(|| {
    // A list that does not read would leave 0 institutions; `la_lista_tiene_66` forbids it.
    let filas: Vec<Fila> = serde_json::from_str(include_str!("../datos/instituciones.json")).unwrap_or_default();
    let todas: Vec<Institucion> = filas
        .into_iter()
        .map(|f| Institucion {
            id: f.id,
            codigo: f.codigo,
            sigla: f.sigla,
            nombre: f.nombre,
            tipo: f.tipo,
            departamento: f.departamento.map(|d| d.nombre),
            confirmada: f.estado_de_la_lista == "confirmada",
        })
        .collect();
    let mut indice = Indice { todas: Vec::new(), por_clave: HashMap::new(), por_nombre: HashMap::new(), por_departamento: HashMap::new() };
    for (i, institucion) in todas.iter().enumerate() {
        indice.por_clave.insert(institucion.id.to_string(), i);
        indice.por_clave.insert(institucion.codigo.to_lowercase(), i);
        indice.por_clave.insert(institucion.sigla.to_lowercase(), i);
        indice.por_nombre.insert(significativas(&palabras(&institucion.nombre)), i);
        if let Some(d) = &institucion.departamento {
            indice.por_departamento.insert(significativas(&palabras(d)), i);
        }
    }
    indice.todas = todas;
    indice
});

/// The whole list, in the order of the data file.
#[must_use]
pub fn todas() -> &'static [Institucion] {
    &INDICE.todas
}

/// By UUID, codigo or sigla, whatever the case: what a person or the console types.
#[must_use]
pub fn buscar(clave: &str) -> Option<&'static Institucion> {
    INDICE.por_clave.get(&clave.trim().to_lowercase()).and_then(|i| INDICE.todas.get(*i))
}

/// By identity.
#[must_use]
pub fn por_id(id: Uuid) -> Option<&'static Institucion> {
    INDICE.todas.iter().find(|i| i.id == id)
}

/// The institution that a text of the catalogue names, if it is one of the list.
///
/// First the sigla between the last hyphens (or parentheses), then the name without accents,
/// case, punctuation and articles; a gobernación is also known by its departamento. It never
/// guesses by likeness: a row of an unknown institution waits for a person.
#[must_use]
pub fn reconocer(texto: &str) -> Option<&'static Institucion> {
    if let Some(exacta) = buscar(texto) {
        return Some(exacta);
    }
    let cortes = cortes(texto);
    let por_sigla = cortes.iter().find_map(|(_, sigla)| buscar(sigla));
    por_sigla.or_else(|| cortes.iter().map(|(nombre, _)| *nombre).chain([texto]).find_map(por_nombre))
}

fn por_nombre(texto: &str) -> Option<&'static Institucion> {
    let palabras = palabras(texto);
    let i = INDICE.por_nombre.get(&significativas(&palabras)).or_else(|| {
        let (primera, resto) = palabras.split_first()?;
        let resto: Vec<String> = resto.iter().filter(|p| !matches!(p.as_str(), "departamental" | "departamento")).cloned().collect();
        ["gobernacion", "gobernaciones", "gd"].contains(&primera.as_str()).then(|| INDICE.por_departamento.get(&significativas(&resto)))?
    })?;
    INDICE.todas.get(*i)
}

const GUIONES: [char; 7] = ['-', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'];

/// Ways to part a text into name and sigla: `Ministerio … -MARN-`, `… - SECCATID -`, `… (MARN)`,
/// `… - MARN`. More than one, because a sigla may have a hyphen (`GD-01`).
fn cortes(texto: &str) -> Vec<(&str, &str)> {
    let t = texto.trim();
    if let Some((nombre, sigla)) = t.strip_suffix(')').and_then(|r| r.rsplit_once('(')) {
        return vec![(nombre.trim_end(), sigla.trim())];
    }
    let cuerpo = t.strip_suffix(GUIONES).map_or(t, str::trim_end);
    let partir = |(i, guion): (usize, &str)| Some((cuerpo.get(..i)?.trim_end(), cuerpo.get(i + guion.len()..)?.trim()));
    cuerpo.rmatch_indices(GUIONES).take(3).filter_map(partir).collect()
}

/// Words without accents, case or punctuation.
fn palabras(texto: &str) -> Vec<String> {
    let plano: String = texto.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    plano.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

/// The words that tell one name from another: articles, prepositions and «y» are left out.
fn significativas(palabras: &[String]) -> String {
    const VACIAS: [&str; 11] = ["de", "del", "la", "las", "el", "los", "y", "e", "a", "al", "en"];
    let utiles: Vec<&str> = palabras.iter().map(String::as_str).filter(|p| !VACIAS.contains(p)).collect();
    utiles.join(" ")
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use std::collections::{BTreeMap, HashSet};

    #[test]
    fn la_lista_tiene_66_y_todas_por_confirmar() {
        assert_eq!(todas().len(), 66);
        assert!(todas().iter().all(|i| !i.confirmada));
        let mut por_tipo = BTreeMap::new();
        for i in todas() {
            *por_tipo.entry(i.tipo.as_str()).or_insert(0) += 1;
        }
        let esperado =
            BTreeMap::from([("ministerio", 14), ("gobernacion", 22), ("secretaria", 14), ("comision", 6), ("otra_dependencia", 10)]);
        assert_eq!(por_tipo, esperado);
    }

    #[test]
    fn cada_identidad_es_el_uuid_5_de_su_codigo() {
        assert_eq!(ESPACIO, Uuid::new_v5(&Uuid::NAMESPACE_URL, b"urn:diligencia:instituciones"));
        for i in todas() {
            assert_eq!(i.id, Uuid::new_v5(&ESPACIO, i.codigo.as_bytes()), "{}", i.codigo);
        }
    }

    #[test]
    fn ninguna_clave_ni_nombre_se_repite() {
        let mut claves = HashSet::new();
        for i in todas() {
            for clave in [i.codigo.to_lowercase(), i.sigla.to_lowercase(), significativas(&palabras(&i.nombre))] {
                assert!(claves.insert(clave.clone()), "{clave} names two institutions");
            }
        }
        assert_eq!(INDICE.por_departamento.len(), 22);
    }

    #[test]
    fn solo_las_gobernaciones_tienen_departamento() {
        for i in todas() {
            assert_eq!(i.departamento.is_some(), i.tipo == TipoInstitucion::Gobernacion, "{}", i.codigo);
        }
    }

    #[test]
    fn se_busca_por_identidad_codigo_o_sigla_sin_distinguir_mayusculas() {
        let marn = buscar("marn").expect("MARN is in the list");
        assert_eq!(marn.codigo, "MIN-MARN");
        assert_eq!(buscar(" min-marn "), Some(marn));
        assert_eq!(buscar(&marn.id.to_string().to_uppercase()), Some(marn));
        assert_eq!(por_id(marn.id), Some(marn));
        assert_eq!(buscar("GD-21").map(|i| i.nombre.as_str()), Some("Gobernación Departamental de Jalapa"));
        assert_eq!(buscar("XYZ"), None);
        assert_eq!(buscar(""), None);
    }

    /// Every institution text of the two catalogue files, as written there.
    #[test]
    fn cada_institucion_del_catalogo_se_reconoce() {
        for (texto, sigla) in [
            ("Ministerio de Agricultura, Ganadería y Alimentación -MAGA-", "MAGA"),
            ("Ministerio de Cultura y Deportes -MCD-", "MCD"),
            ("Ministerio de Economía -MINECO-", "MINECO"),
            ("Ministerio de Ambiente y Recursos Naturales  -MARN-", "MARN"),
            ("Ministerio de Energía y Minas -MEM-", "MEM"),
            ("Ministerio de Comunicaciones, Infraestructura y Vivienda -MICIVI-", "MICIVI"),
            ("Ministerio de Desarrollo Social -MIDES-", "MIDES"),
            ("Gobernación Departamental de Chiquimula", "GD-20"),
            ("Ministerio de la Defensa Nacional -MINDEF-", "MINDEF"),
            ("Ministerio de Finanzas Públicas -MINFIN-", "MINFIN"),
            ("Gobernación Departamental de Sacatepéquez", "GD-03"),
            ("Ministerio de Salud Pública y Asistencia Social -MSPAS-", "MSPAS"),
            ("Gobernación Departamental de Izabal", "GD-18"),
            ("Ministerio de Relaciones Exteriores -MINEX-", "MINEX"),
            ("Ministerio de Educación -MINEDUC-", "MINEDUC"),
            ("Instituto Nacional de Cooperativas -INACOP-", ""),
            ("Ministerio de Trabajo y Previsión Social -MINTRABAJO-", "MINTRABAJO"),
            ("Gobernación Departamental de Guatemala", "GD-01"),
            ("Gobernación Departamental de Jalapa", "GD-21"),
        ] {
            assert_eq!(reconocer(texto).map_or("", |i| i.sigla.as_str()), sigla, "{texto}");
        }
    }

    #[test]
    fn se_reconocen_las_maneras_de_escribir_una_institucion() {
        for (texto, sigla) in [
            ("- SECCATID -", "SECCATID"),
            ("Secretaría Ejecutiva - SECCATID -", "SECCATID"),
            ("MARN", "MARN"),
            ("Ministerio de Ambiente y Recursos Naturales", "MARN"),
            ("MINISTERIO DE AMBIENTE Y RECURSOS NATURALES", "MARN"),
            ("Ministerio de Ambiente y Recursos Naturales (MARN)", "MARN"),
            ("Ministerio de Ambiente y Recursos Naturales – MARN –", "MARN"),
            ("Ministerio de Ambiente y Recursos Naturales - MARN", "MARN"),
            ("Ministerio de Ambiente y Recursos Naturales, -MRAN-", "MARN"),
            ("Ministerio de Defensa Nacional", "MINDEF"),
            ("Gobernacion Departamental de Quiche", "GD-14"),
            ("Gobernación Departamental del Quiché", "GD-14"),
            ("Gobernación de El Progreso", "GD-02"),
            ("Gobernación Departamental El Progreso", "GD-02"),
            ("Gobernación Departamental del Petén -GDP-", "GD-17"),
            ("Gobernación del Departamento de Sololá", "GD-07"),
            ("GD Jalapa", "GD-21"),
            ("Comisión Portuaria Nacional -CPN-", "CPN"),
        ] {
            assert_eq!(reconocer(texto).map_or("", |i| i.sigla.as_str()), sigla, "{texto}");
        }
    }

    #[test]
    fn no_se_adivina_por_parecido() {
        for texto in
            ["", "  ", "-", "--", "Ministerio de Ambiente", "Gobernación", "Jalapa", "Municipalidad de Guatemala", "Ministerio -XYZ-", "()"]
        {
            assert_eq!(reconocer(texto), None, "{texto}");
        }
    }

    #[test]
    fn cada_una_se_reconoce_por_su_nombre_con_y_sin_sigla() {
        for i in todas() {
            assert_eq!(reconocer(&i.nombre), Some(i), "{}", i.nombre);
            assert_eq!(reconocer(&format!("{}  -{}-", i.nombre, i.sigla)), Some(i), "{}", i.sigla);
            assert_eq!(reconocer(&i.nombre.to_uppercase()), Some(i), "{}", i.nombre);
        }
    }

    proptest::proptest! {
        #[test]
        fn ningun_texto_hace_caer_el_reconocimiento(texto in "\\PC{0,40}") {
            let _ = reconocer(&texto);
        }
    }
}
