import { useCallback } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { usePuente } from "../puente/contexto";

export type Tema = "sistema" | "claro" | "oscuro";
export type Densidad = "comoda" | "compacta";

const OSCURO = "(prefers-color-scheme: dark)";

let dejarDeOir: (() => void) | null = null;

/** Sets the theme and the density on the root; with `sistema`, follows the system as it changes. */
export function aplicarPreferencias(
  preferencias: Readonly<Record<string, string | undefined>>,
): void {
  const raiz = document.documentElement;
  const tema = preferencias["tema"] ?? "sistema";
  dejarDeOir?.();
  dejarDeOir = null;
  const consulta = window.matchMedia(OSCURO);
  const fijar = () => {
    const oscuro = tema === "oscuro" || (tema !== "claro" && consulta.matches);
    raiz.dataset["tema"] = oscuro ? "oscuro" : "claro";
  };
  fijar();
  if (tema === "sistema") {
    consulta.addEventListener("change", fijar);
    dejarDeOir = () => consulta.removeEventListener("change", fijar);
  }
  raiz.dataset["densidad"] =
    preferencias["densidad"] === "compacta" ? "compacta" : "comoda";
}

/** Saves one preference of this computer and applies it at once. */
export function useGuardarPreferencia(): (
  clave: string,
  valor: string,
) => Promise<void> {
  const puente = usePuente();
  const cliente = useQueryClient();
  return useCallback(
    async (clave, valor) => {
      await puente.llamar("guardar_preferencia", { clave, valor });
      await cliente.invalidateQueries({ queryKey: ["estado_inicial"] });
    },
    [puente, cliente],
  );
}
