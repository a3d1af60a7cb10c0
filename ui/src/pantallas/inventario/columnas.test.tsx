import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { FilaTramite } from "../../puente/generado/FilaTramite";
import { desdeLoHallado, Nombre } from "./columnas";

const fila = (fragmento: string | null): FilaTramite => ({
  id: "t",
  codigo: "MARN-0056",
  nombre: "Licencia ambiental categoría C",
  institucion: "MARN",
  unidad: "",
  categoria: "",
  estado: "identificado",
  requisitos: 1,
  pasos: 1,
  tiempo: "",
  costo: "",
  completitud: {
    numerador: 1,
    denominador: 2,
    regla: "",
    corte: null,
    porcentaje: "50.0",
  },
  hallazgos: 0,
  severidad: null,
  banderas: 0,
  fragmento,
  hallado: null,
  celdas: {},
});

describe("lo que halló la búsqueda", () => {
  it("se marca dentro del nombre sin repetirlo", () => {
    const { container } = render(
      <Nombre fila={fila("\u2068Licencia\u2069 ambiental categoría C")} />,
    );
    expect(container.textContent).toBe("Licencia ambiental categoría C");
    expect(container.querySelector("mark")?.textContent).toBe("Licencia");
  });

  it("hallado en un requisito, va después del nombre", () => {
    const { container } = render(
      <Nombre fila={fila("…acta de \u2068declaración\u2069 jurada…")} />,
    );
    expect(container.textContent).toContain("Licencia ambiental categoría C");
    expect(container.querySelector("mark")?.textContent).toBe("declaración");
  });

  it("lo hallado queda a la vista aunque esté al final del texto", () => {
    expect(
      desdeLoHallado(
        "Solicitud mediante memorial con \u2068declaración\u2069 jurada",
      ),
    ).toBe(
      "…memorial con \u2068declaración\u2069 jurada".replace("memorial ", ""),
    );
  });
});
