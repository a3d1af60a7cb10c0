/** Where things are, for both suites. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const RAIZ = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
export const RESULTADOS = join(RAIZ, "tests", "e2e", "resultados");
export const DATOS = join(RAIZ, "tests", "datos");

const COMPILADO = join(process.env.CARGO_TARGET_DIR ?? join(RAIZ, "target"), "debug");
export const BINARIO_VENTANA = process.env.DILIGENCIA_VENTANA ?? join(COMPILADO, "diligencia");
export const BINARIO_CONSOLA = process.env.DILIGENCIA_CONSOLA ?? join(COMPILADO, "diligencia-cli");

/** A data folder of its own, removed when the test ends. */
export function carpetaTemporal(t) {
  const carpeta = mkdtempSync(join(tmpdir(), "diligencia-"));
  t.after(() => rmSync(carpeta, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return carpeta;
}
