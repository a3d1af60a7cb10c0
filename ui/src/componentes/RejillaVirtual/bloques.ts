/** Filling down and emptying a choice of cells, without a screen. */
import type { Rango } from "../Rejilla/modelo";
import { textoDeValor } from "../../textos/valores";
import type { ColumnaDeHoja, FilaDeHoja } from "./tipos";
import type { CeldaQueCambia } from "./useEscrituras";

/** Rows of one fill, one emptying or one paste. */
export const MAXIMO_DE_FILAS_A_LA_VEZ = 2000;
/** Cells of one write. */
export const MAXIMO_DE_CELDAS_A_LA_VEZ = 8000;

function escribibles<F extends FilaDeHoja>(
  bloque: Rango,
  columnas: ReadonlyArray<ColumnaDeHoja<F>>,
): ReadonlyArray<ColumnaDeHoja<F>> {
  return columnas
    .slice(Math.max(0, bloque.desde.columna - 1), bloque.hasta.columna)
    .filter((c) => c.editable);
}

/** Repeats the first row in the others. Columns count from 1: 0 is the mark. */
export function celdasAlRellenar<F extends FilaDeHoja>(
  bloque: Rango,
  filas: ReadonlyArray<F>,
  columnas: ReadonlyArray<ColumnaDeHoja<F>>,
): CeldaQueCambia[] {
  const [primera, ...resto] = filas;
  if (primera === undefined) return [];
  return escribibles(bloque, columnas).flatMap((c) => {
    const valor = primera.celdas[c.campo]?.valor ?? null;
    return resto
      .filter((f) => (f.celdas[c.campo]?.valor ?? null) !== valor)
      .map((f) => ({
        id: f.id,
        campo: c.campo,
        valor,
        texto: textoDeValor(c, valor),
      }));
  });
}

/** Empties what can be emptied: what a trámite cannot be without is left. */
export function celdasAlVaciar<F extends FilaDeHoja>(
  bloque: Rango,
  filas: ReadonlyArray<F>,
  columnas: ReadonlyArray<ColumnaDeHoja<F>>,
  obligadas: ReadonlySet<string>,
): CeldaQueCambia[] {
  return escribibles(bloque, columnas)
    .filter((c) => !obligadas.has(c.campo))
    .flatMap((c) =>
      filas
        .filter((f) => (f.celdas[c.campo]?.valor ?? null) !== null)
        .map((f) => ({ id: f.id, campo: c.campo, valor: null, texto: "" })),
    );
}
