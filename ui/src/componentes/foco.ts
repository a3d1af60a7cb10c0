import { flushSync } from "react-dom";

/**
 * Makes a change of the screen and puts the focus in what it has just drawn, before any other key can arrive: a key
 * pressed on one control and let go on another does nothing, and what was answered would be lost. Only for what the
 * change itself draws: not for what comes with data, nor for a dialog that closes (`Dialogo/foco`).
 */
export function cambiarYEnfocar(
  cambio: () => void,
  destino: () => HTMLElement | null | undefined,
): void {
  flushSync(cambio);
  destino()?.focus();
}

/** The choice that is marked in a group; the first, while none is. */
export function opcionMarcada(caja: Element | null): HTMLElement | null {
  return (
    caja?.querySelector<HTMLElement>("input[type=radio]:checked") ??
    caja?.querySelector<HTMLElement>("input[type=radio]") ??
    null
  );
}
