import { beforeEach, expect, test, vi } from "vitest";
import { FallaError } from "./puente";
import { puenteTauri } from "./tauri";

const invoke = vi.hoisted(() => vi.fn<() => Promise<unknown>>());
vi.mock("@tauri-apps/api/core", () => ({ invoke }));

const lugar = window as { primeraPregunta?: Promise<unknown> };

beforeEach(() => {
  invoke.mockReset().mockResolvedValue({ version: "preguntada" });
  delete lugar.primeraPregunta;
});

test("la primera pregunta es la que hizo la ventana, y solo la primera", async () => {
  lugar.primeraPregunta = Promise.resolve({
    version: "adelantada",
  });
  expect(await puenteTauri.llamar("estado_inicial", {})).toEqual({
    version: "adelantada",
  });
  expect(invoke).not.toHaveBeenCalled();
  expect(await puenteTauri.llamar("estado_inicial", {})).toEqual({
    version: "preguntada",
  });
});

test("si la ventana no preguntó, se pregunta", async () => {
  await puenteTauri.llamar("estado_inicial", {});
  expect(invoke).toHaveBeenCalledWith("estado_inicial", { pide: {} });
});

test("una falla adelantada llega como cualquier otra", async () => {
  lugar.primeraPregunta = Promise.reject({
    codigo: "archivo_mas_nuevo",
    mensaje: "El archivo es de una versión más nueva.",
  });
  await expect(puenteTauri.llamar("estado_inicial", {})).rejects.toBeInstanceOf(
    FallaError,
  );
});
