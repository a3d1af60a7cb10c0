import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { dosValores } from "../../componentes/DosValores/muestra";
import { App } from "../../marco/App";
import { crearPuenteFalso } from "../../puente/falso";
import type { PuenteFalso } from "../../puente/falso";
import { dibujar, pedidos } from "../../pruebas/dibujar";

const REGISTRO = { institucion: null, nombre: "Priorización 2026", como: null };

async function conRonda(
  personas: ReadonlyArray<string> = [],
): Promise<{ puente: PuenteFalso; ronda: string; votantes: string[] }> {
  const puente = crearPuenteFalso({ tramites: 8 });
  const creada = await puente.llamar("iniciar_ronda", REGISTRO);
  const ronda = creada.valor.ids[0] ?? "";
  const votantes: string[] = [];
  for (const nombre of personas) {
    const hecho = await puente.llamar("agregar_votante", {
      ronda,
      nombre,
      cargo: "",
    });
    votantes.push(hecho.valor.ids[0] ?? "");
  }
  puente.llamadas.length = 0;
  return { puente, ronda, votantes };
}

async function abrir(ver: string, puente: PuenteFalso) {
  location.hash = `#/priorizacion?ver=${ver}`;
  const vista = dibujar(<App />, { puente });
  await screen.findByRole("tab", { name: "Ranking" });
  return vista;
}

test("sin ronda dice qué es, pide el nombre y la inicia con la propuesta", async () => {
  location.hash = "#/priorizacion";
  const { persona, puente } = dibujar(<App />, { tramites: 8 });
  const boton = await screen.findByRole("button", {
    name: "Iniciar la priorización",
  });
  expect(screen.getByText(/propuesta de la herramienta/)).toBeDefined();
  expect(document.body.textContent).not.toContain("según la guía");
  await persona.click(boton);
  const dialogo = await screen.findByRole("dialog");
  const nombre = within(dialogo).getByLabelText(/^Nombre de la ronda/);
  expect((nombre as HTMLInputElement).value).toMatch(/^Priorización \d{4}$/);
  await persona.click(
    within(dialogo).getByRole("button", { name: "Iniciar ronda" }),
  );
  await screen.findByRole("table", { name: "Criterios y sus pesos" });
  expect(pedidos(puente, "iniciar_ronda")).toMatchObject([{ como: null }]);
});

test("mover un deslizador cambia el orden sin guardar, y se guarda una sola vez", async () => {
  const { puente, ronda } = await conRonda();
  const { persona } = await abrir("pesos", puente);
  await screen.findByRole("list", { name: "Primeros lugares" });
  const deslizador = await screen.findByRole("slider", {
    name: /^Puntos de Requisitos/,
  });
  for (const valor of ["40", "70", "95"])
    fireEvent.change(deslizador, { target: { value: valor } });
  expect(
    await screen.findByRole("heading", { name: "Así quedaría" }),
  ).toBeDefined();
  const probados = () =>
    pedidos(puente, "clasificar").filter(
      (p) => (p as { puntos: unknown }).puntos !== null,
    );
  await waitFor(() =>
    expect(probados().at(-1)).toMatchObject({
      ronda,
      puntos: { requisitos: "95", demanda: "20" },
    }),
  );
  expect(probados().length, "one in flight, the newest waits").toBeLessThan(3);
  expect(pedidos(puente, "fijar_pesos")).toHaveLength(0);
  await persona.click(screen.getByRole("button", { name: "Guardar pesos" }));
  expect(
    await screen.findByRole("heading", { name: "Orden con estos pesos" }),
  ).toBeDefined();
  expect(pedidos(puente, "fijar_pesos")).toMatchObject([
    { ronda, modo: "puntos", puntos: { requisitos: "95", demanda: "20" } },
  ]);
  expect(
    (
      screen.getByRole("textbox", {
        name: "Puntos de Requisitos",
      }) as HTMLInputElement
    ).value,
  ).toBe("95");
});

test("volver a los guardados olvida lo que se probaba, y unos puntos que no son no se guardan", async () => {
  const { puente } = await conRonda();
  const { persona } = await abrir("pesos", puente);
  const caja = await screen.findByRole("textbox", {
    name: "Puntos de Demanda",
  });
  await persona.clear(caja);
  await persona.type(caja, "veinte");
  expect(
    await screen.findByText(/escriba un número de 0 a 1,000/),
  ).toBeDefined();
  expect(
    screen
      .getByRole("button", { name: "Guardar pesos" })
      .getAttribute("disabled"),
  ).not.toBeNull();
  await persona.click(
    screen.getByRole("button", { name: "Volver a los guardados" }),
  );
  expect((caja as HTMLInputElement).value).toBe("20");
});

test("las notas se escriben con el teclado y se guardan al dejar la celda", async () => {
  const { puente, votantes } = await conRonda(["Ana López"]);
  const { persona } = await abrir("calificar", puente);
  const rejilla = await screen.findByRole("grid", { name: /^Notas/ });
  const celdas = await within(rejilla).findAllByRole("gridcell");
  const impacto = celdas[2];
  if (impacto === undefined) throw new Error("there is a third criterion");
  impacto.focus();
  await persona.keyboard("4{Enter}2{Tab}");
  await waitFor(() => {
    const notas = pedidos(puente, "calificar").flatMap(
      (p) => (p as { notas: Array<{ nota: number }> }).notas,
    );
    expect(notas.map(({ nota }) => nota)).toEqual([4, 2]);
  });
  expect(pedidos(puente, "calificar")[0]).toMatchObject({
    votante: votantes[0],
    notas: [{ criterio: "impacto", nota: 4, razon: "" }],
  });
  expect(await screen.findByText(/2 de 32 notas/)).toBeDefined();
  expect(impacto.textContent).toContain("4");
  impacto.focus();
  await persona.keyboard("{Delete}{ArrowRight}");
  expect(await screen.findByText(/1 de 32 notas/)).toBeDefined();
});

test("corregir una nota del inventario pide por qué", async () => {
  const { puente } = await conRonda(["Ana López"]);
  const { persona } = await abrir("calificar", puente);
  const rejilla = await screen.findByRole("grid", { name: /^Notas/ });
  const requisitos = (await within(rejilla).findAllByRole("gridcell"))[3];
  if (requisitos === undefined) throw new Error("there is a fourth criterion");
  expect(requisitos.textContent).toMatch(/requisito/);
  requisitos.focus();
  await persona.keyboard("5");
  const dialogo = await screen.findByRole("dialog", { name: /^Corregir/ });
  await persona.click(
    within(dialogo).getByRole("button", { name: "Dejar la nota en 5" }),
  );
  expect(within(dialogo).getByRole("alert").textContent).toContain("10 letras");
  expect(pedidos(puente, "calificar")).toHaveLength(0);
  await persona.type(
    within(dialogo).getByRole("textbox"),
    "El inventario cuenta dos veces el mismo",
  );
  await persona.click(
    within(dialogo).getByRole("button", { name: "Dejar la nota en 5" }),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(pedidos(puente, "calificar")).toMatchObject([
    {
      notas: [
        {
          criterio: "requisitos",
          nota: 5,
          razon: "El inventario cuenta dos veces el mismo",
        },
      ],
    },
  ]);
  await waitFor(() => expect(requisitos.textContent).toContain("corregida"));
});

test("en qué se basan las notas se guarda al salir del campo", async () => {
  const { puente } = await conRonda(["Ana López"]);
  const { persona } = await abrir("calificar", puente);
  const base = await screen.findByLabelText(/^En qué se basan/);
  await persona.type(base, "Estadísticas de 2025");
  await persona.tab();
  await waitFor(() =>
    expect(pedidos(puente, "calificar")).toMatchObject([
      { notas: [], bases: { impacto: "Estadísticas de 2025" } },
    ]),
  );
});

test("las comparaciones que se contradicen se nombran, y el botón lleva a la que hay que revisar", async () => {
  const { puente, ronda, votantes } = await conRonda(["Ana López"]);
  const { ronda: leida } = await puente.llamar("priorizacion", {
    institucion: null,
    ronda,
  });
  const codigos = leida?.criterios.map(({ codigo }) => codigo) ?? [];
  for (const [i, primero] of codigos.entries())
    for (const segundo of codigos.slice(i + 1))
      await puente.llamar("comparar", {
        ronda,
        votante: votantes[0] ?? "",
        primero,
        segundo,
        // All alike but one, that goes to the end of the scale against the rest.
        valor:
          primero === "demanda" && segundo === "tiempo"
            ? "9"
            : primero === "tiempo" && segundo === "impacto"
              ? "9"
              : primero === "demanda" && segundo === "impacto"
                ? "1/9"
                : "1",
      });
  const { persona } = await abrir("pesos", puente);
  expect(
    await screen.findByText("Algunas respuestas se contradicen"),
  ).toBeDefined();
  const boton = screen.getByRole("button", { name: /^Revisar .+ frente a / });
  expect(boton.textContent).toMatch(
    /(Demanda|Tiempo de respuesta|Impacto económico o social)/,
  );
  await persona.click(boton);
  await waitFor(() =>
    expect(document.activeElement?.getAttribute("type")).toBe("radio"),
  );
  expect(document.activeElement?.getAttribute("aria-label")).toMatch(/\(9\)$/);
  await persona.click(screen.getByRole("button", { name: "Usar estos pesos" }));
  await waitFor(() =>
    expect(pedidos(puente, "fijar_pesos")).toMatchObject([{ modo: "ahp" }]),
  );
});

test("comparar un par se guarda una vez al dejar la escala", async () => {
  const { puente } = await conRonda(["Ana López"]);
  const { persona } = await abrir("pesos", puente);
  const escala = await screen.findByRole("group", {
    name: "¿Qué importa más: Demanda o Tiempo de respuesta?",
  });
  await persona.click(
    within(escala).getByRole("radio", {
      name: "Demanda importa algo más que Tiempo de respuesta (3)",
    }),
  );
  await persona.click(
    within(escala).getByRole("radio", {
      name: "Demanda importa bastante más que Tiempo de respuesta (5)",
    }),
  );
  await persona.click(screen.getByRole("button", { name: "Par siguiente" }));
  expect(await screen.findByText(/lleva 1 de 36 pares/)).toBeDefined();
  expect(pedidos(puente, "comparar")).toMatchObject([
    { primero: "demanda", segundo: "tiempo", valor: "5" },
  ]);
});

test("quienes comparten posición se ven, y el puntaje se explica hasta sumar", async () => {
  const { puente, ronda } = await conRonda();
  const codigos = ["tiempo", "costo", "demanda", "incidencias"];
  await puente.llamar("fijar_pesos", {
    ronda,
    modo: "puntos",
    puntos: Object.fromEntries(codigos.map((c) => [c, "0"])),
  });
  // Only the criteria of people are left, and all of them get the same notes.
  const lista = await puente.llamar("clasificar", {
    institucion: null,
    ronda,
    puntos: null,
    texto: "",
    orden: "posicion",
    votante: null,
    con_rangos: false,
    desde: 0,
    cuantos: 0,
  });
  const ana = await puente.llamar("agregar_votante", {
    ronda,
    nombre: "Ana López",
    cargo: "",
  });
  await puente.llamar("calificar", {
    ronda,
    votante: ana.valor.ids[0] ?? "",
    bases: {},
    notas: lista.filas.flatMap(({ tramite }) => [
      ...["impacto", "normativa", "tecnologia", "compromiso"].map(
        (criterio) => ({ tramite, criterio, nota: 4, razon: "" }),
      ),
      {
        tramite,
        criterio: "requisitos",
        nota: 3,
        razon: "Se cuentan todos iguales",
      },
    ]),
  });
  const { persona } = await abrir("ranking", puente);
  const tabla = await screen.findByRole("grid", { name: /^Ranking/ });
  expect((await within(tabla).findAllByText("1=")).length).toBeGreaterThan(1);
  const [primero] = await within(tabla).findAllByRole("button", {
    name: /Ver cómo se calcula/,
  });
  if (primero === undefined) throw new Error("there is a score");
  await persona.click(primero);
  const dialogo = await screen.findByRole("dialog", { name: /posición 1=/ });
  expect(within(dialogo).getAllByText(/Ana López 4/).length).toBe(4);
  expect(within(dialogo).getByText(/^Suma: \d+\.\d\d\./)).toBeDefined();
});

test("mover a mano pide la razón, y queda en la lista con quién y cuándo", async () => {
  const { puente, ronda } = await conRonda();
  const { persona } = await abrir("ranking", puente);
  const tabla = await screen.findByRole("grid", { name: /^Ranking/ });
  const [celda] = await within(tabla).findAllByRole("gridcell");
  celda?.focus();
  await persona.keyboard("{Enter}");
  const explica = await screen.findByRole("dialog");
  await persona.click(
    within(explica).getByRole("button", { name: /selección…$/ }),
  );
  const dialogo = await screen.findByRole("dialog", { name: /selección: / });
  await persona.type(
    within(dialogo).getByRole("textbox"),
    "Compromiso público del despacho",
  );
  await persona.click(
    within(dialogo).getByRole("button", { name: /la selección$/ }),
  );
  expect(await screen.findByText("1 trámite movido a mano")).toBeDefined();
  expect(pedidos(puente, "mover_seleccion")).toMatchObject([
    { ronda, razon: "Compromiso público del despacho" },
  ]);
});

test("no se cierra mientras falte algo, y dice qué y dónde se hace", async () => {
  const { puente } = await conRonda();
  const { persona } = await abrir("acta", puente);
  await persona.click(
    await screen.findByRole("button", { name: "Cerrar la ronda" }),
  );
  expect((await screen.findByRole("alert")).textContent).toContain(
    "Todavía no se puede cerrar",
  );
  const lista = screen.getByRole("list", { name: "Qué falta para cerrar" });
  expect(lista.textContent).toContain("Escriba quién fijó los pesos.");
  expect(pedidos(puente, "cerrar_ronda")).toHaveLength(0);
  await persona.click(
    within(lista).getByRole("button", { name: /^Ir a Pesos/ }),
  );
  expect(await screen.findByLabelText(/^Quién fijó los pesos/)).toBeDefined();
});

test("una ronda cerrada se lee y no se cambia; de ella sale otra", async () => {
  const { puente, ronda } = await conRonda(["Ana López"]);
  await puente.llamar("guardar_celdas", {
    motivo: "",
    celdas: [
      { entidad: ronda, campo: "pesos_de", valor: "El comité", padres: [] },
    ],
  });
  const { persona } = await abrir("acta", puente);
  await persona.click(
    await screen.findByRole("button", { name: "Cerrar la ronda" }),
  );
  const dialogo = await screen.findByRole("dialog");
  expect(dialogo.textContent).toContain("En cartera");
  await persona.click(
    within(dialogo).getByRole("button", { name: "Cerrar la ronda" }),
  );
  expect(await screen.findByText("Cerrada")).toBeDefined();
  expect(screen.getAllByText(/20 de noviembre de 2026/).length).toBeGreaterThan(
    0,
  );
  await waitFor(() =>
    expect(
      screen.queryByRole("button", { name: "Cerrar la ronda" }),
    ).toBeNull(),
  );
  await persona.click(screen.getByRole("tab", { name: "Pesos" }));
  const deslizador = await screen.findByRole("slider", {
    name: /^Puntos de Demanda/,
  });
  expect((deslizador as HTMLInputElement).disabled).toBe(true);
  expect(screen.queryByRole("button", { name: "Guardar pesos" })).toBeNull();
  await persona.click(screen.getByRole("tab", { name: "Calificar" }));
  expect(await screen.findByText(/ya no se califica/)).toBeDefined();
  await persona.click(
    screen.getByRole("button", { name: "Iniciar otra ronda" }),
  );
  await persona.click(
    within(await screen.findByRole("dialog")).getByRole("button", {
      name: "Iniciar ronda",
    }),
  );
  expect(await screen.findByText("Abierta")).toBeDefined();
  expect(pedidos(puente, "iniciar_ronda")).toMatchObject([{ como: ronda }]);
  expect(screen.getByLabelText("Ronda")).toBeDefined();
});

test("lo que se prueba sigue ahí después de mirar otra pestaña", async () => {
  const { puente } = await conRonda();
  const { persona } = await abrir("pesos", puente);
  fireEvent.change(
    await screen.findByRole("slider", { name: /^Puntos de Requisitos/ }),
    { target: { value: "80" } },
  );
  await persona.click(screen.getByRole("tab", { name: "Ranking" }));
  await screen.findByRole("grid", { name: /^Ranking/ });
  await persona.click(screen.getByRole("tab", { name: "Pesos" }));
  const caja = await screen.findByRole("textbox", {
    name: "Puntos de Requisitos",
  });
  expect((caja as HTMLInputElement).value).toBe("80");
  expect(screen.getByRole("heading", { name: "Así quedaría" })).toBeDefined();
  expect(pedidos(puente, "fijar_pesos")).toHaveLength(0);
});

test("una nota con dos valores se marca en su celda, y escribir en ella abre la elección", async () => {
  const { puente, ronda, votantes } = await conRonda(["Ana López"]);
  const votante = votantes[0] ?? "";
  const { filas } = await puente.llamar("clasificar", {
    institucion: null,
    ronda,
    puntos: null,
    texto: "",
    orden: "codigo",
    votante: null,
    con_rangos: false,
    desde: 0,
    cuantos: 1,
  });
  puente.ponerEnDuda(
    dosValores({
      entidad: "puntaje",
      clase: "puntaje",
      campo: "c_impacto",
      etiqueta: "Nota",
      donde: "Ana López, MARN-0001, «Impacto»",
      lugar: {
        ronda,
        criterio: "impacto",
        segundo: "",
        votante,
        tramite: filas[0]?.tramite ?? "",
      },
    }),
  );
  const { persona } = await abrir("calificar", puente);
  await screen.findByText("1 dato con dos valores");
  const celda = (await screen.findByText(", dos valores")).closest(
    "[role=gridcell]",
  ) as HTMLElement;
  celda.focus();
  await persona.keyboard("4");
  await screen.findByRole("dialog", { name: /^Dos valores: Nota de Ana/ });
  expect(pedidos(puente, "calificar")).toEqual([]);
});

test("GAE elige la institución, queda en la dirección y viaja en cada petición", async () => {
  location.hash = "#/priorizacion";
  const puente = crearPuenteFalso({ tramites: 0, como: "gae" });
  const { persona } = dibujar(<App />, { puente });
  expect(
    await screen.findByRole("link", { name: "Priorización" }),
  ).toBeDefined();
  await persona.type(
    await screen.findByRole("textbox", { name: /^Busque la institución/ }),
    "retalhuleu{Enter}",
  );
  await screen.findByText("Este archivo no tiene trámites de esta institución");
  const codigo = new URLSearchParams(location.hash.split("?")[1]).get(
    "institucion",
  );
  expect(codigo).toBeTruthy();
  expect(pedidos(puente, "priorizacion")).toEqual([
    { institucion: codigo, ronda: null },
  ]);
  screen.getByRole("link", { name: "Importar su inventario" });
  await persona.click(
    screen.getByRole("link", { name: "Elegir otra institución" }),
  );
  await screen.findByRole("textbox", { name: /^Busque la institución/ });
});
