//! Fields of the redesign: scenarios, their decisions, the reforms that they need and what was delivered.

use super::{Campo, Exigencia, Regla, TipoDeCampo, opciones};
use crate::rediseno::{ActoLegal, EstadoEscenario, EstadoReforma};

const E: Campo = Campo { clase: "escenario", ..Campo::BASE };
const D: Campo = Campo { clase: "decision_escenario", ..Campo::BASE };
const N: Campo = Campo { clase: "reforma", ..Campo::BASE };
const V: Campo = Campo { clase: "entrega_rediseno", editable: false, ..Campo::BASE };

pub(super) const CAMPOS: &[Campo] = &[
    Campo {
        campo: "nombre",
        etiqueta: "Nombre del escenario",
        exigencia: Exigencia::Guardar,
        maximo: Some(120),
        regla: Regla::Letras(3),
        ayuda: "Una frase que lo distinga de los otros.",
        ejemplo: "Sin papel, una sola visita",
        error_frecuente: "Llamarlo «Escenario 2».",
        por_que: "Quien elige lee primero el nombre.",
        ..E
    },
    Campo {
        campo: "estado",
        etiqueta: "Estado del escenario",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(EstadoEscenario),
        maximo: None,
        editable: false,
        ayuda: "Cambia al elegirlo como propuesta o descartarlo.",
        ejemplo: "En estudio",
        por_que: "Solo un escenario es la propuesta.",
        ..E
    },
    Campo {
        campo: "motivo",
        etiqueta: "Por qué se eligió o se descartó",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(4_000),
        regla: Regla::Letras(10),
        ayuda: "La razón del comité, al menos 10 letras.",
        ejemplo: "Quita dos visitas y solo necesita un acuerdo ministerial.",
        error_frecuente: "Escribir solo «Es mejor».",
        por_que: "Queda en la ficha del rediseño y en el acta.",
        ..E
    },
    Campo {
        campo: "arancel",
        etiqueta: "Arancel propuesto",
        tipo: TipoDeCampo::Dinero,
        maximo: Some(100_000_000_000),
        ayuda: "En quetzales. Vacío si no cambia; cero si sería gratuito.",
        ejemplo: "50.00",
        error_frecuente: "Escribir cero cuando solo no se sabe.",
        por_que: "El costo es una de las cuatro medidas de la ley.",
        ..E
    },
    Campo {
        campo: "costo_indirecto",
        etiqueta: "Costo indirecto propuesto",
        tipo: TipoDeCampo::Dinero,
        maximo: Some(100_000_000_000),
        ayuda: "En quetzales: copias, notario y transporte de la propuesta. Vacío si no cambia.",
        ejemplo: "18.00",
        error_frecuente: "Dejar el de hoy cuando ya no se pide el acta notarial.",
        por_que: "Lo que la persona gasta fuera de la ventanilla también es costo.",
        ..E
    },
    Campo {
        campo: "donde",
        etiqueta: "Requisito o paso",
        exigencia: Exigencia::Guardar,
        regla: Regla::Identificador,
        ayuda: "El registro sobre el que se decide.",
        ejemplo: "0190a6c2-7e1f-7b3a-9c55-3f2a1d4e5b60",
        error_frecuente: "Decidir dos veces sobre el mismo.",
        por_que: "Una decisión vale para un solo requisito o paso.",
        ..D
    },
    Campo {
        campo: "accion",
        etiqueta: "Acción",
        exigencia: Exigencia::Guardar,
        maximo: Some(40),
        regla: Regla::Codigo,
        ayuda: "Lo que este escenario hace con él.",
        ejemplo: "eliminar",
        error_frecuente: "Digitalizar lo que se podía quitar.",
        por_que: "Cada marca cambia días, quetzales, horas y visitas.",
        ..D
    },
    Campo {
        campo: "con",
        etiqueta: "Se une con",
        regla: Regla::Identificador,
        ayuda: "El requisito o paso que lo incluye.",
        ejemplo: "0190a6c2-7e1f-7b3a-9c55-3f2a1d4e5b60",
        error_frecuente: "Unirlo con uno que también se quita.",
        por_que: "Dos que dicen lo mismo se piden una sola vez.",
        ..D
    },
    Campo {
        campo: "texto",
        etiqueta: "Qué queda en su lugar",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(4_000),
        regla: Regla::Letras(3),
        ayuda: "Lo que la persona leerá, o lo que se hará.",
        ejemplo: "Declaración simple, dentro del mismo formulario",
        error_frecuente: "Repetir el texto que se quería quitar.",
        por_que: "Con él se escribe la propuesta.",
        ..D
    },
    Campo {
        campo: "duracion_minutos",
        etiqueta: "Duración propuesta, en minutos",
        tipo: TipoDeCampo::Entero,
        maximo: Some(1_000_000),
        ayuda: "Minutos de trabajo del paso en la propuesta. Vacío si no cambia.",
        ejemplo: "5",
        error_frecuente: "Proponer un tiempo que nadie ha probado.",
        por_que: "Con él se calcula cuánto se ahorra.",
        ..D
    },
    Campo {
        campo: "espera_minutos",
        etiqueta: "Espera propuesta, en minutos",
        tipo: TipoDeCampo::Entero,
        maximo: Some(10_000_000),
        ayuda: "Espera antes del paso en la propuesta. Vacío si no cambia.",
        ejemplo: "0",
        error_frecuente: "Prometer espera cero sin decir quién atiende.",
        por_que: "La mayor parte del tiempo de un trámite suele ser espera.",
        ..D
    },
    Campo {
        campo: "justificacion",
        etiqueta: "Por qué",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(4_000),
        regla: Regla::Letras(10),
        ayuda: "La razón de esta decisión, al menos 10 letras.",
        ejemplo: "El RTU se consulta en línea con la SAT.",
        error_frecuente: "Escribir solo «No es necesario».",
        por_que: "Quien aprueba necesita la razón de cada requisito.",
        ..D
    },
    Campo {
        campo: "acto",
        etiqueta: "Acto legal que hace falta",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(ActoLegal),
        exigencia: Exigencia::Guardar,
        maximo: None,
        ayuda: "Sale de la norma que hoy lo exige. Confírmelo con Asesoría Jurídica.",
        ejemplo: "Acuerdo gubernativo",
        error_frecuente: "Derogar con un acuerdo ministerial lo que fija un acuerdo gubernativo.",
        por_que: "Sin el acto de su rango, el requisito sigue vigente.",
        ..N
    },
    Campo {
        campo: "norma",
        etiqueta: "Norma que se reforma",
        maximo: Some(500),
        ayuda: "Con su número, su año y sus artículos.",
        ejemplo: "Acuerdo Gubernativo 408-99, artículo 5",
        error_frecuente: "Citar la norma sin el artículo.",
        por_que: "Quien redacta debe saber qué cambia.",
        ..N
    },
    Campo {
        campo: "requisitos",
        etiqueta: "Requisitos que dependen de ella",
        maximo: Some(8_000),
        regla: Regla::Identificadores,
        ayuda: "Los requisitos que cambian con esta reforma.",
        ejemplo: "0190a6c2-7e1f-7b3a-9c55-3f2a1d4e5b60",
        error_frecuente: "Poner requisitos que no dependen de esa norma.",
        por_que: "Al entrar en vigor, esos requisitos dejan de pedirse.",
        ..N
    },
    Campo {
        campo: "texto",
        etiqueta: "Texto propuesto",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(20_000),
        regla: Regla::Letras(10),
        ayuda: "Borrador para Asesoría Jurídica. No es un dictamen.",
        ejemplo: "Artículo 1. Se suprime la literal b) del artículo 5 del Acuerdo Gubernativo 408-99.",
        error_frecuente: "Enviarlo a firma sin dictamen.",
        por_que: "Empezar de un borrador ahorra semanas.",
        ..N
    },
    Campo {
        campo: "firma",
        etiqueta: "Quién la firma",
        maximo: Some(250),
        ayuda: "La autoridad que puede emitir ese acto.",
        ejemplo: "Presidente de la República y ministra del ramo",
        error_frecuente: "Poner a quien redacta y no a quien firma.",
        por_que: "Las reformas se detienen en la firma: conviene saber en qué escritorio.",
        ..N
    },
    Campo {
        campo: "estado",
        etiqueta: "Estado de la reforma",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(EstadoReforma),
        maximo: None,
        editable: false,
        ayuda: "Cambia con las acciones de la reforma.",
        ejemplo: "En dictamen",
        por_que: "Mientras no esté vigente, el requisito no se puede quitar.",
        ..N
    },
    Campo {
        campo: "numero",
        etiqueta: "Número con que se publicó",
        maximo: Some(30),
        regla: Regla::NumeroDeNorma,
        ayuda: "El número del acto publicado.",
        ejemplo: "112-2026",
        error_frecuente: "Poner el número del expediente.",
        por_que: "Con él se encuentra en el Diario de Centro América.",
        ..N
    },
    Campo {
        campo: "fecha",
        etiqueta: "Fecha de publicación",
        tipo: TipoDeCampo::Fecha,
        maximo: None,
        ayuda: "El día en que se publicó.",
        ejemplo: "2026-11-20",
        error_frecuente: "Poner la fecha de la firma.",
        por_que: "Desde ella se cuenta cuándo entra en vigor.",
        ..N
    },
    Campo {
        campo: "motivo",
        etiqueta: "Motivo",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(4_000),
        regla: Regla::Letras(10),
        ayuda: "Por qué se desiste de la reforma.",
        ejemplo: "El artículo ya fue derogado por otra norma.",
        error_frecuente: "Desistir porque tarda.",
        por_que: "Otra persona puede retomarla más tarde.",
        ..N
    },
    Campo {
        campo: "version",
        etiqueta: "Versión entregada",
        tipo: TipoDeCampo::Entero,
        minimo: 1,
        maximo: Some(100_000),
        ayuda: "Cada entrega lleva su número.",
        ejemplo: "1",
        por_que: "La aprobación vale para una versión exacta.",
        ..V
    },
    Campo {
        campo: "huella",
        etiqueta: "Huella del contenido",
        maximo: Some(64),
        regla: Regla::Codigo,
        ayuda: "Cambia si cambia una sola letra de lo entregado.",
        ejemplo: "9f2c4e1a7b3d5068",
        por_que: "Prueba que lo aprobado es lo que se entregó.",
        ..V
    },
    Campo {
        campo: "fecha",
        etiqueta: "Fecha de entrega",
        tipo: TipoDeCampo::Fecha,
        maximo: None,
        ayuda: "El día en que el comité entregó el rediseño.",
        ejemplo: "2026-11-20",
        por_que: "Los plazos se cuentan desde ella.",
        ..V
    },
    Campo {
        campo: "aprobada_el",
        etiqueta: "Fecha de aprobación",
        tipo: TipoDeCampo::Fecha,
        maximo: None,
        ayuda: "El día en que la autoridad superior la aprobó.",
        ejemplo: "2026-11-20",
        por_que: "Desde ella el rediseño se puede implementar.",
        ..V
    },
    Campo {
        campo: "archivo",
        etiqueta: "Documento de aprobación",
        regla: Regla::Identificador,
        ayuda: "El archivo con que se aprobó.",
        ejemplo: "0190a6c2-7e1f-7b3a-9c55-3f2a1d4e5b60",
        por_que: "Sin él nadie puede comprobar quién aprobó.",
        ..V
    },
];
