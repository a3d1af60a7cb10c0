import optimizeLocales from "@react-aria/optimize-locales-plugin";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/**
 * The built page names no address of the network, not even in the text of an error: React's
 * messages keep their number and lose the scheme.
 */
const sinDirecciones: Plugin = {
  name: "sin-direcciones",
  renderChunk(codigo) {
    return codigo.includes("https://react.dev/")
      ? {
          code: codigo.replaceAll("https://react.dev/", "react.dev/"),
          map: null,
        }
      : null;
  },
};

/**
 * Three places where the components ask the engine about languages as soon as they are read. In WebKit
 * the first such question lists every language that there is, in the middle of the start; the page has
 * one, written left to right, and says so in `I18nProvider`.
 */
const SIN_PREGUNTAR: ReadonlyArray<
  readonly [archivo: string, dice: RegExp, queda: string]
> = [
  [
    "i18n/useDefaultLocale.mjs",
    /Intl\.DateTimeFormat\.supportedLocalesOf\(\[\s*locale\s*\]\);/,
    "",
  ],
  // Left is the library's own answer by the name of the language.
  ["i18n/utils.mjs", /if \(Intl\.Locale\)/, "if (false)"],
  [
    "number/dist/private/NumberFormatter.mjs",
    /new Intl\.NumberFormat\('de-DE'[^;]*;/,
    "true;",
  ],
];

const unSoloIdioma: Plugin = {
  name: "un-solo-idioma",
  transform(codigo, id) {
    const cambio = SIN_PREGUNTAR.find(([archivo]) => id.endsWith(archivo));
    if (cambio === undefined) return null;
    const [archivo, dice, queda] = cambio;
    if (!dice.test(codigo))
      this.error(`${archivo} no longer says ${String(dice)}`);
    return { code: codigo.replace(dice, queda), map: null };
  },
};

/**
 * Three builds of the same sources:
 *  - `vite build` → `dist`: the window. Only the Tauri host is in the bundle.
 *  - `vite build --mode pruebas` → `dist-pruebas`: the browser tests. The HTTP host is in it too.
 *  - `vite build --mode ejemplos` → `dist-ejemplos`: every component in every state, with an in-memory host.
 */
export default defineConfig(({ mode }) => {
  const puente =
    mode === "pruebas" ? "http" : (process.env["VITE_PUENTE"] ?? "tauri");
  const ejemplos = mode === "ejemplos";
  return {
    base: "./",
    plugins: [
      // The components speak thirty languages; the page needs one, and starts sooner without the rest.
      { ...optimizeLocales.vite({ locales: ["es-ES"] }), enforce: "pre" },
      unSoloIdioma,
      react(),
      sinDirecciones,
    ],
    define: { "import.meta.env.VITE_PUENTE": JSON.stringify(puente) },
    build: {
      outDir: ejemplos
        ? "dist-ejemplos"
        : mode === "pruebas"
          ? "dist-pruebas"
          : "dist",
      emptyOutDir: true,
      target: "es2022",
      // Inlined assets would be `data:` URLs, which the CSP only allows for pictures.
      assetsInlineLimit: 0,
      // The polyfill would be an inline script; every engine we run on has module preload.
      modulePreload: { polyfill: false },
      rollupOptions: { input: ejemplos ? "ejemplos.html" : "index.html" },
    },
    test: {
      environment: "happy-dom",
      testTimeout: 60_000,
      include: ["src/**/*.test.{ts,tsx}"],
      setupFiles: ["src/pruebas/preparacion.ts"],
      restoreMocks: true,
    },
  };
});
