import { useCallback, useState } from "react";
import type { KeyboardEvent } from "react";

/** Smaller than this the text is not read. */
const LEGIBLE = 0.8;
const MENOR = 0.2;
const MAYOR = 2;
const PASO = 1.2;

export interface Escala {
  /** Goes around the drawings: its width is what they must fit in. */
  caja: (elemento: HTMLDivElement | null) => (() => void) | undefined;
  escala: number;
  acercar: () => void;
  alejar: () => void;
  /** All of the width in sight. */
  ajustar: () => void;
  /** Ctrl +, Ctrl − and Ctrl 0. */
  alPulsar: (e: KeyboardEvent) => void;
}

const dentro = (escala: number) => Math.min(MAYOR, Math.max(MENOR, escala));

/** Size of the drawings. It begins with all in sight, unless the text could not be read. */
export function useEscala(ancho: number): Escala {
  const [libre, setLibre] = useState(0);
  /** What the person asked for; null until then. */
  const [pedida, setPedida] = useState<number | null>(null);
  const caja = useCallback((elemento: HTMLDivElement | null) => {
    if (elemento === null) return undefined;
    const vigia = new ResizeObserver(() => setLibre(elemento.clientWidth));
    vigia.observe(elemento);
    return () => vigia.disconnect();
  }, []);
  // The frame and its padding take a little of the width.
  const deAncho =
    libre <= 0 || ancho <= 0 ? 1 : Math.min(1, (libre - 36) / ancho);
  const escala = pedida ?? Math.max(LEGIBLE, dentro(deAncho));
  const acercar = () => setPedida(dentro(escala * PASO));
  const alejar = () => setPedida(dentro(escala / PASO));
  const ajustar = () => setPedida(dentro(deAncho));
  const alPulsar = (e: KeyboardEvent) => {
    if (!e.ctrlKey || e.altKey || e.metaKey) return;
    const que =
      e.key === "+" || e.key === "="
        ? acercar
        : e.key === "-" || e.key === "−"
          ? alejar
          : e.key === "0"
            ? ajustar
            : null;
    if (que === null) return;
    e.preventDefault();
    que();
  };
  return { caja, escala, acercar, alejar, ajustar, alPulsar };
}
