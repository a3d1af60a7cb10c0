import type { Puente } from "./puente";
import { puenteTauri } from "./tauri";

/** Picks the host at run time. The HTTP branch is compiled away in the window's build. */
export async function elegirPuente(): Promise<Puente> {
  // In the bundle, not on demand: the window would wait for one more file before its first screen.
  if ("__TAURI_INTERNALS__" in window) return puenteTauri;
  if (import.meta.env.VITE_PUENTE === "http")
    return (await import("./http")).crearPuenteHttp();
  throw new Error(
    "Diligencia se abre desde su ventana, no desde un navegador.",
  );
}
