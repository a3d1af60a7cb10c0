import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { App } from "../../marco/App";
import { crearPuenteFalso } from "../../puente/falso";
import { dibujar, pedidos } from "../../pruebas/dibujar";

async function abrir(opciones: Parameters<typeof dibujar>[1] = {}) {
  location.hash = "#/informes";
  const vista = dibujar(<App />, opciones);
  const visor = await screen.findByRole("region", { name: "Vista previa" });
  return { ...vista, visor };
}

test("dibuja la página con las marcas del PDF, y se pasa de página con el teclado", async () => {
  const { visor, persona } = await abrir();
  expect(within(visor).getByText("Informe de avance")).toBeDefined();
  const hoja = within(visor).getByRole("region", { name: /^Página 1 de 3/ });
  hoja.focus();
  await persona.keyboard("{PageDown}");
  expect(within(visor).getByText("Página 2 de 3")).toBeDefined();
  await persona.keyboard("{End}");
  expect(within(visor).getByText("Página 3 de 3")).toBeDefined();
  await persona.keyboard("{PageDown}");
  expect(within(visor).getByText("Página 3 de 3")).toBeDefined();
  await persona.keyboard("{Home}");
  expect(within(visor).getByText("Página 1 de 3")).toBeDefined();
});

test("cada clase de marca se dibuja con sus medidas", async () => {
  const { visor, persona } = await abrir();
  await persona.selectOptions(within(visor).getByLabelText("Ir a"), "Fases");
  const pagina = within(visor).getByRole("group", { name: "Página 2" });
  expect(
    pagina.querySelector("text")?.getAttribute("textLength"),
  ).not.toBeNull();
  expect(pagina.querySelector("rect")?.getAttribute("fill")).toBe("#17457f");
  expect(pagina.querySelector("line")?.getAttribute("stroke")).toBe("#c3ccd7");
  expect(pagina.querySelector("polygon")?.getAttribute("points")).toBe(
    "56,320 66,340 46,340",
  );
});

test("acercar y alejar cambian el tamaño, y al ancho lo ajusta", async () => {
  const { visor, persona } = await abrir();
  await persona.click(within(visor).getByRole("button", { name: "Acercar" }));
  const uno = within(visor)
    .getByRole("group", { name: "Página 1" })
    .getAttribute("width");
  await persona.click(within(visor).getByRole("button", { name: "Acercar" }));
  const dos = within(visor)
    .getByRole("group", { name: "Página 1" })
    .getAttribute("width");
  expect(Number(dos)).toBeGreaterThan(Number(uno));
});

test("quitar una sección vuelve a pedir la vista previa sin ella", async () => {
  const { persona, puente } = await abrir();
  await persona.click(screen.getByRole("checkbox", { name: "Comité" }));
  await waitFor(() =>
    expect(pedidos(puente, "vista_previa_informe").at(-1)).toMatchObject({
      secciones: ["fases", "inventario", "hallazgos", "tramites"],
    }),
  );
});

test("exportar pregunta dónde, dice qué se guardó y deja abrirlo", async () => {
  const puente = crearPuenteFalso({ tramites: 4 });
  const abrirlo = vi.spyOn(puente, "abrirExportado");
  const destino = vi.spyOn(puente, "elegirDestino");
  const { persona } = await abrir({ puente });
  await persona.click(screen.getByRole("button", { name: "Exportar PDF" }));
  expect(await screen.findByText(/^Se guardó «avance-MARN/)).toBeDefined();
  expect(destino.mock.calls[0]?.[0]).toMatch(
    /^avance-MARN-\d{4}-\d\d-\d\d\.pdf$/,
  );
  expect(pedidos(puente, "exportar_informe")).toMatchObject([
    { tipo: "avance", destino: "destino-1" },
  ]);
  await persona.click(screen.getByRole("button", { name: "Abrir informe" }));
  expect(abrirlo).toHaveBeenCalledWith("destino-1");
});

test("si no se puede escribir, lo dice y no queda un aviso de guardado", async () => {
  const { persona } = await abrir({
    fallas: {
      exportar_informe: {
        codigo: "solo_lectura",
        mensaje: "No se puede escribir en esa carpeta. Elija otra.",
        campos: [],
        incidente: null,
      },
    },
  });
  await persona.click(screen.getByRole("button", { name: "Exportar PDF" }));
  expect((await screen.findByRole("alert")).textContent).toContain(
    "Elija otra.",
  );
  expect(screen.queryByText(/^Se guardó/)).toBeNull();
});
