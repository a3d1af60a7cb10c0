/**
 * The real window, driven by WebKitWebDriver over its own HTTP protocol, with the keyboard only.
 *
 * `tauri-driver` is not used: it drops the connection after some dozens of calls, while the driver
 * of WebKitGTK answers all of them. Keys reach the page as a keyboard would send them; names and
 * roles are read as assistive technology reads them.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pausa } from "node:timers/promises";

import { BINARIO_VENTANA, RESULTADOS } from "../comun/lugares.mjs";
import { comoPng } from "./pantalla.mjs";

/** Key values of WebDriver for the keys that have no character. */
export const TECLAS = {
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Escape: "\uE00C",
  Espacio: " ",
  RePag: "\uE00E",
  AvPag: "\uE00F",
  Fin: "\uE010",
  Inicio: "\uE011",
  Izquierda: "\uE012",
  Arriba: "\uE013",
  Derecha: "\uE014",
  Abajo: "\uE015",
  Borrar: "\uE003",
  Suprimir: "\uE017",
  F2: "\uE032",
  F10: "\uE03A",
};

const ELEMENTO = "element-6066-11e4-a52e-4f735466cecf";
const PLAZO_MS = Number(process.env.DILIGENCIA_PLAZO_MS ?? 20_000);

function puertoLibre() {
  return new Promise((resolver, rechazar) => {
    const servidor = createServer();
    servidor.once("error", rechazar);
    servidor.listen(0, "127.0.0.1", () => {
      const { port } = servidor.address();
      servidor.close(() => resolver(port));
    });
  });
}

/** Waits until `condicion` gives something true, and returns it. */
export async function espera(que, condicion, plazo = PLAZO_MS) {
  const limite = Date.now() + plazo;
  let ultimo;
  for (;;) {
    try {
      const valor = await condicion();
      if (valor) return valor;
      ultimo = undefined;
    } catch (error) {
      ultimo = error;
    }
    if (Date.now() > limite) {
      throw new Error(`No ocurrió en ${plazo} ms: ${que}`, { cause: ultimo });
    }
    await pausa(60);
  }
}

/** Looks at what has the focus: role, accessible name, value. Runs inside the page. */
function enfocado() {
  const e = document.activeElement;
  if (!e || e === document.body) return { rol: "", nombre: "", valor: "" };
  const texto = (n) => (n?.innerText ?? n?.textContent ?? "").replace(/\s+/g, " ").trim();
  const porId = (ids) =>
    ids
      .split(/\s+/)
      .map((id) => document.getElementById(id))
      .map((n) => n?.getAttribute("aria-label") || texto(n))
      .join(" ")
      .trim();
  const rotulado = e.getAttribute("aria-labelledby");
  const nombre =
    (rotulado && porId(rotulado)) ||
    e.getAttribute("aria-label") ||
    (e.labels?.length ? [...e.labels].map(texto).join(" ") : "") ||
    texto(e) ||
    e.getAttribute("title") ||
    "";
  const implicitos = { A: "link", BUTTON: "button", INPUT: "textbox", TEXTAREA: "textbox", SELECT: "combobox" };
  const tipos = { checkbox: "checkbox", radio: "radio", search: "searchbox" };
  const enRejilla = e.tagName === "TD" && e.closest('[role="grid"]') ? "gridcell" : "";
  const rol = e.getAttribute("role") || enRejilla || (e.tagName === "INPUT" && tipos[e.type]) || implicitos[e.tagName] || "";
  const elegida = e.tagName === "SELECT" ? e.selectedOptions[0]?.text : e.value;
  return { rol, nombre: nombre.replace(/\s+/g, " ").trim(), valor: elegida ?? "" };
}

export class Ventana {
  /**
   * Starts the program over a data folder.
   *
   * @param {{ datos: string, abrir?: string, guardar?: string }} opciones `abrir` and `guardar` are
   *   what the file dialogs answer: the debug build asks these variables instead of the person.
   */
  static async abrir({ datos, abrir, guardar }) {
    const puerto = await puertoLibre();
    const entorno = {
      ...process.env,
      DILIGENCIA_DATOS: datos,
      // The keyring of whoever runs the tests is theirs.
      DILIGENCIA_LLAVERO: "no",
      TAURI_AUTOMATION: "true",
      TAURI_WEBVIEW_AUTOMATION: "true",
      // Software rendering: a virtual screen has no card.
      WEBKIT_DISABLE_DMABUF_RENDERER: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
      GTK_A11Y: "none",
      NO_AT_BRIDGE: "1",
    };
    if (abrir) entorno.DILIGENCIA_PRUEBA_ABRIR = abrir;
    if (guardar) entorno.DILIGENCIA_PRUEBA_GUARDAR = guardar;
    const conductor = spawn("WebKitWebDriver", [`--port=${puerto}`, "--host=127.0.0.1"], {
      env: entorno,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let quejas = "";
    conductor.stderr.on("data", (d) => (quejas += d));
    const ventana = new Ventana(conductor, puerto, datos);
    try {
      await espera("el conductor responde", () => ventana.#pedir("GET", "/status"));
      const sesion = await ventana.#pedir("POST", "/session", {
        capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: BINARIO_VENTANA, args: [] } } },
      });
      ventana.sesion = sesion.sessionId;
    } catch (error) {
      ventana.matar();
      conductor.kill("SIGKILL");
      throw new Error(`La ventana no abrió. ${quejas}`, { cause: error });
    }
    return ventana;
  }

  constructor(conductor, puerto, datos) {
    this.conductor = conductor;
    this.base = `http://127.0.0.1:${puerto}`;
    this.datos = datos;
    this.sesion = null;
  }

  async #pedir(metodo, ruta, cuerpo) {
    const respuesta = await fetch(this.base + ruta, {
      method: metodo,
      headers: cuerpo ? { "content-type": "application/json" } : {},
      body: cuerpo ? JSON.stringify(cuerpo) : undefined,
      signal: AbortSignal.timeout(PLAZO_MS * 3),
    }).catch((causa) => {
      throw new Error(`El conductor no contestó ${metodo} ${ruta}: ${causa.name} ${causa.message}`);
    });
    const { value } = await respuesta.json();
    if (!respuesta.ok) throw new Error(`${metodo} ${ruta}: ${value?.error} ${value?.message}`);
    return value;
  }

  #enSesion(metodo, ruta, cuerpo) {
    return this.#pedir(metodo, `/session/${this.sesion}${ruta}`, cuerpo);
  }

  /** Runs a function of this file inside the page; only to read, never to act. */
  leer(funcion, ...argumentos) {
    return this.#enSesion("POST", "/execute/sync", {
      script: `return (${funcion}).apply(null, arguments)`,
      args: argumentos,
    });
  }

  /** Visible text of the whole page, spaces folded. */
  async texto() {
    return (await this.leer(() => document.body.innerText)).replace(/\s+/g, " ");
  }

  /** Waits until the page shows a text. */
  async ver(texto, plazo) {
    const muestra = texto instanceof RegExp ? (t) => texto.test(t) : (t) => t.includes(texto);
    try {
      return await espera(`se ve «${texto}»`, async () => muestra(await this.texto()), plazo);
    } catch (error) {
      await this.captura("no-se-vio").catch(() => {});
      error.message += `\nEn pantalla: ${(await this.texto().catch(() => "")).slice(0, 1500)}`;
      throw error;
    }
  }

  /** Presses keys in order; `["Control", "k"]` is a chord. */
  async pulsar(...teclas) {
    const acciones = [];
    for (const tecla of teclas) {
      const acorde = Array.isArray(tecla) ? tecla : [tecla];
      const valores = acorde.map((t) => TECLAS[t] ?? t);
      for (const value of valores) acciones.push({ type: "keyDown", value });
      for (const value of valores.toReversed()) acciones.push({ type: "keyUp", value });
    }
    await this.#enSesion("POST", "/actions", { actions: [{ type: "key", id: "teclado", actions: acciones }] });
  }

  /** Types a text, character by character. */
  async teclear(texto) {
    await this.pulsar(...texto);
  }

  /** What has the focus. */
  foco() {
    return this.leer(enfocado);
  }

  /**
   * Moves the focus with a key until it stands on the control of that role and name, as a person
   * who does not use a mouse would. The name is a text it contains or an expression.
   */
  async irA(rol, nombre, { tecla = "Tab", pasos = 120 } = {}) {
    const es = (f) => (!rol || f.rol === rol) && (nombre instanceof RegExp ? nombre.test(f.nombre) : f.nombre.includes(nombre));
    const vistos = [];
    for (let paso = 0; paso <= pasos; paso += 1) {
      const f = await this.foco();
      if (es(f)) return f;
      vistos.push(`${f.rol}:${f.nombre.slice(0, 40)}`);
      await this.pulsar(tecla);
    }
    await this.captura("sin-foco").catch(() => {});
    assert.fail(`El teclado no llegó a ${rol} «${nombre}». Pasó por: ${[...new Set(vistos)].join(" · ")}`);
  }

  /** Saves what is on screen in `resultados/`, once it has had time to be drawn. */
  async captura(nombre) {
    await pausa(250);
    mkdirSync(RESULTADOS, { recursive: true });
    const ruta = join(RESULTADOS, `${nombre}.png`);
    writeFileSync(ruta, comoPng(join(process.env.DILIGENCIA_PANTALLA, "Xvfb_screen0")));
    return ruta;
  }

  /** Process of the program that runs over this data folder. */
  proceso() {
    for (const pid of readdirSync("/proc").filter((n) => /^\d+$/.test(n))) {
      try {
        const orden = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0];
        const entorno = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
        if (orden === BINARIO_VENTANA && entorno.includes(`DILIGENCIA_DATOS=${this.datos}`)) return Number(pid);
      } catch {
        // A process that ended meanwhile, or somebody else's.
      }
    }
    return null;
  }

  /** `kill -9`: the program gets no chance to save anything. */
  matar() {
    const pid = this.proceso();
    if (pid) process.kill(pid, "SIGKILL");
    return pid;
  }

  /** Waits for the process to be gone, and ends the driver. */
  async terminar() {
    await espera("el programa terminó", () => this.proceso() === null);
    this.conductor.kill("SIGKILL");
  }

  /** Closes the window in the ordinary way. */
  async cerrar() {
    await this.#enSesion("DELETE", "").catch(() => {});
    if (this.proceso()) this.matar();
    await this.terminar();
  }

  /** Elements that match a selector: only for reading structure that text cannot show. */
  async cuantos(selector) {
    const lista = await this.#enSesion("POST", "/elements", { using: "css selector", value: selector });
    return lista.filter((e) => e[ELEMENTO]).length;
  }
}
