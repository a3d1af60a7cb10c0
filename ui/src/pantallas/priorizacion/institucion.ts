import { createContext, useContext } from "react";

/** Whose prioritisation is on screen, as the requests name it; null in a committee's file, which has one. */
export const InstitucionEnPantalla = createContext<string | null>(null);

export function useInstitucionEnPantalla(): string | null {
  return useContext(InstitucionEnPantalla);
}
