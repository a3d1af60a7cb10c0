/** Where the labels of a side go: in the order of their values, none over another, as near as they can be. */
export function separar(
  alturas: ReadonlyArray<number>,
  minimo: number,
  desde: number,
  hasta: number,
): number[] {
  const orden = alturas
    .map((y, i) => ({ y, i }))
    .toSorted((a, b) => a.y - b.y || a.i - b.i);
  let piso = desde;
  for (const uno of orden) {
    uno.y = Math.max(uno.y, piso);
    piso = uno.y + minimo;
  }
  let techo = hasta;
  for (const uno of orden.toReversed()) {
    uno.y = Math.min(uno.y, techo);
    techo = uno.y - minimo;
  }
  const salida = [...alturas];
  for (const { y, i } of orden) salida[i] = y;
  return salida;
}
