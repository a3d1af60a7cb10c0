import { describe, expect, it } from "vitest";

import type { ColumnaDestino, FilaDestino } from "./pegado";
import { frasePlan, planearPegado } from "./pegado";

const columna = (
  campo: string,
  etiqueta: string,
  mas: Partial<ColumnaDestino> = {},
): ColumnaDestino => ({
  campo,
  etiqueta,
  tipo: "texto",
  opciones: [],
  maximo: null,
  editable: true,
  ...mas,
});
const COLUMNAS = [
  columna("texto", "Requisito"),
  columna("emisor", "Quién lo emite"),
  columna("base", "Base legal", { editable: false }),
  columna("accion", "Decisión", {
    tipo: "lista",
    opciones: [
      { id: "mantener", etiqueta: "Mantener" },
      { id: "eliminar", etiqueta: "Eliminar" },
    ],
  }),
];
const fila = (
  id: string,
  texto: string,
  emisor: string | null,
): FilaDestino => ({
  id,
  celdas: {
    texto: { valor: texto, padres: [`${id}-p`], conflicto: false },
    ...(emisor
      ? { emisor: { valor: emisor, padres: ["e"], conflicto: false } }
      : {}),
  },
});
const FILAS = [fila("1", "DPI", "RENAP"), fila("2", "RTU", null)];

describe("pegar un bloque", () => {
  it("sobrescribe desde la celda activa y agrega lo que sobra", () => {
    const plan = planearPegado(
      [
        ["RTU actualizado", "SAT"],
        ["Recibo", "Banco"],
        ["", ""],
      ],
      { fila: 1, columna: 0 },
      FILAS,
      COLUMNAS,
    );
    expect(plan.cambios).toEqual([
      {
        entidad: "2",
        campo: "texto",
        valor: "RTU actualizado",
        padres: ["2-p"],
      },
      { entidad: "2", campo: "emisor", valor: "SAT", padres: [] },
    ]);
    expect(plan.nuevas).toEqual([{ texto: "Recibo", emisor: "Banco" }]);
    expect(frasePlan(plan, { una: "requisito", varias: "requisitos" })).toBe(
      "Se agrega 1 requisito y cambia 1 fila.",
    );
  });

  it("lo igual no se escribe", () => {
    const plan = planearPegado(
      [["DPI", "RENAP"]],
      { fila: 0, columna: 0 },
      FILAS,
      COLUMNAS,
    );
    expect(plan.cambios).toEqual([]);
    expect(frasePlan(plan, { una: "requisito", varias: "requisitos" })).toMatch(
      /No cambia nada/,
    );
  });

  it("una celda ilegible se cuenta con su motivo y no detiene a las demás", () => {
    const plan = planearPegado(
      [["Solvencia", "IGSS", "x", "Tal vez"]],
      { fila: 2, columna: 0 },
      FILAS,
      COLUMNAS,
    );
    expect(plan.nuevas).toEqual([{ texto: "Solvencia", emisor: "IGSS" }]);
    expect(plan.rechazadas).toHaveLength(1);
    expect(plan.rechazadas[0]).toMatchObject({ fila: 1, columna: "Decisión" });
    expect(plan.fuera).toBe(1);
  });

  it("si el bloque trae los títulos, las columnas se ubican por su nombre", () => {
    const plan = planearPegado(
      [
        ["Decisión", "Requisito"],
        ["Eliminar", "Carta"],
      ],
      { fila: 2, columna: 1 },
      FILAS,
      COLUMNAS,
    );
    expect(plan.conEncabezado).toBe(true);
    expect(plan.nuevas).toEqual([{ accion: "eliminar", texto: "Carta" }]);
  });

  it("una sola celda llena todo el bloque elegido", () => {
    const plan = planearPegado(
      [["Mantener"]],
      { fila: 0, columna: 3 },
      FILAS,
      COLUMNAS,
      { desde: { fila: 0, columna: 3 }, hasta: { fila: 1, columna: 3 } },
    );
    expect(plan.cambios.map((c) => [c.entidad, c.valor])).toEqual([
      ["1", "mantener"],
      ["2", "mantener"],
    ]);
    expect(plan.filasCambiadas).toBe(2);
  });

  it("lo que rebasa la última columna se cuenta", () => {
    expect(
      planearPegado(
        [["Mantener", "sobra"]],
        { fila: 0, columna: 3 },
        FILAS,
        COLUMNAS,
      ).fuera,
    ).toBe(1);
  });

  it("cincuenta filas entran como cincuenta filas", () => {
    const bloque = Array.from({ length: 50 }, (_, i) => [`Requisito ${i + 1}`]);
    expect(
      planearPegado(bloque, { fila: 2, columna: 0 }, FILAS, COLUMNAS).nuevas,
    ).toHaveLength(50);
  });
});
