import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { dibujar } from "../../pruebas/dibujar";
import { BuscadorGlobal } from "./BuscadorGlobal";

test("se busca sin tildes, se elige con flechas y Enter abre la ficha", async () => {
  const { persona } = dibujar(<BuscadorGlobal tramites={8} />);
  await persona.click(
    screen.getByRole("combobox", { name: "Buscar en 8 trámites" }),
  );
  await persona.keyboard("ADICION");
  const opciones = await screen.findAllByRole("option");
  expect(opciones[0]?.textContent).toContain("Adición");
  await persona.keyboard("{ArrowDown}{Enter}");
  expect(location.hash).toMatch(/^#\/ficha\//);
});

test("si no hay nada lo dice con lo que se buscó", async () => {
  const { persona } = dibujar(<BuscadorGlobal tramites={8} />);
  await persona.click(screen.getByRole("combobox"));
  await persona.keyboard("xyzzy");
  expect(
    await screen.findByText("Ningún trámite contiene «xyzzy»."),
  ).toBeDefined();
});
