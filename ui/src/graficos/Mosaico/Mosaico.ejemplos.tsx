import { Mosaico } from "./Mosaico";
import type { Tesela } from "./Mosaico";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const ESTADOS = [
  { tono: "hecho", estado: "Entregada" },
  { tono: "curso", estado: "En proceso" },
  { tono: "neutro", estado: "Sin iniciar" },
  { tono: "aviso", estado: "Observada" },
] as const;

const NOMBRES: ReadonlyArray<[string, string, number, number]> = [
  ["Petén", "Petén", 0, 2],
  ["Huehuetenango", "Huehuet.", 1, 0],
  ["Quiché", "Quiché", 1, 1],
  ["Alta Verapaz", "A. Verapaz", 1, 2],
  ["Izabal", "Izabal", 1, 3],
  ["San Marcos", "San Marcos", 2, 0],
  ["Totonicapán", "Totonic.", 2, 1],
  ["Guatemala", "Guatemala", 2, 2],
];

const teselas: ReadonlyArray<Tesela> = NOMBRES.map(
  ([nombre, corto, fila, columna], i) => ({
    id: nombre,
    nombre,
    corto,
    fila,
    columna,
    ...(ESTADOS[i % ESTADOS.length] ?? ESTADOS[0]),
  }),
);

export default {
  componente: "Mosaico",
  ejemplos: [
    {
      nombre: "cuatro estados",
      dibujo: () => (
        <Mosaico
          titulo="Inventario por departamento"
          columnaDeEstado="Inventario"
          teselas={teselas}
          alAbrir={() => {}}
        />
      ),
    },
    {
      nombre: "todas sin iniciar",
      dibujo: () => (
        <Mosaico
          titulo="Mejora continua por departamento"
          columnaDeEstado="Mejora continua"
          teselas={teselas.map((t) => ({
            ...t,
            tono: "neutro",
            estado: "Sin iniciar",
          }))}
          alAbrir={() => {}}
        />
      ),
    },
  ],
} satisfies Ejemplos;
