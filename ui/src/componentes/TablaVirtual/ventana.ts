/** Which rows are drawn and which pages are asked for; no screen here. */

/** Rows from `desde` to `hasta` (not included). */
export interface Ventana {
  desde: number;
  hasta: number;
}

/** Rows in view, with some more on each side so that a fast scroll finds them drawn. */
export function ventanaVisible(
  desplazado: number,
  alto: number,
  altoFila: number,
  total: number,
  margen = 8,
): Ventana {
  if (total <= 0 || altoFila <= 0) return { desde: 0, hasta: 0 };
  const primera = Math.floor(desplazado / altoFila) - margen;
  const ultima = Math.ceil((desplazado + alto) / altoFila) + margen;
  const hasta = Math.max(0, Math.min(total, ultima));
  return { desde: Math.max(0, Math.min(primera, hasta)), hasta };
}

/** Numbers of the pages that a window touches. */
export function paginasDe(v: Ventana, tamano: number): number[] {
  if (v.hasta <= v.desde) return [0];
  const primera = Math.floor(v.desde / tamano);
  const ultima = Math.floor((v.hasta - 1) / tamano);
  return Array.from({ length: ultima - primera + 1 }, (_, i) => primera + i);
}

/** Where to scroll so that a row is whole in view under the heading; null when it already is. */
export function desplazarPara(
  fila: number,
  desplazado: number,
  alto: number,
  altoFila: number,
  altoEncabezado: number,
): number | null {
  const arriba = fila * altoFila;
  const util = alto - altoEncabezado;
  if (arriba < desplazado) return arriba;
  if (arriba + altoFila > desplazado + util)
    return Math.max(0, arriba + altoFila - util);
  return null;
}

/** What a key does in a read-only grid. `fila: -1` is the heading. */
export function moverEnTabla(
  tecla: { key: string; ctrlKey: boolean },
  en: { fila: number; columna: number },
  medidas: { filas: number; columnas: number; pagina: number },
): { fila: number; columna: number } | null {
  const fila = (f: number) => ({
    fila: Math.max(-1, Math.min(f, medidas.filas - 1)),
    columna: en.columna,
  });
  const columna = (c: number) => ({
    fila: en.fila,
    columna: Math.max(0, Math.min(c, medidas.columnas - 1)),
  });
  switch (tecla.key) {
    case "ArrowUp":
      return fila(en.fila - 1);
    case "ArrowDown":
      return fila(en.fila + 1);
    case "ArrowLeft":
      return columna(en.columna - 1);
    case "ArrowRight":
      return columna(en.columna + 1);
    case "PageUp":
      return fila(en.fila < 0 ? -1 : Math.max(0, en.fila - medidas.pagina));
    case "PageDown":
      return fila(Math.max(0, en.fila) + medidas.pagina);
    case "Home":
      return tecla.ctrlKey
        ? { fila: Math.min(0, medidas.filas - 1), columna: 0 }
        : columna(0);
    case "End":
      return tecla.ctrlKey
        ? { fila: medidas.filas - 1, columna: medidas.columnas - 1 }
        : columna(medidas.columnas - 1);
    default:
      return null;
  }
}
