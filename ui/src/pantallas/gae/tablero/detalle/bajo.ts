import type { Cuales } from "../../../../puente/generado/Cuales";
import type { Fase } from "../../../../puente/generado/Fase";
import type { TipoInstitucion } from "../../../../puente/generado/TipoInstitucion";

/** A figure of the board whose rows are asked for. */
export interface Bajo {
  fase: Fase;
  tipo: TipoInstitucion | null;
  cuales: Cuales;
}

/** What each list holds, in words. */
export const CUALES: Readonly<Record<Cuales, string>> = {
  base: "La base",
  cuentan: "Cuentan",
  pendientes: "Pendientes",
  en_proceso: "En proceso",
  observadas: "Observadas",
  no_iniciadas: "Sin iniciar",
  declarado: "Declarado",
  con_evidencia: "Con evidencia",
  verificado: "Verificado por GAE",
  no_aplica: "No aplica",
  fuera_de_la_base: "Fuera de la base",
};
