/**
 * What each key does in the editable grid, without a screen. The row after the last one is the row
 * to add; column numbers are those of the visible columns.
 */

/** A place in the grid. `fila === medidas.filas` is the row to add. */
export interface Posicion {
  fila: number;
  columna: number;
}

/** Size of the grid now. */
export interface Medidas {
  /** Rows with data. */
  filas: number;
  /** Visible columns. */
  columnas: number;
  /** Whether the row to add is shown. */
  conNueva: boolean;
  /** Rows that PageUp and PageDown jump. */
  pagina: number;
}

/** The part of a keyboard event that matters. */
export interface Tecla {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** What the grid must do. */
export type Orden =
  | { tipo: "ir"; a: Posicion; extender: boolean }
  /** Begin editing: `texto` replaces what was there, null keeps it. */
  | { tipo: "editar"; texto: string | null }
  | { tipo: "mover_fila"; sentido: -1 | 1 }
  | { tipo: "retirar" }
  | { tipo: "historial" }
  | { tipo: "todo" }
  /** Next Tab leaves the grid. */
  | { tipo: "soltar" };

/** Rows that can hold the focus. */
export function filasConFoco(m: Medidas): number {
  return m.filas + (m.conNueva ? 1 : 0);
}

/** Keeps a position inside the grid. */
export function dentro(p: Posicion, m: Medidas): Posicion {
  const entre = (n: number, maximo: number) => Math.max(0, Math.min(n, maximo));
  return {
    fila: entre(p.fila, Math.max(0, filasConFoco(m) - 1)),
    columna: entre(p.columna, Math.max(0, m.columnas - 1)),
  };
}

/** Next or previous cell in reading order; null at either end, where Tab leaves the grid. */
export function contigua(
  p: Posicion,
  m: Medidas,
  sentido: -1 | 1,
): Posicion | null {
  const n = p.fila * m.columnas + p.columna + sentido;
  if (n < 0 || n >= filasConFoco(m) * m.columnas) return null;
  return { fila: Math.floor(n / m.columnas), columna: n % m.columnas };
}

/** What a key does while moving about (no cell open). Null: not ours, let it pass. */
export function ordenAlMoverse(
  t: Tecla,
  p: Posicion,
  m: Medidas,
  suelta: boolean,
): Orden | null {
  const ir = (fila: number, columna: number): Orden => ({
    tipo: "ir",
    a: dentro({ fila, columna }, m),
    extender: t.shiftKey,
  });
  const ultima = filasConFoco(m) - 1;
  switch (t.key) {
    case "ArrowUp":
    case "ArrowDown": {
      const sentido = t.key === "ArrowUp" ? -1 : 1;
      if (t.altKey || t.ctrlKey)
        return p.fila < m.filas ? { tipo: "mover_fila", sentido } : null;
      return ir(p.fila + sentido, p.columna);
    }
    case "ArrowLeft":
      return t.altKey ? null : ir(p.fila, t.ctrlKey ? 0 : p.columna - 1);
    case "ArrowRight":
      return t.altKey
        ? null
        : ir(p.fila, t.ctrlKey ? m.columnas - 1 : p.columna + 1);
    case "Home":
      return ir(t.ctrlKey ? 0 : p.fila, 0);
    case "End":
      return ir(t.ctrlKey ? ultima : p.fila, m.columnas - 1);
    case "PageUp":
      return ir(p.fila - m.pagina, p.columna);
    case "PageDown":
      return ir(p.fila + m.pagina, p.columna);
    case "Tab": {
      if (suelta || t.ctrlKey || t.altKey) return null;
      const a = contigua(p, m, t.shiftKey ? -1 : 1);
      return a ? { tipo: "ir", a, extender: false } : null;
    }
    case "Enter":
      return t.ctrlKey || t.altKey ? null : { tipo: "editar", texto: null };
    case "F2":
      return { tipo: "editar", texto: null };
    case "Backspace":
      return { tipo: "editar", texto: "" };
    case "Delete":
      return p.fila < m.filas ? { tipo: "retirar" } : null;
    case "Escape":
      return { tipo: "soltar" };
    case "a":
    case "A":
      if (t.ctrlKey && !t.altKey) return { tipo: "todo" };
      break;
    case "h":
    case "H":
      if (t.ctrlKey && !t.altKey) return { tipo: "historial" };
      break;
    default:
      break;
  }
  const imprimible = [...t.key].length === 1 && !t.ctrlKey && !t.altKey;
  return imprimible ? { tipo: "editar", texto: t.key } : null;
}

/** What a key does with a cell open. */
export type OrdenAlEditar =
  | { tipo: "guardar"; a: Posicion | null }
  | { tipo: "cancelar" }
  | { tipo: "salto" };

/** Null: the key belongs to the editor. */
export function ordenAlEditar(
  t: Tecla,
  p: Posicion,
  m: Medidas,
): OrdenAlEditar | null {
  if (t.key === "Escape") return { tipo: "cancelar" };
  if (t.key === "Tab")
    return { tipo: "guardar", a: contigua(p, m, t.shiftKey ? -1 : 1) ?? p };
  if (t.key === "Enter") {
    if (t.altKey || t.ctrlKey) return { tipo: "salto" };
    return {
      tipo: "guardar",
      a: dentro(
        { fila: p.fila + (t.shiftKey ? -1 : 1), columna: p.columna },
        m,
      ),
    };
  }
  return null;
}

/** A rectangle of cells, from corner to corner. */
export interface Rango {
  desde: Posicion;
  hasta: Posicion;
}

/** The rectangle between the anchor and the active cell. */
export function rango(ancla: Posicion, activa: Posicion): Rango {
  return {
    desde: {
      fila: Math.min(ancla.fila, activa.fila),
      columna: Math.min(ancla.columna, activa.columna),
    },
    hasta: {
      fila: Math.max(ancla.fila, activa.fila),
      columna: Math.max(ancla.columna, activa.columna),
    },
  };
}

/** Whether the rectangle holds the cell. */
export function contiene(r: Rango, fila: number, columna: number): boolean {
  return (
    fila >= r.desde.fila &&
    fila <= r.hasta.fila &&
    columna >= r.desde.columna &&
    columna <= r.hasta.columna
  );
}

/**
 * After which sibling a row must go to move one place. `null` = first; undefined = it is already
 * at that end.
 */
export function trasQuien(
  ids: readonly string[],
  fila: number,
  sentido: -1 | 1,
): string | null | undefined {
  if (sentido === 1) return ids[fila + 1];
  if (fila <= 0) return undefined;
  return fila === 1 ? null : ids[fila - 2];
}

/**
 * After which sibling a row must go to be left before the row `en` (the number of rows: after the last),
 * and the place it takes, from 1. Undefined: it is there already.
 */
export function tras(
  ids: readonly string[],
  id: string,
  en: number,
): { despuesDe: string | null; lugar: number } | undefined {
  const desde = ids.indexOf(id);
  if (desde < 0 || en === desde || en === desde + 1) return undefined;
  const otras = ids.filter((otra) => otra !== id);
  const lugar = en > desde ? en - 1 : en;
  return {
    despuesDe: lugar <= 0 ? null : (otras[lugar - 1] ?? null),
    lugar: lugar + 1,
  };
}
