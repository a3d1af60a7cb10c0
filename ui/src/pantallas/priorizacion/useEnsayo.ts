import { useCallback, useEffect, useRef, useState } from "react";
import { usePuente } from "../../puente/contexto";
import type { ClasificacionDto } from "../../puente/generado/ClasificacionDto";
import { useInstitucionEnPantalla } from "./institucion";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";

/** Points by code of the criterion. */
export type Puntos = Readonly<Record<string, string>>;

/** Rows that a trial shows. */
const MOSTRADAS = 12;

interface Ensayo {
  /** The last ranking that came; null before the first. */
  resultado: ClasificacionDto | null;
  error: FallaError | null;
  /** Asks for the ranking with these points. One question at a time: the newest waits its turn. */
  probar: (puntos: Puntos) => void;
  dejar: () => void;
}

/** Tries points without saving them. */
export function useEnsayo(ronda: string): Ensayo {
  const puente = usePuente();
  const institucion = useInstitucionEnPantalla();
  const [resultado, setResultado] = useState<ClasificacionDto | null>(null);
  const [error, setError] = useState<FallaError | null>(null);
  const enCurso = useRef(false);
  const siguiente = useRef<Puntos | null>(null);
  /** Another number: answers on their way are no longer wanted. */
  const vuelta = useRef(0);

  const dejar = useCallback(() => {
    vuelta.current += 1;
    siguiente.current = null;
    setResultado(null);
    setError(null);
  }, []);
  useEffect(
    () => () => {
      vuelta.current += 1;
      siguiente.current = null;
    },
    [],
  );

  const probar = useCallback(
    (puntos: Puntos) => {
      siguiente.current = puntos;
      if (enCurso.current) return;
      enCurso.current = true;
      void (async () => {
        while (siguiente.current !== null) {
          const pedidos = siguiente.current;
          const deEsta = vuelta.current;
          siguiente.current = null;
          try {
            const leida = await puente.llamar("clasificar", {
              institucion,
              ronda,
              puntos: { ...pedidos },
              texto: "",
              orden: "posicion",
              votante: null,
              con_rangos: false,
              desde: 0,
              cuantos: MOSTRADAS,
            });
            if (deEsta !== vuelta.current) continue;
            setResultado(leida);
            setError(null);
          } catch (causa) {
            if (deEsta === vuelta.current) setError(comoFalla(causa));
          }
        }
        enCurso.current = false;
      })();
    },
    [puente, institucion, ronda],
  );
  return { resultado, error, probar, dejar };
}
