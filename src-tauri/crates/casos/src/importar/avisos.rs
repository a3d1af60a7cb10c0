//! Words of an import: notices, flags, why a record waits.

use dominio::interpretacion::banderas::CodigoBandera;

/// Why a record waits for a person, with its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Espera {
    OtraInstitucion,
    InstitucionDesconocida,
    Rechazada,
    NoAceptada,
}

impl Espera {
    pub(crate) const fn codigo(self) -> &'static str {
        match self {
            Espera::OtraInstitucion => "otra_institucion",
            Espera::InstitucionDesconocida => "institucion_desconocida",
            Espera::Rechazada => "fila_rechazada",
            Espera::NoAceptada => "no_aceptada",
        }
    }

    pub(crate) const fn mensaje(self) -> &'static str {
        match self {
            Espera::OtraInstitucion => "La fila es de otra institución. Se guardó completa y no entró al inventario.",
            Espera::InstitucionDesconocida => "No se reconoce la institución de la fila. Se guardó completa y no entró al inventario.",
            Espera::NoAceptada => "Usted decidió no incorporar esta fila. Se guardó completa y no entró al inventario.",
            Espera::Rechazada => "La fila no se pudo leer como trámite. Se guardó tal como vino.",
        }
    }

    /// From the stored code.
    pub(crate) fn desde(codigo: &str) -> Espera {
        match codigo {
            "otra_institucion" => Espera::OtraInstitucion,
            "no_aceptada" => Espera::NoAceptada,
            "institucion_desconocida" => Espera::InstitucionDesconocida,
            _ => Espera::Rechazada,
        }
    }
}

/// `<codigo>_<columna>` of a flag's cell, told apart by the closed list of codes (longest first,
/// since both halves may hold underscores).
pub(crate) fn separar_bandera(resto: &str) -> (&str, &str) {
    CodigoBandera::TODOS
        .iter()
        .filter_map(|c| resto.strip_prefix(c.as_str()).and_then(|r| r.strip_prefix('_')).map(|columna| (c.as_str(), columna)))
        .max_by_key(|(codigo, _)| codigo.len())
        .and_then(|(codigo, columna)| resto.get(..codigo.len()).map(|c| (c, columna)))
        .unwrap_or((resto, ""))
}

/// What a flag means and what to do.
pub(crate) fn mensaje_de_bandera(codigo: &str, columna: &str) -> String {
    let que = codigo.parse::<CodigoBandera>().map_or("La importación dejó un aviso de una versión más nueva", CodigoBandera::etiqueta);
    let donde = match columna {
        "requisitos" => "los requisitos",
        "pasos" => "los pasos",
        "tiempos" => "el tiempo de respuesta",
        "costo_monto" | "costo_tipo" | "costo_moneda" => "el costo",
        "base_legal" => "la base legal",
        "enlace" => "el enlace",
        "nombre" => "el nombre",
        "descripcion" => "la descripción",
        "resultado" => "el resultado",
        otra => return format!("{que} ({}). Compare con el texto importado y marque el aviso como resuelto.", otra.replace('_', " ")),
    };
    format!("{que}. Compare {donde} con el texto importado y marque el aviso como resuelto.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_told_from_its_column_although_both_have_underscores() {
        assert_eq!(separar_bandera("relleno_tiempos"), ("relleno", "tiempos"));
        assert_eq!(separar_bandera("costo_cero_dudoso_costo_monto"), ("costo_cero_dudoso", "costo_monto"));
        assert_eq!(separar_bandera("de_una_version_nueva"), ("de_una_version_nueva", ""));
    }
}
