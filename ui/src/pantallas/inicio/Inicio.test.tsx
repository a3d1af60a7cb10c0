import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar } from "../../pruebas/dibujar";

test("el título es el hallazgo, y hay una sola cosa que hacer primero", async () => {
  const { container } = dibujar(<App />, { tramites: 20 });
  expect(
    await screen.findByRole("heading", {
      level: 1,
      name: /^20 trámites en el inventario/,
    }),
  ).toBeDefined();
  expect(
    screen.getByRole("link", { name: "Abrir ficha" }).getAttribute("href"),
  ).toMatch(/^#\/ficha\/.+seccion=requisitos/);
  expect(
    container.querySelectorAll("main .primario, main [class*=primario]"),
  ).toHaveLength(1);
});

test("cada porcentaje lleva su base escrita, y los hallazgos llevan a su regla", async () => {
  dibujar(<App />, { tramites: 20 });
  const cifra = await screen.findByRole("article", {
    name: "Fichas completas",
  });
  expect(cifra.textContent).toContain("0 de 20 trámites");
  const tabla = screen.getByRole("table", {
    name: /posibles? hallazgos? abiertos?/,
  });
  expect(within(tabla).getAllByRole("link")[0]?.getAttribute("href")).toMatch(
    /^#\/hallazgos\?regla=R\d+$/,
  );
});

test("con el inventario vacío dice qué hacer y no dibuja gráficos vacíos", async () => {
  dibujar(<App />, { tramites: 0 });
  expect(
    await screen.findByRole("link", { name: "Importar inventario" }),
  ).toBeDefined();
  expect(screen.queryByRole("table")).toBeNull();
});

test("los plazos se dicen sin culpar y por confirmar", async () => {
  dibujar(<App />);
  const plazos = await screen.findByRole("region", {
    name: "Plazos del Decreto 5-2021",
  });
  expect(plazos.textContent).toContain("28/02/2022 · vencido hace 1,726 días");
  expect(plazos.textContent).toContain("Fechas por confirmar.");
});
