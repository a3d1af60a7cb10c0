import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar } from "../../pruebas/dibujar";
import { GLOSARIO, REGLAS, TEMAS } from "../../textos/ayuda";

test("explica las quince reglas y dice que no son dictámenes", async () => {
  location.hash = "#/ayuda/reglas";
  dibujar(<App />);
  const tabla = await screen.findByRole("table", { name: "Reglas R1 a R15" });
  expect(within(tabla).getAllByRole("row")).toHaveLength(16);
  expect(screen.getByText(/no es un dictamen/)).toBeDefined();
});

test("el glosario se busca sin tildes", async () => {
  location.hash = "#/ayuda/glosario";
  const { persona } = dibujar(<App />);
  await persona.type(
    await screen.findByLabelText("Buscar en el glosario"),
    "subsanacion",
  );
  expect(await screen.findByText("1 término")).toBeDefined();
  expect(screen.getByText("Previo")).toBeDefined();
});

test("las reglas van de R1 a R15 sin faltar ninguna, y el glosario en orden", () => {
  expect(REGLAS.map(({ id }) => id)).toEqual(
    Array.from({ length: 15 }, (_, i) => `R${i + 1}`),
  );
  const terminos = GLOSARIO.map(({ termino }) => termino);
  expect(terminos.toSorted((a, b) => a.localeCompare(b, "es"))).toEqual(
    terminos,
  );
  expect(new Set(TEMAS.map(({ id }) => id)).size).toBe(TEMAS.length);
});
