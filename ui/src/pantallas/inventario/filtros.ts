/** Between the address of the inventory and the request of its pages. */
import type { EstadoTramite } from "../../puente/generado/EstadoTramite";
import type { OrdenTramites } from "../../puente/generado/OrdenTramites";
import type { Severidad } from "../../puente/generado/Severidad";
import type { Pide } from "../../puente/puente";
import { ESTADO_TRAMITE, SEVERIDAD } from "../../textos/palabras";

export type Filtros = Readonly<Record<string, string>>;
export type PedidoDeTramites = Omit<
  Pide<"listar_tramites">,
  "desde" | "cuantos"
>;

const ORDENES: ReadonlySet<string> = new Set<OrdenTramites>([
  "relevancia",
  "codigo",
  "nombre",
  "categoria",
  "requisitos",
  "pasos",
  "completitud",
  "hallazgos",
  "estado",
]);

const esEstado = (t: string): t is EstadoTramite =>
  Object.hasOwn(ESTADO_TRAMITE, t);
const esSeveridad = (t: string): t is Severidad => Object.hasOwn(SEVERIDAD, t);
const esOrden = (t: string): t is OrdenTramites => ORDENES.has(t);

/** What the address asks for. Anything that is not understood is left out. */
export function pedidoDe(filtros: Filtros): PedidoDeTramites {
  const estado = filtros["estado"] ?? "";
  const severidad = filtros["severidad"] ?? "";
  const orden = filtros["orden"] ?? "";
  return {
    texto: filtros["texto"] ?? "",
    institucion: filtros["institucion"] || null,
    categoria: filtros["categoria"] || null,
    estado: esEstado(estado) ? estado : null,
    regla: filtros["regla"] || null,
    severidad: esSeveridad(severidad) ? severidad : null,
    con_banderas: filtros["banderas"] === "si",
    importacion: filtros["importacion"] || null,
    orden: esOrden(orden) ? orden : "relevancia",
    descendente: filtros["sentido"] === "mayor",
  };
}

/** The filters with one changed; an empty value takes it out. */
export function conFiltro(
  filtros: Filtros,
  clave: string,
  valor: string,
): Filtros {
  const { [clave]: _, ...resto } = filtros;
  return valor === "" ? resto : { ...resto, [clave]: valor };
}

/** Keys that narrow the list; the order does not. */
export const QUE_FILTRAN = [
  "texto",
  "institucion",
  "categoria",
  "estado",
  "regla",
  "severidad",
  "banderas",
  "importacion",
] as const;

/** Whether something narrows the list. */
export function hayFiltros(filtros: Filtros): boolean {
  return QUE_FILTRAN.some((clave) => (filtros[clave] ?? "") !== "");
}

/** Columns whose useful end is the greatest figure. */
const PRIMERO_EL_MAYOR: ReadonlySet<string> = new Set([
  "hallazgos",
  "requisitos",
  "pasos",
]);

/** A press on a heading: sort by it, then the other way, then as it was. */
export function alternarOrden(filtros: Filtros, columna: string): Filtros {
  const { orden, sentido, ...resto } = filtros;
  const inicial = PRIMERO_EL_MAYOR.has(columna) ? "mayor" : "menor";
  const otro = inicial === "mayor" ? "menor" : "mayor";
  const actual = sentido === "mayor" ? "mayor" : "menor";
  if (orden !== columna)
    return {
      ...resto,
      orden: columna,
      ...(inicial === "mayor" ? { sentido: "mayor" } : {}),
    };
  if (actual === inicial)
    return {
      ...resto,
      orden: columna,
      ...(otro === "mayor" ? { sentido: "mayor" } : {}),
    };
  return resto;
}
