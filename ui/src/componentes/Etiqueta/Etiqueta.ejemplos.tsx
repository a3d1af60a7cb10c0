import { Etiqueta } from "./Etiqueta";
import type { Ejemplos } from "../../ejemplos/ejemplo";

export default {
  componente: "Etiqueta",
  ejemplos: [
    { nombre: "neutro", dibujo: () => <Etiqueta>Sin iniciar</Etiqueta> },
    {
      nombre: "curso",
      dibujo: () => <Etiqueta tono="curso">En proceso</Etiqueta>,
    },
    {
      nombre: "hecho",
      dibujo: () => <Etiqueta tono="hecho">Entregada</Etiqueta>,
    },
    {
      nombre: "bien",
      dibujo: () => <Etiqueta tono="bien">Guardado a las 10:42</Etiqueta>,
    },
    {
      nombre: "aviso",
      dibujo: () => <Etiqueta tono="aviso">Observada</Etiqueta>,
    },
    { nombre: "mal", dibujo: () => <Etiqueta tono="mal">Alta</Etiqueta> },
    {
      nombre: "sin forma",
      dibujo: () => (
        <Etiqueta tono="hecho" forma={false}>
          Listo
        </Etiqueta>
      ),
    },
  ],
} satisfies Ejemplos;
