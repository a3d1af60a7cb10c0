import { Barras } from "./Barras";
import type { Ejemplos } from "../../ejemplos/ejemplo";

export default {
  componente: "Barras",
  ejemplos: [
    {
      nombre: "hallazgos por regla",
      dibujo: () => (
        <Barras
          titulo="47 posibles hallazgos; el más frecuente: documento que el Estado ya tiene"
          columnas={{
            nombre: "Regla",
            valor: "Posibles hallazgos",
            detalle: "Trámites",
          }}
          fuente="Datos de ejemplo, corte al 20 de noviembre de 2026."
          barras={[
            {
              id: "R5",
              codigo: "R5",
              nombre: "Documento que el Estado ya tiene",
              valor: 37,
              detalle: "en 26 trámites",
              fuerte: false,
            },
            {
              id: "R2",
              codigo: "R2",
              nombre: "Pide una declaración jurada",
              valor: 9,
              detalle: "en 9 trámites",
            },
            {
              id: "R7",
              codigo: "R7",
              nombre: "Requisito abierto",
              valor: 0,
              detalle: "en 0 trámites",
            },
          ]}
        />
      ),
    },
    {
      nombre: "sin barras",
      dibujo: () => (
        <Barras
          titulo="Ninguna"
          columnas={{ nombre: "Regla", valor: "Cuántos" }}
          fuente="Ejemplo."
          barras={[]}
        />
      ),
    },
  ],
} satisfies Ejemplos;
