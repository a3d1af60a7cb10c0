import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { Grupos, queDice } from "./Grupos";

const grupos = <Grupos regla="R5" institucion={null} unidad={null} />;

test("el mensaje se lee sin lo que todos repiten", () => {
  expect(
    queDice(
      "Posible hallazgo: el documento lo posee una entidad pública (RENAP).",
    ),
  ).toBe("El documento lo posee una entidad pública (RENAP)");
});

test("aceptar un grupo decide sobre todos los suyos y el grupo se va", async () => {
  const { persona, puente } = dibujar(grupos);
  const [primera] = (await screen.findAllByRole("row")).slice(1);
  if (primera === undefined) throw new Error("there is a group");
  const cuantas = Number(
    within(primera).getAllByRole("cell")[1]?.textContent ?? "0",
  );
  await persona.click(
    within(primera).getByRole("button", { name: /^Aceptar/ }),
  );
  const dialogo = await screen.findByRole("dialog");
  await persona.click(
    within(dialogo).getByRole("button", { name: /^Aceptar \d/ }),
  );
  await waitFor(() =>
    expect(pedidos(puente, "decidir_hallazgo")[0]).toMatchObject({
      estado: "aceptado",
    }),
  );
  const [pedido] = pedidos(puente, "decidir_hallazgo");
  expect((pedido as { ids: string[] }).ids).toHaveLength(cuantas);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("una excepción pide el motivo y lo escribe en todas", async () => {
  const { persona, puente } = dibujar(grupos);
  const [boton] = await screen.findAllByRole("button", { name: /^Excepción/ });
  if (boton === undefined) throw new Error("there is a group");
  await persona.click(boton);
  const dialogo = await screen.findByRole("dialog");
  await persona.click(
    within(dialogo).getByRole("button", { name: /^Guardar/ }),
  );
  expect(within(dialogo).getByRole("alert").textContent).toContain("10 letras");
  await persona.type(
    within(dialogo).getByRole("textbox"),
    "La ley del registro lo exige",
  );
  await persona.click(
    within(dialogo).getByRole("button", { name: /^Guardar/ }),
  );
  await waitFor(() =>
    expect(pedidos(puente, "decidir_hallazgo")[0]).toMatchObject({
      estado: "descartado",
      justificacion: "La ley del registro lo exige",
    }),
  );
});
