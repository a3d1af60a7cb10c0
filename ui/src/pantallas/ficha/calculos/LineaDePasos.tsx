import type { PasoDeFlujo } from "../../../puente/generado/PasoDeFlujo";
import { clases } from "../../../componentes/clases";
import estilos from "./Calculos.module.css";

const ANCHO = 640;
const ALTO_DE_FILA = 22;
const MARGEN = { izquierda: 34, derecha: 12 } as const;
/** What makes a step of no time still be seen. */
const MINIMO = 2;

/** Each step from its start to its end; the critical ones are filled. The figures are in the table that follows. */
export function LineaDePasos({
  pasos,
  cuello,
  titulo,
}: {
  pasos: ReadonlyArray<PasoDeFlujo>;
  cuello: number | null;
  titulo: string;
}) {
  const fines = pasos.map((p) => Number(p.fin ?? 0));
  const largo = Math.max(...fines, Number.EPSILON);
  const util = ANCHO - MARGEN.izquierda - MARGEN.derecha;
  const x = (dias: number) => MARGEN.izquierda + (dias * util) / largo;
  const alto = pasos.length * ALTO_DE_FILA + 8;
  return (
    <figure className={estilos["figura"]}>
      <svg
        viewBox={`0 0 ${ANCHO} ${alto}`}
        className={estilos["svg"]}
        role="img"
        aria-label={`${titulo}: ${pasos.length} pasos en el orden en que ocurren. Los tiempos de cada uno están en la tabla.`}
      >
        {pasos.map((p, i) => {
          const inicio = Number(p.inicio ?? 0);
          const fin = Number(p.fin ?? 0);
          const y = i * ALTO_DE_FILA + 4;
          return (
            <g key={p.id}>
              <text
                className={estilos["numero"]}
                x={MARGEN.izquierda - 8}
                y={y + 12}
                textAnchor="end"
              >
                {p.numero}
              </text>
              <line
                className={estilos["guia"]}
                x1={MARGEN.izquierda}
                x2={ANCHO - MARGEN.derecha}
                y1={y + 8}
                y2={y + 8}
              />
              <rect
                className={clases(
                  estilos["tramo"],
                  p.critico && estilos["critico"],
                  p.numero === cuello && estilos["cuello"],
                )}
                x={x(inicio)}
                y={y}
                width={Math.max(MINIMO, x(fin) - x(inicio))}
                height={16}
                rx={2}
              />
            </g>
          );
        })}
      </svg>
      <figcaption className={estilos["tenue"]}>
        Cada barra va del inicio al fin esperados del paso, con su espera. Azul
        lleno: ruta crítica. Con borde grueso: cuello de botella.
      </figcaption>
    </figure>
  );
}
