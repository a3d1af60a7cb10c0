import type { CeldaDelTablero } from "../../../../puente/generado/CeldaDelTablero";
import type { EstadoFase } from "../../../../puente/generado/EstadoFase";
import type { NivelDeVerificacion } from "../../../../puente/generado/NivelDeVerificacion";
import { cuantos, fechaLarga } from "../../../../textos/formatos";
import { ESTADO_FASE } from "../../../../textos/palabras";

/** The state as it fits in a column of the matrix; the whole word is in the name of its button. */
export const ESTADO_BREVE: Readonly<Record<EstadoFase, string>> = {
  no_iniciada: "–",
  en_proceso: "En curso",
  entregada: "Entregada",
  observada: "Observada",
  aprobada: "Aprobada",
  no_aplica: "n/a",
};

/** How far what a cell says is proved, in words. */
export const VERIFICACION: Readonly<Record<NivelDeVerificacion, string>> = {
  nada: "",
  declarado: "declarado, sin evidencia",
  con_evidencia: "con evidencia",
  verificado: "verificado por GAE",
};

/** «entregada el 18 de diciembre de 2021, con 2 evidencias; con evidencia». */
export function enPalabras(celda: CeldaDelTablero): string {
  const estado = ESTADO_FASE[celda.estado].texto.toLocaleLowerCase("es");
  const fecha = celda.fecha === null ? "" : ` el ${fechaLarga(celda.fecha)}`;
  const evidencias =
    celda.evidencias === 0
      ? ""
      : `, ${cuantos(celda.evidencias, "archivo de evidencia", "archivos de evidencia")}`;
  const verificacion = VERIFICACION[celda.verificacion];
  const como =
    verificacion === "" || celda.verificacion === "con_evidencia"
      ? ""
      : `; ${verificacion}`;
  const difiere = celda.difiere
    ? "; la institución y GAE dicen cosas distintas"
    : "";
  const antes =
    celda.antes === null
      ? ""
      : `; antes ${ESTADO_FASE[celda.antes].texto.toLocaleLowerCase("es")}`;
  return `${estado}${fecha}${evidencias}${como}${antes}${difiere}`;
}
