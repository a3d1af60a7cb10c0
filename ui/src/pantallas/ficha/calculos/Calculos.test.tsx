import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { crearPuenteFalso } from "../../../puente/falso";
import type { OpcionesDelFalso } from "../../../puente/falso";
import { dibujar, pedidos } from "../../../pruebas/dibujar";
import { Calculos } from "./Calculos";

const FICHA = { id: "tramite-1", resumen: { institucion: "MARN" } };

function abrir(opciones: OpcionesDelFalso & { soloLectura?: boolean } = {}) {
  const { soloLectura = false, ...resto } = opciones;
  const alIr = vi.fn<(entidad: string, campo: string) => void>();
  const puente = crearPuenteFalso({ tramites: 1, ...resto });
  return {
    alIr,
    ...dibujar(
      <Calculos ficha={FICHA} soloLectura={soloLectura} alIr={alIr} />,
      { puente },
    ),
  };
}

const normal = (texto: string | null) =>
  (texto ?? "").replaceAll("\u00a0", " ");

test("lo que falta no es cero: se dice qué parámetro falta y cuánto se sabe", async () => {
  abrir();
  const costos = await screen.findByRole("region", { name: "Costos" });
  expect(await within(costos).findByText("Faltan 3 parámetros")).toBeDefined();
  const total = within(costos).getByRole("button", {
    name: /^Total de la persona, en quetzales/,
  });
  expect(normal(total.textContent)).toContain("Sin dato");
  expect(normal(total.textContent)).toContain("al menos Q 100.00");
  expect(normal(costos.textContent)).not.toContain("Q 0.00");
});

test("un parámetro escrito entra en las cifras, con quién lo escribió y su fuente", async () => {
  const { persona, puente } = abrir();
  await persona.click(
    await screen.findByRole("button", {
      name: "Escribir: Valor de una hora de la persona",
    }),
  );
  const dialogo = await screen.findByRole("dialog", {
    name: "Valor de una hora de la persona",
  });
  const guardar = within(dialogo).getByRole("button", {
    name: "Guardar el valor",
  });
  await persona.click(guardar);
  expect(within(dialogo).getAllByText("Falta este dato.")).toHaveLength(2);
  expect(pedidos(puente, "anotar_parametro")).toEqual([]);
  await persona.type(
    within(dialogo).getByRole("textbox", { name: /^Valor(?! más)/ }),
    "24.61",
  );
  await persona.type(
    within(dialogo).getByRole("textbox", { name: /^Fuente/ }),
    "Encuesta de octubre",
  );
  await persona.click(guardar);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(pedidos(puente, "anotar_parametro")).toMatchObject([
    {
      institucion: "MARN",
      codigo: "valor_hora_persona",
      valor: "24.61",
      unidad: "GTQ/h",
      fuente: "Encuesta de octubre",
      confianza: "estimado",
      tramite: null,
    },
  ]);
  const tiempo = await screen.findByRole("button", {
    name: /^Tiempo en los pasos, en quetzales: Q.114\.44/,
  });
  await persona.click(tiempo);
  const explicacion = await screen.findByRole("dialog", {
    name: /^Cómo se calcula: Tiempo en los pasos/,
  });
  const fila = within(explicacion).getByRole("row", {
    name: /Valor de una hora/,
  });
  expect(normal(fila.textContent)).toContain("Encuesta de octubre");
  expect(fila.textContent).toContain("Ana López");
  expect(explicacion.textContent).toContain("la mitad sube");
  expect(explicacion.textContent).toContain("20 de noviembre de 2026");
});

test("sin costo de oportunidad el tiempo queda en horas y sale de los quetzales", async () => {
  const { persona } = abrir();
  const casilla = await screen.findByRole("checkbox", {
    name: /costo de oportunidad/,
  });
  await persona.click(casilla);
  expect(
    screen.getByRole("button", {
      name: /^Total de la persona, sin costo de oportunidad, en quetzales/,
    }),
  ).toBeDefined();
  expect(screen.getAllByText("aparte, en horas")).toHaveLength(2);
  expect(
    screen.getByRole("button", {
      name: /^Tiempo en los pasos, en horas: 4\.65/,
    }),
  ).toBeDefined();
});

test("el flujo dice dónde se va el tiempo, y la propuesta vacía lo que hay que hacer", async () => {
  const { persona } = abrir();
  const flujo = await screen.findByRole("region", { name: "Tiempo del flujo" });
  expect(
    await within(flujo).findByText(/el paso 2 se lleva el 98\.6/),
  ).toBeDefined();
  expect(within(flujo).getByText("Cuello de botella")).toBeDefined();
  expect(
    within(flujo).getByRole("img", { name: /Ruta crítica/ }),
  ).toBeDefined();
  expect(within(flujo).getByText(/Concuerdan/)).toBeDefined();
  await persona.click(screen.getByRole("radio", { name: "Propuesta" }));
  expect(
    await within(flujo).findByText("La ficha no tiene pasos propuestos"),
  ).toBeDefined();
});

test("los parámetros sustituidos se ven, y solo lectura no ofrece escribir", async () => {
  const { persona } = abrir({ soloLectura: true });
  await screen.findByText("Faltan 3 parámetros");
  expect(screen.queryByRole("button", { name: /^Escribir/ })).toBeNull();
  await persona.click(
    screen.getByRole("button", { name: "Ver los parámetros" }),
  );
  expect(await screen.findByText("Todavía no hay parámetros")).toBeDefined();
});

test("una falla al leer se dice y se puede intentar de nuevo", async () => {
  abrir({
    fallas: {
      costos_de_tramite: {
        codigo: "interno",
        mensaje: "No se pudo leer.",
        campos: [],
        incidente: null,
      },
    },
  });
  const costos = await screen.findByRole("region", { name: "Costos" });
  expect(await within(costos).findByText("No se pudo leer.")).toBeDefined();
  expect(
    within(costos).getByRole("button", { name: "Intentar de nuevo" }),
  ).toBeDefined();
});
