import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Lineas } from "./Lineas";

const MOMENTOS = [0, 30, 61].map((lugar) => ({
  lugar,
  nombre: `día ${lugar}`,
}));

test("dice la última cifra de cada línea, y un corte sin base la parte en dos", () => {
  const { container } = render(
    <Lineas
      titulo="Subió"
      fuente="Datos de ejemplo."
      momentos={MOMENTOS}
      series={[
        { id: "a", nombre: "Comité", valores: [10, 20, 50], final: "50.00 %" },
        {
          id: "b",
          nombre: "Inventario",
          valores: [10, null, 30],
          final: "30.00 %",
        },
      ]}
    />,
  );
  expect(
    screen.getByRole("img", {
      name: /^Al día 61: Comité 50.00 %; Inventario 30.00 %/,
    }),
  ).toBeDefined();
  expect(container.querySelectorAll("polyline")).toHaveLength(3);
  expect(container.querySelectorAll("circle")).toHaveLength(5);
});

test("los rótulos de dos líneas que terminan igual no se tapan", () => {
  const { container } = render(
    <Lineas
      titulo="Iguales"
      fuente="Datos de ejemplo."
      momentos={MOMENTOS}
      series={["a", "b"].map((id) => ({
        id,
        nombre: id,
        valores: [0, 10, 68],
        final: "68 %",
      }))}
    />,
  );
  const alturas = [...container.querySelectorAll("text")]
    .filter((t) => t.textContent?.startsWith("68 %"))
    .map((t) => Number(t.getAttribute("y")));
  expect(Math.abs((alturas[0] ?? 0) - (alturas[1] ?? 0))).toBeGreaterThan(14);
});

test("sin momentos no se dibuja nada", () => {
  const { container } = render(
    <Lineas titulo="Nada" fuente="" momentos={[]} series={[]} />,
  );
  expect(container.textContent).toBe("");
});
