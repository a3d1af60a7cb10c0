import { moverEnTabla } from "../../componentes/TablaVirtual/ventana";

interface Lugar {
  fila: number;
  columna: number;
}

interface Medidas {
  filas: number;
  columnas: number;
  pagina: number;
}

/** What a key does in the grid of notes. */
export type OrdenDeNotas =
  | { tipo: "ir"; a: Lugar }
  /** Null takes the note back. */
  | { tipo: "nota"; nota: number | null }
  /** Next Tab leaves the grid. */
  | { tipo: "soltar" };

/** Null: not ours, let it pass. Column 0 is the name of the trámite, which holds no note. */
export function ordenEnNotas(
  t: { key: string; ctrlKey: boolean; shiftKey: boolean },
  en: Lugar,
  m: Medidas,
  suelta: boolean,
): OrdenDeNotas | null {
  if (t.key === "Tab") {
    if (suelta || t.ctrlKey || en.fila < 0) return null;
    const n = en.fila * m.columnas + en.columna + (t.shiftKey ? -1 : 1);
    if (n < 0 || n >= m.filas * m.columnas) return null;
    return {
      tipo: "ir",
      a: { fila: Math.floor(n / m.columnas), columna: n % m.columnas },
    };
  }
  if (t.key === "Escape") return { tipo: "soltar" };
  if (t.key === "Enter") {
    const fila = en.fila + (t.shiftKey ? -1 : 1);
    return {
      tipo: "ir",
      a: { ...en, fila: Math.max(0, Math.min(fila, m.filas - 1)) },
    };
  }
  const a = moverEnTabla(t, en, m);
  if (a !== null) return { tipo: "ir", a: { ...a, fila: Math.max(0, a.fila) } };
  if (en.fila < 0 || en.columna === 0 || t.ctrlKey) return null;
  if (/^[1-5]$/.test(t.key)) return { tipo: "nota", nota: Number(t.key) };
  if (t.key === "Delete" || t.key === "Backspace")
    return { tipo: "nota", nota: null };
  return null;
}
