import { Apiladas } from "./Apiladas";
import type { Ejemplos } from "../../ejemplos/ejemplo";

export default {
  componente: "Apiladas",
  ejemplos: [
    {
      nombre: "estados por fase",
      dibujo: () => (
        <Apiladas
          titulo="El inventario se detiene en 21 instituciones"
          fuente="Datos de ejemplo."
          cabeza="Fase"
          detalle="Cuentan"
          partes={[
            { id: "a", nombre: "Aprobadas", tono: "hecho", fuerte: true },
            { id: "e", nombre: "Entregadas", tono: "hecho" },
            { id: "p", nombre: "En proceso", tono: "curso" },
            { id: "o", nombre: "Observadas", tono: "aviso" },
            { id: "s", nombre: "Sin iniciar", tono: "neutro" },
          ]}
          barras={[
            {
              id: "comite",
              nombre: "Comité",
              valores: [40, 19, 0, 0, 7],
              detalle: "59 de 66",
            },
            {
              id: "inventario",
              nombre: "Inventario",
              valores: [20, 25, 9, 1, 11],
              detalle: "45 de 66",
            },
            {
              id: "mejora",
              nombre: "Mejora continua",
              valores: [0, 0, 0, 0, 0],
              detalle: "0 de 0",
            },
          ]}
        />
      ),
    },
  ],
} satisfies Ejemplos;
