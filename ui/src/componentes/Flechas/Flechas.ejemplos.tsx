import { Flechas } from "./Flechas";
import type { Ejemplos } from "../../ejemplos/ejemplo";

export default {
  componente: "Flechas",
  ejemplos: [
    {
      nombre: "la primera no sube",
      dibujo: () => (
        <Flechas
          nombre="Inventario"
          primera
          ultima={false}
          alMover={() => {}}
        />
      ),
    },
  ],
} satisfies Ejemplos;
