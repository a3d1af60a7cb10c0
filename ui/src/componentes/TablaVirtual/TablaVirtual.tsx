import {
  memo,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { CSSProperties, KeyboardEvent, ReactNode } from "react";
import { useVentana } from "./useVentana";
import { moverEnTabla } from "./ventana";
import type { Ventana } from "./ventana";
import estilos from "./TablaVirtual.module.css";

/** A column of the table. */
export interface ColumnaVirtual<F> {
  id: string;
  titulo: string;
  /** Least width, in rem. */
  ancho: number;
  /** Part of the room that is left. */
  crece?: number;
  /** Can be sorted by. */
  ordenable?: boolean;
  /** Figures go to the end of the cell. */
  alFinal?: boolean;
  celda: (fila: F) => ReactNode;
}

export interface OrdenDeTabla {
  columna: string;
  descendente: boolean;
}

interface Propiedades<F> {
  /** Name for screen readers: «Trámites del inventario». */
  etiqueta: string;
  columnas: ReadonlyArray<ColumnaVirtual<F>>;
  total: number;
  /** A row, or undefined while it is on its way. */
  fila: (indice: number) => F | undefined;
  alVer: (ventana: Ventana) => void;
  alAbrir: (fila: F, indice: number) => void;
  orden?: OrdenDeTabla | null;
  alOrdenar?: (columna: string) => void;
  /** A letter typed on a row: it goes to the search box. */
  alEscribir?: (letra: string) => void;
  alEscapar?: () => void;
  /** Another key is another list: the table goes back to the top. */
  clave: string;
  /** Rows of an older request are still on screen. */
  ocupada?: boolean;
  /** Row to begin at. */
  inicial?: number;
  alActivar?: (indice: number) => void;
}

interface Lugar {
  fila: number;
  columna: number;
}

/** Room at both ends of a row, in rem. */
const ORILLAS = 1;

/** The same tracks and least width for the heading and every row. */
function pistasDe(
  columnas: ReadonlyArray<{ ancho: number; crece?: number }>,
): CSSProperties {
  return {
    gridTemplateColumns: columnas
      .map(({ ancho, crece }) =>
        crece === undefined ? `${ancho}rem` : `minmax(${ancho}rem, ${crece}fr)`,
      )
      .join(" "),
    minInlineSize: `${columnas.reduce((suma, { ancho }) => suma + ancho, ORILLAS)}rem`,
  };
}

/**
 * A read-only grid of any length. Only the rows in view are in the page, the height of the scroll
 * is that of all of them, and the keyboard moves a real focus from cell to cell.
 */
export function TablaVirtual<F>(props: Propiedades<F>) {
  const { columnas, total, fila, alVer, orden, clave } = props;
  const id = useId();
  const [activa, setActiva] = useState<Lugar>({
    fila: props.inicial ?? 0,
    columna: 0,
  });
  const enfocar = useRef(false);

  // Without rows the focus rests on the heading: a region that scrolls is always reached by keyboard.
  const lugar: Lugar = {
    fila: Math.min(activa.fila, total - 1),
    columna: Math.min(activa.columna, columnas.length - 1),
  };
  const { marco, sonda, altoFila, ventana, pagina, llevarA, alDesplazar } =
    useVentana({
      total,
      clave,
      inicial: props.inicial,
      alVer,
      alReiniciar: () =>
        setActiva((a) => ({ fila: a.fila < 0 ? -1 : 0, columna: a.columna })),
    });
  const indices = [];
  for (let i = ventana.desde; i < ventana.hasta; i += 1) indices.push(i);
  if (lugar.fila >= 0 && lugar.fila < total) {
    if (lugar.fila < ventana.desde) indices.unshift(lugar.fila);
    else if (lugar.fila >= ventana.hasta) indices.push(lugar.fila);
  }

  useLayoutEffect(() => {
    if (!enfocar.current) return;
    enfocar.current = false;
    document.getElementById(idDe(id, lugar))?.focus({ preventScroll: true });
  });

  const ir = (a: Lugar) => {
    enfocar.current = true;
    llevarA(a.fila);
    setActiva(a);
    if (a.fila >= 0) props.alActivar?.(a.fila);
  };

  const alPulsar = (e: KeyboardEvent<HTMLDivElement>) => {
    if (e.altKey || e.metaKey || e.defaultPrevented) return;
    const a = moverEnTabla(e, lugar, {
      filas: total,
      columnas: columnas.length,
      pagina,
    });
    if (a) {
      e.preventDefault();
      ir(a);
      return;
    }
    if (lugar.fila < 0) return; // The heading's own button answers Enter and Space.
    if (e.key === "Enter" || (e.key === " " && !e.ctrlKey)) {
      const esta = fila(lugar.fila);
      if (esta !== undefined) {
        e.preventDefault();
        props.alAbrir(esta, lugar.fila);
      }
    } else if (e.key === "Escape") props.alEscapar?.();
    else if (
      [...e.key].length === 1 &&
      !e.ctrlKey &&
      props.alEscribir !== undefined
    ) {
      e.preventDefault();
      props.alEscribir(e.key);
    }
  };

  const alAbrir = useRef(props.alAbrir);
  useEffect(() => {
    alAbrir.current = props.alAbrir;
  });
  const abrir = useCallback((f: F, i: number) => alAbrir.current(f, i), []);
  const elegir = useCallback((l: Lugar) => setActiva(l), []);

  const pistas = pistasDe(columnas);
  return (
    // The focus is in its cells, one at a time.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={marco}
      className={estilos["marco"]}
      role="grid"
      aria-label={props.etiqueta}
      aria-rowcount={total + 1}
      aria-colcount={columnas.length}
      aria-busy={props.ocupada ?? false}
      onScroll={alDesplazar}
      onKeyDown={alPulsar}
    >
      <div ref={sonda} className={estilos["sonda"]} aria-hidden="true" />
      <div role="rowgroup" className={estilos["encabezado"]} data-encabezado="">
        <div
          role="row"
          aria-rowindex={1}
          className={estilos["titulos"]}
          style={pistas}
        >
          {columnas.map((c, i) => {
            const es = orden?.columna === c.id;
            const foco = lugar.fila < 0 && lugar.columna === i;
            return (
              <div
                key={c.id}
                role="columnheader"
                aria-colindex={i + 1}
                className={estilos["titulo"]}
                data-final={c.alFinal ? "" : undefined}
                {...(c.ordenable
                  ? {
                      "aria-sort": es
                        ? orden.descendente
                          ? "descending"
                          : "ascending"
                        : "none",
                    }
                  : {
                      id: idDe(id, { fila: -1, columna: i }),
                      tabIndex: foco ? 0 : -1,
                    })}
              >
                {c.ordenable ? (
                  <button
                    type="button"
                    id={idDe(id, { fila: -1, columna: i })}
                    className={estilos["ordenar"]}
                    tabIndex={foco ? 0 : -1}
                    onFocus={() => setActiva({ fila: -1, columna: i })}
                    onClick={() => props.alOrdenar?.(c.id)}
                  >
                    <span className={estilos["tituloTexto"]}>{c.titulo}</span>
                    <span
                      aria-hidden="true"
                      className={estilos["flecha"]}
                      data-activa={es ? "" : undefined}
                    >
                      {es && orden.descendente ? "▾" : "▴"}
                    </span>
                  </button>
                ) : (
                  <span className={estilos["tituloTexto"]}>{c.titulo}</span>
                )}
              </div>
            );
          })}
        </div>
      </div>
      <div
        role="rowgroup"
        className={estilos["cuerpo"]}
        data-ocupada={props.ocupada ? "" : undefined}
        style={{ blockSize: total * altoFila }}
      >
        {indices.map((i) => (
          <Fila
            key={i}
            id={id}
            indice={i}
            fila={fila(i)}
            columnas={columnas}
            arriba={i * altoFila}
            activa={lugar.fila === i ? lugar.columna : null}
            abrir={abrir}
            elegir={elegir}
          />
        ))}
      </div>
    </div>
  );
}

function idDe(id: string, l: Lugar): string {
  return `${id}-${l.fila}-${l.columna}`;
}

interface PropiedadesDeFila<F> {
  id: string;
  indice: number;
  fila: F | undefined;
  columnas: ReadonlyArray<ColumnaVirtual<F>>;
  arriba: number;
  /** Column of the active cell when it is in this row. */
  activa: number | null;
  abrir: (fila: F, indice: number) => void;
  elegir: (lugar: Lugar) => void;
}

function FilaSinMemo<F>({
  id,
  indice,
  fila,
  columnas,
  arriba,
  activa,
  abrir,
  elegir,
}: PropiedadesDeFila<F>) {
  return (
    <div
      role="row"
      aria-rowindex={indice + 2}
      className={estilos["fila"]}
      data-activa={activa === null ? undefined : ""}
      style={{
        ...pistasDe(columnas),
        transform: `translateY(${arriba}px)`,
      }}
      onDoubleClick={() => fila !== undefined && abrir(fila, indice)}
    >
      {columnas.map((c, j) => (
        <div
          key={c.id}
          id={idDe(id, { fila: indice, columna: j })}
          role="gridcell"
          aria-colindex={j + 1}
          className={estilos["celda"]}
          data-final={c.alFinal ? "" : undefined}
          tabIndex={activa === j ? 0 : -1}
          onFocus={() => elegir({ fila: indice, columna: j })}
        >
          {fila === undefined ? (
            <span className={estilos["espera"]}>
              {j === 0 && <span className="solo-lector">Cargando</span>}
            </span>
          ) : (
            c.celda(fila)
          )}
        </div>
      ))}
    </div>
  );
}

const Fila = memo(FilaSinMemo) as typeof FilaSinMemo;
