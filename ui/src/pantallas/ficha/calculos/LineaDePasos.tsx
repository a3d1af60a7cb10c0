import type { CaminoDto } from "../../../puente/generado/CaminoDto";
import type { PasoDeFlujo } from "../../../puente/generado/PasoDeFlujo";
import { clases } from "../../../componentes/clases";
import estilos from "./Calculos.module.css";

const ANCHO = 640;
const ALTO_DE_FILA = 22;
const MARGEN = { izquierda: 34, derecha: 12 } as const;
/** Where the ways out of the decisions are drawn. */
const CANAL = 96;
/** Between two arrows that go side by side. */
const SEPARACION = 12;
/** What makes a step of no time still be seen. */
const MINIMO = 2;

/** Each step from its start to its end; the critical ones are filled. The figures are in the table that follows. */
export function LineaDePasos({
  pasos,
  caminos,
  cuello,
  titulo,
}: {
  pasos: ReadonlyArray<PasoDeFlujo>;
  caminos: ReadonlyArray<CaminoDto>;
  cuello: number | null;
  titulo: string;
}) {
  const fines = pasos.map((p) => Number(p.fin ?? 0));
  const largo = Math.max(...fines, Number.EPSILON);
  const filas = new Map(pasos.map((p, i) => [p.numero, i]));
  // The way to the next paso is the order of the rows: only the others need an arrow.
  const saltos = caminos.flatMap((c) => {
    const [de, a] = [filas.get(c.desde), filas.get(c.hacia ?? -1)];
    return de === undefined || a === undefined || a === de + 1
      ? []
      : [{ de, a, dice: c.porcentaje }];
  });
  const derecha = MARGEN.derecha + (saltos.length === 0 ? 0 : CANAL);
  const util = ANCHO - MARGEN.izquierda - derecha;
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
                x2={ANCHO - derecha}
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
        {saltos.map(({ de, a, dice }, i) => {
          const centro = (fila: number) => fila * ALTO_DE_FILA + 12;
          const x0 = ANCHO - derecha + 4;
          const x1 = x0 + 14 + (i % 4) * SEPARACION;
          return (
            // oxlint-disable-next-line react/no-array-index-key -- in the order of the decisions
            <g key={i}>
              <path
                className={clases(
                  estilos["camino"],
                  a <= de && estilos["regreso"],
                )}
                d={
                  a === de
                    ? `M${x0} ${centro(de) - 4}H${x1}V${centro(de) + 4}H${x0 + 4}`
                    : `M${x0} ${centro(de)}H${x1}V${centro(a)}H${x0 + 4}`
                }
              />
              <path
                className={estilos["punta"]}
                d={`M${x0} ${centro(a) + (a === de ? 4 : 0)}l6 -4v8z`}
              />
              {dice !== null && (
                <text
                  className={estilos["numero"]}
                  x={x1 + 4}
                  y={(centro(de) + centro(a)) / 2 + 4}
                >
                  {dice} %
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption className={estilos["tenue"]}>
        Cada barra va del inicio al fin esperados del paso, con su espera. Azul
        lleno: ruta crítica. Con borde grueso: cuello de botella.
        {saltos.length > 0 &&
          " Flechas: a dónde lleva cada decisión; las de rayas regresan."}
      </figcaption>
    </figure>
  );
}
