import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../../marco/App";
import { dibujar, pedidos } from "../../../pruebas/dibujar";

/** Figures of the GAE report of December 2021 against its own pending lists. */
test("lo calculado, su base y lo reportado están uno al lado del otro", async () => {
  dibujar(<App />, { como: "gae" });
  expect(
    await screen.findByRole("heading", {
      level: 1,
      name: "59 de 66 instituciones tienen comité; 45 entregaron su inventario",
    }),
  ).toBeDefined();
  const inventario = within(
    screen.getByRole("table", { name: /^Avance por fase/ }),
  ).getByRole("row", { name: /Inventario de trámites/ });
  const celdas = within(inventario)
    .getAllByRole("cell")
    .map((una) => una.textContent?.replaceAll("\u00a0", " "));
  expect(celdas.slice(0, 5)).toEqual(["6.1.3", "45", "66", "68.18 %", "65 %"]);
});

test("los pendientes por tipo suman lo que falta", async () => {
  dibujar(<App />, { como: "gae" });
  const tabla = await screen.findByRole("table", {
    name: "Instituciones pendientes por tipo",
  });
  expect(
    within(tabla).getByRole("row", { name: /^Inventario/ }).textContent,
  ).toMatch(/21$/);
});

test("cambiar el corte vuelve a pedir el tablero a esa fecha", async () => {
  const { persona, puente } = dibujar(<App />, { como: "gae" });
  await screen.findByRole("table", { name: /^Avance por fase/ });
  const corte = await screen.findByLabelText(/^Fecha de corte/);
  await persona.clear(corte);
  await persona.type(corte, "31/12/2021{Enter}");
  await waitFor(() =>
    expect(pedidos(puente, "tablero").at(-1)).toMatchObject({
      corte: "2021-12-31",
    }),
  );
});
