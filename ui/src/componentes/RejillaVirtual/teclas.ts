/**
 * What each key does in the editable grid of any length, without a screen. Row −1 is the heading; rows
 * from `total` on are new ones, and the last of them is the blank one that invites to write.
 */
import type { Posicion, Tecla } from "../Rejilla/modelo";

/** Size of the grid now. */
export interface MedidasDeHoja {
  /** Rows that can hold the focus, the new ones included. */
  filas: number;
  columnas: number;
  /** Rows that PageUp and PageDown jump. */
  pagina: number;
}

/** What the grid must do. */
export type OrdenDeHoja =
  | { tipo: "ir"; a: Posicion; extender: boolean }
  /** Begin editing: `texto` replaces what was there, null keeps it. */
  | { tipo: "editar"; texto: string | null }
  /** Open the row in its own screen. */
  | { tipo: "abrir" }
  /** Empty the chosen cells. */
  | { tipo: "vaciar" }
  /** Repeat the first row of the choice in those below. */
  | { tipo: "rellenar" }
  /** Mark or unmark the row. */
  | { tipo: "marcar" }
  | { tipo: "historial" }
  | { tipo: "todo" }
  /** Next Tab leaves the grid. */
  | { tipo: "soltar" };

/** Keeps a place inside the grid; the heading only when it is asked for. */
export function dentroDeHoja(
  p: Posicion,
  m: MedidasDeHoja,
  conEncabezado = false,
): Posicion {
  return {
    fila: Math.max(conEncabezado ? -1 : 0, Math.min(p.fila, m.filas - 1)),
    columna: Math.max(0, Math.min(p.columna, m.columnas - 1)),
  };
}

/** Next or previous cell in reading order, inside the rows; null at either end. */
export function contiguaEnHoja(
  p: Posicion,
  m: MedidasDeHoja,
  sentido: -1 | 1,
): Posicion | null {
  const n = p.fila * m.columnas + p.columna + sentido;
  if (n < 0 || n >= m.filas * m.columnas) return null;
  return { fila: Math.floor(n / m.columnas), columna: n % m.columnas };
}

function conControl(t: Tecla): OrdenDeHoja | null {
  switch (t.key.toLowerCase()) {
    case "a":
      return { tipo: "todo" };
    case "d":
      return { tipo: "rellenar" };
    case "h":
      return { tipo: "historial" };
    case "enter":
      return { tipo: "abrir" };
    case " ":
      return { tipo: "marcar" };
    default:
      return null;
  }
}

/** What a key does while moving about. Null: not ours, let it pass. */
export function ordenEnHoja(
  t: Tecla,
  p: Posicion,
  m: MedidasDeHoja,
  suelta: boolean,
): OrdenDeHoja | null {
  if (t.altKey) return null;
  const ir = (fila: number, columna: number): OrdenDeHoja => ({
    tipo: "ir",
    a: dentroDeHoja({ fila, columna }, m, !t.shiftKey),
    extender: t.shiftKey && p.fila >= 0,
  });
  const ultima = m.filas - 1;
  switch (t.key) {
    case "ArrowUp":
      return ir(t.ctrlKey ? 0 : p.fila - 1, p.columna);
    case "ArrowDown":
      return ir(t.ctrlKey ? ultima : p.fila + 1, p.columna);
    case "ArrowLeft":
      return ir(p.fila, t.ctrlKey ? 0 : p.columna - 1);
    case "ArrowRight":
      return ir(p.fila, t.ctrlKey ? m.columnas - 1 : p.columna + 1);
    case "Home":
      return ir(t.ctrlKey ? 0 : p.fila, 0);
    case "End":
      return ir(t.ctrlKey ? ultima : p.fila, m.columnas - 1);
    case "PageUp":
      return ir(p.fila < 0 ? -1 : Math.max(0, p.fila - m.pagina), p.columna);
    case "PageDown":
      return ir(Math.max(0, p.fila) + m.pagina, p.columna);
    default:
      break;
  }
  if (p.fila < 0) return null; // The heading's own button answers the rest.
  if (t.key === "Tab") {
    if (suelta || t.ctrlKey) return null;
    const a = contiguaEnHoja(p, m, t.shiftKey ? -1 : 1);
    return a ? { tipo: "ir", a, extender: false } : null;
  }
  if (t.ctrlKey) return conControl(t);
  switch (t.key) {
    case "Enter":
    case "F2":
      return { tipo: "editar", texto: null };
    case "Backspace":
      return { tipo: "editar", texto: "" };
    case "Delete":
      return { tipo: "vaciar" };
    case "Escape":
      return { tipo: "soltar" };
    default:
      return [...t.key].length === 1 ? { tipo: "editar", texto: t.key } : null;
  }
}
