/** Where a tile lies in the grid: rows and columns from zero. */
export interface Lugar {
  fila: number;
  columna: number;
}

export type Flecha = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

const RUMBO: Readonly<Record<Flecha, Lugar>> = {
  ArrowLeft: { fila: 0, columna: -1 },
  ArrowRight: { fila: 0, columna: 1 },
  ArrowUp: { fila: -1, columna: 0 },
  ArrowDown: { fila: 1, columna: 0 },
};

export const esFlecha = (tecla: string): tecla is Flecha => tecla in RUMBO;

/**
 * The tile that an arrow leads to: the nearest one on that side, a step sideways weighing twice, since
 * a grid with holes has no neighbour in some directions. Its own place when there is none on that side.
 */
export function vecino(
  lugares: ReadonlyArray<Lugar>,
  desde: number,
  flecha: Flecha,
): number {
  const aqui = lugares[desde];
  if (aqui === undefined) return desde;
  const rumbo = RUMBO[flecha];
  let mejor = desde;
  let menor = Number.POSITIVE_INFINITY;
  for (const [i, { fila, columna }] of lugares.entries()) {
    const abajo = fila - aqui.fila;
    const derecha = columna - aqui.columna;
    const adelante = rumbo.fila * abajo + rumbo.columna * derecha;
    if (adelante <= 0) continue;
    const deLado = Math.abs(rumbo.fila === 0 ? abajo : derecha);
    const lejos = adelante + 2 * deLado;
    if (lejos < menor) {
      menor = lejos;
      mejor = i;
    }
  }
  return mejor;
}
