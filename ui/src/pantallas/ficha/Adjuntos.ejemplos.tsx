import { Adjuntos } from "./Adjuntos";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const FICHA = {
  id: "ejemplo",
  adjuntos: [
    {
      id: "a1",
      nombre: "formulario de solicitud.pdf",
      tipo: "application/pdf",
      bytes: 204_800,
    },
    {
      id: "a2",
      nombre: `${"acta_de_aprobacion_".repeat(9)}.jpg`,
      tipo: "image/jpeg",
      bytes: 4_210_000,
    },
  ],
};

export default {
  componente: "Adjuntos",
  ejemplos: [
    {
      nombre: "ninguno",
      dibujo: () => (
        <Adjuntos ficha={{ id: "ejemplo", adjuntos: [] }} soloLectura={false} />
      ),
    },
    {
      nombre: "dos, uno con nombre larguísimo",
      dibujo: () => <Adjuntos ficha={FICHA} soloLectura={false} />,
    },
    {
      nombre: "solo lectura",
      dibujo: () => <Adjuntos ficha={FICHA} soloLectura />,
    },
  ],
} satisfies Ejemplos;
