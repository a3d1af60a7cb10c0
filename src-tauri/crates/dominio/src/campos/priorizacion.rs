//! Fields of a round of prioritisation: the round, its criteria, who votes and what is moved by hand.

use super::{Campo, Exigencia, Regla, TipoDeCampo, opciones};
use crate::priorizacion::{Eje, EstadoRonda, ModoDeCorte, ModoDePesos, Movida, Origen};

const R: Campo = Campo { clase: "priorizacion", ..Campo::BASE };
const C: Campo = Campo { clase: "criterio", ..Campo::BASE };
const V: Campo = Campo { clase: "votante", ..Campo::BASE };
const M: Campo = Campo { clase: "seleccion_manual", ..Campo::BASE };
/// What the program writes by itself.
const PROPIO: Campo = Campo { editable: false, ..Campo::BASE };
const RONDA: Campo = Campo {
    campo: "ronda",
    etiqueta: "Ronda",
    regla: Regla::Identificador,
    maximo: Some(60),
    ayuda: "La ronda de priorización a la que pertenece.",
    ejemplo: "0190a6c2-7e1f-7b3a-9c55-3f2a1d4e5b60",
    por_que: "Cada ronda conserva lo suyo.",
    ..PROPIO
};

pub(super) const CAMPOS: &[Campo] = &[
    Campo {
        campo: "nombre",
        etiqueta: "Nombre de la ronda",
        exigencia: Exigencia::Guardar,
        maximo: Some(120),
        regla: Regla::Letras(3),
        ayuda: "Cómo la reconocerá el comité.",
        ejemplo: "Priorización 2026",
        error_frecuente: "Usar el mismo nombre en dos rondas.",
        por_que: "Las rondas anteriores se conservan y hay que distinguirlas.",
        ..R
    },
    Campo {
        campo: "numero",
        etiqueta: "Número de ronda",
        tipo: TipoDeCampo::Entero,
        maximo: Some(1_000),
        ayuda: "Lo pone el programa al iniciarla.",
        por_que: "Ordena las rondas.",
        editable: false,
        ..R
    },
    Campo {
        campo: "estado",
        etiqueta: "Estado de la ronda",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(EstadoRonda),
        maximo: None,
        ayuda: "Una ronda cerrada ya no cambia.",
        por_que: "El orden cerrado es el que se informa.",
        editable: false,
        ..R
    },
    Campo {
        campo: "cerrada_el",
        etiqueta: "Fecha de cierre",
        tipo: TipoDeCampo::Fecha,
        maximo: None,
        ayuda: "El día en que se cerró el orden.",
        por_que: "Es el corte de todas sus cifras.",
        editable: false,
        ..R
    },
    Campo {
        campo: "firmeza",
        etiqueta: "Qué tan firme es el primer lugar",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(1_000),
        ayuda: "La frase que se leía al cerrar la ronda.",
        por_que: "Un primer lugar que cambia con un punto no se defiende igual.",
        editable: false,
        ..R
    },
    Campo {
        campo: "modo_pesos",
        etiqueta: "Cómo se fijaron los pesos",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(ModoDePesos),
        maximo: None,
        ayuda: "Por puntos, o comparando los criterios de dos en dos.",
        ejemplo: "Por puntos",
        error_frecuente: "Decir que se compararon cuando se acordaron los puntos.",
        por_que: "El acta dice cómo se decidió.",
        ..R
    },
    Campo {
        campo: "pesos_de",
        etiqueta: "Quién fijó los pesos",
        maximo: Some(250),
        ayuda: "La sesión o las personas que los acordaron, y la fecha.",
        ejemplo: "Comité, sesión del 12 de noviembre de 2026",
        error_frecuente: "Escribir que los fija la guía: no lo hace.",
        por_que: "Unos pesos sin autor no se pueden defender.",
        ..R
    },
    Campo {
        campo: "modo_corte",
        etiqueta: "Cómo se elige",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(ModoDeCorte),
        exigencia: Exigencia::Guardar,
        maximo: None,
        ayuda: "Desde un puntaje, o los primeros de la lista.",
        ejemplo: "Desde un puntaje",
        error_frecuente: "Elegir «los primeros» y dejar el número en 60.",
        por_que: "Dice por qué un trámite entra y otro no.",
        ..R
    },
    Campo {
        campo: "corte",
        etiqueta: "Puntaje o número de trámites",
        tipo: TipoDeCampo::Entero,
        exigencia: Exigencia::Guardar,
        maximo: Some(100_000),
        ayuda: "El puntaje mínimo sobre 100, o cuántos trámites entran.",
        ejemplo: "60",
        error_frecuente: "Cambiarlo para que entre un trámite: muévalo a mano y diga por qué.",
        por_que: "Sin corte no hay selección.",
        ..R
    },
    Campo {
        campo: "codigo",
        etiqueta: "Código del criterio",
        maximo: Some(28),
        regla: Regla::Codigo,
        ayuda: "Lo pone el programa.",
        por_que: "Por él se reconocen sus notas.",
        editable: false,
        ..C
    },
    Campo {
        campo: "nombre",
        etiqueta: "Criterio",
        exigencia: Exigencia::Guardar,
        maximo: Some(120),
        regla: Regla::Letras(3),
        ayuda: "Una sola idea por criterio.",
        ejemplo: "Demanda",
        error_frecuente: "Juntar dos ideas: «Costo y tiempo».",
        por_que: "Es lo que se lee en el acta.",
        ..C
    },
    Campo {
        campo: "definicion",
        etiqueta: "Qué pregunta",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(500),
        ayuda: "Para que todas las personas califiquen lo mismo.",
        ejemplo: "Cuántas solicitudes entran en un año.",
        error_frecuente: "Repetir el nombre del criterio.",
        por_que: "Sin definición, cada quien califica otra cosa.",
        ..C
    },
    Campo {
        campo: "origen",
        etiqueta: "De dónde sale la nota",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(Origen),
        exigencia: Exigencia::Guardar,
        maximo: None,
        ayuda: "Del inventario, o de lo que califican las personas.",
        ejemplo: "Lo califican las personas",
        error_frecuente: "Pedir a las personas un dato que el inventario ya tiene.",
        por_que: "Una nota calculada y una opinión no se leen igual.",
        ..C
    },
    Campo {
        campo: "eje",
        etiqueta: "Mide",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(Eje),
        maximo: None,
        ayuda: "Impacto: cuánto ayuda. Factibilidad: qué tan posible es.",
        ejemplo: "Impacto",
        error_frecuente: "Poner el costo para la persona en factibilidad.",
        por_que: "Separa lo que conviene de lo que se puede.",
        ..C
    },
    Campo {
        campo: "peso",
        etiqueta: "Puntos",
        tipo: TipoDeCampo::Decimal,
        exigencia: Exigencia::Guardar,
        maximo: None,
        ayuda: "Cuánto cuenta frente a los demás. No tienen que sumar 100.",
        ejemplo: "20",
        error_frecuente: "Dar los mismos puntos a todo.",
        por_que: "Los puntos entre la suma de los puntos son su peso.",
        ..C
    },
    Campo {
        campo: "umbrales",
        etiqueta: "Desde qué valor sube la nota",
        maximo: Some(80),
        ayuda: "Cuatro números que separan las notas 1 a 5. «>» deja el número en la nota de abajo.",
        ejemplo: "100; 1000; 5000; 20000",
        error_frecuente: "Escribirlos de mayor a menor.",
        por_que: "De ellos sale la nota de cada trámite.",
        ..C
    },
    Campo {
        campo: "nota_1",
        etiqueta: "Qué merece un 1",
        ayuda: "El caso más bajo de la escala.",
        ejemplo: "Menos de 100 solicitudes al año",
        error_frecuente: "Escribir «bajo».",
        por_que: "Así dos personas dan la misma nota al mismo caso.",
        ..C
    },
    Campo {
        campo: "nota_3",
        etiqueta: "Qué merece un 3",
        ayuda: "El caso de en medio.",
        ejemplo: "De 1,000 a 4,999 solicitudes al año",
        error_frecuente: "Escribir «medio».",
        por_que: "Así dos personas dan la misma nota al mismo caso.",
        ..C
    },
    Campo {
        campo: "nota_5",
        etiqueta: "Qué merece un 5",
        ayuda: "El caso más alto de la escala.",
        ejemplo: "20,000 solicitudes al año o más",
        error_frecuente: "Escribir «alto».",
        por_que: "Así dos personas dan la misma nota al mismo caso.",
        ..C
    },
    Campo { clase: "criterio", ..RONDA },
    Campo {
        campo: "nombre",
        etiqueta: "Nombre",
        exigencia: Exigencia::Guardar,
        maximo: Some(120),
        regla: Regla::Letras(3),
        ayuda: "Quién califica.",
        ejemplo: "Ana Lucía López Pérez",
        error_frecuente: "Escribir el nombre de la unidad.",
        por_que: "Cada nota tiene autor.",
        ..V
    },
    Campo {
        campo: "cargo",
        etiqueta: "Cargo",
        maximo: Some(120),
        ayuda: "El puesto o su papel en el comité.",
        ejemplo: "Asesor jurídico",
        error_frecuente: "Dejarlo vacío: el acta lo imprime.",
        por_que: "El acta dice desde dónde opina cada quien.",
        ..V
    },
    Campo {
        campo: "peso",
        etiqueta: "Peso del voto",
        tipo: TipoDeCampo::Decimal,
        maximo: None,
        ayuda: "1 si todas las personas cuentan igual.",
        ejemplo: "1",
        error_frecuente: "Dar peso mayor sin dejar constancia del acuerdo.",
        por_que: "La nota del grupo es el promedio según estos pesos.",
        ..V
    },
    Campo { clase: "votante", ..RONDA },
    Campo {
        campo: "tramite",
        etiqueta: "Trámite",
        regla: Regla::Identificador,
        maximo: Some(60),
        ayuda: "El trámite que se mueve a mano.",
        por_que: "Dice a cuál se refiere la decisión.",
        editable: false,
        ..M
    },
    Campo {
        campo: "hacia",
        etiqueta: "Movimiento",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(Movida),
        maximo: None,
        ayuda: "Entra o sale de la selección, diga lo que diga el orden.",
        por_que: "Lo que se decide a mano se ve.",
        editable: false,
        ..M
    },
    Campo {
        campo: "razon",
        etiqueta: "Razón del movimiento",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(2_000),
        ayuda: "Al menos 10 letras. Se imprime en el acta.",
        por_que: "Un movimiento sin razón no se puede defender.",
        editable: false,
        ..M
    },
    Campo { clase: "seleccion_manual", ..RONDA },
];
