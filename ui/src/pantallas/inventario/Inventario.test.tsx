import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar } from "../../pruebas/dibujar";
import { irA } from "../../rutas";

const abrir = () => irA({ pantalla: "inventario", filtros: {} });

test("el inventario dice en su título cuántos trámites tienen posibles hallazgos", async () => {
  abrir();
  dibujar(<App />);
  expect(
    await screen.findByRole("heading", {
      level: 1,
      name: /posibles hallazgos/,
    }),
  ).toBeDefined();
  expect(
    await screen.findByRole("grid", { name: "Trámites del inventario" }),
  ).toBeDefined();
});

test("una búsqueda sin resultados ofrece quitar los filtros y los quita", async () => {
  abrir();
  const { persona } = dibujar(<App />);
  const caja = await screen.findByRole("searchbox", {
    name: "Buscar en el inventario",
  });
  await persona.type(caja, "zzzzzz");
  expect(
    await screen.findByText("Ningún trámite coincide con lo que buscó"),
  ).toBeDefined();
  expect(location.hash).toContain("texto=zzzzzz");
  const [quitar] = screen.getAllByRole("button", { name: "Quitar filtros" });
  if (quitar !== undefined) await persona.click(quitar);
  await waitFor(() => expect(location.hash).not.toContain("zzzzzz"));
  expect(await screen.findByRole("grid")).toBeDefined();
});

test("Enter sobre una fila abre su ficha", async () => {
  abrir();
  const { persona } = dibujar(<App />);
  const [primera] = await screen.findAllByRole("gridcell");
  await waitFor(() => expect(primera?.textContent).toMatch(/\w/));
  primera?.focus();
  await persona.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(location.hash).toContain("#/ficha/"));
});
