import { render, screen, waitFor } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Muestra, filasDeMuestra } from "./muestra";
import type { FilaDeHoja, GuardarEnHoja } from "./tipos";

const celdas = () => screen.getAllByRole("gridcell");
/** Four columns a row: the mark, the name, the modality and the count. */
const celda = (fila: number, columna: number) => {
  const una = celdas()[fila * 4 + columna];
  if (una === undefined) throw new Error(`no hay celda ${fila}, ${columna}`);
  return una;
};

function montar(
  opciones: Partial<React.ComponentProps<typeof Muestra>> & {
    filas?: number;
  } = {},
) {
  const alGuardar = vi.fn<GuardarEnHoja>(async () => null);
  const alAbrir = vi.fn<(f: FilaDeHoja) => void>();
  const { filas = 3, ...resto } = opciones;
  render(
    <Muestra
      iniciales={filasDeMuestra(filas)}
      alGuardar={alGuardar}
      alAbrir={alAbrir}
      {...resto}
    />,
  );
  return { persona: userEvent.setup(), alGuardar, alAbrir };
}

test("escribir sobre una celda la reemplaza, y al dejarla se guarda con los padres que se veían", async () => {
  const { persona, alGuardar } = montar();
  celda(0, 1).focus();
  await persona.keyboard("Otro nombre{Enter}");
  expect(document.activeElement).toBe(celda(1, 1));
  await waitFor(() => expect(celda(0, 1).textContent).toBe("Otro nombre"));
  expect(alGuardar.mock.calls[0]?.[0]).toEqual([
    {
      entidad: "fila-0",
      campo: "nombre",
      valor: "Otro nombre",
      padres: ["n0"],
    },
  ]);
});

test("Escape deja la celda como estaba y no guarda nada", async () => {
  const { persona, alGuardar } = montar();
  celda(0, 1).focus();
  await persona.keyboard("{F2}xyz{Escape}");
  expect(celda(0, 1).textContent).toBe("Licencia ambiental 1");
  expect(document.activeElement).toBe(celda(0, 1));
  expect(alGuardar).not.toHaveBeenCalled();
});

test("las filas escritas al final, una tras otra y con el archivo lento, se guardan todas y en orden", async () => {
  const { persona, alGuardar } = montar({ filas: 0, demora: 30 });
  celda(0, 1).focus();
  for (const n of ["uno", "dos", "tres", "cuatro"])
    await persona.keyboard(`Trámite ${n}{Enter}`);
  await waitFor(() => expect(alGuardar).toHaveBeenCalledTimes(4));
  await waitFor(() => expect(celda(3, 1).textContent).toBe("Trámite cuatro"));
  expect(alGuardar.mock.calls.map((c) => c[1][0]?.["nombre"])).toEqual([
    "Trámite uno",
    "Trámite dos",
    "Trámite tres",
    "Trámite cuatro",
  ]);
});

test("si no se pudo guardar, lo escrito sigue en la celda y se dice por qué", async () => {
  const { persona } = montar({ falla: "No queda espacio en el disco." });
  celda(0, 1).focus();
  await persona.keyboard("Otro nombre{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain(
    "No queda espacio en el disco.",
  );
  expect(celda(0, 1).textContent).toContain("Otro nombre");
});

test("Ctrl D repite el valor de arriba en lo elegido, en un solo guardado", async () => {
  const { persona, alGuardar } = montar();
  celda(0, 2).focus();
  await persona.keyboard("pre{Enter}");
  await waitFor(() => expect(celda(0, 2).textContent).toBe("Presencial"));
  celda(0, 2).focus();
  await persona.keyboard(
    "{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Control>}d{/Control}",
  );
  await waitFor(() => expect(celda(2, 2).textContent).toBe("Presencial"));
  expect(alGuardar).toHaveBeenCalledTimes(2);
  expect(alGuardar.mock.calls[1]?.[0]).toHaveLength(2);
});

test("Supr vacía la modalidad, pero el nombre no puede quedar vacío", async () => {
  const { persona, alGuardar } = montar();
  celda(0, 1).focus();
  await persona.keyboard("{Delete}");
  expect(await screen.findByText("No hay celdas que cambiar.")).toBeDefined();
  expect(alGuardar).not.toHaveBeenCalled();
});

test("el espacio sobre el número marca la fila, y Enter abre su ficha", async () => {
  const { persona, alAbrir } = montar();
  celda(1, 0).focus();
  await persona.keyboard(" ");
  expect(screen.getAllByRole("row")[2]?.getAttribute("aria-selected")).toBe(
    "true",
  );
  await persona.keyboard("{Enter}");
  expect(alAbrir.mock.calls[0]?.[0].id).toBe("fila-1");
});

test("en solo lectura no se edita ni hay fila para escribir", async () => {
  const { persona, alGuardar } = montar({ soloLectura: true });
  expect(celdas()).toHaveLength(12);
  celda(0, 1).focus();
  await persona.keyboard("x{F2}{Delete}");
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(alGuardar).not.toHaveBeenCalled();
});
