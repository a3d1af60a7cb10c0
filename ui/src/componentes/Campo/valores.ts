import type { CampoDto } from "../../puente/generado/CampoDto";
import type { ValorDto } from "../../puente/generado/ValorDto";
import {
  dineroParaEscribir,
  fechaCorta,
  leerDinero,
  leerEntero,
  numero,
} from "../../textos/formatos";

/** What a control needs to know of a field. */
export type DeclaracionDeCampo = Pick<
  CampoDto,
  "tipo" | "opciones" | "etiqueta" | "maximo"
>;

/** A stored value as it is typed: money `1,234.50`, dates `20/11/2026`. */
export function textoDeValor(
  campo: DeclaracionDeCampo,
  valor: ValorDto,
): string {
  if (valor === null) return "";
  switch (campo.tipo) {
    case "dinero":
      return typeof valor === "number"
        ? dineroParaEscribir(valor)
        : String(valor);
    case "entero":
      return typeof valor === "number" ? numero(valor) : String(valor);
    case "fecha":
      return fechaCorta(String(valor));
    case "logico":
      return valor === true ? "si" : valor === false ? "no" : String(valor);
    case "texto":
    case "texto_largo":
    case "decimal":
    case "lista":
      return String(valor);
  }
}

/** A stored value as it is read in a table: options by their label, «Sí» and «No». */
export function valorParaLeer(
  campo: DeclaracionDeCampo,
  valor: ValorDto,
): string {
  if (valor === null || valor === "") return "";
  if (campo.tipo === "lista")
    return (
      campo.opciones.find(({ id }) => id === valor)?.etiqueta ?? String(valor)
    );
  if (campo.tipo === "dinero") return `Q\u00a0${textoDeValor(campo, valor)}`;
  if (campo.tipo === "logico") return valor === true ? "Sí" : "No";
  return textoDeValor(campo, valor);
}

export type Lectura = { valor: ValorDto } | { error: string };

function leerFecha(texto: string): string | null {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(texto);
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(texto);
  const partes =
    local === null ? iso?.slice(1) : [local[3], local[2], local[1]];
  if (partes === undefined) return null;
  const [anio, mes, dia] = partes.map(Number);
  if (anio === undefined || mes === undefined || dia === undefined) return null;
  const fecha = new Date(Date.UTC(anio, mes - 1, dia));
  if (fecha.getUTCMonth() !== mes - 1 || fecha.getUTCDate() !== dia)
    return null;
  return fecha.toISOString().slice(0, 10);
}

/** Reads what was typed. The core checks again; this only says at once what cannot be understood. */
export function leerValor(campo: DeclaracionDeCampo, texto: string): Lectura {
  const limpio = texto.trim();
  if (limpio === "") return { valor: null };
  switch (campo.tipo) {
    case "texto":
    case "texto_largo": {
      const largo = [...limpio].length;
      if (campo.maximo !== null && largo > campo.maximo)
        return {
          error: `El texto tiene ${numero(largo)} caracteres; caben ${numero(campo.maximo)}. Acórtelo.`,
        };
      return { valor: limpio };
    }
    case "entero": {
      const leido = leerEntero(limpio);
      if (leido === null)
        return {
          error: `«${campo.etiqueta}» debe ser un número entero. Usted escribió «${limpio}».`,
        };
      if (campo.maximo !== null && leido > campo.maximo)
        return {
          error: `El número mayor que se acepta es ${numero(campo.maximo)}.`,
        };
      return { valor: leido };
    }
    case "decimal":
      return /^-?\d{1,12}(\.\d{1,6})?$/.test(limpio.replaceAll(",", ""))
        ? { valor: limpio.replaceAll(",", "") }
        : {
            error: `«${campo.etiqueta}» debe ser un número, por ejemplo 12.5. Usted escribió «${limpio}».`,
          };
    case "dinero": {
      const leido = leerDinero(limpio);
      return leido === null
        ? {
            error: `Escriba el monto con números, por ejemplo 1,234.50. Usted escribió «${limpio}».`,
          }
        : { valor: leido };
    }
    case "fecha": {
      const leida = leerFecha(limpio);
      return leida === null
        ? {
            error: `Escriba la fecha como día/mes/año, por ejemplo 20/11/2026. Usted escribió «${limpio}».`,
          }
        : { valor: leida };
    }
    case "lista":
      return { valor: limpio };
    case "logico":
      return { valor: limpio === "si" };
  }
}
