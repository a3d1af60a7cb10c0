const NOMBRES: Readonly<Record<string, string>> = {
  "\u202a": "LRE",
  "\u202b": "RLE",
  "\u202c": "PDF",
  "\u202d": "LRO",
  "\u202e": "RLO",
  "\u2066": "LRI",
  "\u2067": "RLI",
  "\u2068": "FSI",
  "\u2069": "PDI",
  "\u200e": "LRM",
  "\u200f": "RLM",
  "\u061c": "ALM",
};

const PELIGROSOS =
  // oxlint-disable-next-line no-control-regex -- these are the characters it looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g;

/**
 * Text from people or files, with control characters and bidirectional overrides as visible marks,
 * so that a legal text cannot be displayed as something else.
 */
export function visible(texto: string): string {
  return texto.replace(PELIGROSOS, (caracter) => {
    const nombre =
      NOMBRES[caracter] ??
      `U+${(caracter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
    return `⟦${nombre}⟧`;
  });
}

/** Splits a search fragment at its marks: odd pieces are matches. */
export function trozosHallados(
  fragmento: string,
): Array<{ texto: string; hallado: boolean }> {
  return fragmento
    .split(/[\u2068\u2069]/)
    .map((texto, i) => ({ texto: visible(texto), hallado: i % 2 === 1 }))
    .filter(({ texto }) => texto !== "");
}
