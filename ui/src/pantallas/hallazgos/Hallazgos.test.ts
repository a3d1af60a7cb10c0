import { describe, expect, it } from "vitest";
import type { ConteoPorRegla } from "../../puente/generado/ConteoPorRegla";
import { titularDe } from "./Hallazgos";

const regla = (
  codigo: string,
  titulo: string,
  abiertos: number,
): ConteoPorRegla => ({
  regla: codigo,
  titulo,
  abiertos,
  tramites: abiertos,
  severidad: "media",
});

describe("titular de los hallazgos", () => {
  it("dice cuántos, dónde y cuál se repite más", () => {
    expect(
      titularDe(
        [
          regla("R2", "Pide una declaración jurada", 3),
          regla("R5", "Pide documentos que el Estado ya tiene", 180),
        ],
        61,
      ),
    ).toBe(
      "183 posibles hallazgos en 61 trámites; el más frecuente: pide documentos que el Estado ya tiene",
    );
  });
  it("sin ninguno lo dice, sin ceros sueltos", () => {
    expect(titularDe([], 0)).toBe("No hay posibles hallazgos por revisar");
  });
});
