import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { TODO_EL_INVENTARIO } from "../../puente/consultas";
import { crearPuenteFalso } from "../../puente/falso";
import type { FilaTramite } from "../../puente/generado/FilaTramite";
import type { UnionPrevista } from "../../puente/generado/UnionPrevista";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { UnirTramites } from "./UnirTramites";

/** The dialog over the first two of the sample; `cambios` alters what the core foresees. */
async function abrir({
  conOtra = true,
  cambios = {},
}: { conOtra?: boolean; cambios?: Partial<UnionPrevista> } = {}) {
  const puente = crearPuenteFalso({ tramites: 4 });
  const { filas } = await puente.llamar("listar_tramites", TODO_EL_INVENTARIO);
  const [una, otra] = filas as [FilaTramite, FilaTramite];
  const llamar = puente.llamar.bind(puente);
  vi.spyOn(puente, "llamar").mockImplementation(async (comando, pide) => {
    const dado = await llamar(comando, pide);
    return comando === "prever_union" ? { ...dado, ...cambios } : dado;
  });
  const alCerrar = vi.fn<() => void>();
  return {
    una,
    otra,
    alCerrar,
    ...dibujar(
      <UnirTramites
        una={una}
        otra={conOtra ? otra : null}
        alCerrar={alCerrar}
      />,
      { puente },
    ),
  };
}

const UNIR = { name: "Unir los dos trámites" };

test("se une con el nombre del segundo, sin las filas repetidas, y se abre el que queda", async () => {
  const { persona, puente, una, otra, alCerrar } = await abrir();
  const dato = await screen.findByRole("group", { name: "Nombre del trámite" });
  const [primero, segundo] = within(dato).getAllByRole("radio");
  expect((primero as HTMLInputElement).checked).toBe(true);
  await persona.click(segundo as HTMLElement);
  expect((primero as HTMLInputElement).checked).toBe(false);
  expect(
    (
      screen.getByRole("checkbox", {
        name: "Dejar fuera las filas repetidas (1)",
      }) as HTMLInputElement
    ).checked,
  ).toBe(true);
  expect(screen.getByText("Horario de atención")).toBeDefined();
  const fila = screen.getByRole("row", { name: /^Requisitos/ });
  expect(within(fila).getAllByRole("cell").at(-1)?.textContent).toBe(
    String(una.requisitos + otra.requisitos - 1),
  );

  await persona.click(screen.getByRole("button", UNIR));
  expect(pedidos(puente, "unir_tramites")).toEqual([]);
  expect(document.activeElement?.tagName).toBe("TEXTAREA");
  await persona.keyboard("Es el mismo con dos códigos");
  await persona.click(screen.getByRole("button", UNIR));
  await waitFor(() => expect(location.hash).toBe(`#/ficha/${una.id}`));
  expect(alCerrar).toHaveBeenCalledOnce();
  expect(pedidos(puente, "unir_tramites")).toEqual([
    {
      una: una.id,
      otra: otra.id,
      de_otra: ["nombre"],
      sin_repetidas: true,
      motivo: "Es el mismo con dos códigos",
    },
  ]);
});

test("un impedimento se explica y no deja unir", async () => {
  await abrir({
    cambios: {
      distintos: [],
      impedimento: "MARN-0001 tiene dos valores en «Costo». Elija uno.",
    },
  });
  expect((await screen.findByRole("alert")).textContent).toContain(
    "Elija uno.",
  );
  const boton = screen.getByRole<HTMLButtonElement>("button", UNIR);
  expect(boton.disabled).toBe(true);
});

test("los valores de una lista se leen con su etiqueta; si nada se repite no se pregunta", async () => {
  await abrir({
    cambios: {
      filas: [{ clase: "paso", de_una: 2, de_otra: 3, repetidas: 0 }],
      distintos: [
        {
          campo: "modalidad",
          etiqueta: "Modalidad",
          de_una: "presencial",
          de_otra: "en_linea",
        },
      ],
    },
  });
  const dato = await screen.findByRole("group", { name: "Modalidad" });
  expect(
    await within(dato).findByRole("radio", { name: /Presencial$/ }),
  ).toBeDefined();
  expect(within(dato).getByRole("radio", { name: /En línea$/ })).toBeDefined();
  expect(screen.queryByRole("checkbox")).toBeNull();
});

test("desde la ficha se busca el otro, sin ofrecer el mismo, y se puede elegir de nuevo", async () => {
  const { persona, una, otra } = await abrir({ conOtra: false });
  const comparar = await screen.findByRole<HTMLButtonElement>("button", {
    name: "Comparar los dos trámites",
  });
  expect(comparar.disabled).toBe(true);
  const caja = screen.getByRole("searchbox", {
    name: "Buscar el otro trámite",
  });
  await persona.type(caja, una.codigo);
  expect(
    await screen.findByText(/^Ningún otro trámite coincide/),
  ).toBeDefined();
  expect(screen.queryByRole("radio")).toBeNull();
  await persona.clear(caja);
  await persona.type(caja, otra.codigo);
  await persona.click(
    await screen.findByRole("radio", { name: new RegExp(otra.codigo) }),
  );
  await persona.click(comparar);
  expect(
    await screen.findByRole("group", { name: "Nombre del trámite" }),
  ).toBeDefined();
  await waitFor(() =>
    expect(document.activeElement?.textContent).toMatch(
      /^Queda un solo trámite/,
    ),
  );
  await persona.click(
    screen.getByRole("button", { name: "Elegir otro trámite" }),
  );
  await waitFor(() =>
    expect(document.activeElement?.getAttribute("type")).toBe("search"),
  );
});
