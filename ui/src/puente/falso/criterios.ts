import type { Origen } from "../generado/Origen";
import type { ValorDto } from "../generado/ValorDto";

/** A criterion of the library, as the core proposes it. */
export interface Plantilla {
  codigo: string;
  nombre: string;
  peso: number;
  origen: Origen;
  eje: "impacto" | "factibilidad";
  definicion: string;
  umbrales: string;
  notas: readonly [string, string, string];
}

const una = (
  codigo: string,
  nombre: string,
  peso: number,
  origen: Origen,
  eje: Plantilla["eje"],
  definicion: string,
  umbrales: string,
  ...notas: [string, string, string]
): Plantilla => ({
  codigo,
  nombre,
  peso,
  origen,
  eje,
  definicion,
  umbrales,
  notas,
});

/** The nine of the proposal, then those that begin at 0. */
export const BIBLIOTECA: ReadonlyArray<Plantilla> = [
  una(
    "demanda",
    "Demanda",
    20,
    "demanda",
    "impacto",
    "Cuántas solicitudes entran en un año: a cuántas personas ayuda simplificarlo.",
    "100; 1000; 5000; 20000",
    "Menos de 100 solicitudes al año",
    "De 1,000 a 4,999",
    "20,000 o más",
  ),
  una(
    "tiempo",
    "Tiempo de respuesta",
    15,
    "tiempo",
    "impacto",
    "Cuántos días espera la persona.",
    ">1; 8; >15; >60",
    "Un día o menos",
    "De 8 a 15 días",
    "Más de 60 días",
  ),
  una(
    "impacto",
    "Impacto económico o social",
    15,
    "personas",
    "impacto",
    "A quién alcanza: una localidad, un sector, todo el país o un grupo vulnerable.",
    "",
    "Alcance local",
    "Un sector",
    "Todo el país o un grupo vulnerable",
  ),
  una(
    "requisitos",
    "Requisitos",
    10,
    "requisitos",
    "impacto",
    "Cuántas cosas se piden a la persona.",
    "3; 5; 8; 11",
    "2 o menos",
    "De 5 a 7",
    "11 o más",
  ),
  una(
    "costo",
    "Costo para la persona",
    10,
    "costo",
    "impacto",
    "El arancel, en quetzales.",
    ">0; 100; 500; 2000",
    "Gratuito",
    "De Q 100.00 a Q 499.99",
    "Q 2,000.00 o más",
  ),
  una(
    "incidencias",
    "Quejas, rechazos y previos",
    10,
    "incidencias",
    "impacto",
    "Quejas, rechazos y devoluciones con previo, por cada cien solicitudes.",
    "2; 10; 20; 40",
    "Menos de 2 %",
    "De 10 % a 19 %",
    "40 % o más",
  ),
  una(
    "normativa",
    "Factibilidad normativa",
    8,
    "personas",
    "factibilidad",
    "Qué norma hay que cambiar para simplificarlo.",
    "",
    "Hay que reformar una ley",
    "Hay que reformar un acuerdo gubernativo",
    "Basta una decisión interna",
  ),
  una(
    "tecnologia",
    "Factibilidad tecnológica",
    7,
    "personas",
    "factibilidad",
    "Qué sistema tiene ya la institución.",
    "",
    "No hay sistema",
    "Cubre una parte",
    "Está listo",
  ),
  una(
    "compromiso",
    "Compromiso de gobierno",
    5,
    "personas",
    "impacto",
    "Si alguien ya se comprometió en público a simplificarlo.",
    "",
    "Nadie",
    "Está en el plan institucional",
    "Es compromiso presidencial",
  ),
  una(
    "hallazgos",
    "Posibles hallazgos",
    0,
    "hallazgos",
    "impacto",
    "Cuántos posibles hallazgos siguen abiertos en la ficha.",
    "1; 3; 6; 10",
    "Ninguno",
    "De 3 a 5",
    "10 o más",
  ),
  una(
    "recursos",
    "Recursos disponibles",
    0,
    "personas",
    "factibilidad",
    "Si hay personal y presupuesto para hacerlo este año.",
    "",
    "No hay",
    "Hay una parte",
    "Están asignados",
  ),
];

/** The cells of a criterion of the library. */
export function celdasDePlantilla(p: Plantilla): Record<string, ValorDto> {
  return {
    codigo: p.codigo,
    nombre: p.nombre,
    definicion: p.definicion,
    origen: p.origen,
    eje: p.eje,
    peso: String(p.peso),
    umbrales: p.umbrales,
    nota_1: p.notas[0],
    nota_3: p.notas[1],
    nota_5: p.notas[2],
  };
}

/** The note of a value by four thresholds; null when they part nothing. */
export function notaDe(umbrales: string, valor: number | null): number | null {
  const partes = umbrales.split(";").map((t) => t.trim());
  if (valor === null || partes.length !== 4) return null;
  return (
    1 +
    partes.filter((t) =>
      t.startsWith(">") ? valor > Number(t.slice(1)) : valor >= Number(t),
    ).length
  );
}

const RI = [0, 0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45];

/** Weights by the geometric mean of the rows, the consistency ratio, and the pair that deviates most. */
export function pesarPares(
  n: number,
  valor: (i: number, j: number) => number,
): { pesos: number[]; cr: number; peor: [number, number] } {
  const a = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) =>
      i === j ? 1 : i < j ? valor(i, j) : 1 / valor(j, i),
    ),
  );
  const medias = a.map((fila) => fila.reduce((x, y) => x * y, 1) ** (1 / n));
  const suma = medias.reduce((x, y) => x + y, 0);
  const pesos = medias.map((m) => m / suma);
  const lambda =
    a.reduce(
      (total, fila, i) =>
        total +
        fila.reduce((s, x, j) => s + x * (pesos[j] ?? 0), 0) / (pesos[i] ?? 1),
      0,
    ) / n;
  const ri = RI[n] ?? 1.45;
  let peor: [number, number] = [0, 1];
  let mayor = -1;
  for (let i = 0; i < n; i += 1)
    for (let j = i + 1; j < n; j += 1) {
      const esperado = (pesos[i] ?? 1) / (pesos[j] ?? 1);
      const lejos = Math.abs(Math.log((a[i]?.[j] ?? 1) / esperado));
      if (lejos > mayor + 1e-9) {
        mayor = lejos;
        peor = [i, j];
      }
    }
  return { pesos, cr: ri === 0 ? 0 : (lambda - n) / (n - 1) / ri, peor };
}
