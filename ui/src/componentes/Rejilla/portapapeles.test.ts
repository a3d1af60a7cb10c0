import { describe, expect, it } from "vitest";

import { escribirBloque, leerBloque } from "./portapapeles";

describe("portapapeles", () => {
  it("lee un bloque de Excel con su salto final", () => {
    expect(leerBloque("Fotocopia del DPI\tRENAP\r\nRTU\tSAT\r\n")).toEqual([
      ["Fotocopia del DPI", "RENAP"],
      ["RTU", "SAT"],
    ]);
  });

  it("una celda entre comillas conserva saltos, tabuladores y comillas", () => {
    expect(leerBloque('"Línea 1\nLínea 2"\t"dice ""sí"""\n')).toEqual([
      ["Línea 1\nLínea 2", 'dice "sí"'],
    ]);
    expect(leerBloque('"a\tb"\tc')).toEqual([["a\tb", "c"]]);
  });

  it("una comilla suelta dentro de un texto no traga las filas siguientes", () => {
    expect(leerBloque('"tinta" azul\tuno\nfila 2\tdos')).toEqual([
      ['"tinta" azul', "uno"],
      ["fila 2", "dos"],
    ]);
  });

  it("las filas cortas se completan y las vacías de en medio se conservan", () => {
    expect(leerBloque("a\tb\tc\nd\n\ne")).toEqual([
      ["a", "b", "c"],
      ["d", "", ""],
      ["", "", ""],
      ["e", "", ""],
    ]);
  });

  it("texto vacío no es un bloque", () => {
    expect(leerBloque("")).toEqual([]);
  });

  it("lo escrito se lee igual", () => {
    const bloque = [
      ["a", 'con "comillas"', "con\ttab"],
      ["dos\nlíneas", "", "Q 1,234.50"],
    ];
    expect(leerBloque(escribirBloque(bloque))).toEqual(bloque);
  });

  it("los saltos de Mac antiguo también separan filas", () => {
    expect(leerBloque("a\rb")).toEqual([["a"], ["b"]]);
  });
});
