import { createContext, useContext } from "react";
import type { Dato, Objeto, Ruta } from "./descripcion";

/** The form that is being filled: what is written, how it changes, and what is wrong where. */
export interface Llenado {
  todo: Objeto;
  cambiar: (ruta: Ruta, valor: Dato | undefined) => void;
  errores: ReadonlyMap<string, ReadonlyArray<string>>;
}

export const ContextoDelLlenado = createContext<Llenado>({
  todo: {},
  cambiar: () => {},
  errores: new Map(),
});
export const useLlenado = (): Llenado => useContext(ContextoDelLlenado);

/** Puts the focus on a control that is about to be drawn. */
export function enfocarPronto(id: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => document.getElementById(id)?.focus()),
  );
}
