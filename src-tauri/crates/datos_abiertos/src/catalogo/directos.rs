//! Fields of the ficha that a sheet may bring in a column of their own (`modalidad`, `visitas`,
//! `volumen_anual`…), beside the columns of the national catalogue.

use std::collections::HashMap;
use std::sync::LazyLock;

use dominio::Dato;
use dominio::campos::{self, Campo, TipoDeCampo};
use dominio::interpretacion::costos::{self, Monto};
use dominio::interpretacion::{compactar, plegar};

/// Fields that the catalogue's own columns already fill, with interpretation.
const DEL_CATALOGO: [&str; 9] =
    ["id_catalogo", "nombre", "unidad_ejecutora", "categoria", "subcategoria", "descripcion", "resultado", "enlace", "costo_descripcion"];

/// Every field that may come in a column of its own.
pub fn campos() -> impl Iterator<Item = &'static Campo> {
    campos::de_clase("tramite").filter(|c| c.editable && !DEL_CATALOGO.contains(&c.campo))
}

/// Letters and digits of a header, folded.
pub(crate) fn clave(texto: &str) -> String {
    plegar(texto).chars().filter(char::is_ascii_alphanumeric).collect()
}

static POR_CLAVE: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut mapa = HashMap::new();
    for c in campos() {
        for texto in [c.campo, c.etiqueta] {
            mapa.entry(clave(texto)).or_insert(c.campo);
        }
    }
    for (alias, campo) in [
        ("codigodeltramite", "codigo"),
        ("codigotramite", "codigo"),
        ("modalidaddeatencion", "modalidad"),
        ("tipodeusuario", "usuario_objetivo"),
        ("usuario", "usuario_objetivo"),
        ("dirigidoa", "usuario_objetivo"),
        ("solicitudesporano", "volumen_anual"),
        ("solicitudesanuales", "volumen_anual"),
        ("volumenanual", "volumen_anual"),
        ("horariodeatencion", "horario"),
        ("horario", "horario"),
        ("visitas", "visitas"),
    ] {
        mapa.insert(alias.to_owned(), campo);
    }
    mapa
});

/// The field that a folded header names.
pub(crate) fn de_clave(clave: &str) -> Option<&'static str> {
    POR_CLAVE.get(clave).copied()
}

/// Reads the text of a cell for its field. `None` when it cannot be a value of it.
pub(crate) fn leer(campo: &Campo, texto: &str) -> Option<Dato> {
    let limpio = compactar(texto);
    let dato = match campo.tipo {
        TipoDeCampo::Entero => Dato::Entero(entero(&limpio)?),
        TipoDeCampo::Dinero => match costos::leer_monto(&limpio) {
            Monto::Centavos(n, _) => Dato::Entero(n),
            Monto::Ambiguo | Monto::NoEsMonto => return None,
        },
        TipoDeCampo::Logico => Dato::Logico(logico(&limpio)?),
        TipoDeCampo::Lista => Dato::from(opcion(campo, &limpio)?),
        TipoDeCampo::Texto | TipoDeCampo::Decimal | TipoDeCampo::Fecha => Dato::from(limpio),
        TipoDeCampo::TextoLargo => Dato::from(texto.trim()),
    };
    campos::validar(campo.clase, campo.campo, &dato).ok().filter(|d| *d != Dato::Nulo)
}

/// `1200`, `1,200`; never a fraction.
pub(crate) fn entero(texto: &str) -> Option<i64> {
    let grupos: Vec<&str> = texto.trim_start_matches('-').split(',').collect();
    let bien =
        grupos.len() == 1 || grupos.first().is_some_and(|g| (1..=3).contains(&g.len())) && grupos.iter().skip(1).all(|g| g.len() == 3);
    if bien { texto.replace(',', "").parse().ok() } else { None }
}

pub(crate) fn logico(texto: &str) -> Option<bool> {
    match plegar(texto).trim() {
        "si" | "true" | "verdadero" | "1" | "x" => Some(true),
        "no" | "false" | "falso" | "0" => Some(false),
        _ => None,
    }
}

/// An option by its identifier or its label, whatever its capitals and accents.
pub(crate) fn opcion(campo: &Campo, texto: &str) -> Option<&'static str> {
    let buscada = clave(texto);
    campo.opciones().into_iter().find(|o| clave(o.id) == buscada || clave(o.etiqueta) == buscada).map(|o| o.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(campo: &str, texto: &str) -> Option<Dato> {
        leer(campos::campo("tramite", campo).unwrap(), texto)
    }

    #[test]
    fn a_cell_becomes_a_value_of_its_field_or_nothing() {
        assert_eq!(read("modalidad", " HÍBRIDO "), Some(Dato::from("hibrido")));
        assert_eq!(read("modalidad", "en_linea"), Some(Dato::from("en_linea")));
        assert_eq!(read("modalidad", "a veces"), None);
        assert_eq!(read("volumen_anual", "1,200"), Some(Dato::Entero(1200)));
        assert_eq!(read("volumen_anual", "12,00"), None, "ambiguous, not guessed");
        assert_eq!(read("costo_indirecto", "Q 1,234.50"), Some(Dato::Entero(123_450)));
        assert_eq!(read("sin_plazo", "sí"), Some(Dato::Logico(true)));
        assert_eq!(read("codigo", "MARN-0001"), Some(Dato::from("MARN-0001")));
        assert_eq!(read("codigo", "MARN 1"), None, "the rules of the field hold");
    }

    #[test]
    fn headers_name_fields_by_identifier_label_and_custom() {
        for (texto, campo) in [("Código interno", "codigo"), ("volumen_anual", "volumen_anual"), ("SOLICITUDES POR AÑO", "volumen_anual")]
        {
            assert_eq!(de_clave(&clave(texto)), Some(campo), "{texto}");
        }
        assert_eq!(de_clave("estado"), None, "the state is moved by its acts, never by a sheet");
    }
}
