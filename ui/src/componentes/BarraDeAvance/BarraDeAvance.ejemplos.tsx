import { BarraDeAvance } from "./BarraDeAvance";
import type { Ejemplos } from "../../ejemplos/ejemplo";

export default {
  componente: "BarraDeAvance",
  ejemplos: [
    { nombre: "vacía", dibujo: () => <BarraDeAvance parte={0} /> },
    { nombre: "a medias", dibujo: () => <BarraDeAvance parte={0.68} /> },
    { nombre: "llena", dibujo: () => <BarraDeAvance parte={1} tono="bien" /> },
  ],
} satisfies Ejemplos;
