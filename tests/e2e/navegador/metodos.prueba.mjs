/**
 * «Métodos» with the keyboard alone, over the real core: every example that people may load shows the figures of
 * `metodos.md` digit by digit, each method says where a datum is wrong, and nothing objects in any theme and size.
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { abrirChromium } from "../comun/chromium.mjs";
import { abrirDemostracion, ir, revisar } from "../comun/demostracion.mjs";
import { RAIZ } from "../comun/lugares.mjs";

const CARPETA = join(RAIZ, "src-tauri", "crates", "casos", "src", "calcular", "ejemplos");
const METODOS = Object.fromEntries(
  readdirSync(CARPETA).map((archivo) => [archivo.replace(".json", ""), JSON.parse(readFileSync(join(CARPETA, archivo), "utf8"))]),
);

/** What is written wrong in each method: in which box, what, and what it must say. */
const MALOS = {
  costo_administrativo: ["Tarifa por hora, actividad 1", "-5", "No puede ser negativo."],
  ces: ["Fuente", "", "Falta este dato."],
  abc: ["Puesto, paso 1", "P9", "No hay un puesto con este código."],
  antes_despues: ["Años de vigencia después, medida 2", "", "Para comparar por año hacen falta las dos vigencias"],
  ponderado: ["Peso, criterio 2", "1.5", "Debe estar entre 0 y 1."],
  ahp: ["b frente a a", "0.16", "recíproco exacto"],
  pareto: ["Cantidad, elemento 3", "doce", "Debe ser un número como 123.45"],
  flujo: ["Horas de trabajo por día", "25", "Debe ser mayor que 0 y no pasar de 24."],
  cpm: ["Después de, actividad 3", "A, Z", "Dato 2: "],
  pert: ["Optimista (a), actividad 1", "9", "optimist"],
  little: ["Tiempo que tarda cada una", "cuatro", "Debe ser un número como 123.45"],
  avance_plan: ["Fecha de corte", "2017-02-30", "Debe ser una fecha real"],
  auditoria: ["Valor, factor 1", "1/0", "Debe ser un número sin signo"],
};

/** Every figure of a result with the path where it stands. */
function* mostrados(valor, ruta = "") {
  if (Array.isArray(valor)) {
    for (const [i, v] of valor.entries()) yield* mostrados(v, `${ruta}[${i}]`);
  } else if (valor !== null && typeof valor === "object") {
    if (typeof valor.mostrado === "string") yield [ruta, valor.mostrado];
    for (const [k, v] of Object.entries(valor)) yield* mostrados(v, ruta === "" ? k : `${ruta}.${k}`);
  }
}

let navegador;
before(async () => {
  navegador = await abrirChromium();
});
after(() => navegador?.close());

const resultadoDe = (pagina) => pagina.getByRole("region", { name: "Resultado", exact: true });

async function cargarEjemplo(pagina, metodo, titulo) {
  await ir(pagina, `metodos/${metodo}`);
  const lista = pagina.getByRole("combobox", { name: "Ejemplo resuelto" });
  await lista.waitFor();
  await lista.focus();
  await lista.selectOption({ label: titulo });
  await pagina.keyboard.press("Tab");
  await pagina.keyboard.press("Enter");
  await resultadoDe(pagina).waitFor();
  // The focus goes to the result, so that a reader starts there.
  await pagina.waitForFunction(() => document.activeElement?.id === "titulo-del-resultado");
}

/** What each figure says, by its path. */
const cifrasEn = (pagina) =>
  pagina.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll("[data-ruta]")].map((b) => [b.getAttribute("data-ruta"), b.querySelectorAll("span")[1]?.textContent ?? ""]),
    ),
  );

test("cada ejemplo de cada método muestra las cifras publicadas, y un dato malo se dice en su casilla", async (t) => {
  const { pagina } = await abrirDemostracion(t, navegador);
  await ir(pagina, "metodos");
  assert.equal(await pagina.locator("main li a").count(), Object.keys(METODOS).length, "the thirteen are offered");
  let comparadas = 0;
  for (const [metodo, lista] of Object.entries(METODOS)) {
    const cargables = lista.filter((e) => e.titulo !== undefined);
    assert.ok(cargables.length > 0, `${metodo} has an example`);
    for (const { titulo, salida } of cargables) {
      await cargarEjemplo(pagina, metodo, titulo);
      const vistas = await cifrasEn(pagina);
      for (const [ruta, mostrado] of mostrados(salida)) {
        const vista = vistas[ruta];
        assert.ok(vista !== undefined, `${metodo} · ${titulo}: ${ruta} is not on the screen`);
        const digitos = vista.replaceAll("−", "-").match(/-?[\d,]+(\.\d+)?|n\/d/)?.[0];
        assert.equal(digitos, mostrado, `${metodo} · ${titulo}: ${ruta}`);
        comparadas += 1;
      }
      for (const { mensaje } of salida.advertencias ?? []) if (mensaje) await resultadoDe(pagina).getByRole("note").first().waitFor();
    }
    // The first example again, and one datum wrong in it.
    await cargarEjemplo(pagina, metodo, cargables[0].titulo);
    const antes = await resultadoDe(pagina).innerText();
    const [casilla, texto, mensaje] = MALOS[metodo];
    const control = pagina.getByRole("textbox", { name: casilla }).first();
    await control.focus();
    await control.fill(texto);
    const calcular = pagina.getByRole("button", { name: "Calcular" });
    await calcular.focus();
    await pagina.keyboard.press("Enter");
    const resumen = pagina.getByRole("alert").filter({ hasText: /que corregir/ });
    await resumen.waitFor();
    await pagina.locator(`[id="${await control.getAttribute("aria-describedby").then((d) => d.split(" ")[0])}"]`).filter({ hasText: mensaje }).waitFor();
    assert.equal(await control.getAttribute("aria-invalid"), "true", `${metodo}: the box says that it is wrong`);
    assert.equal(await resultadoDe(pagina).innerText(), antes, `${metodo}: nothing changed`);
    // The list takes people to the box.
    await resumen.getByRole("button").filter({ hasText: mensaje }).first().press("Enter");
    await pagina.waitForFunction((id) => document.activeElement?.id === id, await control.getAttribute("id"));
  }
  assert.ok(comparadas > 150, `${comparadas} figures compared`);
  t.diagnostic(`${comparadas} figures compared`);
  pagina.sinQuejas();
});

test("una cifra se explica, y los datos propios se escriben con el teclado y se pegan de una hoja", async (t) => {
  const { pagina } = await abrirDemostracion(t, navegador);
  await cargarEjemplo(pagina, "cpm", "Cinco actividades y su ruta crítica");
  await pagina.getByRole("button", { name: /^Holgura total, B/ }).press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByText("Inicio tardío menos inicio temprano", { exact: false }).waitFor();
  await dialogo.getByRole("row", { name: /Actividad B: duración/ }).waitFor();
  await pagina.keyboard.press("Escape");
  await dialogo.waitFor({ state: "detached" });

  await ir(pagina, "metodos/pareto");
  await pagina.getByRole("textbox", { name: "Unidad" }).fill("GTQ");
  const primera = pagina.getByRole("textbox", { name: "Código, elemento 1" });
  await primera.focus();
  await pagina.keyboard.type("A");
  await pagina.keyboard.press("Tab");
  await pagina.keyboard.type("1,500.50");
  await pagina.keyboard.press("Enter");
  const segunda = pagina.getByRole("textbox", { name: "Cantidad, elemento 2" });
  // Enter adds a row and takes people to it: only then is it theirs to move.
  await segunda.and(pagina.locator(":focus")).waitFor();
  await pagina.getByRole("textbox", { name: "Código, elemento 2" }).focus();
  await pagina.evaluate(() => {
    const datos = new DataTransfer();
    datos.setData("text", "B\t400\nC\t99.5\n");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: datos, bubbles: true, cancelable: true }));
  });
  await pagina.getByRole("textbox", { name: "Cantidad, elemento 3" }).waitFor();
  await pagina.getByRole("button", { name: "Calcular" }).press("Enter");
  await resultadoDe(pagina).getByText("75.03").first().waitFor();
  // What was being written is there on coming back.
  await ir(pagina, "metodos");
  await ir(pagina, "metodos/pareto");
  assert.equal(await pagina.getByRole("textbox", { name: "Cantidad, elemento 3" }).inputValue(), "99.5");
  pagina.sinQuejas();
});

test("los métodos no tienen objeciones en ningún tema ni tamaño", async (t) => {
  const { anfitrion } = await abrirDemostracion(t, navegador);
  await revisar(navegador, anfitrion, { prefijo: "metodos", que: "indice", ruta: "metodos" });
  for (const [metodo, lista] of Object.entries(METODOS)) {
    const titulo = lista.find((e) => e.titulo !== undefined).titulo;
    await revisar(navegador, anfitrion, {
      prefijo: "metodos",
      que: metodo,
      ruta: `metodos/${metodo}`,
      cruzadas: !["costo_administrativo", "cpm"].includes(metodo),
      abrir: (p) => cargarEjemplo(p, metodo, titulo),
    });
  }
});
