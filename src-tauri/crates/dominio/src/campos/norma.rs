//! Fields of a norm in the institution's catalogue: what its citations lean on.

use super::{Campo, Exigencia, Regla, TipoDeCampo, opciones};
use crate::ficha::{TipoNorma, VigenciaNorma};

const N: Campo = Campo { clase: "norma", ..Campo::BASE };
const DIA: Campo = Campo { tipo: TipoDeCampo::Fecha, maximo: None, ..N };

pub(super) const CAMPOS: &[Campo] = &[
    Campo {
        campo: "tipo_norma",
        etiqueta: "Tipo de norma",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(TipoNorma),
        exigencia: Exigencia::Guardar,
        maximo: None,
        ayuda: "El de las citas que se apoyan en ella.",
        ejemplo: "Acuerdo gubernativo",
        error_frecuente: "Confundir acuerdo ministerial con acuerdo gubernativo.",
        por_que: "De su tipo depende si la norma basta para exigir un requisito.",
        ..N
    },
    Campo {
        campo: "numero",
        etiqueta: "Número",
        exigencia: Exigencia::Guardar,
        maximo: Some(30),
        regla: Regla::NumeroDeNorma,
        ayuda: "Solo el número, sin el año.",
        ejemplo: "85",
        error_frecuente: "Escribir número y año juntos: «85-2011».",
        por_que: "Con número y año se reúnen todas sus citas.",
        ..N
    },
    Campo {
        campo: "anio",
        etiqueta: "Año",
        tipo: TipoDeCampo::Entero,
        exigencia: Exigencia::Guardar,
        minimo: 1871,
        maximo: Some(2100),
        ayuda: "Con cuatro cifras.",
        ejemplo: "2011",
        error_frecuente: "Escribir dos cifras.",
        por_que: "Dos normas distintas pueden llevar el mismo número.",
        ..N
    },
    Campo {
        campo: "nombre",
        etiqueta: "Nombre",
        ayuda: "Cómo se llama, si tiene nombre.",
        ejemplo: "Reglamento de Evaluación, Control y Seguimiento Ambiental",
        error_frecuente: "Escribir el apodo en lugar del nombre oficial.",
        por_que: "Ayuda a reconocerla sin abrirla.",
        ..N
    },
    Campo {
        campo: "fecha",
        etiqueta: "Fecha de publicación",
        ayuda: "El día en que se publicó en el Diario de Centro América.",
        ejemplo: "2016-07-12",
        error_frecuente: "Escribir la fecha de la firma.",
        por_que: "Desde la publicación se cuenta su vigencia.",
        ..DIA
    },
    Campo {
        campo: "vigente_desde",
        etiqueta: "Vigente desde",
        ayuda: "El primer día en que obliga.",
        ejemplo: "2016-07-20",
        error_frecuente: "Repetir la fecha de publicación cuando la norma fija otra.",
        por_que: "Un requisito no puede apoyarse en una norma que aún no rige.",
        ..DIA
    },
    Campo {
        campo: "vigente_hasta",
        etiqueta: "Vigente hasta",
        ayuda: "El último día en que obligó. Vacío si sigue vigente.",
        ejemplo: "2025-12-31",
        error_frecuente: "Llenarla porque se anunció una reforma que no se ha publicado.",
        por_que: "Desde ese día, lo que se apoya en ella queda sin respaldo.",
        ..DIA
    },
    Campo {
        campo: "derogada_por",
        etiqueta: "Derogada por",
        ayuda: "La norma que la dejó sin efecto.",
        ejemplo: "Acuerdo Gubernativo 20-2026",
        error_frecuente: "Citar la norma que solo la reforma.",
        por_que: "Quien revise podrá comprobarlo.",
        ..N
    },
    Campo {
        campo: "vigente",
        etiqueta: "¿Está vigente?",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(VigenciaNorma),
        maximo: None,
        ayuda: "Lo que se marque aquí se marca en todas sus citas.",
        ejemplo: "Vigente",
        error_frecuente: "Darla por vigente porque aparece en el catálogo nacional.",
        por_que: "Una norma derogada no puede respaldar un requisito.",
        ..N
    },
];
