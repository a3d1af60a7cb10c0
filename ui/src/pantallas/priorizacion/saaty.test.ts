import { expect, test } from "vitest";
import { PASOS, enPalabras, paresDe } from "./saaty";

test("la escala va de un lado al otro en diecisiete pasos y el de en medio es igual", () => {
  expect(PASOS).toHaveLength(17);
  expect(PASOS[8]).toBe("1");
  expect(PASOS[0]).toBe("9");
  expect(PASOS.at(-1)).toBe("1/9");
});

test("un juicio se lee del lado que importa más", () => {
  expect(enPalabras("7", "Demanda", "Costo")).toBe(
    "Demanda importa mucho más que Costo (7)",
  );
  expect(enPalabras("1/3", "Demanda", "Costo")).toBe(
    "Costo importa algo más que Demanda (3)",
  );
  expect(enPalabras("1", "Demanda", "Costo")).toBe(
    "Demanda y Costo importan igual (1)",
  );
});

test("nueve criterios dan 36 pares, en su orden", () => {
  const pares = paresDe([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(pares).toHaveLength(36);
  expect(pares[0]).toEqual([1, 2]);
});
