/** A scenario while it is tried: what would be saved, and whether it differs from what is. */
import type { DecisionDto } from "../../../puente/generado/DecisionDto";
import type { EscenarioDto } from "../../../puente/generado/EscenarioDto";
import type { RedisenoDto } from "../../../puente/generado/RedisenoDto";
import type { SugerenciaDto } from "../../../puente/generado/SugerenciaDto";
import { dineroComoTexto, leerDinero } from "../../../textos/valores";

export interface Borrador {
  /** The saved scenario it comes from; null for a new one. */
  id: string | null;
  nombre: string;
  decisiones: ReadonlyArray<DecisionDto>;
  /** Fee proposed, as typed; empty when it does not change. */
  arancel: string;
  /** Indirect cost proposed, as typed; empty when it does not change. */
  indirecto: string;
  /** What was saved, to tell whether something changed. */
  guardado: string;
}

export const decisionDe = (
  donde: string,
  accion: string,
  resto: Partial<DecisionDto> = {},
): DecisionDto => ({
  donde,
  accion,
  con: null,
  texto: null,
  duracion_minutos: null,
  espera_minutos: null,
  justificacion: null,
  ...resto,
});

const firma = (b: Pick<Borrador, "decisiones" | "arancel" | "indirecto">) =>
  JSON.stringify([
    b.decisiones.toSorted((x, y) => x.donde.localeCompare(y.donde)),
    b.arancel.trim(),
    b.indirecto.trim(),
  ]);

export const cambiado = (b: Borrador) => firma(b) !== b.guardado;

export function borradorDe(escenario: EscenarioDto): Borrador {
  const base = {
    decisiones: escenario.decisiones,
    arancel:
      escenario.arancel === null ? "" : dineroComoTexto(escenario.arancel),
    indirecto:
      escenario.costo_indirecto === null
        ? ""
        : dineroComoTexto(escenario.costo_indirecto),
  };
  return {
    ...base,
    id: escenario.id,
    nombre: escenario.nombre,
    guardado: firma(base),
  };
}

/** A new one begins with what is already decided about the requisitos. */
export function borradorNuevo(dto: RedisenoDto): Borrador {
  const decisiones = dto.requisitos
    .filter(({ accion }) => accion !== null && accion !== "mantener")
    .map((r) =>
      decisionDe(r.id, r.accion ?? "mantener", {
        con: r.se_une_con,
        texto: r.texto_propuesto,
        justificacion: r.justificacion,
      }),
    );
  return {
    id: null,
    nombre: "",
    decisiones,
    arancel: "",
    indirecto: "",
    guardado: firma({ decisiones, arancel: "", indirecto: "" }),
  };
}

/** A copy keeps what is decided and asks for its own name. */
export const copiaDe = (b: Borrador): Borrador => ({
  ...b,
  id: null,
  nombre: `${b.nombre} (copia)`.trim(),
  guardado: "",
});

/** One decision a row; null leaves the row as it is today. */
export function conDecision(
  b: Borrador,
  donde: string,
  decision: DecisionDto | null,
): Borrador {
  const otras = b.decisiones.filter((d) => d.donde !== donde);
  return {
    ...b,
    decisiones: decision === null ? otras : [...otras, decision],
  };
}

export const conSugerencia = (
  b: Borrador,
  sugerencia: Pick<SugerenciaDto, "decisiones">,
  razon: string | null,
): Borrador =>
  sugerencia.decisiones.reduce(
    (queda, d) =>
      conDecision(queda, d.donde, {
        ...d,
        justificacion: razon ?? d.justificacion,
      }),
    b,
  );

/** A suggestion is applied when each of its decisions is the one of its row. */
export const estaAplicada = (
  b: Pick<Borrador, "decisiones">,
  sugerencia: Pick<SugerenciaDto, "decisiones">,
): boolean =>
  sugerencia.decisiones.length > 0 &&
  sugerencia.decisiones.every((d) =>
    b.decisiones.some((x) => x.donde === d.donde && x.accion === d.accion),
  );

/** Centavos, null when it does not change, undefined when it cannot be read. */
export function centavosDe(arancel: string): number | null | undefined {
  if (arancel.trim() === "") return null;
  const lectura = leerDinero(arancel);
  if ("error" in lectura) return undefined;
  return typeof lectura.valor === "number" ? lectura.valor : null;
}

/** What is asked while it is tried: a join without partner waits until it has one. */
export const paraEnsayar = (
  decisiones: ReadonlyArray<DecisionDto>,
): DecisionDto[] =>
  decisiones.filter((d) => d.accion !== "fusionar" || d.con !== null);
