import { expect, test } from "vitest";
import { conValor, dejadas, enEstado, sinFila } from "./nuevas";
import type { FilaNueva } from "./tipos";

const VACIAS: ReadonlyArray<FilaNueva> = [];

test("escribir en la fila en blanco hace una fila nueva, y en ella se juntan sus datos", () => {
  const una = conValor(VACIAS, 0, "nombre", "Licencia", "a");
  expect(una).toEqual([
    {
      clave: "a",
      valores: { nombre: "Licencia" },
      estado: "escribiendo",
      falla: "",
    },
  ]);
  const dos = conValor(una, 0, "modalidad", "en_linea", "b");
  expect(dos).toHaveLength(1);
  expect(dos[0]?.valores).toEqual({
    nombre: "Licencia",
    modalidad: "en_linea",
  });
  expect(conValor(VACIAS, 0, "nombre", null, "a")).toHaveLength(0);
});

test("la fila en que se está no se guarda; las que se dejaron sí, y las vacías se quitan", () => {
  let filas = conValor(VACIAS, 0, "nombre", "Uno de prueba", "a");
  filas = conValor(filas, 1, "nombre", "Dos de prueba", "b");
  filas = conValor(filas, 2, "nombre", "Tres", "c");
  filas = conValor(filas, 2, "nombre", null, "c");
  expect(dejadas(filas, 1).porGuardar.map((n) => n.clave)).toEqual(["a"]);
  expect(dejadas(filas, 1).vacias.map((n) => n.clave)).toEqual(["c"]);
  expect(dejadas(filas, null).porGuardar.map((n) => n.clave)).toEqual([
    "a",
    "b",
  ]);
});

test("la que se está guardando no se manda dos veces; la que falló espera a que la corrijan", () => {
  const filas = conValor(VACIAS, 0, "nombre", "Uno de prueba", "a");
  expect(
    dejadas(enEstado(filas, "a", "guardando"), null).porGuardar,
  ).toHaveLength(0);
  const mala = enEstado(
    filas,
    "a",
    "fallo",
    "Ya hay un trámite con ese código.",
  );
  expect(dejadas(mala, null).porGuardar).toHaveLength(0);
  const corregida = conValor(mala, 0, "codigo", "X-2", "z");
  expect(dejadas(corregida, null).porGuardar).toHaveLength(1);
  expect(sinFila(corregida, "a")).toHaveLength(0);
});
