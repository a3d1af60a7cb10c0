import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { irA } from "../../rutas";

test("muestra las nueve fases en orden, y abre la que pide atención", async () => {
  location.hash = "#/recorrido";
  dibujar(<App />);
  const fases = await screen.findByRole("list", { name: "Fases" });
  expect(within(fases).getAllByRole("listitem")).toHaveLength(9);
  expect(
    screen.getByRole("region", { name: /Conformación de Comité/ }),
  ).toBeDefined();
  expect(screen.getByText(/Todavía no se puede «Entregar fase»/)).toBeDefined();
});

test("lo que falta se dice con palabras, y lo que no se puede dice por qué", async () => {
  location.hash = "#/recorrido/inventario";
  dibujar(<App />);
  const fase = await screen.findByRole("region", {
    name: /Inventario de trámites/,
  });
  expect(within(fase).getAllByText("Falta").length).toBeGreaterThan(0);
  const entregar = within(fase).getByRole<HTMLButtonElement>("button", {
    name: "Entregar fase",
  });
  expect(entregar.disabled).toBe(true);
  const describe = document.getElementById(
    entregar.getAttribute("aria-describedby") ?? "",
  );
  expect(describe?.textContent).toContain("Todavía no se puede");
});

test("mover una fase manda la fecha, el motivo y la evidencia elegida", async () => {
  location.hash = "#/recorrido/priorizacion";
  const { persona, puente } = dibujar(<App />);
  puente.archivo = { id: "m-1", nombre: "acta.pdf" };
  await persona.click(
    await screen.findByRole("button", { name: "Iniciar fase" }),
  );
  const dialogo = await screen.findByRole("dialog", {
    name: "Iniciar fase: Priorización",
  });
  const fecha = within(dialogo).getByLabelText(/^Fecha del hecho/);
  await persona.clear(fecha);
  await persona.type(fecha, "3/11/2026");
  await persona.type(
    within(dialogo).getByLabelText(/^Motivo/),
    "Primera reunión",
  );
  await persona.click(
    within(dialogo).getByRole("button", { name: "Elegir archivo" }),
  );
  await within(dialogo).findByText("acta.pdf");
  await persona.click(
    within(dialogo).getByRole("button", { name: "Iniciar fase" }),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(pedidos(puente, "mover_fase")).toEqual([
    {
      institucion: null,
      fase: "priorizacion",
      a: "en_proceso",
      fecha: "2026-11-03",
      evidencia: "m-1",
      motivo: "Primera reunión",
    },
  ]);
});

test("una fecha que no existe no se manda", async () => {
  location.hash = "#/recorrido/priorizacion";
  const { persona, puente } = dibujar(<App />);
  await persona.click(
    await screen.findByRole("button", { name: "Iniciar fase" }),
  );
  const dialogo = await screen.findByRole("dialog");
  const fecha = within(dialogo).getByLabelText(/^Fecha del hecho/);
  await persona.clear(fecha);
  await persona.type(fecha, "31/02/2026");
  await persona.click(
    within(dialogo).getByRole("button", { name: "Iniciar fase" }),
  );
  expect(
    within(dialogo).getByText(/Usted escribió «31\/02\/2026»/),
  ).toBeDefined();
  expect(pedidos(puente, "mover_fase")).toEqual([]);
});

test("elegir otra fase lleva el foco a su título", async () => {
  location.hash = "#/recorrido";
  dibujar(<App />);
  await screen.findByRole("list", { name: "Fases" });
  irA({ pantalla: "recorrido", fase: "rediseno" });
  await waitFor(() =>
    expect(screen.getByRole("region", { name: "Rediseño" })).toBeDefined(),
  );
});
