/** Saaty's scale in words, and the pairs of a list. */

const GRADOS: Readonly<Record<number, string>> = {
  2: "apenas más",
  3: "algo más",
  4: "algo o bastante más",
  5: "bastante más",
  6: "bastante o mucho más",
  7: "mucho más",
  8: "mucho o muchísimo más",
  9: "muchísimo más",
};

/** The seventeen steps, from the first mattering most to the second. */
export const PASOS: ReadonlyArray<string> = [
  ...[9, 8, 7, 6, 5, 4, 3, 2].map(String),
  "1",
  ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `1/${n}`),
];

/** What is drawn over a step: 9 … 1 … 9. */
export function cifraDe(valor: string): string {
  return valor.replace("1/", "");
}

/** «Demanda importa bastante más que Costo (5)». */
export function enPalabras(
  valor: string,
  primero: string,
  segundo: string,
): string {
  if (valor === "1") return `${primero} y ${segundo} importan igual (1)`;
  const [mas, menos] = valor.startsWith("1/")
    ? [segundo, primero]
    : [primero, segundo];
  const n = Number(cifraDe(valor));
  return `${mas} importa ${GRADOS[n] ?? ""} que ${menos} (${n})`;
}

/** The pairs of a list, in its order. */
export function paresDe<T>(lista: ReadonlyArray<T>): Array<readonly [T, T]> {
  return lista.flatMap((a, i) =>
    lista.slice(i + 1).map((b) => [a, b] as const),
  );
}
