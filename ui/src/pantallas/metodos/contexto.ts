import { createContext, useContext } from "react";
import { cambiarYEnfocar } from "../../componentes/foco";
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

/** Makes a change of the form and puts the focus on a control that it has drawn. */
export function cambiarYEnfocarId(cambio: () => void, id: string): void {
  cambiarYEnfocar(cambio, () => document.getElementById(id));
}
