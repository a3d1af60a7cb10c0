/**
 * The inventory as a spreadsheet, with the keyboard alone: rows typed, a block pasted, fill down, bulk
 * change, undo and redo, over the real core.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pausa } from "node:timers/promises";

import { servir } from "../comun/anfitrion.mjs";
import { abrirChromium, abrirPagina, captura, objeciones } from "../comun/chromium.mjs";
import { carpetaTemporal } from "../comun/lugares.mjs";

const DIEZ = Array.from({ length: 10 }, (_, i) => `Trámite escrito número ${i + 1}`);
const CINCUENTA = Array.from({ length: 50 }, (_, i) => `Trámite pegado número ${i + 1}`);

let navegador;
before(async () => {
  navegador = await abrirChromium();
});
after(() => navegador?.close());

async function abrirVacio(t) {
  const anfitrion = await servir(carpetaTemporal(t));
  t.after(() => anfitrion.detener());
  const pagina = await abrirPagina(navegador);
  t.after(() => pagina.context().close());
  await pagina.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await pagina.goto(anfitrion.direccion);
  await pagina.getByRole("radio", { name: /^Trabajar en el comité/ }).press("Space");
  await pagina.getByRole("textbox", { name: "Busque su institución" }).fill("MARN");
  await pagina.getByRole("textbox", { name: "Busque su institución" }).press("Tab");
  await pagina.getByRole("button", { name: "Empezar" }).press("Enter");
  await pagina.getByRole("link", { name: /^Inventario/ }).first().press("Enter");
  await pagina.getByRole("grid", { name: "Trámites del inventario" }).waitFor();
  await pagina.getByText("Todavía no hay trámites en el inventario").waitFor();
  return pagina;
}

const hoja = (pagina) => pagina.getByRole("grid", { name: "Trámites del inventario" });

/** The cell of a column, by its heading, in a row from 1. */
async function celda(pagina, titulo, fila) {
  const encabezado = hoja(pagina).getByRole("columnheader", { name: titulo });
  const columna = await encabezado.getAttribute("aria-colindex");
  return hoja(pagina).locator(`[role=row][aria-rowindex="${fila + 1}"] [aria-colindex="${columna}"]`);
}

/** The cell says this, now or in a moment. */
async function dice(pagina, titulo, fila, texto) {
  const lugar = await celda(pagina, titulo, fila);
  for (let i = 0; i < 100 && (await lugar.innerText()).trim() !== texto; i += 1) await pausa(20);
  assert.equal((await lugar.innerText()).trim(), texto, `${titulo}, fila ${fila}`);
}

async function esperarTotal(pagina, n) {
  await pagina.getByRole("status").filter({ hasText: new RegExp(`^${n} trámites?\\b`) }).waitFor();
}

/** Puts the focus on the blank row at the end, on the name. */
async function irAlFinal(pagina) {
  // The second Tab stop of the page after the search box and its filters is the grid's own cell.
  await hoja(pagina).locator('[role=gridcell][tabindex="0"], [role=columnheader] [tabindex="0"]').first().focus();
  await pagina.keyboard.press("Control+End");
  await pagina.keyboard.press("Home");
  await pagina.keyboard.press("ArrowRight");
  await pagina.keyboard.press("ArrowRight");
}

test("escribe diez trámites, pega cincuenta, rellena, cambia en bloque, deshace y rehace, solo con el teclado", async (t) => {
  const pagina = await abrirVacio(t);

  // Ten, one after another, without waiting for anything.
  await irAlFinal(pagina);
  for (const nombre of DIEZ) {
    await pagina.keyboard.type(nombre);
    await pagina.keyboard.press("Enter");
  }
  await esperarTotal(pagina, 10);
  for (const [i, nombre] of DIEZ.entries()) await dice(pagina, "Nombre", i + 1, nombre);

  // A block of fifty rows from a spreadsheet: headings, quotes and a line break inside a cell.
  const lineas = CINCUENTA.map((n, i) => (i === 0 ? `"${n}"\tHíbrido\t"Ventanilla ""única""\nplanta baja"` : `${n}\tEn línea\tDirección ${i}`));
  await pagina.evaluate((texto) => navigator.clipboard.writeText(texto), ["Nombre\tModalidad\tUnidad", ...lineas].join("\n").replaceAll("Unidad", "Dirección o unidad ejecutora").replace("Nombre\t", "Nombre del trámite\t"));
  await irAlFinal(pagina);
  await pagina.keyboard.press("Control+v");
  const vista = pagina.getByRole("dialog", { name: /Se agregan 50 trámites/ });
  await vista.waitFor();
  assert.deepEqual(await objeciones(pagina), []);
  await captura(pagina, "rejilla-pegado");
  await vista.getByRole("button", { name: "Pegar el bloque" }).press("Enter");
  await vista.waitFor({ state: "detached" });
  await esperarTotal(pagina, 60);
  await pagina.keyboard.press("Control+Home");
  await (await celda(pagina, "Nombre", 11)).focus();
  await dice(pagina, "Unidad", 11, 'Ventanilla "única" planta baja');

  // Fill down: the first row of the choice in those below.
  await (await celda(pagina, "Modalidad", 1)).focus();
  await pagina.keyboard.type("pre");
  await pagina.keyboard.press("Enter");
  await hoja(pagina).getByRole("gridcell", { name: "Presencial" }).first().waitFor();
  await pagina.keyboard.press("ArrowUp");
  for (let i = 0; i < 9; i += 1) await pagina.keyboard.press("Shift+ArrowDown");
  await pagina.keyboard.press("Control+d");
  await pagina.getByRole("status").filter({ hasText: "9 celdas con el valor de arriba." }).waitFor();
  await dice(pagina, "Modalidad", 10, "Presencial");

  // What is copied comes back the same.
  await pagina.keyboard.press("Control+c");
  assert.equal(await pagina.evaluate(() => navigator.clipboard.readText()), Array(10).fill("Presencial").join("\n"));

  // Bulk change of the chosen rows, with before and after.
  await pagina.getByRole("button", { name: "Cambiar un dato" }).press("Enter");
  const bloque = pagina.getByRole("dialog", { name: "Cambiar un dato de 10 trámites" });
  await bloque.getByRole("combobox", { name: /^Dato/ }).selectOption({ label: "Horario de atención" });
  await bloque.getByRole("textbox", { name: "Valor nuevo" }).fill("De 8:00 a 16:00");
  await bloque.getByRole("button", { name: "Ver antes y después" }).press("Enter");
  await bloque.getByText("Cambian 10 de 10.").waitFor();
  assert.deepEqual(await objeciones(pagina), []);
  await captura(pagina, "rejilla-bloque");
  await bloque.getByRole("button", { name: "Cambiar 10 trámites" }).press("Enter");
  await bloque.waitFor({ state: "detached" });

  // Each of the four steps is one undo, and one redo.
  const deshacer = async (que) => {
    await pagina.getByRole("button", { name: `Deshacer: ${que}` }).press("Enter");
    await pagina.getByRole("button", { name: `Rehacer: ${que}` }).waitFor();
  };
  await deshacer("Cambió varios trámites a la vez");
  await deshacer("Cambió datos de la ficha");
  await dice(pagina, "Modalidad", 10, "");
  await deshacer("Cambió datos de la ficha");
  await deshacer("Agregó trámites");
  await esperarTotal(pagina, 10);
  await pagina.getByRole("button", { name: "Rehacer: Agregó trámites" }).press("Enter");
  await esperarTotal(pagina, 60);
  pagina.sinQuejas();
});

test("lo que no se entiende se dice en la celda, y una fila sin nombre no se pierde", async (t) => {
  const pagina = await abrirVacio(t);
  await irAlFinal(pagina);
  await pagina.keyboard.type("ab");
  await pagina.keyboard.press("Enter");
  await pagina.getByRole("alert").filter({ hasText: "La fila nueva no se guardó" }).waitFor();
  await pagina.keyboard.press("ArrowUp");
  await pagina.keyboard.press("F2");
  await pagina.keyboard.type("ogado de la institución");
  await pagina.keyboard.press("Enter");
  await esperarTotal(pagina, 1);
  await dice(pagina, "Nombre", 1, "abogado de la institución");

  const modalidad = await celda(pagina, "Modalidad", 1);
  await modalidad.focus();
  await pagina.keyboard.type("zz");
  await pagina.getByRole("alert").filter({ hasText: "«zz» no está en la lista" }).waitFor();
  assert.deepEqual(await objeciones(pagina), []);
  await pagina.keyboard.press("Escape");
  await hoja(pagina).getByRole("gridcell", { name: "abogado de la institución" }).waitFor();

  // Supr empties what may be empty, and leaves the name.
  await (await celda(pagina, "Nombre", 1)).focus();
  await pagina.keyboard.press("Delete");
  await pagina.getByRole("status").filter({ hasText: "No hay celdas que cambiar." }).waitFor();
  pagina.sinQuejas();
});

test("las columnas se eligen y las vistas se guardan con el teclado, y siguen al volver a abrir", async (t) => {
  const pagina = await abrirVacio(t);
  await irAlFinal(pagina);
  await pagina.keyboard.type("Licencia de aguas");
  await pagina.keyboard.press("Enter");
  await esperarTotal(pagina, 1);
  await pagina.getByRole("button", { name: "Columnas" }).press("Enter");
  const columnas = pagina.getByRole("dialog", { name: "Columnas de la tabla" });
  await columnas.getByRole("searchbox", { name: "Buscar una columna" }).fill("horario");
  await columnas.getByRole("checkbox", { name: "Horario de atención" }).press("Space");
  await columnas.getByRole("button", { name: "Subir «Horario de atención»" }).press("Enter");
  assert.deepEqual(await objeciones(pagina), []);
  await columnas.getByRole("button", { name: "Mostrar 7 columnas" }).press("Enter");
  await hoja(pagina).getByRole("columnheader", { name: "Horario de atención" }).waitFor();

  await pagina.getByRole("combobox", { name: "Estado" }).selectOption({ value: "identificado" });
  await pagina.getByRole("button", { name: "Vistas" }).press("Enter");
  const vistas = pagina.getByRole("dialog", { name: "Vistas guardadas" });
  await vistas.getByRole("textbox", { name: "Nombre para la vista de ahora" }).fill("Por completar");
  await pagina.keyboard.press("Enter");
  await vistas.waitFor({ state: "detached" });
  await pagina.getByRole("button", { name: "Quitar filtros" }).press("Enter");
  await pagina.reload();
  await hoja(pagina).getByRole("columnheader", { name: "Horario de atención" }).waitFor();
  await pagina.getByRole("combobox", { name: "Vista guardada" }).selectOption({ label: "Por completar" });
  await pagina.waitForURL(/estado=identificado/);
  pagina.sinQuejas();
});
