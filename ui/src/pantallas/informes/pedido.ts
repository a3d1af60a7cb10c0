/** Between the address of «Informes» and the request of a report. */
import type { Fase } from "../../puente/generado/Fase";
import type { FormatoDeInforme } from "../../puente/generado/FormatoDeInforme";
import type { InformeDisponible } from "../../puente/generado/InformeDisponible";
import type { InstitucionDto } from "../../puente/generado/InstitucionDto";
import type { PedirInforme } from "../../puente/generado/PedirInforme";
import type { TipoDeDestino } from "../../puente/puente";
import { NOMBRE_FASE } from "../../textos/palabras";

export type Filtros = Readonly<Record<string, string>>;

export const VER_INFORMES = [
  "preparar",
  "lote",
  "exportados",
  "membrete",
] as const;
export type VerInformes = (typeof VER_INFORMES)[number];

export const FORMATO: Readonly<
  Record<
    FormatoDeInforme,
    {
      nombre: string;
      /** After «Exportar». */
      accion: string;
      explica: string;
      extension: string;
      tipo: TipoDeDestino;
    }
  >
> = {
  pdf: {
    nombre: "PDF",
    accion: "PDF",
    explica: "El documento como se ve aquí, para imprimir o enviar.",
    extension: "pdf",
    tipo: "pdf",
  },
  html: {
    nombre: "Página web",
    accion: "página web",
    explica: "Un solo archivo para el navegador, fácil de leer en voz alta.",
    extension: "html",
    tipo: "pagina",
  },
  tablas: {
    nombre: "Tablas",
    accion: "tablas",
    explica: "Cada tabla en XLSX y en CSV, en un archivo ZIP.",
    extension: "zip",
    tipo: "tablas",
  },
};

const esFormato = (texto: string): texto is FormatoDeInforme =>
  Object.hasOwn(FORMATO, texto);
const fecha = (texto: string | undefined): string | null =>
  texto !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(texto) ? texto : null;

export const verDe = (filtros: Filtros): VerInformes =>
  VER_INFORMES.find((ver) => ver === filtros["ver"]) ?? "preparar";

export const formatoDe = (filtros: Filtros): FormatoDeInforme => {
  const formato = filtros["formato"] ?? "";
  return esFormato(formato) ? formato : "pdf";
};

/** The report of the address, or the first that there is. */
export const informeDe = (
  filtros: Filtros,
  disponibles: ReadonlyArray<InformeDisponible>,
): InformeDisponible | undefined =>
  disponibles.find(({ tipo }) => tipo === filtros["tipo"]) ?? disponibles[0];

/** The institution of the address, by identifier, code or sigla. */
export const institucionDe = (
  filtros: Filtros,
  instituciones: ReadonlyArray<InstitucionDto>,
): InstitucionDto | undefined => {
  const pedida = filtros["institucion"] ?? "";
  return pedida === ""
    ? undefined
    : instituciones.find(({ id, codigo, sigla }) =>
        [id, codigo, sigla].includes(pedida),
      );
};

/** The phase of an acta: that of the address, or the first that it has. */
export const faseDe = (
  filtros: Filtros,
  informe: InformeDisponible,
): Fase | undefined =>
  informe.fases.find((fase) => fase === filtros["fase"]) ?? informe.fases[0];

/** A section in the order of the paper, and whether it goes in. */
export interface SeccionElegida {
  id: string;
  titulo: string;
  incluida: boolean;
}

export const seccionesDeBase = (
  informe: InformeDisponible | undefined,
): ReadonlyArray<SeccionElegida> =>
  informe?.secciones.map(({ id, titulo, de_base: incluida }) => ({
    id,
    titulo,
    incluida,
  })) ?? [];

/** Moves a section one place; at an end it stays. */
export function moverSeccion(
  secciones: ReadonlyArray<SeccionElegida>,
  id: string,
  paso: 1 | -1,
): ReadonlyArray<SeccionElegida> {
  const i = secciones.findIndex((una) => una.id === id);
  const una = secciones[i];
  const otra = secciones[i + paso];
  if (una === undefined || otra === undefined) return secciones;
  return secciones.with(i, otra).with(i + paso, una);
}

export interface Pedido {
  pide: PedirInforme;
  /** Why it cannot be asked for yet, as what to do; null when it can. */
  falta: string | null;
  /** Suggested name of the file, with its extension. */
  archivo: string;
}

/** The request of the report at this address, or what is missing to make it. */
export function pedidoDe({
  filtros,
  informe,
  secciones,
  gae,
  institucion,
  propia,
  dia,
}: {
  filtros: Filtros;
  informe: InformeDisponible;
  secciones: ReadonlyArray<SeccionElegida>;
  gae: boolean;
  institucion: InstitucionDto | undefined;
  /** Sigla of the committee's own institution. */
  propia: string;
  dia: string;
}): Pedido {
  const tramite = filtros["tramite"] ?? "";
  const corte = informe.con_corte ? fecha(filtros["corte"]) : null;
  const comparar = informe.con_comparacion ? fecha(filtros["comparar"]) : null;
  const fase = faseDe(filtros, informe);
  const activas = secciones.filter(({ incluida }) => incluida);
  const falta =
    informe.ambito === "tramite" && tramite === ""
      ? "Elija un trámite para ver su informe."
      : informe.ambito === "institucion" && gae && institucion === undefined
        ? "Elija una institución para ver su informe."
        : secciones.length > 0 && activas.length === 0
          ? "Elija al menos una sección."
          : null;
  const formato = formatoDe(filtros);
  const quien =
    informe.ambito === "conjunto"
      ? []
      : [
          informe.ambito === "tramite"
            ? "tramite"
            : gae
              ? institucion?.sigla || institucion?.codigo || ""
              : propia,
        ];
  return {
    falta,
    archivo: `${[informe.tipo, ...(fase === undefined ? [] : [fase]), ...quien.filter((q) => q !== ""), corte ?? dia].join("-")}.${FORMATO[formato].extension}`,
    pide: {
      tipo: informe.tipo,
      institucion:
        informe.ambito === "institucion" && gae
          ? (institucion?.id ?? null)
          : null,
      corte,
      secciones: activas.map(({ id }) => id),
      ...(informe.ambito === "tramite" && tramite !== "" ? { tramite } : {}),
      ...(comparar === null ? {} : { comparar }),
      ...(fase === undefined ? {} : { fase }),
      destino: null,
      trabajo: null,
    },
  };
}

export const nombreDeFase = (fase: Fase): string => NOMBRE_FASE[fase];
