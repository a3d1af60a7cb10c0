import { useEffect, useRef, useState } from "react";
import type { PointerEvent, RefObject } from "react";
import { tras } from "./modelo";

/** A hand that trembles is not a drag. */
const UMBRAL = 4;

export interface Arrastre {
  /** The row in hand. */
  id: string;
  /** Before which row it would be left; the number of rows, after the last. */
  en: number;
}

/**
 * A row is taken by its number and left between two others. With the keyboard the same is done with Ctrl
 * and the arrows.
 */
export function useArrastre(
  tabla: RefObject<HTMLTableElement | null>,
  ids: ReadonlyArray<string>,
  activo: boolean,
  alMover: (id: string, despuesDe: string | null, lugar: number) => void,
): {
  arrastre: Arrastre | null;
  alBajar: (e: PointerEvent<HTMLElement>, id: string) => void;
} {
  const [arrastre, setArrastre] = useState<Arrastre | null>(null);
  const soltar = useRef<(() => void) | null>(null);
  useEffect(() => () => soltar.current?.(), []);

  const lugarDe = (y: number): number => {
    const filas = [
      ...(tabla.current?.querySelectorAll<HTMLElement>("tr[data-fila]") ?? []),
    ];
    return filas.filter((fila) => {
      const { top, height } = fila.getBoundingClientRect();
      return y > top + height / 2;
    }).length;
  };
  const alBajar = (e: PointerEvent<HTMLElement>, id: string) => {
    if (!activo || e.button !== 0) return;
    soltar.current?.();
    const desde = e.clientY;
    let en: number | null = null;
    const terminar = () => {
      window.removeEventListener("pointermove", alMoverse);
      window.removeEventListener("pointerup", alSoltar);
      window.removeEventListener("pointercancel", terminar);
      window.removeEventListener("keydown", alPulsar, true);
      soltar.current = null;
      setArrastre(null);
    };
    const alMoverse = (m: globalThis.PointerEvent) => {
      if (en === null && Math.abs(m.clientY - desde) < UMBRAL) return;
      m.preventDefault();
      en = lugarDe(m.clientY);
      setArrastre({ id, en });
    };
    const alSoltar = () => {
      const destino = en === null ? undefined : tras(ids, id, en);
      terminar();
      if (destino !== undefined) alMover(id, destino.despuesDe, destino.lugar);
    };
    const alPulsar = (k: KeyboardEvent) => {
      if (k.key !== "Escape") return;
      k.preventDefault();
      k.stopPropagation();
      terminar();
    };
    window.addEventListener("pointermove", alMoverse);
    window.addEventListener("pointerup", alSoltar);
    window.addEventListener("pointercancel", terminar);
    window.addEventListener("keydown", alPulsar, true);
    soltar.current = terminar;
  };
  return { arrastre, alBajar };
}
