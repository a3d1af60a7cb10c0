import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { Tendencia, cambio, titularDeTendencia } from "./Tendencia";

const punto = (corte: string, abiertos: number) => ({
  corte,
  abiertos,
  por_regla: [],
});

test("el titular dice cuántos quedan y cuándo hubo más", () => {
  expect(
    titularDeTendencia([punto("2026-11-01", 60), punto("2026-11-25", 31)]),
  ).toBe("Quedan 31 por revisar; el 1 de noviembre de 2026 eran 60");
  expect(titularDeTendencia([punto("2026-11-25", 1)])).toBe(
    "Queda 1 por revisar: es lo más que ha habido",
  );
  expect(titularDeTendencia([punto("2026-11-25", 0)])).toBe(
    "No ha habido posibles hallazgos por revisar",
  );
});

test("un cambio lleva su signo", () => {
  expect([cambio(3, 1), cambio(1, 3), cambio(2, 2)]).toEqual([
    "−2",
    "+2",
    "sin cambio",
  ]);
});

test("la línea va con su tabla por fecha, la más reciente primero, y por regla", async () => {
  const { puente } = dibujar(<Tendencia institucion={null} />);
  const tabla = await screen.findByRole("table", { name: "Por fecha" });
  expect(tabla.querySelector("tbody tr")?.textContent).toContain("20/11/2026");
  expect(screen.getByRole("img", { name: /Las cifras/ })).toBeDefined();
  expect(screen.getByRole("table", { name: /^Por regla/ })).toBeDefined();
  expect(pedidos(puente, "tendencia_hallazgos")).toHaveLength(1);
});

test("si se cancela, lo dice y se puede leer otra vez", async () => {
  dibujar(<Tendencia institucion={null} />, {
    fallas: {
      tendencia_hallazgos: {
        codigo: "cancelado",
        mensaje: "Se canceló.",
        campos: [],
        incidente: null,
      },
    },
  });
  expect(
    await screen.findByRole("button", { name: "Leer la tendencia" }),
  ).toBeDefined();
});
