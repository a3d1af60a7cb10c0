import { act, renderHook } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { ProveedorDelPuente } from "./contexto";
import { useAccion } from "./mutaciones";
import type { Puente } from "./puente";

/** A bridge that never answers by itself, and says how many calls ran at a time. */
function puenteLento() {
  const llegadas: unknown[] = [];
  const abiertas: Array<() => void> = [];
  let aLaVez = 0;
  let maximo = 0;
  const puente = {
    llamar: (_: string, pide: unknown) => {
      llegadas.push(pide);
      maximo = Math.max(maximo, (aLaVez += 1));
      return new Promise((resolver) =>
        abiertas.push(() => {
          aLaVez -= 1;
          resolver({ cambios: [], guardado: "2026-01-01T00:00:00Z" });
        }),
      );
    },
  } as unknown as Puente;
  return { puente, llegadas, abiertas, maximo: () => maximo };
}

const pausa = () => new Promise((seguir) => setTimeout(seguir, 5));

test("lo que se pulsa varias veces seguidas se escribe en su orden y de una en una", async () => {
  const { puente, llegadas, abiertas, maximo } = puenteLento();
  const { result } = renderHook(() => useAccion("comparar", { enFila: true }), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <ProveedorDelPuente puente={puente}>{children}</ProveedorDelPuente>
    ),
  });
  const pedir = (valor: string) => result.current.ejecutar({ valor } as never);
  await act(async () => {
    const tres = ["1", "2", "3"].map(pedir);
    // And a fourth when the first has just ended.
    const cuarta = tres[0]?.then(() => pedir("4"));
    for (let i = 0; i < 40; i += 1) {
      await pausa();
      abiertas.shift()?.();
    }
    await Promise.all([...tres, cuarta]);
  });
  expect(maximo()).toBe(1);
  expect(llegadas).toEqual(["1", "2", "3", "4"].map((valor) => ({ valor })));
});
