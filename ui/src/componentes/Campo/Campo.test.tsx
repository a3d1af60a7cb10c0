import { screen, waitFor } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, test, vi } from "vitest";
import { dibujar, pedidos } from "../../pruebas/dibujar";
import { crearPuenteFalso } from "../../puente/falso";
import {
  useCampos,
  TODO_EL_INVENTARIO,
  useFicha,
} from "../../puente/consultas";
import { Campo, CampoGuardado } from "./Campo";
import { campoLocal } from "./local";
import { leerValor, textoDeValor, valorParaLeer } from "./valores";

/** A field of the first trámite, as a screen uses it. */
function DeLaFicha({ id, campo }: { id: string; campo: string }) {
  const ficha = useFicha(id);
  const declarado = useCampos("tramite").find((uno) => uno.campo === campo);
  if (ficha.data === undefined || declarado === undefined) return null;
  return <CampoGuardado entidad={ficha.data.tramite} campo={declarado} />;
}

async function conFicha(campo: string) {
  const puente = crearPuenteFalso({ tramites: 2 });
  const pagina = await puente.llamar("listar_tramites", {
    ...TODO_EL_INVENTARIO,
    orden: "codigo",
    cuantos: 1,
  });
  const id = pagina.filas[0]?.id ?? "";
  const vista = dibujar(<DeLaFicha id={id} campo={campo} />, { puente });
  return { ...vista, id };
}

describe("un campo que se guarda solo", () => {
  test("se guarda al salir, con los padres que se veían, y dice la hora", async () => {
    const { persona, puente, id } = await conFicha("unidad_ejecutora");
    const control = await screen.findByLabelText(/^Unidad que lo atiende/);
    await persona.type(control, "Dirección de Gestión Ambiental");
    await persona.tab();
    expect(await screen.findByText(/^Guardado a las \d\d:\d\d$/)).toBeDefined();
    expect(pedidos(puente, "guardar_celdas")).toEqual([
      {
        celdas: [
          {
            entidad: id,
            campo: "unidad_ejecutora",
            valor: "Dirección de Gestión Ambiental",
            padres: [],
          },
        ],
        motivo: "",
      },
    ]);
  });

  test("la segunda vez manda como padre lo que se guardó la primera", async () => {
    const { persona, puente, id } = await conFicha("resultado");
    const control = await screen.findByLabelText(/^Qué se obtiene/);
    await persona.type(control, "Licencia{Enter}");
    await screen.findByText(/^Guardado/);
    await persona.type(control, " ambiental");
    await persona.tab();
    await waitFor(() =>
      expect(pedidos(puente, "guardar_celdas")).toHaveLength(2),
    );
    expect(pedidos(puente, "guardar_celdas")[1]).toMatchObject({
      celdas: [{ valor: "Licencia ambiental", padres: [`${id}.resultado#1`] }],
    });
  });

  test("salir sin cambiar nada no guarda nada", async () => {
    const { persona, puente } = await conFicha("nombre");
    const control = await screen.findByLabelText(/^Nombre del trámite/);
    await persona.click(control);
    await persona.tab();
    expect(pedidos(puente, "guardar_celdas")).toEqual([]);
  });

  test("Esc devuelve el valor guardado", async () => {
    const { persona, puente } = await conFicha("nombre");
    const control =
      await screen.findByLabelText<HTMLInputElement>(/^Nombre del trámite/);
    const antes = control.value;
    await persona.type(control, " otra cosa{Escape}");
    expect(control.value).toBe(antes);
    await persona.tab();
    expect(pedidos(puente, "guardar_celdas")).toEqual([]);
  });

  test("lo que no se entiende no se manda, se explica y el texto queda", async () => {
    const { persona, puente } = await conFicha("volumen_anual");
    const control =
      await screen.findByLabelText<HTMLInputElement>(/^Personas al año/);
    await persona.type(control, "unas mil");
    await persona.tab();
    expect(await screen.findByText(/Usted escribió «unas mil»/)).toBeDefined();
    expect(control.value).toBe("unas mil");
    expect(control.getAttribute("aria-invalid")).toBe("true");
    expect(pedidos(puente, "guardar_celdas")).toEqual([]);
  });

  test("lo que el núcleo rechaza se dice junto al campo, con sus palabras", async () => {
    const { persona } = await conFicha("nombre");
    const control =
      await screen.findByLabelText<HTMLInputElement>(/^Nombre del trámite/);
    await persona.clear(control);
    await persona.type(control, "Lic");
    await persona.tab();
    expect(await screen.findByText(/con al menos 5 letras/)).toBeDefined();
    expect(control.value).toBe("Lic");
  });

  test("un guardado que falla conserva el texto y se repite al pedirlo", async () => {
    const { persona, puente } = await conFicha("resultado");
    puente.fallas.guardar_celdas = {
      codigo: "disco_lleno",
      mensaje: "No queda espacio en el disco.",
      campos: [],
      incidente: null,
    };
    const control =
      await screen.findByLabelText<HTMLInputElement>(/^Qué se obtiene/);
    await persona.type(control, "Licencia");
    await persona.tab();
    expect(
      await screen.findByText("No se guardó: No queda espacio en el disco."),
    ).toBeDefined();
    expect(control.value).toBe("Licencia");
    delete puente.fallas.guardar_celdas;
    await persona.click(control);
    await persona.tab();
    expect(await screen.findByText(/^Guardado/)).toBeDefined();
  });

  test("una lista se guarda al elegir", async () => {
    const { persona, puente } = await conFicha("modalidad");
    await persona.selectOptions(
      await screen.findByLabelText(/^Modalidad/),
      "En línea",
    );
    await waitFor(() =>
      expect(pedidos(puente, "guardar_celdas")).toMatchObject([
        { celdas: [{ campo: "modalidad", valor: "en_linea" }] },
      ]),
    );
  });

  test("lo que se está escribiendo queda como borrador y se quita al guardarse", async () => {
    const { persona, puente } = await conFicha("resultado");
    await persona.type(
      await screen.findByLabelText(/^Qué se obtiene/),
      "Licencia a medias",
    );
    await waitFor(
      () => expect(pedidos(puente, "guardar_borrador")).toHaveLength(1),
      { timeout: 3000 },
    );
    await persona.tab();
    await screen.findByText(/^Guardado/);
    expect(pedidos(puente, "guardar_borrador").at(-1)).toMatchObject({
      texto: null,
    });
  });
});

test("un borrador que dejó un corte se ofrece y se puede recuperar", async () => {
  const puente = crearPuenteFalso({ tramites: 1 });
  const { filas } = await puente.llamar("listar_tramites", {
    ...TODO_EL_INVENTARIO,
    orden: "codigo",
    cuantos: 1,
  });
  const id = filas[0]?.id ?? "";
  await puente.llamar("guardar_borrador", {
    clave: `${id}.resultado`,
    texto: "Texto sin guardar",
  });
  const { persona } = dibujar(<DeLaFicha id={id} campo="resultado" />, {
    puente,
  });
  await persona.click(
    await screen.findByRole("button", { name: "Recuperar texto" }),
  );
  expect(screen.getByLabelText<HTMLInputElement>(/^Qué se obtiene/).value).toBe(
    "Texto sin guardar",
  );
});

test("la etiqueta, la ayuda y el error nombran y describen al control", async () => {
  function Vivo() {
    const [texto, setTexto] = useState("");
    return (
      <Campo
        campo={campoLocal("Fecha del hecho", {
          tipo: "fecha",
          ayuda: "La del acta.",
          ejemplo: "2026-11-20",
        })}
        texto={texto}
        alCambiar={setTexto}
        error="Escriba la fecha."
      />
    );
  }
  dibujar(<Vivo />);
  const control = screen.getByLabelText("Fecha del hecho");
  const descrito = (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent);
  expect(descrito.join(" ")).toContain("La del acta. Ejemplo: 20/11/2026");
  expect(descrito.join(" ")).toContain("Escriba la fecha.");
});

test("Enter en un texto de varias líneas escribe una línea, no guarda", async () => {
  const alSalir = vi.fn<() => void>();
  const alCambiar = vi.fn<(texto: string) => void>();
  const { persona } = dibujar(
    <Campo
      campo={campoLocal("Motivo", { tipo: "texto_largo" })}
      texto=""
      alCambiar={alCambiar}
      alSalir={alSalir}
    />,
  );
  await persona.type(screen.getByLabelText("Motivo"), "{Enter}");
  expect(alSalir).not.toHaveBeenCalled();
  expect(alCambiar).toHaveBeenCalledWith("\n");
});

describe("lo que se escribe se lee según el tipo del campo", () => {
  const campo = (tipo: Parameters<typeof campoLocal>[1] & object) =>
    campoLocal("Dato", tipo);
  test.each([
    ["fecha", "20/11/2026", "2026-11-20"],
    ["fecha", "3-9-2021", "2021-09-03"],
    ["fecha", "2021-09-03", "2021-09-03"],
    ["dinero", "1,234.50", 123450],
    ["entero", "3,200", 3200],
    ["decimal", "1,234.5", "1234.5"],
    ["logico", "si", true],
    ["texto", "  con espacios  ", "con espacios"],
    ["texto", "   ", null],
  ] as const)("%s: «%s»", (tipo, texto, valor) => {
    expect(leerValor(campo({ tipo, maximo: null }), texto)).toEqual({ valor });
  });

  test.each([
    ["fecha", "31/02/2026"],
    ["fecha", "ayer"],
    ["dinero", "gratis"],
    ["entero", "1.5"],
    ["decimal", "mucho"],
  ] as const)("%s: «%s» se rechaza diciendo qué se escribió", (tipo, texto) => {
    expect(leerValor(campo({ tipo, maximo: null }), texto)).toMatchObject({
      error: expect.stringContaining(texto),
    });
  });

  test("un texto más largo de lo que cabe dice cuántos caracteres tiene", () => {
    expect(leerValor(campo({ maximo: 5 }), "seis··")).toEqual({
      error:
        "El texto tiene 6 caracteres y el máximo es 5. Acórtelo; lo que escribió sigue en pantalla.",
    });
  });

  test("lo guardado se escribe y se lee como lo ven las personas", () => {
    const lista = campo({
      tipo: "lista",
      opciones: [{ id: "si", etiqueta: "Sí" }],
    });
    expect(textoDeValor(campo({ tipo: "dinero" }), 123450)).toBe("1,234.50");
    expect(textoDeValor(campo({ tipo: "fecha" }), "2026-11-20")).toBe(
      "20/11/2026",
    );
    expect(valorParaLeer(lista, "si")).toBe("Sí");
    expect(valorParaLeer(lista, "otro")).toBe("otro");
    expect(valorParaLeer(campo({ tipo: "dinero" }), 100)).toBe("Q\u00a01.00");
    expect(valorParaLeer(campo({ tipo: "dinero" }), 100, "USD")).toBe(
      "USD\u00a01.00",
    );
    // A year is a name: no comma in it.
    const anio = campo({ campo: "volumen_anio", tipo: "entero" });
    expect(textoDeValor(anio, 2025)).toBe("2025");
    expect(textoDeValor(campo({ tipo: "entero" }), 2025)).toBe("2,025");
  });
});
