import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { crearPuenteFalso } from "../puente/falso";
import { dibujar, pedidos } from "../pruebas/dibujar";
import { irA } from "../rutas";
import { App } from "./App";

const navegacion = () => screen.findByRole("navigation", { name: "Principal" });

test("la ventana avisa cuando ya hay algo dibujado", async () => {
  const puente = crearPuenteFalso({ tramites: 2 });
  const aviso = vi.spyOn(puente, "avisarPrimeraPantalla");
  dibujar(<App />, { puente });
  await navegacion();
  expect(aviso).toHaveBeenCalled();
});

test("si el archivo de datos no abre, dice por qué y deja intentar de nuevo", async () => {
  const { persona, puente } = dibujar(<App />, {
    fallas: {
      estado_inicial: {
        codigo: "archivo_mas_nuevo",
        mensaje: "El archivo es de una versión más nueva de Diligencia.",
        campos: [],
        incidente: null,
      },
    },
  });
  expect((await screen.findByRole("alert")).textContent).toContain(
    "versión más nueva",
  );
  delete puente.fallas.estado_inicial;
  await persona.click(
    screen.getByRole("button", { name: "Intentar de nuevo" }),
  );
  expect(await navegacion()).toBeDefined();
});

test("la navegación dice dónde se está y cuánto hay en cada lugar", async () => {
  dibujar(<App />);
  const lista = await navegacion();
  expect(
    within(lista)
      .getByRole("link", { name: "Inicio" })
      .getAttribute("aria-current"),
  ).toBe("page");
  expect(
    await within(lista).findByRole("link", {
      name: /^Inventario.*8 trámites$/,
    }),
  ).toBeDefined();
  irA({ pantalla: "comite" });
  await waitFor(() =>
    expect(
      within(lista)
        .getByRole("link", { name: "Comité" })
        .getAttribute("aria-current"),
    ).toBe("page"),
  );
});

test("al cambiar de pantalla el foco va al título y la ventana cambia de nombre", async () => {
  dibujar(<App />);
  await navegacion();
  irA({ pantalla: "historial" });
  await waitFor(() => expect(document.title).toBe("Historial · Diligencia"));
  expect(document.activeElement?.tagName).toBe("H1");
});

test("Ctrl+Z deshace con su frase a la vista, y Ctrl+Y rehace; dentro de un texto no", async () => {
  const puente = crearPuenteFalso({ tramites: 2 });
  await puente.llamar("crear_tramite", {
    nombre: "Trámite de prueba",
    codigo: null,
    institucion: null,
  });
  const { persona } = dibujar(<App />, { puente });
  await navegacion();
  expect(
    await screen.findByRole("button", { name: "Deshacer: Agregó un trámite" }),
  ).toBeDefined();

  await persona.click(screen.getByRole("combobox", { name: /^Buscar/ }));
  await persona.keyboard("{Control>}z{/Control}");
  expect(pedidos(puente, "deshacer")).toEqual([]);

  irA({ pantalla: "historial" });
  await screen.findByRole("heading", {
    level: 1,
    name: /operaciones guardadas/,
  });
  await persona.keyboard("{Control>}z{/Control}");
  const rehacer = await screen.findAllByRole("button", {
    name: "Rehacer: Agregó un trámite",
  });
  expect(rehacer.length).toBeGreaterThan(0);
  await persona.keyboard("{Control>}y{/Control}");
  await waitFor(() => expect(pedidos(puente, "rehacer")).toHaveLength(1));
  expect(await screen.findByText(/^Guardado a las/)).toBeDefined();
});

test("Ctrl+K lleva al buscador, y F1 muestra los atajos", async () => {
  const { persona } = dibujar(<App />);
  await navegacion();
  await persona.keyboard("{Control>}k{/Control}");
  expect(document.activeElement).toBe(
    screen.getByRole("combobox", { name: /^Buscar/ }),
  );
  await persona.keyboard("{F1}");
  expect(
    await screen.findByRole("dialog", { name: "Atajos del teclado" }),
  ).toBeDefined();
});

test("la barra dice la institución, quién escribe y que no hay credencial", async () => {
  dibujar(<App />, { persona: "Ana López" });
  const barra = await screen.findByRole("banner");
  expect(barra.textContent).toContain("MARN");
  expect(barra.textContent).toContain("Ana López");
  expect(barra.textContent).toContain("sin credencial");
});

test("el tema y la densidad guardados se aplican a toda la ventana", async () => {
  dibujar(<App />, { preferencias: { tema: "oscuro", densidad: "compacta" } });
  await navegacion();
  expect(document.documentElement.dataset["tema"]).toBe("oscuro");
  expect(document.documentElement.dataset["densidad"]).toBe("compacta");
});

test("dos veces Ctrl+Z seguidas deshacen dos pasos: la segunda espera su turno", async () => {
  const puente = crearPuenteFalso({ tramites: 2 });
  for (const nombre of ["Trámite uno", "Trámite dos"])
    await puente.llamar("crear_tramite", {
      nombre,
      codigo: null,
      institucion: null,
    });
  const { persona } = dibujar(<App />, { puente });
  await navegacion();
  await screen.findByRole("button", { name: "Deshacer: Agregó un trámite" });
  await persona.keyboard("{Control>}zz{/Control}");
  await waitFor(() => expect(pedidos(puente, "deshacer")).toHaveLength(2));
});

test("en GAE, cada tipo de institución lleva a su tablero y dice cuántas son", async () => {
  location.hash = "#/tablero?corte=2021-12-31";
  dibujar(<App />, { como: "gae" });
  const gobernaciones = await screen.findByRole("link", {
    name: /^Gobernaciones.*22 instituciones/,
  });
  expect(gobernaciones.getAttribute("href")).toBe(
    "#/tablero?tipo=gobernacion&corte=2021-12-31",
  );
  const tablero = screen.getByRole("link", { name: "Tablero" });
  expect(tablero.getAttribute("aria-current")).toBe("page");
  location.hash = "#/tablero?tipo=gobernacion";
  await waitFor(() =>
    expect(gobernaciones.getAttribute("aria-current")).toBe("page"),
  );
  expect(tablero.getAttribute("aria-current")).toBeNull();
});
