/** Journeys of a committee member over the real core, read and done by role and visible name. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { servir } from "../comun/anfitrion.mjs";
import { abrirChromium, abrirPagina, captura } from "../comun/chromium.mjs";
import { DATOS, carpetaTemporal } from "../comun/lugares.mjs";

const TRAMITE = "Diagnóstico Ambiental de Bajo Impacto Categoría B2";

let navegador;
before(async () => {
  navegador = await abrirChromium();
});
after(() => navegador?.close());

/** A page over a data folder of its own, before its first question. */
async function abrir(t) {
  const carpeta = carpetaTemporal(t);
  const anfitrion = await servir(carpeta);
  t.after(() => anfitrion.detener());
  const pagina = await abrirPagina(navegador);
  t.after(() => pagina.context().close());
  await pagina.goto(anfitrion.direccion);
  return { pagina, anfitrion, carpeta };
}

async function empezarComite(pagina, sigla) {
  await pagina.getByRole("radio", { name: /^Trabajar en el comité/ }).press("Space");
  await pagina.getByRole("textbox", { name: "Busque su institución" }).fill(sigla);
  await pagina.getByRole("textbox", { name: "Busque su institución" }).press("Tab");
  await pagina.getByRole("button", { name: "Empezar" }).press("Enter");
  await pagina.getByRole("navigation", { name: "Principal" }).waitFor();
}

async function elegirArchivo(pagina, ruta) {
  await pagina.getByRole("link", { name: /^Importar/ }).first().press("Enter");
  const dialogo = pagina.waitForEvent("filechooser");
  await pagina.getByRole("button", { name: "Elegir archivo" }).press("Enter");
  await (await dialogo).setFiles(ruta);
}

async function importarCatalogo(pagina) {
  await elegirArchivo(pagina, join(DATOS, "catalogo_2023.csv"));
  await pagina.getByRole("heading", { level: 1, name: /traería 104 trámites nuevos/ }).waitFor({ timeout: 60_000 });
  await pagina.getByRole("button", { name: "Importar 104 trámites" }).press("Enter");
  await pagina.getByRole("heading", { level: 1, name: "Se importaron 104 trámites" }).waitFor({ timeout: 60_000 });
}

async function abrirFicha(pagina) {
  await pagina.getByRole("link", { name: /^Inventario/ }).first().press("Enter");
  const buscador = pagina.getByRole("searchbox", { name: "Buscar en el inventario" });
  await buscador.fill("diagnostico ambiental b2");
  await pagina.getByRole("status").filter({ hasText: /\b\d de 104 trámites con lo que buscó/ }).waitFor();
  await buscador.press("ArrowDown");
  const fila = pagina.getByRole("row").filter({ has: pagina.locator(":focus") });
  for (let pasos = 0; !(await fila.innerText()).includes(TRAMITE); pasos += 1) {
    assert.ok(pasos < 9, "el trámite está entre los primeros hallados");
    await pagina.keyboard.press("ArrowDown");
  }
  await pagina.keyboard.press("Enter");
  await pagina.getByRole("heading", { level: 1, name: TRAMITE }).waitFor();
}

async function cambiarPrimerRequisito(pagina, texto) {
  await pagina.getByRole("tab", { name: /^Requisitos/ }).click();
  const primera = pagina.getByRole("grid", { name: "Requisitos" }).getByRole("gridcell").first();
  await primera.focus();
  await pagina.keyboard.press("F2");
  const caja = pagina.getByRole("textbox", { name: /fila 1$/ });
  await caja.fill(texto);
  await caja.press("Enter");
  await pagina.getByText(/Guardado a las \d/).waitFor();
}

test("importa el catálogo real, corrige un requisito y lo ve en el informe", async (t) => {
  const { pagina, anfitrion, carpeta } = await abrir(t);
  await empezarComite(pagina, "MARN");
  await importarCatalogo(pagina);
  await abrirFicha(pagina);
  await pagina.getByRole("heading", { name: /Posibles hallazgos de este trámite · [1-9]/ }).waitFor();
  await pagina.getByText("Decreto 5-2021").first().waitFor();
  await captura(pagina, "navegador-ficha");

  const texto = "Fotocopia simple del DPI de quien gestiona, año 2026";
  await cambiarPrimerRequisito(pagina, texto);
  await pagina.reload();
  await pagina.getByRole("gridcell", { name: texto }).waitFor();

  const destino = pagina.waitForResponse((r) => r.url().includes("/destino?"));
  await pagina.getByRole("link", { name: /^Informes/ }).first().press("Enter");
  await pagina.getByRole("status").filter({ hasText: /Página 1 de \d+/ }).waitFor({ timeout: 30_000 });
  await captura(pagina, "navegador-informe");
  await pagina.getByRole("button", { name: "Exportar PDF" }).press("Enter");
  await pagina.getByText(/Se guardó «avance-MARN/).waitFor({ timeout: 30_000 });
  const pdf = join(carpeta, "leido.pdf");
  writeFileSync(pdf, await anfitrion.bajar((await (await destino).json()).id));
  const leido = execFileSync("pdftotext", [pdf, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
  for (const esperado of ["Ministerio de Ambiente y Recursos Naturales", TRAMITE, texto]) {
    assert.ok(leido.includes(esperado), `«${esperado}» en el PDF`);
  }
  pagina.sinQuejas();
});

test("deshace y rehace un cambio, también después de volver a abrir", async (t) => {
  const { pagina } = await abrir(t);
  await empezarComite(pagina, "MARN");
  await importarCatalogo(pagina);
  await abrirFicha(pagina);
  await pagina.getByRole("tab", { name: /^Requisitos/ }).click();
  const primera = pagina.getByRole("grid", { name: "Requisitos" }).getByRole("gridcell").first();
  const antes = await primera.innerText();
  await cambiarPrimerRequisito(pagina, "Un requisito escrito por error");
  const errado = pagina.getByRole("gridcell", { name: "Un requisito escrito por error" });
  await errado.waitFor();
  await pagina.reload();
  await errado.waitFor();
  await pagina.getByRole("button", { name: /^Deshacer: / }).press("Enter");
  await errado.waitFor({ state: "detached" });
  assert.equal(await primera.innerText(), antes);
  await pagina.getByRole("button", { name: /^Rehacer: / }).press("Enter");
  await errado.waitFor();
  pagina.sinQuejas();
});

test("un archivo que no es un catálogo se rechaza con palabras y no cambia nada", async (t) => {
  const { pagina, carpeta } = await abrir(t);
  await empezarComite(pagina, "MARN");
  for (const [nombre, contenido] of [
    ["vacio.csv", ""],
    ["otra_forma.json", '{"a": 1}'],
    ["cortado.json", '[{"id": 1, "nombre": "Sin'],
  ]) {
    const ruta = join(carpeta, nombre);
    writeFileSync(ruta, contenido);
    await elegirArchivo(pagina, ruta);
    const aviso = pagina.getByRole("alert").filter({ hasText: "No se completó" });
    await aviso.waitFor();
    const mensaje = await aviso.innerText();
    assert.ok(mensaje.length > 40 && !/Error|null|undefined|serde|JSON\.parse/.test(mensaje), mensaje);
    await pagina.getByRole("link", { name: /^Inicio/ }).first().press("Enter");
    // The screen that is going away has this button too: a key pressed on it would be lost.
    await pagina.getByRole("button", { name: "Elegir archivo" }).waitFor({ state: "detached" });
    await pagina.getByRole("heading", { level: 1 }).waitFor();
  }
  await pagina.getByRole("link", { name: /^Inventario/ }).first().press("Enter");
  await pagina.getByText("Todavía no hay trámites en el inventario").waitFor();
  pagina.sinQuejas();
});

test("deshace una importación completa desde su pantalla", async (t) => {
  const { pagina } = await abrir(t);
  await empezarComite(pagina, "MARN");
  await importarCatalogo(pagina);
  await pagina.getByRole("button", { name: "Importar otro archivo" }).press("Enter");
  await pagina.getByRole("button", { name: /^Deshacer importación/ }).first().press("Enter");
  const dialogo = pagina.getByRole("dialog", { name: /^¿Deshacer la importación/ });
  await dialogo.waitFor();
  // The dialog takes the focus; only then do keys belong to it.
  await dialogo.locator(":focus").or(dialogo.and(pagina.locator(":focus"))).first().waitFor();
  await dialogo.getByRole("button", { name: "Deshacer importación" }).press("Enter");
  await dialogo.waitFor({ state: "detached" });
  await pagina.getByRole("link", { name: /^Inventario/ }).first().press("Enter");
  await pagina.getByText("Todavía no hay trámites en el inventario").waitFor({ timeout: 30_000 });
  pagina.sinQuejas();
});

test("la demostración abre el comité del MARN con sus 104 trámites, y lo dice", async (t) => {
  const { pagina } = await abrir(t);
  await pagina.getByRole("radio", { name: /^Explorar con datos de demostración/ }).press("Space");
  await pagina.getByRole("button", { name: "Abrir demostración" }).press("Enter");
  await pagina.getByText("Datos de demostración").waitFor({ timeout: 60_000 });
  await pagina.getByRole("heading", { level: 1, name: /104 trámites/ }).waitFor();
  pagina.sinQuejas();
});

test("Ctrl K encuentra un trámite desde cualquier pantalla", async (t) => {
  const { pagina } = await abrir(t);
  await empezarComite(pagina, "MARN");
  await importarCatalogo(pagina);
  await pagina.keyboard.press("Control+k");
  await pagina.keyboard.type("diagnostico ambiental b2");
  const opcion = pagina.getByRole("option", { name: TRAMITE }).first();
  await opcion.waitFor();
  const id = await opcion.getAttribute("id");
  const caja = pagina.getByRole("combobox", { name: /^Buscar en/ });
  for (let pasos = 0; (await caja.getAttribute("aria-activedescendant")) !== id; pasos += 1) {
    assert.ok(pasos < 9, "las flechas llegan al trámite hallado");
    await pagina.keyboard.press("ArrowDown");
  }
  await pagina.keyboard.press("Enter");
  await pagina.getByRole("heading", { level: 1, name: TRAMITE }).waitFor();
  pagina.sinQuejas();
});
