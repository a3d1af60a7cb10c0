import type { Fase } from "../../../puente/generado/Fase";
import type { TipoInstitucion } from "../../../puente/generado/TipoInstitucion";
import { cuantos, fechaLarga } from "../../../textos/formatos";
import { NOMBRE_FASE } from "../../../textos/palabras";

/** The phases in the guide's order, which is that of the cells of every row. */
export const FASES = Object.keys(NOMBRE_FASE) as ReadonlyArray<Fase>;

/** Names of the phases as they fit in a column. */
export const FASE_BREVE: Readonly<Record<Fase, string>> = {
  conformacion_comite: "Comité",
  capacitacion_comite: "Capac.",
  inventario: "Inventario",
  priorizacion: "Prioriz.",
  plan_institucional: "Plan",
  diagnostico: "Diagnóst.",
  rediseno: "Rediseño",
  implementacion: "Implem.",
  mejora_continua: "Mejora",
};

/** What the denominator of each rule counts. */
export const REGLA: Readonly<
  Record<string, { una: string; base: string; explica: string }>
> = {
  instituciones: {
    una: "institución",
    base: "instituciones",
    explica: "instituciones cuyo estado cuenta, de las que aplican",
  },
  comites_conformados: {
    una: "comité conformado",
    base: "comités conformados",
    explica: "instituciones cuyo estado cuenta, de las que ya tienen comité",
  },
};

export const explicar = (regla: string) =>
  REGLA[regla] ?? { una: regla, base: regla, explica: regla };

const MESES_BREVES = [
  "ene",
  "feb",
  "mar",
  "abr",
  "may",
  "jun",
  "jul",
  "ago",
  "sep",
  "oct",
  "nov",
  "dic",
] as const;

/** `18 dic`, in the year of the cut-off beside it; `dic 2021` when it could be taken for another. */
export function fechaBreve(fecha: string, dias: number | null): string {
  const partes = /^(\d{4})-(\d{2})-(\d{2})/.exec(fecha);
  const mes = MESES_BREVES[Number(partes?.[2]) - 1];
  if (partes === null || mes === undefined) return fecha;
  return dias !== null && dias > 300
    ? `${mes}\u00a0${partes[1]}`
    : `${Number(partes[3])}\u00a0${mes}`;
}

/** Data older than this asks for a look: criterion of the tool. */
export const DIAS_VIEJOS = 60;

/** Age of the data of an institution at the cut-off, in words. */
export function edad({
  datos_del: del,
  dias,
}: {
  datos_del: string | null;
  dias: number | null;
}): { texto: string; vieja: boolean } {
  if (del === null)
    return { texto: "no hay datos de la institución", vieja: true };
  const hace =
    dias === null ? "" : `, hace ${cuantos(dias, "día", "días")} calendario`;
  return {
    texto: `últimos datos del ${fechaLarga(del)}${hace}`,
    vieja: dias !== null && dias > DIAS_VIEJOS,
  };
}

const TIPO: Readonly<Record<TipoInstitucion, readonly [string, string]>> = {
  ministerio: ["ministerio", "ministerios"],
  secretaria: ["secretaría", "secretarías"],
  gobernacion: ["gobernación", "gobernaciones"],
  comision: ["comisión", "comisiones"],
  otra_dependencia: ["otra dependencia", "otras dependencias"],
};

/** Name of a kind for one or for several, inside a sentence. */
export const deTipo = (tipo: TipoInstitucion, n: number): string =>
  TIPO[tipo][n === 1 ? 0 : 1];
