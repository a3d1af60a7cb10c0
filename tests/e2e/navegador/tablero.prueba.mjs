/**
 * The board of GAE over the real core with the demonstration of December 2021, with the keyboard alone: the
 * figures and the rows under them, the matrix, the map, the pending lists, the trend, what changed, one
 * institution, and the demonstration put away.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { abrirChromium, cuantos } from "../comun/chromium.mjs";
import { abrirDemostracion, ir, revisar as revisarEn } from "../comun/demostracion.mjs";

const CORTE = "corte=2021-12-31";

let navegador;
before(async () => {
  navegador = await abrirChromium();
});
after(() => navegador?.close());

const abrir = (t) => abrirDemostracion(t, navegador, /^Ver el tablero de las 66/);

/** The screen, or the dialog that `abrir` opens in it, has no objections in any theme and size. */
const revisar = (anfitrion, que, ruta, abrirlo) => revisarEn(navegador, anfitrion, { prefijo: "tablero", que, ruta, abrir: abrirlo });

const matriz = (pagina) => pagina.getByRole("table", { name: /^Estado de las nueve fases/ });
const cifra = (pagina, nombre) => pagina.getByRole("article", { name: nombre });
/** Name of what has the focus. */
const enfocado = (pagina) => pagina.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "");

/** The text of a card, without the marks of a figure that does not part. */
const textoDe = async (lugar) => (await lugar.innerText()).replaceAll(/\s+/g, " ");

test("las cifras de diciembre de 2021 dicen su base, lo reportado y las filas que las componen", async (t) => {
  const { pagina, anfitrion } = await abrir(t);
  await pagina.getByRole("button", { name: "Cambiar corte" }).press("Enter");
  await pagina.getByRole("dialog").getByRole("button", { name: /^El que GAE reportó: 31 de diciembre de 2021/ }).press("Enter");
  await pagina.getByText(/^Corte al 31 de diciembre de 2021/).waitFor();
  await pagina.getByText(/datos de demostración, asignación ficticia por institución/).waitFor();
  await pagina.getByRole("heading", { level: 1, name: /^59 de 66 instituciones tienen comité/ }).waitFor();

  const esperado = {
    "6.1.1 Conformación de Comité": [/89\.39 %/, /59 de 66/, /reportado 89 %/],
    "6.1.2 Capacitación de Comité": [/100\.00 %/, /59 de 59/, /reportado 100 %/],
    "6.1.3 Inventario de trámites": [/68\.18 %/, /45 de 66/, /reportado 65 % · difiere: 43, 2 menos/],
    "6.1.4 Priorización": [/68\.18 %/, /45 de 66/, /reportado 61 % · difiere: 40, 5 menos/],
  };
  for (const [nombre, dichos] of Object.entries(esperado)) {
    const texto = await textoDe(cifra(pagina, new RegExp(`^${nombre}$`, "i")));
    for (const dicho of dichos) assert.match(texto, dicho, nombre);
  }

  // Pressing a figure explains it and lists its rows, as many as it says; each other figure too.
  await cifra(pagina, "6.1.3 Inventario de trámites").getByRole("button", { name: /Ver cómo se calcula/ }).press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByText(/Regla: instituciones cuyo estado cuenta/).waitFor();
  for (const boton of await dialogo.getByRole("group", { name: "Qué instituciones ver" }).getByRole("button").all()) {
    const cuantas = Number(/\d+$/.exec((await boton.innerText()).trim())?.[0]);
    await boton.press("Enter");
    await dialogo.getByText(cuantas === 0 ? "Ninguna institución." : new RegExp(`^${cuantas} instituci`)).waitFor();
    await cuantos(dialogo.getByRole("rowheader"), cuantas, `las filas de ${await boton.innerText()}`);
  }
  await pagina.keyboard.press("Escape");
  await dialogo.waitFor({ state: "detached" });
  await revisar(anfitrion, "cifra", `tablero?${CORTE}`, async (p) => {
    await cifra(p, "6.1.3 Inventario de trámites").getByRole("button", { name: /Ver cómo se calcula/ }).press("Enter");
    await p.getByRole("dialog").getByRole("rowheader").first().waitFor();
  });
  await revisar(anfitrion, "corte", "tablero", async (p) => {
    await p.getByRole("button", { name: "Cambiar corte" }).press("Enter");
    await p.getByRole("dialog").getByRole("textbox").waitFor();
  });
  pagina.sinQuejas();
});

test("la matriz se recorre con las flechas, se pliega, se ordena, se filtra y abre una institución", async (t) => {
  const { pagina, anfitrion } = await abrir(t);
  await ir(pagina, `tablero?${CORTE}`);
  const tabla = matriz(pagina);
  await tabla.waitFor();
  await cuantos(tabla.getByRole("columnheader"), 11);
  await cuantos(tabla.getByRole("rowheader"), 66 + 5 + 1);
  await cuantos(tabla.locator('[tabindex="0"]'), 1, "una sola parada del tabulador");
  await revisar(anfitrion, "matriz", `tablero?${CORTE}`, (p) => matriz(p).waitFor());

  const ministerios = tabla.getByRole("button", { name: /^Ministerios: 14 instituciones, 14 de 14 con inventario/ });
  await ministerios.focus();
  await pagina.keyboard.press("ArrowLeft");
  assert.equal(await ministerios.getAttribute("aria-expanded"), "false");
  await cuantos(tabla.getByRole("rowheader"), 66 - 14 + 5 + 1);
  await pagina.keyboard.press("ArrowRight");
  await cuantos(tabla.getByRole("rowheader"), 66 + 5 + 1);
  for (const tecla of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]) await pagina.keyboard.press(tecla);
  assert.match(await enfocado(pagina), /Inventario de trámites: /);
  await pagina.keyboard.press("Control+End");
  assert.match(await enfocado(pagina), /^En total, Mejora continua/);
  // The cell with the focus is never under the head, the foot or the first column.
  for (const tecla of ["PageUp", "PageUp", "PageUp", "ArrowLeft", "PageDown"]) {
    await pagina.keyboard.press(tecla);
    const tapada = await pagina.evaluate(() => {
      const uno = document.activeElement;
      const c = uno.getBoundingClientRect();
      const encima = document.elementFromPoint(c.left + c.width / 2, c.top + c.height / 2);
      return !(uno === encima || uno.contains(encima));
    });
    assert.ok(!tapada, `tras ${tecla} el foco está a la vista`);
  }

  // Sorted by a phase: the head says so.
  await tabla.getByRole("button", { name: /^6\.1\.3 Inventario de trámites\. Ordenar/ }).press("Enter");
  assert.equal(await tabla.getByRole("columnheader", { name: /^6\.1\.3/ }).getAttribute("aria-sort"), "descending");

  // Narrowed: the figures count over what is left.
  await pagina.getByRole("combobox", { name: "Tipo de institución" }).selectOption("gobernacion");
  await pagina.getByText(/solo 22 de 66 instituciones, por los filtros/).waitFor();
  assert.match(await textoDe(cifra(pagina, "6.1.3 Inventario de trámites")), /8 de 22/);
  await cuantos(tabla.getByRole("rowheader"), 22 + 1 + 1);
  await pagina.getByRole("searchbox", { name: "Buscar institución" }).fill("izabal");
  await pagina.getByText(/solo 1 de 66/).waitFor();
  await revisar(anfitrion, "filtrada", `tablero?${CORTE}&tipo=gobernacion`, (p) => matriz(p).waitFor());
  await revisar(anfitrion, "vacia", `tablero?${CORTE}&buscar=nadie`, (p) => p.getByText("Ninguna institución cumple estos filtros").waitFor());
  await pagina.getByRole("button", { name: "Quitar filtros" }).press("Enter");
  await tabla.getByRole("row", { name: /^66 instituciones/ }).waitFor();

  // Enter opens the institution in that phase, and «atrás» comes back.
  await tabla.getByRole("button", { name: /^GD-18, Inventario de trámites: / }).press("Enter");
  await pagina.getByRole("heading", { level: 1, name: /^Gobernación Departamental de Izabal: \d de 9 fases/ }).waitFor();
  await pagina.goBack();
  await tabla.waitFor();
  pagina.sinQuejas();
});

test("el mapa de los 22 departamentos se recorre, cambia de fase y tiene su tabla", async (t) => {
  const { pagina, anfitrion } = await abrir(t);
  await ir(pagina, `tablero?${CORTE}`);
  const mapa = pagina.getByRole("group", { name: /en las gobernaciones/ });
  await cuantos(mapa.getByRole("button"), 22);
  await pagina.getByRole("combobox", { name: "Fase del mapa" }).selectOption("conformacion_comite");
  const conComite = mapa.getByRole("button", { name: /: (Entregada|Aprobada)$/ });
  await cuantos(conComite, 22 - 7, "siete gobernaciones no tienen comité");
  const leyenda = await pagina.getByText(/^\d+ (aprobadas?|entregadas?)$/).allInnerTexts();
  assert.equal(leyenda.reduce((suma, uno) => suma + Number.parseInt(uno, 10), 0), 22 - 7, "la leyenda cuenta lo mismo");
  await mapa.getByRole("button", { name: /^Petén: / }).focus();
  await pagina.keyboard.press("ArrowDown");
  await pagina.keyboard.press("ArrowLeft");
  assert.match(await enfocado(pagina), /^(Izabal|Alta Verapaz|Zacapa): /);
  await pagina.getByRole("button", { name: "Ver como tabla" }).press("Enter");
  const tabla = pagina.getByRole("table", { name: /^Conformación de .*en las gobernaciones/i });
  await cuantos(tabla.getByRole("rowheader"), 22);
  await revisar(anfitrion, "mapa-tabla", `tablero?${CORTE}`, (p) => p.getByRole("button", { name: "Ver como tabla" }).press("Enter"));
  await pagina.getByRole("button", { name: "Ver como mapa" }).press("Enter");
  await mapa.getByRole("button", { name: /^Quetzaltenango: / }).press("Enter");
  await pagina.getByRole("heading", { level: 1, name: /^Gobernación Departamental de Quetzaltenango/ }).waitFor();
  pagina.sinQuejas();
});

test("los pendientes por tipo son texto que se copia; la tendencia y los cambios tienen su tabla", async (t) => {
  const { pagina, anfitrion } = await abrir(t);
  await pagina.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await ir(pagina, `tablero?${CORTE}&ver=pendientes`);
  const comite = pagina.getByRole("region", { name: /^Conformación de comité: 7 pendientes$/i });
  await comite.getByRole("button", { name: /^Copiar la lista de gobernaciones/ }).press("Enter");
  await comite.getByText("Copiado.").waitFor();
  const copiado = await pagina.evaluate(() => navigator.clipboard.readText());
  assert.match(copiado, /7 gobernaciones/);
  assert.equal(copiado.match(/Gobernación Departamental/g)?.length, 7);
  const inventario = pagina.getByRole("region", { name: "Inventario de trámites: 21 pendientes" });
  for (const [cuantas, tipo] of [[3, "secretarías"], [2, "comisiones"], [2, "otras dependencias"], [14, "gobernaciones"]]) {
    await inventario.getByText(new RegExp(`${cuantas} ${tipo}`)).first().waitFor();
  }
  await revisar(anfitrion, "pendientes", `tablero?${CORTE}&ver=pendientes`, (p) => p.getByRole("button", { name: /^Copiar todo/ }).first().waitFor());

  await pagina.getByRole("tab", { name: "Tendencia" }).press("Enter");
  await pagina.getByRole("tab", { name: "Pendientes" }).press("ArrowRight");
  const puntos = pagina.getByRole("table", { name: "Instituciones que cuentan en cada corte" });
  await puntos.waitFor();
  await puntos.getByRole("rowheader").nth(1).waitFor();
  await revisar(anfitrion, "tendencia", `tablero?${CORTE}&ver=tendencia`, (p) => p.getByRole("table", { name: "Instituciones que cuentan en cada corte" }).waitFor());
  await revisar(anfitrion, "fases", `tablero?${CORTE}&ver=fases`, (p) => p.getByRole("table", { name: /^Avance por fase/ }).waitFor());
  const cambios = (p) => p.getByRole("table", { name: "Cada fase, antes y ahora" }).waitFor();
  await revisar(anfitrion, "cambios", `tablero?${CORTE}&ver=cambios&desde=2021-10-31`, cambios);
  await ir(pagina, `tablero?${CORTE}&ver=cambios&desde=2021-10-31`);
  await cambios(pagina);
  await pagina.getByRole("table", { name: /^Fases que se movieron: \d+/ }).waitFor();
  pagina.sinQuejas();
});

test("una cifra publicada se registra, se cambia y se retira con el teclado, y queda junto a la calculada", async (t) => {
  const { pagina, anfitrion } = await abrir(t);
  await ir(pagina, "tablero?corte=2022-04-30&ver=fases");
  const publicadas = pagina.getByRole("table", { name: "Porcentajes que GAE publicó" });
  await cuantos(publicadas.getByText("Viene con el programa"), 4);
  const registrar = pagina.getByRole("button", { name: "Registrar cifra publicada" });
  await registrar.press("Enter");
  const dialogo = pagina.getByRole("dialog", { name: "Registrar una cifra publicada" });
  const enviar = dialogo.getByRole("button", { name: "Registrar cifra" });
  await enviar.press("Enter");
  await dialogo.getByText("Elija la fase de la que habla la cifra.").waitFor();
  await dialogo.getByRole("combobox", { name: /^Fase/ }).selectOption("inventario");
  await dialogo.getByRole("textbox", { name: /^Porcentaje publicado/ }).fill("170");
  await dialogo.getByRole("textbox", { name: /^Dónde se publicó/ }).fill("Informe de GAE del primer cuatrimestre de 2022");
  await enviar.press("Enter");
  await dialogo.getByText(/va de 0 a 100/).first().waitFor();
  await dialogo.getByRole("textbox", { name: /^Porcentaje publicado/ }).fill("70,5 %");
  await enviar.press("Enter");
  await dialogo.waitFor({ state: "detached" });
  await publicadas.getByText("70.5\u00a0%").waitFor();
  // 70.5 % of 66 is 47 institutions; 45 are computed.
  await pagina.getByRole("table", { name: /^Avance por fase/ }).getByText(/reportado 70\.5\s%.*47 instituciones, 2 más/).waitFor();
  await revisar(anfitrion, "publicadas", "tablero?corte=2022-04-30&ver=fases", async (p) => {
    await p.getByRole("button", { name: "Registrar cifra publicada" }).press("Enter");
    await p.getByRole("dialog").getByRole("combobox", { name: /^Fase/ }).waitFor();
  });
  await publicadas.getByRole("button", { name: /^Cambiar o retirar: Inventario de trámites/ }).press("Enter");
  const deEsta = pagina.getByRole("dialog", { name: /^Inventario de trámites al 30 de abril de 2022/ });
  await deEsta.getByRole("button", { name: "Retirar esta cifra publicada" }).press("Enter");
  const pregunta = pagina.getByRole("dialog", { name: "¿Retirar esta cifra publicada?" });
  await pregunta.getByRole("textbox", { name: /^Motivo/ }).fill("Se registró por error");
  await pregunta.getByRole("button", { name: "Retirar", exact: true }).press("Enter");
  await cuantos(publicadas.getByRole("button", { name: /^Cambiar o retirar/ }), 0);
  await pagina.getByRole("button", { name: /^Deshacer/ }).press("Enter");
  await cuantos(publicadas.getByRole("button", { name: /^Cambiar o retirar/ }), 1);
  pagina.sinQuejas();
});

test("de una institución se lee todo, y se pasa a la siguiente", async (t) => {
  const { pagina, anfitrion } = await abrir(t);
  await ir(pagina, `institucion/MARN?${CORTE}`);
  const fases = pagina.getByRole("table", { name: "Estado, fecha y evidencia de cada fase" });
  await fases.getByRole("rowheader").nth(8).waitFor();
  await cuantos(fases.getByRole("rowheader"), 9);
  for (const seccion of [/^Inventario: /, /posibles? hallazgos? por revisar/i, /^Priorización: /, /^Rediseño: /, /^Comité: /, "Estado de los datos"]) {
    await pagina.getByRole("heading", { level: 2, name: seccion }).first().waitFor();
  }
  const otras = pagina.getByRole("navigation", { name: "Otras instituciones" });
  await otras.getByRole("link", { name: /^Siguiente: / }).press("Enter");
  await pagina.waitForFunction(() => !location.hash.includes("MARN"));
  await fases.waitFor();
  await revisar(anfitrion, "institucion", `institucion/MARN?fase=rediseno&${CORTE}`, async (p) => {
    await p.getByRole("button", { name: "Copiar lo que cambió" }).waitFor();
    await p.getByRole("button", { name: "Ver el detalle de Inventario de trámites" }).press("Enter");
    await p.getByText(/^\d+ archivos? de evidencia$/).waitFor();
  });
  await revisar(anfitrion, "institucion-sin-nada", `institucion/GD-18?${CORTE}`, (p) => p.getByRole("heading", { name: /^Comité: / }).waitFor());
  pagina.sinQuejas();
});

test("la demostración se quita desde Ajustes: queda una copia y se vuelve a preguntar qué hacer", async (t) => {
  const { pagina, anfitrion } = await abrir(t);
  await ir(pagina, "ajustes");
  await revisar(anfitrion, "quitar", "ajustes", async (p) => {
    await p.getByRole("button", { name: "Quitar la demostración…" }).press("Enter");
    await p.getByRole("dialog").waitFor();
  });
  await pagina.getByRole("button", { name: "Quitar la demostración…" }).press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await dialogo.getByRole("button", { name: "Quitar la demostración" }).press("Enter");
  const hecho = pagina.getByRole("dialog", { name: "Se quitó la demostración" });
  await hecho.getByRole("status").filter({ hasText: /demostracion-.*\.dlgb/ }).waitFor({ timeout: 30_000 });
  await hecho.getByRole("button", { name: "Empezar con mis datos" }).press("Enter");
  await pagina.getByRole("heading", { name: "¿Qué va a hacer?" }).waitFor();
  pagina.sinQuejas();
});
