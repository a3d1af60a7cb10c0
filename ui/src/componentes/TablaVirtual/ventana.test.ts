import { describe, expect, it } from "vitest";

import {
  desplazarPara,
  moverEnTabla,
  paginasDe,
  ventanaVisible,
} from "./ventana";

describe("ventana visible", () => {
  it("dibuja lo que se ve y un margen, nunca todo", () => {
    expect(ventanaVisible(0, 600, 32, 20_000)).toEqual({ desde: 0, hasta: 27 });
    expect(ventanaVisible(320_000, 600, 32, 20_000)).toEqual({
      desde: 9_992,
      hasta: 10_027,
    });
    expect(ventanaVisible(10_000_000, 600, 32, 20_000)).toEqual({
      desde: 20_000,
      hasta: 20_000,
    });
    expect(ventanaVisible(0, 600, 32, 0)).toEqual({ desde: 0, hasta: 0 });
  });
  it("pide solo las páginas que toca", () => {
    expect(paginasDe({ desde: 95, hasta: 130 }, 100)).toEqual([0, 1]);
    expect(paginasDe({ desde: 100, hasta: 200 }, 100)).toEqual([1]);
    expect(paginasDe({ desde: 0, hasta: 0 }, 100)).toEqual([0]);
  });
  it("trae la fila activa a la vista y no se mueve si ya está", () => {
    expect(desplazarPara(0, 320, 600, 32, 32)).toBe(0);
    expect(desplazarPara(12, 320, 600, 32, 32)).toBeNull();
    expect(desplazarPara(40, 320, 600, 32, 32)).toBe(744);
  });
});

describe("teclado de la tabla", () => {
  const m = { filas: 100, columnas: 5, pagina: 10 };
  it("recorre filas, páginas y extremos", () => {
    const en = { fila: 20, columna: 2 };
    const pulsa = (key: string, ctrlKey = false) =>
      moverEnTabla({ key, ctrlKey }, en, m);
    expect(pulsa("ArrowDown")).toEqual({ fila: 21, columna: 2 });
    expect(pulsa("PageDown")).toEqual({ fila: 30, columna: 2 });
    expect(pulsa("PageUp")).toEqual({ fila: 10, columna: 2 });
    expect(pulsa("Home")).toEqual({ fila: 20, columna: 0 });
    expect(pulsa("End", true)).toEqual({ fila: 99, columna: 4 });
    expect(pulsa("Home", true)).toEqual({ fila: 0, columna: 0 });
    expect(pulsa("x")).toBeNull();
  });
  it("desde la primera fila se sube al encabezado", () => {
    expect(
      moverEnTabla(
        { key: "ArrowUp", ctrlKey: false },
        { fila: 0, columna: 1 },
        m,
      ),
    ).toEqual({ fila: -1, columna: 1 });
    expect(
      moverEnTabla(
        { key: "ArrowUp", ctrlKey: false },
        { fila: -1, columna: 1 },
        m,
      ),
    ).toEqual({ fila: -1, columna: 1 });
  });
});
