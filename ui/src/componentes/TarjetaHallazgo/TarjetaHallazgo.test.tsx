import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { HallazgoDto } from "../../puente/generado/HallazgoDto";
import {
  agruparPorRegla,
  enumerar,
  lugarDe,
  TarjetaHallazgo,
} from "./TarjetaHallazgo";

afterEach(cleanup);

const hallazgo = (mas: Partial<HallazgoDto> = {}): HallazgoDto => ({
  id: "R2|t|r5|aa",
  regla: "R2",
  titulo: "Pide una declaración jurada",
  severidad: "alta",
  tramite: "t",
  tramite_codigo: "MSPAS-0012",
  tramite_nombre: "Contrato",
  clase: "requisito",
  entidad: "r5",
  campo: "texto",
  fila: 5,
  fragmento: "declaración jurada",
  mensaje: "Posible hallazgo: se pide declaración jurada.",
  fundamento: "artículo 13 del Decreto 5-2021",
  que_hacer: "Basta la manifestación en el formulario.",
  texto_propuesto: null,
  accion_sugerida: "sustituir",
  estado: "abierto",
  justificacion: null,
  ...mas,
});
const nada = () => {};

describe("tarjeta de posible hallazgo", () => {
  it("enumera en español", () => {
    expect(enumerar(["1"])).toBe("1");
    expect(enumerar(["1", "2", "4", "7"])).toBe("1, 2, 4 y 7");
    expect(enumerar(["Actas", "Inspección"])).toBe("Actas e Inspección");
  });

  it("junta los de la misma regla sin cambiar el orden", () => {
    const grupos = agruparPorRegla([
      hallazgo({ id: "1", regla: "R2" }),
      hallazgo({ id: "2", regla: "R5" }),
      hallazgo({ id: "3", regla: "R2" }),
    ]);
    expect(grupos.map((g) => [g.regla, g.hallazgos.length])).toEqual([
      ["R2", 2],
      ["R5", 1],
    ]);
  });

  it("nombra la fila también en las copias de GAE", () => {
    expect(lugarDe(hallazgo({ clase: "gae_requisito" }))).toBe("requisito 5");
    expect(lugarDe(hallazgo({ clase: "tramite", fila: null }))).toBeNull();
  });

  it("cita el artículo y la regla, y sus botones actúan", () => {
    const alAplicar = vi.fn<(hs: ReadonlyArray<HallazgoDto>) => void>();
    const alIr = vi.fn<(h: HallazgoDto) => void>();
    const h = hallazgo();
    render(
      <TarjetaHallazgo
        hallazgos={[h]}
        alIr={alIr}
        alAplicar={alAplicar}
        alExceptuar={nada}
        alAceptar={nada}
      />,
    );
    expect(
      screen.getByText(/Artículo 13 del Decreto 5-2021 · regla R2/),
    ).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Ver requisito 5" }));
    expect(alIr).toHaveBeenCalledWith(h);
    fireEvent.click(
      screen.getByRole("button", { name: "Proponer sustituirlo" }),
    );
    expect(alAplicar).toHaveBeenCalledWith([h]);
  });

  it("con la decisión ya escrita no la vuelve a ofrecer", () => {
    render(
      <TarjetaHallazgo
        hallazgos={[hallazgo()]}
        yaDecidido={() => true}
        alIr={nada}
        alAplicar={nada}
        alExceptuar={nada}
        alAceptar={nada}
      />,
    );
    expect(
      screen.queryByRole("button", { name: "Proponer sustituirlo" }),
    ).toBeNull();
    expect(screen.getByText("Decisión: Sustituir")).toBeTruthy();
  });

  it("varios casos caben en una tarjeta y se despliegan", () => {
    const hs = [4, 2, 1, 4].map((fila, i) =>
      hallazgo({
        id: String(i),
        entidad: `r${fila}`,
        fila,
        regla: "R5",
        severidad: "media",
        titulo: "Documentos que el Estado ya tiene",
        accion_sugerida: "consultar_entre_entidades",
      }),
    );
    render(
      <TarjetaHallazgo
        hallazgos={hs}
        alIr={nada}
        alAplicar={nada}
        alExceptuar={nada}
        alAceptar={nada}
      />,
    );
    expect(screen.getByText(/Requisitos 1, 2 y 4/)).toBeTruthy();
    const boton = screen.getByRole("button", { name: /Ver los 4 casos/ });
    expect(boton.getAttribute("aria-expanded")).toBe("false");
    fireEvent.click(boton);
    expect(
      screen.getAllByRole("button", { name: "Ver requisito 4" }),
    ).toHaveLength(2);
    expect(
      screen.getByRole("button", { name: "Consultar entre entidades (3)" }),
    ).toBeTruthy();
  });
});
