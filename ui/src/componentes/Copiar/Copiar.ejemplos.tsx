import { Copiar } from "./Copiar";
import type { Ejemplos } from "../../ejemplos/ejemplo";

export default {
  componente: "Copiar",
  ejemplos: [
    {
      nombre: "con nombre propio",
      dibujo: () => (
        <Copiar texto="Siete gobernaciones" de="la lista de gobernaciones" />
      ),
    },
  ],
} satisfies Ejemplos;
