import { render, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Mosaico } from "./Mosaico";

const TESELAS = [
  { id: "p", nombre: "Petén", corto: "Petén", fila: 0, columna: 1 },
  { id: "q", nombre: "Quiché", corto: "Quiché", fila: 1, columna: 0 },
  { id: "a", nombre: "Alta Verapaz", corto: "A. Verapaz", fila: 1, columna: 1 },
].map((t, i) => ({
  ...t,
  tono: i === 0 ? ("curso" as const) : ("hecho" as const),
  estado: i === 0 ? "En proceso" : "Entregada",
}));

const dibujar = () => {
  const alAbrir = vi.fn<(id: string) => void>();
  render(
    <Mosaico
      titulo="Inventario por departamento"
      columnaDeEstado="Inventario"
      teselas={TESELAS}
      alAbrir={alAbrir}
    />,
  );
  return { alAbrir, persona: userEvent.setup() };
};

test("una sola tesela está en el orden del tabulador y las flechas van a las demás", async () => {
  const { alAbrir, persona } = dibujar();
  await persona.tab();
  expect(document.activeElement?.getAttribute("aria-label")).toBe(
    "Petén: En proceso",
  );
  await persona.keyboard("{ArrowDown}{ArrowLeft}{Enter}");
  expect(document.activeElement?.getAttribute("aria-label")).toBe(
    "Quiché: Entregada",
  );
  expect(alAbrir).toHaveBeenCalledWith("q");
  await persona.tab();
  expect(document.activeElement?.textContent).toBe("Ver como tabla");
});

test("la leyenda cuenta cada estado con su palabra, y la tabla dice lo mismo", async () => {
  const { persona } = dibujar();
  expect(screen.getByText("2 entregadas")).toBeDefined();
  expect(screen.getByText("1 en proceso")).toBeDefined();
  await persona.click(screen.getByRole("button", { name: "Ver como tabla" }));
  const filas = within(
    screen.getByRole("table", { name: "Inventario por departamento" }),
  )
    .getAllByRole("row")
    .slice(1)
    .map((fila) => fila.textContent);
  expect(filas).toEqual([
    "Alta VerapazEntregada",
    "PeténEn proceso",
    "QuichéEntregada",
  ]);
});
