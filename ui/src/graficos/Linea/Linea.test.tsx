import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Linea } from "./Linea";

const puntos = [
  { lugar: 0, nombre: "1/11/2026", valor: 10 },
  { lugar: 10, nombre: "11/11/2026", valor: 40 },
  { lugar: 30, nombre: "1/12/2026", valor: 20 },
];

test("la línea dice en palabras de dónde viene y a dónde llega, y escribe la mayor", () => {
  const { container } = render(
    <Linea titulo="Bajan a 20" fuente="Historial." puntos={puntos} />,
  );
  expect(
    screen.getByRole("img", { name: /^De 10 el 1\/11\/2026 a 20 el/ }),
  ).toBeDefined();
  expect(
    [...container.querySelectorAll("text")].map((t) => t.textContent),
  ).toEqual(["10", "40", "20"]);
});

test("la distancia entre dos puntos es la del tiempo, y la altura la de la cifra desde cero", () => {
  const { container } = render(
    <Linea titulo="Bajan a 20" fuente="Historial." puntos={puntos} />,
  );
  const [a, b, c] = [...container.querySelectorAll("circle")].map((p) => ({
    x: Number(p.getAttribute("cx")),
    y: Number(p.getAttribute("cy")),
  }));
  if (a === undefined || b === undefined || c === undefined)
    throw new Error("three points are drawn");
  expect((b.x - a.x) * 2).toBeCloseTo(c.x - b.x);
  const suelo = Number(container.querySelector("line")?.getAttribute("y1"));
  expect((suelo - c.y) * 2).toBeCloseTo(suelo - b.y);
});
