import { describe, expect, it } from "vitest";
import {
  alternarOrden,
  conFiltro,
  hayFiltros,
  pedidoDe,
  SIN_DATO,
  sinFiltros,
} from "./filtros";

describe("filtros del inventario", () => {
  it("la dirección vacía pide todo, sin inventar filtros", () => {
    expect(pedidoDe({})).toEqual({
      unidad: null,
      completitud: null,
      con_conflictos: false,
      condiciones: [],
      cambiado_desde: null,
      sin_cambios_desde: null,
      luego: [],
      columnas: [],
      texto: "",
      institucion: null,
      categoria: null,
      estado: null,
      regla: null,
      severidad: null,
      con_banderas: false,
      importacion: null,
      orden: "relevancia",
      descendente: false,
    });
  });

  it("un valor desconocido en la dirección no llega al núcleo", () => {
    expect(
      pedidoDe({ estado: "inventado", severidad: "x", orden: "__proto__" }),
    ).toMatchObject({ estado: null, severidad: null, orden: "relevancia" });
  });

  it("quitar un filtro lo saca de la dirección", () => {
    expect(conFiltro({ regla: "R2", texto: "dpi" }, "regla", "")).toEqual({
      texto: "dpi",
    });
    expect(hayFiltros({ orden: "nombre" })).toBe(false);
    expect(hayFiltros({ banderas: "si" })).toBe(true);
  });

  it("el encabezado alterna: ordenar, al revés, como estaba", () => {
    const uno = alternarOrden({}, "nombre");
    expect(uno).toEqual({ orden: "nombre" });
    const dos = alternarOrden(uno, "nombre");
    expect(dos).toEqual({ orden: "-nombre" });
    expect(alternarOrden(dos, "nombre")).toEqual({});
  });

  it("las cuentas empiezan por la mayor", () => {
    expect(alternarOrden({ texto: "x" }, "hallazgos")).toEqual({
      texto: "x",
      orden: "-hallazgos",
    });
  });

  it("con Mayús se ordena por varias columnas y cada una se puede voltear o quitar", () => {
    let f = alternarOrden({}, "categoria");
    f = alternarOrden(f, "hallazgos", true);
    f = alternarOrden(f, "nombre", true);
    expect(f).toEqual({ orden: "categoria,-hallazgos,nombre" });
    expect(pedidoDe(f)).toMatchObject({
      orden: "categoria",
      descendente: false,
      luego: [
        { orden: "hallazgos", descendente: true },
        { orden: "nombre", descendente: false },
      ],
    });
    f = alternarOrden(f, "hallazgos", true);
    expect(f).toEqual({ orden: "categoria,hallazgos,nombre" });
    f = alternarOrden(f, "hallazgos", true);
    expect(f).toEqual({ orden: "categoria,nombre" });
    expect(alternarOrden(f, "estado")).toEqual({ orden: "estado" });
  });

  it("las condiciones sobre datos y las fechas viajan en la dirección", () => {
    const f = {
      "c.modalidad": "en_linea",
      "c.unidad_ejecutora": SIN_DATO,
      cambiado: "2026-11-01",
      quieto: "ayer",
      completitud: "incompleta",
    };
    expect(pedidoDe(f, ["nombre"])).toMatchObject({
      condiciones: [
        { campo: "modalidad", valor: "en_linea" },
        { campo: "unidad_ejecutora", valor: null },
      ],
      cambiado_desde: "2026-11-01",
      sin_cambios_desde: null,
      completitud: "incompleta",
      columnas: ["nombre"],
    });
    expect(hayFiltros({ "c.modalidad": "en_linea" })).toBe(true);
    expect(sinFiltros({ ...f, orden: "nombre" })).toEqual({ orden: "nombre" });
  });
});
