import { render, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { Tabla } from "./Tabla";

test("tiene título, cabezas de columna y una cabeza por fila, y se alcanza con el teclado", () => {
  render(
    <Tabla
      titulo="Trámites"
      filas={[{ nombre: "Licencia", n: 7 }]}
      clave={({ nombre }) => nombre}
      columnas={[
        {
          id: "nombre",
          titulo: "Nombre",
          encabeza: true,
          celda: ({ nombre }) => nombre,
        },
        { id: "n", titulo: "Pasos", cifra: true, celda: ({ n }) => n },
      ]}
      pie="1 de 104"
    />,
  );
  const region = screen.getByRole("region", { name: "Trámites" });
  expect(region.tabIndex).toBe(0);
  expect(
    within(region)
      .getAllByRole("columnheader")
      .map((una) => una.textContent),
  ).toEqual(["Nombre", "Pasos"]);
  expect(within(region).getByRole("rowheader").textContent).toBe("Licencia");
  expect(region.textContent).toContain("1 de 104");
});
