import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Etiqueta } from "./Etiqueta";

test("dice la palabra; la forma no se lee en voz alta", () => {
  const { container } = render(<Etiqueta tono="mal">Alta</Etiqueta>);
  expect(screen.getByText("Alta")).toBeDefined();
  expect(container.querySelector("svg")?.getAttribute("aria-hidden")).toBe(
    "true",
  );
});

test("cada tono tiene una forma distinta, o la misma con otra palabra", () => {
  const dibujo = (tono: "neutro" | "curso" | "hecho" | "aviso" | "mal") =>
    render(<Etiqueta tono={tono}>x</Etiqueta>).container.querySelector("svg")
      ?.innerHTML;
  const formas = new Set([
    dibujo("neutro"),
    dibujo("curso"),
    dibujo("hecho"),
    dibujo("aviso"),
    dibujo("mal"),
  ]);
  expect(formas.size).toBe(5);
});
