//! Fields of the rows of a ficha: requisito, paso, norm and time (`dominio.md` §4.2 to §4.5).

use super::{Campo, Exigencia, Regla, Seccion, TipoDeCampo, opciones};
use crate::ficha::{
    AccionPaso, AccionRequisito, ActorPaso, AgregaValor, Canal, ClaseTiempo, EmisorPublico, EstadoLectura, FormaRequisito,
    MomentoRequisito, Procedencia, TipoNorma, TipoRequisito, UnidadTiempo, VersionPaso, VigenciaNorma,
};

const R: Campo = Campo { clase: "requisito", seccion: Some(Seccion::Requisitos), ..Campo::BASE };
const P: Campo = Campo { clase: "paso", seccion: Some(Seccion::Pasos), ..Campo::BASE };
const B: Campo = Campo { clase: "base_legal", seccion: Some(Seccion::BaseLegal), ..Campo::BASE };
const T: Campo = Campo { clase: "tiempo", seccion: Some(Seccion::TiempoCosto), ..Campo::BASE };

/// Depth of a row in its list.
const NIVEL: Campo = Campo {
    campo: "nivel",
    etiqueta: "Nivel",
    tipo: TipoDeCampo::Entero,
    maximo: Some(9),
    ayuda: "0 para la fila principal, 1 para lo que depende de ella.",
    ejemplo: "0",
    error_frecuente: "Bajar de nivel un requisito que se exige por sí mismo.",
    por_que: "Solo las filas de nivel 0 se cuentan.",
    ..Campo::BASE
};
const PROCEDENCIA: Campo = Campo {
    campo: "procedencia",
    etiqueta: "Procedencia de la fila",
    tipo: TipoDeCampo::Lista,
    lista: opciones!(Procedencia),
    maximo: None,
    editable: false,
    ayuda: "Si la escribió una persona o la separó la importación.",
    ejemplo: "Interpretado",
    por_que: "Una fila interpretada con duda necesita que alguien la confirme.",
    ..Campo::BASE
};

pub(super) const REQUISITO: &[Campo] = &[
    Campo {
        campo: "texto",
        etiqueta: "Requisito",
        tipo: TipoDeCampo::TextoLargo,
        exigencia: Exigencia::Guardar,
        maximo: Some(4_000),
        regla: Regla::Letras(3),
        ayuda: "Una sola cosa por fila, como se le pide a la persona.",
        ejemplo: "Copia simple o digital del RTU actualizado",
        error_frecuente: "Juntar dos documentos en la misma fila.",
        por_que: "Cada requisito se revisa, se cuenta y se decide por separado.",
        ..R
    },
    Campo {
        campo: "tipo",
        etiqueta: "Tipo",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(TipoRequisito),
        exigencia: Exigencia::Ficha,
        maximo: None,
        ayuda: "Qué clase de cosa se pide. «Es personal» es una condición.",
        ejemplo: "Documento",
        error_frecuente: "Marcar como documento el comprobante de pago: es un pago.",
        por_que: "De su tipo depende qué dice la ley sobre el requisito.",
        ..R
    },
    Campo {
        campo: "forma",
        etiqueta: "Forma",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(FormaRequisito),
        exigencia: Exigencia::Ficha,
        maximo: None,
        ayuda: "En qué forma se acepta. Si se aceptan varias, elija la más sencilla.",
        ejemplo: "Copia simple",
        error_frecuente: "Elegir «Original» cuando solo se muestra y se devuelve.",
        por_que: "Pedir copia legalizada cuesta dinero y suele poder evitarse.",
        ..R
    },
    Campo {
        campo: "emisor",
        etiqueta: "Quién lo emite",
        exigencia: Exigencia::Ficha,
        ayuda: "La entidad o la persona que entrega el documento.",
        ejemplo: "SAT",
        error_frecuente: "Escribir quién lo recibe.",
        por_que: "Si lo emite una entidad pública, quizá no haga falta pedirlo.",
        ..R
    },
    Campo {
        campo: "emisor_publico",
        etiqueta: "¿Lo emite una entidad pública?",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(EmisorPublico),
        exigencia: Exigencia::Ficha,
        maximo: None,
        ayuda: "Elija «Esta misma institución» si el documento sale de su propia casa.",
        ejemplo: "Entidad pública",
        error_frecuente: "Marcar como particular un registro público.",
        por_que: "La ley no permite pedir lo que la misma administración emite.",
        ..R
    },
    Campo {
        campo: "grupo",
        etiqueta: "Grupo",
        ayuda: "El encabezado bajo el que está: para quién o para qué caso.",
        ejemplo: "Persona jurídica",
        error_frecuente: "Poner como requisito el título «Persona jurídica:».",
        por_que: "Quien lee ve solo lo que le toca.",
        ..R
    },
    Campo { clase: "requisito", seccion: Some(Seccion::Requisitos), ..NIVEL },
    Campo {
        campo: "condicion",
        etiqueta: "Solo si…",
        maximo: Some(500),
        ayuda: "El caso en que se pide. Vacío si se pide siempre.",
        ejemplo: "quien solicita es una persona jurídica",
        error_frecuente: "Escribir «si aplica» sin decir cuándo aplica.",
        por_que: "Los requisitos condicionales se cuentan aparte.",
        ..R
    },
    Campo {
        campo: "momento",
        etiqueta: "Cuándo se pide",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(MomentoRequisito),
        maximo: None,
        ayuda: "En qué momento debe tenerlo listo la persona.",
        ejemplo: "Al presentar la solicitud",
        error_frecuente: "Pedir todo al inicio lo que se usa al final.",
        por_que: "Lo que se pide tarde no debe impedir que el trámite empiece.",
        ..R
    },
    Campo {
        campo: "copias",
        etiqueta: "Número de copias",
        tipo: TipoDeCampo::Entero,
        minimo: 1,
        maximo: Some(100),
        ayuda: "Cuántos juegos se piden.",
        ejemplo: "1",
        error_frecuente: "Contar el original como copia.",
        por_que: "Cada copia de más es un costo sin efecto en la decisión.",
        ..R
    },
    Campo {
        campo: "accion",
        etiqueta: "Acción propuesta",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(AccionRequisito),
        exigencia: Exigencia::Rediseno,
        maximo: None,
        ayuda: "Lo que el comité propone hacer con este requisito.",
        ejemplo: "Sustituir",
        error_frecuente: "Elegir «Eliminar» cuando una ley lo exige: eso requiere reforma.",
        por_que: "El rediseño se aprueba con una decisión por requisito.",
        ..R
    },
    Campo {
        campo: "justificacion",
        etiqueta: "Justificación",
        tipo: TipoDeCampo::TextoLargo,
        exigencia: Exigencia::Rediseno,
        maximo: Some(4_000),
        ayuda: "Por qué se propone esa acción. Al menos 10 letras si no es «Mantener».",
        ejemplo: "El RTU se consulta en línea con la SAT; no hace falta que la persona lo lleve.",
        error_frecuente: "Escribir solo «No es necesario».",
        por_que: "Quien aprueba el rediseño necesita la razón, y queda en el acta.",
        ..R
    },
    Campo {
        campo: "reforma",
        etiqueta: "Reforma que requiere",
        ayuda: "La norma que habría que reformar, y en qué. Solo si la acción es «Requiere reforma».",
        ejemplo: "Acuerdo Gubernativo 408-99, artículo 5: suprimir la literal b",
        error_frecuente: "Escribir «reformar la ley» sin decir cuál ni qué artículo.",
        por_que: "Sin la reforma, el requisito no se puede quitar aunque todos estén de acuerdo.",
        ..R
    },
    Campo {
        campo: "texto_propuesto",
        etiqueta: "Qué se pide en su lugar",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(4_000),
        regla: Regla::Letras(3),
        ayuda: "Solo si se sustituye, se une con otro o se recibe en digital.",
        ejemplo: "Declaración simple, dentro del mismo formulario",
        error_frecuente: "Sustituir una declaración jurada por otra con distinto nombre.",
        por_que: "Es lo que leerá la persona cuando el rediseño esté en uso.",
        ..R
    },
    Campo {
        campo: "se_une_con",
        etiqueta: "Se une con",
        regla: Regla::Identificador,
        ayuda: "El requisito que lo incluye desde ahora.",
        ejemplo: "0190a6c2-7e1f-7b3a-9c55-3f2a1d4e5b60",
        error_frecuente: "Unirlo con un requisito que se elimina.",
        por_que: "Dos requisitos que dicen lo mismo se piden una sola vez.",
        ..R
    },
    Campo { clase: "requisito", seccion: Some(Seccion::Requisitos), ..PROCEDENCIA },
];

pub(super) const PASO: &[Campo] = &[
    Campo {
        campo: "texto",
        etiqueta: "Paso",
        tipo: TipoDeCampo::TextoLargo,
        exigencia: Exigencia::Guardar,
        maximo: Some(4_000),
        regla: Regla::Letras(3),
        ayuda: "Una sola acción por fila, con verbo: qué se hace y dónde.",
        ejemplo: "Realizar el pago en la agencia bancaria",
        error_frecuente: "Describir cómo debería ser y no cómo se hace hoy.",
        por_que: "Los pasos son una de las cuatro medidas de la ley.",
        ..P
    },
    Campo {
        campo: "actor",
        etiqueta: "Quién lo hace",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(ActorPaso),
        exigencia: Exigencia::Ficha,
        maximo: None,
        ayuda: "Quien ejecuta la acción, no quien la ordena.",
        ejemplo: "Usuario",
        error_frecuente: "Poner «Institución» en el pago que hace la persona.",
        por_que: "Los pasos de la persona y los internos se cuentan aparte.",
        ..P
    },
    Campo {
        campo: "version",
        etiqueta: "Versión",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(VersionPaso),
        maximo: None,
        ayuda: "Situación actual, o propuesta del rediseño.",
        ejemplo: "Situación actual",
        error_frecuente: "Corregir la situación actual para que se parezca a la propuesta.",
        por_que: "La mejora se mide comparando las dos.",
        ..P
    },
    Campo {
        campo: "grupo",
        etiqueta: "Ruta",
        ayuda: "Si hay dos maneras de hacerlo, la ruta a la que pertenece el paso.",
        ejemplo: "En línea",
        error_frecuente: "Mezclar en una lista los pasos en línea y los presenciales.",
        por_que: "Cada ruta se cuenta por separado.",
        ..P
    },
    Campo { clase: "paso", seccion: Some(Seccion::Pasos), ..NIVEL },
    Campo {
        campo: "canal",
        etiqueta: "Por qué vía",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(Canal),
        maximo: None,
        ayuda: "Cómo se hace este paso hoy.",
        ejemplo: "Presencial",
        error_frecuente: "Marcar «En línea» cuando hay que imprimir y llevar el papel.",
        por_que: "Cada paso presencial es un viaje de la persona.",
        ..P
    },
    Campo {
        campo: "unidad",
        etiqueta: "Unidad",
        maximo: Some(120),
        ayuda: "La unidad donde ocurre el paso.",
        ejemplo: "Recepción",
        error_frecuente: "Usar dos nombres para la misma unidad.",
        por_que: "Muestra los traslados del expediente.",
        ..P
    },
    Campo {
        campo: "duracion_minutos",
        etiqueta: "Duración en minutos",
        tipo: TipoDeCampo::Entero,
        exigencia: Exigencia::Rediseno,
        maximo: Some(1_000_000),
        ayuda: "Minutos de trabajo, sin la espera.",
        ejemplo: "20",
        error_frecuente: "Sumar los días que el expediente espera en la bandeja.",
        por_que: "Separar trabajo de espera muestra dónde se va el tiempo.",
        ..P
    },
    Campo {
        campo: "duracion_minima",
        etiqueta: "Duración más corta, en minutos",
        tipo: TipoDeCampo::Entero,
        maximo: Some(1_000_000),
        ayuda: "Opcional. Minutos de trabajo del caso más fácil.",
        ejemplo: "10",
        error_frecuente: "Escribir una mayor que la duración de siempre.",
        por_que: "Con la corta y la larga se calcula qué tan probable es terminar a tiempo.",
        ..P
    },
    Campo {
        campo: "duracion_maxima",
        etiqueta: "Duración más larga, en minutos",
        tipo: TipoDeCampo::Entero,
        maximo: Some(1_000_000),
        ayuda: "Opcional. Minutos de trabajo del caso más difícil.",
        ejemplo: "60",
        error_frecuente: "Sumar la espera a la duración.",
        por_que: "Con la corta y la larga se calcula qué tan probable es terminar a tiempo.",
        ..P
    },
    Campo {
        campo: "espera_minutos",
        etiqueta: "Espera antes del paso, en minutos",
        tipo: TipoDeCampo::Entero,
        maximo: Some(10_000_000),
        ayuda: "Lo que espera el expediente antes de que alguien lo tome. Un día son 1,440 minutos.",
        ejemplo: "1440",
        error_frecuente: "Dejarla en cero porque «se atiende de inmediato» según el manual.",
        por_que: "La mayor parte del tiempo de un trámite suele ser espera.",
        ..P
    },
    Campo {
        campo: "agrega_valor",
        etiqueta: "¿Agrega valor?",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(AgregaValor),
        exigencia: Exigencia::Rediseno,
        maximo: None,
        ayuda: "Si la persona perdería algo de quitarlo. «Obligatorio por norma» necesita la norma.",
        ejemplo: "No",
        error_frecuente: "Marcar que sí porque siempre se ha hecho.",
        por_que: "Lo que no agrega valor ni obliga una norma se puede quitar.",
        ..P
    },
    Campo {
        campo: "decision",
        etiqueta: "Es una decisión",
        tipo: TipoDeCampo::Logico,
        maximo: None,
        ayuda: "Márquelo si aquí el trámite puede seguir por caminos distintos.",
        ejemplo: "Sí",
        error_frecuente: "Marcar como decisión un paso que siempre sigue igual.",
        por_que: "Las decisiones muestran dónde se devuelve el expediente.",
        ..P
    },
    Campo {
        campo: "resultados",
        etiqueta: "Resultados de la decisión",
        maximo: Some(500),
        ayuda: "Los caminos posibles, dos o más, separados con «/».",
        ejemplo: "cumple / no cumple",
        error_frecuente: "Escribir solo el camino en que todo sale bien.",
        por_que: "Cada camino se dibuja y se mide aparte.",
        ..P
    },
    Campo {
        campo: "sistema",
        etiqueta: "Sistema",
        maximo: Some(120),
        ayuda: "El programa o sistema en que se hace el paso. Vacío si se hace en papel.",
        ejemplo: "SISMAR",
        error_frecuente: "Escribir «computadora» o «Excel» cuando el dato vive en otro sistema.",
        por_que: "Dos sistemas que no se hablan obligan a copiar el mismo dato.",
        ..P
    },
    Campo {
        campo: "documento_entrada",
        etiqueta: "Documento que recibe",
        ayuda: "Lo que hace falta tener a la vista para hacer el paso.",
        ejemplo: "Expediente",
        error_frecuente: "Repetir aquí todos los requisitos.",
        por_que: "Un documento que nadie lee después no hacía falta.",
        ..P
    },
    Campo {
        campo: "documento_salida",
        etiqueta: "Documento que entrega",
        ayuda: "Lo que queda hecho al terminar el paso.",
        ejemplo: "Dictamen técnico",
        error_frecuente: "Escribir el resultado de todo el trámite en cada paso.",
        por_que: "Muestra qué papel pasa de una mano a otra.",
        ..P
    },
    Campo {
        campo: "requisitos",
        etiqueta: "Requisitos que usa",
        maximo: Some(8_000),
        regla: Regla::Identificadores,
        ayuda: "Los requisitos que alguien lee en este paso para decidir.",
        ejemplo: "0190a6c2-7e1f-7b3a-9c55-3f2a1d4e5b60",
        error_frecuente: "Marcarlos todos en el paso en que se reciben: recibir no es leer.",
        por_que: "El requisito que ningún paso usa se pide y no sirve para nada.",
        ..P
    },
    Campo {
        campo: "origen",
        etiqueta: "Paso actual del que viene",
        regla: Regla::Identificador,
        editable: false,
        ayuda: "El paso de hoy que esta propuesta cambia. Vacío si es nuevo.",
        ejemplo: "0190a6c2-7e1f-7b3a-9c55-3f2a1d4e5b60",
        por_que: "Así el diagrama dice qué se elimina, qué cambia y qué es nuevo.",
        ..P
    },
    Campo {
        campo: "accion",
        etiqueta: "Acción propuesta",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(AccionPaso),
        exigencia: Exigencia::Rediseno,
        maximo: None,
        ayuda: "Lo que el comité propone hacer con este paso.",
        ejemplo: "Unir con otro",
        error_frecuente: "Automatizar un paso que se podía quitar.",
        por_que: "El rediseño se aprueba con una decisión por paso.",
        ..P
    },
    Campo { clase: "paso", seccion: Some(Seccion::Pasos), ..PROCEDENCIA },
];

pub(super) const BASE_LEGAL: &[Campo] = &[
    Campo {
        campo: "texto",
        etiqueta: "Cita de la norma",
        tipo: TipoDeCampo::TextoLargo,
        exigencia: Exigencia::Guardar,
        maximo: Some(4_000),
        regla: Regla::Letras(3),
        ayuda: "Como aparece en el documento oficial.",
        ejemplo: "Acuerdo Gubernativo No. 85-2011",
        error_frecuente: "Escribir solo el apodo: «Código de Trabajo».",
        por_que: "Solo se puede exigir lo que fija una ley o un acuerdo gubernativo (artículo 5 del Decreto 5-2021).",
        ..B
    },
    Campo {
        campo: "tipo_norma",
        etiqueta: "Tipo de norma",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(TipoNorma),
        exigencia: Exigencia::Ficha,
        maximo: None,
        ayuda: "Un acuerdo gubernativo lo emite la Presidencia; uno ministerial, un ministerio.",
        ejemplo: "Acuerdo gubernativo",
        error_frecuente: "Confundir acuerdo ministerial con acuerdo gubernativo.",
        por_que: "De su tipo depende si la norma basta para exigir el requisito.",
        ..B
    },
    Campo {
        campo: "numero",
        etiqueta: "Número",
        exigencia: Exigencia::Ficha,
        maximo: Some(30),
        regla: Regla::NumeroDeNorma,
        ayuda: "Solo el número, sin el año.",
        ejemplo: "85",
        error_frecuente: "Escribir número y año juntos: «85-2011».",
        por_que: "Con número y año se encuentra la norma y se sabe cuántos trámites dependen de ella.",
        ..B
    },
    Campo {
        campo: "anio",
        etiqueta: "Año",
        tipo: TipoDeCampo::Entero,
        exigencia: Exigencia::Ficha,
        minimo: 1871,
        maximo: Some(2100),
        ayuda: "Con cuatro cifras.",
        ejemplo: "2011",
        error_frecuente: "Escribir dos cifras: «63-88» es de 1988.",
        por_que: "Dos normas distintas pueden llevar el mismo número.",
        ..B
    },
    Campo {
        campo: "articulos",
        etiqueta: "Artículos",
        ayuda: "Los que fijan el requisito o el trámite, separados con comas.",
        ejemplo: "32, 33 literal b",
        error_frecuente: "Citar la norma entera cuando solo un artículo habla del requisito.",
        por_que: "Asesoría Jurídica puede revisarla sin leer toda la norma.",
        ..B
    },
    Campo {
        campo: "vigente",
        etiqueta: "¿Está vigente?",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(VigenciaNorma),
        maximo: None,
        ayuda: "Si otra norma la derogó, dígalo aunque siga en el formulario.",
        ejemplo: "Vigente",
        error_frecuente: "Dar por vigente la norma porque aparece en el catálogo.",
        por_que: "Una norma derogada no puede respaldar un requisito.",
        ..B
    },
    Campo {
        campo: "con_duda",
        etiqueta: "Leída con duda",
        tipo: TipoDeCampo::Logico,
        maximo: None,
        ayuda: "La importación no pudo leer la cita con seguridad. Quite la marca al confirmarla.",
        ejemplo: "No",
        error_frecuente: "Quitar la marca sin abrir la norma.",
        por_que: "Un año mal leído lleva a otra norma.",
        ..B
    },
];

pub(super) const TIEMPO: &[Campo] = &[
    Campo {
        campo: "clase",
        etiqueta: "Clase de tiempo",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(ClaseTiempo),
        exigencia: Exigencia::Guardar,
        maximo: None,
        ayuda: "Normado: lo dice una norma. Publicado: lo anuncia la institución. Medido: se observó.",
        ejemplo: "Publicado",
        error_frecuente: "Llamar medido a lo que alguien estima.",
        por_que: "Comparar lo prometido con lo medido es el primer hallazgo de un diagnóstico.",
        ..T
    },
    Campo {
        campo: "minimo",
        etiqueta: "Tiempo, o mínimo",
        tipo: TipoDeCampo::Decimal,
        exigencia: Exigencia::Ficha,
        maximo: None,
        ayuda: "Solo el número. Si varía, escriba aquí el menor y el mayor en «Máximo».",
        ejemplo: "4",
        error_frecuente: "Escribir el rango en un solo campo: «30 a 45».",
        por_que: "El tiempo es una de las cuatro medidas de la ley.",
        ..T
    },
    Campo {
        campo: "maximo",
        etiqueta: "Máximo",
        tipo: TipoDeCampo::Decimal,
        maximo: None,
        ayuda: "El mayor, si varía. Vacío si es siempre el mismo.",
        ejemplo: "36",
        error_frecuente: "Escribir un máximo menor que el mínimo.",
        por_que: "Las comparaciones usan el máximo: es lo que la persona debe prever.",
        ..T
    },
    Campo {
        campo: "unidad",
        etiqueta: "Unidad",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(UnidadTiempo),
        exigencia: Exigencia::Ficha,
        maximo: None,
        ayuda: "Días hábiles o días calendario, si la norma lo dice. Si no, «sin especificar».",
        ejemplo: "días hábiles",
        error_frecuente: "Suponer que «15 días» son hábiles.",
        por_que: "Quince días hábiles son tres semanas; quince calendario, dos.",
        ..T
    },
    Campo {
        campo: "componentes",
        etiqueta: "Tiempo compuesto",
        ayuda: "Cuando el texto suma unidades distintas. Lo llena la importación.",
        ejemplo: "1 meses + 15 dias_sin_especificar",
        error_frecuente: "Convertir meses a días para tener un solo número.",
        por_que: "No hay factor que convierta con certeza una unidad en otra.",
        ..T
    },
    Campo {
        campo: "caso",
        etiqueta: "Caso",
        ayuda: "Si el tiempo es distinto según el caso, una fila para cada uno.",
        ejemplo: "Correcciones",
        error_frecuente: "Promediar los casos en una sola fila.",
        por_que: "Cada persona busca el tiempo de su caso.",
        ..T
    },
    Campo {
        campo: "fuente",
        etiqueta: "Fuente",
        exigencia: Exigencia::Rediseno,
        ayuda: "De dónde sale el dato.",
        ejemplo: "Bitácora de la ventanilla, enero a junio de 2026",
        error_frecuente: "Escribir el nombre de quien lo dijo y no el documento.",
        por_que: "Un tiempo sin fuente no se puede defender ni volver a medir.",
        ..T
    },
    Campo {
        campo: "fecha",
        etiqueta: "Fecha de la fuente",
        exigencia: Exigencia::Rediseno,
        maximo: Some(10),
        regla: Regla::FechaOMes,
        ayuda: "Día o mes del dato.",
        ejemplo: "2026-06",
        error_frecuente: "Poner la fecha en que se llenó la ficha.",
        por_que: "Un tiempo medido hace años puede haber cambiado.",
        ..T
    },
    Campo {
        campo: "muestra",
        etiqueta: "Casos medidos",
        tipo: TipoDeCampo::Entero,
        exigencia: Exigencia::Rediseno,
        minimo: 1,
        maximo: Some(100_000_000),
        ayuda: "Cuántos expedientes se midieron.",
        ejemplo: "40",
        error_frecuente: "Escribir el total del año y no los que se midieron.",
        por_que: "Con pocos casos, la medida es solo una pista.",
        ..T
    },
    Campo {
        campo: "texto_original",
        etiqueta: "Texto de la fuente",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(20_000),
        editable: false,
        ayuda: "Como llegó. No se cambia.",
        ejemplo: "4 a 36 horas",
        por_que: "Permite comprobar cómo se leyó el tiempo.",
        ..T
    },
    Campo {
        campo: "estado",
        etiqueta: "Lectura del tiempo",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(EstadoLectura),
        maximo: None,
        ayuda: "Si el texto se leyó con duda, confírmelo al corregir el dato.",
        ejemplo: "Interpretado",
        error_frecuente: "Confirmarlo sin comparar con el texto de la fuente.",
        por_que: "Un tiempo mal leído cambia el diagnóstico.",
        ..T
    },
];
