import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../../marco/App";
import { dibujar, pedidos } from "../../../pruebas/dibujar";

async function abrir(hash: string) {
  location.hash = hash;
  const vista = dibujar(<App />, { como: "gae", demo: true });
  await screen.findByRole("table", {
    name: "Estado, fecha y evidencia de cada fase",
  });
  return vista;
}

test("dice cuántas fases cuentan, de cuándo son sus datos y que la asignación es ficticia", async () => {
  await abrir("#/institucion/MARN");
  expect(
    screen.getByRole("heading", {
      level: 1,
      name: /^Ministerio de Ambiente y Recursos Naturales: \d de 9 fases$/,
    }),
  ).toBeDefined();
  expect(
    screen.getByText(/últimos datos del .* días calendario.*ficticia/),
  ).toBeDefined();
});

test("las nueve fases están con su estado, y la que se pidió queda señalada", async () => {
  await abrir("#/institucion/MARN?fase=rediseno&corte=2021-12-31");
  const tabla = screen.getByRole("table", {
    name: "Estado, fecha y evidencia de cada fase",
  });
  expect(within(tabla).getAllByRole("rowheader")).toHaveLength(9);
  const rediseno = within(tabla).getByRole("row", { name: /^Rediseño/ });
  expect(rediseno.className).toMatch(/elegida/);
});

test("es solo para leer: no hay campos ni botones que escriban", async () => {
  const { puente } = await abrir("#/institucion/MARN");
  const escritos = puente.llamadas.filter(({ comando }) =>
    /^(guardar|agregar|mover|crear|retirar)/.test(comando),
  );
  expect(escritos).toEqual([]);
  expect(pedidos(puente, "institucion").at(-1)).toEqual({
    institucion: "MARN",
    corte: null,
  });
});

test("se pasa a la anterior y a la siguiente en el orden del tablero", async () => {
  const { persona } = await abrir("#/institucion/MARN?corte=2021-12-31");
  const otras = await screen.findByRole("navigation", {
    name: "Otras instituciones",
  });
  const siguiente = await within(otras).findByRole("link", {
    name: /^Siguiente: /,
  });
  expect(siguiente.getAttribute("href")).toMatch(
    /^#\/institucion\/[A-Z-]+\?corte=2021-12-31$/,
  );
  await persona.click(siguiente);
  expect(location.hash).not.toContain("/MARN");
});

test("sus informes se piden con ella y con su corte", async () => {
  await abrir("#/institucion/GD-18?corte=2021-12-31");
  const avance = await screen.findByRole("link", { name: "Informe de avance" });
  expect(avance.getAttribute("href")).toBe(
    "#/informes?tipo=avance&institucion=GOB-18&corte=2021-12-31",
  );
});
