import type { EnPalabras } from "../../componentes/DosValores/DosValores";
import { useConsulta } from "../../puente/consultas";
import type { ConflictoDto } from "../../puente/generado/ConflictoDto";
import type { RondaDto } from "../../puente/generado/RondaDto";
import { visible } from "../../textos/visible";
import { useInstitucionEnPantalla } from "./institucion";
import { enPalabras } from "./saaty";

const NINGUNO: ReadonlyArray<ConflictoDto> = [];

/** Cells of a round that two laptops wrote apart; asked for only when the round says that there are. */
export function useDosValores(ronda: RondaDto): ReadonlyArray<ConflictoDto> {
  const institucion = useInstitucionEnPantalla();
  const consulta = useConsulta(
    "conflictos",
    { institucion, ronda: ronda.entidad.id, tramite: null },
    { activa: ronda.con_dos_valores > 0, conservar: true },
  );
  return ronda.con_dos_valores > 0 ? (consulta.data ?? NINGUNO) : NINGUNO;
}

/** The note of a person, or the comparison of two criteria, among those. */
export function elDe(
  lista: ReadonlyArray<ConflictoDto>,
  de: {
    votante: string;
    tramite?: string;
    criterio: string;
    segundo?: string;
  },
): ConflictoDto | undefined {
  return lista.find(
    ({ lugar, campo }) =>
      /^[cp]_/.test(campo) &&
      lugar?.votante === de.votante &&
      lugar.tramite === (de.tramite ?? "") &&
      lugar.criterio === de.criterio &&
      lugar.segundo === (de.segundo ?? ""),
  );
}

/** A comparison in words; the rest of the values say themselves. */
export function comparacionEnPalabras(ronda: RondaDto): EnPalabras {
  const nombre = (codigo: string) =>
    visible(ronda.criterios.find((c) => c.codigo === codigo)?.nombre ?? codigo);
  return ({ campo, lugar }, valor) =>
    campo.startsWith("p_") && lugar !== null && typeof valor === "string"
      ? enPalabras(valor, nombre(lugar.criterio), nombre(lugar.segundo))
      : undefined;
}
