import type { AhpDto } from "../generado/AhpDto";
import { pesarPares } from "./criterios";

/** The pairs of `n` things, in order. */
export function paresDe(n: number): Array<[number, number]> {
  const pares: Array<[number, number]> = [];
  for (let i = 0; i < n; i += 1)
    for (let j = i + 1; j < n; j += 1) pares.push([i, j]);
  return pares;
}

const comoNumero = (valor: string) =>
  valor.startsWith("1/") ? 1 / Number(valor.slice(2)) : Number(valor);
const comoJuicio = (valor: number) =>
  valor >= 1 ? valor.toFixed(0) : `1/${(1 / valor).toFixed(0)}`;

/** Weights of those who compared every pair; null when nobody did. */
export function ahpDe(
  codigos: ReadonlyArray<string>,
  personas: ReadonlyArray<{ [par in string]?: string }>,
): AhpDto | null {
  const n = codigos.length;
  if (n < 2 || n > 9) return null;
  const pares = paresDe(n);
  const clave = (i: number, j: number) =>
    `${codigos[i] ?? ""}/${codigos[j] ?? ""}`;
  const completas = personas.filter((p) =>
    pares.every(([i, j]) => p[clave(i, j)] !== undefined),
  );
  if (completas.length === 0) return null;
  const valores = (i: number, j: number) =>
    completas.map((p) => comoNumero(p[clave(i, j)] ?? "1"));
  const media = (i: number, j: number) =>
    valores(i, j).reduce((a, b) => a * b, 1) ** (1 / completas.length);
  const { pesos, cr, peor } = pesarPares(n, media);
  const centesimas = pesos.map((p) => Math.floor(p * 10_000));
  const sobra = 10_000 - centesimas.reduce((a, b) => a + b, 0);
  const par = ([i, j]: readonly [number, number]): [string, string] => [
    codigos[i] ?? "",
    codigos[j] ?? "",
  ];
  return {
    pesos: centesimas.map((c, i) =>
      ((c + (i < sobra ? 1 : 0)) / 100).toFixed(2),
    ),
    cr: Math.max(0, cr).toFixed(4),
    consistente: cr <= 0.1,
    por_revisar: cr <= 0.1 ? null : par(peor),
    personas: completas.length,
    dispersion: pares
      .map((uno) => {
        const v = valores(...uno);
        return { uno, minimo: Math.min(...v), maximo: Math.max(...v) };
      })
      .filter(({ minimo, maximo }) => minimo !== maximo)
      .toSorted((a, b) => b.maximo / b.minimo - a.maximo / a.minimo)
      .slice(0, 5)
      .map(({ uno, minimo, maximo }) => ({
        par: par(uno),
        minimo: comoJuicio(minimo),
        maximo: comoJuicio(maximo),
        media: media(...uno).toFixed(2),
      })),
  };
}
