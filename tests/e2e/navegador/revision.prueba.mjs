/**
 * The review of an inventory with the keyboard alone, over the real core: two trámites that are one, the
 * documents that the State holds decided together, the trend, and a file attached.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { abrirChromium, captura } from "../comun/chromium.mjs";
import { abrirDemostracion, ir, revisar as revisarEn } from "../comun/demostracion.mjs";

let navegador;
before(async () => {
  navegador = await abrirChromium();
});
after(() => navegador?.close());

/** The inventory, read. */
async function inventario(pagina) {
  await ir(pagina, "inventario");
  await pagina.getByRole("status").filter({ hasText: /^104 trámites/ }).waitFor();
}

/** Opens the ficha of the first row. */
async function abrirLaPrimera(pagina) {
  await inventario(pagina);
  await pagina.getByRole("gridcell").first().press("Enter");
  await pagina.waitForURL(/#\/ficha\//);
}

/** The screen, or the dialog that `abrir` opens in it, has no objections in any theme and size. */
const revisar = (anfitrion, que, ruta, abrir) => revisarEn(navegador, anfitrion, { prefijo: "revision", que, ruta, abrir });

/** Duplicates the first trámite of the inventory, which leaves a pair that says the same. */
async function duplicarElPrimero(pagina) {
  await inventario(pagina);
  await pagina.getByRole("gridcell").first().press("ArrowRight");
  await pagina.getByRole("button", { name: "Duplicar" }).press("Enter");
  await pagina.getByRole("status").filter({ hasText: /^105 trámites/ }).waitFor();
}

test("dos trámites que son uno se comparan, se unen y se separan con Deshacer", async (t) => {
  const { pagina, anfitrion } = await abrirDemostracion(t, navegador);
  await duplicarElPrimero(pagina);
  await ir(pagina, "inventario?ver=duplicados");
  const unir = pagina.getByRole("button", { name: /^Comparar y unir/ }).first();
  await unir.waitFor();
  await revisar(anfitrion, "duplicados", "inventario?ver=duplicados");
  await revisar(anfitrion, "unir", "inventario?ver=duplicados", async (p) => {
    await p.getByRole("button", { name: /^Comparar y unir/ }).first().press("Enter");
    await p.getByRole("dialog").getByRole("radio").first().waitFor();
  });
  await unir.press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByRole("radio").first().waitFor();
  // The reason is asked for, and nothing is written without it.
  await dialogo.getByRole("button", { name: "Unir los dos trámites" }).press("Enter");
  await dialogo.getByText(/Escriba el motivo con al menos/).waitFor();
  await dialogo.getByRole("textbox", { name: /^Motivo/ }).fill("Es el mismo trámite, escrito dos veces");
  await dialogo.getByRole("button", { name: "Unir los dos trámites" }).press("Enter");
  await pagina.waitForURL(/#\/ficha\//);
  await dialogo.waitFor({ state: "detached" });
  const deshacer = pagina.getByRole("button", { name: /^Deshacer: Reunió dos/ });
  await deshacer.waitFor();
  await ir(pagina, "inventario?ver=duplicados");
  await pagina.getByRole("heading", { level: 1 }).waitFor();
  const antes = await pagina.getByRole("button", { name: /^Comparar y unir/ }).count();
  await deshacer.press("Enter");
  await pagina.getByRole("button", { name: /^Rehacer: / }).waitFor();
  await pagina.getByRole("button", { name: /^Comparar y unir/ }).nth(antes).waitFor();
  pagina.sinQuejas();
});

test("los requisitos que piden lo mismo se deciden juntos, y la tendencia lo cuenta", async (t) => {
  const { pagina, anfitrion } = await abrirDemostracion(t, navegador);
  await ir(pagina, "hallazgos?ver=documentos");
  const tabla = pagina.getByRole("table", { name: /^Requisitos que piden documentos/ });
  await tabla.waitFor();
  const grupos = await tabla.getByRole("row").count();
  await revisar(anfitrion, "documentos", "hallazgos?ver=documentos");
  await revisar(anfitrion, "excepcion", "hallazgos?ver=documentos", async (p) => {
    await p.getByRole("button", { name: /^Excepción: / }).first().press("Enter");
    await p.getByRole("dialog").waitFor();
  });
  await tabla.getByRole("button", { name: /^Excepción: / }).first().press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByRole("textbox").fill("El sistema de la otra entidad no está conectado");
  await dialogo.getByRole("button", { name: /^Guardar/ }).press("Enter");
  await dialogo.waitFor({ state: "detached" });
  for (let i = 0; i < 100 && (await tabla.getByRole("row").count()) !== grupos - 1; i += 1) await pagina.waitForTimeout(50);
  assert.equal(await tabla.getByRole("row").count(), grupos - 1, "the group was decided whole");
  await ir(pagina, "hallazgos?ver=tendencia");
  await pagina.getByRole("img", { name: /Las cifras de cada fecha/ }).waitFor({ timeout: 60_000 });
  await pagina.getByRole("table", { name: "Por fecha" }).waitFor();
  await revisar(anfitrion, "tendencia", "hallazgos?ver=tendencia", (p) => p.getByRole("table", { name: "Por fecha" }).waitFor());
  pagina.sinQuejas();
});

test("un archivo se adjunta a la ficha, y lo que no es un documento se rechaza con su razón", async (t) => {
  const { pagina, anfitrion, carpeta } = await abrirDemostracion(t, navegador);
  await abrirLaPrimera(pagina);
  await pagina.getByRole("tab", { name: /^Adjuntos/ }).click();
  const adjuntar = async (nombre, bytes) => {
    const ruta = join(carpeta, nombre);
    writeFileSync(ruta, bytes);
    const elegido = pagina.waitForEvent("filechooser");
    await pagina.getByRole("button", { name: /^Adjuntar archivo/ }).press("Enter");
    await (await elegido).setFiles(ruta);
  };
  await adjuntar("formulario.pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
  await pagina.getByText("formulario.pdf").first().waitFor();
  await adjuntar("virus.pdf", "MZ este programa no es un documento");
  await pagina.getByRole("alert").waitFor();
  await revisar(anfitrion, "adjuntos", new URL(pagina.url()).hash.slice(2), async (p) => {
    await p.getByRole("tab", { name: /^Adjuntos/ }).click();
    await p.getByRole("button", { name: /^Quitar/ }).waitFor();
  });
  await pagina.getByRole("button", { name: /^Quitar/ }).first().press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByRole("textbox").fill("Se subió el que no era");
  await dialogo.getByRole("button", { name: /^Quitar/ }).press("Enter");
  await dialogo.waitFor({ state: "detached" });
  await pagina.getByText("Se quitó «formulario.pdf».").waitFor();
  assert.equal(await pagina.getByRole("button", { name: /^Quitar/ }).count(), 0);
  pagina.sinQuejas();
});

test("las solicitudes de cada año y vía se escriben como en una hoja, y lo que no concuerda se dice", async (t) => {
  const { pagina, anfitrion } = await abrirDemostracion(t, navegador);
  await abrirLaPrimera(pagina);
  const ficha = new URL(pagina.url()).hash.slice(2);
  await pagina.getByRole("tab", { name: /^Volumen/ }).focus();
  await pagina.keyboard.press("Enter");
  const rejilla = pagina.getByRole("grid", { name: "Solicitudes por año y vía" });
  await rejilla.getByRole("gridcell").first().focus();
  const escribir = async (texto, tecla) => {
    await pagina.keyboard.type(texto);
    await pagina.keyboard.press(tecla);
  };
  await escribir("2025", "Tab");
  await escribir("En línea", "Tab");
  await escribir("1200", "Tab");
  await escribir("1300", "Enter");
  const avisos = pagina.getByRole("region", { name: "Datos que no concuerdan" });


  await avisos.getByText(/Hay más rechazos que solicitudes/).waitFor();
  await revisar(anfitrion, "volumen", `${ficha}?seccion=volumen`, async (p) => {
    await p.getByRole("tab", { name: /^Volumen/ }).click();
    await p.getByRole("region", { name: "Datos que no concuerdan" }).waitFor();
  });
  // Dollars are not shown as quetzales.
  await pagina.getByRole("tab", { name: /^Tiempo y costo/ }).click();
  await pagina.getByRole("textbox", { name: /^Monto/ }).fill("25");
  await pagina.getByRole("textbox", { name: /^Monto/ }).press("Tab");
  await pagina.getByRole("combobox", { name: /^Moneda/ }).selectOption({ label: "Dólares" });
  await pagina.getByText("USD", { exact: true }).waitFor();
  await captura(pagina, "revision-dolares");
  pagina.sinQuejas();
});
