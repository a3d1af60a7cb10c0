import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { dibujar } from "../../pruebas/dibujar";
import { BuscadorGlobal } from "./BuscadorGlobal";

test("lo que se escribe antes de que llegue la lista se conserva, con el foco", async () => {
  const { persona } = dibujar(<BuscadorGlobal tramites={8} />);
  const antes = screen.getByLabelText("Buscar en 8 trámites");
  // The first test of the file: the list has not been read yet.
  expect(antes.getAttribute("role")).toBeNull();
  await persona.type(antes, "adic");
  const despues = await screen.findByRole("combobox", {}, { timeout: 10_000 });
  expect(despues).toHaveProperty("value", "adic");
  expect(document.activeElement).toBe(despues);
});

test("se busca sin tildes, se elige con flechas y Enter abre la ficha", async () => {
  const { persona } = dibujar(<BuscadorGlobal tramites={8} />);
  await persona.click(
    await screen.findByRole("combobox", { name: "Buscar en 8 trámites" }),
  );
  await persona.keyboard("ADICION");
  const opciones = await screen.findAllByRole("option");
  expect(opciones[0]?.textContent).toContain("Adición");
  await persona.keyboard("{ArrowDown}{Enter}");
  expect(location.hash).toMatch(/^#\/ficha\//);
});

test("si no hay nada lo dice con lo que se buscó", async () => {
  const { persona } = dibujar(<BuscadorGlobal tramites={8} />);
  await persona.click(await screen.findByRole("combobox"));
  await persona.keyboard("xyzzy");
  expect(
    await screen.findByText("Ningún trámite contiene «xyzzy»."),
  ).toBeDefined();
});
