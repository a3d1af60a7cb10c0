import type { CampoDto } from "../../puente/generado/CampoDto";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import type { ValorDto } from "../../puente/generado/ValorDto";
import * as valores from "../../textos/valores";
import type { Lectura } from "../../textos/valores";

export type { Lectura };

/** What a control needs to know of a field; the name tells a year from an amount. */
export type DeclaracionDeCampo = Pick<
  CampoDto,
  "tipo" | "opciones" | "etiqueta" | "maximo"
> & { campo?: string };

/** A stored value as its control holds it: an option by its identifier, a check box as `si` or `no`. */
export function textoDeValor(
  campo: DeclaracionDeCampo,
  valor: ValorDto,
): string {
  if (campo.tipo === "logico" && typeof valor === "boolean")
    return valor ? "si" : "no";
  if (campo.tipo === "lista") return valor === null ? "" : String(valor);
  return valores.textoDeValor(campo, valor);
}

/** Of which currency an amount is: the cell beside it says, and quetzales when there is none. */
export function simboloDe(
  campo: Pick<CampoDto, "campo">,
  celdas: EntidadDto["celdas"],
): "Q" | "USD" {
  const moneda = celdas[campo.campo.replace(/_monto$/, "_moneda")]?.valor;
  return moneda === "USD" ? "USD" : "Q";
}

/** A stored value as it is read in a table: options by their label, «Sí» and «No», an amount with its currency. */
export function valorParaLeer(
  campo: DeclaracionDeCampo,
  valor: ValorDto,
  simbolo: "Q" | "USD" = "Q",
): string {
  if (valor === null || valor === "") return "";
  const texto = valores.textoDeValor(campo, valor);
  return campo.tipo === "dinero" ? `${simbolo}\u00a0${texto}` : texto;
}

/** Reads what a control holds. The core checks again; this only says at once what cannot be understood. */
export function leerValor(campo: DeclaracionDeCampo, texto: string): Lectura {
  const limpio = texto.trim();
  if (limpio === "") return { valor: null };
  if (campo.tipo === "lista") return { valor: limpio };
  if (campo.tipo === "logico") return { valor: limpio === "si" };
  return valores.leerValor(campo, texto);
}
