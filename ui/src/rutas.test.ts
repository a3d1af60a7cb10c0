import { describe, expect, test } from "vitest";
import { escribirRuta, irA, leerRuta, rutaDeDestino } from "./rutas";
import type { Ruta } from "./rutas";

const RUTAS: ReadonlyArray<Ruta> = [
  { pantalla: "inicio" },
  { pantalla: "recorrido" },
  { pantalla: "recorrido", fase: "inventario" },
  { pantalla: "comite" },
  { pantalla: "inventario", filtros: {} },
  {
    pantalla: "inventario",
    filtros: { texto: "licencia ¿qué? & más", regla: "R2" },
  },
  { pantalla: "ficha", id: "018f-1" },
  {
    pantalla: "ficha",
    id: "018f-1",
    seccion: "requisitos",
    entidad: "e1",
    campo: "texto",
  },
  { pantalla: "hallazgos", filtros: { regla: "R5" } },
  { pantalla: "priorizacion" },
  { pantalla: "priorizacion", ronda: "r-1", ver: "pesos" },
  { pantalla: "priorizacion", institucion: "MIN-MARN", ver: "carga" },
  { pantalla: "importar" },
  { pantalla: "informes", filtros: {} },
  {
    pantalla: "informes",
    filtros: { tipo: "consolidado", corte: "2021-12-31" },
  },
  { pantalla: "historial" },
  { pantalla: "tablero", filtros: { ver: "pendientes" } },
  { pantalla: "institucion", institucion: "GD-18" },
  {
    pantalla: "institucion",
    institucion: "MARN",
    fase: "inventario",
    corte: "2021-12-31",
  },
  { pantalla: "ajustes" },
  { pantalla: "ayuda" },
  { pantalla: "ayuda", tema: "reglas" },
];

describe("una ruta escrita se lee igual", () => {
  test.each(RUTAS.map((ruta) => ({ ruta, direccion: escribirRuta(ruta) })))(
    "$direccion",
    ({ ruta, direccion }) => {
      expect(leerRuta(direccion)).toEqual(ruta);
    },
  );
});

test.each(["", "#", "#/", "#/otra", "#/../etc", "#/%E0%A4%A"])(
  "la dirección desconocida «%s» es Inicio",
  (hash) => {
    expect(leerRuta(hash)).toEqual({ pantalla: "inicio" });
  },
);

test("una ficha sin id es el inventario, y una sección inventada se ignora", () => {
  expect(leerRuta("#/ficha")).toEqual({ pantalla: "inventario", filtros: {} });
  expect(leerRuta("#/ficha/a?seccion=otra")).toEqual({
    pantalla: "ficha",
    id: "a",
  });
});

test("los destinos del núcleo se entienden", () => {
  expect(rutaDeDestino("ficha/018f-1?seccion=pasos")).toEqual({
    pantalla: "ficha",
    id: "018f-1",
    seccion: "pasos",
  });
  expect(rutaDeDestino("inventario?banderas=1")).toEqual({
    pantalla: "inventario",
    filtros: { banderas: "1" },
  });
});

test("reemplazar la dirección no deja un paso atrás", () => {
  irA({ pantalla: "historial" });
  const pasos = history.length;
  irA(
    { pantalla: "inventario", filtros: { texto: "a" } },
    { reemplazar: true },
  );
  expect(location.hash).toBe("#/inventario?texto=a");
  expect(history.length).toBe(pasos);
});
