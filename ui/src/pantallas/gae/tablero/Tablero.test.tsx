import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { App } from "../../../marco/App";
import { dibujar, pedidos } from "../../../pruebas/dibujar";

beforeEach(() => {
  location.hash = "";
});

async function abrir(
  hash = "#/tablero",
  opciones: Parameters<typeof dibujar>[1] = {},
) {
  location.hash = hash;
  const vista = dibujar(<App />, { como: "gae", demo: true, ...opciones });
  await screen.findByRole("tab", { name: "Matriz" });
  return vista;
}

const matriz = () =>
  screen.findByRole("table", { name: /^Estado de las nueve fases/ });
const limpio = (texto: string | null | undefined) =>
  (texto ?? "").replaceAll("\u00a0", " ");

/** Figures of the GAE report of December 2021 against its own pending lists. */
test("el título es el hallazgo y cada cifra dice su base y lo reportado", async () => {
  await abrir();
  expect(
    screen.getByRole("heading", { level: 1, name: /^59 de 66 instituciones/ }),
  ).toBeDefined();
  expect(
    screen.getByText(/demostración, asignación ficticia por institución/),
  ).toBeDefined();
  const inventario = screen.getByRole("article", {
    name: "6.1.3 Inventario de trámites",
  });
  const dicho = limpio(inventario.textContent);
  expect(dicho).toContain("68.18 %");
  expect(dicho).toContain("45 de 66instituciones");
  expect(dicho).toMatch(/reportado 65 %.*difiere: 43, 2 menos/);
  expect(
    within(inventario).getByRole("button", { name: /^verificado por GAE: \d/ }),
  ).toBeDefined();
});

test("la matriz es una tabla con encabezados y sus totales son los de las cifras", async () => {
  await abrir();
  const tabla = await matriz();
  const cabezas = within(tabla)
    .getAllByRole("columnheader")
    .map((una) => una.textContent);
  expect(cabezas).toHaveLength(11);
  expect(within(tabla).getAllByRole("rowheader")).toHaveLength(66 + 5 + 1);
  const pie = within(tabla).getByRole("row", { name: /^66 instituciones/ });
  const [, , , inventario] = within(pie)
    .getAllByRole("cell")
    .map((una) => una.textContent);
  expect(inventario).toBe("45 de 66");
});

test("la matriz es una sola parada del tabulador y las flechas llegan a todo", async () => {
  const { persona } = await abrir();
  const tabla = await matriz();
  expect(tabla.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  const grupo = within(tabla).getByRole("button", { name: /^Ministerios: 14/ });
  grupo.focus();
  await persona.keyboard("{ArrowDown}");
  expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^MAGA, /);
  await persona.keyboard("{ArrowRight}{ArrowRight}{ArrowRight}");
  expect(document.activeElement?.getAttribute("aria-label")).toMatch(
    /^MAGA, Inventario de trámites: /,
  );
  await persona.keyboard("{ArrowUp}");
  expect(document.activeElement?.getAttribute("aria-label")).toMatch(
    /^Ministerios, Inventario de trámites: cuentan 14 de 14/,
  );
  await persona.keyboard("{Control>}{End}{/Control}");
  expect(document.activeElement?.getAttribute("aria-label")).toMatch(
    /^En total, Mejora continua/,
  );
  expect(tabla.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
});

test("un grupo se pliega con la flecha izquierda y sus filas se van", async () => {
  const { persona } = await abrir();
  const tabla = await matriz();
  const grupo = within(tabla).getByRole("button", { name: /^Ministerios: 14/ });
  expect(grupo.getAttribute("aria-label")).toMatch(/14 de 14 con inventario$/);
  grupo.focus();
  await persona.keyboard("{ArrowLeft}");
  expect(grupo.getAttribute("aria-expanded")).toBe("false");
  expect(within(tabla).queryByRole("row", { name: /^MAGA/ })).toBeNull();
  await persona.keyboard("{ArrowRight}");
  expect(within(tabla).getByRole("row", { name: /^MAGA/ })).toBeDefined();
});

test("ordenar por una fase pone primero a las que más avanzaron", async () => {
  const { persona } = await abrir();
  const tabla = await matriz();
  await persona.click(screen.getByRole("checkbox", { name: "Por tipo" }));
  await persona.click(
    within(tabla).getByRole("button", { name: /^6.1.3 Inventario.*Ordenar/ }),
  );
  const cabeza = within(tabla).getByRole("columnheader", {
    name: /^6.1.3 Inventario/,
  });
  expect(cabeza.getAttribute("aria-sort")).toBe("descending");
  const nombres = within(tabla).getAllByRole("button", {
    name: /, Inventario de trámites: /,
  });
  expect(nombres[0]?.textContent).toBe("Aprobada");
  expect(nombres.filter((b) => b.textContent === "–").at(-1)).toBe(
    nombres.findLast((b) => b.textContent === "–"),
  );
});

test("Enter en una celda abre la institución en esa fase", async () => {
  const { persona } = await abrir("#/tablero?corte=2021-12-31");
  const tabla = await matriz();
  within(tabla)
    .getByRole("button", { name: /^MARN, Rediseño: / })
    .focus();
  await persona.keyboard("{Enter}");
  expect(location.hash).toBe(
    "#/institucion/MARN?fase=rediseno&corte=2021-12-31",
  );
});

test("los filtros van a la dirección y al pedido, y se quitan", async () => {
  const { persona, puente } = await abrir();
  await persona.selectOptions(
    screen.getByRole("combobox", { name: "Tipo de institución" }),
    "gobernacion",
  );
  await waitFor(() =>
    expect(pedidos(puente, "tablero").at(-1)).toMatchObject({
      tipos: ["gobernacion"],
    }),
  );
  expect(await screen.findByText(/solo 22 de 66 instituciones/)).toBeDefined();
  await persona.selectOptions(
    screen.getByRole("combobox", { name: "Fase del filtro por estado" }),
    "conformacion_comite",
  );
  await persona.selectOptions(
    screen.getByRole("combobox", { name: "Estado de la fase" }),
    "no_aplica",
  );
  expect(
    await screen.findByText("Ninguna institución cumple estos filtros"),
  ).toBeDefined();
  const quitar = screen.getAllByRole("button", { name: "Quitar filtros" });
  await persona.click(quitar[0] as HTMLElement);
  await matriz();
  expect(location.hash).toBe("#/tablero");
});

test("una cifra abre las filas que la componen: tantas como dice", async () => {
  const { persona } = await abrir();
  const inventario = await screen.findByRole("article", {
    name: "6.1.3 Inventario de trámites",
  });
  await persona.click(
    within(inventario).getByRole("button", { name: /Ver cómo se calcula/ }),
  );
  const dialogo = await screen.findByRole("dialog");
  expect(limpio(dialogo.textContent)).toMatch(
    /68\.18 %: 45 de 66 instituciones\. Regla: .*difiere: 43 instituciones, 2 menos/,
  );
  expect(await within(dialogo).findAllByRole("rowheader")).toHaveLength(45);
  await persona.click(
    within(dialogo).getByRole("button", { name: "Pendientes 21" }),
  );
  await waitFor(() =>
    expect(within(dialogo).getAllByRole("rowheader")).toHaveLength(21),
  );
  expect(
    within(dialogo).getByText(/^21 instituciones: las mismas que dice/),
  ).toBeDefined();
});

test("los pendientes por tipo se leen como texto y se copian", async () => {
  const { persona } = await abrir("#/tablero?ver=pendientes");
  const inventario = await screen.findByRole("region", {
    name: "Inventario de trámites: 21 pendientes",
  });
  const copiar = within(inventario).getByRole("button", {
    name: /^Copiar la lista de secretarías/,
  });
  await persona.click(copiar);
  expect(await navigator.clipboard.readText()).toMatch(
    /3 secretarías.*Secretaría/s,
  );
  expect(await within(inventario).findByText("Copiado.")).toBeDefined();
});

test("el mapa abre la gobernación de su departamento y cambia de fase", async () => {
  const { persona } = await abrir();
  await persona.selectOptions(
    await screen.findByRole("combobox", { name: "Fase del mapa" }),
    "conformacion_comite",
  );
  const mapa = screen.getByRole("group", {
    name: /^Conformación de Comité en las gobernaciones/,
  });
  await persona.click(within(mapa).getByRole("button", { name: /^Izabal: / }));
  expect(location.hash).toBe("#/institucion/GD-18?fase=conformacion_comite");
});

test("cambiar el corte vuelve a pedir el tablero a esa fecha", async () => {
  const { persona, puente } = await abrir();
  await persona.click(
    await screen.findByRole("button", { name: "Cambiar corte" }),
  );
  const dialogo = await screen.findByRole("dialog", {
    name: "Cambiar el corte",
  });
  const otra = within(dialogo).getByLabelText(/^Otra fecha/);
  await persona.clear(otra);
  await persona.type(otra, "31/12/2021{Enter}");
  await waitFor(() =>
    expect(pedidos(puente, "tablero").at(-1)).toMatchObject({
      corte: "2021-12-31",
    }),
  );
});

test("la tendencia y lo que cambió se dibujan con su tabla", async () => {
  const { persona } = await abrir("#/tablero?ver=tendencia");
  expect(
    await screen.findByRole("table", {
      name: "Instituciones que cuentan en cada corte",
    }),
  ).toBeDefined();
  await persona.click(screen.getByRole("tab", { name: "Qué cambió" }));
  expect(
    await screen.findByRole("table", { name: "Cada fase, antes y ahora" }),
  ).toBeDefined();
});

test("si no se puede leer, lo dice y deja intentar de nuevo", async () => {
  location.hash = "#/tablero";
  dibujar(<App />, {
    como: "gae",
    fallas: {
      tablero: {
        codigo: "archivo_en_uso",
        mensaje: "Otro programa está usando su archivo de datos.",
        campos: [],
        incidente: null,
      },
    },
  });
  expect(
    await screen.findByText("Otro programa está usando su archivo de datos."),
  ).toBeDefined();
  expect(
    screen.getByRole("button", { name: "Intentar de nuevo" }),
  ).toBeDefined();
});

test("GAE registra una cifra publicada, la cambia y la retira; lo que falta se dice en su campo", async () => {
  const { persona, puente } = await abrir("#/tablero?ver=fases");
  const tabla = await screen.findByRole("table", {
    name: "Porcentajes que GAE publicó",
  });
  expect(within(tabla).getAllByText("Viene con el programa")).toHaveLength(4);
  await persona.click(
    screen.getByRole("button", { name: "Registrar cifra publicada" }),
  );
  const dialogo = await screen.findByRole("dialog");
  const enviar = within(dialogo).getByRole("button", {
    name: "Registrar cifra",
  });
  await persona.click(enviar);
  expect(
    await within(dialogo).findByText("Elija la fase de la que habla la cifra."),
  ).toBeDefined();
  expect(pedidos(puente, "agregar_filas")).toHaveLength(0);
  await persona.selectOptions(
    within(dialogo).getByRole("combobox", { name: /^Fase/ }),
    "inventario",
  );
  await persona.type(
    within(dialogo).getByRole("textbox", { name: /^Porcentaje publicado/ }),
    "70,5 %",
  );
  await persona.type(
    within(dialogo).getByRole("textbox", { name: /^Dónde se publicó/ }),
    "Informe de GAE de 2022",
  );
  await persona.click(enviar);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(pedidos(puente, "agregar_filas").at(-1)).toMatchObject({
    clase: "reportado",
    filas: [{ fase: "inventario", porcentaje: "70.5" }],
  });
  await persona.click(
    await screen.findByRole("button", {
      name: /^Cambiar o retirar: Inventario de trámites/,
    }),
  );
  const deEsta = await screen.findByRole("dialog");
  expect(
    within(deEsta).getByRole("button", {
      name: "Retirar esta cifra publicada",
    }),
  ).toBeDefined();
});
