import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar, pedidos } from "../../pruebas/dibujar";

async function abrir() {
  location.hash = "#/ajustes";
  const vista = dibujar(<App />);
  await screen.findByRole("heading", { level: 1, name: "Ajustes" });
  return vista;
}

test("el tema elegido se aplica al momento y se guarda en esta computadora", async () => {
  const { persona, puente } = await abrir();
  await persona.click(screen.getByRole("radio", { name: "Oscuro" }));
  await waitFor(() =>
    expect(document.documentElement.dataset["tema"]).toBe("oscuro"),
  );
  expect(pedidos(puente, "guardar_preferencia")).toEqual([
    { clave: "tema", valor: "oscuro" },
  ]);
  await persona.click(screen.getByRole("radio", { name: /^Compacta/ }));
  await waitFor(() =>
    expect(document.documentElement.dataset["densidad"]).toBe("compacta"),
  );
});

test("dice en palabras dónde está la clave de este equipo", async () => {
  location.hash = "#/ajustes";
  dibujar(<App />, { custodia: "llavero" });
  const frase = await screen.findByText(/^La clave de este equipo/);
  expect(frase.textContent).toContain("llavero del sistema");
});

test("lo que halló la revisión diaria se dice al iniciar y en Ajustes", async () => {
  location.hash = "#/";
  const { persona } = dibujar(<App />, { danos_hallados: 2 });
  await screen.findByText(/2 registros dañados/);
  await persona.click(screen.getByRole("link", { name: "Ir a Ajustes" }));
  await screen.findByRole("heading", { level: 1, name: "Ajustes" });
  expect(screen.getByText(/2 registros dañados/)).toBeTruthy();
});

test("revisar la base dice el resultado con el número de cambios", async () => {
  const { persona } = await abrir();
  await persona.click(screen.getByRole("button", { name: "Revisar base" }));
  expect((await screen.findByRole("alert")).textContent).toContain(
    "4,213 cambios guardados",
  );
});

test("una base dañada dice cada problema", async () => {
  const { persona, puente } = await abrir();
  puente.fallas.verificar = {
    codigo: "archivo_danado",
    mensaje: "El archivo está dañado. Restaure una copia.",
    campos: [],
    incidente: "7f3a-19",
  };
  await persona.click(screen.getByRole("button", { name: "Revisar base" }));
  const aviso = await screen.findByRole("alert");
  expect(aviso.textContent).toContain("Restaure una copia.");
  expect(aviso.textContent).toContain("7f3a-19");
});

test("el nombre de quien escribe se guarda al salir del campo y se ve en la barra", async () => {
  const { persona, puente } = await abrir();
  await persona.type(screen.getByLabelText(/^Su nombre/), "Ana López");
  await persona.tab();
  await waitFor(() =>
    expect(document.querySelector("header")?.textContent).toContain(
      "Ana López",
    ),
  );
  expect(pedidos(puente, "guardar_celdas")).toEqual([
    {
      celdas: [
        { entidad: "persona", campo: "nombre", valor: "Ana López", padres: [] },
      ],
      motivo: "",
    },
  ]);
});
