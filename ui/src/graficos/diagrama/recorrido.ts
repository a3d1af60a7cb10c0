/** From node to node along the arrows, without a screen. */
import type { AristaDto } from "../../puente/generado/AristaDto";
import type { DiagramaDto } from "../../puente/generado/DiagramaDto";

/** Arrows that leave a node: those that go on first, those that go back last. */
export function salidas(
  diagrama: Pick<DiagramaDto, "aristas">,
  nodo: number,
): AristaDto[] {
  return diagrama.aristas
    .filter(({ de }) => de === nodo)
    .toSorted((a, b) => Number(a.regreso) - Number(b.regreso));
}

/** Arrows that reach a node, in the same order. */
export function entradas(
  diagrama: Pick<DiagramaDto, "aristas">,
  nodo: number,
): AristaDto[] {
  return diagrama.aristas
    .filter(({ a }) => a === nodo)
    .toSorted((a, b) => Number(a.regreso) - Number(b.regreso));
}

/** Where one is, and by which node one came. */
export interface Lugar {
  nodo: number;
  desde: number | null;
}

/**
 * Where a key takes: right follows the arrow, left goes back by where one came, up and down change of
 * branch among those that leave the same node. Null: the key is not ours.
 */
export function alPulsarTecla(
  diagrama: Pick<DiagramaDto, "aristas" | "nodos">,
  { nodo, desde }: Lugar,
  tecla: string,
): Lugar | null {
  switch (tecla) {
    case "ArrowRight": {
      const a = salidas(diagrama, nodo)[0]?.a;
      return a === undefined ? { nodo, desde } : { nodo: a, desde: nodo };
    }
    case "ArrowLeft": {
      const llegan = entradas(diagrama, nodo);
      const por = llegan.find(({ de }) => de === desde) ?? llegan[0];
      return por === undefined
        ? { nodo, desde }
        : { nodo: por.de, desde: entradas(diagrama, por.de)[0]?.de ?? null };
    }
    case "ArrowDown":
    case "ArrowUp": {
      const origen = desde ?? entradas(diagrama, nodo)[0]?.de;
      if (origen === undefined) return { nodo, desde };
      const ramas = salidas(diagrama, origen);
      const aqui = ramas.findIndex(({ a }) => a === nodo);
      const otra =
        ramas[
          (aqui + (tecla === "ArrowDown" ? 1 : -1) + ramas.length) %
            ramas.length
        ];
      return otra === undefined
        ? { nodo, desde }
        : { nodo: otra.a, desde: origen };
    }
    case "Home":
      return { nodo: 0, desde: null };
    case "End": {
      const fin = diagrama.nodos.findLastIndex(({ clase }) => clase === "fin");
      const nodoFinal = fin < 0 ? diagrama.nodos.length - 1 : fin;
      return { nodo: Math.max(0, nodoFinal), desde: null };
    }
    default:
      return null;
  }
}
