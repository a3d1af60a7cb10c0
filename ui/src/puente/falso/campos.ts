import { NOMBRE_FASE } from "../../textos/palabras";
import type { CampoDto } from "../generado/CampoDto";

function campo(
  clase: string,
  nombre: string,
  etiqueta: string,
  resto: Partial<CampoDto> = {},
): CampoDto {
  return {
    clase,
    campo: nombre,
    etiqueta,
    tipo: "texto",
    opciones: [],
    exigencia: "opcional",
    seccion: null,
    ayuda: "",
    ejemplo: "",
    error_frecuente: "",
    maximo: 250,
    editable: true,
    ...resto,
  };
}

const opciones = (...pares: Array<[string, string]>) =>
  pares.map(([id, etiqueta]) => ({ id, etiqueta }));

const SI_NO = opciones(["si", "Sí"], ["no", "No"], ["no_sabe", "No se sabe"]);
const ACCIONES = opciones(
  ["mantener", "Mantener"],
  ["eliminar", "Eliminar"],
  ["sustituir", "Sustituir"],
  ["consultar_entre_entidades", "Consultar entre entidades"],
  ["requiere_reforma", "Requiere reforma"],
  ["fusionar", "Unir con otro"],
  ["digitalizar", "Recibir en digital"],
);

/** A part of the declarations of the core, with the same shape. */
export const CAMPOS: ReadonlyArray<CampoDto> = [
  campo("tramite", "codigo", "Código", {
    seccion: "general",
    exigencia: "guardar",
    ejemplo: "MARN-0012",
  }),
  campo("tramite", "nombre", "Nombre del trámite", {
    seccion: "general",
    exigencia: "guardar",
    ayuda: "Como lo conoce la ciudadanía, sin el nombre del formulario.",
    ejemplo: "Licencia ambiental categoría C",
    error_frecuente: "Poner el número del formulario en lugar del nombre.",
  }),
  campo("tramite", "unidad_ejecutora", "Unidad que lo atiende", {
    seccion: "general",
    exigencia: "ficha",
    ejemplo: "Dirección de Gestión Ambiental",
  }),
  campo("tramite", "categoria", "Categoría", {
    seccion: "general",
    exigencia: "ficha",
  }),
  campo("tramite", "descripcion", "Descripción", {
    seccion: "general",
    tipo: "texto_largo",
    exigencia: "ficha",
    maximo: 4000,
    ayuda: "Qué obtiene la persona y para qué le sirve.",
  }),
  campo("tramite", "resultado", "Qué se obtiene", {
    seccion: "general",
    exigencia: "ficha",
    ejemplo: "Resolución de aprobación",
  }),
  campo("tramite", "modalidad", "Modalidad", {
    seccion: "general",
    tipo: "lista",
    exigencia: "ficha",
    opciones: opciones(
      ["presencial", "Presencial"],
      ["en_linea", "En línea"],
      ["mixta", "Mixta"],
    ),
  }),
  campo("tramite", "calificacion_unica", "¿Hay calificación única?", {
    seccion: "general",
    tipo: "lista",
    opciones: SI_NO,
    ayuda: "Artículo 14 del Decreto 5-2021.",
  }),
  campo("tramite", "enlace", "Enlace", {
    seccion: "general",
    ejemplo: "https://www.marn.gob.gt",
  }),
  campo("tramite", "visitas", "Visitas que hace la persona", {
    seccion: "general",
    tipo: "entero",
    maximo: 99,
  }),
  campo("tramite", "costo_tipo", "Tipo de costo", {
    seccion: "tiempo_costo",
    tipo: "lista",
    exigencia: "ficha",
    opciones: opciones(
      ["gratuito", "Gratuito"],
      ["fijo", "Fijo"],
      ["variable", "Variable"],
      ["no_sabe", "No se sabe"],
    ),
  }),
  campo("tramite", "costo_monto", "Monto", {
    seccion: "tiempo_costo",
    tipo: "dinero",
    maximo: 100_000_000_00,
    ejemplo: "1,234.50",
  }),
  campo("tramite", "costo_moneda", "Moneda", {
    seccion: "tiempo_costo",
    tipo: "lista",
    opciones: opciones(["GTQ", "Quetzales"], ["USD", "Dólares"]),
  }),
  campo("tramite", "costo_descripcion", "Cómo se calcula el costo", {
    seccion: "tiempo_costo",
    tipo: "texto_largo",
    maximo: 2000,
  }),
  campo("tramite", "volumen_anual", "Personas al año", {
    seccion: "volumen",
    tipo: "entero",
    exigencia: "ficha",
    maximo: 100_000_000,
    ejemplo: "3,200",
  }),
  campo("tramite", "volumen_anio", "Año del dato", {
    seccion: "volumen",
    tipo: "entero",
    maximo: 2100,
  }),
  campo("tramite", "volumen_rechazos", "Rechazos al año", {
    seccion: "volumen",
    tipo: "entero",
    maximo: 100_000_000,
  }),
  campo("requisito", "texto", "Requisito", {
    seccion: "requisitos",
    exigencia: "ficha",
    maximo: 4000,
    ejemplo: "Copia simple o digital del RTU",
    error_frecuente: "Juntar dos documentos en una sola fila.",
  }),
  campo("requisito", "emisor", "Quién lo emite", {
    seccion: "requisitos",
    exigencia: "ficha",
    ejemplo: "RENAP",
  }),
  campo("requisito", "emisor_publico", "Emisor público", {
    seccion: "requisitos",
    tipo: "lista",
    opciones: opciones(
      ["si", "Otra entidad del Estado"],
      ["misma_institucion", "La misma institución"],
      ["no", "No"],
      ["no_sabe", "No se sabe"],
    ),
  }),
  campo("requisito", "copias", "Copias", {
    seccion: "requisitos",
    tipo: "entero",
    maximo: 99,
  }),
  campo("requisito", "accion", "Decisión", {
    seccion: "requisitos",
    tipo: "lista",
    exigencia: "rediseno",
    opciones: ACCIONES,
  }),
  campo("requisito", "justificacion", "Por qué", {
    seccion: "requisitos",
    tipo: "texto_largo",
    exigencia: "rediseno",
    maximo: 2000,
  }),
  campo("requisito", "texto_propuesto", "Qué se pide en su lugar", {
    seccion: "requisitos",
    tipo: "texto_largo",
    maximo: 4000,
    ejemplo: "Declaración simple, dentro del mismo formulario",
  }),
  campo("requisito", "se_une_con", "Se une con", { seccion: "requisitos" }),
  campo("paso", "texto", "Paso", {
    seccion: "pasos",
    exigencia: "ficha",
    maximo: 4000,
  }),
  campo("paso", "actor", "Quién lo hace", {
    seccion: "pasos",
    tipo: "lista",
    exigencia: "ficha",
    opciones: opciones(
      ["usuario", "La persona"],
      ["institucion", "La institución"],
      ["otra_entidad", "Otra entidad"],
      ["sistema", "Un sistema"],
    ),
  }),
  campo("paso", "unidad", "Unidad", { seccion: "pasos" }),
  campo("paso", "duracion_minutos", "Duración en minutos", {
    seccion: "pasos",
    tipo: "entero",
    maximo: 100_000,
  }),
  campo("paso", "duracion_minima", "Duración más corta, en minutos", {
    seccion: "pasos",
    tipo: "entero",
    maximo: 1_000_000,
  }),
  campo("paso", "duracion_maxima", "Duración más larga, en minutos", {
    seccion: "pasos",
    tipo: "entero",
    maximo: 1_000_000,
  }),
  campo("paso", "espera_minutos", "Espera en minutos", {
    seccion: "pasos",
    tipo: "entero",
    maximo: 1_000_000,
  }),
  campo("paso", "canal", "Por qué vía", {
    seccion: "pasos",
    tipo: "lista",
    opciones: opciones(
      ["presencial", "Presencial"],
      ["en_linea", "En línea"],
      ["correo", "Por correo electrónico"],
    ),
  }),
  campo("paso", "agrega_valor", "¿Agrega valor?", {
    seccion: "pasos",
    tipo: "lista",
    exigencia: "rediseno",
    opciones: opciones(
      ["si", "Sí"],
      ["no", "No"],
      ["obligatorio_por_norma", "Obligatorio por norma"],
    ),
  }),
  campo("paso", "decision", "Es una decisión", {
    seccion: "pasos",
    tipo: "logico",
  }),
  campo("paso", "resultados", "Resultados de la decisión", {
    seccion: "pasos",
    ejemplo: "cumple / no cumple",
  }),
  campo("paso", "sistema", "Sistema", { seccion: "pasos", ejemplo: "SISMAR" }),
  campo("paso", "documento_entrada", "Documento que recibe", {
    seccion: "pasos",
  }),
  campo("paso", "documento_salida", "Documento que entrega", {
    seccion: "pasos",
  }),
  campo("paso", "requisitos", "Requisitos que usa", {
    seccion: "pasos",
    maximo: 8000,
  }),
  campo("paso", "version", "Versión", {
    seccion: "pasos",
    tipo: "lista",
    opciones: opciones(
      ["actual", "Situación actual"],
      ["propuesta", "Propuesta"],
    ),
  }),
  campo("paso", "accion", "Acción propuesta", {
    seccion: "pasos",
    tipo: "lista",
    opciones: opciones(
      ["mantener", "Mantener"],
      ["eliminar", "Eliminar"],
      ["fusionar", "Unir con otro"],
      ["automatizar", "Automatizar"],
      ["mover_a_interno", "Que lo haga la institución"],
    ),
  }),
  campo("paso", "origen", "Paso actual del que viene", {
    seccion: "pasos",
    editable: false,
  }),
  campo("base_legal", "texto", "Norma", {
    seccion: "base_legal",
    exigencia: "ficha",
    maximo: 2000,
  }),
  campo("base_legal", "tipo_norma", "Tipo de norma", {
    seccion: "base_legal",
    tipo: "lista",
    exigencia: "ficha",
    opciones: opciones(
      ["ley_decreto", "Ley o decreto"],
      ["acuerdo_gubernativo", "Acuerdo gubernativo"],
      ["acuerdo_ministerial", "Acuerdo ministerial"],
      ["otra", "Otra"],
    ),
  }),
  campo("base_legal", "numero", "Número", {
    seccion: "base_legal",
    ejemplo: "137-2016",
  }),
  campo("base_legal", "articulos", "Artículos", { seccion: "base_legal" }),
  campo("volumen", "anio", "Año", {
    seccion: "volumen",
    tipo: "entero",
    maximo: 2100,
    exigencia: "guardar",
    ayuda: "Un año completo por fila.",
    ejemplo: "2025",
  }),
  campo("volumen", "canal", "Por qué vía", {
    seccion: "volumen",
    tipo: "lista",
    opciones: opciones(
      ["presencial", "Presencial"],
      ["en_linea", "En línea"],
      ["correo", "Por correo electrónico"],
    ),
  }),
  campo("volumen", "solicitudes", "Solicitudes", {
    seccion: "volumen",
    tipo: "entero",
    maximo: 1_000_000_000,
  }),
  campo("volumen", "rechazos", "Rechazadas", {
    seccion: "volumen",
    tipo: "entero",
    maximo: 1_000_000_000,
  }),
  campo("volumen", "fuente", "Fuente", { seccion: "volumen" }),
  campo("tiempo", "clase", "Qué tiempo es", {
    seccion: "tiempo_costo",
    tipo: "lista",
    exigencia: "ficha",
    opciones: opciones(
      ["normado", "Normado"],
      ["publicado", "Publicado"],
      ["medido", "Medido"],
    ),
  }),
  campo("tiempo", "minimo", "Mínimo", {
    seccion: "tiempo_costo",
    tipo: "decimal",
  }),
  campo("tiempo", "maximo", "Máximo", {
    seccion: "tiempo_costo",
    tipo: "decimal",
    exigencia: "ficha",
  }),
  campo("tiempo", "unidad", "Unidad", {
    seccion: "tiempo_costo",
    tipo: "lista",
    exigencia: "ficha",
    opciones: opciones(
      ["minutos", "Minutos"],
      ["horas", "Horas"],
      ["dias_habiles", "Días hábiles"],
      ["dias_calendario", "Días calendario"],
      ["dias_sin_especificar", "Días (sin especificar)"],
      ["meses", "Meses"],
    ),
  }),
  campo("tiempo", "fuente", "Fuente", { seccion: "tiempo_costo" }),
  campo("integrante", "nombre", "Nombre", {
    exigencia: "guardar",
    ejemplo: "Ana Lucía López Pérez",
  }),
  campo("integrante", "cargo", "Cargo", {
    ejemplo: "Directora de Planificación",
  }),
  campo("integrante", "unidad", "Unidad"),
  campo("integrante", "rol", "Rol en el comité", {
    tipo: "lista",
    exigencia: "ficha",
    opciones: opciones(
      ["autoridad_superior", "Autoridad superior"],
      ["coordinacion", "Coordinación del comité"],
      ["planificacion", "Planificación"],
      ["asesoria_juridica", "Asesoría jurídica"],
      ["informatica", "Informática"],
      ["administrativo_financiero", "Administrativo-financiero"],
      ["unidad_sustantiva", "Unidad dueña del trámite"],
    ),
  }),
  campo("integrante", "titular_o_suplente", "Titular o suplente", {
    tipo: "lista",
    exigencia: "ficha",
    opciones: opciones(["titular", "Titular"], ["suplente", "Suplente"]),
  }),
  campo("integrante", "correo", "Correo", { ejemplo: "ana.lopez@marn.gob.gt" }),
  campo("integrante", "telefono", "Teléfono", { ejemplo: "2423-0500" }),
  campo("integrante", "desde", "Desde", { tipo: "fecha", exigencia: "ficha" }),
  campo("integrante", "hasta", "Hasta", { tipo: "fecha" }),
  campo("documento_conformacion", "tipo", "Tipo de documento", {
    tipo: "lista",
    exigencia: "ficha",
    opciones: opciones(
      ["acuerdo", "Acuerdo"],
      ["acta", "Acta"],
      ["oficio", "Oficio"],
    ),
  }),
  campo("documento_conformacion", "numero", "Número", {
    exigencia: "ficha",
    ejemplo: "12-2026",
  }),
  campo("documento_conformacion", "fecha", "Fecha", {
    tipo: "fecha",
    exigencia: "ficha",
    ejemplo: "20/11/2026",
  }),
  campo("documento_conformacion", "archivo", "Archivo", { exigencia: "ficha" }),
  campo("priorizacion", "pesos_de", "Quién fijó los pesos", {
    ayuda: "La sesión o las personas que los acordaron, y la fecha.",
    ejemplo: "Comité, sesión del 12 de noviembre de 2026",
  }),
  campo("priorizacion", "modo_corte", "Cómo se elige", {
    tipo: "lista",
    exigencia: "guardar",
    ayuda: "Desde un puntaje, o los primeros de la lista.",
    opciones: opciones(
      ["puntaje", "Desde un puntaje"],
      ["primeros", "Los primeros de la lista"],
    ),
  }),
  campo("priorizacion", "corte", "Puntaje o número de trámites", {
    tipo: "entero",
    exigencia: "guardar",
    ayuda: "El puntaje mínimo sobre 100, o cuántos trámites entran.",
    maximo: 100_000,
  }),
  campo("criterio", "nombre", "Criterio", {
    exigencia: "guardar",
    ayuda: "Una sola idea por criterio.",
  }),
  campo("criterio", "definicion", "Qué pregunta", {
    tipo: "texto_largo",
    ayuda: "Para que todas las personas califiquen lo mismo.",
    maximo: 500,
  }),
  campo("criterio", "origen", "De dónde sale la nota", {
    tipo: "lista",
    exigencia: "guardar",
    opciones: opciones(
      ["demanda", "Solicitudes por año"],
      ["tiempo", "Tiempo de respuesta"],
      ["requisitos", "Número de requisitos"],
      ["costo", "Arancel"],
      ["incidencias", "Quejas, rechazos y previos"],
      ["hallazgos", "Posibles hallazgos abiertos"],
      ["personas", "Lo califican las personas"],
    ),
  }),
  campo("criterio", "eje", "Mide", {
    tipo: "lista",
    opciones: opciones(
      ["impacto", "Impacto"],
      ["factibilidad", "Factibilidad"],
    ),
  }),
  campo("criterio", "peso", "Puntos", { tipo: "decimal", maximo: null }),
  campo("criterio", "umbrales", "Desde qué valor sube la nota", {
    ayuda: "Cuatro números que separan las notas 1 a 5.",
    ejemplo: "100; 1000; 5000; 20000",
  }),
  campo("criterio", "nota_1", "Qué merece un 1"),
  campo("criterio", "nota_3", "Qué merece un 3"),
  campo("criterio", "nota_5", "Qué merece un 5"),
  campo("votante", "nombre", "Nombre", { exigencia: "guardar" }),
  campo("votante", "cargo", "Cargo"),
  campo("votante", "peso", "Peso del voto", { tipo: "decimal", maximo: null }),
  campo("membrete", "lineas", "Encabezado", {
    tipo: "texto_largo",
    maximo: 400,
    ayuda:
      "Lo que va en la portada de sus informes, un renglón por línea, hasta cuatro.",
  }),
  campo("membrete", "direccion", "Dirección", { maximo: 160 }),
  campo("membrete", "telefono", "Teléfono", { maximo: 60 }),
  campo("membrete", "sitio", "Sitio", { maximo: 120 }),
  campo("membrete", "logo", "Logotipo"),
  campo("membrete", "orden_de_secciones", "Orden de las secciones"),
  campo("reportado", "fase", "Fase", {
    tipo: "lista",
    exigencia: "guardar",
    maximo: null,
    opciones: opciones(...Object.entries(NOMBRE_FASE)),
  }),
  campo("reportado", "corte", "Fecha de corte de lo publicado", {
    tipo: "fecha",
    exigencia: "guardar",
    maximo: null,
  }),
  campo("reportado", "porcentaje", "Porcentaje publicado", {
    exigencia: "guardar",
    maximo: 6,
  }),
  campo("reportado", "fuente", "Dónde se publicó", {
    exigencia: "guardar",
    maximo: 200,
  }),
  campo("firma", "nombre", "Nombre de quien firma", { maximo: 120 }),
  campo("firma", "cargo", "Cargo de quien firma", { maximo: 120 }),
];
