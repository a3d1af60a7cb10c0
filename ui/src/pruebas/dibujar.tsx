import { render } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import type { ReactNode } from "react";
import { I18nProvider } from "react-aria-components";
import { ProveedorDelPuente, crearCliente } from "../puente/contexto";
import { crearPuenteFalso } from "../puente/falso";
import type { OpcionesDelFalso, PuenteFalso } from "../puente/falso";

/** Draws something over the fake core, and hands what a test needs to act and to look. */
export function dibujar(
  que: ReactNode,
  opciones: OpcionesDelFalso & { puente?: PuenteFalso } = {},
) {
  const puente =
    opciones.puente ?? crearPuenteFalso({ tramites: 8, ...opciones });
  const cliente = crearCliente();
  const vista = render(
    <ProveedorDelPuente puente={puente} cliente={cliente}>
      <I18nProvider locale="es-GT">{que}</I18nProvider>
    </ProveedorDelPuente>,
  );
  return { ...vista, puente, cliente, persona: userEvent.setup() };
}

/** What was asked of a command, newest last. */
export function pedidos(puente: PuenteFalso, comando: string): unknown[] {
  return puente.llamadas
    .filter((una) => una.comando === comando)
    .map(({ pide }) => pide);
}
