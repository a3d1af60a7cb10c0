//! Fields of what the committee decides: findings and phases.

use super::{Campo, Exigencia, Regla, TipoDeCampo, opciones};
use crate::fase::EstadoFase;
use crate::reglas::EstadoHallazgo;

const H: Campo = Campo { clase: "decision_hallazgo", ..Campo::BASE };
const CLAVE: Campo = Campo { exigencia: Exigencia::Guardar, maximo: Some(60), regla: Regla::Codigo, ..H };
const F: Campo = Campo { clase: "fase", ..Campo::BASE };

pub(super) const CAMPOS: &[Campo] = &[
    Campo {
        campo: "regla",
        etiqueta: "Regla",
        ayuda: "La regla que señaló el posible hallazgo.",
        ejemplo: "R2",
        por_que: "Dice sobre qué hallazgo es la decisión.",
        ..CLAVE
    },
    Campo {
        campo: "donde",
        etiqueta: "Fila",
        regla: Regla::Identificador,
        ayuda: "El registro del que habla el hallazgo.",
        ejemplo: "0190a6c2-7e1f-7b3a-9c55-3f2a1d4e5b60",
        por_que: "Dice sobre qué fila es la decisión.",
        ..CLAVE
    },
    Campo {
        campo: "campo",
        etiqueta: "Dato",
        ayuda: "El dato del que habla el hallazgo.",
        ejemplo: "texto",
        por_que: "Dice sobre qué dato es la decisión.",
        ..CLAVE
    },
    Campo {
        campo: "huella",
        etiqueta: "Huella del fragmento",
        ayuda: "Reconoce el fragmento: si cambia, el hallazgo se abre de nuevo.",
        ejemplo: "9f2c4e1a7b3d5068",
        por_que: "Una decisión vale para el texto que se leyó.",
        ..CLAVE
    },
    Campo {
        campo: "estado",
        etiqueta: "Decisión",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(EstadoHallazgo),
        exigencia: Exigencia::Guardar,
        maximo: None,
        ayuda: "Aceptado si hay que corregir; descartado si no procede, con su razón.",
        ejemplo: "Aceptado",
        error_frecuente: "Descartar sin consultar a Asesoría Jurídica.",
        por_que: "Un posible hallazgo abierto sigue pendiente.",
        ..H
    },
    Campo {
        campo: "justificacion",
        etiqueta: "Razón",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(4_000),
        ayuda: "Necesaria para descartar: al menos 10 letras.",
        ejemplo: "El artículo 12 del Acuerdo Gubernativo 408-99 pide la firma legalizada.",
        error_frecuente: "Escribir solo «No aplica».",
        por_que: "La razón queda en el informe, junto al hallazgo.",
        ..H
    },
    Campo {
        campo: "estado",
        etiqueta: "Estado de la fase",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(EstadoFase),
        maximo: None,
        editable: false,
        ayuda: "Cambia con «Entregar fase» y las demás acciones del recorrido.",
        ejemplo: "En proceso",
        por_que: "De él sale el avance de la institución.",
        ..F
    },
    Campo {
        campo: "fecha",
        etiqueta: "Fecha",
        tipo: TipoDeCampo::Fecha,
        maximo: None,
        ayuda: "El día en que ocurrió el cambio.",
        ejemplo: "2026-11-20",
        error_frecuente: "Poner una fecha futura.",
        por_que: "El avance se calcula a una fecha de corte.",
        ..F
    },
    Campo {
        campo: "motivo",
        etiqueta: "Motivo",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(4_000),
        ayuda: "Por qué cambia la fase.",
        ejemplo: "Falta el acta de cierre del inventario.",
        error_frecuente: "Escribir solo «Pendiente».",
        por_que: "Quien recibe la observación debe saber qué corregir.",
        ..F
    },
    Campo {
        campo: "evidencia",
        etiqueta: "Evidencia",
        maximo: Some(20_000),
        editable: false,
        ayuda: "Los archivos que prueban la fase.",
        por_que: "Una fase entregada sin evidencia no se puede comprobar.",
        ..F
    },
    Campo {
        campo: "cerrado_el",
        etiqueta: "Cierre del inventario",
        tipo: TipoDeCampo::Fecha,
        maximo: None,
        ayuda: "La fecha del acta con que el comité cierra el inventario.",
        ejemplo: "2026-11-20",
        error_frecuente: "Cerrarlo con fichas incompletas.",
        por_que: "La fase 6.1.3 se entrega con el inventario cerrado.",
        ..F
    },
];
