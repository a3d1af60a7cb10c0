import { clases } from "../../componentes/clases";
import estilos from "./Cuadrantes.module.css";

export interface PuntoDeCuadrante {
  id: string;
  /** Short name drawn beside the point when there is room for it. */
  codigo: string;
  x: number;
  y: number;
  /** Drawn full; the rest are drawn hollow. */
  lleno: boolean;
}

/** Names by corner. */
export interface NombresDeCuadrante {
  altoAlto: string;
  altoBajo: string;
  bajoAlto: string;
  bajoBajo: string;
}

const ANCHO = 480;
const ALTO = 360;
const MARGEN = { izquierda: 40, derecha: 12, arriba: 12, abajo: 36 } as const;
/** Room that a name takes: no other is drawn over it. */
const NOMBRE = { ancho: 84, alto: 14 } as const;

interface Colocado extends PuntoDeCuadrante {
  cx: number;
  cy: number;
  /** Where its name begins, to its left or to its right. */
  alFinal: boolean;
}

/** The points whose name covers neither another point nor an earlier name; the one in view always has it. */
function conNombre(
  puntos: ReadonlyArray<Colocado>,
  resaltado: string | null,
): ReadonlySet<string> {
  const puestos: Array<readonly [number, number]> = [];
  const con = new Set<string>();
  const primero = puntos.toSorted(
    (a, b) => Number(b.id === resaltado) - Number(a.id === resaltado),
  );
  for (const p of primero) {
    const x = p.alFinal ? p.cx - NOMBRE.ancho : p.cx;
    const choca = puestos.some(
      ([a, b]) =>
        Math.abs(a - x) < NOMBRE.ancho && Math.abs(b - p.cy) < NOMBRE.alto,
    );
    const tapa = puntos.some(
      (otro) =>
        otro.id !== p.id &&
        otro.cx > x - NOMBRE.alto / 2 &&
        otro.cx < x + NOMBRE.ancho &&
        Math.abs(otro.cy - p.cy) < NOMBRE.alto / 2,
    );
    if (p.id !== resaltado && (choca || tapa)) continue;
    puestos.push([x, p.cy]);
    con.add(p.id);
  }
  return con;
}

/**
 * Points over two axes with the four corners named. One image for a screen reader: each point with its
 * figures is in the table that goes with it.
 */
export function Cuadrantes({
  titulo,
  fuente,
  ejeX,
  ejeY,
  desde,
  hasta,
  mitad,
  nombres,
  puntos,
  resaltado,
}: {
  /** The finding, in a sentence. */
  titulo: string;
  fuente: string;
  ejeX: string;
  ejeY: string;
  desde: number;
  hasta: number;
  /** Where both axes are parted. */
  mitad: number;
  /** «altoBajo» is high on Y and low on X. */
  nombres: NombresDeCuadrante;
  puntos: ReadonlyArray<PuntoDeCuadrante>;
  /** The point whose row has the focus. */
  resaltado: string | null;
}) {
  const x = (v: number) =>
    MARGEN.izquierda +
    ((v - desde) * (ANCHO - MARGEN.izquierda - MARGEN.derecha)) /
      (hasta - desde);
  const y = (v: number) =>
    ALTO -
    MARGEN.abajo -
    ((v - desde) * (ALTO - MARGEN.arriba - MARGEN.abajo)) / (hasta - desde);
  const esquinas = [
    { texto: nombres.altoBajo, en: [desde, hasta], ancla: "start", baja: 16 },
    { texto: nombres.altoAlto, en: [hasta, hasta], ancla: "end", baja: 16 },
    { texto: nombres.bajoBajo, en: [desde, desde], ancla: "start", baja: -8 },
    { texto: nombres.bajoAlto, en: [hasta, desde], ancla: "end", baja: -8 },
  ] as const;
  const enOrden = puntos
    .map((p): Colocado => ({
      ...p,
      cx: x(p.x),
      cy: y(p.y),
      alFinal: p.x > mitad,
    }))
    .toSorted(
      (a, b) => Number(a.id === resaltado) - Number(b.id === resaltado),
    );
  const nombrados = conNombre(enOrden, resaltado);
  return (
    <figure className={estilos["figura"]}>
      <p className={estilos["titulo"]}>{titulo}</p>
      <svg
        viewBox={`0 0 ${ANCHO} ${ALTO}`}
        className={estilos["svg"]}
        role="img"
        aria-label={`${puntos.length} puntos por ${ejeX.toLowerCase()} y ${ejeY.toLowerCase()}. Las cifras de cada uno están en la tabla.`}
      >
        <rect
          className={estilos["mejor"]}
          x={x(mitad)}
          y={y(hasta)}
          width={x(hasta) - x(mitad)}
          height={y(mitad) - y(hasta)}
        />
        <rect
          className={estilos["marco"]}
          x={x(desde)}
          y={y(hasta)}
          width={x(hasta) - x(desde)}
          height={y(desde) - y(hasta)}
        />
        <line
          className={estilos["mitad"]}
          x1={x(mitad)}
          x2={x(mitad)}
          y1={y(desde)}
          y2={y(hasta)}
        />
        <line
          className={estilos["mitad"]}
          x1={x(desde)}
          x2={x(hasta)}
          y1={y(mitad)}
          y2={y(mitad)}
        />
        {esquinas.map(({ texto, en, ancla, baja }) => (
          <text
            key={texto}
            className={estilos["esquina"]}
            x={x(en[0]) + (ancla === "start" ? 8 : -8)}
            y={y(en[1]) + baja}
            textAnchor={ancla}
          >
            {texto}
          </text>
        ))}
        {[desde, mitad, hasta].map((v) => (
          <g key={v} className={estilos["cifra"]}>
            <text x={x(v)} y={ALTO - MARGEN.abajo + 16} textAnchor="middle">
              {v}
            </text>
            <text x={MARGEN.izquierda - 6} y={y(v) + 4} textAnchor="end">
              {v}
            </text>
          </g>
        ))}
        <text
          className={estilos["eje"]}
          x={(x(desde) + x(hasta)) / 2}
          y={ALTO - 4}
          textAnchor="middle"
        >
          {ejeX} →
        </text>
        <text
          className={estilos["eje"]}
          transform={`translate(12 ${(y(desde) + y(hasta)) / 2}) rotate(-90)`}
          textAnchor="middle"
        >
          {ejeY} →
        </text>
        {enOrden.map((p) => (
          <g key={p.id}>
            <circle
              className={clases(
                estilos["punto"],
                p.lleno && estilos["lleno"],
                p.id === resaltado && estilos["resaltado"],
              )}
              cx={p.cx}
              cy={p.cy}
              r={p.id === resaltado ? 8 : 5}
            />
            {nombrados.has(p.id) && (
              <text
                className={estilos["nombre"]}
                x={p.cx + (p.alFinal ? -10 : 10)}
                y={p.cy + 4}
                textAnchor={p.alFinal ? "end" : "start"}
              >
                {p.codigo}
              </text>
            )}
          </g>
        ))}
      </svg>
      <figcaption className={estilos["fuente"]}>{fuente}</figcaption>
    </figure>
  );
}
