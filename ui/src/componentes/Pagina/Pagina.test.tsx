import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Pagina } from "./Pagina";

test("da título a la ventana y, al cambiar de página, lleva el foco a su h1", () => {
  const { rerender } = render(
    <Pagina key="a" titulo="Uno" ventana="Inicio">
      <p />
    </Pagina>,
  );
  expect(document.title).toBe("Inicio · Diligencia");
  rerender(
    <Pagina key="b" titulo="Dos" ventana="Recorrido">
      <p />
    </Pagina>,
  );
  expect(document.title).toBe("Recorrido · Diligencia");
  expect(document.activeElement).toBe(
    screen.getByRole("heading", { level: 1, name: "Dos" }),
  );
});
