import {
  act,
  fireEvent,
  render,
  screen,
  waitFor,
  within,
} from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { CeldaNueva } from "../../puente/generado/CeldaNueva";
import type { ValorDto } from "../../puente/generado/ValorDto";
import { COLUMNAS, FILAS } from "./muestra";
import { Rejilla } from "./Rejilla";

function montar({
  falla = null,
  soloLectura = false,
}: { falla?: string | null; soloLectura?: boolean } = {}) {
  const alGuardar = vi.fn<(celdas: CeldaNueva[]) => Promise<string | null>>(
    async () => falla,
  );
  const alAgregar = vi.fn<
    (filas: Array<Record<string, ValorDto>>) => Promise<string[] | string>
  >(async (filas) => filas.map((_, i) => `n${i}`));
  const alMover = vi.fn<
    (id: string, tras: string | null) => Promise<string | null>
  >(async () => null);
  const alRetirar = vi.fn<
    (ids: string[], motivo: string) => Promise<string | null>
  >(async () => null);
  const alHistorial = vi.fn<(entidad: string, campo: string) => void>();
  render(
    <Rejilla
      etiqueta="Requisitos"
      cosa={{ una: "requisito", varias: "requisitos" }}
      columnas={COLUMNAS}
      filas={FILAS}
      soloLectura={soloLectura}
      motivosDeRetiro={["Está repetido en otra fila"]}
      alGuardar={alGuardar}
      alAgregar={alAgregar}
      alMover={alMover}
      alRetirar={alRetirar}
      alHistorial={alHistorial}
    />,
  );
  return { alGuardar, alAgregar, alMover, alRetirar, alHistorial };
}

// testing-library does not know that a `td` of a grid is a gridcell; browsers do.
const celdaDe = (fila: number, columna: number): HTMLElement => {
  const filas = within(screen.getByRole("grid"))
    .getAllByRole("row")
    .filter((r) => within(r).queryAllByRole("cell").length > 0);
  const celda = within(filas[fila] ?? document.body).getAllByRole("cell")[
    columna
  ];
  if (celda === undefined) throw new Error("no cell");
  return celda;
};
const pulsar = (key: string, mas = {}) =>
  act(async () => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key, ...mas });
  });
const escribir = (texto: string) =>
  fireEvent.change(document.activeElement ?? document.body, {
    target: { value: texto },
  });

describe("rejilla", () => {
  it("F2 edita, Enter guarda con los padres que se vieron y baja", async () => {
    const { alGuardar } = montar();
    act(() => celdaDe(0, 1).focus());
    await pulsar("F2");
    const caja = screen.getByRole("textbox", {
      name: "Quién lo emite, fila 1",
    });
    expect(document.activeElement).toBe(caja);
    escribir("RENAP central");
    await pulsar("Enter");
    expect(alGuardar.mock.calls[0]?.[0]).toEqual([
      {
        entidad: "r1",
        campo: "emisor",
        valor: "RENAP central",
        padres: ["padre-de-RENAP"],
      },
    ]);
    expect(document.activeElement).toBe(celdaDe(1, 1));
  });

  it("Escape devuelve lo que había y no guarda", async () => {
    const { alGuardar } = montar();
    act(() => celdaDe(0, 0).focus());
    await pulsar("Enter");
    escribir("otra cosa");
    await pulsar("Escape");
    expect(alGuardar).not.toHaveBeenCalled();
    expect(celdaDe(0, 0).textContent).toContain("Fotocopia del DPI");
    expect(document.activeElement).toBe(celdaDe(0, 0));
  });

  it("sin cambios no escribe nada", async () => {
    const { alGuardar } = montar();
    act(() => celdaDe(0, 1).focus());
    await pulsar("F2");
    await pulsar("Enter");
    expect(alGuardar).not.toHaveBeenCalled();
  });

  it("un número mal escrito se explica y sigue abierto", async () => {
    const { alGuardar } = montar();
    act(() => celdaDe(1, 2).focus());
    await pulsar("F2");
    escribir("dos o tres");
    await pulsar("Enter");
    expect(screen.getByRole("alert").textContent).toContain(
      "Usted escribió «dos o tres»",
    );
    expect(alGuardar).not.toHaveBeenCalled();
    expect(
      screen.getByRole("textbox", { name: "Copias, fila 2" }),
    ).toBeTruthy();
  });

  it("si no se guarda, el texto sigue en pantalla con el motivo", async () => {
    montar({ falla: "No queda espacio en el disco." });
    act(() => celdaDe(0, 1).focus());
    await pulsar("F2");
    escribir("RENAP nuevo");
    await pulsar("Enter");
    await waitFor(() =>
      expect(celdaDe(0, 1).textContent).toContain("No queda espacio"),
    );
    expect(celdaDe(0, 1).textContent).toContain("RENAP nuevo");
  });

  it("una lista se elige escribiendo", async () => {
    const { alGuardar } = montar();
    act(() => celdaDe(1, 3).focus());
    await pulsar("e");
    expect(screen.getByRole("combobox")).toBeTruthy();
    expect(screen.getByRole("option", { selected: true }).textContent).toBe(
      "Eliminar",
    );
    await pulsar("Enter");
    expect(alGuardar.mock.calls[0]?.[0][0]?.valor).toBe("eliminar");
  });

  it("escribir en la última fila agrega una", async () => {
    const { alAgregar } = montar();
    act(() => celdaDe(3, 0).focus());
    await pulsar("R");
    escribir("RTU actualizado");
    await pulsar("Enter");
    expect(alAgregar).toHaveBeenCalledWith([{ texto: "RTU actualizado" }]);
  });

  it("pegar varias filas muestra la cuenta antes de escribir", async () => {
    const { alAgregar } = montar();
    act(() => celdaDe(3, 0).focus());
    const bloque = Array.from({ length: 50 }, (_, i) => `Requisito ${i}`).join(
      "\n",
    );
    await act(async () => {
      fireEvent.paste(celdaDe(3, 0), {
        clipboardData: { getData: () => bloque },
      });
    });
    expect(
      screen.getByRole("dialog", { name: "Se agregan 50 requisitos." }),
    ).toBeTruthy();
    expect(alAgregar).not.toHaveBeenCalled();
    await act(async () => {
      fireEvent.click(screen.getByRole("button", { name: "Pegar el bloque" }));
    });
    expect(alAgregar.mock.calls[0]?.[0]).toHaveLength(50);
  });

  it("Supr pide el motivo y no acepta uno de dos letras", async () => {
    const { alRetirar } = montar();
    act(() => celdaDe(0, 0).focus());
    await pulsar("Delete");
    const boton = screen.getByRole("button", { name: "Retirar requisito" });
    fireEvent.change(screen.getByRole("textbox", { name: "Motivo" }), {
      target: { value: "ya" },
    });
    await act(async () => {
      fireEvent.click(boton);
    });
    expect(alRetirar).not.toHaveBeenCalled();
    expect(screen.getByRole("alert").textContent).toContain("10 letras");
    fireEvent.click(
      screen.getByRole("button", { name: "Está repetido en otra fila" }),
    );
    await act(async () => {
      fireEvent.click(boton);
    });
    expect(alRetirar).toHaveBeenCalledWith(
      ["r1"],
      "Está repetido en otra fila",
    );
  });

  it("Ctrl y flecha mueve la fila; Ctrl H pide el historial", async () => {
    const { alMover, alHistorial } = montar();
    act(() => celdaDe(1, 0).focus());
    await pulsar("ArrowUp", { ctrlKey: true });
    expect(alMover).toHaveBeenCalledWith("r2", null);
    await pulsar("h", { ctrlKey: true });
    expect(alHistorial).toHaveBeenCalledWith("r2", "texto");
  });

  it("copiar da el bloque que Excel lee", () => {
    montar();
    act(() => celdaDe(0, 0).focus());
    const datos = new Map<string, string>();
    fireEvent.copy(celdaDe(0, 0), {
      clipboardData: {
        setData: (tipo: string, texto: string) => datos.set(tipo, texto),
      },
    });
    expect(datos.get("text/plain")).toBe(
      "Fotocopia del DPI de los propietarios",
    );
  });

  it("en solo lectura se recorre pero no se escribe", async () => {
    const { alGuardar } = montar({ soloLectura: true });
    act(() => celdaDe(0, 0).focus());
    await pulsar("x");
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(alGuardar).not.toHaveBeenCalled();
    expect(screen.getByRole("grid").getAttribute("aria-readonly")).toBe("true");
  });
});
