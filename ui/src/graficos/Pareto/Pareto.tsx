import { clases } from "../../componentes/clases";
import estilos from "./Pareto.module.css";

export interface BarraDePareto {
  id: string;
  codigo: string;
  /** Percentage of the total. */
  participacion: number;
  /** Percentage down to this one. */
  acumulado: number;
  /** Among the few that make most of it. */
  fuerte: boolean;
}

const ANCHO = 900;
const ALTO = 240;
const MARGEN = { izquierda: 44, derecha: 12, arriba: 16, abajo: 28 } as const;
/** Bars that can be told apart; the rest are in the table. */
const DIBUJADAS = 60;
/** Codes that fit under the bars. */
const CON_CODIGO = 8;

/** Bars from the heaviest, and the line of what they add up to. Its figures are in the table that goes with it. */
export function Pareto({
  titulo,
  fuente,
  umbral,
  barras,
  que = "trámite",
}: {
  /** The finding, in a sentence. */
  titulo: string;
  fuente: string;
  /** Percentage where the line of the few is drawn. */
  umbral: number;
  barras: ReadonlyArray<BarraDePareto>;
  /** Name of what each bar is. */
  que?: string;
}) {
  const vistas = barras.slice(0, DIBUJADAS);
  const paso =
    (ANCHO - MARGEN.izquierda - MARGEN.derecha) / Math.max(1, vistas.length);
  const x = (i: number) => MARGEN.izquierda + i * paso;
  const y = (v: number) =>
    ALTO - MARGEN.abajo - (v * (ALTO - MARGEN.arriba - MARGEN.abajo)) / 100;
  const linea = vistas
    .map((b, i) => `${x(i) + paso / 2},${y(b.acumulado)}`)
    .join(" ");
  return (
    <figure className={estilos["figura"]}>
      <p className={estilos["titulo"]}>{titulo}</p>
      <svg
        viewBox={`0 0 ${ANCHO} ${ALTO}`}
        className={estilos["svg"]}
        role="img"
        aria-label={`Parte de cada ${que} en el total y su suma acumulada, de los ${vistas.length} más pesados. Las cifras están en la tabla.`}
      >
        {[0, 50, 100].map((v) => (
          <g key={v}>
            <line
              className={estilos["guia"]}
              x1={MARGEN.izquierda}
              x2={ANCHO - MARGEN.derecha}
              y1={y(v)}
              y2={y(v)}
            />
            <text
              className={estilos["cifra"]}
              x={MARGEN.izquierda - 6}
              y={y(v) + 4}
              textAnchor="end"
            >
              {v} %
            </text>
          </g>
        ))}
        {vistas.map((b, i) => (
          <g key={b.id}>
            <rect
              className={clases(
                estilos["barra"],
                b.fuerte && estilos["fuerte"],
              )}
              x={x(i) + paso * 0.12}
              width={paso * 0.76}
              y={y(b.participacion)}
              height={Math.max(0.5, y(0) - y(b.participacion))}
            />
            {vistas.length <= CON_CODIGO && (
              <text
                className={estilos["cifra"]}
                x={x(i) + paso / 2}
                y={ALTO - 8}
                textAnchor="middle"
              >
                {b.codigo}
              </text>
            )}
          </g>
        ))}
        <line
          className={estilos["umbral"]}
          x1={MARGEN.izquierda}
          x2={ANCHO - MARGEN.derecha}
          y1={y(umbral)}
          y2={y(umbral)}
        />
        <text
          className={estilos["cifra"]}
          x={ANCHO - MARGEN.derecha - 4}
          y={y(umbral) + 14}
          textAnchor="end"
        >
          {umbral} %
        </text>
        <polyline className={estilos["linea"]} points={linea} />
        {vistas.map((b, i) => (
          <circle
            key={b.id}
            className={estilos["punto"]}
            cx={x(i) + paso / 2}
            cy={y(b.acumulado)}
            r="3"
          />
        ))}
      </svg>
      <figcaption className={estilos["fuente"]}>
        {fuente}
        {barras.length > DIBUJADAS &&
          ` Se dibujan los ${DIBUJADAS} más pesados de ${barras.length}; todos están en la tabla.`}
      </figcaption>
    </figure>
  );
}
