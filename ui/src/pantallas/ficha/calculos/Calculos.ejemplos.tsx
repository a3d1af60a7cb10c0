import type { Ejemplos } from "../../../ejemplos/ejemplo";
import { costosDeMuestra, flujoDeMuestra } from "../../../puente/falso/costos";
import { Costos } from "./Costos";
import { Flujo } from "./Flujo";

const NADA = () => {};
const sin = costosDeMuestra("ejemplo", "actual", () => null);
const con = costosDeMuestra("ejemplo", "actual", (codigo) => ({
  nombre: codigo,
  valor: {
    bajo: "8.00",
    valor: "10.00",
    alto: "12.00",
    exacto: "10.00",
    fijo: false,
  },
  unidad: "GTQ/viaje",
  fuente: "Encuesta en ventanilla",
  fecha: "2026-10-01",
  confianza: "medido",
  quien: "Ana López",
  cuando: "2026-11-20T16:42:00Z",
}));

export default {
  componente: "Calculos",
  ejemplos: [
    {
      nombre: "costos sin parámetros",
      dibujo: () => (
        <Costos
          costos={sin}
          alExplicar={NADA}
          alAnotar={NADA}
          alVerParametros={NADA}
        />
      ),
    },
    {
      nombre: "costos con parámetros, solo lectura",
      dibujo: () => (
        <Costos
          costos={con}
          alExplicar={NADA}
          alAnotar={null}
          alVerParametros={NADA}
        />
      ),
    },
    {
      nombre: "flujo",
      dibujo: () => (
        <Flujo
          flujo={flujoDeMuestra("ejemplo", "actual")}
          alExplicar={NADA}
          alIr={NADA}
        />
      ),
    },
    {
      nombre: "propuesta sin pasos",
      dibujo: () => (
        <Flujo
          flujo={flujoDeMuestra("ejemplo", "propuesta")}
          alExplicar={NADA}
          alIr={NADA}
        />
      ),
    },
  ],
} satisfies Ejemplos;
