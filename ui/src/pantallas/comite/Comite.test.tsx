import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar, pedidos } from "../../pruebas/dibujar";

async function abrir(tramites = 4) {
  location.hash = "#/comite";
  const vista = dibujar(<App />, { tramites });
  await screen.findByRole("heading", { level: 1, name: /^El comité/ });
  return vista;
}

test("dice cuántas personas hay y qué roles faltan", async () => {
  await abrir();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
    "El comité tiene 2 integrantes y 3 roles obligatorios vacantes",
  );
});

test("agregar a alguien pide el nombre y manda el rol elegido", async () => {
  const { persona, puente } = await abrir();
  await persona.click(
    screen.getByRole("button", { name: "Agregar titular de Planificación" }),
  );
  const dialogo = await screen.findByRole("dialog", {
    name: "Agregar integrante",
  });
  await persona.click(
    within(dialogo).getByRole("button", { name: "Agregar integrante" }),
  );
  expect(
    within(dialogo).getByText(/Escriba el nombre de la persona/),
  ).toBeDefined();
  await persona.type(
    within(dialogo).getByLabelText(/^Nombre/),
    "Rosa Ixchel Tum",
  );
  await persona.click(
    within(dialogo).getByRole("button", { name: "Agregar integrante" }),
  );
  expect(
    await screen.findByRole("rowheader", { name: "Rosa Ixchel Tum" }),
  ).toBeDefined();
  expect(pedidos(puente, "agregar_filas")).toMatchObject([
    {
      padre: null,
      clase: "integrante",
      filas: [
        {
          nombre: "Rosa Ixchel Tum",
          rol: "planificacion",
          titular_o_suplente: "titular",
        },
      ],
    },
  ]);
});

test("los datos de una persona se guardan al salir de cada campo", async () => {
  const { persona, puente } = await abrir();
  await persona.click(
    screen.getByRole("button", { name: "Editar a Ana Lucía López Pérez" }),
  );
  const dialogo = await screen.findByRole("dialog", {
    name: "Ana Lucía López Pérez",
  });
  const telefono = within(dialogo).getByLabelText(/^Teléfono/);
  await persona.type(telefono, "2423-0500");
  await persona.tab();
  await within(dialogo).findByText(/^Guardado a las/);
  expect(pedidos(puente, "guardar_celdas")).toMatchObject([
    { celdas: [{ campo: "telefono", valor: "2423-0500", padres: [] }] },
  ]);
});

test("retirar a alguien pide el motivo y se puede deshacer", async () => {
  const { persona, puente } = await abrir();
  await persona.click(
    screen.getByRole("button", { name: "Editar a Mario Estuardo Cifuentes" }),
  );
  await persona.click(
    await screen.findByRole("button", {
      name: "Retirar a Mario Estuardo Cifuentes del comité",
    }),
  );
  const pregunta = await screen.findByRole("dialog", {
    name: /^¿Retirar a Mario/,
  });
  await persona.type(within(pregunta).getByLabelText(/^Motivo/), "Ya no");
  await persona.click(
    within(pregunta).getByRole("button", { name: "Retirar" }),
  );
  expect(
    within(pregunta).getByText("Escriba el motivo, con al menos 10 letras."),
  ).toBeDefined();
  await persona.type(
    within(pregunta).getByLabelText(/^Motivo/),
    " trabaja aquí",
  );
  await persona.click(
    within(pregunta).getByRole("button", { name: "Retirar" }),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(screen.getByRole("heading", { level: 1 }).textContent).toContain(
    "1 integrante",
  );
  expect(pedidos(puente, "retirar_filas")).toMatchObject([
    { motivo: "Ya no trabaja aquí" },
  ]);
});

test("el documento de conformación se agrega y se edita en la pantalla", async () => {
  const { persona } = await abrir();
  await persona.click(
    screen.getByRole("button", { name: "Agregar documento" }),
  );
  const fecha = await screen.findByLabelText(/^Fecha/);
  await persona.type(fecha, "20/11/2026");
  await persona.tab();
  expect(
    (await screen.findAllByText(/^Guardado a las/)).length,
  ).toBeGreaterThan(0);
});

test("sin integrantes dice qué hacer y lo ofrece", async () => {
  await abrir(0);
  expect(
    screen.getByRole("button", { name: "Agregar la primera persona" }),
  ).toBeDefined();
});
