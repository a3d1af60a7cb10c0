/**
 * The whole first job in the real window, with the keyboard only: first start, import of the real
 * catalogue, a ficha with findings, a requisito changed, kill -9, and the PDF that says it.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { DATOS, carpetaTemporal } from "../comun/lugares.mjs";
import { Ventana, espera } from "./ventana.mjs";

const TRAMITE = "Diagnóstico Ambiental de Bajo Impacto Categoría B2";
/** As somebody in a hurry writes it: no accents, no capitals. */
const BUSCADO = "diagnostico ambiental b2";
const REQUISITO = "Fotocopia simple del DPI de quien gestiona, año 2026";

/** Types in the search box and goes down to the row; the list answers a moment after the last letter. */
async function buscarTramite(ventana) {
  await ventana.irA("searchbox", "Buscar en el inventario");
  await ventana.teclear(BUSCADO);
  await ventana.ver(/\b\d de 104 trámites con lo que buscó/);
  await ventana.pulsar("Abajo");
  for (let fila = 0; !(await ventana.leer(filaConFoco)).includes(TRAMITE); fila += 1) {
    assert.ok(fila < 9, "el trámite está entre los primeros hallados");
    await ventana.pulsar("Abajo");
  }
}

/** Text of the row that has the focus. Runs inside the page. */
function filaConFoco() {
  return document.activeElement?.closest('[role="row"]')?.innerText ?? "";
}

/** Tabs are one stop of the keyboard: Tab reaches them, arrows choose. */
async function abrirRequisitos(ventana) {
  await ventana.irA("tab", "General");
  await ventana.irA("tab", /^Requisitos/, { tecla: "Derecha", pasos: 8 });
}

test("de la primera apertura al informe impreso, solo con el teclado", { timeout: 240_000 }, async (t) => {
  const datos = carpetaTemporal(t);
  const pdf = join(datos, "Informe de avance.pdf");
  const opciones = { datos, abrir: join(DATOS, "catalogo_2023.csv"), guardar: pdf };
  let ventana = await Ventana.abrir(opciones);
  t.after(() => ventana.cerrar().catch(() => {}));

  // First start: the committee of MARN.
  await ventana.ver("¿Qué va a hacer?");
  await ventana.irA("radio", "Trabajar en el comité de mi institución");
  await ventana.pulsar("Espacio");
  await ventana.irA("textbox", "Busque su institución");
  await ventana.teclear("MARN");
  await ventana.ver("1 de 66 instituciones");
  await ventana.irA("button", "Empezar");
  await ventana.pulsar("Enter");
  await ventana.ver("MARN Ministerio de Ambiente y Recursos Naturales");
  await ventana.captura("ventana-1-inicio");

  // Import of the real catalogue, after its preview.
  await ventana.irA("link", /^Importar/);
  await ventana.pulsar("Enter");
  await ventana.ver("Importar el inventario");
  await ventana.irA("button", "Elegir archivo");
  await ventana.pulsar("Enter");
  await ventana.ver("traería 104 trámites nuevos", 60_000);
  await ventana.captura("ventana-2-previsto");
  await ventana.irA("button", "Importar 104 trámites");
  await ventana.pulsar("Enter");
  await ventana.ver("Se importaron 104 trámites", 60_000);

  // A ficha with findings.
  await ventana.irA("link", "Ver inventario");
  await ventana.pulsar("Enter");
  await ventana.ver("de 104 trámites");
  await buscarTramite(ventana);
  await ventana.captura("ventana-3-inventario");
  await ventana.pulsar("Enter");
  await ventana.ver("Posibles hallazgos de este trámite");
  await ventana.captura("ventana-4-ficha");

  // Its first requisito, changed as in a spreadsheet.
  await abrirRequisitos(ventana);
  await ventana.irA("gridcell", "");
  await ventana.pulsar(["Control", "Inicio"], "F2");
  await espera("la celda está abierta", async () => (await ventana.foco()).nombre.includes("fila 1"));
  await ventana.pulsar(["Control", "a"]);
  await ventana.teclear(REQUISITO);
  await ventana.pulsar("Enter");
  await ventana.ver(/Guardado a las \d/);
  await ventana.ver(REQUISITO);
  await ventana.captura("ventana-5-requisito");
  const direccion = await ventana.leer(() => location.hash);

  // Killed without warning.
  assert.ok(ventana.matar(), "el programa estaba abierto");
  await ventana.terminar();

  ventana = await Ventana.abrir(opciones);
  await ventana.ver("MARN Ministerio de Ambiente y Recursos Naturales");
  await ventana.irA("link", /^Inventario/);
  await ventana.pulsar("Enter");
  await buscarTramite(ventana);
  await ventana.pulsar("Enter");
  await ventana.ver("Posibles hallazgos de este trámite");
  assert.equal((await ventana.leer(() => location.hash)).split("?")[0], direccion.split("?")[0], "es la misma ficha");
  await abrirRequisitos(ventana);
  await ventana.ver(REQUISITO);
  await ventana.captura("ventana-6-despues-de-kill");

  // On paper.
  await ventana.irA("link", /^Informes/, { tecla: ["Shift", "Tab"] });
  await ventana.pulsar("Enter");
  await ventana.irA("button", "Exportar PDF");
  await ventana.pulsar("Enter");
  await ventana.ver("Se guardó «Informe de avance.pdf»", 60_000);
  assert.ok(existsSync(pdf), "el PDF está donde se eligió");
  await ventana.captura("ventana-7-informe");
  const texto = execFileSync("pdftotext", [pdf, "-"], { encoding: "utf8" }).replace(/\s+/g, " ");
  for (const esperado of ["Ministerio de Ambiente y Recursos Naturales", "104 trámites", TRAMITE, REQUISITO]) {
    assert.ok(texto.includes(esperado), `«${esperado}» en el PDF: ${texto.slice(0, 2000)}`);
  }
  execFileSync("qpdf", ["--check", pdf]);
});
