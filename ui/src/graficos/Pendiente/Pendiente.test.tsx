import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Pendiente } from "./Pendiente";
import { separar } from "./lugares";

test("los rótulos conservan el orden y ninguno tapa a otro ni sale del dibujo", () => {
  const lugares = separar([100, 100, 101, 20], 17, 10, 110);
  const orden = [3, 0, 1, 2].map((i) => lugares[i] ?? Number.NaN);
  const saltos = orden.slice(1).map((y, i) => y - (orden[i] ?? Number.NaN));
  expect(Math.min(...saltos)).toBeGreaterThanOrEqual(17);
  expect(Math.max(...lugares)).toBeLessThanOrEqual(110);
});

test("la gráfica dice en palabras de cuánto a cuánto", () => {
  render(
    <Pendiente
      titulo="Bajan los pasos"
      fuente="Ficha."
      rectas={[
        {
          id: "a",
          nombre: "Pasos",
          antes: 9,
          despues: 4,
          textoAntes: "9",
          textoDespues: "4",
          sentido: "mejora",
        },
      ]}
    />,
  );
  expect(screen.getByRole("img", { name: /^Pasos: de 9 a 4/ })).toBeDefined();
});
