/** Words of the calculations: units, confidence and how a figure is written. */
import type { Confianza } from "../../../puente/generado/Confianza";
import type { CifraExplicada } from "../../../puente/generado/CifraExplicada";
import type { RangoDto } from "../../../puente/generado/RangoDto";
import type { UnidadDeParametro } from "../../../puente/generado/UnidadDeParametro";
import type { Tono } from "../../../textos/palabras";

/** Figure and unit stay on one line. */
const FIJO = "\u00a0";

export const CONFIANZA: Readonly<
  Record<Confianza, { texto: string; tono: Tono }>
> = {
  medido: { texto: "Medido", tono: "bien" },
  publicado: { texto: "Publicado o con fuente", tono: "hecho" },
  estimado: { texto: "Estimado", tono: "aviso" },
  por_omision: { texto: "Valor por omisión", tono: "aviso" },
};

export const UNIDAD_DE_PARAMETRO: Readonly<Record<UnidadDeParametro, string>> =
  {
    "GTQ/h": "quetzales por hora",
    "GTQ/viaje": "quetzales por viaje",
    "GTQ/copia": "quetzales por copia",
    "GTQ/mes": "quetzales por mes",
    "GTQ/anio": "quetzales por año",
    "GTQ/caso": "quetzales por solicitud",
    "GTQ/dia_habil": "quetzales por día hábil",
    "GTQ/dia_calendario": "quetzales por día calendario",
    "min/mes": "minutos por mes",
    "min/viaje": "minutos por viaje",
    "1": "proporción (0.55 es 55 %)",
    unidad: "cantidad",
  };

const OTRAS_UNIDADES: Readonly<Record<string, string>> = {
  h: "h",
  min: "min",
  viaje: "viajes",
  copia: "copias",
  caso: "solicitudes",
  anio: "años",
  dia_habil: "días hábiles",
  dia_calendario: "días calendario",
  minutos: "minutos",
  horas: "horas",
  dias_habiles: "días hábiles",
  dias_calendario: "días calendario",
  dias_sin_especificar: "días (no se dice de cuáles)",
  semanas: "semanas",
  meses: "meses",
  paso: "pasos",
  requisito: "requisitos",
  documento: "documentos",
  unidad: "unidades",
  "1": "",
};

/** The same when there is one. */
const UNA: Readonly<Record<string, string>> = {
  viaje: "viaje",
  copia: "copia",
  caso: "solicitud",
  anio: "año",
  dia_habil: "día hábil",
  dia_calendario: "día calendario",
  minutos: "minuto",
  horas: "hora",
  dias_habiles: "día hábil",
  dias_calendario: "día calendario",
  semanas: "semana",
  meses: "mes",
  paso: "paso",
  requisito: "requisito",
  documento: "documento",
  unidad: "unidad",
};

const esDeParametro = (unidad: string): unidad is UnidadDeParametro =>
  unidad in UNIDAD_DE_PARAMETRO;

/** `Q 114.44`, `4.65 h`, `20 días hábiles`. */
export function conUnidad(texto: string, unidad: string): string {
  if (unidad === "GTQ") return `Q${FIJO}${texto}`;
  const dicha =
    (texto === "1" ? UNA[unidad] : undefined) ??
    OTRAS_UNIDADES[unidad] ??
    (esDeParametro(unidad) ? UNIDAD_DE_PARAMETRO[unidad] : unidad);
  return dicha === "" ? texto : `${texto}${FIJO}${dicha}`;
}

/** The range of a figure; null when nobody gave one. */
export function deRango(rango: RangoDto, unidad: string): string | null {
  return rango.fijo
    ? null
    : `de ${conUnidad(rango.bajo, unidad)} a ${conUnidad(rango.alto, unidad)}`;
}

/** What a figure says in its cell, and the line below it. */
export function enCelda(cifra: CifraExplicada): {
  texto: string;
  menor: string | null;
} {
  if (cifra.valor !== null)
    return {
      texto: conUnidad(cifra.valor.valor, cifra.unidad),
      menor: deRango(cifra.valor, cifra.unidad),
    };
  if (cifra.estado === "no_incluida")
    return { texto: "No se incluye", menor: null };
  return {
    texto: "Sin dato",
    menor:
      cifra.conocido === null
        ? null
        : `al menos ${conUnidad(cifra.conocido.valor, cifra.unidad)}`,
  };
}
