/**
 * The page twin of a report, as the console writes it: one file that loads nothing, to which axe objects in
 * nothing at any size, with its headings in order and every table with heads.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { TAMANOS, abrirChromium, captura, objeciones, sinDesbordeHorizontal } from "../comun/chromium.mjs";
import { BINARIO_CONSOLA } from "../comun/lugares.mjs";

let navegador;
let carpeta;
const consola = (base, ...orden) =>
  JSON.parse(execFileSync(BINARIO_CONSOLA, ["--base", join(carpeta, base), "--json", ...orden], { env: { ...process.env, DILIGENCIA_DATOS: carpeta } }));

before(async () => {
  navegador = await abrirChromium();
  carpeta = mkdtempSync(join(tmpdir(), "diligencia-gemelos-"));
  consola("comite.dlgb", "crear", "--como", "comite", "--institucion", "MARN", "--demo");
  consola("gae.dlgb", "crear", "--como", "gae", "--demo");
});
after(async () => {
  await navegador?.close();
  rmSync(carpeta, { recursive: true, force: true });
});

const tramite = () => consola("comite.dlgb", "tramites", "--limite", "1").tramites[0].id;

/** Each report that has a twin, with what its page must say. */
const INFORMES = [
  { nombre: "avance", base: "comite.dlgb", orden: () => ["avance"], dice: /Lo que la autoridad debe saber/ },
  { nombre: "ficha", base: "comite.dlgb", orden: () => ["ficha", "--tramite", tramite()], dice: /Requisitos/ },
  { nombre: "acta", base: "comite.dlgb", orden: () => ["acta", "--fase", "inventario"], dice: /Acta/ },
  {
    nombre: "consolidado",
    base: "gae.dlgb",
    orden: () => ["consolidado", "--corte", "2021-12-31"],
    dice: /59\sde\s66/,
  },
];

for (const { nombre, base, orden, dice } of INFORMES) {
  test(`la página de «${nombre}» está completa y axe no la objeta`, async () => {
    const archivo = join(carpeta, `${nombre}.html`);
    consola(base, "informe", ...orden(), "--formato", "html", "--salida", archivo);
    for (const [tamano, vista] of Object.entries(TAMANOS)) {
      const contexto = await navegador.newContext({ ...vista, locale: "es-GT", colorScheme: "light" });
      const pagina = await contexto.newPage();
      const pedidos = [];
      const quejas = [];
      pagina.on("request", (p) => pedidos.push(p.url()));
      pagina.on("console", (m) => m.type() === "error" && quejas.push(m.text()));
      pagina.on("pageerror", (e) => quejas.push(e.message));
      const direccion = pathToFileURL(archivo).href;
      await pagina.goto(direccion);
      assert.match(await pagina.locator("main").innerText(), dice);
      assert.deepEqual(await objeciones(pagina), [], `${nombre} a ${tamano}`);
      await sinDesbordeHorizontal(pagina, `${nombre} a ${tamano}`);
      assert.deepEqual(quejas, []);
      assert.deepEqual(
        pedidos.filter((url) => url !== direccion && !url.startsWith("data:")),
        [],
        "la página no pide nada",
      );
      assert.equal(await pagina.locator("script").count(), 0);
      assert.equal(await pagina.locator("html").getAttribute("lang"), "es-GT");
      assert.equal(await pagina.locator("h1").count(), 1);
      const niveles = await pagina.locator("h1,h2,h3,h4,h5,h6").evaluateAll((hs) => hs.map((h) => Number(h.tagName[1])));
      assert.ok(
        niveles.every((n, i) => n <= (niveles[i - 1] ?? 1) + 1),
        `ningún nivel se salta: ${niveles}`,
      );
      const sinCabeza = await pagina.locator("table").evaluateAll((ts) => ts.filter((t) => !t.querySelector("th[scope=col]") || !t.caption).length);
      assert.equal(sinCabeza, 0, "cada tabla tiene título y encabezados");
      const rotos = await pagina
        .locator("a[href^='#']")
        .evaluateAll((as) => as.map((a) => a.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id)));
      assert.deepEqual(rotos, [], "cada enlace llega");
      await captura(pagina, `gemelo-${nombre}-${tamano.replace(/\W+/g, "")}`);
      await contexto.close();
    }
  });
}
