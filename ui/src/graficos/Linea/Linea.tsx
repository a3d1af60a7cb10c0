import { numero } from "../../textos/formatos";
import estilos from "./Linea.module.css";

export interface Punto {
  /** Where it lies along the line, in any unit: a day, an order. */
  lugar: number;
  /** What it is called: «25/11/2026». */
  nombre: string;
  valor: number;
}

const ANCHO = 640;
const ALTO = 180;
/** Room for the figures over the line and for half a label at each side. */
const MARGEN = { arriba: 22, lado: 36, abajo: 8 } as const;

/**
 * A line through time, from zero. Its first, last and greatest points say their figure; the rest are in
 * the table that goes with it, which is why the drawing is one image for a screen reader.
 */
export function Linea({
  titulo,
  fuente,
  puntos,
}: {
  /** The finding, in a sentence. */
  titulo: string;
  /** Where the figures come from and their cut-off. */
  fuente: string;
  /** Two or more, in order. */
  puntos: ReadonlyArray<Punto>;
}) {
  const primero = puntos[0];
  const ultimo = puntos.at(-1);
  if (primero === undefined || ultimo === undefined) return null;
  const mayor = Math.max(1, ...puntos.map(({ valor }) => valor));
  const cima = puntos.find(({ valor }) => valor === mayor);
  const largo = Math.max(1, ultimo.lugar - primero.lugar);
  const x = ({ lugar }: Punto) =>
    MARGEN.lado + ((lugar - primero.lugar) * (ANCHO - 2 * MARGEN.lado)) / largo;
  const y = ({ valor }: Punto) =>
    ALTO -
    MARGEN.abajo -
    (valor * (ALTO - MARGEN.arriba - MARGEN.abajo)) / mayor;
  const trazo = puntos.map((p) => `${x(p)},${y(p)}`).join(" ");
  const suelo = ALTO - MARGEN.abajo;
  return (
    <figure className={estilos["figura"]}>
      <p className={estilos["titulo"]}>{titulo}</p>
      <svg
        viewBox={`0 0 ${ANCHO} ${ALTO}`}
        className={estilos["svg"]}
        role="img"
        aria-label={`De ${numero(primero.valor)} el ${primero.nombre} a ${numero(ultimo.valor)} el ${ultimo.nombre}. Las cifras de cada fecha están en la tabla.`}
      >
        <polygon
          className={estilos["area"]}
          points={`${x(primero)},${suelo} ${trazo} ${x(ultimo)},${suelo}`}
        />
        <line
          className={estilos["suelo"]}
          x1={MARGEN.lado}
          x2={ANCHO - MARGEN.lado}
          y1={suelo}
          y2={suelo}
        />
        <polyline className={estilos["linea"]} points={trazo} />
        {puntos.map((p) => (
          <g key={p.lugar}>
            <circle className={estilos["punto"]} cx={x(p)} cy={y(p)} r="3.5" />
            {(p === primero || p === ultimo || p === cima) && (
              <text
                className={estilos["valor"]}
                x={x(p)}
                y={y(p) - 8}
                textAnchor="middle"
              >
                {numero(p.valor)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <p className={estilos["extremos"]} aria-hidden="true">
        <span>{primero.nombre}</span>
        <span>{ultimo.nombre}</span>
      </p>
      <figcaption className={estilos["fuente"]}>{fuente}</figcaption>
    </figure>
  );
}
