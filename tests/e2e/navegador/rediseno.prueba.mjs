/**
 * The redesign of one trámite with the keyboard alone, over the real core: the propuesta begins with the
 * pasos of today, the requisitos are decided, a scenario is tried and chosen, the diagram is travelled,
 * and an exact version is delivered and approved with its document.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { servir } from "../comun/anfitrion.mjs";
import { TAMANOS, TEMAS, abrirChromium, abrirPagina, captura, objeciones, sinDesbordeHorizontal } from "../comun/chromium.mjs";
import { carpetaTemporal } from "../comun/lugares.mjs";

const RAZON = "Los datos ya se anotan en la ventanilla";
const REQUISITOS = ["Fotocopia del DPI", "Formulario impreso y firmado", "Segunda fotocopia del formulario"];
/** Text, who, unit, minutes of work and of wait, requisitos that it reads, and the rest. */
const PASOS = [
  ["Descargar el formulario", "usuario", null, 5, 0, []],
  ["Imprimir y llenar", "usuario", null, 20, 0, []],
  ["Recibir el expediente", "institucion", "Ventanilla", 10, 30, [0, 1]],
  ["Revisar si está completo", "institucion", "Ventanilla", 10, 0, [0], { decision: true, resultados: "cumple / no cumple: vuelve al paso 2" }],
  ["Revisar la segunda fotocopia", "institucion", "Gobernación", 15, 1440, [2]],
  ["Firmar y sellar", "institucion", "Gobernación", 5, 1440, []],
];

let navegador;
before(async () => {
  navegador = await abrirChromium();
});
after(() => navegador?.close());

/** Commands of the core, for what other journeys already show how to do by hand. */
function comandos({ direccion, token }) {
  const { origin } = new URL(direccion);
  return async (comando, pide) => {
    const respuesta = await fetch(`${origin}/comando/${comando}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(pide),
    });
    const texto = await respuesta.text();
    assert.ok(respuesta.ok, `${comando}: ${texto.slice(0, 600)}`);
    return JSON.parse(texto);
  };
}

async function abrirDemostracion(t) {
  const carpeta = carpetaTemporal(t);
  const anfitrion = await servir(carpeta);
  t.after(() => anfitrion.detener());
  const pagina = await abrirPagina(navegador);
  t.after(() => pagina.context().close());
  await pagina.goto(anfitrion.direccion);
  await pagina.getByRole("radio", { name: /^Explorar con datos de demostración/ }).press("Space");
  await pagina.getByRole("button", { name: "Abrir demostración" }).press("Enter");
  await pagina.getByRole("navigation", { name: "Principal" }).waitFor({ timeout: 60_000 });
  return { pagina, anfitrion, carpeta, llamar: comandos(anfitrion) };
}

/** A trámite with all its data, prioritised by a closed round and moved on to «En rediseño». */
async function prepararTramite(llamar) {
  const id = (await llamar("crear_tramite", { nombre: "Acta de supervivencia", codigo: null, institucion: null })).valor.ids[0];
  const agregar = async (clase, filas) => (await llamar("agregar_filas", { padre: id, clase, despues_de: null, filas })).valor.ids;
  // A cell is written over what is there: without its padres it would be a second value of it.
  const guardar = (entidad, valores, celdas = {}) =>
    llamar("guardar_celdas", {
      motivo: "",
      celdas: Object.entries(valores).map(([campo, valor]) => ({ entidad, campo, valor, padres: celdas[campo]?.padres ?? [] })),
    });
  const requisitos = await agregar(
    "requisito",
    REQUISITOS.map((texto) => ({ texto, tipo: "documento", forma: "copia_simple", emisor: "La persona", emisor_publico: "no" })),
  );
  const pasos = await agregar(
    "paso",
    PASOS.map(([texto, actor, unidad, duracion_minutos, espera_minutos, usa, mas]) => ({
      texto,
      actor,
      ...(unidad === null ? {} : { unidad }),
      duracion_minutos,
      espera_minutos,
      agrega_valor: "si",
      accion: "mantener",
      ...(usa.length === 0 ? {} : { requisitos: usa.map((i) => requisitos[i]).join(" ") }),
      ...mas,
    })),
  );
  await agregar("base_legal", [{ texto: "Acuerdo Gubernativo 408-99", tipo_norma: "acuerdo_gubernativo", numero: "408", anio: 1999, articulos: "5" }]);
  await agregar("tiempo", [
    { clase: "publicado", maximo: "5", unidad: "dias_habiles", fuente: "Portal", fecha: "2026-01-15" },
    { clase: "propuesto", maximo: "1", unidad: "dias_habiles", fuente: "Comité", fecha: "2026-01-15" },
  ]);
  // Every datum that the ficha and the redesign ask for: what a field says of itself is enough to fill it.
  const dado = { costo_tipo: "fijo", costo_monto: 5000, costo_moneda: "GTQ", volumen_anual: 3200, volumen_anio: 2025, visitas: 3, clase: "tramite" };
  const pedidos = (await llamar("campos", {})).filter((c) => c.clase === "tramite" && ["ficha", "rediseno"].includes(c.exigencia) && c.editable);
  await guardar(
    id,
    Object.fromEntries(
      pedidos.map((c) => [c.campo, dado[c.campo] ?? (c.tipo === "lista" ? c.opciones[0].id : ["entero", "dinero"].includes(c.tipo) ? 1 : "Dato de la prueba")]),
    ),
  );
  const hallazgos = (await llamar("abrir_ficha", { id })).hallazgos.filter((h) => h.estado === "abierto");
  if (hallazgos.length > 0) await llamar("decidir_hallazgo", { ids: hallazgos.map((h) => h.id), estado: "aceptado", justificacion: "Se corrige en el rediseño" });
  await llamar("mover_tramite", { ids: [id], a: "ficha_completa", motivo: "" });
  for (const [codigo, unidad] of [["valor_hora_persona", "GTQ/h"], ["pasaje", "GTQ/viaje"], ["minutos_por_viaje", "min/viaje"]]) {
    await llamar("anotar_parametro", {
      institucion: null, codigo, nombre: codigo, valor: "20", valor_bajo: "", valor_alto: "", unidad,
      fuente: "Encuesta en ventanilla", fecha: "2026-01-15", confianza: "estimado", tramite: null,
    });
  }
  await cerrarRonda(llamar, guardar);
  await llamar("mover_tramite", { ids: [id], a: "en_diagnostico", motivo: "" });
  await llamar("mover_tramite", { ids: [id], a: "en_rediseno", motivo: "" });
  return { id, requisitos, pasos };
}

async function cerrarRonda(llamar, guardar) {
  const ronda = (await llamar("iniciar_ronda", { institucion: null, nombre: "Priorización 2026", como: null })).valor.ids[0];
  const votante = (await llamar("agregar_votante", { ronda, nombre: "Ana López", cargo: "" })).valor.ids[0];
  const { ronda: leida } = await llamar("priorizacion", { institucion: null, ronda });
  const deGente = leida.criterios.filter(({ origen }) => origen === "personas").map(({ codigo }) => codigo);
  const { filas } = await llamar("clasificar", {
    institucion: null, ronda, puntos: null, texto: "", orden: "posicion", votante: null, con_rangos: false, desde: 0, cuantos: 500,
  });
  await llamar("calificar", {
    ronda,
    votante,
    notas: filas.flatMap(({ tramite }) => deGente.map((criterio) => ({ tramite, criterio, nota: 3, razon: "" }))),
    bases: Object.fromEntries(deGente.map((codigo) => [codigo, "Sesión del comité"])),
  });
  await guardar(ronda, { pesos_de: "Comité, sesión del 12 de noviembre", modo_corte: "primeros", corte: 500 }, leida.entidad.celdas);
  await llamar("cerrar_ronda", { ronda });
}

async function abrirPestana(pagina, nombre) {
  await pagina.getByRole("tab", { name: nombre }).focus();
  await pagina.keyboard.press("Enter");
  await pagina.getByRole("tab", { name: nombre, selected: true }).waitFor();
}

/** The screen has no objections in any theme and size. */
async function revisar(anfitrion, que, ruta, abrir = async () => {}) {
  for (const tema of Object.keys(TEMAS)) {
    for (const tamano of Object.keys(TAMANOS)) {
      const pagina = await abrirPagina(navegador, { tema, tamano });
      await pagina.goto(`${anfitrion.direccion}#/${ruta}`);
      await pagina.getByRole("heading", { level: 1 }).waitFor();
      await pagina.waitForLoadState("networkidle");
      await abrir(pagina);
      const lineas = await objeciones(pagina);
      await captura(pagina, `rediseno-${que}-${tema}-${tamano.replaceAll(/[^0-9]+/g, "-")}`);
      assert.deepEqual(lineas, [], `${que} ${tema} ${tamano}`);
      await sinDesbordeHorizontal(pagina, `${que} ${tema} ${tamano}`);
      pagina.sinQuejas();
      await pagina.context().close();
    }
  }
}

/** The focus on an element, and there to stay: a dialog that closed, or rows that came, give it back a moment later. */
async function enReposo(pagina, elemento) {
  for (let veces = 0; veces < 20; veces += 1) {
    await elemento.focus();
    await pagina.waitForTimeout(120);
    if (await elemento.evaluate((e) => e === document.activeElement)) return;
  }
  throw new Error("el foco no se queda donde se puso");
}

test("sin trámites priorizados, la lista dice por dónde empezar", async (t) => {
  const { pagina, anfitrion } = await abrirDemostracion(t);
  await pagina.getByRole("link", { name: "Rediseño" }).press("Enter");
  await pagina.getByRole("link", { name: "Ir a la priorización" }).waitFor();
  await revisar(anfitrion, "lista-vacia", "rediseno");
  pagina.sinQuejas();
});

test("una fila se toma por su número y se deja entre otras dos; con Esc queda donde estaba", async (t) => {
  const { pagina, llamar } = await abrirDemostracion(t);
  const id = (await llamar("crear_tramite", { nombre: "Acta de supervivencia", codigo: null, institucion: null })).valor.ids[0];
  await llamar("agregar_filas", { padre: id, clase: "paso", despues_de: null, filas: PASOS.map(([texto]) => ({ texto })) });
  await pagina.evaluate((r) => (location.hash = r), `#/rediseno/${id}`);
  const rejilla = pagina.getByRole("grid", { name: "Pasos de la situación actual" });
  const numero = (n) => rejilla.getByRole("row").nth(n).getByRole("rowheader");
  const centro = async (n) => {
    const { x, y, width, height } = await numero(n).boundingBox();
    return [x + width / 2, y + height / 2];
  };
  const tomar = async (de, hasta) => {
    await numero(hasta).scrollIntoViewIfNeeded();
    await pagina.mouse.move(...(await centro(de)));
    await pagina.mouse.down();
    const [x, y] = await centro(hasta);
    await pagina.mouse.move(x, y - 12, { steps: 6 });
  };
  await numero(4).waitFor();
  await tomar(4, 1);
  await pagina.keyboard.press("Escape");
  await pagina.mouse.up();
  await rejilla.getByRole("row", { name: /^4 Revisar si está completo/ }).waitFor();
  await tomar(4, 1);
  await pagina.mouse.up();
  await rejilla.getByRole("row", { name: /^1 Revisar si está completo/ }).waitFor();
  await rejilla.getByRole("row", { name: /^2 Descargar el formulario/ }).waitFor();
  pagina.sinQuejas();
});

test("se propone, se decide, se prueba, se elige, se recorre, se entrega y se aprueba sin tocar el ratón", async (t) => {
  const { pagina, anfitrion, carpeta, llamar } = await abrirDemostracion(t);
  const { id } = await prepararTramite(llamar);
  await pagina.reload();
  await pagina.getByRole("link", { name: "Rediseño" }).press("Enter");
  await pagina.getByRole("link", { name: "Acta de supervivencia" }).press("Enter");

  // The propuesta begins with the pasos of today; a row is moved and written.
  await pagina.getByRole("button", { name: "Empezar la propuesta con los pasos de hoy" }).press("Enter");
  const propuesta = pagina.getByRole("grid", { name: "Pasos de la propuesta" });
  const celda = (fila) => propuesta.getByRole("row").nth(fila).getByRole("gridcell").first();
  await enReposo(pagina, celda(1));
  await pagina.keyboard.press("Control+ArrowDown");
  await propuesta.getByRole("row", { name: /^2 Descargar el formulario/ }).waitFor();
  await pagina.keyboard.press("Control+ArrowUp");
  await propuesta.getByRole("row", { name: /^1 Descargar el formulario/ }).waitFor();
  await enReposo(pagina, celda(1));
  await pagina.keyboard.press("F2");
  await pagina.keyboard.press("Control+a");
  await pagina.keyboard.type("Llenar el formulario en línea");
  await pagina.keyboard.press("Enter");
  await propuesta.getByRole("row", { name: /Llenar el formulario en línea.*Cambia/ }).waitFor();

  // Requisitos, one by one.
  await abrirPestana(pagina, /^Requisitos/);
  await enReposo(pagina, pagina.getByRole("radio", { name: /^Mantener/ }));
  await pagina.keyboard.press("Space");
  await pagina.getByText("Faltan 2 por decidir").waitFor();
  await pagina.keyboard.press("Control+Enter");
  await pagina.getByRole("heading", { name: /^2\. Formulario/ }).waitFor();
  await enReposo(pagina, pagina.getByRole("radio", { name: /^Mantener/ }));
  await pagina.keyboard.press("ArrowDown");
  await pagina.keyboard.press("Enter");
  await pagina.getByText("Falta 1 por decidir").waitFor();
  await enReposo(pagina, pagina.getByRole("textbox", { name: /^Justificación/ }));
  await pagina.keyboard.type(RAZON);
  await pagina.keyboard.press("Tab");
  await pagina.getByText(/Guardado a las \d/).first().waitFor();
  await pagina.getByRole("heading", { name: /^Qué hace falta: acuerdo gubernativo/ }).waitFor();
  await pagina.getByRole("button", { name: "Seguir esta reforma" }).press("Enter");
  await pagina.getByRole("dialog").getByRole("button", { name: "Guardar la reforma" }).press("Enter");
  await pagina.getByRole("dialog").waitFor({ state: "detached" });
  await enReposo(pagina, pagina.getByRole("button", { name: "Pasar a dictamen" }));
  await pagina.keyboard.press("Enter");
  await pagina.getByRole("group", { name: "Reforma" }).getByText("En dictamen").waitFor();
  await revisar(anfitrion, "requisitos", `rediseno/${id}?ver=requisitos`);

  // What-if: two ticks, the paso that is left over, a name, and the choice with its reason.
  await abrirPestana(pagina, /^Escenarios/);
  const efecto = pagina.getByRole("table", { name: /^Efecto/ });
  await pagina.getByRole("checkbox", { name: /Segunda fotocopia/ }).first().press("Space");
  await efecto.getByRole("row", { name: /^Requisitos/ }).getByText("2 menos").waitFor();
  await pagina.getByRole("button", { name: "Quitar también ese paso" }).press("Enter");
  await pagina.getByRole("checkbox", { name: /Imprimir y llenar/ }).press("Space");
  await efecto.getByRole("row", { name: /^Pasos/ }).getByText("2 menos").waitFor();
  for (const porQue of await pagina.getByRole("textbox", { name: "Por qué" }).all()) {
    await enReposo(pagina, porQue);
    await pagina.keyboard.press("Control+a");
    await pagina.keyboard.type(RAZON);
  }
  await pagina.getByRole("button", { name: "Guardar escenario" }).press("Enter");
  const dialogo = pagina.getByRole("dialog");
  await enReposo(pagina, dialogo.getByRole("textbox", { name: /^Nombre/ }));
  await pagina.keyboard.type("Sin papel, una sola visita");
  await dialogo.getByRole("button", { name: "Guardar escenario" }).press("Enter");
  await dialogo.waitFor({ state: "detached" });
  await pagina.getByRole("table", { name: /^1 escenario guardado/ }).waitFor();
  await enReposo(pagina, pagina.getByRole("radio", { name: "Requisitos y pasos" }));
  await pagina.keyboard.press("ArrowRight");
  await pagina.getByRole("radio", { name: /^Sugerencias/, checked: true }).waitFor();
  await revisar(anfitrion, "escenarios", `rediseno/${id}?ver=escenarios`);
  await pagina.getByRole("button", { name: "Elegir como propuesta…" }).press("Enter");
  await enReposo(pagina, dialogo.getByRole("textbox", { name: "Motivo" }));
  await pagina.keyboard.type("Quita dos pasos y un papel que nadie lee");
  await dialogo.getByRole("button", { name: "Elegir como propuesta" }).press("Enter");
  await dialogo.waitFor({ state: "detached" });

  // The diagram, node to node; the words below follow.
  const dibujo = pagina.getByRole("group", { name: "Diagrama de situación actual" });
  await dibujo.getByRole("button", { name: /^Inicio/ }).focus();
  const aqui = () => pagina.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  await pagina.keyboard.press("ArrowRight");
  assert.match(await aqui(), /^Paso 1 de 6: Descargar el formulario\. Carril Persona/);
  await pagina.keyboard.press("ArrowRight");
  assert.match(await aqui(), /^Paso 2 de 6: Imprimir y llenar\. Carril Persona\. Se elimina/);
  let vistos = 0;
  while (!(await aqui()).startsWith("Decisión") && vistos < 12) {
    await pagina.keyboard.press("ArrowRight");
    vistos += 1;
  }
  assert.match(await aqui(), /vuelve a Paso 2: Imprimir y llenar/, "the name of a decision tells each way");
  await pagina.keyboard.press("End");
  assert.match(await aqui(), /^Fin/);
  await pagina.keyboard.press("Home");
  assert.match(await aqui(), /^Inicio/);
  await pagina.keyboard.press("Control++");
  await pagina.keyboard.press("ArrowRight");
  await enReposo(pagina, pagina.getByRole("radio", { name: "Situación actual" }));
  await pagina.keyboard.press("Space");
  const renglon = pagina.getByRole("list", { name: "Situación actual, paso por paso" }).getByRole("button", { name: /Descargar el formulario/ });
  assert.equal(await renglon.getAttribute("aria-current"), "true", "the words follow the drawing");
  await revisar(anfitrion, "diagrama", `rediseno/${id}?ver=diagrama`, (p) => p.getByRole("group", { name: "Diagrama de propuesta" }).waitFor());
  await dibujo.getByRole("button", { name: /^Paso 3 de 6/ }).focus();
  await pagina.keyboard.press("Enter");
  await pagina.getByRole("tab", { name: /^Pasos/, selected: true }).waitFor();
  await revisar(anfitrion, "pasos", `rediseno/${id}`);
  await revisar(anfitrion, "comparacion", `rediseno/${id}?ver=comparacion`);
  await revisar(anfitrion, "lista", "rediseno");

  // Delivery of an exact version, and its approval.
  await abrirPestana(pagina, "Entrega");
  const faltan = (await llamar("rediseno", { id })).faltan;
  assert.deepEqual(faltan, [], "nothing is missing");
  await pagina.getByRole("button", { name: "Entregar el rediseño" }).press("Enter");
  const versiones = pagina.getByRole("table", { name: "Versiones entregadas" });
  await versiones.getByText("Es igual").waitFor();
  await versiones.getByRole("button", { name: /^Aprobar la versión 1/ }).press("Enter");
  const papel = join(carpeta, "aprobacion.txt");
  writeFileSync(papel, "Se aprueba el rediseño del acta de supervivencia.\n");
  const elegido = pagina.waitForEvent("filechooser");
  await dialogo.getByRole("button", { name: "Elegir el documento…" }).press("Enter");
  await (await elegido).setFiles(papel);
  await dialogo.getByText("aprobacion.txt").waitFor();
  await dialogo.getByRole("button", { name: "Aprobar esta versión" }).press("Enter");
  await dialogo.waitFor({ state: "detached" });
  await versiones.getByText("Aprobada").waitFor();
  await pagina.getByText("Rediseño aprobado").first().waitFor();
  await revisar(anfitrion, "entrega", `rediseno/${id}?ver=entrega`);
  pagina.sinQuejas();
});
