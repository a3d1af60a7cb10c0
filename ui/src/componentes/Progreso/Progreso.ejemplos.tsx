import { Progreso } from "./Progreso";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const nada = () => {};
const CORRE = { activo: true, cancelando: false, cancelar: nada };

export default {
  componente: "Progreso",
  ejemplos: [
    {
      nombre: "sin total",
      dibujo: () => (
        <Progreso
          que="Leyendo el archivo"
          trabajo={{ ...CORRE, progreso: null }}
        />
      ),
    },
    {
      nombre: "a medias",
      dibujo: () => (
        <Progreso
          que=""
          trabajo={{
            ...CORRE,
            progreso: {
              hechos: 410,
              total: 665,
              que: "Leyendo trámites",
              activo: true,
            },
          }}
        />
      ),
    },
    {
      nombre: "cancelando",
      dibujo: () => (
        <Progreso
          que="Leyendo"
          trabajo={{ ...CORRE, cancelando: true, progreso: null }}
        />
      ),
    },
  ],
} satisfies Ejemplos;
