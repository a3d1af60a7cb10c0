/**
 * The prioritisation of the sample inventory with the keyboard alone, over the real core: three persons
 * rate, the weights are tried and kept, the pairs are compared, a trámite is moved by hand, and the round
 * is closed and opened again with «Deshacer».
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { abrirChromium } from "../comun/chromium.mjs";
import { abrirDemostracion, ir, revisar as revisarEn } from "../comun/demostracion.mjs";

const PERSONAS = ["Ana Lucía López", "Mario Cifuentes", "Rosa Ixchel Tum"];
/** Columns of the criteria that people rate, in the proposal of nine. */
const DE_PERSONAS = { "Impacto económico o social": 2, "Factibilidad normativa": 6, "Factibilidad tecnológica": 7, "Compromiso de gobierno": 8 };
const CRITERIOS = 9;
const REQUISITOS = 3;
/** Trámites that each person rates. */
const CALIFICADOS = 6;

let navegador;
before(async () => {
  navegador = await abrirChromium();
});
after(() => navegador?.close());

/** The screen, or the dialog that `abrir` opens in it, has no objections in any theme and size. */
const revisar = (anfitrion, que, ruta, abrir) => revisarEn(navegador, anfitrion, { prefijo: "priorizacion", que, ruta, abrir });

async function iniciarRonda(pagina) {
  await ir(pagina, "priorizacion");
  await pagina.getByRole("button", { name: "Iniciar la priorización" }).press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByRole("textbox", { name: /^Nombre de la ronda/ }).fill("Priorización 2026");
  await dialogo.getByRole("button", { name: "Iniciar ronda" }).press("Enter");
  await dialogo.waitFor({ state: "detached" });
  await pagina.getByRole("table", { name: "Criterios y sus pesos" }).waitFor();
}

async function agregarPersona(pagina, nombre) {
  await pagina.getByRole("button", { name: "Agregar persona…" }).press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByRole("textbox", { name: /^Nombre/ }).fill(nombre);
  await dialogo.getByRole("textbox", { name: /^Cargo/ }).fill("Integrante del comité");
  await dialogo.getByRole("button", { name: "Agregar persona" }).press("Enter");
  await dialogo.waitFor({ state: "detached" });
}

const celdaDeNota = (pagina, fila, columna) =>
  pagina.getByRole("grid", { name: /^Notas/ }).getByRole("gridcell").nth(fila * CRITERIOS + columna);

/** Rates the first trámites under what people rate, and says what the notes are based on. */
async function calificar(pagina, persona) {
  const columnas = Object.entries(DE_PERSONAS);
  for (const [k, [criterio, columna]] of columnas.entries()) {
    await celdaDeNota(pagina, 0, columna).focus();
    for (let i = 0; i < CALIFICADOS; i += 1) {
      await pagina.keyboard.press(String(1 + ((i + k + persona * (i % 2) * 2) % 5)));
      await pagina.keyboard.press("Enter");
    }
    const panel = pagina.getByRole("complementary", { name: `Criterio: ${criterio}` });
    await panel.getByRole("textbox", { name: /^En qué se basan/ }).fill("Sesión de trabajo del comité");
    await panel.getByRole("textbox", { name: /^En qué se basan/ }).press("Tab");
    await panel.getByText(/Guardado a las \d/).waitFor();
  }
  await pagina.getByText(new RegExp(`^${CALIFICADOS * columnas.length} de 416 notas`)).waitFor();
}

test("tres personas califican, los pesos se prueban y se guardan, y la ronda se cierra", async (t) => {
  const { pagina, anfitrion } = await abrirDemostracion(t, navegador);
  await revisar(anfitrion, "vacia", "priorizacion", (p) => p.getByRole("button", { name: "Iniciar la priorización" }).waitFor());
  await iniciarRonda(pagina);

  // Notes: each person its own, with the digits.
  await ir(pagina, "priorizacion?ver=calificar");
  for (const [i, nombre] of PERSONAS.entries()) {
    await agregarPersona(pagina, nombre);
    await celdaDeNota(pagina, 0, 0).waitFor();
    await calificar(pagina, i);
  }
  // A note of the inventory is corrected with its reason, and not without it.
  await celdaDeNota(pagina, 0, REQUISITOS).focus();
  await pagina.keyboard.press("5");
  const corregir = pagina.getByRole("dialog");
  await corregir.getByRole("button", { name: "Dejar la nota en 5" }).press("Enter");
  await corregir.getByRole("alert").filter({ hasText: "10 letras" }).waitFor();
  await corregir.getByRole("textbox", { name: "Motivo" }).fill("La lista publicada omite los anexos");
  await corregir.getByRole("button", { name: "Dejar la nota en 5" }).press("Enter");
  await corregir.waitFor({ state: "detached" });
  await celdaDeNota(pagina, 0, REQUISITOS).filter({ hasText: "corregida" }).waitFor();
  await revisar(anfitrion, "calificar", "priorizacion?ver=calificar", (p) => celdaDeNota(p, 0, 0).waitFor());

  // Weights: the order changes as the slider moves, and nothing is written until it is asked.
  await ir(pagina, "priorizacion?ver=pesos");
  const deslizador = pagina.getByRole("slider", { name: /^Puntos de Factibilidad tecnológica/ });
  await deslizador.focus();
  for (let i = 0; i < 8; i += 1) await pagina.keyboard.press("ArrowRight");
  await pagina.getByRole("heading", { name: "Así quedaría" }).waitFor();
  await pagina.getByRole("list", { name: "Primeros lugares" }).getByText(/^(sube|baja|igual)/).first().waitFor();
  await pagina.getByRole("button", { name: "Guardar pesos" }).press("Enter");
  await pagina.getByRole("heading", { name: "Orden con estos pesos" }).waitFor();
  await pagina.getByRole("textbox", { name: /^Quién fijó los pesos/ }).fill("Comité, sesión del 12 de noviembre de 2026");
  await pagina.getByRole("textbox", { name: /^Quién fijó los pesos/ }).press("Tab");
  await pagina.getByText(/Guardado a las \d/).first().waitFor();
  await pagina.reload();
  await pagina.getByRole("table", { name: "Criterios y sus pesos" }).waitFor();
  assert.equal(await pagina.getByRole("textbox", { name: "Puntos de Factibilidad tecnológica" }).inputValue(), "15");
  await revisar(anfitrion, "pesos", "priorizacion?ver=pesos", (p) => p.getByRole("slider").first().waitFor());
  await revisar(anfitrion, "criterio", "priorizacion?ver=pesos", async (p) => {
    await p.getByRole("button", { name: "Editar Demanda" }).press("Enter");
    await p.getByRole("dialog").getByRole("textbox").first().waitFor();
  });

  // Ranking: a score explains itself, and a trámite is moved by hand.
  await ir(pagina, "priorizacion");
  const ranking = pagina.getByRole("grid", { name: /^Ranking/ });
  await ranking.getByRole("gridcell").first().press("Enter");
  const explica = pagina.getByRole("dialog", { name: /de 100, posición 1/ });
  await explica.getByText(/^Suma: \d+\.\d\d\./).waitFor();
  await explica.getByText(/Ana Lucía López \d/).first().waitFor();
  await revisar(anfitrion, "explica", "priorizacion", async (p) => {
    await p.getByRole("grid", { name: /^Ranking/ }).getByRole("gridcell").first().press("Enter");
    await p.getByRole("dialog").getByText(/^Suma: /).waitFor();
  });
  await explica.getByRole("button", { name: /la selección…$/ }).press("Enter");
  const mover = pagina.getByRole("dialog", { name: /la selección: / });
  await mover.getByRole("textbox", { name: "Motivo" }).fill("Compromiso público del despacho para este año");
  await mover.getByRole("button", { name: /la selección$/ }).press("Enter");
  await mover.waitFor({ state: "detached" });
  const movidos = pagina.getByText("1 trámite movido a mano");
  await movidos.waitFor();
  await movidos.press("Enter");
  await pagina.getByRole("table", { name: "Trámites movidos a mano" }).getByText("Compromiso público del despacho para este año").waitFor();
  await pagina.getByRole("checkbox", { name: /^Posiciones si un peso/ }).press("Space");
  await ranking.getByText(/^(siempre \d|de \d+ a \d+)/).first().waitFor();
  await revisar(anfitrion, "ranking", "priorizacion", async (p) => {
    await p.getByRole("grid", { name: /^Ranking/ }).getByRole("gridcell").first().waitFor();
    await p.getByText("1 trámite movido a mano").press("Enter");
  });
  await revisar(anfitrion, "impacto", "priorizacion?ver=impacto", (p) => p.getByRole("grid", { name: /^Impacto y factibilidad/ }).waitFor());
  // The sample may not say how many requests there are: then it says what is missing.
  await revisar(anfitrion, "carga", "priorizacion?ver=carga", (p) =>
    p.getByRole("grid", { name: /^Carga/ }).or(p.getByText("Faltan datos para contar esta carga")).first().waitFor(),
  );

  // Closing says what happens; a closed round is read and not changed; «Deshacer» opens it again.
  await ir(pagina, "priorizacion?ver=acta");
  await pagina.getByText("No falta nada para cerrar la ronda.").waitFor();
  await revisar(anfitrion, "acta", "priorizacion?ver=acta", (p) => p.getByText("No falta nada para cerrar la ronda.").waitFor());
  await pagina.getByRole("button", { name: "Cerrar la ronda" }).press("Enter");
  const cierre = pagina.getByRole("dialog");
  await cierre.getByText(/pasan a «Priorizado»/).waitFor();
  await cierre.getByRole("button", { name: "Cerrar la ronda" }).press("Enter");
  await cierre.waitFor({ state: "detached" });
  await pagina.getByText("Cerrada", { exact: true }).waitFor();
  await pagina.getByRole("button", { name: "Iniciar otra ronda" }).waitFor();
  assert.equal(await pagina.getByRole("button", { name: "Cerrar la ronda" }).count(), 0);
  await revisar(anfitrion, "cerrada", "priorizacion", (p) => p.getByText("Cerrada", { exact: true }).waitFor());
  await ir(pagina, "priorizacion?ver=pesos");
  assert.ok(await pagina.getByRole("slider").first().isDisabled(), "a closed round keeps its points");
  await pagina.getByRole("button", { name: /^Deshacer: Cerró una ronda/ }).press("Enter");
  await pagina.getByText("Abierta", { exact: true }).waitFor();
  await pagina.getByRole("button", { name: "Guardar pesos" }).waitFor();
  pagina.sinQuejas();
});

test("los criterios se comparan de dos en dos, y la contradicción se nombra y se revisa", async (t) => {
  const { pagina, anfitrion } = await abrirDemostracion(t, navegador);
  await iniciarRonda(pagina);
  await agregarPersona(pagina, PERSONAS[0]);
  const escala = () => pagina.getByRole("group", { name: /^¿Qué importa más: / });
  /** First, second and what is answered; the rest are alike. */
  const contradice = [
    ["Demanda", "Tiempo de respuesta", /^Demanda importa muchísimo más/],
    ["Demanda", "Impacto económico o social", /^Impacto económico o social importa muchísimo más/],
    ["Tiempo de respuesta", "Impacto económico o social", /^Tiempo de respuesta importa muchísimo más/],
  ];
  const siguiente = pagina.getByRole("button", { name: "Par siguiente" });
  const pares = (CRITERIOS * (CRITERIOS - 1)) / 2;
  for (let i = 0; i < pares; i += 1) {
    const nombre = await escala().locator("legend").innerText();
    const respuesta = contradice.find(([a, b]) => nombre === `¿Qué importa más: ${a} o ${b}?`)?.[2] ?? /importan igual \(1\)$/;
    await escala().getByRole("radio", { name: respuesta }).press("Space");
    if (i < pares - 1) {
      await siguiente.press("Enter");
      await pagina.waitForFunction((antes) => document.querySelector("fieldset legend")?.textContent?.trim() !== antes, nombre.trim());
    }
  }
  await pagina.getByRole("status").filter({ hasText: `lleva ${pares} de ${pares} pares` }).waitFor();
  await pagina.getByText("Algunas respuestas se contradicen").waitFor();
  await revisar(anfitrion, "pares", "priorizacion?ver=pesos", (p) => p.getByText("Algunas respuestas se contradicen").waitFor());
  // The button goes to the pair that deviates most, with the focus on what was answered.
  const revisarPar = pagina.getByRole("button", { name: /^Revisar .+ frente a / });
  const [, primero, segundo] = /^Revisar (.+) frente a (.+)$/.exec(await revisarPar.innerText()) ?? [];
  await revisarPar.press("Enter");
  await pagina.getByRole("group", { name: `¿Qué importa más: ${primero} o ${segundo}?` }).waitFor();
  await pagina.waitForFunction(() => document.activeElement?.getAttribute("type") === "radio");
  // Answered again, one by one, until nothing contradicts.
  for (const [a, b] of contradice) {
    await pagina.getByRole("combobox", { name: "Par" }).selectOption({ label: await etiquetaDelPar(pagina, a, b) });
    await pagina.getByRole("group", { name: `¿Qué importa más: ${a} o ${b}?` }).getByRole("radio", { name: /importan igual \(1\)$/ }).press("Space");
    await pagina.keyboard.press("Tab");
  }
  await pagina.getByText(/Las respuestas concuerdan entre sí/).waitFor();
  await pagina.getByRole("button", { name: "Usar estos pesos" }).press("Enter");
  await pagina.getByText(/salieron de comparar los criterios de dos en dos/).waitFor();
  const puntos = await pagina.getByRole("textbox", { name: /^Puntos de / }).evaluateAll((cajas) => cajas.map((c) => Number(c.value)));
  assert.equal(Math.round(puntos.reduce((s, p) => s + p, 0) * 100), 10_000, "the weights of the pairs add up to 100.00");
  pagina.sinQuejas();
});

/** The whole text of the option of a pair. */
async function etiquetaDelPar(pagina, a, b) {
  const textos = await pagina.getByRole("combobox", { name: "Par" }).locator("option").allInnerTexts();
  const hallada = textos.find((texto) => texto.includes(`. ${a} y ${b}`));
  assert.ok(hallada, `the pair ${a} and ${b} can be chosen`);
  return hallada;
}

test("no se cierra mientras falte algo, y desde ahí se llega a donde se hace", async (t) => {
  const { pagina } = await abrirDemostracion(t, navegador);
  await iniciarRonda(pagina);
  await ir(pagina, "priorizacion?ver=acta");
  await pagina.getByRole("button", { name: "Cerrar la ronda" }).press("Enter");
  await pagina.getByRole("alert").filter({ hasText: "Todavía no se puede cerrar" }).waitFor();
  const lista = pagina.getByRole("list", { name: "Qué falta para cerrar" });
  await lista.getByText("Escriba quién fijó los pesos.").waitFor();
  await lista.getByRole("button", { name: /^Ir a Calificar/ }).first().press("Enter");
  await pagina.getByText("Agregue a quienes califican").waitFor();
  await ir(pagina, "recorrido/priorizacion");
  await pagina.getByRole("main").getByRole("link", { name: "Trabajar en priorización" }).press("Enter");
  await pagina.getByRole("tab", { name: "Ranking" }).waitFor();
  pagina.sinQuejas();
});
