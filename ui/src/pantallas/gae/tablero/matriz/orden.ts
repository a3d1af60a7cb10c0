import type { EstadoFase } from "../../../../puente/generado/EstadoFase";
import type { Fase } from "../../../../puente/generado/Fase";
import type { FilaDelTablero } from "../../../../puente/generado/FilaDelTablero";
import { FASES } from "../palabras";

/** What the rows of the matrix are ordered by: a column, or the state of a phase. */
export type PorQue =
  "nombre" | "datos" | "avance" | "tramites" | "hallazgos" | Fase;

export interface Orden {
  por: PorQue;
  descendente: boolean;
}

export const POR_NOMBRE: Orden = { por: "nombre", descendente: false };

/** How far a state is; what does not apply goes last. */
const RANGO: Readonly<Record<EstadoFase, number>> = {
  no_iniciada: 0,
  en_proceso: 1,
  observada: 2,
  entregada: 3,
  aprobada: 4,
  no_aplica: 5,
};

const colador = new Intl.Collator("es");

function valor(
  fila: FilaDelTablero,
  por: Exclude<PorQue, "nombre">,
): number | string {
  switch (por) {
    // Without data is older than any date.
    case "datos":
      return fila.datos_del ?? "";
    case "avance":
      return fila.avance.denominador === 0
        ? 0
        : fila.avance.numerador / fila.avance.denominador;
    case "tramites":
      return fila.tramites;
    case "hallazgos":
      return fila.hallazgos ?? -1;
    default:
      return RANGO[fila.celdas[FASES.indexOf(por)]?.estado ?? "no_iniciada"];
  }
}

/** The rows in order; ties by name, always from A to Z. */
export function ordenar(
  filas: ReadonlyArray<FilaDelTablero>,
  { por, descendente }: Orden,
): FilaDelTablero[] {
  const sentido = descendente ? -1 : 1;
  const porNombre = (a: FilaDelTablero, b: FilaDelTablero) =>
    colador.compare(a.nombre, b.nombre);
  if (por === "nombre")
    return filas.toSorted((a, b) => sentido * porNombre(a, b));
  const claves = new Map(filas.map((fila) => [fila, valor(fila, por)]));
  return filas.toSorted((a, b) => {
    const x = claves.get(a) ?? 0;
    const y = claves.get(b) ?? 0;
    return x === y ? porNombre(a, b) : (x < y ? -1 : 1) * sentido;
  });
}

/** What pressing a head does: first from less to more, then the other way. */
export const alternar = (orden: Orden, por: PorQue): Orden =>
  orden.por === por
    ? { por, descendente: !orden.descendente }
    : { por, descendente: por !== "nombre" && por !== "datos" };
