import type { AdvertenciaDto } from "../generado/AdvertenciaDto";
import type { EntidadDto } from "../generado/EntidadDto";

/** One of the contradictions that the core sees: more rejections than requests in a year. */
export function advertenciasDe(
  volumenes: ReadonlyArray<EntidadDto>,
): AdvertenciaDto[] {
  return volumenes
    .filter(
      ({ celdas }) =>
        Number(celdas["rechazos"]?.valor ?? 0) >
        Number(celdas["solicitudes"]?.valor ?? Number.POSITIVE_INFINITY),
    )
    .map(({ id }) => ({
      entidad: id,
      clase: "volumen",
      campo: "rechazos",
      seccion: "volumen",
      etiqueta: "Rechazadas",
      mensaje:
        "Hay más rechazos que solicitudes en esta fila. Revise los dos números.",
    }));
}
