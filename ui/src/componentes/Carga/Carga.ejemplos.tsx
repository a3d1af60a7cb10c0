import { FallaError } from "../../puente/puente";
import { Carga } from "./Carga";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const FALLA = new FallaError({
  codigo: "archivo_en_uso",
  mensaje: "Otro programa está usando su archivo de datos.",
  campos: [],
  incidente: null,
});
const volver = () => Promise.reject(FALLA);

export default {
  componente: "Carga",
  ejemplos: [
    {
      nombre: "leyendo",
      dibujo: () => (
        <Carga consulta={{ data: undefined, error: null, refetch: volver }}>
          {() => null}
        </Carga>
      ),
    },
    {
      nombre: "falló",
      dibujo: () => (
        <Carga consulta={{ data: undefined, error: FALLA, refetch: volver }}>
          {() => null}
        </Carga>
      ),
    },
  ],
} satisfies Ejemplos;
