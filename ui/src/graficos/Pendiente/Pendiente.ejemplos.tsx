import { Pendiente } from "./Pendiente";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const recta = (id: string, nombre: string, antes: number, despues: number) => ({
  id,
  nombre,
  antes,
  despues,
  textoAntes: String(antes),
  textoDespues: String(despues),
  sentido:
    despues < antes
      ? ("mejora" as const)
      : despues > antes
        ? ("empeora" as const)
        : ("igual" as const),
});

export default {
  componente: "Pendiente",
  ejemplos: [
    {
      nombre: "cuatro trámites, uno empeora",
      dibujo: () => (
        <Pendiente
          titulo="Tres de cuatro trámites quedan con menos pasos"
          fuente="Datos de ejemplo."
          rectas={[
            recta("a", "Acta de supervivencia", 9, 4),
            recta("b", "Licencia ambiental categoría C", 12, 11),
            recta("c", "Constancia de no tener deudas con el Estado", 3, 5),
            recta("d", "Solvencia", 6, 6),
          ]}
        />
      ),
    },
    {
      nombre: "cifras iguales no se tapan",
      dibujo: () => (
        <Pendiente
          titulo="Todos bajan a uno"
          fuente="Datos de ejemplo."
          rectas={["a", "b", "c", "d", "e"].map((id) =>
            recta(id, `Trámite ${id}`, 5, 1),
          )}
        />
      ),
    },
  ],
} satisfies Ejemplos;
