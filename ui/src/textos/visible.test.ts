import { expect, test } from "vitest";
import { trozosHallados, visible } from "./visible";

test("un cambio de dirección del texto se ve y no actúa", () => {
  expect(visible("Ley\u202e12-5\u202c")).toBe("Ley⟦RLO⟧12-5⟦PDF⟧");
  expect(visible("a\u200fb\u061cc")).toBe("a⟦RLM⟧b⟦ALM⟧c");
});

test("los caracteres de control se ven con su código", () => {
  expect(visible("a\u0000b\u001b[31m")).toBe("a⟦U+0000⟧b⟦U+001B⟧[31m");
});

test("las tildes, los saltos de línea y el espacio duro quedan como están", () => {
  const texto = "Área de niñez\nQ\u00a05.00\t¿Qué falta?";
  expect(visible(texto)).toBe(texto);
});

test("un fragmento de búsqueda se parte en lo hallado y lo demás", () => {
  expect(
    trozosHallados("pide \u2068declaración\u2069 jurada \u2068hoy\u2069"),
  ).toEqual([
    { texto: "pide ", hallado: false },
    { texto: "declaración", hallado: true },
    { texto: " jurada ", hallado: false },
    { texto: "hoy", hallado: true },
  ]);
});
