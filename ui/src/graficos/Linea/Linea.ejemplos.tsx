import { Linea } from "./Linea";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const PUNTOS = [0, 12, 60, 58, 40, 31].map((valor, i) => ({
  lugar: i * 7,
  nombre: `${String(i + 1).padStart(2, "0")}/11/2026`,
  valor,
}));

export default {
  componente: "Linea",
  ejemplos: [
    {
      nombre: "sube y baja",
      dibujo: () => (
        <Linea
          titulo="Quedan 31 por revisar; llegaron a ser 60"
          fuente="Datos de ejemplo."
          puntos={PUNTOS}
        />
      ),
    },
    {
      nombre: "siempre cero",
      dibujo: () => (
        <Linea
          titulo="No hubo ninguno"
          fuente="Datos de ejemplo."
          puntos={PUNTOS.map((p) => ({ ...p, valor: 0 }))}
        />
      ),
    },
  ],
} satisfies Ejemplos;
