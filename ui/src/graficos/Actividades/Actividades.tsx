import { clases } from "../../componentes/clases";
import estilos from "./Actividades.module.css";

export interface BarraDeActividad {
  id: string;
  codigo: string;
  inicio: number;
  fin: number;
  /** Latest end that does not delay the whole. */
  finTardio: number;
  critica: boolean;
  /** What is written after the bar: «crítica», «holgura 2.00». */
  dicho: string;
}

const ANCHO = 900;
const ALTO_DE_FILA = 24;
const MARGEN = { izquierda: 110, derecha: 130, abajo: 22 } as const;
const MINIMO = 2;
/** Bars that can be told apart; the rest are in the table. */
const DIBUJADAS = 60;

/** Each activity from its early start to its early end, and how long it may wait. The figures are in the table. */
export function Actividades({
  titulo,
  unidad,
  barras,
}: {
  /** The finding, in a sentence. */
  titulo: string;
  unidad: string;
  barras: ReadonlyArray<BarraDeActividad>;
}) {
  const vistas = barras.slice(0, DIBUJADAS);
  const largo = Math.max(...barras.map((b) => b.finTardio), Number.EPSILON);
  const util = ANCHO - MARGEN.izquierda - MARGEN.derecha;
  const x = (t: number) => MARGEN.izquierda + (t * util) / largo;
  const alto = vistas.length * ALTO_DE_FILA + MARGEN.abajo;
  const corto = (t: string) => (t.length > 14 ? `${t.slice(0, 13)}…` : t);
  return (
    <figure className={estilos["figura"]}>
      <p className={estilos["titulo"]}>{titulo}</p>
      <svg
        viewBox={`0 0 ${ANCHO} ${alto}`}
        className={estilos["svg"]}
        role="img"
        aria-label={`${titulo}. ${vistas.length} actividades desde su inicio más temprano. Las cifras están en la tabla.`}
      >
        {[0, 0.25, 0.5, 0.75, 1].map((parte) => (
          <g key={parte}>
            <line
              className={estilos["guia"]}
              x1={x(parte * largo)}
              x2={x(parte * largo)}
              y1={0}
              y2={alto - MARGEN.abajo}
            />
            <text
              className={estilos["texto"]}
              x={x(parte * largo)}
              y={alto - 6}
              textAnchor="middle"
            >
              {Number((parte * largo).toFixed(2))}
            </text>
          </g>
        ))}
        {vistas.map((b, i) => {
          const y = i * ALTO_DE_FILA + 4;
          return (
            <g key={b.id}>
              <text
                className={estilos["texto"]}
                x={MARGEN.izquierda - 8}
                y={y + 12}
                textAnchor="end"
              >
                {corto(b.codigo)}
              </text>
              {b.finTardio > b.fin && (
                <line
                  className={estilos["holgura"]}
                  x1={x(b.fin)}
                  x2={x(b.finTardio)}
                  y1={y + 8}
                  y2={y + 8}
                />
              )}
              <rect
                className={clases(
                  estilos["barra"],
                  b.critica && estilos["critica"],
                )}
                x={x(b.inicio)}
                y={y}
                width={Math.max(MINIMO, x(b.fin) - x(b.inicio))}
                height={16}
                rx={2}
              />
              <text
                className={clases(
                  estilos["texto"],
                  b.critica && estilos["fuerte"],
                )}
                x={x(Math.max(b.fin, b.finTardio)) + 6}
                y={y + 12}
              >
                {b.dicho}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption className={estilos["pie"]}>
        En {unidad}. Azul lleno: ruta crítica. Línea de puntos: lo que la
        actividad puede esperar.
        {barras.length > DIBUJADAS &&
          ` Se dibujan las primeras ${DIBUJADAS} de ${barras.length}; todas están en la tabla.`}
      </figcaption>
    </figure>
  );
}
