import type { VerPriorizacion } from "../../rutas";
import type { CriterioDto } from "../../puente/generado/CriterioDto";
import type { Origen } from "../../puente/generado/Origen";
import type { PuestoDto } from "../../puente/generado/PuestoDto";

/** Distance between two notes from which two persons should talk. */
export const DESACUERDO = 2;
/** Highest note. */
export const NOTA_MAXIMA = 5;
/** Part of the criteria, in percent, that a trámite needs with data to be compared. */
const COMPLETITUD_MINIMA = 60;

export const PESTANAS: Readonly<Record<VerPriorizacion, string>> = {
  ranking: "Ranking",
  calificar: "Calificar",
  pesos: "Pesos",
  impacto: "Impacto y factibilidad",
  carga: "Carga",
  acta: "Acta y cierre",
};

/** What the inventory measures under each source. */
const ORIGEN: Readonly<Record<Origen, string>> = {
  demanda: "solicitudes por año",
  tiempo: "tiempo de respuesta",
  requisitos: "número de requisitos",
  costo: "arancel",
  incidencias: "quejas, rechazos y previos",
  hallazgos: "posibles hallazgos abiertos",
  personas: "",
};

/** The note comes out of the inventory, not of people. */
export function esDelInventario({ origen }: Pick<CriterioDto, "origen">) {
  return origen !== "personas";
}

/** «Del inventario: solicitudes por año», «Lo califican personas». */
export function fuenteDe(criterio: Pick<CriterioDto, "origen">): string {
  return esDelInventario(criterio)
    ? `Del inventario: ${ORIGEN[criterio.origen]}`
    : "Lo califican personas";
}

/** «1», «1=» when it is shared, «—» when it does not compare. */
export function posicionDe({
  posicion,
  empatado,
}: Pick<PuestoDto, "posicion" | "empatado">): string {
  return posicion === null ? "—" : `${posicion}${empatado ? "=" : ""}`;
}

/** Why a trámite is left without a position. */
export function porQueNoCompara({
  completitud,
}: Pick<PuestoDto, "completitud">): string {
  return `Tiene dato en ${completitud.numerador} de ${completitud.denominador} criterios; para compararlo se necesita por lo menos el ${COMPLETITUD_MINIMA} %.`;
}

/** A cell as text; nothing when it is empty. */
export function celda(entidad: CriterioDto["entidad"], campo: string): string {
  return String(entidad.celdas[campo]?.valor ?? "");
}

/** Hundredths of a decimal text with two decimals at most: `63.5` → 6350. */
export function centesimas(texto: string): number {
  const [enteros = "0", fraccion = ""] = texto.split(".");
  return Number(enteros) * 100 + Number(fraccion.padEnd(2, "0").slice(0, 2));
}
