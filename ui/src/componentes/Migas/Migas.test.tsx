import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Migas } from "./Migas";

test("cada paso menos el último es un enlace", () => {
  render(
    <Migas
      migas={[
        { texto: "Inventario", a: { pantalla: "inventario", filtros: {} } },
        { texto: "MARN-0012" },
      ]}
    />,
  );
  expect(screen.getAllByRole("link").map((uno) => uno.textContent)).toEqual([
    "Inventario",
  ]);
  expect(
    screen.getByRole("navigation", { name: "Ruta de navegación" }).textContent,
  ).toContain("MARN-0012");
});
