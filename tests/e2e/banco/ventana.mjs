/**
 * `make bench`, the part of the window: from the start of the process to a usable first screen, and
 * memory, over 66 institutions × 300 trámites, beside an empty Tauri window in the same run.
 *
 * The two take turns. Ready is, for the program, the line that its log writes when the page says
 * that its first screen is built and takes keys; for the empty window, the end of the load of its
 * one-line page. Neither waits for the engine to paint.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pausa } from "node:timers/promises";

import { RAIZ } from "../comun/lugares.mjs";

const DESTINO = process.env.CARGO_TARGET_DIR ?? join(RAIZ, "target");
const DATOS = join(DESTINO, "banco", "datos");
const REGISTROS = join(DATOS, "registros");
const VUELTAS = Number(process.env.DILIGENCIA_VUELTAS ?? 9);

const PROGRAMAS = {
  vacia: { binario: join(DESTINO, "release", "examples", "ventana_vacia"), lista: (p) => p.salida.includes("lista") },
  diligencia: { binario: join(DESTINO, "release", "diligencia"), lista: () => registro().includes("first screen") },
};

function registro() {
  if (!existsSync(REGISTROS)) return "";
  return readdirSync(REGISTROS)
    .map((n) => readFileSync(join(REGISTROS, n), "utf8"))
    .join("");
}

/** Memory of a process and its children, in MiB: what is its own plus its part of what is shared. */
function memoria(raiz) {
  const procesos = readdirSync("/proc")
    .filter((n) => /^\d+$/.test(n))
    .flatMap((n) => {
      try {
        const [, padre] = /\) \S (\d+)/.exec(readFileSync(`/proc/${n}/stat`, "utf8"));
        return [{ pid: Number(n), padre: Number(padre) }];
      } catch {
        return [];
      }
    });
  const suyos = new Set([raiz]);
  for (let antes = 0; antes !== suyos.size; ) {
    antes = suyos.size;
    for (const { pid, padre } of procesos) if (suyos.has(padre)) suyos.add(pid);
  }
  const suma = { pss: 0, rss: 0 };
  for (const pid of suyos) {
    try {
      const mapa = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      suma.pss += Number(/^Pss:\s+(\d+)/m.exec(mapa)[1]) / 1024;
      suma.rss += Number(/^Rss:\s+(\d+)/m.exec(mapa)[1]) / 1024;
    } catch {
      // A helper of the engine that ended meanwhile.
    }
  }
  return suma;
}

async function medir({ binario, lista }) {
  rmSync(REGISTROS, { recursive: true, force: true });
  const inicio = process.hrtime.bigint();
  const proceso = spawn(binario, [], {
    env: { ...process.env, DILIGENCIA_DATOS: DATOS, DILIGENCIA_LLAVERO: "no", WEBKIT_DISABLE_DMABUF_RENDERER: "1", NO_AT_BRIDGE: "1" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  proceso.salida = "";
  proceso.stdout.on("data", (d) => (proceso.salida += d));
  while (!lista(proceso)) {
    if (proceso.exitCode !== null || process.hrtime.bigint() - inicio > 60_000_000_000n) throw new Error(`${binario} no llegó a su pantalla`);
    await pausa(1);
  }
  const ms = Number(process.hrtime.bigint() - inicio) / 1e6;
  await pausa(2500);
  const uso = memoria(proceso.pid);
  const fin = new Promise((resolver) => proceso.once("exit", resolver));
  proceso.kill("SIGTERM");
  await Promise.race([fin, pausa(3000).then(() => proceso.kill("SIGKILL"))]);
  await fin;
  return { ms, ...uso };
}

const mediana = (valores) => valores.toSorted((a, b) => a - b)[Math.floor(valores.length / 2)];
const medidas = { vacia: [], diligencia: [] };
for (let vuelta = 0; vuelta <= VUELTAS; vuelta += 1) {
  for (const nombre of Object.keys(PROGRAMAS)) {
    const medida = await medir(PROGRAMAS[nombre]);
    // The first turn warms the disk's cache for both.
    if (vuelta > 0) medidas[nombre].push(medida);
  }
}

const resumen = (campo) => Object.fromEntries(Object.keys(medidas).map((n) => [n, mediana(medidas[n].map((m) => m[campo]))]));
let bien = true;
function linea(que, { vacia, diligencia }, unidad, limite) {
  const veces = diligencia / vacia;
  const cumple = limite === null || veces <= limite;
  bien &&= cumple;
  const valor = `${diligencia.toFixed(0)} ${unidad}; vacía ${vacia.toFixed(0)} ${unidad}: ×${veces.toFixed(2)}`;
  console.log(`${que.padEnd(58)} ${valor.padStart(34)}   límite ${limite === null ? "—" : `×${limite}`.padEnd(12)} ${cumple ? "bien" : "SOBRE EL LÍMITE"}`);
}
linea(`a  abrir hasta la primera pantalla (mediana de ${VUELTAS})`, resumen("ms"), "ms", 1.3);
linea("d  memoria residente, procesos del motor incluidos", resumen("rss"), "MiB", 1.5);
linea("d  (memoria proporcional)", resumen("pss"), "MiB", null);
process.exitCode = bien ? 0 : 1;
