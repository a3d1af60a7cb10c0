//! Fee and volume of a trámite (`dominio.md` §4.5).

use super::{Campo, Exigencia, Seccion, TipoDeCampo, opciones};
use crate::ficha::{Canal, Moneda, TipoCosto};

const BASE: Campo = Campo { clase: "tramite", ..Campo::BASE };
const COSTO: Campo = Campo { seccion: Some(Seccion::TiempoCosto), exigencia: Exigencia::Ficha, ..BASE };
const VOLUMEN: Campo = Campo {
    seccion: Some(Seccion::Volumen),
    exigencia: Exigencia::Rediseno,
    tipo: TipoDeCampo::Entero,
    maximo: Some(1_000_000_000),
    ..BASE
};

pub(super) const CAMPOS: &[Campo] = &[
    Campo {
        campo: "sin_plazo",
        etiqueta: "No existe plazo",
        tipo: TipoDeCampo::Logico,
        exigencia: Exigencia::Opcional,
        maximo: None,
        ayuda: "Márquelo si el tiempo depende de un hecho y ninguna norma fija plazo.",
        ejemplo: "Sí, cuando se atiende al ocurrir una emergencia",
        error_frecuente: "Marcarlo porque nadie recuerda el plazo.",
        por_que: "Distingue «no hay plazo» de «nadie lo ha dicho».",
        ..COSTO
    },
    Campo {
        campo: "costo_tipo",
        etiqueta: "Tipo de costo",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(TipoCosto),
        maximo: None,
        ayuda: "Lo que cobra la institución, sin copias, timbres ni transporte.",
        ejemplo: "Fijo",
        error_frecuente: "Dejar cero cuando no se sabe cuánto cuesta.",
        por_que: "La persona necesita saber cuánto pagar antes de ir.",
        ..COSTO
    },
    Campo {
        campo: "costo_monto",
        etiqueta: "Monto",
        tipo: TipoDeCampo::Dinero,
        maximo: Some(1_000_000_000_000),
        ayuda: "El arancel oficial. Se llena solo si el costo es fijo.",
        ejemplo: "100.00",
        error_frecuente: "Sumar al arancel el costo de timbres o de copias.",
        por_que: "Es una de las cuatro medidas de la ley: el costo.",
        ..COSTO
    },
    Campo {
        campo: "costo_moneda",
        etiqueta: "Moneda",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(Moneda),
        maximo: None,
        ayuda: "La moneda en que se paga. El programa no convierte una en otra.",
        ejemplo: "Quetzales",
        error_frecuente: "Dejar quetzales en un arancel que se cobra en dólares.",
        por_que: "Los costos en monedas distintas nunca se suman.",
        ..COSTO
    },
    Campo {
        campo: "costo_descripcion",
        etiqueta: "Cómo se calcula",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(2_000),
        ayuda: "La fórmula o la tabla del costo variable.",
        ejemplo: "Q 150.00 por módulo",
        error_frecuente: "Escribir «según arancel» sin decir cuál.",
        por_que: "Quien paga un costo variable debe poder calcularlo.",
        ..COSTO
    },
    Campo {
        campo: "costo_base_legal",
        etiqueta: "Norma que fija el cobro",
        maximo: Some(500),
        ayuda: "El acuerdo o la ley que establece el arancel.",
        ejemplo: "Acuerdo Gubernativo 53-2022",
        error_frecuente: "Citar un manual interno o una circular.",
        por_que: "Un cobro sin norma que lo fije debe revisarse con Asesoría Jurídica.",
        ..COSTO
    },
    Campo {
        campo: "costo_indirecto",
        etiqueta: "Costo indirecto para la persona",
        tipo: TipoDeCampo::Dinero,
        exigencia: Exigencia::Rediseno,
        maximo: Some(1_000_000_000_000),
        ayuda: "Notario, copias, transporte y otros gastos para cumplir los requisitos, en quetzales.",
        ejemplo: "250.00",
        error_frecuente: "Incluir de nuevo el arancel.",
        por_que: "Suele costar más reunir los requisitos que pagar el arancel.",
        ..COSTO
    },
    Campo {
        campo: "costo_indirecto_fuente",
        etiqueta: "De dónde sale el costo indirecto",
        exigencia: Exigencia::Rediseno,
        ayuda: "Qué suma, por separado (notario, copias, transporte), y de dónde sale cada precio.",
        ejemplo: "Notario 150, copias 20, transporte 80; precios de junio de 2026",
        error_frecuente: "Dar un total sin decir qué incluye.",
        por_que: "Un total que no se puede volver a sumar no se puede defender.",
        ..COSTO
    },
    Campo {
        campo: "volumen_anual",
        etiqueta: "Solicitudes por año",
        ayuda: "Cuántas solicitudes entraron en el año que indica abajo.",
        ejemplo: "1,200",
        error_frecuente: "Contar solo las resueltas y no las ingresadas.",
        por_que: "El volumen dice a cuántas personas ayuda simplificar este trámite.",
        ..VOLUMEN
    },
    Campo {
        campo: "volumen_anio",
        etiqueta: "Año de las solicitudes",
        minimo: 2000,
        maximo: Some(2100),
        ayuda: "El año completo más reciente del que tenga datos.",
        ejemplo: "2025",
        error_frecuente: "Poner el año en curso, que todavía no termina.",
        por_que: "Un volumen sin año no se puede comparar.",
        ..VOLUMEN
    },
    Campo {
        campo: "volumen_mes_pico",
        etiqueta: "Mes con más solicitudes",
        exigencia: Exigencia::Opcional,
        minimo: 1,
        maximo: Some(12),
        ayuda: "El número del mes, de 1 (enero) a 12 (diciembre).",
        ejemplo: "3",
        error_frecuente: "Escribir el mes en que se atendieron y no aquel en que entraron.",
        por_que: "En ese mes se ve si la institución alcanza a responder.",
        ..VOLUMEN
    },
    Campo {
        campo: "volumen_rechazos",
        etiqueta: "Solicitudes rechazadas",
        ayuda: "Las que terminaron en rechazo definitivo en ese año.",
        ejemplo: "90",
        error_frecuente: "Contar como rechazadas las que se devolvieron para corregir.",
        por_que: "Muchos rechazos indican requisitos confusos o imposibles.",
        ..VOLUMEN
    },
    Campo {
        campo: "volumen_previos",
        etiqueta: "Solicitudes devueltas con previo",
        ayuda: "Previo: observación que debe corregirse. Cuente solicitudes, no previos.",
        ejemplo: "210",
        error_frecuente: "Contar cada previo: una solicitud con tres previos es una.",
        por_que: "Cada previo es otra vuelta para la persona y para la institución.",
        ..VOLUMEN
    },
    Campo {
        campo: "volumen_quejas",
        etiqueta: "Quejas",
        ayuda: "Las recibidas por este trámite en ese año, por cualquier medio.",
        ejemplo: "6",
        error_frecuente: "Sumar las quejas de toda la institución.",
        por_que: "Es la voz de quien usa el trámite.",
        ..VOLUMEN
    },
    Campo {
        campo: "volumen_inactivos_3m",
        etiqueta: "Devueltas e inactivas por más de 3 meses",
        exigencia: Exigencia::Opcional,
        ayuda: "Solicitudes devueltas para corregir que llevan más de tres meses sin movimiento.",
        ejemplo: "14",
        error_frecuente: "Contar las que esperan respuesta de la institución.",
        por_que: "El artículo 28 del Decreto 5-2021 permite archivarlas.",
        ..VOLUMEN
    },
    Campo {
        campo: "volumen_inactivos_corte",
        etiqueta: "Fecha en que se contaron las inactivas",
        tipo: TipoDeCampo::Fecha,
        exigencia: Exigencia::Opcional,
        maximo: None,
        ayuda: "El día del conteo.",
        ejemplo: "2026-06-30",
        error_frecuente: "Poner la fecha del informe y no la del conteo.",
        por_que: "Las que esperan más de tres meses cambian cada día.",
        ..VOLUMEN
    },
];

const FILA: Campo =
    Campo { clase: "volumen", seccion: Some(Seccion::Volumen), tipo: TipoDeCampo::Entero, maximo: Some(1_000_000_000), ..Campo::BASE };

/// Requests of one year by one way, a row each.
pub(super) const VOLUMENES: &[Campo] = &[
    Campo {
        campo: "anio",
        etiqueta: "Año",
        exigencia: Exigencia::Guardar,
        minimo: 2000,
        maximo: Some(2100),
        ayuda: "Un año completo por fila.",
        ejemplo: "2025",
        error_frecuente: "Mezclar en una fila dos años.",
        por_que: "Sin el año, una cifra no se puede comparar.",
        ..FILA
    },
    Campo {
        campo: "canal",
        etiqueta: "Por qué vía",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(Canal),
        maximo: None,
        ayuda: "Por dónde entraron las solicitudes. Vacío si la fila es de todas las vías.",
        ejemplo: "En línea",
        error_frecuente: "Sumar a la fila «En línea» las que se llenaron en línea y se llevaron impresas.",
        por_que: "Dice si la vía en línea se usa o solo existe.",
        ..FILA
    },
    Campo {
        campo: "solicitudes",
        etiqueta: "Solicitudes",
        ayuda: "Cuántas entraron ese año por esa vía.",
        ejemplo: "800",
        error_frecuente: "Contar solo las resueltas y no las ingresadas.",
        por_que: "Es la base de toda medida del trámite.",
        ..FILA
    },
    Campo {
        campo: "rechazos",
        etiqueta: "Rechazadas",
        ayuda: "Las que terminaron en rechazo definitivo.",
        ejemplo: "60",
        error_frecuente: "Contar como rechazadas las que se devolvieron para corregir.",
        por_que: "Muchos rechazos indican requisitos confusos o imposibles.",
        ..FILA
    },
    Campo {
        campo: "previos",
        etiqueta: "Devueltas con previo",
        ayuda: "Solicitudes que se devolvieron para corregir, cada una contada una vez.",
        ejemplo: "140",
        error_frecuente: "Contar cada previo: una solicitud con tres previos es una.",
        por_que: "Cada previo es otra vuelta para la persona y para la institución.",
        ..FILA
    },
    Campo {
        campo: "quejas",
        etiqueta: "Quejas",
        ayuda: "Las recibidas por este trámite ese año.",
        ejemplo: "4",
        error_frecuente: "Sumar las quejas de toda la institución.",
        por_que: "Es la voz de quien usa el trámite.",
        ..FILA
    },
    Campo {
        campo: "fuente",
        etiqueta: "Fuente",
        tipo: TipoDeCampo::Texto,
        maximo: Some(250),
        ayuda: "De dónde salen las cifras de esta fila.",
        ejemplo: "Sistema de Ventanilla, reporte de enero de 2026",
        error_frecuente: "Escribir «datos propios».",
        por_que: "Una cifra sin fuente no se puede defender ante la Comisión.",
        ..FILA
    },
];
