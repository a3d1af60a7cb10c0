//! The one declaration of every field: form, validation, help and completeness read it.
//!
//! Each [`Campo`] says how it is typed, when it is needed, what it is called, and helps whoever
//! fills it: a hint, a filled example, the usual mistake and why the datum matters. Names are
//! those of the structs in [`crate::ficha`]. [`validar`] is the strict edge through which every
//! typed value passes; [`validar_ficha`] warns about values that contradict each other.
//!
//! It does not read stored data (that is lenient, see [`crate::Ficha::desde_entidades`]) and does
//! not know the present day.

mod comite;
mod costo;
mod cruces;
mod decisiones;
mod filas;
mod membrete;
mod norma;
mod parametro;
mod priorizacion;
mod problema;
mod rediseno;
mod reportado;
mod tramite;
mod validar;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::cerrado;

pub use cruces::{Advertencia, validar_ficha};
pub use problema::{ErrorDeCampo, Problema};
pub use validar::validar;

cerrado! {
    /// How a field is typed.
    TipoDeCampo {
        Texto = "texto" / "Texto", TextoLargo = "texto_largo" / "Texto largo", Entero = "entero" / "Número entero", Decimal = "decimal" / "Número decimal",
        Dinero = "dinero" / "Dinero", Lista = "lista" / "Lista", Fecha = "fecha" / "Fecha", Logico = "logico" / "Sí o no",
    }
}
cerrado! {
    /// When a field is needed (`dominio.md` §4: I, F, R and –).
    Exigencia { Guardar = "guardar" / "Para guardar", Ficha = "ficha" / "Para la ficha completa", Rediseno = "rediseno" / "Antes del rediseño", Opcional = "opcional" / "Opcional" }
}
cerrado! {
    /// Sections of the ficha.
    Seccion {
        General = "general" / "General", Requisitos = "requisitos" / "Requisitos", Pasos = "pasos" / "Pasos", TiempoCosto = "tiempo_costo" / "Tiempo y costo",
        BaseLegal = "base_legal" / "Base legal", Volumen = "volumen" / "Volumen",
    }
}

cerrado! {
    /// Unit of the validity of a result; `indefinida` has no quantity.
    UnidadDeVigencia { Dias = "dias" / "días", Meses = "meses" / "meses", Anios = "anios" / "años", Indefinida = "indefinida" / "indefinida" }
}

/// One option of a closed list: stored identifier and label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opcion {
    /// Stored.
    pub id: &'static str,
    /// Shown.
    pub etiqueta: &'static str,
}

/// What a value must satisfy besides its type and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regla {
    /// Nothing else.
    Ninguna,
    /// At least so many letters.
    Letras(usize),
    /// At least one letter or digit: «....» is not a datum.
    NoSoloSimbolos,
    /// ASCII without spaces: letters, digits, hyphen, dot, slash, underscore.
    Codigo,
    /// Address `http://` or `https://`.
    Enlace,
    /// E-mail address.
    Correo,
    /// Telephone: at least 8 digits.
    Telefono,
    /// Number of a norm: digits, perhaps with letters, dots or hyphens.
    NumeroDeNorma,
    /// Date `AAAA-MM-DD`, or month `AAAA-MM`.
    FechaOMes,
    /// From 0 to 100, with at most two decimals.
    Porcentaje,
    /// UUID.
    Identificador,
    /// UUIDs parted by spaces, none twice.
    Identificadores,
}

/// A field of a class.
#[derive(Clone, Copy, Debug)]
pub struct Campo {
    /// Class without GAE's prefix.
    pub clase: &'static str,
    /// Field.
    pub campo: &'static str,
    /// Label above.
    pub etiqueta: &'static str,
    /// How it is typed.
    pub tipo: TipoDeCampo,
    /// Options of a list, in order; `None` when it is not one.
    pub lista: Option<fn() -> Vec<Opcion>>,
    /// When it is needed.
    pub exigencia: Exigencia,
    /// Section of the ficha; `None` for classes outside it.
    pub seccion: Option<Seccion>,
    /// Hint below the label.
    pub ayuda: &'static str,
    /// Filled example.
    pub ejemplo: &'static str,
    /// Typical mistake.
    pub error_frecuente: &'static str,
    /// Why the datum matters, for when it is missing.
    pub por_que: &'static str,
    /// Least integer.
    pub minimo: i64,
    /// Greatest length in characters, or greatest integer.
    pub maximo: Option<u64>,
    /// What else the value must satisfy.
    pub regla: Regla,
    /// A person may write it; false for what the import or a transition writes.
    pub editable: bool,
}

impl Campo {
    /// Defaults for the tables below: optional one-line text of 250 characters.
    const BASE: Campo = Campo {
        clase: "",
        campo: "",
        etiqueta: "",
        tipo: TipoDeCampo::Texto,
        lista: None,
        exigencia: Exigencia::Opcional,
        seccion: None,
        ayuda: "",
        ejemplo: "",
        error_frecuente: "",
        por_que: "",
        minimo: 0,
        maximo: Some(250),
        regla: Regla::Ninguna,
        editable: true,
    };

    /// Options of the list, in order; empty when it is not one.
    #[must_use]
    pub fn opciones(&self) -> Vec<Opcion> {
        self.lista.map_or_else(Vec::new, |f| f())
    }
}

/// Options of a closed enum, as a function pointer for the tables.
macro_rules! opciones {
    ($lista:ty) => {
        Some(|| <$lista>::TODOS.iter().map(|v| $crate::campos::Opcion { id: v.as_str(), etiqueta: v.etiqueta() }).collect())
    };
}
use opciones;

static INDICE: LazyLock<HashMap<(&'static str, &'static str), &'static Campo>> =
    LazyLock::new(|| todos().map(|c| ((c.clase, c.campo), c)).collect());

/// Every declared field: class by class, in the order of the form.
pub fn todos() -> impl Iterator<Item = &'static Campo> {
    [
        tramite::CAMPOS,
        costo::CAMPOS,
        filas::REQUISITO,
        filas::PASO,
        filas::BASE_LEGAL,
        filas::TIEMPO,
        costo::VOLUMENES,
        comite::CAMPOS,
        membrete::CAMPOS,
        reportado::CAMPOS,
        decisiones::CAMPOS,
        norma::CAMPOS,
        priorizacion::CAMPOS,
        parametro::CAMPOS,
        rediseno::CAMPOS,
    ]
    .into_iter()
    .flatten()
}

/// The declaration of a field; GAE's prefix of the class is ignored.
#[must_use]
pub fn campo(clase: &str, campo: &str) -> Option<&'static Campo> {
    INDICE.get(&(clase.strip_prefix("gae_").unwrap_or(clase), campo)).copied()
}

/// Fields of a class, in the order of the form.
pub fn de_clase(clase: &str) -> impl Iterator<Item = &'static Campo> {
    let base = clase.strip_prefix("gae_").unwrap_or(clase).to_owned();
    todos().filter(move |c| c.clase == base)
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn cada_campo_se_declara_una_vez_y_ayuda_a_llenarlo() {
        let mut vistos = HashSet::new();
        for c in todos() {
            let cual = format!("{}.{}", c.clase, c.campo);
            assert!(vistos.insert(cual.clone()), "{cual} is declared twice");
            for (que, texto) in [("etiqueta", c.etiqueta), ("ayuda", c.ayuda), ("por_que", c.por_que)] {
                assert!(!texto.is_empty(), "{cual} has no {que}");
            }
            assert!(c.por_que.ends_with('.') && c.ayuda.ends_with('.'), "{cual}: whole sentences");
            assert!(!c.etiqueta.ends_with('.'), "{cual}: a label is not a sentence");
            if c.editable {
                assert!(!c.ejemplo.is_empty(), "{cual} has no example");
                assert!(!c.error_frecuente.is_empty() || c.clase == "decision_hallazgo", "{cual} has no usual mistake");
            }
            assert_eq!(c.lista.is_some(), c.tipo == TipoDeCampo::Lista, "{cual}");
            assert_eq!(
                c.seccion.is_some(),
                ["tramite", "requisito", "paso", "base_legal", "tiempo", "volumen"].contains(&c.clase),
                "{cual}"
            );
            let textual = matches!(c.tipo, TipoDeCampo::Texto | TipoDeCampo::TextoLargo);
            assert!(textual || c.regla == Regla::Ninguna, "{cual}: only texts have a rule");
            assert_eq!(c.maximo.is_some(), textual || matches!(c.tipo, TipoDeCampo::Entero | TipoDeCampo::Dinero), "{cual}");
        }
        assert!(vistos.len() > 95);
    }

    #[test]
    fn los_textos_hablan_de_usted_y_sin_admiraciones() {
        for c in todos() {
            for texto in [c.etiqueta, c.ayuda, c.ejemplo, c.error_frecuente, c.por_que] {
                for mala in ["!", "y/o", " tu ", "Tú ", "AS-IS", "Por favor", "el mismo/"] {
                    assert!(!texto.contains(mala), "{}.{}: {texto}", c.clase, c.campo);
                }
            }
        }
    }

    /// A ficha with every cell written must come back with no field empty: names that the reader
    /// does not know, or that no form declares, would show here.
    #[test]
    fn los_nombres_son_los_de_la_ficha() {
        use crate::{Dato, Entidad, Ficha};
        use std::collections::BTreeMap;
        use uuid::Uuid;
        let valor = |c: &Campo| match c.tipo {
            TipoDeCampo::Entero | TipoDeCampo::Dinero => Dato::Entero(c.minimo.max(1)),
            TipoDeCampo::Logico => Dato::Logico(true),
            TipoDeCampo::Lista => Dato::from(c.opciones()[0].id),
            TipoDeCampo::Texto if matches!(c.regla, Regla::Identificador | Regla::Identificadores) => Dato::from(Uuid::nil().to_string()),
            TipoDeCampo::Texto | TipoDeCampo::TextoLargo | TipoDeCampo::Fecha | TipoDeCampo::Decimal => Dato::from("7"),
        };
        let entidad = |id: u128, clase: &str| {
            let mut celdas: BTreeMap<String, Dato> = de_clase(clase).map(|c| (c.campo.to_owned(), valor(c))).collect();
            celdas.insert("padre".into(), Dato::from(Uuid::from_u128(if clase == "base_legal" { 2 } else { 1 }).to_string()));
            celdas.remove("componentes");
            Entidad { id: Uuid::from_u128(id), clase: clase.to_owned(), celdas }
        };
        let entidades = [
            entidad(1, "tramite"),
            entidad(2, "requisito"),
            entidad(3, "paso"),
            entidad(4, "base_legal"),
            entidad(5, "tiempo"),
            entidad(6, "volumen"),
        ];
        let ficha = Ficha::desde_entidades(Uuid::from_u128(1), &entidades).unwrap();
        let mut dibujo = format!("{ficha:?}");
        dibujo = dibujo.replace("componentes: None", "");
        assert!(!dibujo.contains("None"), "a field of the ficha has no declaration with its name: {dibujo}");
    }

    #[test]
    fn el_prefijo_de_gae_no_cambia_las_reglas() {
        assert_eq!(campo("gae_tramite", "nombre").map(|c| c.etiqueta), campo("tramite", "nombre").map(|c| c.etiqueta));
        assert_eq!(de_clase("gae_paso").count(), de_clase("paso").count());
        assert!(campo("tramite", "inexistente").is_none());
    }
}
