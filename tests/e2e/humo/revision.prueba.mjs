/**
 * The review of an inventory in the real window, with the keyboard only and the real catalogue: a wrong
 * file is refused in words, two trámites are joined, the program is killed at once, and what was joined
 * is joined, can be undone, and the right file goes in.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { BINARIO_CONSOLA, DATOS, carpetaTemporal } from "../comun/lugares.mjs";
import { Ventana } from "./ventana.mjs";

/** The console over the same data; it ends with 4 when rows need a person, as those of the catalogue do. */
function consola(datos, ...argumentos) {
  const entorno = { ...process.env, DILIGENCIA_DATOS: datos, DILIGENCIA_LLAVERO: "no" };
  const { status, stdout, stderr } = spawnSync(BINARIO_CONSOLA, ["--json", ...argumentos], { encoding: "utf8", env: entorno });
  assert.ok(status === 0 || status === 4, `${argumentos.join(" ")}: ${status} ${stderr}`);
  return JSON.parse(stdout);
}

async function abrirAdjuntos(ventana) {
  await ventana.irA("tab", "General");
  await ventana.irA("tab", /^Adjuntos/, { tecla: "Derecha", pasos: 8 });
}

async function inventario(ventana, cuantos) {
  await ventana.irA("link", /^Inventario/);
  await ventana.pulsar("Enter");
  await ventana.ver(`${cuantos} trámites`);
}

/** The focus on the first cell of the grid. */
async function primeraFila(ventana) {
  await ventana.irA("gridcell", /./);
  await ventana.pulsar(["Control", "Inicio"]);
}

test("unir, adjuntar y un archivo equivocado, con el programa muerto a la mitad", { timeout: 240_000 }, async (t) => {
  const datos = carpetaTemporal(t);
  consola(datos, "crear", "--como", "comite", "--institucion", "MARN");
  consola(datos, "importar", join(DATOS, "catalogo_2023.csv"));
  const [malo, bueno] = [join(datos, "virus.pdf"), join(datos, "formulario.pdf")];
  writeFileSync(malo, "MZ este programa no es un documento");
  writeFileSync(bueno, "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");

  let ventana = await Ventana.abrir({ datos, abrir: malo, guardar: join(datos, "no.pdf") });
  t.after(() => ventana.cerrar().catch(() => {}));
  await ventana.ver("MARN Ministerio de Ambiente y Recursos Naturales");
  await inventario(ventana, 104);
  await primeraFila(ventana);
  await ventana.pulsar("Enter");
  await ventana.ver("Posibles hallazgos de este trámite");
  await abrirAdjuntos(ventana);
  await ventana.irA("button", "Adjuntar archivo");
  await ventana.pulsar("Enter");
  await ventana.ver("El documento debe ser PDF");
  await ventana.captura("revision-1-archivo-equivocado");

  // A copy says the same: it is a pair, and they are joined.
  await ventana.irA("link", /^Inventario/, { tecla: ["Shift", "Tab"] });
  await ventana.pulsar("Enter");
  await ventana.ver("104 trámites");
  await primeraFila(ventana);
  // Inside the grid Tab goes on to the next cell; backwards from the first one it leaves.
  await ventana.irA("button", "Duplicar", { tecla: ["Shift", "Tab"] });
  await ventana.pulsar("Enter");
  await ventana.ver("105 trámites");
  await ventana.irA("button", "Posibles duplicados", { tecla: ["Shift", "Tab"] });
  await ventana.pulsar("Enter");
  await ventana.ver("1 pareja de trámites se parece");
  await ventana.captura("revision-2-duplicados");
  await ventana.irA("button", /^Comparar y unir/);
  await ventana.pulsar("Enter");
  await ventana.ver("Datos que dicen cosas distintas");
  await ventana.irA("textbox", /^Motivo/);
  await ventana.teclear("Es el mismo tramite, escrito dos veces");
  await ventana.captura("revision-3-unir");
  await ventana.irA("button", "Unir los dos trámites");
  await ventana.pulsar("Enter");
  await ventana.ver(/Guardado a las \d/);

  assert.ok(ventana.matar(), "el programa estaba abierto");
  await ventana.terminar();
  ventana = await Ventana.abrir({ datos, abrir: bueno, guardar: join(datos, "no.pdf") });
  await ventana.ver("MARN Ministerio de Ambiente y Recursos Naturales");
  await inventario(ventana, 104);
  await primeraFila(ventana);
  await ventana.pulsar("Enter");
  await ventana.ver("Posibles hallazgos de este trámite");
  await abrirAdjuntos(ventana);
  await ventana.irA("button", "Adjuntar archivo");
  await ventana.pulsar("Enter");
  await ventana.ver("formulario.pdf");
  await ventana.captura("revision-4-despues-de-kill");

  // Two steps back: the file, and the joining.
  for (const queda of ["Reunió dos", null]) {
    await ventana.irA("button", /^Deshacer: /, { tecla: ["Shift", "Tab"] });
    await ventana.pulsar("Enter");
    if (queda !== null) await ventana.ver("no tiene archivos adjuntos");
  }
  await inventario(ventana, 105);
  await ventana.cerrar();
  assert.equal(consola(datos, "verificar").ok, true);
});
