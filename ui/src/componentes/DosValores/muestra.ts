/** A datum with two values, for examples and tests. */
import type { ConflictoDto } from "../../puente/generado/ConflictoDto";

export function dosValores(mas: Partial<ConflictoDto> = {}): ConflictoDto {
  return {
    entidad: "c",
    clase: "criterio",
    campo: "peso",
    etiqueta: "Puntos",
    donde: "Demanda",
    lugar: null,
    valores: [
      {
        valor: "5",
        quien: "Beto Pérez",
        cuando: "2026-11-20T16:42:00Z",
        motivo: "",
        de_aqui: false,
        mostrado: true,
      },
      {
        valor: "30",
        quien: "Ana López",
        cuando: "2026-11-20T14:05:00Z",
        motivo: "Acuerdo de la sesión 4-2026",
        de_aqui: true,
        mostrado: false,
      },
    ],
    antes: "20",
    propio: true,
    ...mas,
  };
}
