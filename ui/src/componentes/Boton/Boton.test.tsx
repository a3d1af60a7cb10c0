import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Boton, EnlaceBoton } from "./Boton";

test("se pulsa con Enter y con espacio", async () => {
  const alPulsar = vi.fn<() => void>();
  render(<Boton onPress={alPulsar}>Entregar fase</Boton>);
  await userEvent.tab();
  await userEvent.keyboard("{Enter} ");
  expect(alPulsar).toHaveBeenCalledTimes(2);
});

test("el que no se puede pulsar no actúa", async () => {
  const alPulsar = vi.fn<() => void>();
  render(
    <Boton isDisabled onPress={alPulsar}>
      Entregar fase
    </Boton>,
  );
  await userEvent.click(screen.getByRole("button"));
  expect(alPulsar).not.toHaveBeenCalled();
});

test("el enlace lleva a su ruta", () => {
  render(
    <EnlaceBoton a={{ pantalla: "importar" }}>Importar inventario</EnlaceBoton>,
  );
  expect(
    screen
      .getByRole("link", { name: "Importar inventario" })
      .getAttribute("href"),
  ).toBe("#/importar");
});
