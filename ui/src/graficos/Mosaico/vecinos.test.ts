import { expect, test } from "vitest";
import { vecino } from "./vecinos";

/** A cross with a hole: Petén alone above, three in the middle, one below at the left. */
const LUGARES = [
  { fila: 0, columna: 4 },
  { fila: 1, columna: 0 },
  { fila: 1, columna: 1 },
  { fila: 1, columna: 2 },
  { fila: 2, columna: 0 },
];

test("las flechas van a la tesela más cercana de ese lado", () => {
  expect(vecino(LUGARES, 1, "ArrowRight")).toBe(2);
  expect(vecino(LUGARES, 2, "ArrowLeft")).toBe(1);
  expect(vecino(LUGARES, 1, "ArrowDown")).toBe(4);
  expect(vecino(LUGARES, 4, "ArrowUp")).toBe(1);
});

test("un hueco no detiene: se salta a la que haya más cerca", () => {
  expect(vecino(LUGARES, 3, "ArrowUp")).toBe(0);
  expect(vecino(LUGARES, 0, "ArrowDown")).toBe(3);
  expect(vecino(LUGARES, 3, "ArrowRight")).toBe(0);
});

test("sin ninguna de ese lado, el foco se queda", () => {
  expect(vecino(LUGARES, 0, "ArrowUp")).toBe(0);
  expect(vecino(LUGARES, 1, "ArrowLeft")).toBe(1);
});
