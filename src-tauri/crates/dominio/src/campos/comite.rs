//! Fields of the committee: members, and the document that creates it (`dominio.md` §3).

use super::{Campo, Exigencia, Regla, TipoDeCampo, opciones};
use crate::comite::{Calidad, RolComite, TipoDocumento};

const I: Campo = Campo { clase: "integrante", ..Campo::BASE };
const D: Campo = Campo { clase: "documento_conformacion", exigencia: Exigencia::Ficha, ..Campo::BASE };

pub(super) const CAMPOS: &[Campo] = &[
    Campo {
        campo: "nombre",
        etiqueta: "Nombre completo",
        exigencia: Exigencia::Guardar,
        maximo: Some(120),
        regla: Regla::Letras(3),
        ayuda: "Nombres y apellidos, como en el documento de conformación.",
        ejemplo: "Ana Lucía López Pérez",
        error_frecuente: "Escribir el título académico dentro del nombre.",
        por_que: "El comité lo forman personas que responden con su nombre.",
        ..I
    },
    Campo {
        campo: "cargo",
        etiqueta: "Cargo",
        maximo: Some(120),
        ayuda: "El puesto que ocupa en la institución.",
        ejemplo: "Directora de Planificación",
        error_frecuente: "Repetir aquí su papel en el comité.",
        por_que: "El informe se firma con nombre y cargo.",
        ..I
    },
    Campo {
        campo: "unidad",
        etiqueta: "Unidad",
        maximo: Some(120),
        ayuda: "La dirección o unidad donde trabaja.",
        ejemplo: "Dirección de Planificación",
        error_frecuente: "Dejarla vacía cuando el cargo no la nombra.",
        por_que: "Muestra qué áreas están representadas.",
        ..I
    },
    Campo {
        campo: "rol",
        etiqueta: "Papel en el comité",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(RolComite),
        exigencia: Exigencia::Ficha,
        maximo: None,
        ayuda: "Lista de esta herramienta; la guía no fija una.",
        ejemplo: "Planificación",
        error_frecuente: "Dejar sin titular la asesoría jurídica o la informática.",
        por_que: "Cada papel obligatorio necesita una persona titular.",
        ..I
    },
    Campo {
        campo: "titular_o_suplente",
        etiqueta: "Calidad",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(Calidad),
        maximo: None,
        ayuda: "Titular, o suplente de quien es titular.",
        ejemplo: "Titular",
        error_frecuente: "Registrar a dos titulares para el mismo papel.",
        por_que: "Un suplente no llena la vacante del titular.",
        ..I
    },
    Campo {
        campo: "correo",
        etiqueta: "Correo",
        maximo: Some(254),
        regla: Regla::Correo,
        ayuda: "El institucional. Queda en este archivo y no sale en los informes.",
        ejemplo: "ana.lopez@marn.gob.gt",
        error_frecuente: "Escribir dos correos en el mismo campo.",
        por_que: "Permite convocar a la persona.",
        ..I
    },
    Campo {
        campo: "telefono",
        etiqueta: "Teléfono",
        maximo: Some(60),
        regla: Regla::Telefono,
        ayuda: "Con extensión si la tiene. Queda en este archivo y no sale en los informes.",
        ejemplo: "2423-0500 ext. 1204",
        error_frecuente: "Escribir solo la extensión.",
        por_que: "Permite convocar a la persona.",
        ..I
    },
    Campo {
        campo: "desde",
        etiqueta: "Desde",
        tipo: TipoDeCampo::Fecha,
        maximo: None,
        ayuda: "Primer día en el comité.",
        ejemplo: "2026-01-15",
        error_frecuente: "Poner la fecha en que empezó a trabajar en la institución.",
        por_que: "Dice quién integraba el comité en cada fecha.",
        ..I
    },
    Campo {
        campo: "hasta",
        etiqueta: "Hasta",
        tipo: TipoDeCampo::Fecha,
        maximo: None,
        ayuda: "Último día. Vacío si continúa.",
        ejemplo: "2026-10-31",
        error_frecuente: "Retirar a la persona en lugar de poner su último día.",
        por_que: "Conserva la historia del comité sin contar a quien ya no está.",
        ..I
    },
    Campo {
        campo: "tipo",
        etiqueta: "Tipo de documento",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(TipoDocumento),
        maximo: None,
        ayuda: "El documento que crea el comité.",
        ejemplo: "Acuerdo",
        error_frecuente: "Registrar la convocatoria en lugar del documento que lo crea.",
        por_que: "La fase 6.1.1 se prueba con este documento.",
        ..D
    },
    Campo {
        campo: "numero",
        etiqueta: "Número",
        maximo: Some(60),
        regla: Regla::NoSoloSimbolos,
        ayuda: "Como aparece en el documento.",
        ejemplo: "Acuerdo Ministerial 45-2021",
        error_frecuente: "Escribir el número de expediente.",
        por_que: "Con él se encuentra el documento en el archivo de la institución.",
        ..D
    },
    Campo {
        campo: "fecha",
        etiqueta: "Fecha",
        tipo: TipoDeCampo::Fecha,
        maximo: None,
        ayuda: "La del documento.",
        ejemplo: "2021-09-14",
        error_frecuente: "Poner la fecha en que se subió el archivo.",
        por_que: "Desde esa fecha existe el comité.",
        ..D
    },
    Campo {
        campo: "archivo",
        etiqueta: "Archivo",
        regla: Regla::NoSoloSimbolos,
        ayuda: "La copia digital del documento firmado.",
        ejemplo: "acuerdo-45-2021.pdf",
        error_frecuente: "Adjuntar el borrador sin firmas.",
        por_que: "Es la evidencia de la conformación.",
        ..D
    },
    Campo {
        clase: "persona",
        campo: "nombre",
        etiqueta: "Su nombre",
        exigencia: Exigencia::Guardar,
        maximo: Some(120),
        regla: Regla::Letras(3),
        ayuda: "Queda junto a cada cambio que usted haga.",
        ejemplo: "Ana Lucía López Pérez",
        error_frecuente: "Usar el nombre de la unidad: no se sabría quién cambió el dato.",
        por_que: "La historia dice quién hizo cada cambio.",
        ..Campo::BASE
    },
];
