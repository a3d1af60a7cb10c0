/**
 * Costs and flow time of one trámite with the keyboard alone, over the real core: what is missing is named, a
 * parameter is written, the figure explains itself, and nothing objects in any theme and size.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { abrirChromium } from "../comun/chromium.mjs";
import { abrirDemostracion, revisar as revisarEn } from "../comun/demostracion.mjs";

let navegador;
before(async () => {
  navegador = await abrirChromium();
});
after(() => navegador?.close());

/** The demonstration, with the first trámite open; gives its address inside the program. */
async function abrirFicha(t) {
  const { pagina, anfitrion } = await abrirDemostracion(t, navegador);
  await pagina.evaluate(() => (location.hash = "#/inventario"));
  await pagina.getByRole("status").filter({ hasText: /^104 trámites/ }).waitFor();
  await pagina.getByRole("gridcell").first().press("Enter");
  await pagina.waitForURL(/#\/ficha\//);
  return { pagina, anfitrion, ruta: new URL(pagina.url()).hash.slice(2) };
}

const abrirCalculos = async (pagina) => {
  await pagina.getByRole("tab", { name: "Cálculos" }).focus();
  await pagina.keyboard.press("Enter");
  await pagina.getByRole("region", { name: "Costos" }).getByRole("table").first().waitFor();
  await pagina.getByRole("region", { name: "Tiempo del flujo" }).waitFor();
};

/** The tab, or the dialog that `abrir` opens in it, has no objections in any theme and size. */
const revisar = (anfitrion, que, ruta, abrir = async () => {}) =>
  revisarEn(navegador, anfitrion, {
    prefijo: "calculos",
    que,
    ruta,
    abrir: async (pagina) => {
      await abrirCalculos(pagina);
      await abrir(pagina);
    },
  });

/** A trámite of its own, so that its pasos are known; gives its address. */
async function crearTramite(pagina) {
  await pagina.evaluate(() => (location.hash = "#/inventario"));
  await pagina.getByRole("button", { name: "Nuevo trámite" }).first().press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByRole("textbox", { name: /^Nombre/ }).fill("Licencia para la prueba de cálculos");
  await dialogo.getByRole("button", { name: "Crear trámite" }).press("Enter");
  await dialogo.waitFor({ state: "detached" });
  await pagina.waitForURL(/#\/ficha\//);
  return new URL(pagina.url()).hash.slice(2);
}

/** Writes pasos as in a sheet: text, who, unit, minutes of work and of wait. */
async function escribirPasos(pagina, pasos) {
  await pagina.getByRole("tab", { name: /^Pasos/ }).focus();
  await pagina.keyboard.press("Enter");
  const rejilla = pagina.getByRole("grid", { name: /^Pasos/ });
  for (const [n, paso] of pasos.entries()) {
    await rejilla.getByRole("row").last().getByRole("gridcell").first().focus();
    for (const [i, valor] of paso.entries()) {
      await pagina.keyboard.type(valor);
      await pagina.keyboard.press(i === paso.length - 1 ? "Enter" : "Tab");
    }
    // The count of the tab says that it was saved, and that the sheet has let go of the focus.
    await pagina.getByRole("tab", { name: new RegExp(`^Pasos\\s*${n + 1}`) }).waitFor();
  }
  await pagina.waitForLoadState("networkidle");
}

test("lo que falta se escribe desde los cálculos y la cifra explica de qué sale", async (t) => {
  const { pagina, anfitrion, ruta } = await abrirFicha(t);
  await abrirCalculos(pagina);
  const costos = pagina.getByRole("region", { name: "Costos" });
  await costos.getByText(/^Faltan \d+ parámetros$/).waitFor();
  const total = costos.getByRole("button", { name: /^Total de la persona, en quetzales/ }).first();
  assert.match(await total.innerText(), /Sin dato/, "a missing parameter is not a zero");
  await revisar(anfitrion, "sin-parametros", ruta);

  await costos.getByRole("button", { name: "Escribir: Valor de una hora de la persona" }).press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByRole("button", { name: "Guardar el valor" }).press("Enter");
  await dialogo.getByText("Falta este dato.").first().waitFor();
  await dialogo.getByRole("textbox", { name: /^Valor(?! más)/ }).fill("24.61");
  await dialogo.getByRole("textbox", { name: /^Fuente/ }).fill("Encuesta en ventanilla, octubre de 2026");
  await dialogo.getByRole("button", { name: "Guardar el valor" }).press("Enter");
  await dialogo.waitFor({ state: "detached" });
  await pagina.getByRole("button", { name: /^Deshacer: Anotó un parámetro/ }).waitFor();

  await costos.getByRole("button", { name: /^Tiempo en los pasos, en quetzales/ }).first().press("Enter");
  await dialogo.getByRole("row", { name: /Valor de una hora/ }).getByText("Estimado").waitFor();
  await dialogo.getByText(/la mitad sube/).waitFor();
  await pagina.keyboard.press("Escape");
  await dialogo.waitFor({ state: "detached" });
  await revisar(anfitrion, "explicacion", ruta, async (p) => {
    await p.getByRole("button", { name: /^Tiempo en los pasos, en quetzales/ }).first().press("Enter");
    await p.getByRole("dialog").getByRole("table").waitFor();
  });
  await revisar(anfitrion, "parametro", ruta, async (p) => {
    await p.getByRole("button", { name: /^Escribir: / }).first().press("Enter");
    await p.getByRole("dialog").waitFor();
  });
  await costos.getByRole("button", { name: "Ver los parámetros" }).press("Enter");
  await dialogo.getByRole("row", { name: /Valor de una hora/ }).getByText(/^Vigente/).waitFor();
  await revisar(anfitrion, "parametros", ruta, async (p) => {
    await p.getByRole("button", { name: "Ver los parámetros" }).press("Enter");
    await p.getByRole("dialog").getByRole("table").waitFor();
  });
  pagina.sinQuejas();
});

test("los minutos de los pasos dan el tiempo, la ruta crítica y el cuello de botella", async (t) => {
  const { pagina, anfitrion } = await abrirFicha(t);
  const ruta = await crearTramite(pagina);
  await escribirPasos(pagina, [
    ["Recibir la solicitud", "Institución", "Recepción", "30", "0"],
    ["Firmar la resolución", "Institución", "Dirección", "60", "4320"],
  ]);
  await abrirCalculos(pagina);
  const flujo = pagina.getByRole("region", { name: "Tiempo del flujo" });
  await flujo.getByText("Cuello de botella").first().waitFor();
  await flujo.getByRole("img", { name: /^Ruta crítica/ }).waitFor();
  await flujo.getByRole("table", { name: /^Fórmula y simulación/ }).waitFor();
  await revisar(anfitrion, "flujo", ruta, (p) => p.getByRole("img", { name: /^Ruta crítica/ }).waitFor());
  // The day, the seed and the runs are chosen, and the annex prints the same.
  const corridas = flujo.getByRole("textbox", { name: /^Corridas/ });
  await corridas.fill("7");
  await flujo.getByRole("button", { name: "Volver a calcular" }).press("Enter");
  await flujo.getByText("Escriba un número entero de 100 a 100,000.").waitFor();
  await corridas.fill("250");
  await flujo.getByRole("textbox", { name: /^Semilla/ }).fill("9");
  await flujo.getByRole("textbox", { name: /^La solicitud entra el/ }).fill("2026-09-11");
  await flujo.getByRole("button", { name: "Volver a calcular" }).press("Enter");
  await flujo.getByText("Media de 250 corridas").waitFor();
  await flujo.getByText(/Si entra el 11 de septiembre de 2026/).waitFor();
  await pagina.getByRole("button", { name: "Exportar anexo de cálculo (PDF)" }).press("Enter");
  await pagina.getByRole("alert").filter({ hasText: /^Se guardó «anexo-de-calculo-/ }).waitFor({ timeout: 30_000 });
  await pagina.getByRole("radio", { name: "Propuesta" }).focus();
  await pagina.keyboard.press("Space");
  await flujo.getByText("La ficha no tiene pasos propuestos").waitFor();
  pagina.sinQuejas();
});
