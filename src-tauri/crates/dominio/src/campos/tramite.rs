//! Fields of the trámite itself (`dominio.md` §4.1).

use super::{Campo, Exigencia, Regla, Seccion, TipoDeCampo, UnidadDeVigencia, opciones};
use crate::ficha::{ClaseTramite, ConsultaEstado, EstadoTramite, Modalidad, SiNo, SiNoAplica, UnidadTiempo, UsuarioObjetivo};

const BASE: Campo = Campo { clase: "tramite", seccion: Some(Seccion::General), ..Campo::BASE };
const FICHA: Campo = Campo { exigencia: Exigencia::Ficha, ..BASE };
const LISTA: Campo = Campo { tipo: TipoDeCampo::Lista, maximo: None, ..FICHA };
const PASOS: Campo = Campo { seccion: Some(Seccion::Pasos), exigencia: Exigencia::Rediseno, ..BASE };

pub(super) const CAMPOS: &[Campo] = &[
    Campo {
        campo: "codigo",
        etiqueta: "Código interno",
        exigencia: Exigencia::Guardar,
        maximo: Some(30),
        regla: Regla::Codigo,
        ayuda: "Identifica el trámite dentro de su institución. No se repite.",
        ejemplo: "MSPAS-0012",
        error_frecuente: "Usar espacios o tildes, o repetir el código de otro trámite.",
        por_que: "Con el código se cita el trámite en actas, planes e informes.",
        ..BASE
    },
    Campo {
        campo: "id_catalogo",
        etiqueta: "Número en el catálogo nacional",
        tipo: TipoDeCampo::Entero,
        minimo: 1,
        maximo: Some(9_999_999),
        ayuda: "El número con que aparece en el Catálogo Nacional de Trámites.",
        ejemplo: "2810",
        error_frecuente: "Escribir el código interno en lugar del número del catálogo.",
        por_que: "Permite actualizar la ficha cuando cambia el catálogo.",
        ..BASE
    },
    Campo {
        campo: "nombre",
        etiqueta: "Nombre del trámite",
        exigencia: Exigencia::Guardar,
        regla: Regla::Letras(5),
        ayuda: "Como lo busca quien lo necesita, sin siglas ni números de orden.",
        ejemplo: "Registro de comités de salud y seguridad ocupacional",
        error_frecuente: "Escribirlo todo en mayúsculas o empezar con el número de una lista.",
        por_que: "Es el que verá la ciudadanía.",
        ..BASE
    },
    Campo {
        campo: "unidad_ejecutora",
        etiqueta: "Dirección o unidad ejecutora",
        exigencia: Exigencia::Ficha,
        maximo: Some(120),
        regla: Regla::NoSoloSimbolos,
        ayuda: "La parte de la institución que atiende y resuelve el trámite.",
        ejemplo: "Dirección de Gestión Ambiental",
        error_frecuente: "Escribir el nombre de toda la institución.",
        por_que: "Dice a quién preguntar y quién debe hacer los cambios.",
        ..BASE
    },
    Campo {
        campo: "clase",
        etiqueta: "Clase",
        lista: opciones!(ClaseTramite),
        ayuda: "Interno es el que solo piden las personas que trabajan en la institución; no entra en los conteos.",
        ejemplo: "Trámite",
        error_frecuente: "Dejar como trámite una gestión interna, como las vacaciones del personal.",
        por_que: "Sin la clase, los conteos mezclan trámites con consultas y gestiones internas.",
        ..LISTA
    },
    Campo {
        campo: "categoria",
        etiqueta: "Categoría",
        maximo: Some(120),
        ayuda: "El tema con que el catálogo nacional agrupa el trámite.",
        ejemplo: "Salud",
        error_frecuente: "Dejar la categoría de otro trámite al copiar una ficha.",
        por_que: "Permite encontrar trámites parecidos en otras instituciones.",
        ..BASE
    },
    Campo {
        campo: "subcategoria",
        etiqueta: "Subcategorías",
        maximo: Some(500),
        ayuda: "Si son varias, sepárelas con punto y coma.",
        ejemplo: "Medio ambiente; Vivienda",
        error_frecuente: "Separarlas con comas: algunas subcategorías llevan comas en su nombre.",
        por_que: "Afina la búsqueda dentro de la categoría.",
        ..BASE
    },
    Campo {
        campo: "descripcion",
        etiqueta: "Descripción",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(10_000),
        ayuda: "Para qué sirve, quién lo pide y cuándo. Dos o tres oraciones.",
        ejemplo: "Autoriza a una empresa a descargar aguas tratadas. Lo pide quien representa a la empresa antes de iniciar operaciones.",
        error_frecuente: "Repetir el nombre o pegar el texto de otro trámite.",
        por_que: "Es lo que permite a una persona saber si este es el trámite que necesita.",
        ..FICHA
    },
    Campo {
        campo: "usuario_objetivo",
        etiqueta: "Quién lo pide",
        lista: opciones!(UsuarioObjetivo),
        ayuda: "La persona que inicia el trámite, aunque otra lo presente en su nombre.",
        ejemplo: "Individual y jurídica",
        error_frecuente: "Elegir solo «persona jurídica» porque hay una sección de requisitos para empresas.",
        por_que: "Los requisitos cambian según quien lo pide.",
        ..LISTA
    },
    Campo {
        campo: "modalidad",
        etiqueta: "Modalidad",
        lista: opciones!(Modalidad),
        ayuda: "En línea solo si no hay que ir nunca. Si una parte exige ir, es híbrido.",
        ejemplo: "Híbrido",
        error_frecuente: "Elegir «En línea» cuando solo la solicitud se envía por internet.",
        por_que: "Muestra cuánto falta para atender sin hacer viajar a las personas.",
        ..LISTA
    },
    Campo {
        campo: "resultado",
        etiqueta: "Documento que se obtiene",
        regla: Regla::NoSoloSimbolos,
        ayuda: "Lo que la persona tiene en la mano al terminar.",
        ejemplo: "Constancia de inscripción",
        error_frecuente: "Escribir «Resolución» sin decir de qué.",
        por_que: "El resultado es la razón del trámite; con él se detectan trámites que solo alimentan a otros.",
        ..FICHA
    },
    Campo {
        campo: "vigencia_cantidad",
        etiqueta: "Vigencia del documento",
        tipo: TipoDeCampo::Entero,
        minimo: 1,
        maximo: Some(1_000),
        ayuda: "Solo el número. Déjelo vacío si la vigencia es indefinida.",
        ejemplo: "5",
        error_frecuente: "Escribir la unidad junto al número: «5 años».",
        por_que: "Un documento que vence pronto obliga a repetir el trámite.",
        ..BASE
    },
    Campo {
        campo: "vigencia_unidad",
        etiqueta: "Unidad de la vigencia",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(UnidadDeVigencia),
        maximo: None,
        ayuda: "Días, meses o años; «indefinida» si no vence.",
        ejemplo: "años",
        error_frecuente: "Dejar «años» en un documento que no vence.",
        por_que: "Sin unidad, el número de la vigencia no dice nada.",
        ..BASE
    },
    Campo {
        campo: "enlace",
        etiqueta: "Enlace",
        maximo: Some(2_000),
        regla: Regla::Enlace,
        ayuda: "La página oficial del trámite. El programa nunca la abre por su cuenta.",
        ejemplo: "https://sit.gob.gt",
        error_frecuente: "Pegar la dirección cortada o la página principal de la institución.",
        por_que: "Lleva a la persona a la información oficial.",
        ..BASE
    },
    Campo {
        campo: "formulario_gratuito",
        etiqueta: "¿El formulario es gratuito?",
        lista: opciones!(SiNo),
        ayuda: "En papel o en línea. Si no hay formulario, elija «Sí».",
        ejemplo: "Sí",
        error_frecuente: "Confundir el costo del formulario con el arancel del trámite.",
        por_que: "Cobrar el formulario es un costo que suele no aparecer en el arancel.",
        ..LISTA
    },
    Campo {
        campo: "calificacion_unica",
        etiqueta: "¿Se piden todas las correcciones de una vez?",
        lista: opciones!(SiNo),
        ayuda: "Calificación única: una sola revisión de forma y de fondo.",
        ejemplo: "No se sabe",
        error_frecuente: "Responder «Sí» porque la norma lo dice, aunque en la práctica haya varias devoluciones.",
        por_que: "El Decreto 5-2021 pide una sola revisión; cada devolución más cuesta días y viajes.",
        ..LISTA
    },
    Campo {
        campo: "evalua_servicio",
        etiqueta: "¿Se puede evaluar el servicio?",
        lista: opciones!(SiNo),
        ayuda: "Si quien hace el trámite tiene cómo calificar la atención que recibió.",
        ejemplo: "No",
        error_frecuente: "Contar como evaluación un buzón general de quejas.",
        por_que: "El artículo 11 del Decreto 5-2021 da ese derecho.",
        ..LISTA
    },
    Campo {
        campo: "permite_tercero",
        etiqueta: "¿Puede hacerlo otra persona?",
        lista: opciones!(SiNo),
        ayuda: "Con carta poder, sin mandato ni firma legalizada.",
        ejemplo: "Sí",
        error_frecuente: "Responder «No» sin una ley o un acuerdo gubernativo que lo exija.",
        por_que: "La ley permite delegar; exigir que sea personal necesita base legal.",
        ..LISTA
    },
    Campo {
        campo: "consulta_estado",
        etiqueta: "¿Cómo se consulta el estado?",
        lista: opciones!(ConsultaEstado),
        ayuda: "El modo más fácil que existe hoy para saber cómo va el trámite.",
        ejemplo: "En línea",
        error_frecuente: "Elegir «En línea» cuando solo hay un correo que no siempre responde.",
        por_que: "Saber cómo va el expediente es un derecho; sin consulta, la gente viaja a preguntar.",
        ..LISTA
    },
    Campo {
        campo: "horario",
        etiqueta: "Horario de atención",
        maximo: Some(200),
        ayuda: "Días y horas en que se recibe el trámite.",
        ejemplo: "Lunes a viernes, de 8:00 a 16:00",
        error_frecuente: "Escribir el horario del edificio y no el de la ventanilla que recibe.",
        por_que: "Un horario reducido para recibir es una barrera.",
        ..BASE
    },
    Campo {
        campo: "plazo_legal",
        etiqueta: "Plazo legal para responder",
        tipo: TipoDeCampo::Entero,
        minimo: 1,
        maximo: Some(10_000),
        ayuda: "El que fija la norma del trámite. Si ninguna lo fija, rige el general de 30 días.",
        ejemplo: "30",
        error_frecuente: "Escribir lo que suele tardar y no lo que la norma da.",
        por_que: "Pasado el plazo, la persona puede exigir la respuesta.",
        ..BASE
    },
    Campo {
        campo: "plazo_legal_unidad",
        etiqueta: "Unidad del plazo legal",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(UnidadTiempo),
        maximo: None,
        ayuda: "Como lo dice la norma. Si solo dice «días», elija «días (sin especificar)».",
        ejemplo: "días hábiles",
        error_frecuente: "Suponer que son hábiles cuando la norma no lo dice.",
        por_que: "Treinta días hábiles son seis semanas, y treinta de calendario, cuatro.",
        ..BASE
    },
    Campo {
        campo: "prorroga_automatica",
        etiqueta: "¿Sigue vigente mientras se resuelve la renovación?",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(SiNoAplica),
        maximo: None,
        ayuda: "Si lo otorgado vence mientras la institución decide la renovación pedida a tiempo.",
        ejemplo: "Sí",
        error_frecuente: "Elegir «No aplica» en una licencia que se renueva.",
        por_que: "La persona no debe quedar fuera de la ley por la demora de la institución.",
        ..BASE
    },
    Campo {
        campo: "responsable",
        etiqueta: "Responsable",
        maximo: Some(120),
        regla: Regla::NoSoloSimbolos,
        ayuda: "El puesto que responde por esta ficha; no hace falta el nombre de la persona.",
        ejemplo: "Jefatura de Licencias Ambientales",
        error_frecuente: "Escribir solo un nombre: cuando la persona cambia, nadie responde.",
        por_que: "Alguien debe confirmar los datos y mantenerlos al día.",
        ..FICHA
    },
    Campo {
        campo: "estado",
        etiqueta: "Estado",
        tipo: TipoDeCampo::Lista,
        lista: opciones!(EstadoTramite),
        maximo: None,
        editable: false,
        ayuda: "Cambia con las acciones del recorrido, no a mano.",
        ejemplo: "Ficha completa",
        por_que: "Dice en qué parte del recorrido está el trámite.",
        ..BASE
    },
    Campo {
        campo: "actualizado_en_fuente",
        etiqueta: "Actualizado en la fuente",
        maximo: Some(40),
        editable: false,
        ayuda: "Fecha que traía el catálogo nacional.",
        ejemplo: "2023-09-07 09:53:46",
        por_que: "Permite saber cuál dato es más reciente.",
        ..BASE
    },
    Campo {
        campo: "importacion",
        etiqueta: "Importación",
        maximo: Some(40),
        editable: false,
        ayuda: "La importación que trajo este trámite.",
        por_que: "Permite deshacer una importación completa.",
        ..BASE
    },
    Campo {
        campo: "sin_requisitos",
        etiqueta: "No pide requisitos",
        tipo: TipoDeCampo::Logico,
        seccion: Some(Seccion::Requisitos),
        maximo: None,
        ayuda: "Márquelo solo si confirmó que no se pide nada.",
        ejemplo: "Sí, en una consulta pública por internet",
        error_frecuente: "Marcarlo porque la lista está vacía y todavía nadie la revisó.",
        por_que: "Distingue «no pide nada» de «nadie lo ha dicho».",
        ..BASE
    },
    Campo {
        campo: "notas_requisitos",
        etiqueta: "Notas de los requisitos",
        tipo: TipoDeCampo::TextoLargo,
        seccion: Some(Seccion::Requisitos),
        maximo: Some(10_000),
        ayuda: "Aclaraciones que no son un requisito. La importación separa aquí las notas de la fuente.",
        ejemplo: "Los documentos en otro idioma se presentan con traducción.",
        error_frecuente: "Esconder un requisito más dentro de una nota.",
        por_que: "Lo que se exige debe estar en la lista de requisitos; lo demás, aquí.",
        ..BASE
    },
    Campo {
        campo: "notas_pasos",
        etiqueta: "Notas de los pasos",
        tipo: TipoDeCampo::TextoLargo,
        seccion: Some(Seccion::Pasos),
        maximo: Some(10_000),
        ayuda: "Aclaraciones que no son un paso.",
        ejemplo: "La ventanilla cierra a las 15:00 los viernes.",
        error_frecuente: "Describir aquí un paso que no está en la lista.",
        por_que: "La lista de pasos queda limpia para contarla y compararla.",
        ..BASE
    },
    Campo {
        campo: "visitas",
        etiqueta: "Visitas de la persona usuaria",
        tipo: TipoDeCampo::Entero,
        maximo: Some(1_000),
        ayuda: "Cuántas veces debe ir a una oficina, de principio a fin.",
        ejemplo: "3",
        error_frecuente: "No contar la visita al banco ni la de recoger el resultado.",
        por_que: "Cada visita es un viaje y horas de trabajo que pierde la persona.",
        ..PASOS
    },
    Campo {
        campo: "visitas_fuente",
        etiqueta: "De dónde salen las visitas y los contactos",
        ayuda: "Quién los contó, cómo y cuándo.",
        ejemplo: "Registro de visitas de Ventanilla, junio de 2026",
        error_frecuente: "Escribir el número que se recuerda, sin decir de dónde sale.",
        por_que: "Una cifra sin fuente no se puede defender ante la Comisión.",
        ..PASOS
    },
    Campo {
        campo: "interacciones",
        etiqueta: "Contactos de la persona usuaria",
        tipo: TipoDeCampo::Entero,
        maximo: Some(1_000),
        ayuda: "Visitas, llamadas, correos y envíos en línea, en total.",
        ejemplo: "6",
        error_frecuente: "Contar una sola vez dos visitas a la misma ventanilla: son dos.",
        por_que: "Es la carga que siente la persona, aunque el trámite sea en línea.",
        ..PASOS
    },
    Campo {
        campo: "unidades_intervienen",
        etiqueta: "Unidades que intervienen",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(2_000),
        regla: Regla::NoSoloSimbolos,
        ayuda: "Una por línea, o separadas con punto y coma.",
        ejemplo: "Ventanilla única; Asesoría jurídica; Despacho",
        error_frecuente: "Olvidar las unidades que solo firman o sellan.",
        por_que: "Cada traslado entre unidades agrega espera.",
        ..PASOS
    },
    Campo {
        campo: "sistemas",
        etiqueta: "Sistemas que se usan",
        tipo: TipoDeCampo::TextoLargo,
        maximo: Some(2_000),
        ayuda: "Programas y bases de datos. Si no hay, escriba «ninguno».",
        ejemplo: "SISMAR; hoja de cálculo de la ventanilla",
        error_frecuente: "Omitir las hojas de cálculo con que se lleva el control.",
        por_que: "Sin saber qué hay, el rediseño puede pedir lo que ya existe.",
        ..PASOS
    },
];
