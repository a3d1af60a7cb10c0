import { Tabla } from "./Tabla";
import type { Columna } from "./Tabla";
import type { Ejemplos } from "../../ejemplos/ejemplo";

interface Fila {
  nombre: string;
  n: number;
}
const COLUMNAS: ReadonlyArray<Columna<Fila>> = [
  {
    id: "nombre",
    titulo: "Trámite",
    encabeza: true,
    celda: ({ nombre }) => nombre,
  },
  { id: "n", titulo: "Requisitos", cifra: true, celda: ({ n }) => n },
];
const FILAS: ReadonlyArray<Fila> = [
  { nombre: "Adición de proponente", n: 7 },
  {
    nombre:
      "Licencia de significado ambiental para el aprovechamiento de recursos hidrobiológicos en áreas de influencia directa de proyectos de categoría B1 y sus modificaciones posteriores",
    n: 1204,
  },
];

export default {
  componente: "Tabla",
  ejemplos: [
    {
      nombre: "con filas y pie",
      dibujo: () => (
        <Tabla
          titulo="Trámites de ejemplo"
          tituloVisible
          columnas={COLUMNAS}
          filas={FILAS}
          clave={({ nombre }) => nombre}
          pie="2 de 104 trámites"
        />
      ),
    },
    {
      nombre: "sin filas",
      dibujo: () => (
        <Tabla
          titulo="Trámites sin filas"
          columnas={COLUMNAS}
          filas={[]}
          clave={({ nombre }) => nombre}
        />
      ),
    },
  ],
} satisfies Ejemplos;
