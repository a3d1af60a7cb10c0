/** Between the address of the inventory and the request of its pages. */
import { TODO_EL_INVENTARIO } from "../../puente/consultas";
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

/** Columns of the grid that the core can sort by, and how it calls them. */
const ORDENES: ReadonlyMap<string, OrdenTramites> = new Map([
  ["codigo", "codigo"],
  ["nombre", "nombre"],
  ["unidad_ejecutora", "unidad"],
  ["categoria", "categoria"],
  ["requisitos", "requisitos"],
  ["pasos", "pasos"],
  ["completitud", "completitud"],
  ["hallazgos", "hallazgos"],
  ["estado", "estado"],
]);
const MAXIMO_DE_ORDENES = 4;

/** Whether the list can be sorted by this column. */
export const seOrdena = (columna: string): boolean => ORDENES.has(columna);

/** A condition on a datum in the address: `c.modalidad=en_linea`; this value says that nobody wrote it. */
const CONDICION = "c.";
export const SIN_DATO = "-";

const esEstado = (t: string): t is EstadoTramite =>
  Object.hasOwn(ESTADO_TRAMITE, t);
const esSeveridad = (t: string): t is Severidad => Object.hasOwn(SEVERIDAD, t);

/** One column of the order. */
export interface OrdenDeLista {
  columna: string;
  descendente: boolean;
}

/** The order in the address, `categoria,-hallazgos`; a column that is not known is left out. */
export function ordenesDe(filtros: Filtros): OrdenDeLista[] {
  return (filtros["orden"] ?? "")
    .split(",")
    .map((parte) =>
      parte.startsWith("-")
        ? { columna: parte.slice(1), descendente: true }
        : { columna: parte, descendente: false },
    )
    .filter(({ columna }) => ORDENES.has(columna))
    .slice(0, MAXIMO_DE_ORDENES);
}

/** Conditions on data of the trámite: field and option, `-` when it must have none. */
export function condicionesDe(filtros: Filtros): Array<[string, string]> {
  return Object.entries(filtros)
    .filter(([clave, valor]) => clave.startsWith(CONDICION) && valor !== "")
    .map(([clave, valor]) => [clave.slice(CONDICION.length), valor]);
}

/** Key of the address of a condition. */
export const claveDeCondicion = (campo: string): string =>
  `${CONDICION}${campo}`;

const esDia = (t: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(t);

/** What the address asks for. Anything that is not understood is left out. */
export function pedidoDe(
  filtros: Filtros,
  columnas: ReadonlyArray<string> = [],
): PedidoDeTramites {
  const estado = filtros["estado"] ?? "";
  const severidad = filtros["severidad"] ?? "";
  const completitud = filtros["completitud"] ?? "";
  const dia = (clave: string) => {
    const texto = filtros[clave] ?? "";
    return esDia(texto) ? texto : null;
  };
  const [primero, ...luego] = ordenesDe(filtros).map(
    ({ columna, descendente }) => ({
      orden: ORDENES.get(columna) ?? ("relevancia" as const),
      descendente,
    }),
  );
  const { desde: _, cuantos: __, ...todo } = TODO_EL_INVENTARIO;
  return {
    ...todo,
    texto: filtros["texto"] ?? "",
    institucion: filtros["institucion"] || null,
    categoria: filtros["categoria"] || null,
    estado: esEstado(estado) ? estado : null,
    regla: filtros["regla"] || null,
    severidad: esSeveridad(severidad) ? severidad : null,
    con_banderas: filtros["banderas"] === "si",
    importacion: filtros["importacion"] || null,
    unidad: filtros["unidad"] || null,
    completitud:
      completitud === "completa" || completitud === "incompleta"
        ? completitud
        : null,
    con_conflictos: filtros["conflictos"] === "si",
    condiciones: condicionesDe(filtros).map(([campo, valor]) => ({
      campo,
      valor: valor === SIN_DATO ? null : valor,
    })),
    cambiado_desde: dia("cambiado"),
    sin_cambios_desde: dia("quieto"),
    orden: primero?.orden ?? "relevancia",
    descendente: primero?.descendente ?? false,
    luego,
    columnas: [...columnas],
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

const QUE_FILTRAN: ReadonlySet<string> = new Set([
  "texto",
  "institucion",
  "categoria",
  "estado",
  "regla",
  "severidad",
  "banderas",
  "importacion",
  "unidad",
  "completitud",
  "conflictos",
  "cambiado",
  "quieto",
]);

/** Whether this key narrows the list; the order does not. */
export const filtra = (clave: string): boolean =>
  QUE_FILTRAN.has(clave) || clave.startsWith(CONDICION);

/** Whether something narrows the list. */
export function hayFiltros(filtros: Filtros): boolean {
  return Object.entries(filtros).some(
    ([clave, valor]) => valor !== "" && filtra(clave),
  );
}

/** The address without what narrows the list. */
export function sinFiltros(filtros: Filtros): Filtros {
  return Object.fromEntries(
    Object.entries(filtros).filter(([clave]) => !filtra(clave)),
  );
}

/** Columns whose useful end is the greatest figure. */
const PRIMERO_EL_MAYOR: ReadonlySet<string> = new Set([
  "hallazgos",
  "requisitos",
  "pasos",
]);

/**
 * A press on a heading: sort by it, then the other way, then as it was. With `sumar` the others stay and
 * this one breaks their ties.
 */
export function alternarOrden(
  filtros: Filtros,
  columna: string,
  sumar = false,
): Filtros {
  const ordenes = ordenesDe(filtros);
  const lugar = ordenes.findIndex((o) => o.columna === columna);
  const actual = ordenes[lugar];
  const inicial = PRIMERO_EL_MAYOR.has(columna);
  const otros = sumar ? ordenes.filter((o) => o.columna !== columna) : [];
  let nuevos: OrdenDeLista[];
  if (actual === undefined)
    nuevos = [...otros, { columna, descendente: inicial }];
  else if (actual.descendente === inicial) {
    const vuelta = { columna, descendente: !inicial };
    nuevos = sumar ? ordenes.with(lugar, vuelta) : [vuelta];
  } else nuevos = otros;
  const texto = nuevos
    .slice(0, MAXIMO_DE_ORDENES)
    .map((o) => (o.descendente ? `-${o.columna}` : o.columna))
    .join(",");
  return conFiltro(filtros, "orden", texto);
}
