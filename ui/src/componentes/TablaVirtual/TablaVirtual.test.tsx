import { fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { TablaVirtual } from "./TablaVirtual";
import type { ColumnaVirtual } from "./TablaVirtual";

interface Fila {
  nombre: string;
  cuenta: number;
}
const COLUMNAS: ReadonlyArray<ColumnaVirtual<Fila>> = [
  {
    id: "nombre",
    titulo: "Nombre",
    ancho: 12,
    crece: 1,
    ordenable: true,
    celda: (f) => f.nombre,
  },
  { id: "cuenta", titulo: "Pasos", ancho: 5, celda: (f) => f.cuenta },
];
const fila = (i: number): Fila => ({ nombre: `Trámite ${i + 1}`, cuenta: i });

function montar(total = 20_000) {
  const alAbrir = vi.fn<(f: Fila, i: number) => void>();
  const alOrdenar = vi.fn<(columna: string) => void>();
  const alEscribir = vi.fn<(letra: string) => void>();
  const alVer = vi.fn<(v: { desde: number; hasta: number }) => void>();
  render(
    <TablaVirtual
      etiqueta="Trámites"
      columnas={COLUMNAS}
      total={total}
      fila={fila}
      alVer={alVer}
      alAbrir={alAbrir}
      alOrdenar={alOrdenar}
      alEscribir={alEscribir}
      orden={{ columna: "nombre", descendente: true }}
      clave="a"
    />,
  );
  return { alAbrir, alOrdenar, alEscribir, alVer };
}
const pulsar = (key: string, mas = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...mas });
const enFoco = () => document.activeElement?.textContent;

describe("tabla virtual", () => {
  it("sin filas, el foco llega al encabezado", () => {
    montar(0);
    const conFoco = screen.getByRole("grid").querySelectorAll('[tabindex="0"]');
    expect([...conFoco].map((e) => e.textContent)).toEqual(["Nombre▾"]);
  });

  it("dice cuántas filas hay y solo dibuja las que se ven", () => {
    montar();
    const tabla = screen.getByRole("grid", { name: "Trámites" });
    expect(tabla.getAttribute("aria-rowcount")).toBe("20001");
    expect(screen.getAllByRole("row").length).toBeLessThan(60);
    expect(
      screen.getByRole("columnheader", { name: /Nombre/ }).ariaSort ??
        screen
          .getByRole("columnheader", { name: /Nombre/ })
          .getAttribute("aria-sort"),
    ).toBe("descending");
  });

  it("las flechas mueven el foco y Enter abre la fila", () => {
    const { alAbrir } = montar();
    screen.getByRole("gridcell", { name: "Trámite 1" }).focus();
    pulsar("ArrowDown");
    expect(enFoco()).toBe("Trámite 2");
    pulsar("ArrowRight");
    expect(enFoco()).toBe("1");
    pulsar("Enter");
    expect(alAbrir).toHaveBeenCalledWith(fila(1), 1);
  });

  it("Ctrl Fin llega a la última de veinte mil, y sigue con su número", () => {
    montar();
    screen.getByRole("gridcell", { name: "Trámite 1" }).focus();
    pulsar("End", { ctrlKey: true });
    pulsar("Home");
    expect(enFoco()).toBe("Trámite 20000");
    expect(
      document.activeElement
        ?.closest('[role="row"]')
        ?.getAttribute("aria-rowindex"),
    ).toBe("20001");
  });

  it("una letra va al buscador", () => {
    const { alEscribir } = montar();
    screen.getByRole("gridcell", { name: "Trámite 1" }).focus();
    pulsar("l");
    expect(alEscribir).toHaveBeenCalledWith("l");
  });

  it("subir desde la primera fila llega al encabezado, que ordena", () => {
    const { alOrdenar } = montar();
    screen.getByRole("gridcell", { name: "Trámite 1" }).focus();
    pulsar("ArrowUp");
    const boton = screen.getByRole("button", { name: /Nombre/ });
    expect(document.activeElement).toBe(boton);
    fireEvent.click(boton);
    expect(alOrdenar).toHaveBeenCalledWith("nombre");
  });
});
