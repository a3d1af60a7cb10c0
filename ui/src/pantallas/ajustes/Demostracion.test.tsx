import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar, pedidos } from "../../pruebas/dibujar";

const QUITAR = { name: "Quitar la demostración…" };

async function abrir(opciones: Parameters<typeof dibujar>[1]) {
  location.hash = "#/ajustes";
  const vista = dibujar(<App />, opciones);
  await screen.findByRole("heading", { name: "Apariencia" });
  return vista;
}

test("con datos propios no se ofrece quitar nada", async () => {
  await abrir({ demo: false });
  expect(screen.queryByRole("button", QUITAR)).toBeNull();
});

test("la demostración se quita después de decir qué pasa, y se vuelve a preguntar qué hacer", async () => {
  const { persona, puente } = await abrir({ como: "gae", demo: true });
  await persona.click(screen.getByRole("button", QUITAR));
  const dialogo = await screen.findByRole("dialog");
  expect(within(dialogo).getByText(/Antes se guarda una copia/)).toBeDefined();
  expect(pedidos(puente, "quitar_demostracion")).toEqual([]);
  await persona.click(
    within(dialogo).getByRole("button", { name: "Quitar la demostración" }),
  );
  const hecho = await screen.findByRole("dialog", {
    name: "Se quitó la demostración",
  });
  expect(within(hecho).getByText(/«demostracion\.dlgb»/)).toBeDefined();
  await persona.click(
    within(hecho).getByRole("button", { name: "Empezar con mis datos" }),
  );
  expect(
    await screen.findByRole("heading", { name: "¿Qué va a hacer?" }),
  ).toBeDefined();
});

test("si la copia no se puede guardar, lo dice y la demostración sigue", async () => {
  const { persona } = await abrir({
    demo: true,
    fallas: {
      quitar_demostracion: {
        codigo: "disco_lleno",
        mensaje: "No queda espacio en el disco. No se quitó nada.",
        campos: [],
        incidente: null,
      },
    },
  });
  await persona.click(screen.getByRole("button", QUITAR));
  await persona.click(
    within(await screen.findByRole("dialog")).getByRole("button", {
      name: "Quitar la demostración",
    }),
  );
  expect(await screen.findByText(/No se quitó nada\./)).toBeDefined();
  expect(
    screen.queryByRole("dialog", { name: "Se quitó la demostración" }),
  ).toBeNull();
});
