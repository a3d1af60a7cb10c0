import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { crearPuenteFalso } from "../../puente/falso";
import { dibujar } from "../../pruebas/dibujar";

test("lista lo hecho, lo más reciente primero, y deshacer queda marcado", async () => {
  location.hash = "#/historial";
  const puente = crearPuenteFalso({ tramites: 2 });
  await puente.llamar("crear_tramite", {
    nombre: "Trámite de prueba",
    codigo: null,
    institucion: null,
  });
  const { persona } = dibujar(<App />, { puente });
  expect(
    await screen.findByRole("heading", {
      level: 1,
      name: "3 operaciones guardadas",
    }),
  ).toBeDefined();
  const filas = within(screen.getByRole("table")).getAllByRole("row");
  expect(filas[1]?.textContent).toContain("Agregó un trámite");
  const [enPantalla] = screen
    .getAllByRole("button", { name: "Deshacer: Agregó un trámite" })
    .slice(-1);
  if (enPantalla !== undefined) await persona.click(enPantalla);
  expect(await screen.findByText("Deshecha")).toBeDefined();
});

test("sin cambios explica qué aparecerá", async () => {
  location.hash = "#/historial";
  dibujar(<App />, { tramites: 0 });
  expect(await screen.findByText("Todavía no hay cambios")).toBeDefined();
});
