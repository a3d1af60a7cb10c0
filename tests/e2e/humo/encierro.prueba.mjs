/** What the real window may not do, and what it says when it cannot open. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { BINARIO_VENTANA, carpetaTemporal } from "../comun/lugares.mjs";
import { Ventana } from "./ventana.mjs";

test("la ventana no ejecuta, no navega y no llama más de lo permitido", async (t) => {
  const ventana = await Ventana.abrir({ datos: carpetaTemporal(t) });
  t.after(() => ventana.cerrar());
  await ventana.ver("¿Qué va a hacer?");

  const evaluado = await ventana.leer(() => {
    try {
      return String(eval("1 + 1"));
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(evaluado, "EvalError", "sin eval");

  const enLinea = await ventana.leer(() => {
    const guion = document.createElement("script");
    guion.textContent = "window.__ejecutado = 1";
    document.body.append(guion);
    const estilo = document.createElement("style");
    estilo.textContent = "body { outline: 7px solid red }";
    document.head.append(estilo);
    return [window.__ejecutado ?? "no", getComputedStyle(document.body).outlineWidth === "7px"];
  });
  assert.deepEqual(enLinea, ["no", false], "sin guiones ni estilos escritos en la página");

  const pedido = await ventana.leer(() =>
    fetch("https://tramites.gob.gt/").then(
      () => "salió",
      () => "negado",
    ),
  );
  assert.equal(pedido, "negado", "sin red");

  await ventana.leer(() => {
    window.open("https://tramites.gob.gt/");
    location.href = "https://tramites.gob.gt/";
    const enlace = document.createElement("a");
    enlace.href = "data:text/plain,x";
    enlace.download = "x.txt";
    document.body.append(enlace);
    enlace.click();
    const formulario = document.createElement("form");
    formulario.action = "https://tramites.gob.gt/";
    document.body.append(formulario);
    formulario.submit();
  });
  await ventana.ver("¿Qué va a hacer?");
  assert.match(await ventana.leer(() => location.href), /^tauri:\/\/localhost/, "sigue en su página");

  const negados = await ventana.leer(() =>
    Promise.all(
      [
        ["plugin:dialog|open", {}],
        ["plugin:opener|open_path", { path: "/etc/passwd" }],
        ["plugin:fs|read_file", { path: "/etc/passwd" }],
        ["plugin:event|listen", { event: "x", target: { kind: "Any" }, handler: 0 }],
        ["comando_inventado", {}],
      ].map(([comando, argumentos]) =>
        window.__TAURI_INTERNALS__.invoke(comando, argumentos).then(
          () => `${comando}: respondió`,
          () => "negado",
        ),
      ),
    ),
  );
  assert.deepEqual(negados, Array(5).fill("negado"), "solo los comandos de la tabla");
  assert.equal(await ventana.leer(() => typeof window.__TAURI__), "undefined", "sin objetos globales de más");

  const malformado = await ventana.leer(() =>
    Promise.all(
      [{ pide: { id: 7 } }, { pide: { id: "x", sobra: 1 } }, {}, { pide: "texto" }].map((argumentos) =>
        window.__TAURI_INTERNALS__.invoke("abrir_ficha", argumentos).then(
          () => "respondió",
          (falla) => falla.codigo,
        ),
      ),
    ),
  );
  assert.deepEqual(malformado, Array(4).fill("campos_invalidos"), "una petición mal formada se contesta como las demás");
});

test("una segunda apertura termina bien y deja la primera ventana", async (t) => {
  const datos = carpetaTemporal(t);
  const ventana = await Ventana.abrir({ datos });
  t.after(() => ventana.cerrar());
  await ventana.ver("¿Qué va a hacer?");
  const primera = ventana.proceso();
  const segunda = spawnSync(BINARIO_VENTANA, { env: { ...process.env, DILIGENCIA_DATOS: datos }, timeout: 15_000 });
  assert.equal(segunda.status, 0, String(segunda.stderr));
  assert.equal(ventana.proceso(), primera);
  await ventana.ver("¿Qué va a hacer?");
});

test("sin pantalla lo dice en español y ofrece la consola", (t) => {
  const entorno = { ...process.env, DILIGENCIA_DATOS: carpetaTemporal(t) };
  delete entorno.DISPLAY;
  delete entorno.WAYLAND_DISPLAY;
  for (const pantalla of [{}, { DISPLAY: ":987" }]) {
    const { status, stderr } = spawnSync(BINARIO_VENTANA, { env: { ...entorno, ...pantalla }, encoding: "utf8", timeout: 15_000 });
    assert.equal(status, 1);
    assert.match(stderr, /No hay una pantalla/);
    assert.match(stderr, /diligencia-cli/);
    assert.doesNotMatch(stderr, /panicked/);
  }
});

test("el registro de arranque no guarda contenido y dice cuánto tardó", async (t) => {
  const datos = carpetaTemporal(t);
  const ventana = await Ventana.abrir({ datos });
  t.after(() => ventana.cerrar());
  await ventana.ver("¿Qué va a hacer?");
  const registros = readdirSync(join(datos, "registros"));
  assert.equal(registros.length, 1);
  const texto = readFileSync(join(datos, "registros", registros[0]), "utf8");
  assert.match(texto, /first screen.*ms=\d+/);
});
