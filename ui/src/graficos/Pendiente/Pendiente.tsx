import { clases } from "../../componentes/clases";
import type { Sentido } from "../../puente/generado/Sentido";
import { separar } from "./lugares";
import estilos from "./Pendiente.module.css";

export interface Recta {
  id: string;
  nombre: string;
  /** Heights, in one unit for all of them. */
  antes: number;
  despues: number;
  /** The figures as people read them. */
  textoAntes: string;
  textoDespues: string;
  sentido: Sentido;
}

const ANCHO = 640;
const LADO = 220;
const ENTRE = 17;
const MARGEN = { arriba: 34, abajo: 14 } as const;
const MAS_ALTO = 420;

const corto = (nombre: string) =>
  nombre.length > 24 ? `${nombre.slice(0, 23).trimEnd()}…` : nombre;

/**
 * Before and after as lines between two posts, from zero. The drawing is one image for a screen reader:
 * its figures are in the table that goes with it.
 */
export function Pendiente({
  titulo,
  fuente,
  rectas,
  antes = "Hoy",
  despues = "Propuesta",
}: {
  /** The finding, in a sentence. */
  titulo: string;
  fuente: string;
  rectas: ReadonlyArray<Recta>;
  antes?: string;
  despues?: string;
}) {
  if (rectas.length === 0) return null;
  const alto = Math.min(
    MAS_ALTO,
    Math.max(150, MARGEN.arriba + MARGEN.abajo + rectas.length * (ENTRE + 12)),
  );
  const mayor = Math.max(
    Number.MIN_VALUE,
    ...rectas.flatMap((r) => [r.antes, r.despues]),
  );
  const suelo = alto - MARGEN.abajo;
  const y = (valor: number) =>
    suelo - (valor * (suelo - MARGEN.arriba)) / mayor;
  const deAntes = separar(
    rectas.map((r) => y(r.antes)),
    ENTRE,
    MARGEN.arriba - 6,
    suelo,
  );
  const deDespues = separar(
    rectas.map((r) => y(r.despues)),
    ENTRE,
    MARGEN.arriba - 6,
    suelo,
  );
  const x1 = LADO;
  const x2 = ANCHO - LADO;
  const dicho = rectas
    .slice(0, 8)
    .map((r) => `${r.nombre}: de ${r.textoAntes} a ${r.textoDespues}`)
    .join("; ");
  return (
    <figure className={estilos["figura"]}>
      <p className={estilos["titulo"]}>{titulo}</p>
      <svg
        viewBox={`0 0 ${ANCHO} ${alto}`}
        className={estilos["svg"]}
        role="img"
        aria-label={`${dicho}. Todas las cifras están en la tabla.`}
      >
        <text className={estilos["poste"]} x={x1} y={16} textAnchor="middle">
          {antes}
        </text>
        <text className={estilos["poste"]} x={x2} y={16} textAnchor="middle">
          {despues}
        </text>
        {[x1, x2].map((x) => (
          <line
            key={x}
            className={estilos["guia"]}
            x1={x}
            x2={x}
            y1={MARGEN.arriba - 10}
            y2={suelo}
          />
        ))}
        {rectas.map((r, i) => (
          <g key={r.id} className={clases(estilos[r.sentido])}>
            <line
              className={estilos["recta"]}
              x1={x1}
              y1={y(r.antes)}
              x2={x2}
              y2={y(r.despues)}
            />
            <circle
              className={estilos["punto"]}
              cx={x1}
              cy={y(r.antes)}
              r="4"
            />
            <circle
              className={estilos["punto"]}
              cx={x2}
              cy={y(r.despues)}
              r="4"
            />
            <text
              className={estilos["rotulo"]}
              x={x1 - 10}
              y={deAntes[i]}
              dy="0.35em"
              textAnchor="end"
            >
              {corto(r.nombre)}{" "}
              <tspan className={estilos["cifra"]}>{r.textoAntes}</tspan>
            </text>
            <text
              className={estilos["rotulo"]}
              x={x2 + 10}
              y={deDespues[i]}
              dy="0.35em"
            >
              <tspan className={estilos["cifra"]}>{r.textoDespues}</tspan>{" "}
              {corto(r.nombre)}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className={estilos["fuente"]}>{fuente}</figcaption>
    </figure>
  );
}
