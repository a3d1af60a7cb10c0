import { screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, test } from "vitest";
import { dibujar } from "../../pruebas/dibujar";
import { Diagrama } from "./Diagrama";
import { RutaEnPalabras } from "./RutaEnPalabras";
import { DE_MUESTRA, DE_SESENTA } from "./muestra";
import { nombreDeNodo } from "./nombres";
import { alPulsarTecla } from "./recorrido";
import type { Lugar } from "./recorrido";

const nodoDe = (texto: string) =>
  DE_MUESTRA.nodos.findIndex((n) => n.texto === texto);

function recorrer(desde: Lugar, ...teclas: string[]): string[] {
  const vistos: string[] = [];
  let lugar = desde;
  for (const tecla of teclas) {
    lugar = alPulsarTecla(DE_MUESTRA, lugar, tecla) ?? lugar;
    vistos.push(DE_MUESTRA.nodos[lugar.nodo]?.texto ?? "");
  }
  return vistos;
}

describe("cada nodo dice qué es, de quién, qué le pasa y a dónde lleva", () => {
  test("un paso que se elimina", () => {
    expect(nombreDeNodo(DE_MUESTRA, nodoDe("Llenar formulario"))).toBe(
      "Paso 1 de 4: Llenar formulario. Carril Persona. Se elimina. Lleva a: Paso 2: Recibir expediente",
    );
  });
  test("una decisión, con cada camino y lo que hace falta para seguirlo", () => {
    expect(nombreDeNodo(DE_MUESTRA, nodoDe("¿Está completo?"))).toBe(
      "Decisión: ¿Está completo? Carril Ventanilla. Lleva a: sí, Paso 3: Firmar acta electrónica; no, vuelve a Paso 1: Llenar formulario",
    );
  });
  test("el inicio y el fin", () => {
    expect(nombreDeNodo(DE_MUESTRA, 0)).toMatch(/^Inicio\. Carril Persona/);
    expect(nombreDeNodo(DE_MUESTRA, nodoDe("Fin"))).toBe(
      "Fin. Carril Ventanilla",
    );
  });
});

describe("las flechas del teclado siguen las del dibujo", () => {
  test("la derecha sigue y la izquierda regresa por donde se vino", () => {
    expect(
      recorrer(
        { nodo: 0, desde: null },
        "ArrowRight",
        "ArrowRight",
        "ArrowRight",
        "ArrowLeft",
      ),
    ).toEqual([
      "Llenar formulario",
      "Recibir expediente",
      "¿Está completo?",
      "Recibir expediente",
    ]);
  });
  test("desde una decisión, arriba y abajo cambian de camino", () => {
    const decision = nodoDe("¿Está completo?");
    expect(
      recorrer(
        { nodo: decision, desde: nodoDe("Recibir expediente") },
        "ArrowRight",
        "ArrowDown",
        "ArrowDown",
      ),
    ).toEqual([
      "Firmar acta electrónica",
      "Llenar formulario",
      "Firmar acta electrónica",
    ]);
  });
  test("Inicio y Fin van a los extremos; otra tecla no es suya", () => {
    expect(recorrer({ nodo: 2, desde: null }, "End", "Home")).toEqual([
      "Fin",
      "Inicio",
    ]);
    expect(alPulsarTecla(DE_MUESTRA, { nodo: 0, desde: null }, "x")).toBeNull();
  });
  test("siguiendo siempre a la derecha se llega al fin en sesenta pasos, sin quedarse en una vuelta", () => {
    let lugar: Lugar = { nodo: 0, desde: null };
    for (let i = 0; i < DE_SESENTA.nodos.length; i += 1)
      lugar = alPulsarTecla(DE_SESENTA, lugar, "ArrowRight") ?? lugar;
    expect(DE_SESENTA.nodos[lugar.nodo]?.clase).toBe("fin");
  });
});

function ConSeleccion({ alAbrir }: { alAbrir: (paso: string) => void }) {
  const [elegido, setElegido] = useState<string | null>(null);
  return (
    <>
      <Diagrama
        diagrama={DE_MUESTRA}
        titulo="Diagrama de la propuesta"
        escala={1}
        elegido={elegido}
        alElegir={setElegido}
        alAbrir={alAbrir}
      />
      <RutaEnPalabras
        diagrama={DE_MUESTRA}
        etiqueta="Ruta en palabras"
        elegido={elegido}
        alElegir={setElegido}
      />
    </>
  );
}

test("un solo nodo está en el orden de Tab, y lo que se recorre se señala en la ruta en palabras", async () => {
  const abiertos: string[] = [];
  const { persona, container } = dibujar(
    <ConSeleccion alAbrir={(p) => abiertos.push(p)} />,
  );
  expect(container.querySelectorAll("g[tabindex='0']")).toHaveLength(1);
  await persona.tab();
  expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Inicio/);
  await persona.keyboard("{ArrowRight}{ArrowRight}");
  expect(document.activeElement?.getAttribute("aria-label")).toMatch(
    /^Paso 2 de 4: Recibir expediente/,
  );
  const renglon = screen.getByRole("button", { name: /^Paso 2 de 4, Vent/ });
  expect(renglon.getAttribute("aria-current")).toBe("true");
  await persona.keyboard("{Enter}");
  expect(abiertos).toEqual(["p2"]);
  // And the other way round.
  await persona.click(
    screen.getByRole("button", { name: /^Paso 4 de 4, Vent/ }),
  );
  expect(
    screen
      .getByRole("button", { name: /^Paso 4 de 4: Entregar acta/ })
      .getAttribute("tabindex"),
  ).toBe("0");
});
