/**
 * Blocks of cells as Excel and LibreOffice put them on the clipboard: rows end in a line break,
 * cells in a tabulator, and a cell that holds either (or a quote) comes between double quotes with
 * its quotes doubled.
 */

/** Reads a pasted block. Rows are padded to the widest one, so a block is always rectangular. */
export function leerBloque(texto: string): string[][] {
  const filas: string[][] = [];
  let fila: string[] = [];
  let celda = "";
  let entreComillas = false;
  let alInicio = true;
  const cerrarCelda = () => {
    fila.push(celda);
    celda = "";
    alInicio = true;
  };
  const cerrarFila = () => {
    cerrarCelda();
    filas.push(fila);
    fila = [];
  };
  for (let i = 0; i < texto.length; i += 1) {
    const c = texto.charAt(i);
    if (entreComillas) {
      if (c !== '"') celda += c === "\r" ? "" : c;
      else if (texto.charAt(i + 1) === '"') {
        celda += '"';
        i += 1;
      } else entreComillas = false;
    } else if (c === '"' && alInicio && cierraComillas(texto, i + 1)) {
      entreComillas = true;
      alInicio = false;
    } else if (c === "\t") cerrarCelda();
    else if (c === "\n") cerrarFila();
    else if (c === "\r") {
      if (texto.charAt(i + 1) !== "\n") cerrarFila();
    } else {
      celda += c;
      alInicio = false;
    }
  }
  if (celda !== "" || fila.length > 0) cerrarFila();
  const ancho = Math.max(0, ...filas.map((f) => f.length));
  return filas.map((f) => [
    ...f,
    ...Array.from({ length: ancho - f.length }, () => ""),
  ]);
}

/** A quote opens a quoted cell only if another one closes it right before a separator. */
function cierraComillas(texto: string, desde: number): boolean {
  for (let i = desde; i < texto.length; i += 1) {
    if (texto.charAt(i) !== '"') continue;
    const sigue = texto.charAt(i + 1);
    if (sigue === '"') i += 1;
    else
      return sigue === "" || sigue === "\t" || sigue === "\n" || sigue === "\r";
  }
  return false;
}

/** Writes a block so that Excel and LibreOffice read the same cells. */
export function escribirBloque(filas: readonly (readonly string[])[]): string {
  return filas
    .map((fila) =>
      fila
        .map((c) => (/["\t\n\r]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c))
        .join("\t"),
    )
    .join("\n");
}
