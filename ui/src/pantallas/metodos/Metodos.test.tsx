import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { crearPuenteFalso } from "../../puente/falso";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { DESCRIPCIONES, METODOS } from "./entradas";
import { aEntrada, asignar, deEntrada, lugaresDe, vacio } from "./estado";
import { Metodos } from "./Metodos";
import { reciproco } from "./Matriz";

const abrir = (metodo?: string) => {
  const puente = crearPuenteFalso({ tramites: 1 });
  return dibujar(<Metodos {...(metodo === undefined ? {} : { metodo })} />, {
    puente,
  });
};
const nodosDe = (metodo: (typeof METODOS)[number]) =>
  DESCRIPCIONES[metodo].nodos;

test("los trece métodos se ofrecen por grupo, con lo que responden", async () => {
  abrir();
  await screen.findByRole("heading", { level: 1 });
  for (const metodo of METODOS)
    expect(
      screen
        .getByRole("link", { name: DESCRIPCIONES[metodo].titulo })
        .getAttribute("href"),
    ).toBe(`#/metodos/${metodo}`);
});

test("un ejemplo llena el formulario, se calcula y cada cifra se explica", async () => {
  const { persona, puente } = abrir("little");
  await persona.click(
    await screen.findByRole("button", { name: "Cargar el ejemplo" }),
  );
  const resultado = await screen.findByRole("region", { name: "Resultado" });
  expect(
    within(resultado).getByRole("heading", { level: 2 }).textContent,
  ).toMatch(/^Hay 480.casos en curso$/);
  expect(pedidos(puente, "calcular")).toEqual([
    {
      metodo: "little",
      entrada: { unidad_tiempo: "dia", tasa: "120", tiempo: "4" },
    },
  ]);
  await persona.click(
    within(resultado).getByRole("button", { name: /^Solicitudes en curso/ }),
  );
  const dialogo = await screen.findByRole("dialog");
  expect(dialogo.textContent).toContain("la mitad sube");
  expect(dialogo.textContent).toContain(
    "Ejemplo «Solicitudes en curso con 120 al día». Fuente: Ejemplo publicado de la ley de Little.",
  );
  expect(
    within(dialogo).getByRole("row", {
      name: /Tiempo que tarda cada una 4/,
    }),
  ).toBeDefined();
});

test("un error se dice en su casilla, la lista lleva a ella, y el resultado anterior no cambia", async () => {
  const { persona } = abrir("cpm");
  await persona.click(
    await screen.findByRole("button", { name: "Cargar el ejemplo" }),
  );
  const resultado = await screen.findByRole("region", { name: "Resultado" });
  const antes = resultado.textContent;
  const duracion = screen.getByRole("textbox", {
    name: "Duración, actividad 2",
  });
  await persona.clear(duracion);
  await persona.click(screen.getByRole("button", { name: "Calcular" }));
  const lista = await screen.findByRole("alert");
  expect(duracion.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText("Falta este dato.")).toBeDefined();
  await persona.click(
    within(lista).getByRole("button", {
      name: "Actividad B: duración: Falta este dato.",
    }),
  );
  expect(document.activeElement).toBe(duracion);
  expect(resultado.textContent).toBe(antes);
  expect(
    screen.getByText(/el resultado de abajo es de los anteriores/),
  ).toBeDefined();
});

test("lo que se estaba escribiendo sigue ahí al volver", async () => {
  const { persona, unmount } = abrir("little");
  const tasa = await screen.findByRole("textbox", {
    name: /^Solicitudes que entran/,
  });
  await persona.clear(tasa);
  await persona.type(tasa, "77");
  unmount();
  abrir("little");
  expect(
    await screen.findByDisplayValue("77", {}, { timeout: 2000 }),
  ).toBeDefined();
});

test("Enter baja a la fila que sigue y al final agrega una; Quitar la saca", async () => {
  const { persona } = abrir("pareto");
  const primera = await screen.findByRole("textbox", {
    name: "Código, elemento 1",
  });
  await persona.type(primera, "A{Enter}");
  const segunda = await screen.findByRole("textbox", {
    name: "Código, elemento 2",
  });
  await waitFor(() => expect(document.activeElement).toBe(segunda));
  await persona.click(
    screen.getByRole("button", { name: "Quitar elemento 2" }),
  );
  expect(
    screen.queryByRole("textbox", { name: "Código, elemento 2" }),
  ).toBeNull();
});

test("una entrada del contrato vuelve igual después de pasar por el formulario", () => {
  const entrada = {
    normalizacion: "escala",
    criterios: [
      {
        codigo: "demanda",
        peso: "0.6",
        escala: { minimo: "0", maximo: "5" },
      },
      {
        codigo: "dias",
        peso: "0.4",
        sentido: "menos_es_mejor",
        escala: { minimo: "0", maximo: "60" },
      },
    ],
    alternativas: [
      { codigo: "T1", puntajes: { demanda: "4", dias: "30" } },
      { codigo: "T3", puntajes: { demanda: "5", dias: null } },
    ],
  };
  const nodos = nodosDe("ponderado");
  expect(aEntrada(nodos, deEntrada(nodos, entrada))).toEqual(entrada);
});

test("los números se leen como los escribe la gente y las filas vacías del final no viajan", () => {
  const nodos = nodosDe("pareto");
  expect(
    aEntrada(nodos, {
      unidad: " GTQ ",
      umbrales: "80 95",
      elementos: [{ codigo: "A", monto: "1,234.50" }, {}, { codigo: " " }],
    }),
  ).toEqual({
    unidad: "GTQ",
    umbrales: ["80", "95"],
    elementos: [{ codigo: "A", monto: "1234.50" }],
  });
});

test("un error va a la casilla más cercana a su lugar", () => {
  const nodos = nodosDe("cpm");
  const estado = {
    unidad: "dia",
    actividades: [{ codigo: "A", duracion: "1", predecesoras: "B, C" }],
  };
  const errores = asignar(
    [
      { campo: "actividades[0].predecesoras[1]", mensaje: "No existe." },
      { campo: "actividades", mensaje: "Faltan." },
      { campo: "entrada", mensaje: "Todo." },
    ],
    lugaresDe(nodos, estado),
  );
  expect(Object.fromEntries(errores)).toEqual({
    "actividades[0].predecesoras": ["Dato 2: No existe."],
    actividades: ["Faltan."],
    "": ["Todo."],
  });
});

test("cada método empieza vacío sin inventar ningún dato", () => {
  for (const metodo of METODOS) {
    const texto = JSON.stringify(
      aEntrada(nodosDe(metodo), vacio(nodosDe(metodo))),
    );
    expect(texto, metodo).not.toMatch(/:"?\d/);
  }
});

test("el recíproco de un juicio", () => {
  expect(["3", "1/3", "2/5", "0.5", "1", "x", "0"].map(reciproco)).toEqual([
    "1/3",
    "3",
    "5/2",
    "1/0.5",
    "1",
    "",
    "",
  ]);
});
