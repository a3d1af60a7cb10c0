import type { Ejemplos } from "../../ejemplos/ejemplo";
import { Pareto } from "./Pareto";
import type { BarraDePareto } from "./Pareto";

function barras(montos: ReadonlyArray<number>): BarraDePareto[] {
  const total = montos.reduce((a, b) => a + b, 0);
  let suma = 0;
  return montos.map((monto, i) => {
    const antes = (suma * 100) / total;
    suma += monto;
    return {
      id: String(i),
      codigo: `T-${i + 1}`,
      participacion: (monto * 100) / total,
      acumulado: (suma * 100) / total,
      fuerte: antes < 80,
    };
  });
}

export default {
  componente: "Pareto",
  ejemplos: [
    {
      nombre: "cinco trámites",
      dibujo: () => (
        <Pareto
          titulo="1 de 5 trámites suma el 80 % de la carga"
          fuente="Datos de ejemplo."
          umbral={80}
          barras={barras([694_742, 42_000, 12_375, 4_500, 150])}
        />
      ),
    },
    {
      nombre: "muchos",
      dibujo: () => (
        <Pareto
          titulo="21 de 104 trámites suman el 80 % de la carga"
          fuente="Datos de ejemplo."
          umbral={80}
          barras={barras(
            Array.from({ length: 104 }, (_, i) => Math.round(9000 / (i + 1))),
          )}
        />
      ),
    },
  ],
} satisfies Ejemplos;
