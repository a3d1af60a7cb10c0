/**
 * What a pasted block would do, before doing it: cells to overwrite, rows to add, and cells that
 * cannot be read with the reason. Nothing is written from here.
 */
import type { CeldaDto } from "../../puente/generado/CeldaDto";
import type { CeldaNueva } from "../../puente/generado/CeldaNueva";
import type { ValorDto } from "../../puente/generado/ValorDto";
import type { Posicion, Rango } from "./modelo";
import type { FormaDeValor } from "../../textos/valores";
import { leerValor, plegar } from "../../textos/valores";

/** A column that may receive pasted cells. */
export interface ColumnaDestino extends FormaDeValor {
  campo: string;
  /** A computed column is skipped over: its cells are counted as left out. */
  editable: boolean;
}

/** A row that may be overwritten. */
export interface FilaDestino {
  id: string;
  celdas: Readonly<Record<string, CeldaDto | undefined>>;
}

/** A cell that could not be read. */
export interface CeldaRechazada {
  /** Row of the block, from 1. */
  fila: number;
  columna: string;
  mensaje: string;
}

/** The plan, to be shown and then carried out. */
export interface PlanDePegado {
  cambios: CeldaNueva[];
  /** Rows where something changes. */
  filasCambiadas: number;
  nuevas: Record<string, ValorDto>[];
  rechazadas: CeldaRechazada[];
  /** Cells of the block beyond the last column or over a computed one. */
  fuera: number;
  /** The first row of the block repeated the headings and was not taken as data. */
  conEncabezado: boolean;
}

/** Most rows that one paste may add (limit of the command). */
export const MAXIMO_DE_FILAS = 500;

/** Plans a paste with its upper left corner at `en`, or filling `seleccion` when the block is one cell. */
export function planearPegado(
  bloque: readonly (readonly string[])[],
  en: Posicion,
  filas: readonly FilaDestino[],
  columnas: readonly ColumnaDestino[],
  seleccion?: Rango,
): PlanDePegado {
  const plan: PlanDePegado = {
    cambios: [],
    filasCambiadas: 0,
    nuevas: [],
    rechazadas: [],
    fuera: 0,
    conEncabezado: false,
  };
  const { datos, destinos, desde } = ubicar(
    bloque,
    en,
    columnas,
    seleccion,
    plan,
  );

  datos.forEach((celdas, i) => {
    const fila = filas[desde + i];
    const nueva: Record<string, ValorDto> = {};
    let cambia = false;
    celdas.forEach((texto, j) => {
      const columna = destinos[j];
      if (!columna?.editable) {
        if (texto.trim() !== "") plan.fuera += 1;
        return;
      }
      const lectura = leerValor(columna, texto);
      if ("error" in lectura) {
        plan.rechazadas.push({
          fila: i + 1,
          columna: columna.etiqueta,
          mensaje: lectura.error,
        });
        return;
      }
      if (!fila) {
        if (lectura.valor !== null) nueva[columna.campo] = lectura.valor;
        return;
      }
      const celda = fila.celdas[columna.campo];
      if ((celda?.valor ?? null) === lectura.valor) return;
      plan.cambios.push({
        entidad: fila.id,
        campo: columna.campo,
        valor: lectura.valor,
        padres: celda?.padres ?? [],
      });
      cambia = true;
    });
    if (cambia) plan.filasCambiadas += 1;
    if (!fila && Object.keys(nueva).length > 0) plan.nuevas.push(nueva);
  });
  return plan;
}

function ubicar(
  bloque: readonly (readonly string[])[],
  en: Posicion,
  columnas: readonly ColumnaDestino[],
  seleccion: Rango | undefined,
  plan: PlanDePegado,
): {
  datos: readonly (readonly string[])[];
  destinos: readonly (ColumnaDestino | undefined)[];
  desde: number;
} {
  const unica =
    bloque.length === 1 && bloque[0]?.length === 1
      ? (bloque[0][0] ?? "")
      : null;
  if (unica !== null && seleccion) {
    const alto = seleccion.hasta.fila - seleccion.desde.fila + 1;
    const ancho = seleccion.hasta.columna - seleccion.desde.columna + 1;
    if (alto * ancho > 1) {
      const fila = Array.from({ length: ancho }, () => unica);
      return {
        datos: Array.from({ length: alto }, () => fila),
        destinos: columnas.slice(seleccion.desde.columna),
        desde: seleccion.desde.fila,
      };
    }
  }
  const encabezado = bloque[0] ?? [];
  const porTitulo = encabezado.map((t) =>
    columnas.find(
      (c) => plegar(c.etiqueta) === plegar(t) || c.campo === t.trim(),
    ),
  );
  if (
    bloque.length > 1 &&
    porTitulo.some((c) => c) &&
    porTitulo.every((c, i) => c || (encabezado[i] ?? "").trim() === "")
  ) {
    plan.conEncabezado = true;
    return { datos: bloque.slice(1), destinos: porTitulo, desde: en.fila };
  }
  return {
    datos: bloque,
    destinos: columnas.slice(en.columna),
    desde: en.fila,
  };
}

/** The plan in one sentence, for the dialog and for those who listen. */
export function frasePlan(
  plan: PlanDePegado,
  cosa: { una: string; varias: string },
): string {
  const partes: string[] = [];
  const n = plan.nuevas.length;
  if (n > 0)
    partes.push(
      n === 1 ? `se agrega 1 ${cosa.una}` : `se agregan ${n} ${cosa.varias}`,
    );
  if (plan.filasCambiadas > 0)
    partes.push(
      plan.filasCambiadas === 1
        ? "cambia 1 fila"
        : `cambian ${plan.filasCambiadas} filas`,
    );
  if (partes.length === 0)
    return "Lo que pegó es igual a lo que ya está. No cambia nada.";
  const frase = partes.join(" y ");
  return `${frase.charAt(0).toUpperCase()}${frase.slice(1)}.`;
}
