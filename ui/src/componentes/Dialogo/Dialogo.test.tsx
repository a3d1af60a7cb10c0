import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Dialogo } from "./Dialogo";

test("se llama como su pregunta y Esc lo deja todo como estaba", async () => {
  const alCerrar = vi.fn<() => void>();
  render(
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo="¿Retirar el requisito?"
      acciones={<button type="button">Retirar</button>}
    >
      <p>Puede deshacerlo.</p>
    </Dialogo>,
  );
  expect(
    screen.getByRole("dialog", { name: "¿Retirar el requisito?" }),
  ).toBeDefined();
  await userEvent.keyboard("{Escape}");
  expect(alCerrar).toHaveBeenCalledOnce();
});

test("si hay algo que escribir, el foco empieza ahí", async () => {
  render(
    <Dialogo abierto alCerrar={() => {}} titulo="Agregar integrante">
      <input aria-label="Nombre" />
    </Dialogo>,
  );
  await waitFor(() =>
    expect(document.activeElement).toBe(screen.getByLabelText("Nombre")),
  );
});
