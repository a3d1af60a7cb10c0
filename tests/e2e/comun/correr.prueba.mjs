/** The runner itself: what it forgives once, what it never does. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { carpetaTemporal } from "./lugares.mjs";

const CORRER = fileURLToPath(new URL("correr.mjs", import.meta.url));

/** Runs files with these bodies; the code it ended with and its last lines. */
function correr(t, cuerpos) {
  const carpeta = carpetaTemporal(t);
  const inicio = 'import { describe, before, test } from "node:test"; import { existsSync, writeFileSync } from "node:fs";\n'
    + `const unaVez = (n) => { const marca = ${JSON.stringify(carpeta)} + "/" + n; if (!existsSync(marca)) { writeFileSync(marca, ""); throw new Error("lost a race"); } };\n`;
  const archivos = cuerpos.map((cuerpo, i) => {
    const archivo = join(carpeta, `${i}.prueba.mjs`);
    writeFileSync(archivo, inicio + cuerpo);
    return archivo;
  });
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [CORRER, ...archivos], { env, encoding: "utf8" });
  return { status, dicho: stdout.split("\n").filter((l) => /^(INESTABLE|FALLA)/.test(l)) };
}

test("una carrera perdida se repite una vez y se nombra", (t) => {
  const { status, dicho } = correr(t, ['test("a «b»? (c)", () => unaVez("a")); describe("grupo", () => { test("dentro", () => unaVez("b")); });', 'test("bien", () => {});']);
  assert.equal(status, 0);
  assert.deepEqual(dicho, ["INESTABLE: pasó al segundo intento: a «b»? (c)", "INESTABLE: pasó al segundo intento: dentro"]);
});

test("lo que falla dos veces, lo que no se lee, un arranque roto y tres carreras a la vez son fallas", (t) => {
  const mala = correr(t, ['test("mala", () => { throw new Error("always"); });']);
  assert.deepEqual([mala.status, mala.dicho], [1, ["FALLA: mala"]]);
  assert.equal(correr(t, ['import "./no-existe.mjs";']).status, 1);
  assert.equal(correr(t, ['before(() => { throw new Error("no browser"); }); test("x", () => {});']).status, 1);
  assert.equal(correr(t, ["a", "b", "c"].map((n) => `test("${n}", () => unaVez("${n}"));`)).status, 1);
});
