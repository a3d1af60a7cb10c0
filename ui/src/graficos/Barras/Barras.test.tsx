import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Barras } from "./Barras";

test("el dibujo es también su tabla: título con el hallazgo, cifras y fuente", () => {
  const { container } = render(
    <Barras
      titulo="El más frecuente es R5"
      columnas={{ nombre: "Regla", valor: "Hallazgos" }}
      fuente="Corte al 20 de noviembre de 2026."
      barras={[
        { id: "a", codigo: "R5", nombre: "Documento del Estado", valor: 1204 },
        { id: "b", codigo: "R2", nombre: "Declaración jurada", valor: 602 },
      ]}
    />,
  );
  expect(
    screen.getByRole("table", { name: "El más frecuente es R5" }),
  ).toBeDefined();
  expect(
    screen.getByRole("row", { name: /R5 Documento del Estado 1,204/ }),
  ).toBeDefined();
  expect(
    [...container.querySelectorAll("rect")].map((una) =>
      una.getAttribute("width"),
    ),
  ).toEqual(["100", "50"]);
  expect(screen.getByText("Corte al 20 de noviembre de 2026.")).toBeDefined();
});
