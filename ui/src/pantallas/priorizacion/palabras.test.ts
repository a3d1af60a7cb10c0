import { expect, test } from "vitest";
import type { NotaDto } from "../../puente/generado/NotaDto";
import type { PuestoDto } from "../../puente/generado/PuestoDto";
import { DONDE_FALTA } from "./Acta";
import { cambioDePosicion } from "./AsiQuedaria";
import { reglaDeRedondeo } from "./ExplicarPuntaje";
import { cuadranteDe } from "./Impacto";
import { puntosValidos } from "./TablaDePesos";
import { centesimas, posicionDe } from "./palabras";
import { ordenEnNotas } from "./teclasDeNotas";

test("una posición compartida lleva el signo igual", () => {
  expect(posicionDe({ posicion: 1, empatado: true })).toBe("1=");
  expect(posicionDe({ posicion: 3, empatado: false })).toBe("3");
  expect(posicionDe({ posicion: null, empatado: false })).toBe("—");
});

test("las centésimas se leen del texto, no de un número con coma flotante", () => {
  expect(centesimas("63.5")).toBe(6350);
  expect(centesimas("17.39")).toBe(1739);
  expect(centesimas("100")).toBe(10_000);
});

const puesto = (puntaje: string, aportes: ReadonlyArray<string | null>) => {
  const notas = aportes.map((aporte): NotaDto => ({
    nota: "3",
    automatica: false,
    valor: "",
    aporte,
    desacuerdo: 0,
    votos: [],
    razones: [],
    razon: "",
  }));
  return { puntaje, notas } as unknown as PuestoDto;
};

test("si la suma de lo redondeado no da el puntaje, se dice por qué", () => {
  expect(reglaDeRedondeo(puesto("66.67", ["33.33", null, "33.33"]))).toContain(
    "da 66.66 y no 66.67",
  );
  expect(reglaDeRedondeo(puesto("60.00", ["20.00", "40.00"]))).not.toContain(
    "Por eso",
  );
});

test("cada falta lleva a donde se hace", () => {
  expect(DONDE_FALTA).toEqual({
    tramites: null,
    valores: null,
    puntos: "pesos",
    personas: "calificar",
    pesos_de: "pesos",
    bases: "calificar",
  });
});

test("el cuadrante sale de las dos cifras, y el 60 ya es alto", () => {
  expect(cuadranteDe(60, 60)).toBe("Empezar aquí");
  expect(cuadranteDe(80, 59.99)).toBe("Preparar");
  expect(cuadranteDe(20, 100)).toBe("Aprovechar");
  expect(cuadranteDe(20, 20)).toBe("Dejar para después");
});

test("el cambio de posición se dice con palabras", () => {
  expect(cambioDePosicion(5, 3)).toBe("sube 2");
  expect(cambioDePosicion(1, 4)).toBe("baja 3");
  expect(cambioDePosicion(2, 2)).toBe("igual");
  expect(cambioDePosicion(null, 2)).toBe("nuevo");
});

test("los puntos van de 0 a 1,000 con dos decimales a lo más", () => {
  for (const bien of ["0", "12.5", "1000", "7.25"])
    expect(puntosValidos(bien), bien).toBe(true);
  for (const mal of ["", "-1", "1000.01", "2.345", "veinte", "1,000"])
    expect(puntosValidos(mal), mal).toBe(false);
});

test("en la rejilla de notas los dígitos ponen, Supr quita y Esc deja salir con Tab", () => {
  const m = { filas: 4, columnas: 3, pagina: 2 };
  const tecla = (key: string, shiftKey = false) => ({
    key,
    shiftKey,
    ctrlKey: false,
  });
  const en = { fila: 1, columna: 2 };
  expect(ordenEnNotas(tecla("4"), en, m, false)).toEqual({
    tipo: "nota",
    nota: 4,
  });
  expect(ordenEnNotas(tecla("Delete"), en, m, false)).toEqual({
    tipo: "nota",
    nota: null,
  });
  expect(ordenEnNotas(tecla("6"), en, m, false)).toBeNull();
  expect(
    ordenEnNotas(tecla("4"), { fila: 1, columna: 0 }, m, false),
    "the name of the trámite holds no note",
  ).toBeNull();
  expect(ordenEnNotas(tecla("Tab"), en, m, false)).toEqual({
    tipo: "ir",
    a: { fila: 2, columna: 0 },
  });
  expect(ordenEnNotas(tecla("Tab"), en, m, true)).toBeNull();
  expect(
    ordenEnNotas(tecla("Tab"), { fila: 3, columna: 2 }, m, false),
  ).toBeNull();
  expect(ordenEnNotas(tecla("Enter", true), en, m, false)).toEqual({
    tipo: "ir",
    a: { fila: 0, columna: 2 },
  });
});
