/** The two hosts of the browser tests: the real core over loopback, and a folder of built pages. */
import { spawn } from "node:child_process";
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";

import { BINARIO_CONSOLA, RAIZ } from "./lugares.mjs";

/** Content policy of the window, with the host itself as the only place to talk to. */
const POLITICA =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-src 'none'";

/**
 * Starts `diligencia-cli servir --solo-pruebas` over a data folder.
 *
 * @returns {Promise<{ direccion: string, token: string, detener: () => Promise<void>, bajar: (id: string) => Promise<Buffer> }>}
 */
export async function servir(carpeta) {
  const proceso = spawn(
    BINARIO_CONSOLA,
    ["--base", join(carpeta, "base.dlgb"), "servir", "--solo-pruebas", "--puerto", "0", "--ui", join(RAIZ, "ui", "dist-pruebas")],
    { env: { ...process.env, DILIGENCIA_DATOS: carpeta }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let quejas = "";
  proceso.stderr.on("data", (d) => (quejas += d));
  const linea = await new Promise((resolver, rechazar) => {
    createInterface({ input: proceso.stdout }).once("line", resolver);
    proceso.once("exit", (codigo) => rechazar(new Error(`El servidor de pruebas terminó (${codigo}): ${quejas}`)));
  });
  const direccion = linea.trim();
  const { origin, searchParams } = new URL(direccion);
  const token = searchParams.get("token");
  return {
    direccion,
    token,
    async detener() {
      if (proceso.exitCode !== null || proceso.signalCode !== null) return;
      const fin = new Promise((resolver) => proceso.once("exit", resolver));
      proceso.kill("SIGTERM");
      await fin;
    },
    /** What was written to a destination, as the person would find it in a folder. */
    async bajar(id) {
      const respuesta = await fetch(`${origin}/destino/${id}`, { headers: { authorization: `Bearer ${token}` } });
      if (!respuesta.ok) throw new Error(`GET /destino: ${respuesta.status}`);
      return Buffer.from(await respuesta.arrayBuffer());
    },
  };
}

const TIPOS = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
};

/** Serves a folder of `ui/` under the window's content policy. */
export async function servirCarpeta(nombre) {
  const raiz = join(RAIZ, "ui", nombre);
  const servidor = createServer((peticion, respuesta) => {
    const ruta = normalize(join(raiz, new URL(peticion.url, "http://127.0.0.1").pathname));
    if (!ruta.startsWith(raiz) || !existsSync(ruta) || !statSync(ruta).isFile()) {
      respuesta.writeHead(404).end();
      return;
    }
    respuesta.writeHead(200, {
      "content-type": TIPOS[extname(ruta)] ?? "application/octet-stream",
      "content-security-policy": POLITICA,
    });
    createReadStream(ruta).pipe(respuesta);
  });
  await new Promise((resolver) => servidor.listen(0, "127.0.0.1", resolver));
  return {
    direccion: `http://127.0.0.1:${servidor.address().port}`,
    detener: () =>
      new Promise((resolver) => {
        servidor.closeAllConnections();
        servidor.close(resolver);
      }),
  };
}
