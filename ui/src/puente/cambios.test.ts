import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { aplicarCambios } from "./cambios";

async function leidasOtraVez(entidad: string): Promise<string[]> {
  const cliente = new QueryClient();
  const comandos = [
    "inicio",
    "historial",
    "comite",
    "abrir_ficha",
    "campos",
    "importaciones",
  ];
  for (const comando of comandos) cliente.setQueryData([comando, {}], 1);
  await aplicarCambios(cliente, [{ entidad, id: null }]);
  return comandos.filter(
    (comando) => cliente.getQueryState([comando, {}])?.isInvalidated === true,
  );
}

test("un cambio en un trámite vuelve a leer su ficha y el inicio, no el comité ni los campos", async () => {
  expect(await leidasOtraVez("tramite")).toEqual([
    "inicio",
    "historial",
    "abrir_ficha",
  ]);
});

test("un cambio en el comité no vuelve a leer fichas", async () => {
  expect(await leidasOtraVez("integrante")).toEqual([
    "inicio",
    "historial",
    "comite",
  ]);
});

test("algo que no se conoce vuelve a leer todo", async () => {
  expect(await leidasOtraVez("algo_nuevo")).toHaveLength(6);
});

test("sin cambios no se vuelve a leer nada", async () => {
  const cliente = new QueryClient();
  cliente.setQueryData(["inicio", {}], 1);
  await aplicarCambios(cliente, []);
  expect(cliente.getQueryState(["inicio", {}])?.isInvalidated).toBe(false);
});
