/**
 * The papers over the real core with the demonstration of GAE, with the keyboard alone: the preview of the real
 * pages, their order, the three forms, the batch, the codes and the letterhead.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { abrirChromium, cuantos } from "../comun/chromium.mjs";
import { abrirDemostracion, ir, revisar as revisarEn } from "../comun/demostracion.mjs";

const CORTE = "corte=2021-12-31";
const AVANCE = `informes?tipo=avance&institucion=MIN-MARN&${CORTE}`;

let navegador;
before(async () => {
  navegador = await abrirChromium();
});
after(() => navegador?.close());

const abrir = (t) => abrirDemostracion(t, navegador, /^Ver el tablero de las 66/);

/** The screen, or what `abrirlo` opens in it, has no objections in any theme and size. */
const revisar = (anfitrion, que, ruta, abrirlo) => revisarEn(navegador, anfitrion, { prefijo: "informes", que, ruta, abrir: abrirlo });

const paginas = (pagina) => pagina.getByRole("region", { name: "Vista previa" }).getByRole("status");
const primera = (pagina) => paginas(pagina).filter({ hasText: /^Página 1 de \d+$/ }).waitFor({ timeout: 60_000 });

/** Exports by the button and gives the bytes of what was written and the code that the screen says. */
async function exportar(pagina, anfitrion, boton) {
  const destino = pagina.waitForResponse((r) => r.url().includes("/destino?"));
  await pagina.getByRole("button", { name: boton }).press("Enter");
  const aviso = pagina.getByRole("alert").filter({ hasText: "Código de verificación" });
  await aviso.waitFor({ timeout: 60_000 });
  const codigo = /Código de verificación: ([0-9a-f]{16})/.exec(await aviso.innerText())?.[1];
  return { bytes: await anfitrion.bajar((await (await destino).json()).id), codigo };
}

test("la vista previa es la página real: se recorre, se acerca y se compone con las secciones y el orden pedidos", async (t) => {
  const { pagina, anfitrion } = await abrir(t);
  await ir(pagina, AVANCE);
  await primera(pagina);
  await revisar(anfitrion, "preparar", AVANCE, primera);

  const total = Number(/de (\d+)$/.exec(await paginas(pagina).innerText())[1]);
  const hoja = pagina.getByRole("region", { name: /^Página \d+ de/ });
  await hoja.focus();
  await pagina.keyboard.press("End");
  await paginas(pagina).filter({ hasText: `Página ${total} de ${total}` }).waitFor();
  await hoja.getByRole("group", { name: `Página ${total}`, exact: true }).waitFor();
  await pagina.keyboard.press("Home");
  await pagina.keyboard.press("PageDown");
  await paginas(pagina).filter({ hasText: `Página 2 de ${total}` }).waitFor();
  const antes = (await hoja.locator("svg").boundingBox()).width;
  await pagina.keyboard.press("+");
  await pagina.waitForFunction((a) => document.querySelector('[aria-label^="Página 2"] svg')?.getBoundingClientRect().width > a, antes);
  await pagina.keyboard.press("0");
  await pagina.getByRole("textbox", { name: "Ir a la página" }).fill(String(total));
  await pagina.keyboard.press("Enter");
  await paginas(pagina).filter({ hasText: `Página ${total} de ${total}` }).waitFor();

  // A section is taken out, and another goes first.
  const contenido = pagina.getByRole("navigation", { name: "Contenido del informe" });
  await pagina.getByRole("checkbox", { name: "Comité" }).press("Space");
  await contenido.getByRole("button", { name: /^Comité/ }).waitFor({ state: "detached", timeout: 30_000 });
  await contenido.getByRole("button", { name: /^Posibles hallazgos/ }).first().press("Enter");
  await pagina.getByRole("checkbox", { name: "Inventario" }).focus();
  await pagina.keyboard.press("Control+ArrowUp");
  await pagina.keyboard.press("Control+ArrowUp");
  assert.equal(await pagina.evaluate(() => document.activeElement?.getAttribute("value")), "inventario", "la sección conserva el foco al moverse");
  pagina.sinQuejas();
});

test("del tablero se pasa al consolidado con el mismo corte, y dice las mismas cifras", async (t) => {
  const { pagina, anfitrion, carpeta } = await abrir(t);
  await ir(pagina, `tablero?${CORTE}`);
  const titular = await pagina.getByRole("heading", { level: 1, name: /^59 de 66 instituciones tienen comité/ }).innerText();
  await pagina.getByRole("link", { name: "Informe consolidado" }).press("Enter");
  await pagina.getByRole("heading", { level: 1, name: "Informe consolidado" }).waitFor();
  await primera(pagina);
  const contenido = pagina.getByRole("navigation", { name: "Contenido del informe" });
  for (const parte of [/^Avance por fase/, /^Instituciones y fases/, /^Mapa de los departamentos/, /^Inventario de trámites · 21 pendientes/]) {
    await contenido.getByRole("button", { name: parte }).first().waitFor();
  }
  // The matrix of the 66 lies on its side: the viewer draws each page with its own measures.
  await contenido.getByRole("button", { name: /^Instituciones y fases/ }).press("Enter");
  await pagina.waitForFunction(() => {
    const hoja = document.querySelector('[aria-label^="Página "] svg')?.getBoundingClientRect();
    return hoja !== undefined && hoja.width > hoja.height;
  });
  await revisar(anfitrion, "consolidado", `informes?tipo=consolidado&${CORTE}&comparar=2021-10-31`, primera);
  const pdf = await exportar(pagina, anfitrion, "Exportar PDF");
  const ruta = join(carpeta, "consolidado.pdf");
  writeFileSync(ruta, pdf.bytes);
  const texto = execFileSync("pdftotext", [ruta, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
  for (const dicho of [titular, "89.39", "68.18", "59 de 66", "45 de 66"]) assert.ok(texto.includes(dicho), `«${dicho}» en el consolidado`);
  pagina.sinQuejas();
});

test("exporta en tres formas con el mismo código, que después se comprueba", async (t) => {
  const { pagina, anfitrion, carpeta } = await abrir(t);
  await ir(pagina, AVANCE);
  await primera(pagina);
  const pdf = await exportar(pagina, anfitrion, "Exportar PDF");
  const ruta = join(carpeta, "avance.pdf");
  writeFileSync(ruta, pdf.bytes);
  const texto = execFileSync("pdftotext", [ruta, "-"], { encoding: "utf8" });
  assert.match(texto, /Ministerio de Ambiente y Recursos Naturales/);
  assert.ok(texto.includes(pdf.codigo), "el código que dice la pantalla está en las páginas");

  await pagina.getByRole("radio", { name: /^Página web/ }).press("Space");
  const html = await exportar(pagina, anfitrion, "Exportar página web");
  assert.match(html.bytes.toString("utf8"), /^<!doctype html>/i);
  await pagina.getByRole("radio", { name: /^Tablas/ }).press("Space");
  const tablas = await exportar(pagina, anfitrion, "Exportar tablas");
  assert.equal(tablas.bytes.subarray(0, 2).toString(), "PK", "las tablas van en un ZIP");
  assert.deepEqual([html.codigo, tablas.codigo], [pdf.codigo, pdf.codigo], "las tres formas salen de los mismos datos");

  await pagina.getByRole("tab", { name: "Preparar" }).focus();
  await pagina.keyboard.press("ArrowRight");
  await pagina.keyboard.press("ArrowRight");
  const lista = pagina.getByRole("table", { name: /^Informes exportados/ });
  await lista.waitFor();
  await cuantos(lista.getByRole("button", { name: `Copiar el código ${pdf.codigo}` }), 3);
  await pagina.getByRole("button", { name: "Comprobar código" }).press("Enter");
  await pagina.getByText("Escriba el código que está al pie de la página.").waitFor();
  const codigo = pagina.getByRole("textbox", { name: /^Código de verificación/ });
  await codigo.fill(pdf.codigo.toUpperCase());
  await pagina.getByRole("button", { name: "Comprobar código" }).press("Enter");
  await pagina.getByRole("alert").filter({ hasText: "El código coincide" }).waitFor({ timeout: 60_000 });
  await codigo.fill("ffffffffffffffff");
  await pagina.getByRole("button", { name: "Comprobar código" }).press("Enter");
  await pagina.getByRole("alert").filter({ hasText: "El código no coincide" }).waitFor({ timeout: 60_000 });
  await revisar(anfitrion, "exportados", "informes?ver=exportados", (p) => p.getByRole("table", { name: /^Informes exportados/ }).waitFor());
  pagina.sinQuejas();
});

test("un lote escribe un archivo por institución y dice el código de cada uno", async (t) => {
  const { pagina, anfitrion } = await abrir(t);
  await ir(pagina, `informes?ver=lote&${CORTE}`);
  await pagina.getByRole("heading", { name: "Para 66 de 66 instituciones" }).waitFor();
  await revisar(anfitrion, "lote", `informes?ver=lote&${CORTE}`, (p) => p.getByRole("heading", { name: "Para 66 de 66 instituciones" }).waitFor());
  await pagina.getByRole("button", { name: "Desmarcar todas" }).press("Enter");
  for (const cual of ["MARN", "SEPREM", "Izabal"]) await pagina.getByRole("checkbox", { name: cual, exact: true }).press("Space");
  await pagina.getByRole("button", { name: "Elegir carpeta y escribir 3 informes" }).press("Enter");
  await pagina.getByRole("alert").filter({ hasText: "3 de 3 informes escritos" }).waitFor({ timeout: 60_000 });
  const tabla = pagina.getByRole("table", { name: "Resultado por institución" });
  await cuantos(tabla.getByText("Escrito", { exact: true }), 3);
  await cuantos(tabla.getByText(/^[0-9a-f]{16}$/), 3);

  // Stopped half way: what was written stays, and the rest is told as not written.
  await pagina.getByRole("button", { name: "Marcar todas", exact: true }).press("Enter");
  await pagina.getByRole("button", { name: "Elegir carpeta y escribir 66 informes" }).press("Enter");
  await pagina.getByRole("progressbar").getByText(/^[1-9]\d* de 66$/).waitFor({ timeout: 60_000 });
  await pagina.getByRole("button", { name: "Cancelar" }).press("Enter");
  const cancelado = pagina.getByRole("alert").filter({ hasText: /^Se canceló: \d+ de 66 informes escritos/ });
  await cancelado.waitFor({ timeout: 60_000 });
  const escritos = Number(/(\d+) de 66/.exec(await cancelado.innerText())[1]);
  assert.ok(escritos < 66, "se detuvo antes de terminar");
  await cuantos(tabla.getByText("Escrito", { exact: true }), escritos, "cada informe escrito está en la lista");
  pagina.sinQuejas();
});

test("el membrete y las firmas se escriben una vez y salen en el informe", async (t) => {
  const { pagina, anfitrion } = await abrir(t);
  const ruta = "informes?ver=membrete";
  await ir(pagina, ruta);
  await revisar(anfitrion, "sin-membrete", ruta, (p) => p.getByRole("button", { name: "Empezar el membrete" }).waitFor());
  await pagina.getByRole("button", { name: "Empezar el membrete" }).press("Enter");
  const sitio = pagina.getByRole("textbox", { name: /^Sitio/ });
  await sitio.fill("www.gae.gob.gt");
  await sitio.press("Tab");
  await pagina.getByText(/Guardado a las \d/).first().waitFor();
  await pagina.getByRole("button", { name: "Agregar firma" }).press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByRole("button", { name: "Agregar firma" }).press("Enter");
  await dialogo.getByText("Escriba el nombre de quien firma.").waitFor();
  await dialogo.getByRole("textbox", { name: /^Nombre de quien firma/ }).fill("Ana Lucía López Pérez");
  await dialogo.getByRole("textbox", { name: /^Cargo de quien firma/ }).fill("Directora Ejecutiva");
  await dialogo.getByRole("button", { name: "Agregar firma" }).press("Enter");
  await dialogo.waitFor({ state: "detached" });
  await pagina.getByRole("group", { name: "Firma 1" }).waitFor();
  await pagina.getByRole("button", { name: /^Bajar / }).first().press("Enter");
  await pagina.getByRole("button", { name: /^Deshacer: / }).waitFor();
  await revisar(anfitrion, "membrete", ruta, (p) => p.getByRole("group", { name: "Firma 1" }).waitFor());
  pagina.sinQuejas();
});
