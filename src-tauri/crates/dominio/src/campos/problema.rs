//! What is wrong with a value, and the sentence that says it without blame.

use super::{Regla, TipoDeCampo, campo as declarado};
use crate::formato::{entero, entero_sin_signo, enumerar};

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problema {
    /// No class with that name takes values from a person.
    ClaseDesconocida,
    /// The class does not have that field.
    CampoDesconocido,
    /// Written by the import or by a transition, never by hand.
    NoEditable,
    /// Needed to save and empty.
    Requerido,
    /// A shape that the field does not take (a number in a text, text in a number…).
    OtraForma(TipoDeCampo),
    /// Longer than the field: its length and the greatest.
    MuyLargo(u64, u64),
    /// Outside its limits: least and greatest.
    FueraDeLimites(i64, i64),
    /// Not in the closed list; its labels.
    FueraDeLista(Vec<&'static str>),
    /// Not a real date `AAAA-MM-DD`.
    FechaInexistente,
    /// Not a decimal of up to nine digits and four places.
    DecimalMalEscrito,
    /// A control character, or one that reorders the text.
    CaracterDeControl,
    /// Line breaks in a field of one line.
    VariasLineas,
    /// Fails the rule of the field.
    NoCumple(Regla),
    /// A flag takes only its three states.
    EstadoDeBandera,
}

/// A value that was not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{clase}.{campo}: {problema:?}")]
pub struct ErrorDeCampo {
    /// Class, as asked.
    pub clase: String,
    /// Field, as asked.
    pub campo: String,
    /// Label of the field; its name when it is not declared.
    pub etiqueta: String,
    /// What is wrong.
    pub problema: Problema,
    /// What was written, cut at forty characters.
    pub escrito: String,
}

impl ErrorDeCampo {
    /// The sentence that people read: what is wrong, what they wrote and what to do.
    #[must_use]
    pub fn mensaje(&self) -> String {
        let e = &self.etiqueta;
        let usted = if self.escrito.is_empty() { String::new() } else { format!(" Usted escribió «{}».", self.escrito) };
        match &self.problema {
            Problema::ClaseDesconocida => format!("«{}» no se llena a mano.", self.clase),
            Problema::CampoDesconocido => format!("No existe el dato «{}» en «{}».", self.campo, self.clase),
            Problema::NoEditable => format!("«{e}» se conserva como llegó y no se cambia a mano."),
            Problema::Requerido => self.requerido(),
            Problema::OtraForma(tipo) => format!("«{e}» {}.{usted}{}", forma(*tipo), self.salida(*tipo)),
            Problema::MuyLargo(largo, maximo) => format!(
                "«{e}» admite hasta {} caracteres y el texto tiene {}. Acórtelo.",
                entero_sin_signo(*maximo),
                entero_sin_signo(*largo)
            ),
            Problema::FueraDeLimites(minimo, maximo) if *minimo == 0 && *maximo > 9_999_999 => {
                format!("«{e}» no puede ser negativo ni mayor que {}.{usted}", entero(*maximo))
            }
            Problema::FueraDeLimites(minimo, maximo) => {
                format!("«{e}» debe estar entre {} y {}.{usted}", self.limite(*minimo), self.limite(*maximo))
            }
            Problema::FueraDeLista(opciones) => format!("«{e}» solo admite una opción de la lista.{usted} Elija {}.", lista(opciones)),
            Problema::FechaInexistente => {
                format!("«{e}» debe ser una fecha que exista, con año, mes y día.{usted} Por ejemplo: 2026-11-20.")
            }
            Problema::DecimalMalEscrito => {
                format!("«{e}» debe ser un número, con hasta cuatro decimales.{usted} Si varía, use mínimo y máximo.")
            }
            Problema::CaracterDeControl => {
                format!("«{e}» trae un carácter invisible que no se puede guardar. Borre el texto y escríbalo o péguelo sin formato.")
            }
            Problema::VariasLineas => format!("«{e}» va en una sola línea. Quite los saltos de línea."),
            Problema::NoCumple(regla) => format!("{}{usted}", self.regla(*regla)),
            Problema::EstadoDeBandera => "Un aviso de importación solo puede quedar pendiente, resuelto o descartado.".to_owned(),
        }
    }

    /// Years are written without commas.
    fn limite(&self, n: i64) -> String {
        if (1_800..=2_200).contains(&n) { n.to_string() } else { entero(n) }
    }

    fn requerido(&self) -> String {
        let por_que = declarado(&self.clase, &self.campo).map_or("", |c| c.por_que);
        format!("Falta «{}». {por_que}", self.etiqueta).trim_end().to_owned()
    }

    fn salida(&self, tipo: TipoDeCampo) -> &'static str {
        match tipo {
            TipoDeCampo::Entero => " Escríbalo sin decimales ni palabras.",
            TipoDeCampo::Decimal => " Si varía, use mínimo y máximo.",
            TipoDeCampo::Dinero => " Por ejemplo: 1,234.50.",
            TipoDeCampo::Fecha => " Por ejemplo: 2026-11-20.",
            TipoDeCampo::Texto | TipoDeCampo::TextoLargo | TipoDeCampo::Lista | TipoDeCampo::Logico => "",
        }
    }

    fn regla(&self, regla: Regla) -> String {
        let e = &self.etiqueta;
        match regla {
            Regla::Ninguna => format!("«{e}» no se pudo guardar."),
            Regla::Letras(n) => format!("«{e}» necesita al menos {n} letras."),
            Regla::NoSoloSimbolos => format!("«{e}» necesita letras o números, no solo signos."),
            Regla::Codigo => format!("«{e}» lleva solo letras sin tilde, números, guion, punto o diagonal, sin espacios."),
            Regla::Enlace => format!("«{e}» debe ser una dirección completa, como https://sit.gob.gt."),
            Regla::Correo => format!("«{e}» debe ser una dirección de correo, como ana.lopez@marn.gob.gt."),
            Regla::Porcentaje => format!("«{e}» va de 0 a 100, con hasta dos decimales después del punto."),
            Regla::Telefono => format!("«{e}» debe tener al menos ocho números, como 2423-0500 ext. 1204."),
            Regla::NumeroDeNorma => format!("«{e}» es solo el número de la norma, sin su nombre ni su año. Por ejemplo: 85."),
            Regla::FechaOMes => format!("«{e}» debe ser una fecha o un mes que exista, como 2026-06-15 o 2026-06."),
            Regla::Identificador => format!("«{e}» no señala ningún registro."),
            Regla::Identificadores => format!("«{e}» debe señalar registros, cada uno una sola vez."),
        }
    }
}

fn forma(tipo: TipoDeCampo) -> &'static str {
    match tipo {
        TipoDeCampo::Texto | TipoDeCampo::TextoLargo => "debe ser un texto",
        TipoDeCampo::Entero => "debe ser un número entero",
        TipoDeCampo::Decimal => "debe ser un número",
        TipoDeCampo::Dinero => "debe ser una cantidad de dinero",
        TipoDeCampo::Lista => "debe ser una opción de la lista",
        TipoDeCampo::Fecha => "debe ser una fecha",
        TipoDeCampo::Logico => "solo puede ser sí o no",
    }
}

fn lista(opciones: &[&'static str]) -> String {
    let citadas: Vec<String> = opciones.iter().map(|o| format!("«{o}»")).collect();
    let citadas: Vec<&str> = citadas.iter().map(String::as_str).collect();
    if citadas.is_empty() { "otra".to_owned() } else { format!("entre {}", enumerar(&citadas)) }
}
