import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { EnlaceBoton } from "../Boton/Boton";
import { Vacio } from "./Vacio";

test("dice qué falta y ofrece hacerlo", () => {
  render(
    <Vacio
      titulo="Todavía no hay trámites"
      acciones={
        <EnlaceBoton a={{ pantalla: "importar" }}>Importar</EnlaceBoton>
      }
    />,
  );
  expect(screen.getByText("Todavía no hay trámites")).toBeDefined();
  expect(screen.getByRole("link", { name: "Importar" })).toBeDefined();
});
