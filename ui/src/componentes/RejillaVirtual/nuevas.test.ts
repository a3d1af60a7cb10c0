import { expect, test } from "vitest";
import { aunNuevas, conValor, dejadas, enEstado, sinFila } from "./nuevas";
import type { FilaNueva } from "./tipos";

const VACIAS: ReadonlyArray<FilaNueva> = [];

test("escribir en la fila en blanco hace una fila nueva, y en ella se juntan sus datos", () => {
  const una = conValor(VACIAS, "a", "nombre", "Licencia");
  expect(una).toEqual([
    {
      clave: "a",
      valores: { nombre: "Licencia" },
      estado: "escribiendo",
      falla: "",
    },
  ]);
  const dos = conValor(una, "a", "modalidad", "en_linea");
  expect(dos).toHaveLength(1);
  expect(dos[0]?.valores).toEqual({
    nombre: "Licencia",
    modalidad: "en_linea",
  });
  expect(conValor(VACIAS, "a", "nombre", null)).toHaveLength(0);
});

test("la fila en que se está no se guarda; las que se dejaron sí, y las vacías se quitan", () => {
  let filas = conValor(VACIAS, "a", "nombre", "Uno de prueba");
  filas = conValor(filas, "b", "nombre", "Dos de prueba");
  filas = conValor(filas, "c", "nombre", "Tres");
  filas = conValor(filas, "c", "nombre", null);
  expect(dejadas(filas, 1).porGuardar.map((n) => n.clave)).toEqual(["a"]);
  expect(dejadas(filas, 1).vacias.map((n) => n.clave)).toEqual(["c"]);
  expect(dejadas(filas, null).porGuardar.map((n) => n.clave)).toEqual([
    "a",
    "b",
  ]);
});

test("la que se está guardando no se manda dos veces; la que falló espera a que la corrijan", () => {
  const filas = conValor(VACIAS, "a", "nombre", "Uno de prueba");
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
  const corregida = conValor(mala, "a", "codigo", "X-2");
  expect(dejadas(corregida, null).porGuardar).toHaveLength(1);
  expect(sinFila(corregida, "a")).toHaveLength(0);
});

test("una fila enviada deja el final en cuanto la lista la tiene, sin pasar por las dos", () => {
  const filas = conValor(
    [
      {
        clave: "a",
        valores: { nombre: "Uno de prueba" },
        estado: "guardando",
        falla: "",
        base: 10,
      },
    ],
    "b",
    "nombre",
    "Dos de prueba",
  );
  expect(aunNuevas(filas, 10)).toBe(filas);
  expect(aunNuevas(filas, 11).map((n) => n.clave)).toEqual(["b"]);
});
