import type { PropsDeCampo } from "./Campo";
import type { DeclaracionDeCampo } from "./valores";

type Declaracion = PropsDeCampo["campo"] & DeclaracionDeCampo;

/** Declares a field that is not a cell of the core: a filter, a reason, a name. */
export function campoLocal(
  etiqueta: string,
  resto: Partial<Declaracion> = {},
): Declaracion {
  return {
    tipo: "texto",
    opciones: [],
    etiqueta,
    ayuda: "",
    ejemplo: "",
    error_frecuente: "",
    maximo: 250,
    ...resto,
  };
}
