import { describe, expect, it } from "vitest";

import type { Medidas, Tecla } from "./modelo";
import {
  contigua,
  ordenAlEditar,
  ordenAlMoverse,
  rango,
  tras,
  trasQuien,
} from "./modelo";

const M: Medidas = { filas: 3, columnas: 4, conNueva: true, pagina: 10 };
const tecla = (key: string, mas: Partial<Tecla> = {}): Tecla => ({
  key,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...mas,
});
const ir = (fila: number, columna: number, extender = false) => ({
  tipo: "ir",
  a: { fila, columna },
  extender,
});

describe("moverse por la rejilla", () => {
  const en = { fila: 1, columna: 1 };
  it("las flechas mueven y con Mayús amplían el bloque", () => {
    expect(ordenAlMoverse(tecla("ArrowUp"), en, M, false)).toEqual(ir(0, 1));
    expect(ordenAlMoverse(tecla("ArrowDown"), en, M, false)).toEqual(ir(2, 1));
    expect(
      ordenAlMoverse(tecla("ArrowRight", { shiftKey: true }), en, M, false),
    ).toEqual(ir(1, 2, true));
  });

  it("nada se sale de los bordes y la fila nueva cuenta", () => {
    expect(ordenAlMoverse(tecla("PageDown"), en, M, false)).toEqual(ir(3, 1));
    expect(ordenAlMoverse(tecla("PageUp"), en, M, false)).toEqual(ir(0, 1));
    expect(
      ordenAlMoverse(tecla("End", { ctrlKey: true }), en, M, false),
    ).toEqual(ir(3, 3));
    expect(
      ordenAlMoverse(tecla("Home", { ctrlKey: true }), en, M, false),
    ).toEqual(ir(0, 0));
  });

  it("Tab recorre celdas y en los extremos deja salir", () => {
    expect(
      ordenAlMoverse(tecla("Tab"), { fila: 0, columna: 3 }, M, false),
    ).toEqual(ir(1, 0));
    expect(
      ordenAlMoverse(tecla("Tab"), { fila: 3, columna: 3 }, M, false),
    ).toBeNull();
    expect(
      ordenAlMoverse(
        tecla("Tab", { shiftKey: true }),
        { fila: 0, columna: 0 },
        M,
        false,
      ),
    ).toBeNull();
  });

  it("Escape suelta la tabla: el Tab siguiente sale de ella", () => {
    expect(ordenAlMoverse(tecla("Escape"), en, M, false)).toEqual({
      tipo: "soltar",
    });
    expect(ordenAlMoverse(tecla("Tab"), en, M, true)).toBeNull();
  });

  it("escribir reemplaza, Enter y F2 conservan, Retroceso vacía", () => {
    expect(ordenAlMoverse(tecla("ñ"), en, M, false)).toEqual({
      tipo: "editar",
      texto: "ñ",
    });
    expect(ordenAlMoverse(tecla("Enter"), en, M, false)).toEqual({
      tipo: "editar",
      texto: null,
    });
    expect(ordenAlMoverse(tecla("F2"), en, M, false)).toEqual({
      tipo: "editar",
      texto: null,
    });
    expect(ordenAlMoverse(tecla("Backspace"), en, M, false)).toEqual({
      tipo: "editar",
      texto: "",
    });
  });

  it("Ctrl o Alt con flechas mueve la fila; en la fila nueva no hay qué mover ni retirar", () => {
    expect(
      ordenAlMoverse(tecla("ArrowUp", { ctrlKey: true }), en, M, false),
    ).toEqual({ tipo: "mover_fila", sentido: -1 });
    expect(
      ordenAlMoverse(tecla("ArrowDown", { altKey: true }), en, M, false),
    ).toEqual({ tipo: "mover_fila", sentido: 1 });
    expect(ordenAlMoverse(tecla("Delete"), en, M, false)).toEqual({
      tipo: "retirar",
    });
    expect(
      ordenAlMoverse(tecla("Delete"), { fila: 3, columna: 0 }, M, false),
    ).toBeNull();
    expect(
      ordenAlMoverse(
        tecla("ArrowUp", { ctrlKey: true }),
        { fila: 3, columna: 0 },
        M,
        false,
      ),
    ).toBeNull();
  });

  it("Ctrl H pide el historial y los demás atajos pasan de largo", () => {
    expect(ordenAlMoverse(tecla("h", { ctrlKey: true }), en, M, false)).toEqual(
      { tipo: "historial" },
    );
    expect(
      ordenAlMoverse(tecla("z", { ctrlKey: true }), en, M, false),
    ).toBeNull();
    expect(
      ordenAlMoverse(tecla("v", { ctrlKey: true }), en, M, false),
    ).toBeNull();
    expect(
      ordenAlMoverse(tecla("Shift", { shiftKey: true }), en, M, false),
    ).toBeNull();
  });
});

describe("con una celda abierta", () => {
  it("Enter guarda y baja, también a la fila nueva; con Mayús sube", () => {
    expect(ordenAlEditar(tecla("Enter"), { fila: 2, columna: 0 }, M)).toEqual({
      tipo: "guardar",
      a: { fila: 3, columna: 0 },
    });
    expect(
      ordenAlEditar(
        tecla("Enter", { shiftKey: true }),
        { fila: 2, columna: 0 },
        M,
      ),
    ).toEqual({ tipo: "guardar", a: { fila: 1, columna: 0 } });
  });
  it("Alt Enter escribe un salto de línea; Escape devuelve lo que había", () => {
    expect(
      ordenAlEditar(
        tecla("Enter", { altKey: true }),
        { fila: 0, columna: 0 },
        M,
      ),
    ).toEqual({ tipo: "salto" });
    expect(ordenAlEditar(tecla("Escape"), { fila: 0, columna: 0 }, M)).toEqual({
      tipo: "cancelar",
    });
  });
  it("Tab guarda y pasa a la celda siguiente; en la última se queda", () => {
    expect(ordenAlEditar(tecla("Tab"), { fila: 0, columna: 3 }, M)).toEqual({
      tipo: "guardar",
      a: { fila: 1, columna: 0 },
    });
    expect(ordenAlEditar(tecla("Tab"), { fila: 3, columna: 3 }, M)).toEqual({
      tipo: "guardar",
      a: { fila: 3, columna: 3 },
    });
  });
});

describe("mover filas y bloques", () => {
  const ids = ["a", "b", "c"];
  it("dice tras quién queda la fila", () => {
    expect(trasQuien(ids, 0, 1)).toBe("b");
    expect(trasQuien(ids, 2, -1)).toBe("a");
    expect(trasQuien(ids, 1, -1)).toBeNull();
    expect(trasQuien(ids, 0, -1)).toBeUndefined();
    expect(trasQuien(ids, 2, 1)).toBeUndefined();
  });
  it("un bloque se forma en cualquier dirección", () => {
    expect(rango({ fila: 2, columna: 3 }, { fila: 0, columna: 1 })).toEqual({
      desde: { fila: 0, columna: 1 },
      hasta: { fila: 2, columna: 3 },
    });
  });
  it("una rejilla sin filas conserva la fila nueva", () => {
    expect(contigua({ fila: 0, columna: 0 }, { ...M, filas: 0 }, 1)).toEqual({
      fila: 0,
      columna: 1,
    });
  });
});

describe("una fila arrastrada se deja entre otras dos", () => {
  const ids = ["a", "b", "c", "d"];
  it.each([
    ["c", 0, { despuesDe: null, lugar: 1 }],
    ["a", 4, { despuesDe: "d", lugar: 4 }],
    ["a", 2, { despuesDe: "b", lugar: 2 }],
    ["d", 1, { despuesDe: "a", lugar: 2 }],
  ] as const)("%s antes de la fila %d", (id, en, destino) => {
    expect(tras(ids, id, en)).toEqual(destino);
  });
  it("donde ya está, no se mueve", () => {
    expect(tras(ids, "b", 1)).toBeUndefined();
    expect(tras(ids, "b", 2)).toBeUndefined();
  });
});
