//! Fields of the letterhead of an institution and of the people who sign its papers: data, so that no
//! institution waits for a program to print its own head.

use super::{Campo, Exigencia, Regla, TipoDeCampo};

const M: Campo = Campo { clase: "membrete", ..Campo::BASE };
const F: Campo = Campo { clase: "firma", ..Campo::BASE };

pub(super) const CAMPOS: &[Campo] = &[
    Campo {
        campo: "lineas",
        etiqueta: "Encabezado",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(400),
        ayuda: "Lo que va en la portada de sus informes, un renglón por línea, hasta cuatro.",
        ejemplo: "Ministerio de Ambiente y Recursos Naturales\nDirección de Planificación",
        error_frecuente: "Escribir todo en un solo renglón largo.",
        por_que: "El documento sale con el nombre de la unidad que lo emite.",
        ..M
    },
    Campo {
        campo: "direccion",
        etiqueta: "Dirección",
        maximo: Some(160),
        ayuda: "La de la sede, en un renglón.",
        ejemplo: "20 calle 28-58, zona 10, Ciudad de Guatemala",
        error_frecuente: "Repetir aquí el nombre de la institución.",
        por_que: "Quien recibe el documento sabe adónde responder.",
        ..M
    },
    Campo {
        campo: "telefono",
        etiqueta: "Teléfono",
        maximo: Some(60),
        regla: Regla::Telefono,
        ayuda: "El de la institución, no el de una persona.",
        ejemplo: "2423-0500",
        error_frecuente: "Escribir solo la extensión.",
        por_que: "Quien recibe el documento sabe a quién llamar.",
        ..M
    },
    Campo {
        campo: "sitio",
        etiqueta: "Sitio",
        maximo: Some(120),
        ayuda: "La página oficial, como se escribe en papel.",
        ejemplo: "www.marn.gob.gt",
        error_frecuente: "Pegar la dirección larga de una noticia.",
        por_que: "Dice dónde está publicada la información oficial.",
        ..M
    },
    Campo {
        campo: "logo",
        etiqueta: "Logotipo",
        regla: Regla::Identificador,
        ayuda: "Una imagen PNG que usted adjuntó al membrete.",
        ejemplo: "018f6b1e-7c3a-7000-8000-000000000001",
        error_frecuente: "Elegir una fotografía: se imprime pequeña, en la portada.",
        por_que: "Identifica a la institución a primera vista.",
        ..M
    },
    Campo {
        campo: "orden_de_secciones",
        etiqueta: "Orden de las secciones",
        maximo: Some(250),
        ayuda: "Los nombres de las secciones separados por espacios; las que no nombre van después, en su orden.",
        ejemplo: "hallazgos fases inventario",
        error_frecuente: "Escribir el título de la sección en lugar de su nombre corto.",
        por_que: "La autoridad lee primero lo que su institución decide.",
        ..M
    },
    Campo {
        campo: "nombre",
        etiqueta: "Nombre de quien firma",
        exigencia: Exigencia::Guardar,
        maximo: Some(120),
        regla: Regla::Letras(3),
        ayuda: "Nombres y apellidos, como los firma.",
        ejemplo: "Ana Lucía López Pérez",
        error_frecuente: "Escribir el cargo en lugar del nombre.",
        por_que: "El documento lo firma una persona.",
        ..F
    },
    Campo {
        campo: "cargo",
        etiqueta: "Cargo de quien firma",
        maximo: Some(120),
        ayuda: "El puesto con que firma.",
        ejemplo: "Coordinadora del Comité de Simplificación",
        error_frecuente: "Dejarlo vacío cuando firman dos personas.",
        por_que: "Dice con qué autoridad firma.",
        ..F
    },
];
