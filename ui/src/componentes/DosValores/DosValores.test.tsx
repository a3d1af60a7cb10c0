import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { crearPuenteFalso } from "../../puente/falso";
import type { ConflictoDto } from "../../puente/generado/ConflictoDto";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { AvisoDeDosValores } from "./DosValores";
import { dosValores } from "./muestra";

async function abrir(conflicto: ConflictoDto) {
  const puente = crearPuenteFalso({ tramites: 2 });
  puente.ponerEnDuda(conflicto);
  const vista = dibujar(<AvisoDeDosValores pide={{}} />, { puente });
  await vista.persona.click(
    await screen.findByRole("button", { name: /^Elegir valor: / }),
  );
  return { ...vista, dialogo: await screen.findByRole("dialog") };
}

test("dice quién, cuándo y por qué de cada valor, y lo de antes", async () => {
  const { dialogo } = await abrir(dosValores());
  expect(
    within(dialogo).getByText("Dos valores: Puntos de Demanda"),
  ).toBeDefined();
  const opciones = within(dialogo)
    .getAllByRole("radio")
    .map((r) => r.closest("label")?.textContent);
  expect(opciones).toEqual([
    "En este equipo30Ana López, 20/11/2026 08:05Motivo: Acuerdo de la sesión 4-2026",
    "En otro equipo (es el que se ve ahora)5Beto Pérez, 20/11/2026 10:42",
    "Antes20",
  ]);
  for (const radio of within(dialogo).getAllByRole("radio"))
    expect((radio as HTMLInputElement).checked).toBe(false);
});

test("pide elegir y el motivo antes de escribir nada, y después lo escribe una vez", async () => {
  const { dialogo, persona, puente } = await abrir(dosValores());
  const boton = within(dialogo).getByRole("button", {
    name: "Dejar el valor elegido",
  });
  await persona.click(boton);
  await within(dialogo).findByText("Elija uno de los valores.");
  await persona.click(within(dialogo).getByRole("radio", { name: /^Antes/ }));
  await persona.click(boton);
  await within(dialogo).findByText(/al menos 10 letras/);
  expect(pedidos(puente, "resolver_conflicto")).toEqual([]);
  await persona.type(
    within(dialogo).getByRole("textbox", { name: "Motivo" }),
    "Ninguno se acordó en la sesión",
  );
  await persona.click(boton);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(pedidos(puente, "resolver_conflicto")).toEqual([
    {
      entidad: "c",
      campo: "peso",
      valor: "20",
      motivo: "Ninguno se acordó en la sesión",
    },
  ]);
  expect(screen.queryByText("1 dato con dos valores")).toBeNull();
});

test("lo que decide la institución se ve y no se elige", async () => {
  const puente = crearPuenteFalso({ tramites: 2 });
  puente.ponerEnDuda(dosValores({ propio: false }));
  const { persona } = dibujar(<AvisoDeDosValores pide={{}} />, { puente });
  await persona.click(
    await screen.findByRole("button", { name: /Puntos de Demanda/ }),
  );
  const dialogo = await screen.findByRole("dialog");
  within(dialogo).getByText(/Lo elige la institución/);
  expect(within(dialogo).queryByRole("button", { name: /^Dejar/ })).toBeNull();
});
