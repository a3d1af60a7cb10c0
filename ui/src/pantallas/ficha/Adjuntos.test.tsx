import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { TODO_EL_INVENTARIO, useFicha } from "../../puente/consultas";
import { crearPuenteFalso } from "../../puente/falso";
import type { OpcionesDelFalso } from "../../puente/falso";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { Adjuntos } from "./Adjuntos";

function Pantalla({ id, soloLectura }: { id: string; soloLectura: boolean }) {
  const ficha = useFicha(id).data;
  return ficha === undefined ? null : (
    <Adjuntos ficha={ficha} soloLectura={soloLectura} />
  );
}

/** The attachments of the first trámite of the sample. */
async function abrir(soloLectura = false, opciones: OpcionesDelFalso = {}) {
  const puente = crearPuenteFalso({ tramites: 3, ...opciones });
  puente.archivo = { id: "archivo-7", nombre: "formulario.pdf" };
  const { filas } = await puente.llamar("listar_tramites", TODO_EL_INVENTARIO);
  const id = filas[0]?.id ?? "";
  return {
    id,
    ...dibujar(<Pantalla id={id} soloLectura={soloLectura} />, { puente }),
  };
}

test("un archivo elegido queda adjunto, con su clase y su tamaño, y se abre", async () => {
  const { persona, puente, id } = await abrir();
  const exportado = vi.spyOn(puente, "abrirExportado");
  const elegido = vi.spyOn(puente, "elegirArchivo");
  const adjuntar = await screen.findByRole("button", {
    name: "Adjuntar archivo",
  });
  expect(
    screen.getByText("Este trámite no tiene archivos adjuntos"),
  ).toBeDefined();
  await persona.click(adjuntar);
  expect(await screen.findByText("formulario.pdf")).toBeDefined();
  expect(screen.getByRole("listitem").textContent).toMatch(
    /Documento PDF · 20\sKB/,
  );
  expect(screen.getByRole("status").textContent).toBe(
    "Se adjuntó «formulario.pdf».",
  );
  expect(document.activeElement).toBe(adjuntar);
  expect(elegido).toHaveBeenCalledWith("evidencia");
  expect(pedidos(puente, "adjuntar")).toEqual([
    { tramite: id, archivo: "archivo-7" },
  ]);
  await persona.click(
    screen.getByRole("button", { name: "Abrir formulario.pdf" }),
  );
  await waitFor(() => expect(exportado).toHaveBeenCalledOnce());
});

test("quitar un archivo pide el motivo y deja el foco en lo que sigue", async () => {
  const { persona, puente } = await abrir();
  await persona.click(
    await screen.findByRole("button", { name: "Adjuntar archivo" }),
  );
  await persona.click(
    await screen.findByRole("button", { name: "Quitar formulario.pdf" }),
  );
  const confirmar = await screen.findByRole("button", {
    name: "Quitar archivo",
  });
  await persona.type(screen.getByRole("textbox", { name: "Motivo" }), "corto");
  await persona.click(confirmar);
  expect((await screen.findByRole("alert")).textContent).toContain("10 letras");
  expect(pedidos(puente, "retirar_filas")).toEqual([]);
  await persona.click(
    screen.getByRole("button", { name: "Se adjuntó por error" }),
  );
  await persona.click(confirmar);
  expect(
    await screen.findByText("Este trámite no tiene archivos adjuntos"),
  ).toBeDefined();
  expect(pedidos(puente, "retirar_filas")).toMatchObject([
    { motivo: "Se adjuntó por error" },
  ]);
  await waitFor(() =>
    expect(document.activeElement?.textContent).toBe("Adjuntar archivo"),
  );
});

test("lo que no se puede adjuntar se explica; cerrar el diálogo no hace nada", async () => {
  const { persona, puente } = await abrir(false, {
    fallas: {
      adjuntar: {
        codigo: "adjunto_excede",
        mensaje: "El archivo pesa más de 25 MB.",
        campos: [],
        incidente: null,
      },
    },
  });
  const adjuntar = await screen.findByRole("button", {
    name: "Adjuntar archivo",
  });
  await persona.click(adjuntar);
  expect((await screen.findByRole("alert")).textContent).toContain(
    "El archivo pesa más de 25 MB.",
  );
  puente.archivo = null;
  await persona.click(adjuntar);
  await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(pedidos(puente, "adjuntar")).toHaveLength(1);
});

test("en solo lectura no se adjunta ni se quita", async () => {
  await abrir(true);
  expect(
    await screen.findByText("Este trámite no tiene archivos adjuntos"),
  ).toBeDefined();
  expect(screen.queryByRole("button")).toBeNull();
});
