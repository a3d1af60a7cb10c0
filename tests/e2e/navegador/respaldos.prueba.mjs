/** Backups, restoring and a damaged file, as a person meets them: nothing is lost on the way. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { servir } from "../comun/anfitrion.mjs";
import { BINARIO_CONSOLA } from "../comun/lugares.mjs";
import { TAMANOS, TEMAS, abrirChromium, abrirPagina, captura, objeciones, sinDesbordeHorizontal } from "../comun/chromium.mjs";

let navegador;
let anfitrion;
let carpeta;
before(async () => {
  navegador = await abrirChromium();
  carpeta = mkdtempSync(join(tmpdir(), "diligencia-"));
  anfitrion = await servir(carpeta);
  const pagina = await abrirPagina(navegador);
  await pagina.goto(anfitrion.direccion);
  await pagina.getByRole("radio", { name: /^Explorar con datos de demostración/ }).press("Space");
  await pagina.getByRole("button", { name: "Abrir demostración" }).press("Enter");
  await pagina.getByRole("navigation", { name: "Principal" }).waitFor({ timeout: 60_000 });
  await pagina.context().close();
});
after(async () => {
  await navegador?.close();
  await anfitrion?.detener();
  rmSync(carpeta, { recursive: true, force: true });
});

async function revisar(pagina, que) {
  const lineas = await objeciones(pagina);
  if (lineas.length > 0) await captura(pagina, `axe-${que.replaceAll(/[^a-z0-9]+/gi, "-")}`);
  assert.deepEqual(lineas, [], que);
  await sinDesbordeHorizontal(pagina, que);
}

/** Opens Ajustes in each theme and size, and hands each page over. */
async function enCadaForma(ruta, f) {
  for (const tema of Object.keys(TEMAS)) {
    for (const tamano of Object.keys(TAMANOS)) {
      const pagina = await abrirPagina(navegador, { tema, tamano });
      await pagina.goto(`${anfitrion.direccion}${ruta}`);
      await f(pagina, `${tema} ${tamano}`);
      pagina.sinQuejas();
      await pagina.context().close();
    }
  }
}

test("una copia hecha con el teclado se lista, y restaurar pide una palabra", async () => {
  const pagina = await abrirPagina(navegador);
  await pagina.goto(`${anfitrion.direccion}#/ajustes`);
  await pagina.getByRole("button", { name: "Crear copia ahora" }).press("Enter");
  await pagina.getByRole("alert").getByText("Copia hecha y comprobada").waitFor();
  // Something written after the copy: it must be told, and stay in the file set aside.
  await pagina.getByLabel(/^Su nombre/).fill("Ana López");
  await pagina.getByLabel(/^Su nombre/).press("Tab");
  await pagina.getByRole("banner").getByText("Ana López").waitFor();
  await pagina.context().close();

  await enCadaForma("#/ajustes", async (p, que) => {
    await p.getByRole("table", { name: "Copias en esta computadora" }).waitFor();
    await revisar(p, `ajustes con copias ${que}`);
    await p.getByRole("button", { name: /^Restaurar la copia del/ }).first().press("Enter");
    await p.getByRole("dialog").getByText(/1 cambio posterior que la copia no tiene/).waitFor();
    await revisar(p, `diálogo de restaurar ${que}`);
    await p.keyboard.press("Escape");
    await p.getByRole("dialog").waitFor({ state: "detached" });
  });

  const otra = await abrirPagina(navegador);
  await otra.goto(`${anfitrion.direccion}#/ajustes`);
  await otra.getByRole("button", { name: /^Restaurar la copia del/ }).first().press("Enter");
  const boton = otra.getByRole("button", { name: "Restaurar la copia", exact: true });
  await otra.getByLabel(/^Escriba RESTAURAR/).fill("RESTAURA");
  assert.equal(await boton.isDisabled(), true, "half a word is not the word");
  await otra.getByLabel(/^Escriba RESTAURAR/).fill("RESTAURAR");
  await boton.press("Enter");
  await otra.getByText(/quedó apartada como «base.dlgb.apartada-.*con 1 cambio posterior/).waitFor({ timeout: 30_000 });
  await revisar(otra, "restaurada");
  await otra.getByRole("button", { name: "Seguir trabajando" }).press("Enter");
  await otra.getByRole("banner").getByText("Sin nombre").waitFor();
  otra.sinQuejas();
  await otra.context().close();
  assert.ok(readdirSync(carpeta).some((n) => n.startsWith("base.dlgb.apartada-")), "the file of before is there");
});

test("un archivo dañado se dice al abrir y se recupera sin perder nada", async () => {
  await anfitrion.detener();
  const base = join(carpeta, "base.dlgb");
  // The last saves are still in the log beside it, which would hide the damage: closing takes them in.
  execFileSync(BINARIO_CONSOLA, ["--base", base, "reproyectar"], { env: { ...process.env, DILIGENCIA_DATOS: carpeta } });
  const bytes = readFileSync(base);
  bytes.fill(0xab, 100, 4096);
  writeFileSync(base, bytes);
  anfitrion = await servir(carpeta);
  await enCadaForma("", async (p, que) => {
    await p.getByRole("heading", { name: "No se pudo abrir su archivo de datos" }).waitFor();
    await p.getByRole("table", { name: /^Copias comprobadas/ }).waitFor();
    await revisar(p, `archivo dañado ${que}`);
  });
  const pagina = await abrirPagina(navegador);
  await pagina.goto(anfitrion.direccion);
  await pagina.getByRole("button", { name: "Recuperar" }).press("Enter");
  await pagina.getByText("Se recuperó todo").waitFor({ timeout: 30_000 });
  await revisar(pagina, "recuperada");
  await pagina.getByRole("button", { name: "Abrir la base recuperada" }).press("Enter");
  await pagina.getByRole("link", { name: /^Inventario.*104 trámites/ }).waitFor();
  pagina.sinQuejas();
  await pagina.context().close();
  const apartadas = readdirSync(carpeta).filter((n) => n.startsWith("base.dlgb.apartada-"));
  assert.ok(apartadas.some((n) => readFileSync(join(carpeta, n)).equals(bytes)), "the damaged file stays, byte by byte");
});
