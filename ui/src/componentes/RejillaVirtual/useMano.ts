import { useLayoutEffect, useMemo, useRef } from "react";
import { ordenAlEditar } from "../Rejilla/modelo";
import type { OrdenAlEditar, Posicion } from "../Rejilla/modelo";
import type { ManoDeFila } from "./Fila";
import { contiguaEnHoja } from "./teclas";
import type { MedidasDeHoja } from "./teclas";

/** What the grid does now; the rows keep the same hand whatever it is. */
export interface AccionesDeHoja {
  ir: (a: Posicion, extender?: boolean) => void;
  elegir: (a: Posicion) => void;
  soltar: () => void;
  editar: (a: Posicion) => void;
  abrir: (fila: number) => void;
  marcar: (fila: number, extender: boolean) => void;
  terminar: (texto: string, orden: OrdenAlEditar | null) => void;
  cancelar: () => void;
  medidas: MedidasDeHoja;
}

/** The same functions always, so that rows that did not change are not drawn again. */
export function useMano(acciones: AccionesDeHoja): ManoDeFila {
  const actuales = useRef(acciones);
  useLayoutEffect(() => {
    actuales.current = acciones;
  });
  return useMemo<ManoDeFila>(
    () => ({
      elegir: (fila, columna) => actuales.current.elegir({ fila, columna }),
      pulsar: (e, fila, columna) => {
        if (e.shiftKey) {
          e.preventDefault();
          actuales.current.ir({ fila, columna }, true);
        } else actuales.current.soltar();
      },
      editar: (fila, columna) => actuales.current.editar({ fila, columna }),
      abrir: (fila) => actuales.current.abrir(fila),
      marcar: (fila, extender) => actuales.current.marcar(fila, extender),
      ordenDe: (e, fila, columna) => {
        const { medidas } = actuales.current;
        // What is typed in the blank row makes another one below it.
        const m =
          fila >= medidas.filas - 1
            ? { ...medidas, filas: medidas.filas + 1 }
            : medidas;
        const orden = ordenAlEditar(
          e,
          { fila, columna },
          { filas: m.filas, columnas: m.columnas, conNueva: false, pagina: 1 },
        );
        if (orden?.tipo !== "guardar" || e.key !== "Tab") return orden;
        const a = contiguaEnHoja({ fila, columna }, m, e.shiftKey ? -1 : 1);
        // The mark is not written: Tab goes past it.
        return {
          tipo: "guardar",
          a: a?.columna === 0 ? { ...a, columna: 1 } : a,
        };
      },
      terminar: (texto, orden) => actuales.current.terminar(texto, orden),
      cancelar: () => actuales.current.cancelar(),
      teclear: () => undefined,
    }),
    [],
  );
}
