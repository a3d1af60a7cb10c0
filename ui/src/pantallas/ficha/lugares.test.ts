import { describe, expect, it } from "vitest";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import type { FichaDto } from "../../puente/generado/FichaDto";
import { fragmentoOriginal, objetivoDe, objetivoDeFaltante } from "./lugares";

const entidad = (id: string, clase: string): EntidadDto => ({
  id,
  clase,
  celdas: {},
});
const FICHA = {
  id: "t",
  requisitos: [entidad("r1", "requisito"), entidad("r2", "requisito")],
  pasos: [],
  base_legal: [entidad("b1", "base_legal")],
  tiempos: [],
  volumenes: [],
} as unknown as FichaDto;
const CAMPOS = [
  { clase: "tramite", campo: "costo_monto", seccion: "tiempo_costo" },
  { clase: "tramite", campo: "nombre", seccion: "general" },
] as unknown as CampoDto[];

describe("dónde está cada dato", () => {
  it("un hallazgo sobre un requisito lleva a su fila", () => {
    expect(objetivoDe(FICHA, CAMPOS, "r2", "texto", "nueva")).toEqual({
      seccion: "requisitos",
      entidad: "r2",
      campo: "texto",
    });
  });

  it("un hallazgo sobre la hoja lleva al campo en su sección", () => {
    expect(objetivoDe(FICHA, CAMPOS, "t", "costo_monto", "nueva")).toEqual({
      seccion: "tiempo_costo",
      entidad: "t",
      campo: "costo_monto",
    });
  });

  it("un tiempo que falta lleva a la fila nueva de los tiempos", () => {
    expect(objetivoDe(FICHA, CAMPOS, "t", "tiempo", "nueva")).toEqual({
      seccion: "tiempo_costo",
      entidad: "nueva",
      campo: "minimo",
    });
    expect(
      objetivoDeFaltante(
        FICHA,
        {
          entidad: "t",
          clase: "paso",
          campo: "texto",
          seccion: "pasos",
          etiqueta: "Paso",
          por_que: "",
        },
        "nueva",
      ),
    ).toEqual({ seccion: "pasos", entidad: "nueva", campo: "texto" });
  });
});

describe("texto importado de una fila", () => {
  it("muestra el lugar del original donde estaba, sin marcas", () => {
    expect(
      fragmentoOriginal(
        "<ol><li>DPI</li><li>En caso de copropiedad adjuntar acta notarial de declaración jurada de derecho de tanteo</li></ol>",
        "acta notarial de declaración jurada",
      ),
    ).toContain("adjuntar acta notarial de declaración jurada");
  });
  it("si el texto ya no está en el original, no inventa", () => {
    expect(fragmentoOriginal("<p>DPI</p>", "Solvencia")).toBeNull();
    expect(fragmentoOriginal("", "x")).toBeNull();
  });
});
