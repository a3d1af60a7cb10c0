import { clases } from "../../componentes/clases";
import { separar } from "../Pendiente/lugares";
import estilos from "./Lineas.module.css";

export interface Serie {
  id: string;
  /** Written at the end of its line. */
  nombre: string;
  /** One for each moment; null where there is no base. From 0 to 100. */
  valores: ReadonlyArray<number | null>;
  /** The last figure as it is written: «68.18 %». */
  final: string;
}

export interface Momento {
  /** Where it lies along the line, in days. */
  lugar: number;
  nombre: string;
}

const ANCHO = 820;
const ALTO = 260;
const MARGEN = { arriba: 14, abajo: 24, inicio: 48, fin: 250 } as const;
const ENTRE = 16;
const REJAS = [0, 25, 50, 75, 100] as const;
/** Lines are told apart by their stroke as well as by their colour. */
const TRAZOS = ["uno", "dos", "tres", "cuatro"] as const;

/**
 * Several percentages through time over the same scale, from 0 to 100, each named where its line ends.
 * The drawing is one image for a screen reader: its figures are in the table that goes with it.
 */
export function Lineas({
  titulo,
  fuente,
  momentos,
  series,
}: {
  /** The finding, in a sentence. */
  titulo: string;
  fuente: string;
  /** Two or more, in order. */
  momentos: ReadonlyArray<Momento>;
  series: ReadonlyArray<Serie>;
}) {
  const primero = momentos[0];
  const ultimo = momentos.at(-1);
  if (primero === undefined || ultimo === undefined || series.length === 0)
    return null;
  const largo = Math.max(1, ultimo.lugar - primero.lugar);
  const suelo = ALTO - MARGEN.abajo;
  const x = (i: number) =>
    MARGEN.inicio +
    (((momentos[i]?.lugar ?? 0) - primero.lugar) *
      (ANCHO - MARGEN.inicio - MARGEN.fin)) /
      largo;
  const y = (valor: number) => suelo - (valor * (suelo - MARGEN.arriba)) / 100;
  const finales = separar(
    series.map(({ valores }) => y(valores.at(-1) ?? 0)),
    ENTRE,
    MARGEN.arriba,
    suelo,
  );
  const dicho = series
    .map(({ nombre, final }) => `${nombre} ${final}`)
    .join("; ");
  return (
    <figure className={estilos["figura"]}>
      <p className={estilos["titulo"]}>{titulo}</p>
      <svg
        viewBox={`0 0 ${ANCHO} ${ALTO}`}
        className={estilos["svg"]}
        role="img"
        aria-label={`Al ${ultimo.nombre}: ${dicho}. Las cifras de cada corte están en la tabla.`}
      >
        {REJAS.map((valor) => (
          <g key={valor}>
            <line
              className={valor === 0 ? estilos["suelo"] : estilos["reja"]}
              x1={MARGEN.inicio}
              x2={ANCHO - MARGEN.fin}
              y1={y(valor)}
              y2={y(valor)}
            />
            <text
              className={estilos["eje"]}
              x={MARGEN.inicio - 6}
              y={y(valor)}
              dy="0.35em"
              textAnchor="end"
            >
              {valor} %
            </text>
          </g>
        ))}
        {momentos.map(({ nombre }, i) =>
          i === 0 || i === momentos.length - 1 ? (
            <text
              key={nombre}
              className={estilos["eje"]}
              x={x(i)}
              y={ALTO - 6}
              textAnchor={i === 0 ? "start" : "end"}
            >
              {nombre}
            </text>
          ) : null,
        )}
        {series.map(({ id, nombre, valores, final }, s) => (
          <g
            key={id}
            className={clases(estilos[TRAZOS[s % TRAZOS.length] ?? "uno"])}
          >
            {tramosDe(valores).map((tramo) => (
              <polyline
                key={tramo[0]}
                className={estilos["linea"]}
                points={tramo
                  .map((i) => `${x(i)},${y(valores[i] ?? 0)}`)
                  .join(" ")}
              />
            ))}
            {valores.map(
              (valor, i) =>
                valor !== null && (
                  <circle
                    key={momentos[i]?.nombre}
                    className={estilos["punto"]}
                    cx={x(i)}
                    cy={y(valor)}
                    r="3"
                  />
                ),
            )}
            <text
              className={estilos["rotulo"]}
              x={ANCHO - MARGEN.fin + 10}
              y={finales[s]}
              dy="0.35em"
            >
              <tspan className={estilos["cifra"]}>{final}</tspan> {nombre}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className={estilos["fuente"]}>{fuente}</figcaption>
    </figure>
  );
}

/** The stretches of a line with a figure at each end: a moment without base breaks it. */
function tramosDe(
  valores: ReadonlyArray<number | null>,
): ReadonlyArray<ReadonlyArray<number>> {
  const tramos: number[][] = [];
  let actual: number[] = [];
  for (const [i, valor] of valores.entries()) {
    if (valor === null) {
      if (actual.length > 0) tramos.push(actual);
      actual = [];
    } else actual.push(i);
  }
  if (actual.length > 0) tramos.push(actual);
  return tramos;
}
