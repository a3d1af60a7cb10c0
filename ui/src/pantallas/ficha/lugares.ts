/** Where in the ficha each datum is. */
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import type { Faltante } from "../../puente/generado/Faltante";
import type { FichaDto } from "../../puente/generado/FichaDto";
import type { Seccion } from "../../puente/generado/Seccion";

/** The tabs: the sections, the calculations, the files attached and the imported text. */
export type PestanaDeFicha = Seccion | "calculos" | "adjuntos" | "original";

/** Classes of rows, without GAE's prefix. */
export type ClaseDeFila =
  "requisito" | "paso" | "base_legal" | "tiempo" | "volumen";

/** The section where the rows of each class are. */
export const SECCION_DE_CLASE: Readonly<Record<ClaseDeFila, Seccion>> = {
  requisito: "requisitos",
  paso: "pasos",
  base_legal: "base_legal",
  tiempo: "tiempo_costo",
  volumen: "volumen",
};

/** Rows of a class. */
export function filasDe(ficha: FichaDto, clase: ClaseDeFila): EntidadDto[] {
  switch (clase) {
    case "requisito":
      return ficha.requisitos;
    case "paso":
      return ficha.pasos;
    case "base_legal":
      return ficha.base_legal;
    case "tiempo":
      return ficha.tiempos;
    case "volumen":
      return ficha.volumenes;
  }
}

export const CLASES_DE_FILA: ReadonlyArray<ClaseDeFila> = [
  "requisito",
  "paso",
  "base_legal",
  "tiempo",
  "volumen",
];

/** The field that a row of the class is known by. */
const PRIMER_CAMPO: Readonly<Record<ClaseDeFila, string>> = {
  requisito: "texto",
  paso: "texto",
  base_legal: "texto",
  tiempo: "minimo",
  volumen: "anio",
};

/** A datum to put the focus on. */
export interface Objetivo {
  seccion: PestanaDeFicha;
  entidad: string;
  campo: string;
}

/** Words that a field of a finding may have when it speaks of a whole list. */
const LISTAS: Readonly<Record<string, ClaseDeFila | undefined>> = {
  requisitos: "requisito",
  requisito: "requisito",
  pasos: "paso",
  paso: "paso",
  base_legal: "base_legal",
  respaldo_legal: "base_legal",
  tiempo: "tiempo",
  tiempos: "tiempo",
  tiempo_de_respuesta: "tiempo",
  volumen: "volumen",
  volumenes: "volumen",
};

/** Where a datum is: the row that has it, the form, or the row to add of its list. */
export function objetivoDe(
  ficha: FichaDto,
  campos: ReadonlyArray<CampoDto>,
  entidad: string,
  campo: string,
  nueva: string,
): Objetivo {
  for (const clase of CLASES_DE_FILA)
    if (filasDe(ficha, clase).some((f) => f.id === entidad))
      return { seccion: SECCION_DE_CLASE[clase], entidad, campo };
  const lista = LISTAS[campo];
  if (lista !== undefined) {
    const primera = filasDe(ficha, lista)[0];
    return {
      seccion: SECCION_DE_CLASE[lista],
      entidad: primera?.id ?? nueva,
      campo: PRIMER_CAMPO[lista],
    };
  }
  const declarado = campos.find(
    (c) => c.clase === "tramite" && c.campo === campo,
  );
  return {
    seccion: declarado?.seccion ?? "general",
    entidad: ficha.id,
    campo,
  };
}

/** Where a missing datum is; a list without rows asks for its first one. */
export function objetivoDeFaltante(
  ficha: FichaDto,
  falta: Faltante,
  nueva: string,
): Objetivo {
  const clase = falta.clase.replace(/^gae_/, "");
  const existe =
    falta.entidad === ficha.id ||
    CLASES_DE_FILA.some((c) =>
      filasDe(ficha, c).some((f) => f.id === falta.entidad),
    );
  return {
    seccion: falta.seccion,
    entidad:
      (clase !== "tramite" && falta.entidad === ficha.id) || !existe
        ? nueva
        : falta.entidad,
    campo: falta.campo,
  };
}

/** Text of a cell, empty when there is none. */
export function textoDe(entidad: EntidadDto, campo: string): string {
  const valor = entidad.celdas[campo]?.valor;
  return typeof valor === "string" ? valor : "";
}

/**
 * The piece of the imported text where a row came from: the sentence that holds its first words.
 * Null when it cannot be told.
 */
export function fragmentoOriginal(
  original: string,
  fila: string,
): string | null {
  const plano = original
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const buscado = fila.replace(/\s+/g, " ").trim().slice(0, 24).toLowerCase();
  const en = buscado === "" ? -1 : plano.toLowerCase().indexOf(buscado);
  if (en < 0) return null;
  const LARGO = 180;
  const inicio = Math.max(0, en - 30);
  const corte = plano.slice(inicio, inicio + LARGO);
  return `${inicio > 0 ? "…" : ""}${corte}${inicio + LARGO < plano.length ? "…" : ""}`;
}
