import type { RazonDto } from "../../puente/generado/RazonDto";
import { Cifra, FilaDeCifras } from "./Cifra";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const RAZON: RazonDto = {
  numerador: 59,
  denominador: 66,
  regla: "instituciones con comité",
  corte: "2021-12-31",
  porcentaje: "89.4",
};

export default {
  componente: "Cifra",
  ejemplos: [
    {
      nombre: "fila",
      dibujo: () => (
        <FilaDeCifras>
          <Cifra
            titulo="Trámites en el inventario"
            valor="19,800"
            nota="84,210 requisitos y 91,004 pasos"
          />
          <Cifra
            titulo="6.1.1 Conformación de Comité"
            razon={RAZON}
            base="instituciones"
            nota="reportado por GAE: 89 %"
          />
          <Cifra
            titulo="Sin base"
            razon={{ ...RAZON, numerador: 0, denominador: 0, porcentaje: null }}
            base="instituciones"
          />
          <Cifra
            titulo="Fichas completas"
            razon={{ ...RAZON, numerador: 66, porcentaje: "100.0" }}
            base="fichas"
            tono="bien"
          />
        </FilaDeCifras>
      ),
    },
  ],
} satisfies Ejemplos;
