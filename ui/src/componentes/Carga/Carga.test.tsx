import { render, screen } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { FallaError } from "../../puente/puente";
import { Carga } from "./Carga";

const FALLA = new FallaError({
  codigo: "archivo_en_uso",
  mensaje: "Otro programa lo está usando.",
  campos: [],
  incidente: null,
});

test("lo leído se dibuja; lo que falló se explica y se puede intentar de nuevo", async () => {
  const volver = vi.fn<() => Promise<never>>(() => new Promise(() => {}));
  const { rerender } = render(
    <Carga consulta={{ data: 7, error: null, refetch: volver }}>
      {(n) => <p>{n} trámites</p>}
    </Carga>,
  );
  expect(screen.getByText("7 trámites")).toBeDefined();
  rerender(
    <Carga consulta={{ data: undefined, error: FALLA, refetch: volver }}>
      {() => null}
    </Carga>,
  );
  expect(screen.getByRole("alert").textContent).toContain(
    "Otro programa lo está usando.",
  );
  await userEvent.click(
    screen.getByRole("button", { name: "Intentar de nuevo" }),
  );
  expect(volver).toHaveBeenCalledOnce();
});
