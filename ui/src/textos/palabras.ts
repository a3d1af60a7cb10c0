import type { AccionRequisito } from "../puente/generado/AccionRequisito";
import type { EstadoFase } from "../puente/generado/EstadoFase";
import type { EstadoHallazgo } from "../puente/generado/EstadoHallazgo";
import type { EstadoTramite } from "../puente/generado/EstadoTramite";
import type { Fase } from "../puente/generado/Fase";
import type { Seccion } from "../puente/generado/Seccion";
import type { Severidad } from "../puente/generado/Severidad";

/** Colour role of a tag. It never goes without its word and its shape. */
export type Tono = "neutro" | "hecho" | "curso" | "bien" | "aviso" | "mal";

export interface Palabra {
  texto: string;
  tono: Tono;
}

export const ESTADO_FASE: Readonly<Record<EstadoFase, Palabra>> = {
  no_iniciada: { texto: "Sin iniciar", tono: "neutro" },
  en_proceso: { texto: "En proceso", tono: "curso" },
  entregada: { texto: "Entregada", tono: "hecho" },
  observada: { texto: "Observada", tono: "aviso" },
  aprobada: { texto: "Aprobada", tono: "hecho" },
  no_aplica: { texto: "No aplica", tono: "neutro" },
};

export const NOMBRE_FASE: Readonly<Record<Fase, string>> = {
  conformacion_comite: "Conformación de Comité",
  capacitacion_comite: "Capacitación de Comité",
  inventario: "Inventario de trámites",
  priorizacion: "Priorización",
  plan_institucional: "Plan institucional",
  diagnostico: "Diagnóstico",
  rediseno: "Rediseño",
  implementacion: "Implementación, monitoreo y evaluación",
  mejora_continua: "Mejora continua y sostenibilidad",
};

export const ESTADO_TRAMITE: Readonly<Record<EstadoTramite, Palabra>> = {
  identificado: { texto: "Identificado", tono: "neutro" },
  ficha_completa: { texto: "Ficha completa", tono: "bien" },
  priorizado: { texto: "Priorizado", tono: "curso" },
  en_cartera: { texto: "En cartera", tono: "neutro" },
  en_diagnostico: { texto: "En diagnóstico", tono: "curso" },
  en_rediseno: { texto: "En rediseño", tono: "curso" },
  rediseno_aprobado: { texto: "Rediseño aprobado", tono: "hecho" },
  en_implementacion: { texto: "En implementación", tono: "curso" },
  implementado: { texto: "Implementado", tono: "hecho" },
  en_mejora_continua: { texto: "En mejora continua", tono: "hecho" },
  suprimido: { texto: "Suprimido", tono: "neutro" },
};

export const SEVERIDAD: Readonly<Record<Severidad, Palabra>> = {
  alta: { texto: "Alta", tono: "mal" },
  media: { texto: "Media", tono: "aviso" },
  baja: { texto: "Baja", tono: "curso" },
  dato: { texto: "Dato", tono: "neutro" },
};

export const ESTADO_HALLAZGO: Readonly<Record<EstadoHallazgo, Palabra>> = {
  abierto: { texto: "Abierto", tono: "aviso" },
  aceptado: { texto: "Aceptado", tono: "hecho" },
  descartado: { texto: "Descartado", tono: "neutro" },
};

export const ACCION_REQUISITO: Readonly<Record<AccionRequisito, string>> = {
  mantener: "Mantener",
  eliminar: "Eliminar",
  sustituir: "Sustituir",
  consultar_entre_entidades: "Consultar entre entidades",
  requiere_reforma: "Requiere reforma",
  fusionar: "Unir con otro",
  digitalizar: "Recibir en digital",
};

export const SECCION: Readonly<Record<Seccion, string>> = {
  general: "General",
  requisitos: "Requisitos",
  pasos: "Pasos",
  tiempo_costo: "Tiempo y costo",
  base_legal: "Base legal",
  volumen: "Volumen",
};

export const TIPO_INSTITUCION: Readonly<Record<string, string>> = {
  ministerio: "Ministerios",
  secretaria: "Secretarías",
  gobernacion: "Gobernaciones departamentales",
  comision: "Comisiones",
  otra_dependencia: "Otras dependencias",
};
