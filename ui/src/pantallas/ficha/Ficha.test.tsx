import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { TODO_EL_INVENTARIO } from "../../puente/consultas";
import { crearPuenteFalso } from "../../puente/falso";
import { dibujar } from "../../pruebas/dibujar";
import { irA } from "../../rutas";

/** Opens the first ficha of the inventory, as a person would. */
async function abrirFicha() {
  irA({ pantalla: "inventario", filtros: {} });
  const dibujo = dibujar(<App />);
  const celdas = await screen.findAllByRole("gridcell");
  await waitFor(() => expect(celdas[0]?.textContent).toMatch(/\w/));
  celdas[0]?.focus();
  await dibujo.persona.keyboard("{Enter}");
  await screen.findByRole("tab", { name: /General/ });
  return dibujo;
}

test("«Siguiente dato que falta» pone el foco en el dato y explica por qué", async () => {
  const { persona } = await abrirFicha();
  await persona.click(
    screen.getByRole("button", { name: "Siguiente dato que falta" }),
  );
  await waitFor(() =>
    expect(document.activeElement?.matches("input, textarea, select, td")).toBe(
      true,
    ),
  );
  expect(
    within(screen.getByRole("region", { name: "Ayuda del dato" })).getByText(
      /Por qué hace falta/,
    ),
  ).toBeDefined();
});

test("un requisito escrito en la última fila queda en la ficha y se deshace", async () => {
  const { persona } = await abrirFicha();
  await persona.click(screen.getByRole("tab", { name: /Requisitos/ }));
  const rejilla = await screen.findByRole("grid", { name: "Requisitos" });
  const nueva = within(rejilla).getByText(/Escriba o pegue/);
  await persona.click(nueva);
  await persona.keyboard("Solvencia municipal vigente{Enter}");
  expect(
    await within(rejilla).findByText("Solvencia municipal vigente"),
  ).toBeDefined();
  await persona.keyboard("{Control>}z{/Control}");
  await waitFor(() =>
    expect(
      within(rejilla).queryByText("Solvencia municipal vigente"),
    ).toBeNull(),
  );
});

test("un volumen que no concuerda se dice al lado, y un botón lleva al dato", async () => {
  const { persona } = await abrirFicha();
  await persona.click(screen.getByRole("tab", { name: /Volumen/ }));
  const rejilla = await screen.findByRole("grid", {
    name: "Solicitudes por año y vía",
  });
  await persona.click(within(rejilla).getByText(/Escriba o pegue/));
  await persona.keyboard("2025{Enter}");
  // A year has no comma.
  expect(await within(rejilla).findByText("2025")).toBeDefined();
  await persona.keyboard("{ArrowUp}{ArrowRight}{ArrowRight}100{Tab}120{Enter}");
  const avisos = await screen.findByRole("region", {
    name: "Datos que no concuerdan",
  });
  expect(avisos.textContent).toContain("Hay más rechazos que solicitudes");
  await persona.click(
    within(avisos).getByRole("button", {
      name: /^Ver Volumen, fila 1: Rechazadas/,
    }),
  );
  await waitFor(() =>
    expect(document.activeElement?.textContent).toContain("120"),
  );
});

test("el texto importado se ve sin poder cambiarlo", async () => {
  const { persona } = await abrirFicha();
  await persona.click(screen.getByRole("tab", { name: "Texto original" }));
  const [texto] = await screen.findAllByRole("region", { name: /^Texto de / });
  expect(texto?.textContent?.length).toBeGreaterThan(0);
  expect(
    within(screen.getByRole("tabpanel")).queryByRole("textbox"),
  ).toBeNull();
});

test("unir desde la ficha que se va lleva a la que queda, sin decir que falló", async () => {
  const puente = crearPuenteFalso({ tramites: 3 });
  const { filas } = await puente.llamar("listar_tramites", TODO_EL_INVENTARIO);
  const [primera, segunda] = filas.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  irA({ pantalla: "ficha", id: segunda?.id ?? "" });
  const { persona } = dibujar(<App />, { puente });
  await persona.click(
    await screen.findByRole("button", { name: "Unir con otro trámite…" }),
  );
  await persona.type(
    await screen.findByRole("searchbox", { name: "Buscar el otro trámite" }),
    primera?.codigo ?? "",
  );
  await persona.click(await screen.findByRole("radio"));
  await persona.click(
    screen.getByRole("button", { name: "Comparar los dos trámites" }),
  );
  await persona.type(
    await screen.findByRole("textbox", { name: "Motivo" }),
    "Es el mismo trámite",
  );
  let fallo = false;
  const mirar = new MutationObserver(() => {
    fallo ||= document.body.textContent.includes("No se pudo abrir la ficha");
  });
  mirar.observe(document.body, { childList: true, subtree: true });
  await persona.click(
    screen.getByRole("button", { name: "Unir los dos trámites" }),
  );
  expect(
    await screen.findByRole("heading", { level: 1, name: primera?.nombre }),
  ).toBeDefined();
  expect(location.hash).toBe(`#/ficha/${primera?.id}`);
  mirar.disconnect();
  expect(fallo).toBe(false);
});
