import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar, pedidos } from "../../pruebas/dibujar";

async function abrir(opciones: Parameters<typeof dibujar>[1] = {}) {
  location.hash = "#/importar";
  const vista = dibujar(<App />, opciones);
  await screen.findByRole("heading", {
    level: 1,
    name: "Importar el inventario",
  });
  return vista;
}

test("primero se ve qué haría, con cuentas que suman, y nada cambia hasta importar", async () => {
  const { persona, puente } = await abrir();
  await persona.click(screen.getByRole("button", { name: "Elegir archivo" }));
  expect(
    await screen.findByRole("heading", {
      level: 1,
      name: /traería 98 trámites nuevos/,
    }),
  ).toBeDefined();
  const cuentas = screen.getByRole("table", {
    name: /la suma es el total leído/,
  });
  const numeros = within(cuentas)
    .getAllByRole("cell")
    .map((una) => Number(una.textContent?.replaceAll(",", "")));
  const suma = numeros.pop();
  expect(numeros.reduce((a, b) => a + b, 0)).toBe(suma);
  expect(suma).toBe(665);
  expect(pedidos(puente, "importar")).toEqual([]);

  await persona.click(
    screen.getByRole("button", { name: "Importar 100 trámites" }),
  );
  expect(
    await screen.findByRole("heading", {
      level: 1,
      name: "Se importaron 100 trámites",
    }),
  ).toBeDefined();
  expect(pedidos(puente, "importar")).toMatchObject([{ archivo: "archivo-1" }]);
  expect(screen.getByRole("link", { name: "Ver inventario" })).toBeDefined();
});

test("se ven los avisos con su texto, y lo que queda en espera con su motivo", async () => {
  const { persona } = await abrir();
  await persona.click(screen.getByRole("button", { name: "Elegir archivo" }));
  await persona.click(await screen.findByRole("tab", { name: "Avisos 37" }));
  expect(
    within(
      screen.getByRole("table", { name: "Avisos de lectura" }),
    ).getAllByRole("row").length,
  ).toBe(38);
  await persona.click(screen.getByRole("tab", { name: /^En espera/ }));
  expect(
    screen.getAllByText(/La institución no se reconoce/).length,
  ).toBeGreaterThan(0);
});

test("cerrar el diálogo del archivo no hace nada, y cancelar la prueba tampoco", async () => {
  const { persona, puente } = await abrir();
  puente.archivo = null;
  await persona.click(screen.getByRole("button", { name: "Elegir archivo" }));
  expect(pedidos(puente, "prever_importacion")).toEqual([]);
  puente.archivo = { id: "a", nombre: "catalogo.csv" };
  await persona.click(screen.getByRole("button", { name: "Elegir archivo" }));
  await persona.click(await screen.findByRole("button", { name: "Cancelar" }));
  expect(
    screen.getByRole("heading", { level: 1, name: "Importar el inventario" }),
  ).toBeDefined();
  expect(pedidos(puente, "importar")).toEqual([]);
});

test("un archivo que no se reconoce lo dice con sus palabras y deja elegir otro", async () => {
  const { persona } = await abrir({
    fallas: {
      prever_importacion: {
        codigo: "archivo_no_reconocido",
        mensaje:
          "El archivo está vacío. No se incorporó nada. Elija el catálogo en CSV o JSON.",
        campos: [],
        incidente: null,
      },
    },
  });
  await persona.click(screen.getByRole("button", { name: "Elegir archivo" }));
  expect((await screen.findByRole("alert")).textContent).toContain(
    "El archivo está vacío",
  );
  expect(screen.getByRole("button", { name: "Elegir archivo" })).toBeDefined();
});

test("un trabajo largo muestra su avance y se puede cancelar", async () => {
  const { persona, puente } = await abrir({ demora: 120 });
  await persona.click(screen.getByRole("button", { name: "Elegir archivo" }));
  await persona.click(await screen.findByRole("button", { name: "Cancelar" }));
  await waitFor(
    () => expect(screen.getByRole("alert").textContent).toContain("Se canceló"),
    { timeout: 3000 },
  );
  expect(pedidos(puente, "cancelar")).toHaveLength(1);
});

test("una importación anterior se deshace completa, después de confirmar", async () => {
  const { persona, puente } = await abrir();
  await persona.click(
    await screen.findByRole("button", {
      name: /^Deshacer importación de catalogo_2023.csv/,
    }),
  );
  const pregunta = await screen.findByRole("dialog", {
    name: /^¿Deshacer la importación/,
  });
  await persona.click(
    within(pregunta).getByRole("button", { name: "Cancelar" }),
  );
  expect(pedidos(puente, "deshacer_importacion")).toEqual([]);
  await persona.click(
    screen.getByRole("button", {
      name: /^Deshacer importación de catalogo_2023.csv/,
    }),
  );
  await persona.click(
    within(await screen.findByRole("dialog")).getByRole("button", {
      name: "Deshacer importación",
    }),
  );
  expect(await screen.findByText("Deshecha")).toBeDefined();
});

test("las filas en espera se listan con su motivo", async () => {
  await abrir();
  expect(
    await screen.findByRole("region", { name: "12 filas en espera" }),
  ).toBeDefined();
});

test("lo que cambia se ve campo por campo, y se toma o se deja", async () => {
  const { persona, puente } = await abrir();
  await persona.click(screen.getByRole("button", { name: "Elegir archivo" }));
  await persona.click(
    await screen.findByRole("tab", { name: "Diferencias 2" }),
  );
  const nombres = screen.getAllByRole("checkbox", { name: "Nombre" });
  const descripciones = screen.getAllByRole("checkbox", {
    name: /^Descripción/,
  });
  expect(nombres[0]).toHaveProperty("checked", true);
  // A person wrote it: the file does not take it unless somebody says so.
  expect(descripciones[0]).toHaveProperty("checked", false);
  await persona.click(descripciones[0] as HTMLElement);
  await persona.click(nombres[1] as HTMLElement);
  await persona.click(
    screen.getByRole("button", { name: "Importar 100 trámites" }),
  );
  await screen.findByRole("heading", { level: 1, name: /^Se importaron/ });
  expect(pedidos(puente, "importar")).toMatchObject([
    {
      decisiones: [
        { fila: 4, aceptar: true, campos: ["nombre", "descripcion"] },
        { fila: 6, aceptar: true, campos: [] },
      ],
    },
  ]);
});

test("un registro que no se quiere se deja en espera, y la cuenta lo dice", async () => {
  const { persona, puente } = await abrir();
  await persona.click(screen.getByRole("button", { name: "Elegir archivo" }));
  const [primero] = await screen.findAllByRole("checkbox", {
    name: /^Importar /,
  });
  await persona.click(primero as HTMLElement);
  await persona.click(
    screen.getByRole("button", { name: "Importar 99 trámites" }),
  );
  await screen.findByRole("heading", { level: 1, name: /^Se importaron/ });
  expect(pedidos(puente, "importar")).toMatchObject([
    { decisiones: [{ fila: 1, aceptar: false, campos: null }] },
  ]);
});

test("se elige la hoja y qué significa cada columna", async () => {
  const { persona, puente } = await abrir();
  await persona.click(screen.getByRole("button", { name: "Elegir archivo" }));
  await persona.click(
    await screen.findByRole("button", { name: "Cambiar hoja o columnas" }),
  );
  const plazo = await screen.findByRole("combobox", {
    name: "Significado de Plazo",
  });
  await persona.selectOptions(plazo, "tiempo_de_respuesta");
  await persona.click(screen.getByRole("button", { name: "Leer así" }));
  await screen.findByRole("heading", {
    level: 1,
    name: /«inventario.xlsx» traería/,
  });
  expect(pedidos(puente, "prever_importacion").at(-1)).toMatchObject({
    hoja: "Trámites",
    encabezado: 3,
    mapa: [
      { columna: "A", destino: "" },
      { columna: "B", destino: "nombre" },
      { columna: "C", destino: "requisitos" },
      { columna: "D", destino: "tiempo_de_respuesta" },
    ],
  });
});

test("la plantilla se guarda donde uno diga", async () => {
  const { persona, puente } = await abrir();
  await persona.click(
    screen.getByRole("button", { name: "Guardar plantilla de Excel" }),
  );
  expect(await screen.findByText("La plantilla está lista")).toBeDefined();
  expect(pedidos(puente, "guardar_plantilla")).toHaveLength(1);
});

test("las cuentas de la hoja se calculan de nuevo y se lista lo que no cuadra", async () => {
  const { persona } = await abrir();
  await persona.click(screen.getByRole("button", { name: "Elegir archivo" }));
  await persona.click(
    await screen.findByRole("tab", { name: "Cuentas de la hoja" }),
  );
  await persona.click(screen.getByRole("button", { name: "Revisar cuentas" }));
  const tabla = await screen.findByRole("table", {
    name: "Valores por revisar en Trámites",
  });
  expect(within(tabla).getByText("-571,488")).toBeDefined();
});

test("un dato viene de una sola columna: al dárselo a otra, la primera lo suelta", async () => {
  const { persona } = await abrir();
  await persona.click(screen.getByRole("button", { name: "Elegir archivo" }));
  await persona.click(
    await screen.findByRole("button", { name: "Cambiar hoja o columnas" }),
  );
  const plazo = await screen.findByRole("combobox", {
    name: "Significado de Plazo",
  });
  await persona.selectOptions(plazo, "requisitos");
  expect(plazo).toHaveProperty("value", "requisitos");
  expect(
    screen.getByRole("combobox", { name: "Significado de Requisitos" }),
  ).toHaveProperty("value", "");
});
