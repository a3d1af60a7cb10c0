/**
 * What is typed while a new row is being saved. Whoever types a column of figures does not look at
 * the screen between one and the next, so it is kept and done again once the row is there.
 */
import type { Tecla } from "./modelo";

/** A cell left meanwhile: what was written in it, and the key that left it. */
export interface Adelantada {
  texto: string;
  tecla: Pick<Tecla, "key" | "shiftKey">;
}

/** Everything typed ahead: the cells left, and what is in the one still open. */
export class Adelantadas {
  readonly #dejadas: Adelantada[] = [];
  #resto = "";

  /** What is in the open cell now. */
  escribir(texto: string) {
    this.#resto = texto;
  }
  get resto(): string {
    return this.#resto;
  }
  /** The open cell is left by a key. */
  dejar(dejada: Adelantada) {
    this.#dejadas.push(dejada);
    this.#resto = "";
  }
  /** The oldest cell left, taken out. */
  siguiente(): Adelantada | undefined {
    return this.#dejadas.shift();
  }
}

/** Where it is being done. */
export interface Cursor {
  /** In the row that was just made, or in the empty one below. */
  fila: "creada" | "nueva";
  columna: number;
}

export interface Paso {
  cursor: Cursor;
  /** The cell to save, when something was written in it. */
  deja: (Cursor & { texto: string }) | null;
}

/** What one key that leaves a cell does. */
export function avanzar(
  cursor: Cursor,
  { texto, tecla }: Adelantada,
  columnas: number,
): Paso {
  const deja = texto.trim() === "" ? null : { ...cursor, texto };
  if (tecla.key === "Enter")
    return { deja, cursor: { fila: "nueva", columna: cursor.columna } };
  const a = cursor.columna + (tecla.shiftKey ? -1 : 1);
  if (a >= columnas) return { deja, cursor: { fila: "nueva", columna: 0 } };
  // A row begun in the empty one is made when its cell is left: what follows is in it.
  const fila = deja === null ? cursor.fila : "creada";
  return { deja, cursor: { fila, columna: Math.max(0, a) } };
}
