import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { RefObject } from "react";
import { desplazarPara, ventanaVisible } from "./ventana";
import type { Ventana } from "./ventana";

const FILAS_ANTES_DE_MEDIR = 24;

/** What a table of any length knows of its frame: which rows are in view, and how to bring one in. */
export interface VentanaDeTabla {
  marco: RefObject<HTMLDivElement | null>;
  /** An invisible element as high as a row. */
  sonda: RefObject<HTMLDivElement | null>;
  altoFila: number;
  ventana: Ventana;
  /** Rows that PageUp and PageDown jump. */
  pagina: number;
  /** Scrolls so that a row is whole in view. */
  llevarA: (fila: number) => void;
  alDesplazar: () => void;
}

/**
 * Measures the frame and keeps its window of rows. Another `clave` is another list: the frame goes back
 * to the top and `alReiniciar` says so.
 */
export function useVentana({
  total,
  clave,
  inicial,
  alVer,
  alReiniciar,
}: {
  total: number;
  clave: string;
  inicial?: number | undefined;
  alVer: (ventana: Ventana) => void;
  alReiniciar: () => void;
}): VentanaDeTabla {
  const marco = useRef<HTMLDivElement>(null);
  const sonda = useRef<HTMLDivElement>(null);
  const [altoFila, setAltoFila] = useState(32);
  const [altoEncabezado, setAltoEncabezado] = useState(32);
  const [altoMarco, setAltoMarco] = useState(0);
  const [desplazado, setDesplazado] = useState(0);
  const ventana =
    altoMarco === 0
      ? { desde: 0, hasta: Math.min(total, FILAS_ANTES_DE_MEDIR) }
      : ventanaVisible(desplazado, altoMarco, altoFila, total);

  useLayoutEffect(() => {
    const medir = () => {
      const alto = sonda.current?.getBoundingClientRect().height ?? 0;
      if (alto > 0) setAltoFila(alto);
      const encabezado = marco.current?.querySelector("[data-encabezado]");
      if (encabezado)
        setAltoEncabezado(encabezado.getBoundingClientRect().height);
      setAltoMarco(marco.current?.clientHeight ?? 0);
    };
    medir();
    if (typeof ResizeObserver === "undefined") return;
    const observador = new ResizeObserver(medir);
    for (const elemento of [marco.current, sonda.current])
      if (elemento) observador.observe(elemento);
    return () => observador.disconnect();
  }, []);

  const reiniciar = useRef(alReiniciar);
  useLayoutEffect(() => {
    reiniciar.current = alReiniciar;
  });
  // Another list begins at the top; the first one, where it was left.
  const claveVista = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (altoMarco === 0) return;
    if (claveVista.current === null) {
      if (inicial && marco.current)
        marco.current.scrollTop = Math.max(
          0,
          inicial * altoFila - altoMarco / 2,
        );
    } else if (claveVista.current !== clave) {
      if (marco.current) marco.current.scrollTop = 0;
      setDesplazado(0);
      reiniciar.current();
    }
    claveVista.current = clave;
  }, [clave, altoMarco, altoFila, inicial]);

  useEffect(() => {
    alVer({ desde: ventana.desde, hasta: ventana.hasta });
  }, [alVer, ventana.desde, ventana.hasta]);

  return {
    marco,
    sonda,
    altoFila,
    ventana,
    pagina: Math.max(
      1,
      Math.floor((altoMarco - altoEncabezado) / altoFila) - 1,
    ),
    llevarA: (fila) => {
      if (fila < 0 || !marco.current) return;
      const hacia = desplazarPara(
        fila,
        marco.current.scrollTop,
        altoMarco,
        altoFila,
        altoEncabezado,
      );
      if (hacia === null) return;
      marco.current.scrollTop = hacia;
      setDesplazado(marco.current.scrollTop);
    },
    alDesplazar: () => setDesplazado(marco.current?.scrollTop ?? 0),
  };
}
