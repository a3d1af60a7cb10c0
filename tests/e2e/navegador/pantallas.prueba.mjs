/**
 * Every screen over the real core with the demonstration's 104 trámites: axe finds nothing, nothing
 * scrolls sideways and the page does not complain, in both themes and at 200 %.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { servir } from "../comun/anfitrion.mjs";
import { TAMANOS, TEMAS, abrirChromium, abrirPagina, captura, objeciones, sinDesbordeHorizontal } from "../comun/chromium.mjs";

const PANTALLAS = {
  comite: ["inicio", "recorrido", "comite", "inventario", "hallazgos", "hallazgos?ver=normas", "hallazgos?ver=documentos", "hallazgos?ver=tendencia", "inventario?ver=duplicados", "priorizacion", "importar", "informes", "historial", "ajustes", "ayuda"],
  gae: ["inicio", "inventario", "importar", "informes", "historial"],
};
const SECCIONES = ["general", "requisitos", "pasos", "tiempo_costo", "base_legal", "volumen"];

let navegador;
before(async () => {
  navegador = await abrirChromium();
});
after(() => navegador?.close());

/** A data file made as a person would: with the first question. */
async function preparar(pagina, direccion, como) {
  await pagina.goto(direccion);
  await pagina.getByRole("heading", { name: "¿Qué va a hacer?" }).waitFor();
  const opcion = como === "gae" ? /^Asesorar instituciones/ : /^Explorar con datos de demostración/;
  await pagina.getByRole("radio", { name: opcion }).press("Space");
  await pagina.getByRole("button", { name: como === "gae" ? "Empezar" : "Abrir demostración" }).press("Enter");
  await pagina.getByRole("navigation", { name: "Principal" }).waitFor({ timeout: 60_000 });
}

/** The screen has what it asked the core for. */
async function quieta(pagina) {
  await pagina.getByRole("heading", { level: 1 }).waitFor();
  await pagina.waitForLoadState("networkidle");
}

async function revisar(pagina, que, problemas) {
  const lineas = await objeciones(pagina);
  if (lineas.length > 0) await captura(pagina, `axe-${que.replaceAll(/[^a-z0-9]+/gi, "-")}`);
  problemas.push(...lineas.map((l) => `${que}: ${l}`));
  try {
    await sinDesbordeHorizontal(pagina, que);
  } catch (error) {
    problemas.push(error.message);
  }
}

for (const como of ["comite", "gae"]) {
  describe(`pantallas de ${como}`, () => {
    let anfitrion;
    let carpeta;
    let fichas = [];
    before(async () => {
      carpeta = mkdtempSync(join(tmpdir(), "diligencia-"));
      anfitrion = await servir(carpeta);
      const pagina = await abrirPagina(navegador);
      await preparar(pagina, anfitrion.direccion, como);
      if (como === "comite") {
        await pagina.goto(`${anfitrion.direccion}#/inventario`);
        await quieta(pagina);
        // Rows that are still being read open nothing.
        await pagina.getByRole("status").filter({ hasText: /^104 trámites/ }).waitFor();
        await pagina.getByRole("gridcell").first().press("Enter");
        await pagina.waitForURL(/#\/ficha\//);
        const id = new URL(pagina.url()).hash.split(/[/?]/)[2];
        fichas = SECCIONES.map((s) => `ficha/${id}?seccion=${s}`);
      }
      pagina.sinQuejas();
      await pagina.context().close();
    });
    after(async () => {
      await anfitrion?.detener();
      rmSync(carpeta, { recursive: true, force: true });
    });

    for (const tema of Object.keys(TEMAS)) {
      for (const tamano of Object.keys(TAMANOS)) {
        test(`sin objeciones en tema ${tema} a ${tamano}`, async () => {
          const pagina = await abrirPagina(navegador, { tema, tamano });
          await pagina.goto(anfitrion.direccion);
          await quieta(pagina);
          const problemas = [];
          for (const ruta of [...PANTALLAS[como], ...fichas]) {
            await pagina.evaluate((r) => (location.hash = `#/${r}`), ruta);
            await quieta(pagina);
            await revisar(pagina, `${como} ${ruta.replace(/\/[0-9a-f-]{36}/, "")} ${tema} ${tamano}`, problemas);
          }
          assert.deepEqual(problemas, []);
          assert.deepEqual(pagina.rehusos, [], "looking asks for nothing that this file does not answer");
          pagina.sinQuejas();
          await pagina.context().close();
        });
      }
    }
  });
}

test("la primera pregunta no tiene objeciones", async () => {
  const carpeta = mkdtempSync(join(tmpdir(), "diligencia-"));
  const anfitrion = await servir(carpeta);
  try {
    const problemas = [];
    for (const tema of Object.keys(TEMAS)) {
      for (const tamano of Object.keys(TAMANOS)) {
        const pagina = await abrirPagina(navegador, { tema, tamano });
        await pagina.goto(anfitrion.direccion);
        await pagina.getByRole("heading", { name: "¿Qué va a hacer?" }).waitFor();
        await revisar(pagina, `bienvenida ${tema} ${tamano}`, problemas);
        await pagina.getByRole("radio", { name: /^Trabajar en el comité/ }).press("Space");
        await revisar(pagina, `bienvenida con instituciones ${tema} ${tamano}`, problemas);
        await pagina.getByRole("button", { name: "Empezar" }).press("Enter");
        await revisar(pagina, `bienvenida con errores ${tema} ${tamano}`, problemas);
        pagina.sinQuejas();
        await pagina.context().close();
      }
    }
    assert.deepEqual(problemas, []);
  } finally {
    await anfitrion.detener();
    rmSync(carpeta, { recursive: true, force: true });
  }
});
