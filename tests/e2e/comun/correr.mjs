/**
 * Runs the files of tests given, one at a time, and those tests that failed once more: `node comun/correr.mjs archivo…`.
 *
 * A browser on a busy machine may lose a race that is not the program's. A test that passes at the second try is named
 * as unstable, on the last lines, so that somebody mends it; one that fails twice, or more than two at once, is a
 * failure. Nothing is tried a third time.
 */
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { resolve } from "node:path";

const MAXIMO_DE_INESTABLES = 2;

/** Runs the files, or only the tests of these names in them; the failed tests, `{ archivo, nombre }`. */
async function correr(archivos, nombres) {
  const fallas = [];
  let roto = false;
  const pruebas = run({
    files: archivos.map((a) => resolve(a)),
    concurrency: 1,
    ...(nombres === undefined ? {} : { testNamePatterns: nombres.map((n) => new RegExp(`^${RegExp.escape?.(n) ?? n.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&")}$`, "u")) }),
  });
  const archivosMalos = [];
  pruebas.on("test:fail", ({ name, file, details }) => {
    // Files come as tests of their own, by their path, after what is in them.
    if (archivos.some((a) => resolve(a) === resolve(name))) archivosMalos.push(resolve(name));
    else if (details.error?.failureType === "hookFailed" || file === undefined) roto = true;
    else if (details.type !== "suite") fallas.push({ archivo: resolve(file), nombre: name });
  });
  pruebas.compose(spec).pipe(process.stdout, { end: false });
  await new Promise((seguir, fallar) => pruebas.on("end", seguir).on("error", fallar));
  // A file that fails without a test that does, a hook that fails, a file that cannot be read: that is no race.
  roto ||= archivosMalos.some((a) => !fallas.some(({ archivo }) => archivo === a));
  return { fallas, roto };
}

const primera = await correr(process.argv.slice(2));
if (primera.roto || primera.fallas.length > MAXIMO_DE_INESTABLES) process.exitCode = 1;
else if (primera.fallas.length > 0) {
  console.log(`\nSe repiten: ${primera.fallas.map(({ nombre }) => nombre).join(" · ")}\n`);
  const archivos = [...new Set(primera.fallas.map(({ archivo }) => archivo))];
  const segunda = await correr(archivos, primera.fallas.map(({ nombre }) => nombre));
  if (segunda.roto || segunda.fallas.length > 0) process.exitCode = 1;
  for (const { nombre } of primera.fallas) {
    const otra = segunda.fallas.some((f) => f.nombre === nombre) ? "FALLA DOS VECES" : "INESTABLE: pasó al segundo intento";
    console.log(`${otra}: ${nombre}`);
  }
}
