/**
 * Two laptops of a committee rate apart and meet through packages: what they wrote differently is chosen with the
 * keyboard alone, in Priorización and in the ficha. And GAE, which prioritises one of the 66.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { servir } from "../comun/anfitrion.mjs";
import { abrirChromium, abrirPagina } from "../comun/chromium.mjs";
import { ir, revisar as revisarEn } from "../comun/demostracion.mjs";
import { BINARIO_CONSOLA, carpetaTemporal } from "../comun/lugares.mjs";

const correr = promisify(execFile);
const MOTIVO = "Lo acordó el comité en su sesión 4-2026";

let navegador;
before(async () => {
  navegador = await abrirChromium();
});
after(() => navegador?.close());

const revisar = (anfitrion, que, ruta, abrir) => revisarEn(navegador, anfitrion, { prefijo: "reunion", que, ruta, abrir });

/** The console over the data file of a folder. */
const consola = (carpeta, ...orden) =>
  correr(BINARIO_CONSOLA, ["--base", join(carpeta, "base.dlgb"), ...orden], { env: { ...process.env, DILIGENCIA_DATOS: carpeta } });

/** Runs `hacer` with the commands of a data file, and lets the file go. */
async function con(carpeta, hacer) {
  const anfitrion = await servir(carpeta);
  const { origin } = new URL(anfitrion.direccion);
  try {
    return await hacer(async (comando, pide) => {
      const respuesta = await fetch(`${origin}/comando/${comando}`, {
        method: "POST",
        headers: { authorization: `Bearer ${anfitrion.token}`, "content-type": "application/json" },
        body: JSON.stringify(pide),
      });
      const dicho = await respuesta.json();
      assert.ok(respuesta.ok, `${comando}: ${JSON.stringify(dicho)}`);
      return dicho;
    });
  } finally {
    await anfitrion.detener();
  }
}

/** How the console ends when something waits for a person. */
const CON_PENDIENTES = 4;

async function enviar(de, a) {
  const paquete = join(de, `envio-${Date.now()}.dlg`);
  await consola(de, "paquete", "exportar", "--salida", paquete);
  await consola(a, "paquete", "importar", paquete).catch((fin) => {
    if (fin.code !== CON_PENDIENTES) throw fin;
  });
}

async function abrirEn(t, carpeta) {
  const anfitrion = await servir(carpeta);
  t.after(() => anfitrion.detener());
  const pagina = await abrirPagina(navegador);
  t.after(() => pagina.context().close());
  await pagina.goto(anfitrion.direccion);
  await pagina.getByRole("navigation", { name: "Principal" }).waitFor({ timeout: 60_000 });
  return { anfitrion, pagina };
}

/** Chooses in the open dialog, with the keyboard. */
async function elegir(pagina, cual, motivo = MOTIVO) {
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByRole("radio", { name: cual }).press("Space");
  await dialogo.getByRole("textbox", { name: "Motivo" }).fill(motivo);
  await dialogo.getByRole("button", { name: "Dejar el valor elegido" }).press("Enter");
  await dialogo.waitFor({ state: "detached" });
}

test("dos equipos escribieron distinto: se ve dónde, se elige con su motivo y viaja", async (t) => {
  const [ana, beto] = [carpetaTemporal(t), carpetaTemporal(t)];
  for (const [carpeta, persona] of [[ana, "Ana López"], [beto, "Beto Pérez"]])
    await consola(carpeta, "crear", "--como", "comite", "--institucion", "MARN", "--persona", persona);
  for (const [de, a] of [[ana, beto], [beto, ana]]) {
    const ficha = join(de, "equipo.ficha");
    await consola(de, "identidad", "solicitud", "--salida", ficha);
    await consola(a, "identidad", "confiar", ficha);
  }
  const { ronda, votante, tramite } = await con(ana, async (llamar) => {
    const creado = async (comando, pide) => (await llamar(comando, pide)).valor.ids[0];
    const tramite = await creado("crear_tramite", { nombre: "Licencia ambiental", codigo: null, institucion: null });
    for (const nombre of ["Permiso de tala", "Constancia de archivo"]) await creado("crear_tramite", { nombre, codigo: null, institucion: null });
    const ronda = await creado("iniciar_ronda", { institucion: null, nombre: "Priorización 2026", como: null });
    const votante = await creado("agregar_votante", { ronda, nombre: "Carla Ruiz", cargo: "Asesora jurídica" });
    return { ronda, votante, tramite };
  });
  await enviar(ana, beto);
  const apartes = [
    [ana, "30", 5, "Lo piden miles de personas al año", "7", "Licencia ambiental, instrumento A"],
    [beto, "5", 2, "", "1/5", "Licencia ambiental, categoría A"],
  ];
  for (const [carpeta, puntos, nota, razon, par, nombre] of apartes)
    await con(carpeta, async (llamar) => {
      await llamar("fijar_pesos", { ronda, puntos: { demanda: puntos }, modo: "puntos" });
      await llamar("calificar", { ronda, votante, notas: [{ tramite, criterio: "impacto", nota, razon }], bases: {} });
      await llamar("comparar", { ronda, votante, primero: "demanda", segundo: "tiempo", valor: par });
      const { padres } = (await llamar("abrir_ficha", { id: tramite })).tramite.celdas.nombre;
      await llamar("guardar_celdas", { celdas: [{ entidad: tramite, campo: "nombre", valor: nombre, padres }], motivo: "" });
    });
  await enviar(beto, ana);

  const { anfitrion, pagina } = await abrirEn(t, ana);
  await ir(pagina, "priorizacion?ver=pesos");
  await pagina.getByText("3 datos con dos valores").waitFor();
  await revisar(anfitrion, "aviso", "priorizacion?ver=pesos", (p) => p.getByText("3 datos con dos valores").waitFor());
  await revisar(anfitrion, "dialogo", "priorizacion?ver=pesos", async (p) => {
    await p.getByRole("list", { name: "Datos con dos valores" }).getByRole("button", { name: /Comparación de dos criterios/ }).press("Enter");
    await p.getByRole("dialog").getByRole("radio", { name: /Demanda importa mucho más que Tiempo de respuesta/ }).waitFor();
  });
  await revisar(anfitrion, "notas", "priorizacion?ver=calificar", (p) => p.getByRole("gridcell").filter({ hasText: "dos valores" }).waitFor());

  // The weight, from its own row; it is not moved before.
  const fila = pagina.getByRole("row").filter({ hasText: "Demanda" }).first();
  assert.ok(await fila.getByRole("slider").isDisabled(), "the weight waits for the choice");
  await fila.getByRole("button", { name: "Elegir valor: Puntos de Demanda" }).press("Enter");
  await elegir(pagina, /^En este equipo/);
  await pagina.getByText("2 datos con dos valores").waitFor();
  assert.equal(await pagina.getByRole("textbox", { name: "Puntos de Demanda" }).inputValue(), "30");

  // The round is not closed while there are two.
  await ir(pagina, "priorizacion?ver=acta");
  await pagina.getByText("2 datos de la ronda tienen dos valores: elija uno de cada uno.").waitFor();

  // The note, by typing in its cell.
  await ir(pagina, "priorizacion?ver=calificar");
  const celda = pagina.getByRole("gridcell").filter({ hasText: "dos valores" });
  await celda.focus();
  await pagina.keyboard.press("4");
  const dialogo = pagina.getByRole("dialog", { name: /^Dos valores: Nota de Carla Ruiz/ });
  await dialogo.getByText("Motivo: Lo piden miles de personas al año").waitFor();
  await dialogo.getByRole("button", { name: "Dejar el valor elegido" }).press("Enter");
  await dialogo.getByRole("alert").filter({ hasText: "Elija uno" }).waitFor();
  await elegir(pagina, /^En otro equipo/);
  await celda.waitFor({ state: "detached" });

  // The comparison, from the notice.
  await pagina.getByRole("button", { name: /^Elegir valor: Comparación/ }).press("Enter");
  await elegir(pagina, /^En este equipo/);
  await pagina.getByText(/datos? con dos valores/).waitFor({ state: "detached" });

  // The name, in its ficha: what was before is also an answer.
  await ir(pagina, `ficha/${tramite}`);
  await pagina.getByText("1 dato con dos valores").waitFor();
  await revisar(anfitrion, "ficha", `ficha/${tramite}`, (p) => p.getByText("1 dato con dos valores").waitFor());
  await pagina.getByRole("button", { name: /^Elegir valor: Nombre/ }).last().press("Enter");
  await elegir(pagina, /^Antes/);
  await pagina.getByRole("heading", { level: 1, name: "Licencia ambiental", exact: true }).waitFor();
  await pagina.getByText("1 dato con dos valores").waitFor({ state: "detached" });
  pagina.sinQuejas();
  await pagina.context().close();
  await anfitrion.detener();

  // The other laptop reads what was chosen.
  await enviar(ana, beto);
  await con(beto, async (llamar) => {
    assert.deepEqual(await llamar("conflictos", {}), []);
    const leida = (await llamar("priorizacion", { ronda })).ronda;
    assert.equal(leida.criterios[0].puntos, "30");
    assert.equal(leida.votantes[0].comparaciones["demanda/tiempo"], "7");
  });
});

test("GAE elige la institución con el teclado, empieza su referencia y vuelve a ella por la dirección", async (t) => {
  const carpeta = carpetaTemporal(t);
  await consola(carpeta, "crear", "--como", "gae", "--persona", "Asesora GAE");
  await con(carpeta, async (llamar) => {
    for (const nombre of ["Licencia ambiental", "Permiso de tala"]) await llamar("crear_tramite", { nombre, codigo: null, institucion: "MARN" });
  });
  const { anfitrion, pagina } = await abrirEn(t, carpeta);
  await pagina.getByRole("link", { name: "Priorización" }).press("Enter");
  await pagina.getByRole("heading", { level: 1, name: /elija una de las 66 instituciones/ }).waitFor();
  await revisar(anfitrion, "gae-elegir", "priorizacion", (p) => p.getByRole("listbox", { name: "Institución" }).waitFor());
  // Without trámites it says so, and where to go.
  const buscar = () => pagina.getByRole("textbox", { name: /^Busque la institución/ });
  await buscar().fill("finanzas publicas");
  await buscar().press("Enter");
  await pagina.getByText("Este archivo no tiene trámites de esta institución").waitFor();
  await revisar(anfitrion, "gae-vacia", await pagina.evaluate(() => location.hash.slice(2)), (p) =>
    p.getByText("Este archivo no tiene trámites de esta institución").waitFor(),
  );
  await pagina.getByRole("link", { name: "Elegir otra institución" }).press("Enter");
  // With them, a round is begun and worked on.
  await buscar().fill("marn");
  await buscar().press("Tab");
  await pagina.getByRole("button", { name: "Ver su priorización" }).press("Enter");
  await pagina.getByText("Decida por cuál de sus 2 trámites empezar").waitFor();
  await pagina.getByRole("button", { name: "Iniciar la priorización" }).press("Enter");
  const inicio = pagina.getByRole("dialog");
  await inicio.getByRole("button", { name: "Iniciar ronda" }).press("Enter");
  await inicio.waitFor({ state: "detached" });
  const deslizador = pagina.getByRole("slider", { name: /^Puntos de Demanda/ });
  await deslizador.press("ArrowRight");
  await pagina.getByRole("button", { name: "Guardar pesos" }).press("Enter");
  await pagina.getByRole("heading", { name: "Orden con estos pesos" }).waitFor();
  const aqui = await pagina.evaluate(() => location.hash.slice(2));
  assert.match(aqui, /institucion=/);
  for (const ver of ["ranking", "calificar", "impacto", "carga", "acta", "pesos"]) {
    await pagina.getByRole("tab").nth(["ranking", "calificar", "pesos", "impacto", "carga", "acta"].indexOf(ver)).press("Enter");
    await pagina.waitForLoadState("networkidle");
    assert.equal(await pagina.getByText("No se completó").count(), 0, ver);
  }
  await pagina.reload();
  assert.equal(await pagina.getByRole("textbox", { name: "Puntos de Demanda" }).inputValue(), "21");
  await revisar(anfitrion, "gae-ronda", aqui, (p) => p.getByRole("slider").first().waitFor());
  pagina.sinQuejas();
});
