import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { App } from "../../marco/App";
import { crearPuenteFalso } from "../../puente/falso";
import { dibujar, pedidos } from "../../pruebas/dibujar";

async function abrir(opciones: Parameters<typeof dibujar>[1] = {}, hash = "") {
  location.hash = `#/informes${hash}`;
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

test("un enlace de la página lleva a donde dice", async () => {
  const { visor, persona } = await abrir();
  const enlace = within(visor).getByText("Ir a la página 3").closest("rect");
  expect(enlace).not.toBeNull();
  await persona.click(enlace as Element);
  expect(within(visor).getByText("Página 3 de 3")).toBeDefined();
});

test("las páginas se piden de ocho en ocho, no el informe entero", async () => {
  const { puente } = await abrir();
  expect(pedidos(puente, "vista_previa_informe")[0]).toMatchObject({
    desde: 0,
    cuantos: 8,
  });
});

test("el contenido del informe lleva a la página de cada sección", async () => {
  const { visor, persona } = await abrir();
  const contenido = within(visor).getByRole("navigation", {
    name: "Contenido del informe",
  });
  const fases = within(contenido).getByRole("button", { name: /^Fases/ });
  await persona.click(fases);
  expect(fases.getAttribute("aria-current")).toBe("true");
  const pagina = within(visor).getByRole("group", { name: "Página 2" });
  expect(
    pagina.querySelector("text")?.getAttribute("textLength"),
  ).not.toBeNull();
  expect(pagina.querySelector("rect")?.getAttribute("fill")).toBe("#17457f");
  expect(pagina.querySelector("polygon")?.getAttribute("points")).toBe(
    "56,320 66,340 46,340",
  );
  const caja = within(visor).getByLabelText("Ir a la página");
  await persona.type(caja, "3{Enter}");
  expect(within(visor).getByText("Página 3 de 3")).toBeDefined();
});

test("acercar y alejar cambian el tamaño, y al ancho lo ajusta", async () => {
  const { visor, persona } = await abrir();
  const ancho = () =>
    within(visor)
      .getByRole("group", { name: "Página 1" })
      .getAttribute("width");
  await persona.click(within(visor).getByRole("button", { name: "Acercar" }));
  const uno = ancho();
  await persona.click(within(visor).getByRole("button", { name: "Acercar" }));
  expect(Number(ancho())).toBeGreaterThan(Number(uno));
});

test("quitar una sección, o moverla, vuelve a pedir la vista previa así", async () => {
  const { persona, puente } = await abrir();
  await persona.click(screen.getByRole("checkbox", { name: "Comité" }));
  await waitFor(() => {
    const { secciones } = pedidos(puente, "vista_previa_informe").at(-1) as {
      secciones: string[];
    };
    expect(secciones).not.toContain("comite");
    expect(secciones.slice(0, 2)).toEqual(["fases", "inventario"]);
  });
  screen.getByRole("checkbox", { name: "Inventario" }).focus();
  await persona.keyboard("{Control>}{ArrowUp}{ArrowUp}{/Control}");
  await waitFor(() =>
    expect(pedidos(puente, "vista_previa_informe").at(-1)).toMatchObject({
      secciones: expect.arrayContaining(["inventario"]) as unknown,
    }),
  );
});

test("la dirección elige el informe, el corte y con cuál se compara", async () => {
  const { puente } = await abrir(
    { como: "gae" },
    "?tipo=consolidado&corte=2021-12-31&comparar=2021-11-30",
  );
  expect(
    screen.getByRole("heading", { level: 1, name: "Informe consolidado" }),
  ).toBeDefined();
  expect(pedidos(puente, "vista_previa_informe")[0]).toMatchObject({
    tipo: "consolidado",
    institucion: null,
    corte: "2021-12-31",
    comparar: "2021-11-30",
  });
});

test("el informe de una institución pide cuál antes de dibujarlo", async () => {
  location.hash = "#/informes?tipo=avance";
  const { persona, puente } = dibujar(<App />, { como: "gae" });
  expect(
    await screen.findByText("Elija una institución para ver su informe."),
  ).toBeDefined();
  expect(pedidos(puente, "vista_previa_informe")).toEqual([]);
  await persona.selectOptions(
    screen.getByLabelText(/^Institución/),
    "MARN · Ministerio de Ambiente y Recursos Naturales",
  );
  await screen.findByRole("region", { name: "Vista previa" });
  expect(
    screen.getByRole("button", { name: "Exportar PDF" }),
  ).not.toHaveProperty("disabled", true);
});

test("exportar pregunta dónde, dice qué se guardó con su código y deja abrirlo", async () => {
  const puente = crearPuenteFalso({ tramites: 4 });
  const abrirlo = vi.spyOn(puente, "abrirExportado");
  const carpeta = vi.spyOn(puente, "abrirCarpeta");
  const destino = vi.spyOn(puente, "elegirDestino");
  const { persona } = await abrir({ puente });
  await persona.click(screen.getByRole("button", { name: "Exportar PDF" }));
  expect(await screen.findByText(/^Se guardó «avance-MARN/)).toBeDefined();
  expect(
    screen.getByText(/Código de verificación: a1b2c3d4e5f60718/),
  ).toBeDefined();
  expect(destino.mock.calls[0]?.[0]).toMatch(
    /^avance-MARN-\d{4}-\d\d-\d\d\.pdf$/,
  );
  expect(pedidos(puente, "exportar_informe")).toMatchObject([
    { tipo: "avance", destino: "destino-1", formato: "pdf" },
  ]);
  await persona.click(screen.getByRole("button", { name: "Abrir informe" }));
  expect(abrirlo).toHaveBeenCalledWith("destino-1");
  await persona.click(screen.getByRole("button", { name: "Abrir carpeta" }));
  expect(carpeta).toHaveBeenCalledWith("destino-1");
});

test("cada formato pide el archivo con su extensión", async () => {
  const puente = crearPuenteFalso({ tramites: 4 });
  const destino = vi.spyOn(puente, "elegirDestino");
  const { persona } = await abrir({ puente });
  await persona.click(screen.getByRole("radio", { name: /^Tablas/ }));
  await persona.click(screen.getByRole("button", { name: "Exportar tablas" }));
  await screen.findByText(/^Se guardó/);
  expect(destino.mock.calls[0]).toEqual([
    expect.stringMatching(/\.zip$/),
    "tablas",
  ]);
});

test("imprimir abre el documento en el visor de la computadora", async () => {
  const puente = crearPuenteFalso({ tramites: 4 });
  const abrirlo = vi.spyOn(puente, "abrirExportado");
  const { persona } = await abrir({ puente });
  await persona.click(screen.getByRole("button", { name: "Imprimir" }));
  expect(await screen.findByText("El documento está listo")).toBeDefined();
  expect(abrirlo).toHaveBeenCalledWith("papel-1");
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

test("un lote escribe solo las instituciones marcadas y dice cómo quedó cada una", async () => {
  location.hash = "#/informes?ver=lote";
  const { persona, puente } = dibujar(<App />, { como: "gae" });
  await screen.findByText("Para 66 de 66 instituciones");
  await persona.click(screen.getByRole("button", { name: "Desmarcar todas" }));
  await persona.click(screen.getByRole("checkbox", { name: "MARN" }));
  await persona.click(
    screen.getByRole("button", {
      name: "Elegir carpeta y escribir 1 informe",
    }),
  );
  expect(await screen.findByText("1 de 1 informe escrito")).toBeDefined();
  const [lote] = pedidos(puente, "exportar_lote") as Array<{
    instituciones: string[];
    carpeta: string;
  }>;
  expect(lote?.instituciones).toHaveLength(1);
  expect(lote?.carpeta).toBe("carpeta-1");
  const tabla = screen.getByRole("table", {
    name: "Resultado por institución",
  });
  expect(within(tabla).getByText("Escrito")).toBeDefined();
});

test("lo exportado queda en la lista con su código, y un código se comprueba", async () => {
  const { persona } = await abrir();
  await persona.click(screen.getByRole("button", { name: "Exportar PDF" }));
  await screen.findByText(/^Se guardó/);
  await persona.click(
    screen.getByRole("tab", { name: "Exportados y códigos" }),
  );
  const tabla = await screen.findByRole("table", {
    name: /^Informes exportados/,
  });
  expect(within(tabla).getByText("a1b2c3d4e5f60718")).toBeDefined();
  const boton = screen.getByRole("button", { name: "Comprobar código" });
  await persona.click(boton);
  expect(
    await screen.findByText("Escriba el código que está al pie de la página."),
  ).toBeDefined();
  const codigo = screen.getByLabelText(/^Código de verificación/);
  await persona.type(codigo, "A1B2 C3D4 E5F6 0718");
  await persona.click(boton);
  expect(await screen.findByText("El código coincide")).toBeDefined();
  await persona.clear(codigo);
  await persona.type(codigo, "ffffffffffffffff");
  await persona.click(boton);
  expect(await screen.findByText("El código no coincide")).toBeDefined();
});

test("el membrete se empieza con el nombre de la institución y se le agregan firmas", async () => {
  location.hash = "#/informes?ver=membrete";
  const { persona, puente } = dibujar(<App />);
  await persona.click(
    await screen.findByRole("button", { name: "Empezar el membrete" }),
  );
  const encabezado = await screen.findByLabelText(/^Encabezado/);
  expect((encabezado as HTMLTextAreaElement).value).toBe(
    "Ministerio de Ambiente y Recursos Naturales",
  );
  await persona.click(screen.getByRole("button", { name: "Agregar firma" }));
  const dialogo = await screen.findByRole("dialog", { name: "Agregar firma" });
  await persona.type(
    within(dialogo).getByLabelText(/^Nombre de quien firma/),
    "Ana López",
  );
  await persona.click(
    within(dialogo).getByRole("button", { name: "Agregar firma" }),
  );
  expect(await screen.findByRole("group", { name: "Firma 1" })).toBeDefined();
  expect(pedidos(puente, "agregar_filas").at(-1)).toMatchObject({
    clase: "firma",
    filas: [{ nombre: "Ana López" }],
  });
});

test("el orden de las secciones se guarda con sus nombres cortos", async () => {
  location.hash = "#/informes?ver=membrete";
  const { persona, puente } = dibujar(<App />);
  await persona.click(
    await screen.findByRole("button", { name: "Empezar el membrete" }),
  );
  await persona.click(
    await screen.findByRole("button", { name: "Bajar Fases de la guía" }),
  );
  await waitFor(() =>
    expect(pedidos(puente, "guardar_celdas").at(-1)).toMatchObject({
      celdas: [
        {
          campo: "orden_de_secciones",
          valor: expect.stringMatching(/^comite fases inventario/) as unknown,
        },
      ],
    }),
  );
});

test("una sección bajada dos veces seguidas baja dos lugares, y cada guardado sigue al anterior", async () => {
  location.hash = "#/informes?ver=membrete";
  const { persona, puente } = dibujar(<App />);
  // A disk that takes its time: the second press comes while the first is being saved.
  const llamar = puente.llamar.bind(puente);
  puente.llamar = async (comando, pide) => {
    if (comando === "guardar_celdas")
      await new Promise((seguir) => setTimeout(seguir, 80));
    return llamar(comando, pide);
  };
  await persona.click(
    await screen.findByRole("button", { name: "Empezar el membrete" }),
  );
  const bajar = await screen.findByRole("button", {
    name: "Bajar Fases de la guía",
  });
  await persona.click(bajar);
  await persona.click(
    screen.getByRole("button", { name: "Bajar Fases de la guía" }),
  );
  const guardados = () =>
    pedidos(puente, "guardar_celdas") as Array<{
      celdas: Array<{ valor: string; padres: string[] }>;
    }>;
  await waitFor(() =>
    expect(guardados().at(-1)?.celdas[0]?.valor).toMatch(
      /^comite inventario fases/,
    ),
  );
  // The second is written over what the first left, not beside it.
  const [una, otra] = guardados().map(({ celdas }) => celdas[0]?.padres ?? []);
  expect(una).toEqual([]);
  expect(otra).toHaveLength(1);
});
