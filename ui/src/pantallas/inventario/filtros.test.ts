import { describe, expect, it } from "vitest";
import { alternarOrden, conFiltro, hayFiltros, pedidoDe } from "./filtros";

describe("filtros del inventario", () => {
  it("la dirección vacía pide todo, sin inventar filtros", () => {
    expect(pedidoDe({})).toEqual({
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
    expect(dos).toEqual({ orden: "nombre", sentido: "mayor" });
    expect(alternarOrden(dos, "nombre")).toEqual({});
  });

  it("las cuentas empiezan por la mayor", () => {
    expect(alternarOrden({ texto: "x" }, "hallazgos")).toEqual({
      texto: "x",
      orden: "hallazgos",
      sentido: "mayor",
    });
  });
});
