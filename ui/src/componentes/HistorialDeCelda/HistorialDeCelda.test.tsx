import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { CampoDto } from "../../puente/generado/CampoDto";
import { VersionesDeCelda } from "./HistorialDeCelda";

const CAMPO: CampoDto = {
  clase: "requisito",
  campo: "accion",
  etiqueta: "Decisión",
  tipo: "lista",
  opciones: [{ id: "eliminar", etiqueta: "Eliminar" }],
  exigencia: "rediseno",
  seccion: "requisitos",
  ayuda: "",
  ejemplo: "",
  error_frecuente: "",
  maximo: null,
  editable: true,
};

describe("historial de un dato", () => {
  it("dice quién, cuándo, antes, después y por qué, con palabras", () => {
    render(
      <VersionesDeCelda
        campo={CAMPO}
        versiones={[
          {
            campo: "accion",
            entidad: "r",
            antes: null,
            despues: "eliminar",
            quien: "Ana López",
            cuando: "2026-11-20T16:42:00Z",
            motivo: "El RENAP ya lo tiene",
            operacion: "Cambió un dato de la ficha",
          },
        ]}
      />,
    );
    for (const texto of [
      "Ana López",
      "20/11/2026 10:42",
      "sin dato",
      "Eliminar",
      "El RENAP ya lo tiene",
    ])
      expect(screen.getByText(texto)).toBeTruthy();
  });

  it("sin historia lo explica", () => {
    render(<VersionesDeCelda campo={CAMPO} versiones={[]} />);
    expect(screen.getByText(/Nadie ha escrito este dato/)).toBeTruthy();
  });
});
