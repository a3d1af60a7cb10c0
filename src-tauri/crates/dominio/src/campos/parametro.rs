//! Fields of a parameter of the calculations: a value of the institution with its source and its date.

use super::{Campo, Exigencia, Regla, TipoDeCampo, opciones};
use crate::costos::Confianza;
use crate::costos::parametros::UnidadDeParametro;

const P: Campo = Campo { clase: "parametro", ..Campo::BASE };
const VALOR: Campo = Campo { tipo: TipoDeCampo::Decimal, maximo: None, ..P };

pub(super) const CAMPOS: &[Campo] = &[
    Campo {
        campo: "codigo",
        etiqueta: "Código del parámetro",
        exigencia: Exigencia::Guardar,
        maximo: Some(80),
        regla: Regla::Codigo,
        ayuda: "Con él lo encuentran los cálculos.",
        ejemplo: "valor_hora_persona",
        error_frecuente: "Escribirlo distinto para un dato que ya existe.",
        por_que: "Una fila nueva con el mismo código sustituye a la anterior, que se conserva.",
        ..P
    },
    Campo {
        campo: "nombre",
        etiqueta: "Nombre del parámetro",
        maximo: Some(120),
        ayuda: "Cómo se lee en el cálculo.",
        ejemplo: "Valor de una hora de la persona",
        error_frecuente: "Usar solo siglas.",
        por_que: "Quien lee la cifra debe saber de qué dato sale.",
        ..P
    },
    Campo {
        campo: "valor",
        etiqueta: "Valor",
        exigencia: Exigencia::Guardar,
        ayuda: "El valor más probable, con punto decimal.",
        ejemplo: "18.50",
        error_frecuente: "Escribir un valor de otro país sin decirlo en la fuente.",
        por_que: "El programa no inventa valores: sin él la cifra queda sin dato.",
        ..VALOR
    },
    Campo {
        campo: "valor_bajo",
        etiqueta: "Valor más bajo",
        ayuda: "Opcional. El menor que le parece posible.",
        ejemplo: "15",
        error_frecuente: "Escribir uno mayor que el probable.",
        por_que: "Con él la cifra se da como un rango.",
        ..VALOR
    },
    Campo {
        campo: "valor_alto",
        etiqueta: "Valor más alto",
        ayuda: "Opcional. El mayor que le parece posible.",
        ejemplo: "22",
        error_frecuente: "Escribir uno menor que el probable.",
        por_que: "Con él la cifra se da como un rango.",
        ..VALOR
    },
    Campo {
        campo: "unidad",
        etiqueta: "Unidad del valor",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(UnidadDeParametro),
        exigencia: Exigencia::Guardar,
        maximo: None,
        ayuda: "En qué se mide el valor.",
        ejemplo: "quetzales por hora",
        error_frecuente: "Dar por día lo que es por mes.",
        por_que: "Un valor en otra unidad cambia la cifra sin que se note.",
        ..P
    },
    Campo {
        campo: "fuente",
        etiqueta: "Fuente del valor",
        exigencia: Exigencia::Guardar,
        maximo: Some(500),
        regla: Regla::Letras(3),
        ayuda: "El documento, la norma o quién lo estimó.",
        ejemplo: "Acuerdo Gubernativo del salario mínimo vigente",
        error_frecuente: "Escribir «internet».",
        por_que: "Un valor sin fuente no se puede defender.",
        ..P
    },
    Campo {
        campo: "fecha",
        etiqueta: "Fecha del valor",
        tipo: TipoDeCampo::Fecha,
        exigencia: Exigencia::Guardar,
        maximo: None,
        ayuda: "Desde cuándo vale.",
        ejemplo: "2026-01-01",
        error_frecuente: "Poner la fecha de hoy en un dato del año pasado.",
        por_que: "Cada cifra usa el valor que valía en su fecha de corte.",
        ..P
    },
    Campo {
        campo: "confianza",
        etiqueta: "Qué tan seguro es",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(Confianza),
        maximo: None,
        ayuda: "Medido, publicado o estimado.",
        ejemplo: "Medido",
        error_frecuente: "Marcar como medido lo que se calculó de memoria.",
        por_que: "Quien lee la cifra sabe cuánto creerle.",
        ..P
    },
    Campo {
        campo: "tramite",
        etiqueta: "Solo para un trámite",
        regla: Regla::Identificador,
        maximo: Some(60),
        ayuda: "Vacío si vale para toda la institución.",
        ejemplo: "0190a6c2-7e1f-7b3a-9c55-3f2a1d4e5b60",
        error_frecuente: "Repetir en cada trámite un valor que es de toda la institución.",
        por_que: "El de un trámite se prefiere al de la institución.",
        ..P
    },
];
