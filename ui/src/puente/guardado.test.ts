import { describe, expect, test, vi } from "vitest";
import { RegistroDeGuardado, esReintentable } from "./guardado";
import { FallaError, comoFalla } from "./puente";
import type { FallaDto } from "./generado/FallaDto";

const falla = (codigo: FallaDto["codigo"], mensaje = "No se pudo.") =>
  new FallaError({ codigo, mensaje, campos: [], incidente: null });

describe("el estado de guardado", () => {
  test("dice Guardando mientras quede una escritura en curso", () => {
    const registro = new RegistroDeGuardado();
    registro.empezo();
    registro.empezo();
    registro.termino("2026-11-20T16:42:00Z");
    expect(registro.estado().estado).toBe("guardando");
    registro.termino("2026-11-20T16:43:00Z");
    expect(registro.estado()).toEqual({
      estado: "guardado",
      cuando: "2026-11-20T16:43:00Z",
    });
  });

  test("una escritura que no cambió nada no borra la hora de la última", () => {
    const registro = new RegistroDeGuardado();
    registro.empezo();
    registro.termino("2026-11-20T16:42:00Z");
    registro.empezo();
    registro.termino(null);
    expect(registro.estado()).toEqual({
      estado: "guardado",
      cuando: "2026-11-20T16:42:00Z",
    });
  });

  test("lo que no se guardó sigue a la vista aunque otra cosa sí se guarde, hasta que se reintenta", () => {
    const registro = new RegistroDeGuardado();
    const reintentar = vi.fn<() => void>();
    registro.empezo();
    registro.fallo(
      "e1.nombre",
      falla("disco_lleno", "No queda espacio."),
      reintentar,
    );
    registro.empezo();
    registro.termino("2026-11-20T16:42:00Z");
    expect(registro.estado()).toEqual({
      estado: "fallo",
      motivo: "No queda espacio.",
      reintentable: true,
    });
    registro.reintentarTodo();
    expect(reintentar).toHaveBeenCalledOnce();
    registro.resuelto("e1.nombre");
    expect(registro.hayFallidos()).toBe(false);
  });

  test("avisa a quien está suscrito y deja de avisar a quien se fue", () => {
    const registro = new RegistroDeGuardado();
    const oyente = vi.fn<() => void>();
    const irse = registro.suscribir(oyente);
    registro.fijarPasos({ deshacer: "Cambió un dato", rehacer: null });
    registro.fijarPasos({ deshacer: "Cambió un dato", rehacer: null });
    expect(oyente).toHaveBeenCalledOnce();
    irse();
    registro.empezo();
    expect(oyente).toHaveBeenCalledOnce();
  });
});

test("solo se reintenta solo lo que puede salir bien sin cambiar el texto", () => {
  expect(esReintentable(falla("archivo_en_uso"))).toBe(true);
  expect(esReintentable(falla("campos_invalidos"))).toBe(false);
});

test("cualquier error se vuelve una falla que las personas pueden leer", () => {
  expect(comoFalla(new TypeError("fetch failed")).falla.codigo).toBe("interno");
  expect(
    comoFalla({
      codigo: "cancelado",
      mensaje: "Se canceló.",
      campos: [],
      incidente: null,
    }).message,
  ).toBe("Se canceló.");
  const ya = falla("no_existe");
  expect(comoFalla(ya)).toBe(ya);
});
