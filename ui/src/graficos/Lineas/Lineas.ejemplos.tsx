import { Lineas } from "./Lineas";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const momentos = ["30/09/2021", "31/10/2021", "30/11/2021", "31/12/2021"].map(
  (nombre, i) => ({ nombre, lugar: i * 30 }),
);

export default {
  componente: "Lineas",
  ejemplos: [
    {
      nombre: "cuatro fases, una sin base al principio",
      dibujo: () => (
        <Lineas
          titulo="El inventario subió 30 puntos en tres meses"
          fuente="Datos de ejemplo."
          momentos={momentos}
          series={[
            {
              id: "comite",
              nombre: "Comité",
              valores: [40, 70, 85, 89],
              final: "89.39 %",
            },
            {
              id: "capacitacion",
              nombre: "Capacitación",
              valores: [null, 60, 90, 100],
              final: "100.00 %",
            },
            {
              id: "inventario",
              nombre: "Inventario",
              valores: [10, 38, 50, 68],
              final: "68.18 %",
            },
            {
              id: "priorizacion",
              nombre: "Priorización",
              valores: [0, 10, 40, 68],
              final: "68.18 %",
            },
          ]}
        />
      ),
    },
  ],
} satisfies Ejemplos;
