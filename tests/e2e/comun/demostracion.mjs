/** The demonstration open in a page, where to go in it, and the same look at every screen. */
import assert from "node:assert/strict";

import { servir } from "./anfitrion.mjs";
import { TAMANOS, TEMAS, abrirPagina, captura, objeciones, sinDesbordeHorizontal } from "./chromium.mjs";
import { carpetaTemporal } from "./lugares.mjs";

/**
 * A data folder of its own with one of the demonstrations (that of the committee, when nobody says which), and a
 * page in it; closed when the test ends.
 */
export async function abrirDemostracion(t, navegador, cual = /^Explorar con datos de demostración/) {
  const carpeta = carpetaTemporal(t);
  const anfitrion = await servir(carpeta);
  t.after(() => anfitrion.detener());
  const pagina = await abrirPagina(navegador);
  t.after(() => pagina.context().close());
  await pagina.goto(anfitrion.direccion);
  await pagina.getByRole("radio", { name: cual }).press("Space");
  await pagina.getByRole("button", { name: "Abrir demostración" }).press("Enter");
  await pagina.getByRole("navigation", { name: "Principal" }).waitFor({ timeout: 60_000 });
  return { pagina, anfitrion, carpeta };
}

/** Goes to an address inside the program and waits until it has drawn. */
export async function ir(pagina, ruta) {
  await pagina.evaluate((r) => (location.hash = `#/${r}`), ruta);
  await pagina.getByRole("heading", { level: 1 }).waitFor();
  await pagina.waitForLoadState("networkidle");
}

/**
 * The screen at `ruta`, or what `abrir` opens in it, has no objections in any theme and size. The captures are named
 * after `prefijo` and `que`. `cruzadas` looks at each theme and each size once, for screens that are made alike.
 */
export async function revisar(navegador, anfitrion, { prefijo, que, ruta, abrir = async () => {}, cruzadas = false }) {
  for (const [i, tema] of Object.keys(TEMAS).entries()) {
    for (const [j, tamano] of Object.keys(TAMANOS).entries()) {
      if (cruzadas && i !== j) continue;
      const pagina = await abrirPagina(navegador, { tema, tamano });
      await pagina.goto(`${anfitrion.direccion}#/${ruta}`);
      await pagina.getByRole("heading", { level: 1 }).waitFor();
      await pagina.waitForLoadState("networkidle");
      await abrir(pagina);
      const lineas = await objeciones(pagina);
      await captura(pagina, `${prefijo}-${que}-${tema}-${tamano.replaceAll(/[^0-9]+/g, "-")}`);
      assert.deepEqual(lineas, [], `${que} ${tema} ${tamano}`);
      await sinDesbordeHorizontal(pagina, `${que} ${tema} ${tamano}`);
      await pagina.context().close();
    }
  }
}
