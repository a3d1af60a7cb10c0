import { BuscadorGlobal } from "./BuscadorGlobal";
import type { Ejemplos } from "../../ejemplos/ejemplo";

export default {
  componente: "BuscadorGlobal",
  ejemplos: [
    { nombre: "vacío", dibujo: () => <BuscadorGlobal tramites={12} /> },
  ],
} satisfies Ejemplos;
