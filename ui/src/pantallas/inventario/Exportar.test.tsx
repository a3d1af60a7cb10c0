import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { Exportar } from "./Exportar";

test("se exporta en el formato elegido y dice cuánto salió", async () => {
  const { persona, puente } = dibujar(
    <Exportar nombre="inventario-MARN" alCerrar={() => {}} />,
  );
  await persona.click(
    screen.getByRole("radio", { name: /^Paquete de datos abiertos/ }),
  );
  await persona.click(
    screen.getByRole("button", { name: "Exportar inventario" }),
  );
  expect(await screen.findByText("Se exportaron 8 trámites")).toBeDefined();
  expect(pedidos(puente, "exportar_inventario")).toMatchObject([
    { formato: "datapackage", institucion: null },
  ]);
});
