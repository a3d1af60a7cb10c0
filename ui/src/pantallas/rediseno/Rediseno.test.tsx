import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import type { PuenteFalso } from "../../puente/falso";
import type { Da } from "../../puente/puente";
import type { VerRediseno } from "../../rutas";
import { puenteConRediseno } from "./muestra";
import type { Hasta } from "./muestra";

async function abrir(
  ver: VerRediseno,
  hasta: Hasta = {},
  preparar: (puente: PuenteFalso) => PuenteFalso = (p) => p,
) {
  const llena = await puenteConRediseno(hasta);
  location.hash = `#/rediseno/${llena.tramite}?ver=${ver}`;
  const puente = preparar(llena.puente);
  const vista = dibujar(<App />, { puente });
  await screen.findByRole("tab", { name: /^Escenarios/ });
  return { ...vista, ...llena, puente };
}

describe("la lista", () => {
  test("vacía dice qué hacer: cerrar una priorización", async () => {
    location.hash = "#/rediseno";
    dibujar(<App />);
    expect(
      await screen.findByText(/empieza con los trámites priorizados/),
    ).toBeDefined();
    expect(
      screen
        .getByRole("link", { name: "Ir a la priorización" })
        .getAttribute("href"),
    ).toBe("#/priorizacion");
  });

  test("cada trámite con sus cuatro medidas, la suma dice cuántos son comparables, y la gráfica lo cuenta", async () => {
    const { puente } = await puenteConRediseno({
      escenarios: true,
      propuesta: true,
    });
    location.hash = "#/rediseno";
    dibujar(<App />, { puente });
    const tabla = await screen.findByRole("table", {
      name: "Trámites en rediseño",
    });
    const fila = within(tabla).getByRole("row", { name: /supervivencia/ });
    expect(fila.textContent).toContain("7 → 4");
    expect(fila.textContent).toContain("42.9\u00a0% menos");
    expect(screen.getAllByText("comparables 1 de 1").length).toBeGreaterThan(0);
    expect(
      screen.getByRole("img", { name: /^Acta de supervivencia: de 7 a 4/ }),
    ).toBeDefined();
  });

  test("en el archivo de GAE primero se elige la institución", async () => {
    location.hash = "#/rediseno";
    const { puente } = dibujar(<App />, { como: "gae" });
    expect(
      await screen.findByRole("combobox", { name: "Institución" }),
    ).toBeDefined();
    expect(pedidos(puente, "redisenos")).toEqual([]);
  });
});

describe("el encabezado", () => {
  test("dice lo hallado, y cada cifra abre su explicación", async () => {
    const { persona } = await abrir("comparacion", {
      escenarios: true,
      propuesta: true,
    });
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
      "Acta de supervivencia: de 7 a 4 pasos, una sola visita",
    );
    const pasos = screen.getByRole("article", { name: "Pasos" });
    expect(pasos.textContent).toContain("42.9\u00a0% menos");
    await persona.click(
      within(pasos).getByRole("button", { name: /^Pasos, con la propuesta/ }),
    );
    expect(
      await screen.findByRole("dialog", { name: /^Cómo se calcula: Pasos/ }),
    ).toBeDefined();
  });

  test("el ahorro del año dice de qué volumen sale y quién lo dijo", async () => {
    await abrir("entrega", { escenarios: true, propuesta: true });
    const anual = screen.getByRole("article", { name: "En un año" });
    expect(anual.textContent).toContain("Para 400\u00a0solicitudes al año");
    expect(anual.textContent).toContain("Registro de ventanilla");
  });
});

describe("los pasos", () => {
  test("la propuesta empieza con los de hoy, y una fila nueva nace en su versión", async () => {
    const { persona, puente, tramite } = await abrir("pasos");
    await persona.click(
      await screen.findByRole("button", {
        name: "Empezar la propuesta con los pasos de hoy",
      }),
    );
    const rejilla = await screen.findByRole("grid", {
      name: "Pasos de la propuesta",
    });
    expect(pedidos(puente, "iniciar_propuesta")).toEqual([{ id: tramite }]);
    const nueva = within(rejilla).getAllByRole("row").at(-1);
    nueva?.querySelector("td")?.focus();
    await persona.keyboard("Consultar RENAP{Enter}");
    await waitFor(() =>
      expect(pedidos(puente, "agregar_filas").at(-1)).toMatchObject({
        clase: "paso",
        filas: [{ texto: "Consultar RENAP", version: "propuesta" }],
      }),
    );
    expect(await within(rejilla).findByText("Nuevo")).toBeDefined();
  });

  test("los requisitos que usa un paso se marcan en una lista, no se escriben", async () => {
    const { persona, puente, pasos, requisitos } = await abrir("pasos");
    const rejilla = await screen.findByRole("grid", {
      name: "Pasos de la situación actual",
    });
    const fila = within(rejilla).getByRole("row", { name: /Recibir/ });
    const celda = within(fila).getByText("1 y 2").closest("td");
    celda?.focus();
    await persona.keyboard("{Enter}");
    const dialogo = await screen.findByRole("dialog");
    await persona.click(
      within(dialogo).getByRole("checkbox", { name: /Segunda fotocopia/ }),
    );
    await persona.click(
      within(dialogo).getByRole("button", { name: "Guardar requisitos" }),
    );
    await waitFor(() =>
      expect(pedidos(puente, "guardar_celdas").at(-1)).toMatchObject({
        celdas: [
          {
            entidad: pasos[2],
            campo: "requisitos",
            valor: requisitos.slice(0, 3).join(" "),
          },
        ],
      }),
    );
    expect(await within(rejilla).findByText("1, 2 y 3")).toBeDefined();
  });
});

describe("los requisitos uno por uno", () => {
  test("caminar por las opciones no deja rastro; salir del grupo decide", async () => {
    const { persona, puente, requisitos } = await abrir("requisitos");
    const mantener = await screen.findByRole("radio", { name: /^Mantener/ });
    mantener.focus();
    await persona.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
    expect(pedidos(puente, "guardar_celdas")).toEqual([]);
    await persona.tab();
    await waitFor(() =>
      expect(pedidos(puente, "guardar_celdas")).toMatchObject([
        {
          celdas: [
            { entidad: requisitos[0], campo: "accion", valor: "eliminar" },
          ],
        },
      ]),
    );
  });

  test("decidir muestra el acto que hace falta, y seguir la reforma guarda su borrador", async () => {
    const { persona, puente, tramite, requisitos } = await abrir("requisitos");
    await persona.click(
      await screen.findByRole("radio", { name: /^Eliminar/ }),
    );
    await screen.findByRole("heading", { name: /^Qué hace falta/ });
    await persona.click(
      screen.getByRole("button", { name: "Seguir esta reforma" }),
    );
    const dialogo = await screen.findByRole("dialog");
    await persona.click(
      within(dialogo).getByRole("button", { name: "Guardar la reforma" }),
    );
    await waitFor(() =>
      expect(pedidos(puente, "guardar_reforma")).toMatchObject([
        { tramite, id: null, requisitos: [requisitos[0]] },
      ]),
    );
    await persona.click(
      await screen.findByRole("button", { name: "Pasar a dictamen" }),
    );
    const reforma = await screen.findByRole("group", { name: "Reforma" });
    expect(await within(reforma).findByText("En dictamen")).toBeDefined();
  });

  test("recibir en digital antes de aprobar pide la razón, y con ella se guarda todo junto", async () => {
    const { persona, puente } = await abrir("requisitos");
    await persona.click(
      await screen.findByRole("radio", { name: /^Recibir en digital/ }),
    );
    await screen.findByText("Digitalizar conviene al final");
    expect(pedidos(puente, "guardar_celdas")).toEqual([]);
    await persona.click(
      screen.getByRole("button", { name: "Digitalizar con esta razón" }),
    );
    expect(await screen.findByText(/al menos 10 letras\.$/)).toBeDefined();
    await persona.type(
      screen.getByRole("textbox", { name: /^Por qué conviene/ }),
      "La ventanilla ya recibe todo por correo",
    );
    await persona.click(
      screen.getByRole("button", { name: "Digitalizar con esta razón" }),
    );
    await waitFor(() =>
      expect(pedidos(puente, "guardar_celdas")).toMatchObject([
        {
          celdas: [
            { campo: "accion", valor: "digitalizar" },
            { campo: "justificacion" },
          ],
        },
      ]),
    );
  });

  test("Ctrl Enter lleva al siguiente sin decidir", async () => {
    const { persona } = await abrir("requisitos");
    const primero = await screen.findByRole("heading", {
      name: /^1\. Fotocopia del DPI/,
    });
    expect(primero).toBeDefined();
    (await screen.findByRole("radio", { name: /^Mantener/ })).focus();
    await persona.keyboard("{Control>}{Enter}{/Control}");
    expect(
      await screen.findByRole("heading", { name: /^2\. Formulario/ }),
    ).toBeDefined();
  });
});

describe("los escenarios", () => {
  test("marcar dice el efecto sin guardar nada, ofrece los pasos que sobran y se guarda con nombre", async () => {
    const { persona, puente, pasos, requisitos } = await abrir("escenarios");
    await persona.click(
      await screen.findByRole("checkbox", { name: /Segunda fotocopia/ }),
    );
    const sobran = await screen.findByRole("group", {
      name: "Pasos que sobrarían",
    });
    expect(sobran.textContent).toContain("Revisar otra vez");
    await persona.click(
      within(sobran).getByRole("button", { name: "Quitar también ese paso" }),
    );
    const efecto = screen.getByRole("table", { name: /^Efecto/ });
    await waitFor(() =>
      expect(
        within(efecto).getByRole("row", { name: /^Pasos/ }).textContent,
      ).toContain("1 menos"),
    );
    expect(pedidos(puente, "guardar_escenario")).toEqual([]);
    await persona.click(
      screen.getByRole("button", { name: "Guardar escenario" }),
    );
    const dialogo = await screen.findByRole("dialog");
    await persona.type(
      within(dialogo).getByRole("textbox", { name: /^Nombre/ }),
      "Sin segunda copia",
    );
    await persona.click(
      within(dialogo).getByRole("button", { name: "Guardar escenario" }),
    );
    await waitFor(() =>
      expect(pedidos(puente, "guardar_escenario")).toMatchObject([
        {
          nombre: "Sin segunda copia",
          decisiones: [
            { donde: requisitos[2], accion: "eliminar" },
            { donde: pasos[4], accion: "eliminar" },
          ],
        },
      ]),
    );
    await persona.click(
      await screen.findByRole("button", { name: "Elegir como propuesta…" }),
    );
    const porQue = await screen.findByRole("dialog");
    await persona.type(
      within(porQue).getByRole("textbox", { name: "Motivo" }),
      "Quita una revisión que nadie necesita",
    );
    await persona.click(
      within(porQue).getByRole("button", { name: "Elegir como propuesta" }),
    );
    await waitFor(() =>
      expect(pedidos(puente, "decidir_escenario")).toMatchObject([
        { elegir: true },
      ]),
    );
  });

  test("una respuesta que llega tarde no tapa a la más nueva", async () => {
    let detener: (() => void) | null = null;
    const { persona } = await abrir("escenarios", {}, (puente) => ({
      ...puente,
      async llamar(comando, pide) {
        const dado = await puente.llamar(comando, pide);
        if (comando !== "ensayar_cambios") return dado;
        const uno = (pide as { decisiones: unknown[] }).decisiones.length === 1;
        // The question with one tick is answered after the one with two.
        if (uno) await new Promise<void>((seguir) => (detener = seguir));
        return dado as Da<typeof comando>;
      },
    }));
    const efecto = await screen.findByRole("table", { name: /^Efecto/ });
    await persona.click(
      await screen.findByRole("checkbox", { name: /Segunda fotocopia/ }),
    );
    await waitFor(() => expect(detener).not.toBeNull());
    await persona.click(screen.getByRole("checkbox", { name: /RENAP/ }));
    const fila = () =>
      within(efecto).getByRole("row", { name: /^Requisitos/ }).textContent;
    await waitFor(() => expect(fila()).toContain("2 menos"));
    (detener as unknown as () => void)();
    await new Promise((seguir) => setTimeout(seguir, 50));
    expect(fila(), "the older answer came last").toContain("2 menos");
    expect(efecto.getAttribute("aria-busy")).toBe("false");
  });

  test("lo marcado sigue ahí al volver de otra pestaña", async () => {
    const { persona } = await abrir("escenarios");
    await persona.click(await screen.findByRole("checkbox", { name: /RENAP/ }));
    await persona.click(screen.getByRole("tab", { name: "Comparación" }));
    await persona.click(screen.getByRole("tab", { name: /^Escenarios/ }));
    expect(
      (
        (await screen.findByRole("checkbox", {
          name: /RENAP/,
        })) as HTMLInputElement
      ).checked,
    ).toBe(true);
  });

  test("la sugerencia digital espera la aprobación: se aplica con su razón", async () => {
    const { persona } = await abrir("escenarios");
    await persona.click(
      await screen.findByRole("radio", { name: /^Sugerencias/ }),
    );
    const digital = await screen.findByRole("region", {
      name: "Digitalizar al final",
    });
    await persona.click(
      within(digital).getByRole("button", { name: /^Aplicar/ }),
    );
    const dialogo = await screen.findByRole("dialog");
    await persona.type(
      within(dialogo).getByRole("textbox", { name: "Motivo" }),
      "Ya se recibe todo por correo",
    );
    await persona.click(
      within(dialogo).getByRole("button", { name: "Aplicar con esta razón" }),
    );
    expect(await within(digital).findByText("Aplicada")).toBeDefined();
  });
});

describe("la entrega", () => {
  test("lo que falta lleva a su lugar", async () => {
    const { persona } = await abrir("entrega");
    await persona.click(
      await screen.findByRole("button", {
        name: /^Ir a los requisitos: Faltan 5/,
      }),
    );
    await waitFor(() => expect(location.hash).toContain("ver=requisitos"));
  });

  test("se entrega una versión, y después de un cambio ya no es igual", async () => {
    const { persona, puente, tramite, requisitos } = await abrir("entrega", {
      decididos: true,
      propuesta: true,
    });
    await persona.click(
      await screen.findByRole("button", { name: "Entregar el rediseño" }),
    );
    const tabla = await screen.findByRole("table", {
      name: "Versiones entregadas",
    });
    expect(within(tabla).getByText("Es igual")).toBeDefined();
    expect(pedidos(puente, "entregar_rediseno")).toEqual([{ id: tramite }]);
    await persona.click(
      within(tabla).getByRole("button", { name: /^Aprobar la versión 1/ }),
    );
    const dialogo = await screen.findByRole("dialog");
    await persona.click(
      within(dialogo).getByRole("button", { name: "Aprobar esta versión" }),
    );
    expect(
      await within(dialogo).findByText(/^Elija el documento/),
    ).toBeDefined();
    await persona.click(
      within(dialogo).getByRole("button", { name: "Elegir el documento…" }),
    );
    await persona.click(
      within(dialogo).getByRole("button", { name: "Aprobar esta versión" }),
    );
    expect(await screen.findByText("Aprobada")).toBeDefined();
    expect(requisitos.length).toBe(5);
  });
});

describe("los archivos BPMN", () => {
  test("guarda cada versión, y antes de tomar una dice qué trae y qué reemplaza", async () => {
    const { persona, puente, tramite } = await abrir("diagrama", {
      escenarios: true,
      propuesta: true,
    });
    puente.archivo = { id: "archivo-1", nombre: "licencia.bpmn" };
    await persona.click(
      await screen.findByRole("button", {
        name: "Guardar como BPMN: propuesta",
      }),
    );
    expect(
      await screen.findByText(/^Se guardó «.*-propuesta\.bpmn»/),
    ).toBeDefined();
    expect(pedidos(puente, "exportar_bpmn")).toMatchObject([
      { tramite, version: "propuesta" },
    ]);
    await persona.click(
      screen.getByRole("button", { name: "Abrir un archivo BPMN…" }),
    );
    const dialogo = await screen.findByRole("dialog", { name: /trae \d/ });
    expect(dialogo.textContent).toContain("Reemplaza los pasos que hay");
    expect(pedidos(puente, "importar_bpmn")).toEqual([]);
    await persona.click(
      within(dialogo).getByRole("button", { name: "Usar como propuesta" }),
    );
    expect(
      await screen.findByText(/del archivo\. Quedó adjunto/),
    ).toBeDefined();
    expect(pedidos(puente, "importar_bpmn")).toMatchObject([
      { archivo: "archivo-1", tramite, como: "propuesta" },
    ]);
  });
});
