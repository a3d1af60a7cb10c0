import { invoke } from "@tauri-apps/api/core";
import { comoFalla } from "./puente";
import type { ArchivoElegido, Comando, Da, Pide, Puente } from "./puente";

async function invocar<T>(
  comando: string,
  argumentos: Record<string, unknown>,
): Promise<T> {
  try {
    return await invoke<T>(comando, argumentos);
  } catch (error) {
    throw comoFalla(error);
  }
}

/** The window: each command is a Tauri command of the same name with one argument, `pide`. */
export const puenteTauri: Puente = {
  llamar: <K extends Comando>(comando: K, pide: Pide<K>) =>
    invocar<Da<K>>(comando, { pide }),
  elegirArchivo: (tipo) =>
    invocar<ArchivoElegido | null>("elegir_archivo", { tipo }),
  elegirDestino: (nombreSugerido, tipo) =>
    invocar<ArchivoElegido | null>("elegir_destino", { nombreSugerido, tipo }),
  abrirExportado: (id) => invocar<void>("abrir_exportado", { id }),
  mostrarVentana: () => invocar<void>("mostrar_ventana", {}),
  alCerrar(antes) {
    // The shell closes at once: what is typed is already a draft. Leaving the page flushes the field.
    const alOcultar = () => void antes();
    window.addEventListener("pagehide", alOcultar);
    return () => window.removeEventListener("pagehide", alOcultar);
  },
};
