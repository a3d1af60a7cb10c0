/**
 * Between the stored value of a cell and what the person reads and types. Reading is strict and
 * answers with a sentence; nothing is rounded or guessed. Money is whole centavos, a decimal stays
 * text, a list stores the identifier of its option.
 */
import type { OpcionDto } from "../puente/generado/OpcionDto";
import type { TipoDeCampoDto } from "../puente/generado/TipoDeCampoDto";
import type { ValorDto } from "../puente/generado/ValorDto";

/** What is needed of a field to read and show its values. */
export interface FormaDeValor {
  /** Name of the field, to tell a year from an amount. */
  campo?: string;
  etiqueta: string;
  tipo: TipoDeCampoDto;
  opciones: readonly OpcionDto[];
  maximo: number | null;
}

/** A value ready to be saved, or why not. */
export type Lectura = { valor: ValorDto } | { error: string };

/** Lower case without accents, to compare what is typed with what is listed. */
export function plegar(texto: string): string {
  return texto.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

const SI = new Set(["si", "x", "1", "verdadero", "true"]);
const NO = new Set(["no", "0", "falso", "false"]);

/** Text that the editor shows for a stored value. */
export function textoDeValor(forma: FormaDeValor, valor: ValorDto): string {
  if (valor === null) return "";
  switch (forma.tipo) {
    case "dinero":
      return typeof valor === "number" ? dineroComoTexto(valor) : String(valor);
    case "entero":
      return typeof valor === "number" && !esNombre(forma)
        ? miles(String(valor))
        : String(valor);
    case "lista":
      return (
        forma.opciones.find((o) => o.id === valor)?.etiqueta ?? String(valor)
      );
    case "logico":
      return valor === true ? "Sí" : "No";
    case "fecha":
      return typeof valor === "string" ? fechaComoTexto(valor) : String(valor);
    case "texto":
    case "texto_largo":
    case "decimal":
      return String(valor);
  }
}

/** Whole numbers that name something and do not count it: no commas. */
function esNombre({ campo = "" }: FormaDeValor): boolean {
  return /(^|_)anio$/.test(campo) || campo === "id_catalogo";
}

/** Reads what the person typed or pasted. Empty text empties the cell. */
export function leerValor(forma: FormaDeValor, escrito: string): Lectura {
  const texto = escrito.trim();
  if (texto === "") return { valor: null };
  switch (forma.tipo) {
    case "texto":
      return conLargo(forma, texto.replace(/\s*[\r\n]+\s*/g, " "));
    case "texto_largo":
      return conLargo(forma, escrito.replace(/\r\n?/g, "\n").trim());
    case "dinero":
      return leerDinero(texto);
    case "entero":
      return leerEntero(forma, texto);
    case "decimal":
      return leerDecimal(texto);
    case "lista":
      return leerOpcion(forma, texto);
    case "logico": {
      const t = plegar(texto);
      if (SI.has(t)) return { valor: true };
      if (NO.has(t)) return { valor: false };
      return {
        error: `Escriba «sí» o «no». Usted escribió «${corto(texto)}».`,
      };
    }
    case "fecha":
      return leerFecha(texto);
  }
}

function conLargo(forma: FormaDeValor, texto: string): Lectura {
  const largo = [...texto].length;
  if (forma.maximo !== null && largo > forma.maximo) {
    return {
      error: `El texto tiene ${miles(String(largo))} caracteres y el máximo es ${miles(String(forma.maximo))}. Acórtelo; lo que escribió sigue en pantalla.`,
    };
  }
  return { valor: texto };
}

/** `Q 1,234.50` → 123450. Commas only between thousands; at most two decimals. */
export function leerDinero(escrito: string): Lectura {
  const texto = escrito
    .replace(/^(Q|GTQ|US\$|USD|\$)\.?\s*/i, "")
    .replace(/\s+/g, "");
  const partes = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(texto);
  if (!partes) {
    return {
      error: `Escriba el monto con punto decimal, por ejemplo 1,234.50. Usted escribió «${corto(escrito)}».`,
    };
  }
  const enteros = (partes[1] ?? "0").replaceAll(",", "");
  const centavos = Number(enteros + (partes[2] ?? "").padEnd(2, "0"));
  if (!Number.isSafeInteger(centavos))
    return { error: "El monto es demasiado grande. Revise los ceros." };
  return { valor: centavos };
}

/** 123450 → `1,234.50`. */
export function dineroComoTexto(centavos: number): string {
  const negativo = centavos < 0;
  const digitos = String(Math.abs(centavos)).padStart(3, "0");
  return `${negativo ? "−" : ""}${miles(digitos.slice(0, -2))}.${digitos.slice(-2)}`;
}

function leerEntero(forma: FormaDeValor, texto: string): Lectura {
  const limpio = /^\d{1,3}(,\d{3})+$/.test(texto)
    ? texto.replaceAll(",", "")
    : texto;
  if (!/^\d+$/.test(limpio)) {
    return {
      error: `${forma.etiqueta}: escriba un número entero, sin decimales. Usted escribió «${corto(texto)}».`,
    };
  }
  const n = Number(limpio);
  if (!Number.isSafeInteger(n) || (forma.maximo !== null && n > forma.maximo)) {
    return {
      error: `${forma.etiqueta}: el número más grande que se acepta es ${miles(String(forma.maximo ?? Number.MAX_SAFE_INTEGER))}.`,
    };
  }
  return { valor: n };
}

function leerDecimal(texto: string): Lectura {
  const limpio = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(texto)
    ? texto.replaceAll(",", "")
    : texto;
  if (!/^\d{1,12}(\.\d{1,4})?$/.test(limpio)) {
    return {
      error: `Escriba un número con punto decimal, por ejemplo 2.5. Usted escribió «${corto(texto)}».`,
    };
  }
  return { valor: limpio };
}

function leerOpcion(forma: FormaDeValor, texto: string): Lectura {
  const candidatas = opcionesQueEmpiezan(forma.opciones, texto);
  const exacta = forma.opciones.find(
    (o) => o.id === texto || plegar(o.etiqueta) === plegar(texto),
  );
  const elegida =
    exacta ?? (candidatas.length === 1 ? candidatas[0] : undefined);
  if (elegida) return { valor: elegida.id };
  const lista = forma.opciones.slice(0, 6).map((o) => o.etiqueta);
  return {
    error: `«${corto(texto)}» no está en la lista. Use: ${lista.join(", ")}${forma.opciones.length > 6 ? "…" : "."}`,
  };
}

/** Options whose label, or any word of it, starts with what was typed; all when nothing was. */
export function opcionesQueEmpiezan(
  opciones: readonly OpcionDto[],
  escrito: string,
): OpcionDto[] {
  const t = plegar(escrito);
  if (t === "") return [...opciones];
  const alInicio = opciones.filter((o) => plegar(o.etiqueta).startsWith(t));
  const enPalabra = opciones.filter(
    (o) =>
      !alInicio.includes(o) &&
      plegar(o.etiqueta)
        .split(/[^a-z0-9]+/)
        .some((p) => p.startsWith(t)),
  );
  return [...alInicio, ...enPalabra];
}

/** `20/11/2026` or `2026-11-20` → `2026-11-20`; a month alone, `11/2026`, stays `2026-11`. */
export function leerFecha(escrito: string): Lectura {
  const texto = escrito.trim();
  const error = {
    error: `Escriba la fecha como día/mes/año, por ejemplo 20/11/2026. Usted escribió «${corto(texto)}».`,
  };
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(texto);
  const local = /^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})$/.exec(texto);
  const partes = iso
    ? [iso[1], iso[2], iso[3]]
    : local
      ? [local[3], local[2], local[1]]
      : undefined;
  if (!partes) return error;
  const anio = Number(partes[0]);
  const mes = Number(partes[1]);
  if (mes < 1 || mes > 12) return error;
  const mm = String(mes).padStart(2, "0");
  if (partes[2] === undefined) return { valor: `${anio}-${mm}` };
  const dia = Number(partes[2]);
  if (dia < 1 || dia > new Date(Date.UTC(anio, mes, 0)).getUTCDate())
    return error;
  return { valor: `${anio}-${mm}-${String(dia).padStart(2, "0")}` };
}

/** `2026-11-20` → `20/11/2026`. */
export function fechaComoTexto(iso: string): string {
  const partes = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(iso);
  if (!partes) return iso;
  return [partes[3], partes[2], partes[1]]
    .filter((p) => p !== undefined)
    .join("/");
}

/** Commas between thousands. */
export function miles(digitos: string): string {
  return digitos.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

function corto(texto: string): string {
  const t = [...texto];
  return t.length > 40 ? `${t.slice(0, 40).join("")}…` : texto;
}
