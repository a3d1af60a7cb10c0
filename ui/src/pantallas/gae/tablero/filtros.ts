/** Between the address of the board and the request of its rows. */
import { TODO_EL_TABLERO } from "../../../puente/tablero";
import type { EstadoFase } from "../../../puente/generado/EstadoFase";
import type { Fase } from "../../../puente/generado/Fase";
import type { PedirTablero } from "../../../puente/generado/PedirTablero";
import type { TipoInstitucion } from "../../../puente/generado/TipoInstitucion";
import {
  ESTADO_FASE,
  NOMBRE_FASE,
  TIPO_INSTITUCION,
} from "../../../textos/palabras";

export type Filtros = Readonly<Record<string, string>>;

export const VER_TABLERO = [
  "matriz",
  "fases",
  "pendientes",
  "tendencia",
  "cambios",
] as const;
export type VerTablero = (typeof VER_TABLERO)[number];

const esTipo = (t: string): t is TipoInstitucion =>
  Object.hasOwn(TIPO_INSTITUCION, t);
const esFase = (t: string): t is Fase => Object.hasOwn(NOMBRE_FASE, t);
const esEstado = (t: string): t is EstadoFase => Object.hasOwn(ESTADO_FASE, t);

/** What narrows the rows; the rest of the address says how they are looked at. */
const NARROW = ["tipo", "departamento", "fase", "estado", "buscar"] as const;

export const verDe = (filtros: Filtros): VerTablero =>
  VER_TABLERO.find((ver) => ver === filtros["ver"]) ?? "matriz";

export const faseDe = (filtros: Filtros): Fase | null => {
  const fase = filtros["fase"] ?? "";
  return esFase(fase) ? fase : null;
};

export const corteDe = (filtros: Filtros): string | null => {
  const corte = filtros["corte"] ?? "";
  return /^\d{4}-\d{2}-\d{2}$/.test(corte) ? corte : null;
};

/** The request of the board at this address. A value that is not known is left out. */
export function pedidoDe(filtros: Filtros): PedirTablero {
  const tipo = filtros["tipo"] ?? "";
  const estado = filtros["estado"] ?? "";
  const departamento = filtros["departamento"] ?? "";
  const buscar = filtros["buscar"]?.trim() ?? "";
  return {
    ...TODO_EL_TABLERO,
    corte: corteDe(filtros),
    tipos: esTipo(tipo) ? [tipo] : [],
    departamentos: departamento === "" ? [] : [departamento],
    fase: esEstado(estado) ? faseDe(filtros) : null,
    estados: esEstado(estado) ? [estado] : [],
    buscar: buscar === "" ? null : buscar,
  };
}

/** Whether the rows are narrowed; a phase by itself narrows nothing. */
export const filtra = (filtros: Filtros): boolean =>
  NARROW.some((clave) => clave !== "fase" && (filtros[clave] ?? "") !== "");

/** The same address with a value changed; an empty one is taken out. */
export function conFiltro(
  filtros: Filtros,
  clave: string,
  valor: string,
): Filtros {
  const { [clave]: _, ...resto } = filtros;
  return valor === "" ? resto : { ...resto, [clave]: valor };
}

/** The same address without what narrows the rows. */
export const sinFiltros = (filtros: Filtros): Filtros =>
  Object.fromEntries(
    Object.entries(filtros).filter(
      ([clave]) => !(NARROW as ReadonlyArray<string>).includes(clave),
    ),
  );
