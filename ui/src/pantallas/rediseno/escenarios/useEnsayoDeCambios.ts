import { useEffect, useRef, useState } from "react";
import { usePuente } from "../../../puente/contexto";
import type { DecisionDto } from "../../../puente/generado/DecisionDto";
import type { EnsayoDto } from "../../../puente/generado/EnsayoDto";
import { comoFalla } from "../../../puente/puente";
import type { FallaError } from "../../../puente/puente";

/** A hand that ticks several boxes in a row asks once. */
export const MS_DE_ESPERA = 60;

/**
 * What some decisions would change, asked a moment after the last tick. Each question has its number: an
 * answer that comes after a newer one is thrown away, and the last one stays on screen meanwhile.
 */
export function useEnsayoDeCambios(
  tramite: string,
  decisiones: ReadonlyArray<DecisionDto>,
  arancel: number | null,
  indirecto: number | null,
  /** Changes when the ficha does: what was answered may no longer hold. */
  version: unknown,
): {
  resultado: EnsayoDto | null;
  error: FallaError | null;
  enCurso: boolean;
} {
  const puente = usePuente();
  const [resultado, setResultado] = useState<EnsayoDto | null>(null);
  const [error, setError] = useState<FallaError | null>(null);
  const [enCurso, setEnCurso] = useState(false);
  const pregunta = useRef(0);
  const contestada = useRef(0);
  const clave = JSON.stringify([decisiones, arancel, indirecto]);
  const actuales = useRef(decisiones);
  useEffect(() => {
    actuales.current = decisiones;
  });
  useEffect(() => {
    setEnCurso(true);
    const espera = setTimeout(() => {
      pregunta.current += 1;
      const esta = pregunta.current;
      const llego = (poner: () => void) => {
        if (esta < contestada.current) return;
        contestada.current = esta;
        poner();
        if (esta === pregunta.current) setEnCurso(false);
      };
      puente
        .llamar("ensayar_cambios", {
          id: tramite,
          decisiones: [...actuales.current],
          arancel,
          costo_indirecto: indirecto,
          explicar: false,
        })
        .then(
          (leido) =>
            llego(() => {
              setResultado(leido);
              setError(null);
            }),
          (causa: unknown) => llego(() => setError(comoFalla(causa))),
        );
    }, MS_DE_ESPERA);
    return () => clearTimeout(espera);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the key holds the decisions
  }, [puente, tramite, clave, version]);
  return { resultado, error, enCurso };
}
