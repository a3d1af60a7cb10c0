import { expect, test } from "vitest";
import { conFiltro, filtra, pedidoDe, sinFiltros, verDe } from "./filtros";

test("la dirección dice qué filas se piden", () => {
  expect(
    pedidoDe({
      corte: "2021-12-31",
      tipo: "gobernacion",
      departamento: "Izabal",
      fase: "inventario",
      estado: "en_proceso",
      buscar: " verapaz ",
    }),
  ).toMatchObject({
    corte: "2021-12-31",
    tipos: ["gobernacion"],
    departamentos: ["Izabal"],
    fase: "inventario",
    estados: ["en_proceso"],
    buscar: "verapaz",
  });
});

test("lo que no se conoce no filtra, y una fase sin estado tampoco", () => {
  expect(
    pedidoDe({ corte: "ayer", tipo: "alcaldia", fase: "inventario" }),
  ).toMatchObject({ corte: null, tipos: [], fase: null, estados: [] });
  expect(filtra({ fase: "inventario", corte: "2021-12-31" })).toBe(false);
  expect(filtra({ buscar: "marn" })).toBe(true);
  expect(verDe({ ver: "otra" })).toBe("matriz");
});

test("quitar los filtros conserva el corte y la vista", () => {
  expect(
    sinFiltros({ ver: "pendientes", corte: "2021-12-31", tipo: "comision" }),
  ).toEqual({ ver: "pendientes", corte: "2021-12-31" });
  expect(conFiltro({ tipo: "comision" }, "tipo", "")).toEqual({});
});
