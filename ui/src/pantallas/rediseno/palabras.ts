/** Words of the redesign: measures, changes, tabs, and the title that says the finding. */
import type { AccionRequisito } from "../../puente/generado/AccionRequisito";
import type { EstadoEscenario } from "../../puente/generado/EstadoEscenario";
import type { EstadoReforma } from "../../puente/generado/EstadoReforma";
import type { Medida } from "../../puente/generado/Medida";
import type { MedidaBreve } from "../../puente/generado/MedidaBreve";
import type { RedisenoDto } from "../../puente/generado/RedisenoDto";
import type { Sentido } from "../../puente/generado/Sentido";
import type { VerRediseno } from "../../rutas";
import { cuantos, decimal } from "../../textos/formatos";
import type { Palabra } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { conUnidad } from "../ficha/calculos/palabras";

const FIJO = "\u00a0";

export const PESTANAS: Readonly<Record<VerRediseno, string>> = {
  pasos: "Pasos",
  requisitos: "Requisitos",
  diagrama: "Diagrama",
  escenarios: "Escenarios",
  comparacion: "Comparación",
  entrega: "Entrega",
};

export const ESTADO_ESCENARIO: Readonly<Record<EstadoEscenario, Palabra>> = {
  borrador: { texto: "En estudio", tono: "neutro" },
  elegido: { texto: "Elegido", tono: "hecho" },
  descartado: { texto: "Descartado", tono: "neutro" },
};

export const ESTADO_REFORMA: Readonly<Record<EstadoReforma, Palabra>> = {
  propuesta: { texto: "Propuesta", tono: "neutro" },
  en_dictamen: { texto: "En dictamen", tono: "curso" },
  en_firma: { texto: "En firma", tono: "curso" },
  publicada: { texto: "Publicada", tono: "hecho" },
  vigente: { texto: "Vigente", tono: "bien" },
  desistida: { texto: "Desistida", tono: "aviso" },
};

/** What each decision means for the person. In the order in which they are to be thought of. */
export const DECISIONES: ReadonlyArray<{
  id: AccionRequisito;
  titulo: string;
  significa: string;
}> = [
  {
    id: "mantener",
    titulo: "Mantener",
    significa: "Se sigue pidiendo igual.",
  },
  {
    id: "eliminar",
    titulo: "Eliminar",
    significa: "Deja de pedirse.",
  },
  {
    id: "fusionar",
    titulo: "Unir con otro",
    significa: "Lo que dice queda dentro de otro requisito.",
  },
  {
    id: "sustituir",
    titulo: "Sustituir",
    significa: "Se pide algo más simple en su lugar.",
  },
  {
    id: "consultar_entre_entidades",
    titulo: "Consultar entre entidades",
    significa: "La institución lo consulta con quien lo emite.",
  },
  {
    id: "requiere_reforma",
    titulo: "Requiere reforma",
    significa: "Una norma lo exige: se sigue pidiendo hasta reformarla.",
  },
  {
    id: "digitalizar",
    titulo: "Recibir en digital",
    significa: "Se sigue pidiendo, sin papel. Conviene al final.",
  },
];

const SIN_UNIDAD: ReadonlySet<string> = new Set([
  "paso",
  "requisito",
  "documento",
  "unidad",
  "viaje",
  "",
]);

/** A side of a measure: the unit is said unless the name of the measure says it. */
export function lado(texto: string | null, unidad: string): string {
  if (texto === null) return "sin dato";
  return SIN_UNIDAD.has(unidad) ? texto : conUnidad(texto, unidad);
}

const PALABRA_DE_SENTIDO: Readonly<Record<Sentido, string>> = {
  mejora: "menos",
  empeora: "más",
  igual: "igual",
  sin_dato: "sin comparar",
};

export const FLECHA: Readonly<Record<Sentido, string>> = {
  mejora: "▼",
  empeora: "▲",
  igual: "=",
  sin_dato: "–",
};

const sinSigno = (texto: string) => texto.replace(/^[−-]/, "");

/** «5 menos», «Q 56.50 menos», «igual». */
export function cambio(
  m: Pick<MedidaBreve, "sentido" | "diferencia" | "unidad">,
): string {
  if (m.sentido === "sin_dato" || m.diferencia === null)
    return PALABRA_DE_SENTIDO.sin_dato;
  if (m.sentido === "igual") return PALABRA_DE_SENTIDO.igual;
  return `${lado(sinSigno(m.diferencia), m.unidad)} ${PALABRA_DE_SENTIDO[m.sentido]}`;
}

/** The same where the unit stands beside it: «1.02 menos», «Q 56.50 menos». */
export function cambioSinUnidad(
  m: Pick<MedidaBreve, "sentido" | "diferencia" | "unidad">,
): string {
  return cambio({ ...m, unidad: m.unidad === "GTQ" ? "GTQ" : "" });
}

/** «56 % menos»; null without a denominator or without a change. */
export function enPorciento(
  m: Pick<MedidaBreve, "sentido" | "porcentaje">,
): string | null {
  const p = m.porcentaje?.porcentaje ?? null;
  if (p === null || m.sentido === "sin_dato" || m.sentido === "igual")
    return null;
  return `${decimal(sinSigno(p)).replace(/\.0$/, "")}${FIJO}% ${PALABRA_DE_SENTIDO[m.sentido]}`;
}

/** «56 % (5 de 9)»: the percentage with what it is of. */
export function porcientoConBase(m: MedidaBreve): string | null {
  const p = m.porcentaje?.porcentaje ?? null;
  if (p === null || m.diferencia === null || m.antes === null) return null;
  return `${decimal(sinSigno(p)).replace(/\.0$/, "")}${FIJO}% (${sinSigno(m.diferencia)} de ${m.antes})`;
}

export function medidaDe<M extends { medida: Medida }>(
  medidas: ReadonlyArray<M>,
  cual: Medida,
): M | null {
  return medidas.find(({ medida }) => medida === cual) ?? null;
}

/** For drawing only: people read the text. */
export function altura(texto: string | null): number | null {
  if (texto === null) return null;
  const n = Number(texto.replaceAll(",", "").replace("−", "-"));
  return Number.isFinite(n) ? n : null;
}

function visitas(m: MedidaBreve | null): string | null {
  if (m === null || m.sentido === "sin_dato" || m.sentido === "igual")
    return null;
  const n = altura(m.despues);
  if (n === null) return null;
  return n === 0
    ? "sin visitas"
    : n === 1
      ? "una sola visita"
      : `${m.despues ?? ""} visitas`;
}

/** The finding: «Acta de supervivencia: de 9 a 4 pasos, una sola visita». */
export function titularDe(dto: RedisenoDto): string {
  const nombre = visible(dto.nombre) || "Trámite sin nombre";
  const breves = dto.medidas.map(({ breve }) => breve);
  const principales = dto.requisitos.filter(({ numero }) => numero !== null);
  const sinDecidir = principales.filter(({ accion }) => accion === null).length;
  if (dto.propuestos.length === 0) {
    if (dto.actuales.length === 0) return `${nombre}: faltan los pasos de hoy`;
    return sinDecidir > 0
      ? `${nombre}: ${cuantos(sinDecidir, "requisito", "requisitos")} por decidir y la propuesta por escribir`
      : `${nombre}: falta escribir la propuesta`;
  }
  const de = (m: MedidaBreve | null, uno: string, varios: string) =>
    m === null ||
    m.antes === null ||
    m.despues === null ||
    m.sentido === "igual"
      ? null
      : `de ${m.antes} a ${m.despues} ${m.despues === "1" ? uno : varios}`;
  const partes = [
    de(medidaDe(breves, "procedimientos"), "paso", "pasos"),
    visitas(medidaDe(breves, "visitas")) ??
      de(medidaDe(breves, "requisitos"), "requisito", "requisitos"),
  ].filter((p) => p !== null);
  return partes.length === 0
    ? `${nombre}: la propuesta todavía no cambia ninguna medida`
    : `${nombre}: ${partes.join(", ")}`;
}

export const REDONDEO =
  "Se calcula con fracciones exactas. Cada cifra se redondea solo al mostrarla, y la mitad sube.";
export const METODO =
  "Antes menos después. El porcentaje es sobre antes, y solo si antes no es cero.";

/** Letters that a reason needs. */
export const LETRAS_DE_RAZON = 10;
export const letrasDe = (texto: string | null) =>
  (texto ?? "").match(/\p{L}/gu)?.length ?? 0;

export const esDigital = (accion: string) =>
  accion === "digitalizar" || accion === "automatizar";

export const AVISO_DIGITAL =
  "Pasar un papel a la pantalla antes de simplificar conserva el mismo trámite. Todavía no hay un rediseño aprobado: escriba por qué conviene hacerlo desde ahora.";
