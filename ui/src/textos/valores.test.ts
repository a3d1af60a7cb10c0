import { describe, expect, it } from "vitest";

import type { FormaDeValor } from "./valores";
import {
  dineroComoTexto,
  leerDinero,
  leerFecha,
  leerValor,
  opcionesQueEmpiezan,
  textoDeValor,
} from "./valores";

const forma = (
  tipo: FormaDeValor["tipo"],
  mas: Partial<FormaDeValor> = {},
): FormaDeValor => ({
  etiqueta: "Visitas",
  tipo,
  opciones: [],
  maximo: null,
  ...mas,
});
const ACCIONES = [
  { id: "mantener", etiqueta: "Mantener" },
  { id: "eliminar", etiqueta: "Eliminar" },
  { id: "consultar_entre_entidades", etiqueta: "Consultar entre entidades" },
  { id: "requiere_reforma", etiqueta: "Requiere reforma" },
];

describe("dinero", () => {
  it.each([
    ["100", 10_000],
    ["Q 100.00", 10_000],
    ["1,234.5", 123_450],
    ["Q1,234,567.89", 123_456_789],
    ["US$ 20", 2_000],
    ["0.05", 5],
  ])("lee «%s» como %d centavos", (texto, centavos) => {
    expect(leerDinero(texto)).toEqual({ valor: centavos });
  });

  it.each(["1.234,50", "12,34", "100.005", "cien", "-5", "1,2345", ""])(
    "no adivina «%s»",
    (texto) => {
      expect(leerDinero(texto)).toHaveProperty("error");
    },
  );

  it("se muestra siempre con dos decimales y comas", () => {
    expect([0, 5, 10_000, 123_450, 123_456_789].map(dineroComoTexto)).toEqual([
      "0.00",
      "0.05",
      "100.00",
      "1,234.50",
      "1,234,567.89",
    ]);
  });

  it("ida y vuelta sin perder un centavo", () => {
    for (const centavos of [1, 29, 57, 110, 115, 1_005, 99_999_999_999]) {
      expect(leerDinero(dineroComoTexto(centavos))).toEqual({
        valor: centavos,
      });
    }
  });
});

describe("listas", () => {
  it("se eligen escribiendo, sin tildes y por cualquier palabra", () => {
    expect(opcionesQueEmpiezan(ACCIONES, "ref").map((o) => o.id)).toEqual([
      "requiere_reforma",
    ]);
    expect(opcionesQueEmpiezan(ACCIONES, "").length).toBe(4);
    expect(opcionesQueEmpiezan(ACCIONES, "e").map((o) => o.id)).toEqual([
      "eliminar",
      "consultar_entre_entidades",
    ]);
  });

  it("lo pegado sirve por su etiqueta, por su identificador o por un comienzo sin duda", () => {
    const f = forma("lista", { opciones: ACCIONES });
    expect(leerValor(f, "ELIMINAR")).toEqual({ valor: "eliminar" });
    expect(leerValor(f, "requiere_reforma")).toEqual({
      valor: "requiere_reforma",
    });
    expect(leerValor(f, "mant")).toEqual({ valor: "mantener" });
    expect(leerValor(f, "quizás")).toHaveProperty("error");
  });
});

describe("otros valores", () => {
  it("una celda vacía se guarda como vacía, nunca como cero", () => {
    expect(leerValor(forma("dinero"), "  ")).toEqual({ valor: null });
    expect(leerValor(forma("entero"), "")).toEqual({ valor: null });
  });

  it("un entero no admite rangos ni decimales y lo dice", () => {
    expect(leerValor(forma("entero"), "30 a 45")).toEqual({
      error:
        "Visitas: escriba un número entero, sin decimales. Usted escribió «30 a 45».",
    });
    expect(leerValor(forma("entero"), "1,200")).toEqual({ valor: 1200 });
    expect(leerValor(forma("entero", { maximo: 12 }), "13")).toHaveProperty(
      "error",
    );
  });

  it("un año no lleva coma de miles; una cantidad sí", () => {
    expect(textoDeValor(forma("entero", { campo: "anio" }), 2016)).toBe("2016");
    expect(
      textoDeValor(forma("entero", { campo: "volumen_anual" }), 3200),
    ).toBe("3,200");
  });

  it("un decimal se guarda como texto", () => {
    expect(leerValor(forma("decimal"), "2.50")).toEqual({ valor: "2.50" });
    expect(leerValor(forma("decimal"), "2,5")).toHaveProperty("error");
  });

  it("las fechas se leen en orden guatemalteco y se comprueban", () => {
    expect(leerFecha("20/11/2026")).toEqual({ valor: "2026-11-20" });
    expect(leerFecha("2026-11-20")).toEqual({ valor: "2026-11-20" });
    expect(leerFecha("6/2026")).toEqual({ valor: "2026-06" });
    expect(leerFecha("31/02/2026")).toHaveProperty("error");
    expect(leerFecha("29/02/2024")).toEqual({ valor: "2024-02-29" });
    expect(textoDeValor(forma("fecha"), "2026-11-20")).toBe("20/11/2026");
  });

  it("una línea pegada con saltos queda en una línea; un texto largo los conserva", () => {
    expect(leerValor(forma("texto"), "a\r\nb")).toEqual({ valor: "a b" });
    expect(leerValor(forma("texto_largo"), "a\r\nb")).toEqual({
      valor: "a\nb",
    });
    expect(leerValor(forma("texto", { maximo: 3 }), "abcd")).toHaveProperty(
      "error",
    );
  });

  it("sí y no se escriben como hablan las personas", () => {
    expect(leerValor(forma("logico"), "Sí")).toEqual({ valor: true });
    expect(leerValor(forma("logico"), "x")).toEqual({ valor: true });
    expect(leerValor(forma("logico"), "no")).toEqual({ valor: false });
    expect(leerValor(forma("logico"), "tal vez")).toHaveProperty("error");
  });
});
