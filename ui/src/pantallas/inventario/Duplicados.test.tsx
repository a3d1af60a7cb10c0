import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { irA } from "../../rutas";
import { Duplicados, titularDeParejas } from "./Duplicados";

test("el inventario lleva a los posibles duplicados y vuelve, con el foco en su sitio", async () => {
  irA({ pantalla: "inventario", filtros: {} });
  const { persona } = dibujar(<App />);
  const boton = await screen.findByRole("button", {
    name: "Posibles duplicados",
  });
  expect(boton.getAttribute("aria-pressed")).toBe("false");
  await persona.click(boton);
  expect(location.hash).toContain("ver=duplicados");
  expect(
    await screen.findByRole("heading", {
      level: 1,
      name: "2 parejas de trámites se parecen",
    }),
  ).toBeDefined();
  expect(document.activeElement).toBe(boton);
  const [pareja] = within(
    screen.getByRole("list", { name: "Parejas parecidas" }),
  ).getAllByRole("listitem");
  expect(within(pareja as HTMLElement).getAllByRole("link")).toHaveLength(2);
  await persona.click(boton);
  expect(await screen.findByRole("grid")).toBeDefined();
  expect(location.hash).not.toContain("ver=");
});

test("decir que son distintos pide por qué, y la pareja no vuelve", async () => {
  const { persona, puente } = dibujar(<Duplicados soloLectura={false} />);
  expect(await screen.findByText("Mismas palabras")).toBeDefined();
  const parecido = screen.getByText(/^90\.0\s% de palabras iguales$/);
  expect(parecido.title).toContain("escritas igual");
  const [distintos] = screen.getAllByRole("button", {
    name: /^Son distintos…/,
  });
  await persona.click(distintos as HTMLElement);
  const confirmar = await screen.findByRole("button", {
    name: "Marcar como distintos",
  });
  await persona.click(confirmar);
  expect((await screen.findByRole("alert")).textContent).toContain("10 letras");
  await persona.type(
    screen.getByRole("textbox", { name: "Motivo" }),
    "Uno es de primera vez",
  );
  await persona.click(confirmar);
  await waitFor(() => expect(screen.queryByText("Mismas palabras")).toBeNull());
  expect(pedidos(puente, "marcar_distintos")).toMatchObject([
    { motivo: "Uno es de primera vez" },
  ]);
  expect(screen.getByRole("status").textContent).toBe(
    "1 pareja por revisar, primero las que más se parecen. 1 pareja ya se marcó como trámites distintos.",
  );
  await waitFor(() =>
    expect(document.activeElement?.textContent).toContain("Comparar y unir…"),
  );
});

test("en solo lectura se ven las parejas y nada se decide", async () => {
  dibujar(<Duplicados soloLectura />);
  expect(await screen.findByText("Mismas palabras")).toBeDefined();
  expect(screen.queryByRole("button")).toBeNull();
});

test("sin parejas se explica qué aparece aquí", async () => {
  dibujar(<Duplicados soloLectura={false} />, { tramites: 1 });
  expect(await screen.findByText("No hay posibles duplicados")).toBeDefined();
});

test("el título dice cuántas son", () => {
  const parejas = { parejas: [], hay_mas: false, distintas: 0 };
  expect(titularDeParejas(undefined)).toBe("Posibles duplicados");
  expect(titularDeParejas(parejas)).toBe("Ningún trámite parece repetido");
});
