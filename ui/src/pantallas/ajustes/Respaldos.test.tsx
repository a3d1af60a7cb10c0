import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { App } from "../../marco/App";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import type { OpcionesDelFalso } from "../../puente/falso";

async function abrir(opciones: OpcionesDelFalso = {}) {
  location.hash = "#/ajustes";
  const vista = dibujar(<App />, opciones);
  await screen.findByRole("heading", { level: 1, name: "Ajustes" });
  await screen.findByText("Antes de importar");
  return vista;
}

test("la lista dice fecha, motivo y si la copia se comprobó", async () => {
  await abrir();
  const tabla = screen.getByRole("table", {
    name: "Copias en esta computadora",
  });
  const filas = within(tabla).getAllByRole("row").slice(1);
  expect(filas.map((fila) => fila.textContent)).toEqual([
    expect.stringMatching(/20\/11\/2026 08:00Automática4,200.*Comprobada/),
    expect.stringMatching(
      /19\/11\/2026 16:10Antes de importar4,200.*Comprobada/,
    ),
    expect.stringMatching(/10\/11\/2026 09:30A petición—.*Sin comprobar/),
  ]);
});

test("crear una copia la agrega a la lista y dice que es igual a la base", async () => {
  const { persona, puente } = await abrir();
  await persona.click(
    screen.getByRole("button", { name: "Crear copia ahora" }),
  );
  expect((await screen.findByRole("alert")).textContent).toContain(
    "la copia es igual a la base",
  );
  expect(pedidos(puente, "crear_respaldo")).toEqual([
    { destino: null, trabajo: expect.any(String) },
  ]);
  await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(5));
});

test("sin copia en otro disco avisa y el botón del aviso la guarda", async () => {
  const { persona, puente } = await abrir({ sin_otro_disco: true });
  const aviso = screen
    .getAllByRole("note")
    .find((nota) => nota.textContent?.includes("fuera de este disco"));
  expect(aviso?.textContent).toContain("9 días calendario");
  await persona.click(
    screen.getByRole("button", { name: "Guardar copia en memoria…" }),
  );
  expect((await screen.findByRole("alert")).textContent).toContain(
    "Ya puede retirar la memoria",
  );
  expect(pedidos(puente, "crear_respaldo")).toHaveLength(1);
  await waitFor(() =>
    expect(screen.queryByText(/fuera de este disco/)).toBeNull(),
  );
});

test("restaurar dice qué pasará, exige escribir la palabra y cuenta lo apartado", async () => {
  const { persona, puente } = await abrir();
  await persona.click(
    screen.getByRole("button", {
      name: "Restaurar la copia del 20/11/2026 08:00",
    }),
  );
  const dialogo = await screen.findByRole("dialog", {
    name: "¿Restaurar la copia del 20 de noviembre de 2026?",
  });
  await within(dialogo).findByText(/13 cambios posteriores/);
  const boton = within(dialogo).getByRole("button", {
    name: "Restaurar la copia",
  });
  expect(boton).toHaveProperty("disabled", true);
  await persona.click(boton);
  expect(pedidos(puente, "restaurar")).toEqual([]);
  await persona.type(
    within(dialogo).getByLabelText(/^Escriba RESTAURAR/),
    "restaurar",
  );
  await persona.click(boton);
  await screen.findByText(/quedó apartada como «diligencia.dlgb.apartada/);
  expect(pedidos(puente, "restaurar")).toEqual([
    {
      copia: "diligencia_2026-11-20_140000_automatico.dlgb",
      archivo: null,
      trabajo: expect.any(String),
    },
  ]);
  await persona.click(
    screen.getByRole("button", { name: "Seguir trabajando" }),
  );
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("una copia que no pasa la comprobación se dice y la base sigue", async () => {
  const { persona, puente } = await abrir();
  puente.fallas.restaurar = {
    codigo: "respaldo_no_verificado",
    mensaje: "La copia no pasó la comprobación y no cuenta. No se cambió nada.",
    campos: [],
    incidente: null,
  };
  await persona.click(
    screen.getByRole("button", { name: "Restaurar desde un archivo…" }),
  );
  await persona.type(
    await screen.findByLabelText(/^Escriba RESTAURAR/),
    "RESTAURAR",
  );
  await persona.click(
    screen.getByRole("button", { name: "Restaurar la copia" }),
  );
  expect((await screen.findByRole("alert")).textContent).toContain(
    "No se cambió nada",
  );
  await persona.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("una base dañada ofrece recuperar y dice exactamente qué falta", async () => {
  const { persona, puente } = await abrir();
  const original = puente.llamar.bind(puente);
  puente.llamar = async (comando, pide) => {
    const dato = await original(comando, pide);
    if (comando !== "verificar") return dato;
    return {
      ...dato,
      ok: false,
      problemas: ["x"],
      detalle: [
        {
          que: "El contenido del registro 57 no corresponde a su huella.",
          hacer: "Use «Recuperar».",
          remedio: "recuperar",
        },
      ],
      remedio: "recuperar",
    };
  };
  await persona.click(screen.getByRole("button", { name: "Revisar base" }));
  expect((await screen.findByRole("alert")).textContent).toContain(
    "registro 57",
  );
  await persona.click(screen.getByRole("button", { name: "Recuperar" }));
  await screen.findByText(/falta 1 cambio/);
  await screen.findByText(/Cambio 57 de la computadora a1b2c3d4 \(MARN\)/);
  await screen.findByText(/trajo 8 cambios que faltaban/);
  await screen.findByText(
    /«copia de correo.dlg»: no sirvió. El paquete es de MAGA/,
  );
});

test("unas tablas que no corresponden se reconstruyen con su botón", async () => {
  const { persona, puente } = await abrir();
  const original = puente.llamar.bind(puente);
  puente.llamar = async (comando, pide) => {
    const dato = await original(comando, pide);
    if (comando !== "verificar") return dato;
    return {
      ...dato,
      ok: false,
      detalle: [
        {
          que: "La tabla «tramite» no corresponde a los registros.",
          hacer: "Use «Reconstruir las tablas».",
          remedio: "reconstruir",
        },
      ],
      remedio: "reconstruir",
    };
  };
  await persona.click(screen.getByRole("button", { name: "Revisar base" }));
  await persona.click(
    await screen.findByRole("button", { name: "Reconstruir las tablas" }),
  );
  await screen.findByText("Las tablas se reconstruyeron");
  expect(pedidos(puente, "reconstruir")).toHaveLength(1);
});
