import type { RazonDto } from "../puente/generado/RazonDto";

/** No-break space: a figure and its unit never part at the end of a line. */
const FIJO = "\u00a0";
const SIN_DATO = "n/d";
/** Guatemala is UTC−6 all year. Computed here because `Intl` varies with the engine. */
const HORAS_DE_GUATEMALA = -6;

const MESES = [
  "enero",
  "febrero",
  "marzo",
  "abril",
  "mayo",
  "junio",
  "julio",
  "agosto",
  "septiembre",
  "octubre",
  "noviembre",
  "diciembre",
] as const;

function conMiles(digitos: string): string {
  return digitos.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1,234`. Only whole numbers come over the bridge. */
export function numero(valor: number): string {
  const entero = Math.trunc(valor);
  return `${entero < 0 ? "−" : ""}${conMiles(String(Math.abs(entero)))}`;
}

/** Whole centavos as `Q 1,234.50`. */
export function dinero(
  centavos: number,
  moneda: "GTQ" | "USD" = "GTQ",
): string {
  const total = Math.trunc(Math.abs(centavos));
  const enteros = conMiles(String(Math.floor(total / 100)));
  const fraccion = String(total % 100).padStart(2, "0");
  const simbolo = moneda === "USD" ? "USD" : "Q";
  return `${centavos < 0 ? "−" : ""}${simbolo}${FIJO}${enteros}.${fraccion}`;
}

/** Decimal text with its thousands separated: `1234.5` → `1,234.5`; other text comes back unchanged. */
export function decimal(texto: string): string {
  const partes = /^(-?)(\d+)(\.\d+)?$/.exec(texto);
  if (partes === null) return texto;
  const [, signo = "", enteros = "", fraccion = ""] = partes;
  return `${signo === "" ? "" : "−"}${conMiles(enteros)}${fraccion}`;
}

/** `89.4 %`, or `n/d` without a denominator. */
export function porcentaje(razon: Pick<RazonDto, "porcentaje">): string {
  return razon.porcentaje === null
    ? SIN_DATO
    : `${decimal(razon.porcentaje)}${FIJO}%`;
}

/** `59 de 66`. */
export function deCuantos(
  razon: Pick<RazonDto, "numerador" | "denominador">,
): string {
  return `${numero(razon.numerador)} de ${numero(razon.denominador)}`;
}

/** Part from 0 to 1 for a bar; 0 without a denominator. */
export function parte(
  razon: Pick<RazonDto, "numerador" | "denominador">,
): number {
  return razon.denominador === 0
    ? 0
    : Math.min(1, razon.numerador / razon.denominador);
}

/** `trámite` or `trámites`, with its number: `1 trámite`, `1,204 trámites`. */
export function cuantos(n: number, uno: string, varios: string): string {
  return `${numero(n)} ${n === 1 ? uno : varios}`;
}

interface Partes {
  anio: number;
  mes: number;
  dia: number;
}

function partesDeFecha(fecha: string): Partes | null {
  const hallado = /^(\d{4})-(\d{2})-(\d{2})/.exec(fecha);
  if (hallado === null) return null;
  const [, anio, mes, dia] = hallado;
  return { anio: Number(anio), mes: Number(mes), dia: Number(dia) };
}

/** `20 de noviembre de 2026` from `AAAA-MM-DD`; the text itself when it is not a date. */
export function fechaLarga(fecha: string): string {
  const partes = partesDeFecha(fecha);
  const mes = partes === null ? undefined : MESES[partes.mes - 1];
  if (partes === null || mes === undefined) return fecha;
  return `${partes.dia} de ${mes} de ${partes.anio}`;
}

/** `20/11/2026`, for tables. */
export function fechaCorta(fecha: string): string {
  const partes = partesDeFecha(fecha);
  if (partes === null) return fecha;
  const dos = (n: number) => String(n).padStart(2, "0");
  return `${dos(partes.dia)}/${dos(partes.mes)}/${partes.anio}`;
}

function enGuatemala(momento: string): Date | null {
  const instante = Date.parse(momento);
  if (Number.isNaN(instante)) return null;
  return new Date(instante + HORAS_DE_GUATEMALA * 3_600_000);
}

/** `10:42` in Guatemala, from an RFC 3339 moment. */
export function hora(momento: string): string {
  return enGuatemala(momento)?.toISOString().slice(11, 16) ?? "";
}

/** `AAAA-MM-DD` in Guatemala, from an RFC 3339 moment. */
export function fechaDeMomento(momento: string): string {
  return enGuatemala(momento)?.toISOString().slice(0, 10) ?? "";
}

/** `20/11/2026 10:42`. */
export function momentoCorto(momento: string): string {
  const fecha = fechaDeMomento(momento);
  return fecha === "" ? momento : `${fechaCorta(fecha)} ${hora(momento)}`;
}

/** Today in Guatemala, `AAAA-MM-DD`. */
export function hoy(ahora: number = Date.now()): string {
  return fechaDeMomento(new Date(ahora).toISOString());
}

/** `4.2 MB`, `310 KB`. */
export function tamano(bytes: number): string {
  if (bytes < 1000) return `${bytes}${FIJO}bytes`;
  if (bytes < 1_000_000) return `${numero(Math.round(bytes / 1000))}${FIJO}KB`;
  return `${(bytes / 1_000_000).toFixed(1)}${FIJO}MB`;
}

/** A title used inside a sentence: only its first letter changes, and acronyms stay. */
export function enMedio(titulo: string): string {
  return /^\p{Lu}\p{Lu}/u.test(titulo)
    ? titulo
    : titulo.charAt(0).toLowerCase() + titulo.slice(1);
}
