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

const llave = (archivo, nombre) => `${resolve(archivo)} ${nombre}`;

/** Runs the files, or only the tests whose names end so in them: the tests that failed, and the keys of those that passed. */
async function correr(archivos, nombres) {
  const fallas = [];
  const pasan = new Set();
  let roto = false;
  const deNombre = (nombre) => new RegExp(`${nombre.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&")}$`, "u");
  const pruebas = run({
    files: archivos.map((a) => resolve(a)),
    concurrency: 1,
    ...(nombres === undefined ? {} : { testNamePatterns: nombres.map(deNombre) }),
  });
  pruebas.on("test:pass", ({ name, file, skip }) => {
    if (file !== undefined && skip === undefined) pasan.add(llave(file, name));
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
  return { fallas, pasan, roto };
}

const primera = await correr(process.argv.slice(2));
if (primera.roto || primera.fallas.length > MAXIMO_DE_INESTABLES) process.exitCode = 1;
else if (primera.fallas.length > 0) {
  console.log(`\nSe repiten: ${primera.fallas.map(({ nombre }) => nombre).join(" · ")}\n`);
  const archivos = [...new Set(primera.fallas.map(({ archivo }) => archivo))];
  const segunda = await correr(archivos, primera.fallas.map(({ nombre }) => nombre));
  if (segunda.roto || segunda.fallas.length > 0) process.exitCode = 1;
  for (const { archivo, nombre } of primera.fallas) {
    const paso = segunda.pasan.has(llave(archivo, nombre));
    // One that did not run again has not passed.
    if (!paso) process.exitCode = 1;
    console.log(`${paso ? "INESTABLE: pasó al segundo intento" : "FALLA"}: ${nombre}`);
  }
}
