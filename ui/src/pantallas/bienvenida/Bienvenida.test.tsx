import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar, pedidos } from "../../pruebas/dibujar";

test("pregunta qué va a hacer y, sin respuesta, dice qué falta", async () => {
  const { persona, puente } = dibujar(<App />, { como: null });
  expect(
    await screen.findByRole("heading", { level: 1, name: "¿Qué va a hacer?" }),
  ).toBeDefined();
  await persona.click(screen.getByRole("button", { name: "Empezar" }));
  expect(screen.getByRole("alert").textContent).toContain(
    "Elija qué va a hacer.",
  );
  expect(pedidos(puente, "crear_instalacion")).toEqual([]);
});

test("el comité elige su institución entre las 66, buscando sin tildes, todo con el teclado", async () => {
  const { persona, puente } = dibujar(<App />, { como: null });
  await persona.click(
    await screen.findByRole("radio", { name: /^Trabajar en el comité/ }),
  );
  const lista = screen.getByRole("listbox", { name: "Institución" });
  expect(within(lista).getAllByRole("option")).toHaveLength(66);
  await persona.click(screen.getByLabelText(/^Busque su institución/));
  await persona.keyboard("economia");
  await waitFor(() =>
    expect(within(lista).getAllByRole("option")).toHaveLength(1),
  );
  await persona.tab();
  await persona.type(screen.getByLabelText(/^Su nombre/), "Ana López");
  await persona.click(screen.getByRole("button", { name: "Empezar" }));
  await screen.findByRole("navigation", { name: "Principal" });
  expect(pedidos(puente, "crear_instalacion")).toMatchObject([
    {
      como: "comite",
      demo: false,
      persona: "Ana López",
      institucion: expect.stringMatching(/^0/),
    },
  ]);
});

test("sin institución el comité no empieza, y el enlace del error lleva a la lista", async () => {
  const { persona, puente } = dibujar(<App />, { como: null });
  await persona.click(
    await screen.findByRole("radio", { name: /^Trabajar en el comité/ }),
  );
  await persona.click(screen.getByRole("button", { name: "Empezar" }));
  await persona.click(
    within(screen.getByRole("alert")).getByRole("button", {
      name: "Elija su institución en la lista.",
    }),
  );
  expect(document.activeElement?.closest("#institucion")).not.toBeNull();
  expect(pedidos(puente, "crear_instalacion")).toEqual([]);
});

test("la demostración abre el comité y dice que lo es", async () => {
  const { persona, puente } = dibujar(<App />, { como: null });
  await persona.click(
    await screen.findByRole("radio", { name: /^Explorar con datos/ }),
  );
  await persona.click(
    screen.getByRole("button", { name: "Abrir demostración" }),
  );
  expect(await screen.findByText("Datos de demostración")).toBeDefined();
  expect(pedidos(puente, "crear_instalacion")).toMatchObject([
    { como: "comite", demo: true, institucion: null },
  ]);
});

test("la demostración del rediseño abre una gobernación", async () => {
  const { persona, puente } = dibujar(<App />, { como: null });
  await persona.click(
    await screen.findByRole("radio", { name: /^Ver un trámite rediseñado/ }),
  );
  await persona.click(
    screen.getByRole("button", { name: "Abrir demostración" }),
  );
  expect(await screen.findByText("Datos de demostración")).toBeDefined();
  expect(pedidos(puente, "crear_instalacion")).toMatchObject([
    { como: "comite", demo: true, institucion: "GD-11" },
  ]);
});

test("la demostración del tablero abre la asesoría de GAE", async () => {
  const { persona, puente } = dibujar(<App />, { como: null });
  await persona.click(
    await screen.findByRole("radio", { name: /^Ver el tablero de las 66/ }),
  );
  await persona.click(
    screen.getByRole("button", { name: "Abrir demostración" }),
  );
  expect(await screen.findByText("Datos de demostración")).toBeDefined();
  expect(pedidos(puente, "crear_instalacion")).toMatchObject([
    { como: "gae", demo: true, institucion: null },
  ]);
});

test("si no se puede crear, se explica y lo elegido sigue elegido", async () => {
  const { persona } = dibujar(<App />, {
    como: null,
    fallas: {
      crear_instalacion: {
        codigo: "disco_lleno",
        mensaje: "No queda espacio en el disco C:.",
        campos: [],
        incidente: null,
      },
    },
  });
  await persona.click(await screen.findByRole("radio", { name: /^Asesorar/ }));
  await persona.click(screen.getByRole("button", { name: "Empezar" }));
  expect((await screen.findByRole("alert")).textContent).toContain(
    "No queda espacio en el disco C:.",
  );
  expect(
    screen.getByRole<HTMLInputElement>("radio", { name: /^Asesorar/ }).checked,
  ).toBe(true);
});
