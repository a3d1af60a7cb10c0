import { describe, expect, test } from "vitest";
import { contiguaEnHoja, dentroDeHoja, ordenEnHoja } from "./teclas";

const medidas = { filas: 20_001, columnas: 10, pagina: 15 };
const tecla = (
  key: string,
  mas: Partial<{ ctrlKey: boolean; altKey: boolean; shiftKey: boolean }> = {},
) => ({
  key,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...mas,
});
const orden = (
  key: string,
  fila: number,
  columna: number,
  mas = {},
  suelta = false,
) => ordenEnHoja(tecla(key, mas), { fila, columna }, medidas, suelta);

describe("teclas de la hoja", () => {
  test("las flechas se mueven, con Ctrl van a la orilla y con Mayús extienden la selección", () => {
    expect(orden("ArrowDown", 3, 2)).toEqual({
      tipo: "ir",
      a: { fila: 4, columna: 2 },
      extender: false,
    });
    expect(orden("ArrowDown", 3, 2, { ctrlKey: true })).toEqual({
      tipo: "ir",
      a: { fila: 20_000, columna: 2 },
      extender: false,
    });
    expect(orden("ArrowRight", 3, 2, { shiftKey: true })).toEqual({
      tipo: "ir",
      a: { fila: 3, columna: 3 },
      extender: true,
    });
  });

  test("hacia arriba se llega al encabezado, pero la selección no lo toma", () => {
    expect(orden("ArrowUp", 0, 2)).toEqual({
      tipo: "ir",
      a: { fila: -1, columna: 2 },
      extender: false,
    });
    expect(orden("ArrowUp", 0, 2, { shiftKey: true })).toEqual({
      tipo: "ir",
      a: { fila: 0, columna: 2 },
      extender: true,
    });
    expect(orden("Enter", -1, 2)).toBeNull();
    expect(orden("a", -1, 2)).toBeNull();
  });

  test("Enter, F2 y una letra editan; la letra reemplaza", () => {
    expect(orden("Enter", 1, 1)).toEqual({ tipo: "editar", texto: null });
    expect(orden("F2", 1, 1)).toEqual({ tipo: "editar", texto: null });
    expect(orden("ñ", 1, 1)).toEqual({ tipo: "editar", texto: "ñ" });
    expect(orden("Backspace", 1, 1)).toEqual({ tipo: "editar", texto: "" });
  });

  test("Ctrl con D rellena, con Enter abre, con espacio marca, con A elige todo", () => {
    expect(orden("d", 1, 1, { ctrlKey: true })).toEqual({ tipo: "rellenar" });
    expect(orden("Enter", 1, 1, { ctrlKey: true })).toEqual({ tipo: "abrir" });
    expect(orden(" ", 1, 1, { ctrlKey: true })).toEqual({ tipo: "marcar" });
    expect(orden("A", 1, 1, { ctrlKey: true })).toEqual({ tipo: "todo" });
    expect(orden("z", 1, 1, { ctrlKey: true })).toBeNull();
    expect(orden("Delete", 1, 1)).toEqual({ tipo: "vaciar" });
  });

  test("Tab sigue por filas y sale en la última celda o después de Escape", () => {
    expect(orden("Tab", 1, 9)).toEqual({
      tipo: "ir",
      a: { fila: 2, columna: 0 },
      extender: false,
    });
    expect(orden("Tab", 20_000, 9)).toBeNull();
    expect(orden("Tab", 1, 1, {}, true)).toBeNull();
    expect(contiguaEnHoja({ fila: 0, columna: 0 }, medidas, -1)).toBeNull();
  });

  test("ningún lugar queda fuera de la hoja", () => {
    expect(dentroDeHoja({ fila: 99_999, columna: 99 }, medidas)).toEqual({
      fila: 20_000,
      columna: 9,
    });
    expect(dentroDeHoja({ fila: -5, columna: -5 }, medidas)).toEqual({
      fila: 0,
      columna: 0,
    });
  });
});
