import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import type { FallaDto } from "../../puente/generado/FallaDto";

const DANADO: FallaDto = {
  codigo: "archivo_danado",
  mensaje: "La base tiene un daño. No se borró nada.",
  campos: [],
  incidente: "7f3a-19c2",
};

test("un archivo dañado al abrir dice qué pasó y se recupera desde ahí", async () => {
  const { persona, puente } = dibujar(<App />, {
    fallas: { estado_inicial: DANADO },
  });
  await screen.findByRole("heading", {
    level: 1,
    name: "No se pudo abrir su archivo de datos",
  });
  expect(screen.getByRole("alert").textContent).toContain("No se borró nada");
  await persona.click(screen.getByRole("button", { name: "Recuperar" }));
  await screen.findByText(/falta 1 cambio/);
  expect(
    screen.queryByRole("heading", { name: "Restaurar una copia" }),
  ).toBeNull();
  delete puente.fallas.estado_inicial;
  await persona.click(
    screen.getByRole("button", { name: "Abrir la base recuperada" }),
  );
  await waitFor(() =>
    expect(
      screen.queryByRole("heading", {
        name: "Su archivo de datos está recuperado",
      }),
    ).toBeNull(),
  );
});

test("también se puede volver a una copia comprobada, y solo a esas", async () => {
  const { persona, puente } = dibujar(<App />, {
    fallas: { estado_inicial: DANADO },
  });
  await screen.findByRole("table");
  expect(
    screen.getAllByRole("button", { name: /^Restaurar la copia del/ }),
  ).toHaveLength(2);
  await persona.click(
    screen.getByRole("button", {
      name: "Restaurar la copia del 19/11/2026 16:10",
    }),
  );
  await persona.type(
    await screen.findByLabelText(/^Escriba RESTAURAR/),
    "RESTAURAR",
  );
  await persona.click(
    screen.getByRole("button", { name: "Restaurar la copia" }),
  );
  await screen.findByText(/quedó apartada/);
  expect(pedidos(puente, "restaurar")).toHaveLength(1);
});

test("si el archivo está en uso no se ofrece recuperar nada", async () => {
  dibujar(<App />, {
    fallas: {
      estado_inicial: {
        ...DANADO,
        codigo: "archivo_en_uso",
        mensaje: "Otro programa está usando su archivo de datos.",
      },
    },
  });
  await screen.findByRole("heading", { level: 1 });
  expect(screen.queryByRole("button", { name: "Recuperar" })).toBeNull();
  expect(
    screen.getByRole("button", { name: "Intentar de nuevo" }),
  ).toBeTruthy();
});
