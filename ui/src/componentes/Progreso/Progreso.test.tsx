import { act, render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { Progreso } from "./Progreso";
import { useTrabajo } from "./useTrabajo";

test("dice qué hace y cuánto lleva, y se puede cancelar", async () => {
  const cancelar = vi.fn<() => void>();
  render(
    <Progreso
      que="Leyendo el archivo"
      trabajo={{
        activo: true,
        cancelando: false,
        cancelar,
        progreso: {
          hechos: 410,
          total: 1665,
          que: "Leyendo trámites",
          activo: true,
        },
      }}
    />,
  );
  expect(
    screen
      .getByRole("progressbar", { name: "Leyendo trámites" })
      .getAttribute("aria-valuenow"),
  ).toBe(String((410 * 100) / 1665));
  expect(screen.getByText("410 de 1,665")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Cancelar" }));
  expect(cancelar).toHaveBeenCalledOnce();
});

test("sin trabajo no aparece", () => {
  const { container } = render(
    <Progreso
      que="x"
      trabajo={{
        activo: false,
        cancelando: false,
        cancelar: () => {},
        progreso: null,
      }}
    />,
  );
  expect(container.textContent).toBe("");
});

function Prueba({ tarea }: { tarea: (id: string) => Promise<void> }) {
  const trabajo = useTrabajo();
  return (
    <>
      <button
        type="button"
        onClick={() => void trabajo.correr(tarea).catch(() => {})}
      >
        Correr
      </button>
      <Progreso trabajo={trabajo} que="Trabajando" />
    </>
  );
}

test("pregunta cómo va mientras corre y deja de preguntar al terminar", async () => {
  let terminar: () => void = () => {};
  const { puente, persona } = dibujar(
    <Prueba
      tarea={() =>
        new Promise<void>((listo) => {
          terminar = listo;
        })
      }
    />,
  );
  await persona.click(screen.getByRole("button", { name: "Correr" }));
  await waitFor(
    () => expect(pedidos(puente, "progreso").length).toBeGreaterThan(0),
    { timeout: 2000 },
  );
  await act(async () => terminar());
  await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  const hasta = pedidos(puente, "progreso").length;
  await new Promise((seguir) => setTimeout(seguir, 400));
  expect(pedidos(puente, "progreso")).toHaveLength(hasta);
});

test("cancelar nombra al mismo trabajo que se corre", async () => {
  let id = "";
  const { puente, persona } = dibujar(
    <Prueba
      tarea={(el) => {
        id = el;
        return new Promise<void>(() => {});
      }}
    />,
  );
  await persona.click(screen.getByRole("button", { name: "Correr" }));
  await persona.click(await screen.findByRole("button", { name: "Cancelar" }));
  expect(pedidos(puente, "cancelar")).toEqual([{ id }]);
});
