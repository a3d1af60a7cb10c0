/** Shapes that the pieces of the grid share. */
import type { ReactNode } from "react";
import type { CeldaNueva } from "../../puente/generado/CeldaNueva";
import type { ValorDto } from "../../puente/generado/ValorDto";
import type { ColumnaDestino, FilaDestino } from "../Rejilla/pegado";

/** A row of the grid: identity and the cells that can be written. */
export type FilaDeHoja = FilaDestino;

/** A column of the grid; `campo` names it. */
export interface ColumnaDeHoja<F extends FilaDeHoja> extends ColumnaDestino {
  /** Heading, when the label of the field is too long for one. */
  titulo?: string;
  /** Least width, in rem. */
  ancho: number;
  /** Part of the room that is left. */
  crece?: number;
  ordenable?: boolean;
  /** Figures go to the end of the cell. */
  alFinal?: boolean;
  /** Stays in view when the grid scrolls sideways. */
  fija?: boolean;
  /** How a closed cell looks; without it, the text of its value. */
  mostrar?: (fila: F) => ReactNode;
  /** Text that a computed cell copies. */
  texto?: (fila: F) => string;
}

/** One column of the order, the first one first. */
export interface OrdenDeHoja {
  columna: string;
  descendente: boolean;
}

/** Text on its way to the file, or that could not be saved. */
export interface Pendiente {
  texto: string;
  falla: string | null;
}

/** A row typed at the end: it is written when it is left. */
export interface FilaNueva {
  clave: string;
  valores: Readonly<Record<string, ValorDto>>;
  estado: "escribiendo" | "guardando" | "fallo";
  falla: string;
  /** Rows of the list when it was sent: once the list has grown, it is one of them. */
  base?: number;
}

/** The open editor. */
export interface Abierta {
  fila: number;
  columna: number;
  inicial: string;
  reemplaza: boolean;
  error: string | null;
  /** A new number opens the editor again with what was typed. */
  vez: number;
}

/** Rows that the person marked: all that the list holds, or these. */
export interface Marcas {
  todas: boolean;
  ids: ReadonlySet<string>;
}

export const SIN_MARCAS: Marcas = { todas: false, ids: new Set() };

/** Writes cells and new rows as one operation. Resolves to the message of a failure, or null. */
export type GuardarEnHoja = (
  celdas: CeldaNueva[],
  nuevas: Array<Record<string, ValorDto>>,
  reintentar?: () => void,
) => Promise<string | null>;
