import { useCallback, useLayoutEffect, useRef } from "react";
import type { KeyboardEvent, RefObject } from "react";

/** What takes the focus in the grid carries the number of its column. */
const CELDA = "[data-columna]";
/** Rows that a page key skips. */
const PAGINA = 12;

const celdasDe = (fila: Element): HTMLElement[] => [
  ...fila.querySelectorAll<HTMLElement>(CELDA),
];
const columnaDe = (celda: HTMLElement): number =>
  Number(celda.dataset["columna"]);

/** The cell of a row nearest to a column, to the left of it when the row has a hole there. */
function enColumna(fila: Element, columna: number): HTMLElement | undefined {
  const celdas = celdasDe(fila);
  return celdas.findLast((celda) => columnaDe(celda) <= columna) ?? celdas[0];
}

/**
 * One stop of the tabulator for a whole table, and the arrows inside it. The cells are written with
 * `tabIndex={-1}` and `data-columna`; this hook gives the stop to the last one that had the focus, on
 * the element itself, so that moving draws nothing again.
 */
export function useCuadricula(): {
  marco: RefObject<HTMLDivElement | null>;
  alTeclear: (evento: KeyboardEvent) => void;
  alEnfocar: (evento: React.FocusEvent) => void;
} {
  const marco = useRef<HTMLDivElement>(null);
  const parada = useRef<HTMLElement | null>(null);
  /** Column that up and down try to keep through rows that do not have it. */
  const columna = useRef(0);

  const darParada = useCallback((celda: HTMLElement) => {
    if (parada.current !== celda) {
      parada.current?.setAttribute("tabindex", "-1");
      parada.current = celda;
    }
    celda.setAttribute("tabindex", "0");
  }, []);

  // The cell with the stop may have gone with its row: the first of the body takes it.
  useLayoutEffect(() => {
    const caja = marco.current;
    if (caja === null) return;
    const actual = parada.current;
    if (actual !== null && caja.contains(actual)) return;
    parada.current = null;
    const primera =
      caja.querySelector<HTMLElement>(`tbody ${CELDA}`) ??
      caja.querySelector<HTMLElement>(CELDA);
    if (primera !== null) darParada(primera);
  });

  const alEnfocar = useCallback(
    (evento: React.FocusEvent) => {
      const celda = (evento.target as Element).closest<HTMLElement>(CELDA);
      if (celda !== null) darParada(celda);
    },
    [darParada],
  );

  const alTeclear = useCallback((evento: KeyboardEvent) => {
    const celda = (evento.target as Element).closest<HTMLElement>(CELDA);
    const fila = celda?.closest("tr");
    const caja = marco.current;
    if (celda == null || fila == null || caja === null) return;
    if (evento.altKey || evento.metaKey) return;
    const filas = [...caja.querySelectorAll("tr")].filter(
      (una) => una.querySelector(CELDA) !== null,
    );
    const deLado = celdasDe(fila);
    const i = filas.indexOf(fila);
    const j = deLado.indexOf(celda);
    const vertical = (n: number) => {
      const otra = filas[Math.max(0, Math.min(filas.length - 1, n))];
      return otra === undefined ? undefined : enColumna(otra, columna.current);
    };
    let nueva: HTMLElement | undefined;
    let recuerda = true;
    switch (evento.key) {
      case "ArrowLeft":
        nueva = deLado[j - 1];
        break;
      case "ArrowRight":
        nueva = deLado[j + 1];
        break;
      case "ArrowUp":
        nueva = vertical(i - 1);
        recuerda = false;
        break;
      case "ArrowDown":
        nueva = vertical(i + 1);
        recuerda = false;
        break;
      case "PageUp":
        nueva = vertical(i - PAGINA);
        recuerda = false;
        break;
      case "PageDown":
        nueva = vertical(i + PAGINA);
        recuerda = false;
        break;
      case "Home":
        nueva = evento.ctrlKey ? celdasDe(filas[0] ?? fila)[0] : deLado[0];
        break;
      case "End":
        nueva = evento.ctrlKey
          ? celdasDe(filas.at(-1) ?? fila).at(-1)
          : deLado.at(-1);
        break;
      default:
        return;
    }
    evento.preventDefault();
    if (nueva === undefined) return;
    // Remembered from where a walk up or down began, not from the rows it passes.
    if (recuerda) columna.current = columnaDe(nueva);
    nueva.focus({ preventScroll: true });
    nueva.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, []);

  return { marco, alTeclear, alEnfocar };
}
