import type { ReactNode } from "react";

/** One state of a component, drawn by itself. */
export interface Ejemplo {
  nombre: string;
  dibujo: () => ReactNode;
}

/** What an `X.ejemplos.tsx` exports by default. */
export interface Ejemplos {
  componente: string;
  ejemplos: ReadonlyArray<Ejemplo>;
}
