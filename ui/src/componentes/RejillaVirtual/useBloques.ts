import { useLayoutEffect, useRef, useState } from "react";
import type { ClipboardEvent } from "react";
import type { Rango } from "../Rejilla/modelo";
import { planearPegado } from "../Rejilla/pegado";
import type { PlanDePegado } from "../Rejilla/pegado";
import { escribirBloque, leerBloque } from "../Rejilla/portapapeles";
import { textoDeValor } from "../../textos/valores";
import {
  MAXIMO_DE_CELDAS_A_LA_VEZ,
  MAXIMO_DE_FILAS_A_LA_VEZ,
  celdasAlRellenar,
  celdasAlVaciar,
} from "./bloques";
import type { ColumnaDeHoja, FilaDeHoja, GuardarEnHoja } from "./tipos";
import type { useEscrituras } from "./useEscrituras";

/** What is done to a choice of cells at once: fill down, empty, copy, paste. One save each. */
export function useBloques<F extends FilaDeHoja>({
  bloque,
  columnas,
  total,
  fila,
  traer,
  obligadas,
  escrituras,
  alGuardar,
  decir,
}: {
  bloque: Rango;
  columnas: ReadonlyArray<ColumnaDeHoja<F>>;
  total: number;
  fila: (indice: number) => F | undefined;
  traer: (desde: number, hasta: number) => Promise<ReadonlyArray<F>>;
  obligadas: ReadonlySet<string>;
  escrituras: ReturnType<typeof useEscrituras<F>>;
  alGuardar: GuardarEnHoja;
  decir: (texto: string) => void;
}) {
  const [plan, setPlan] = useState<PlanDePegado | null>(null);
  const { avisar, enCola } = escrituras;
  const ultima = useRef(fila);
  useLayoutEffect(() => {
    ultima.current = fila;
  });

  /** Rows of the chosen cells, read if they are not here; null when they are too many. */
  const elegidas = async (): Promise<ReadonlyArray<F> | null> => {
    const hasta = Math.min(bloque.hasta.fila, total - 1);
    const cuantas = hasta - bloque.desde.fila + 1;
    if (cuantas <= 0) return [];
    if (cuantas > MAXIMO_DE_FILAS_A_LA_VEZ) {
      avisar(
        `Eligió ${cuantas} filas y aquí se cambian hasta ${MAXIMO_DE_FILAS_A_LA_VEZ}. Use «Cambiar un dato» para más.`,
      );
      return null;
    }
    // What is on its way to the file goes first: its cells have new parents afterwards.
    await enCola(async () => undefined);
    const aqui: F[] = [];
    for (let i = bloque.desde.fila; i <= hasta; i += 1) {
      const una = ultima.current(i);
      if (una !== undefined) aqui.push(una);
    }
    return aqui.length === cuantas ? aqui : traer(bloque.desde.fila, hasta + 1);
  };

  const rellenarOVaciar = async (que: "rellenar" | "vaciar") => {
    const leidas = await elegidas();
    if (leidas === null) return;
    const celdas =
      que === "rellenar"
        ? celdasAlRellenar(bloque, leidas, columnas)
        : celdasAlVaciar(bloque, leidas, columnas, obligadas);
    if (celdas.length > MAXIMO_DE_CELDAS_A_LA_VEZ) {
      avisar(
        `Son ${celdas.length} celdas y aquí se cambian hasta ${MAXIMO_DE_CELDAS_A_LA_VEZ}. Elija menos.`,
      );
      return;
    }
    if (celdas.length === 0) {
      decir("No hay celdas que cambiar.");
      return;
    }
    const falla = await escrituras.guardar(celdas);
    if (falla === null)
      decir(
        `${celdas.length} ${celdas.length === 1 ? "celda" : "celdas"} ${que === "rellenar" ? "con el valor de arriba" : "sin dato"}.`,
      );
  };

  const copiar = (e: ClipboardEvent) => {
    const ancho = columnas.slice(
      Math.max(0, bloque.desde.columna - 1),
      bloque.hasta.columna,
    );
    const lineas: string[][] = [];
    const hasta = Math.min(bloque.hasta.fila, total - 1);
    for (let i = Math.max(0, bloque.desde.fila); i <= hasta; i += 1) {
      const una = fila(i);
      if (una === undefined) {
        // The clipboard does not wait for rows that are not here.
        avisar(
          "No se copió: parte de lo elegido aún no está en pantalla. Recórralo y copie de nuevo.",
        );
        e.preventDefault();
        return;
      }
      lineas.push(
        ancho.map(
          (c) =>
            c.texto?.(una) ??
            textoDeValor(c, una.celdas[c.campo]?.valor ?? null),
        ),
      );
    }
    if (lineas.length === 0 || ancho.length === 0) return;
    e.clipboardData.setData("text/plain", escribirBloque(lineas));
    e.preventDefault();
    const cuantas = lineas.length * ancho.length;
    decir(cuantas === 1 ? "Celda copiada." : `${cuantas} celdas copiadas.`);
  };

  const ejecutar = async (p: PlanDePegado): Promise<string | null> => {
    const falla = await enCola(() => alGuardar(p.cambios, p.nuevas));
    if (falla === null) decir("Bloque pegado.");
    return falla;
  };

  const pegar = async (texto: string) => {
    const datos = leerBloque(texto);
    if (datos.length === 0) return;
    const alto = bloque.hasta.fila - bloque.desde.fila + 1;
    const desde = Math.min(bloque.desde.fila, total);
    const hasta = Math.min(
      total,
      desde + (datos.length === 1 ? alto : datos.length),
    );
    if (hasta - desde > MAXIMO_DE_FILAS_A_LA_VEZ) {
      avisar(
        `El bloque toca ${hasta - desde} filas y se aceptan ${MAXIMO_DE_FILAS_A_LA_VEZ} a la vez. Péguelo por partes.`,
      );
      return;
    }
    await enCola(async () => undefined);
    const destino = hasta > desde ? await traer(desde, hasta) : [];
    const columna = Math.max(1, bloque.desde.columna) - 1;
    const previsto = planearPegado(
      datos,
      { fila: 0, columna },
      destino,
      columnas,
      {
        desde: { fila: 0, columna },
        hasta: {
          fila: alto - 1,
          columna: Math.max(columna, bloque.hasta.columna - 1),
        },
      },
    );
    const sola =
      previsto.cambios.length === 1 &&
      previsto.nuevas.length === 0 &&
      previsto.rechazadas.length === 0 &&
      previsto.fuera === 0;
    if (sola) avisar((await ejecutar(previsto)) ?? "");
    else setPlan(previsto);
  };

  return {
    plan,
    dejarPlan: () => setPlan(null),
    ejecutar,
    rellenarOVaciar,
    copiar,
    pegar,
  };
}
