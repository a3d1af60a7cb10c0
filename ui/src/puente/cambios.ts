import type { QueryClient } from "@tanstack/react-query";
import type { CambioDto } from "./generado/CambioDto";
import type { ComandoQue } from "./puente";

const GENERALES = ["inicio", "historial", "conflictos"] as const;

/** What to read again when a thing of this kind changes. A kind that is not here reads everything again. */
const AFECTADOS: Record<string, ReadonlyArray<ComandoQue<"lee">>> = {
  tramite: [
    "listar_tramites",
    "facetas",
    "abrir_ficha",
    "hallazgos",
    "recorrido",
    "historial_de_celda",
    "vista_previa_informe",
    "estado_inicial",
    "tablero",
    "detalle_tablero",
    "tendencia_tablero",
    "que_cambio",
    "institucion",
    "normas",
    "agrupar_hallazgos",
    "tendencia_hallazgos",
    "posibles_duplicados",
    "prever_union",
    "priorizacion",
    "clasificar",
    "pareto",
    "costos_de_tramite",
    "flujo_de_tramite",
    "rediseno",
    "redisenos",
    "diagrama",
    "ensayar_cambios",
  ],
  hallazgo: [
    "hallazgos",
    "agrupar_hallazgos",
    "tendencia_hallazgos",
    "abrir_ficha",
    "listar_tramites",
    "facetas",
    "vista_previa_informe",
    "priorizacion",
    "clasificar",
    "tablero",
    "institucion",
  ],
  fase: [
    "recorrido",
    "tablero",
    "detalle_tablero",
    "tendencia_tablero",
    "que_cambio",
    "institucion",
    "vista_previa_informe",
    "estado_inicial",
  ],
  avance: [
    "recorrido",
    "tablero",
    "detalle_tablero",
    "tendencia_tablero",
    "que_cambio",
    "institucion",
    "vista_previa_informe",
  ],
  integrante: [
    "comite",
    "recorrido",
    "historial_de_celda",
    "vista_previa_informe",
  ],
  documento_conformacion: [
    "comite",
    "recorrido",
    "historial_de_celda",
    "vista_previa_informe",
  ],
  priorizacion: [
    "priorizacion",
    "clasificar",
    "recorrido",
    "historial_de_celda",
    "vista_previa_informe",
  ],
  persona: ["estado_inicial"],
  importacion: ["importaciones", "filas_en_espera"],
};

/** Invalidates what the changes touch; resolves when what is on screen has been read again. */
export async function aplicarCambios(
  cliente: QueryClient,
  cambios: ReadonlyArray<CambioDto>,
): Promise<void> {
  if (cambios.length === 0) return;
  const comandos = new Set<string>(GENERALES);
  for (const cambio of cambios) {
    const afectados = AFECTADOS[cambio.entidad];
    if (afectados === undefined) {
      await cliente.invalidateQueries();
      return;
    }
    for (const comando of afectados) comandos.add(comando);
  }
  await cliente.invalidateQueries({
    predicate: (consulta) => comandos.has(String(consulta.queryKey[0])),
  });
}
