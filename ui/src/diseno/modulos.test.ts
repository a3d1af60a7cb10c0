import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const RAIZ = "src";
const archivos = readdirSync(RAIZ, { recursive: true, encoding: "utf8" });
const modulos = archivos.filter((ruta) => ruta.endsWith(".module.css"));
const fuentes = archivos.filter(
  (ruta) => /\.tsx?$/.test(ruta) && !/generado|\.test\.|falso/.test(ruta),
);
const leer = (ruta: string) => readFileSync(join(RAIZ, ruta), "utf8");

describe("cada módulo de estilo usa solo las medidas del diseño", () => {
  test.each(modulos)("%s", (ruta) => {
    const css = leer(ruta).replaceAll(/\/\*[\s\S]*?\*\//g, "");
    expect(
      css.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi) ?? [],
      "colours",
    ).toEqual([]);
    expect(css.match(/\b\d*\.?\d+px\b/g) ?? [], "pixels").toEqual([]);
    const tokens = css.match(/var\((--[a-z0-9-]+)/g) ?? [];
    const declarados = readFileSync(join(RAIZ, "diseno/variables.css"), "utf8");
    const ajenos = tokens
      .map((uno) => uno.slice("var(".length))
      .filter(
        (uno) =>
          !declarados.includes(`${uno}:`) &&
          !css.includes(`${uno}:`) &&
          !/^--(trigger|visual|page|scroll)/.test(uno),
      );
    expect(ajenos, "tokens that nobody declares").toEqual([]);
  });
});

test("ninguna pantalla escribe HTML ni estilos en línea, ni nombra direcciones de la red", () => {
  for (const ruta of fuentes) {
    const codigo = leer(ruta).replaceAll(/\/\*[\s\S]*?\*\/|\/\/ .*/g, "");
    expect(codigo, ruta).not.toMatch(
      /dangerouslySetInnerHTML|innerHTML|<style|eval\(/,
    );
    expect(codigo.match(/https?:\/\/(?!www\.w3\.org)/g) ?? [], ruta).toEqual(
      [],
    );
    expect(codigo, ruta).not.toMatch(/:\s*any\b|\bas any\b/);
  }
});

function luminancia(hex: string): number {
  const canales = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  const [r = 0, g = 0, b = 0] = canales;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contraste(a: string, b: string): number {
  const [claro = 0, oscuro = 0] = [luminancia(a), luminancia(b)].toSorted(
    (x, y) => y - x,
  );
  return (claro + 0.05) / (oscuro + 0.05);
}

describe("los colores de texto se leen (4.5 a 1) sobre las superficies donde van", () => {
  const css = leer("diseno/variables.css");
  const [claro = "", oscuro = ""] = css.split(':root[data-tema="oscuro"] {');
  const de = (bloque: string, token: string) =>
    new RegExp(`${token}: (#[0-9a-f]{6})`).exec(bloque)?.[1] ?? "#000000";
  const PARES: ReadonlyArray<[string, string]> = [
    ["--tinta", "--hoja"],
    ["--tinta-2", "--hoja"],
    ["--tinta-3", "--hoja"],
    ["--tinta-3", "--fondo"],
    ["--tinta-2", "--neutro-suave"],
    ["--acento-2", "--hoja"],
    ["--acento-2", "--acento-suave"],
    ["--tinta-sobre-acento", "--acento"],
    ["--bien", "--bien-suave"],
    ["--aviso", "--aviso-suave"],
    ["--mal", "--mal-suave"],
    ["--mal", "--hoja"],
  ];
  test.each(PARES)("%s sobre %s", (texto, fondo) => {
    expect(
      contraste(de(claro, texto), de(claro, fondo)),
      "claro",
    ).toBeGreaterThanOrEqual(4.5);
    expect(
      contraste(de(oscuro, texto), de(oscuro, fondo)),
      "oscuro",
    ).toBeGreaterThanOrEqual(4.5);
  });
});
