/** Chromium with nothing of its own on the network, and axe over what it shows. */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

import { RESULTADOS } from "./lugares.mjs";

/** The window of a common office screen, and the same one at 200 %: half as many CSS pixels. */
export const TAMANOS = {
  "1366×768": { viewport: { width: 1366, height: 768 }, deviceScaleFactor: 1 },
  "200 %": { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
};
export const TEMAS = { claro: "light", oscuro: "dark" };

/** Exactly so many of something: what is still being drawn has a while to come, and then the count is wrong. */
export async function cuantos(lugar, esperados, mensaje = String(lugar)) {
  const hasta = Date.now() + 15_000;
  while ((await lugar.count()) !== esperados && Date.now() < hasta) await new Promise((seguir) => setTimeout(seguir, 50));
  assert.equal(await lugar.count(), esperados, mensaje);
}

export function abrirChromium() {
  return chromium.launch({
    executablePath: process.env.DILIGENCIA_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-default-apps",
      "--disable-domain-reliability",
      "--disable-sync",
      "--disable-gpu",
      "--no-first-run",
      "--no-pings",
    ],
  });
}

/** Two frames: what a dialog that closes needs to give the focus back. Nobody presses a key sooner. */
const reposo = (lugar) => lugar.evaluate(() => new Promise((seguir) => requestAnimationFrame(() => requestAnimationFrame(seguir))));

/**
 * Keys come one after another as from a person. Without it a key can go down on one control and up on another, when
 * the focus moves in between, and then it does nothing: no one types within a frame.
 */
function conPasoHumano(pagina) {
  const alPulsar = pagina.keyboard.press.bind(pagina.keyboard);
  pagina.keyboard.press = async (...tecla) => {
    await reposo(pagina);
    await alPulsar(...tecla);
  };
  const Lugar = Object.getPrototypeOf(pagina.locator("body"));
  if (Lugar.conPasoHumano) return;
  const pulsar = Lugar.press;
  Lugar.conPasoHumano = true;
  Lugar.press = async function (...tecla) {
    await reposo(this.page());
    await pulsar.apply(this, tecla);
  };
}

/**
 * A page of its own that listens for complaints: errors of the script, content that the policy
 * refused, requests to any other host. `sinQuejas()` fails with them.
 */
export async function abrirPagina(navegador, { tamano = "1366×768", tema = "claro" } = {}) {
  const contexto = await navegador.newContext({
    ...TAMANOS[tamano],
    colorScheme: TEMAS[tema],
    locale: "es-GT",
    timezoneId: "America/Guatemala",
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  // Chromium asks every host for an icon; the window has its own.
  await contexto.route("**/favicon.ico", (peticion) => peticion.fulfill({ status: 204 }));
  const pagina = await contexto.newPage();
  pagina.setDefaultTimeout(30_000);
  conPasoHumano(pagina);
  const quejas = [];
  /** Commands that the host refused: none, where nobody does anything wrong. */
  pagina.rehusos = [];
  pagina.on("pageerror", (error) => quejas.push(`error: ${error.message}`));
  pagina.on("console", (mensaje) => {
    if (mensaje.type() !== "error") return;
    // The answer 422 is how the host refuses a command; the screen says it in words.
    const { url } = mensaje.location();
    if (mensaje.text().includes("status of 422")) pagina.rehusos.push(url);
    else quejas.push(`consola: ${mensaje.text()} ${url}`);
  });
  pagina.on("request", (peticion) => {
    const { protocol, hostname } = new URL(peticion.url());
    if (!["data:", "blob:", "about:"].includes(protocol) && hostname !== "127.0.0.1") quejas.push(`red: ${peticion.url()}`);
  });
  pagina.sinQuejas = () => assert.deepEqual(quejas, [], "la página no se queja ni sale de esta computadora");
  return pagina;
}

/** What axe objects to in what is on screen, one line each. */
export async function objeciones(pagina, { sinReglas = [] } = {}) {
  const axe = new AxeBuilder({ page: pagina })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .disableRules(sinReglas);
  const { violations } = await axe.analyze();
  return violations.flatMap((v) =>
    v.nodes.map((n) => `${v.id} (${v.impact}): ${n.target.join(" ")} — ${(n.failureSummary ?? "").replace(/\s+/g, " ").slice(0, 240)}`),
  );
}

/** Nothing scrolls sideways: at 200 % people read downwards. */
export async function sinDesbordeHorizontal(pagina, que) {
  const sobra = await pagina.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(sobra <= 1, `${que}: la página sobra ${sobra} px a la derecha`);
}

export async function captura(pagina, nombre) {
  mkdirSync(RESULTADOS, { recursive: true });
  await pagina.screenshot({ path: join(RESULTADOS, `${nombre}.png`) });
}
