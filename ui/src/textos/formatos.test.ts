import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  cuantos,
  decimal,
  deCuantos,
  dinero,
  enMedio,
  fechaCorta,
  fechaLarga,
  hora,
  hoy,
  momentoCorto,
  numero,
  parte,
  porcentaje,
  tamano,
} from "./formatos";

interface Caso {
  funcion: string;
  entrada: ReadonlyArray<string | number>;
  salida: string;
}

/** The table that `dominio::formato` satisfies too; this side writes a no-break space before a unit. */
const CASOS: ReadonlyArray<Caso> = JSON.parse(
  readFileSync("../src-tauri/crates/dominio/datos/formatos_casos.json", "utf8"),
);
/** Sentences that only the core composes; the window receives them written. */
const SOLO_DEL_NUCLEO = new Set(["enumerar", "alternativas", "rango"]);

const enGuatemala = (local: unknown) => `${String(local)}-06:00`;

const FUNCIONES: Record<string, (e: ReadonlyArray<string | number>) => string> =
  {
    entero: ([n]) => numero(Number(n)),
    decimal: ([texto]) => decimal(String(texto)),
    dinero: ([n, moneda]) =>
      dinero(Number(n), moneda === "USD" ? "USD" : "GTQ"),
    porcentaje: ([n, d, decimales]) => {
      // The core sends the percentage as text; here only its dress is checked.
      const [num, den, cifras] = [Number(n), Number(d), Number(decimales)];
      if (den === 0) return porcentaje({ porcentaje: null });
      const potencia = 10 ** cifras;
      const entero = Math.floor((2 * num * 100 * potencia + den) / (2 * den));
      return porcentaje({ porcentaje: (entero / potencia).toFixed(cifras) });
    },
    razon: ([n, d]) =>
      deCuantos({ numerador: Number(n), denominador: Number(d) }),
    fecha_larga: ([fecha]) => fechaLarga(String(fecha)),
    fecha_corta: ([fecha]) => fechaCorta(String(fecha)),
    hora: ([momento]) => hora(enGuatemala(momento)),
    fecha_y_hora: ([momento]) => momentoCorto(enGuatemala(momento)),
    plural: ([n, uno, varios]) =>
      cuantos(Number(n), String(uno), String(varios)),
  };

describe("la tabla de casos que comparten la ventana y el informe", () => {
  test.each(CASOS.filter(({ funcion }) => !SOLO_DEL_NUCLEO.has(funcion)))(
    "$funcion($entrada) es «$salida»",
    ({ funcion, entrada, salida }) => {
      const funcionDeAqui = FUNCIONES[funcion];
      expect(
        funcionDeAqui,
        `${funcion} has no twin in formatos.ts`,
      ).toBeDefined();
      expect(funcionDeAqui?.(entrada).replaceAll("\u00a0", " ")).toBe(salida);
    },
  );
});

test("la cifra y su unidad no se separan al final de la línea", () => {
  expect(porcentaje({ porcentaje: "89.4" })).toBe("89.4\u00a0%");
  expect(dinero(100)).toBe("Q\u00a01.00");
});

test("sin denominador la barra queda vacía y el porcentaje dice n/d", () => {
  expect(parte({ numerador: 0, denominador: 0 })).toBe(0);
  expect(porcentaje({ porcentaje: null })).toBe("n/d");
});

test("a las 23:00 en Guatemala todavía es hoy, aunque en UTC sea mañana", () => {
  expect(hoy(Date.parse("2026-11-21T05:00:00Z"))).toBe("2026-11-20");
});

test("un texto que no es fecha se muestra como está", () => {
  expect(fechaLarga("por confirmar")).toBe("por confirmar");
  expect(fechaLarga("2026-13-01")).toBe("2026-13-01");
  expect(momentoCorto("ayer")).toBe("ayer");
});

test("el tamaño de un archivo se lee en la unidad que conviene", () => {
  expect(tamano(310).replaceAll("\u00a0", " ")).toBe("310 bytes");
  expect(tamano(184_233).replaceAll("\u00a0", " ")).toBe("184 KB");
  expect(tamano(4_200_000).replaceAll("\u00a0", " ")).toBe("4.2 MB");
});

test("un título dentro de una frase baja solo su primera letra", () => {
  expect(enMedio("Documento que el Estado ya tiene")).toBe(
    "documento que el Estado ya tiene",
  );
  expect(enMedio("RTU vencido")).toBe("RTU vencido");
});
