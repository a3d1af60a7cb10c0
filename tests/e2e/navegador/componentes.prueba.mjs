/** Every component in every state, light and dark: axe finds nothing, and would. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { servirCarpeta } from "../comun/anfitrion.mjs";
import { abrirChromium, abrirPagina, objeciones, sinDesbordeHorizontal } from "../comun/chromium.mjs";
import { RAIZ } from "../comun/lugares.mjs";

const componentes = readdirSync(join(RAIZ, "ui", "src"), { recursive: true }).filter((n) => n.endsWith(".ejemplos.tsx")).length;
let navegador;
let anfitrion;

before(async () => {
  [navegador, anfitrion] = await Promise.all([abrirChromium(), servirCarpeta("dist-ejemplos")]);
});
after(() => Promise.all([navegador?.close(), anfitrion?.detener()]));

test("hay componentes con ejemplos", () => assert.ok(componentes >= 10, `${componentes}`));

for (const tema of ["claro", "oscuro"]) {
  for (const tamano of ["1366×768", "200 %"]) {
    test(`axe no objeta ningún ejemplo en tema ${tema} a ${tamano}`, async () => {
      const pagina = await abrirPagina(navegador, { tema, tamano });
      await pagina.goto(`${anfitrion.direccion}/ejemplos.html?tema=${tema}`);
      await pagina.getByRole("heading", { level: 1, name: "Ejemplos" }).waitFor();
      assert.equal(await pagina.getByRole("main").locator(":scope > section").count(), componentes, "se dibujaron todos los componentes");
      // The same component twice on one page repeats its landmark; on a screen it stands once.
      assert.deepEqual(await objeciones(pagina, { sinReglas: ["landmark-unique"] }), []);
      await sinDesbordeHorizontal(pagina, "ejemplos");
      pagina.sinQuejas();
      await pagina.context().close();
    });
  }
}

test("axe objeta una página mala a propósito", async () => {
  const pagina = await abrirPagina(navegador);
  await pagina.setContent("<html><body><img src='data:,'><button></button><p style='color:#ccc'>Gris sobre blanco</p></body></html>");
  const halladas = await objeciones(pagina);
  for (const regla of ["image-alt", "button-name", "color-contrast", "html-has-lang"]) {
    assert.ok(halladas.some((o) => o.startsWith(regla)), `${regla} en ${halladas.join("\n")}`);
  }
  await pagina.context().close();
});
