import { expect, test } from "vitest";
import { finDelCuatrimestreAnterior, finDelMesAnterior } from "./fechas";

test("el corte anterior es el último día del mes de antes, en años bisiestos también", () => {
  expect(finDelMesAnterior("2021-12-31")).toBe("2021-11-30");
  expect(finDelMesAnterior("2024-03-01")).toBe("2024-02-29");
  expect(finDelMesAnterior("2021-01-05")).toBe("2020-12-31");
});

test("el cuatrimestre anterior termina en abril, agosto o diciembre", () => {
  expect(finDelCuatrimestreAnterior("2021-12-31")).toBe("2021-08-31");
  expect(finDelCuatrimestreAnterior("2021-08-31")).toBe("2021-04-30");
  expect(finDelCuatrimestreAnterior("2021-02-01")).toBe("2020-12-31");
});
