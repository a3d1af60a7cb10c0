//! Fields of a percentage that GAE published: kept beside the computed one, never in its place.

use super::{Campo, Exigencia, Regla, TipoDeCampo, opciones};
use crate::fase::Fase;

const R: Campo = Campo { clase: "reportado", exigencia: Exigencia::Guardar, ..Campo::BASE };

pub(super) const CAMPOS: &[Campo] = &[
    Campo {
        campo: "fase",
        etiqueta: "Fase",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(Fase),
        maximo: None,
        ayuda: "La fase de la que habla el porcentaje publicado.",
        ejemplo: "Inventario de trámites",
        error_frecuente: "Sumar dos fases en una cifra.",
        por_que: "Cada cifra publicada se compara con la de su fase.",
        ..R
    },
    Campo {
        campo: "corte",
        etiqueta: "Fecha de corte de lo publicado",
        tipo: TipoDeCampo::Fecha,
        maximo: None,
        ayuda: "El día al que se refiere la cifra, no el día en que se publicó.",
        ejemplo: "2021-12-31",
        error_frecuente: "Escribir la fecha del documento.",
        por_que: "Solo se compara con lo calculado a esa misma fecha.",
        ..R
    },
    Campo {
        campo: "porcentaje",
        etiqueta: "Porcentaje publicado",
        maximo: Some(6),
        regla: Regla::Porcentaje,
        ayuda: "Como se publicó, de 0 a 100, sin el signo.",
        ejemplo: "65",
        error_frecuente: "Escribir el que calcula el programa.",
        por_que: "Lo publicado se conserva aunque difiera de lo calculado.",
        ..R
    },
    Campo {
        campo: "fuente",
        etiqueta: "Dónde se publicó",
        maximo: Some(200),
        regla: Regla::Letras(5),
        ayuda: "El documento, con su periodo.",
        ejemplo: "Informe de GAE del primer cuatrimestre de 2022",
        error_frecuente: "Escribir solo «informe».",
        por_que: "Quien vea la diferencia debe poder ir a la fuente.",
        ..R
    },
];
