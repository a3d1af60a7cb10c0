import { invoke } from "@tauri-apps/api/core";
import { comoFalla } from "./puente";
import type { ArchivoElegido, Comando, Da, Pide, Puente } from "./puente";

async function conFalla<T>(respuesta: Promise<T>): Promise<T> {
  try {
    return await respuesta;
  } catch (error) {
    throw comoFalla(error);
  }
}

const invocar = <T>(
  comando: string,
  argumentos: Record<string, unknown>,
): Promise<T> => conFalla(invoke<T>(comando, argumentos));

/** Where `ventana.rs` leaves the answer that it asked for before the page was read. */
const ADELANTADA = "primeraPregunta";

/** The answer asked for in advance, once: a later question is asked again. */
function preguntaAdelantada(): Promise<unknown> | undefined {
  const lugar = window as { [ADELANTADA]?: Promise<unknown> };
  const respuesta = lugar[ADELANTADA];
  delete lugar[ADELANTADA];
  return respuesta;
}

/** The window: each command is a Tauri command of the same name with one argument, `pide`. */
export const puenteTauri: Puente = {
  async llamar<K extends Comando>(comando: K, pide: Pide<K>): Promise<Da<K>> {
    const adelantada =
      comando === "estado_inicial" ? preguntaAdelantada() : undefined;
    return adelantada === undefined
      ? invocar<Da<K>>(comando, { pide })
      : conFalla(adelantada as Promise<Da<K>>);
  },
  elegirArchivo: (tipo) =>
    invocar<ArchivoElegido | null>("elegir_archivo", { tipo }),
  elegirDestino: (nombreSugerido, tipo) =>
    invocar<ArchivoElegido | null>("elegir_destino", { nombreSugerido, tipo }),
  elegirCarpeta: () => invocar<ArchivoElegido | null>("elegir_carpeta", {}),
  abrirCarpeta: (id) => invocar<void>("abrir_carpeta", { id }),
  abrirExportado: (id) => invocar<void>("abrir_exportado", { id }),
  avisarPrimeraPantalla() {
    // A picture that the shell sees asked for (`ventana.rs`). A command would be two journeys, the
    // first to ask whether it may be sent, and would wait for the page to be painted between them.
    new Image().src = "primera-pantalla";
  },
  alCerrar(antes) {
    // The shell closes at once: what is typed is already a draft. Leaving the page flushes the field.
    const alOcultar = () => void antes();
    window.addEventListener("pagehide", alOcultar);
    return () => window.removeEventListener("pagehide", alOcultar);
  },
};
