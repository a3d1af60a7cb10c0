import { useCallback, useEffect, useRef, useState } from "react";
import type { NotaNueva } from "../../puente/generado/NotaNueva";
import { useEscribir } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";

const MS_DE_CALMA = 1500;
/** Notes of one request. */
const DE_UNA_VEZ = 500;

const claveDe = (tramite: string, criterio: string) => `${tramite}/${criterio}`;

interface Notas {
  /** What was typed and is not read back yet; undefined when nothing is. */
  escrita: (tramite: string, criterio: string) => NotaNueva | undefined;
  /** Keeps a note until it is sent. */
  poner: (nota: NotaNueva) => void;
  /** Sends what waits: on leaving the cell. */
  enviar: () => void;
  /** Sends one at once; the message of a failure, or null. */
  corregir: (nota: NotaNueva) => Promise<string | null>;
  error: FallaError | null;
  /** Notes typed that the core has not taken yet. */
  pendientes: number;
}

/**
 * The notes that one person is typing. They are on screen at once; one request is under way at a time
 * and takes everything that waits. What fails stays and is sent again.
 */
export function useNotas(ronda: string, votante: string): Notas {
  const escribir = useEscribir();
  const [escritas, setEscritas] = useState<ReadonlyMap<string, NotaNueva>>(
    new Map(),
  );
  const [error, setError] = useState<FallaError | null>(null);
  const ahora = useRef<ReadonlyMap<string, NotaNueva>>(escritas);
  const enCurso = useRef(false);
  const espera = useRef<ReturnType<typeof setTimeout> | null>(null);
  const otraVez = useRef<() => void>(() => {});

  const fijar = useCallback((nuevas: ReadonlyMap<string, NotaNueva>) => {
    ahora.current = nuevas;
    setEscritas(nuevas);
  }, []);

  const enviar = useCallback(() => {
    if (espera.current !== null) clearTimeout(espera.current);
    espera.current = null;
    if (enCurso.current || ahora.current.size === 0) return;
    enCurso.current = true;
    void (async () => {
      let bien = true;
      while (bien && ahora.current.size > 0) {
        const tanda = [...ahora.current.entries()].slice(0, DE_UNA_VEZ);
        try {
          await escribir(
            "calificar",
            {
              ronda,
              votante,
              notas: tanda.map(([, nota]) => nota),
              bases: {},
            },
            {
              clave: `notas.${votante}`,
              reintentar: () => otraVez.current(),
            },
          );
          setError(null);
          // What was typed again meanwhile waits for the next turn.
          fijar(
            new Map(
              [...ahora.current].filter(
                ([clave, nota]) =>
                  !tanda.some(([c, n]) => c === clave && n === nota),
              ),
            ),
          );
        } catch (causa) {
          setError(comoFalla(causa));
          bien = false;
        }
      }
      enCurso.current = false;
    })();
  }, [escribir, fijar, ronda, votante]);
  useEffect(() => {
    otraVez.current = enviar;
    return () => enviar();
  }, [enviar]);

  const poner = useCallback(
    (nota: NotaNueva) => {
      fijar(
        new Map(ahora.current).set(claveDe(nota.tramite, nota.criterio), nota),
      );
      if (espera.current !== null) clearTimeout(espera.current);
      espera.current = setTimeout(enviar, MS_DE_CALMA);
    },
    [enviar, fijar],
  );
  const corregir = useCallback(
    (nota: NotaNueva) =>
      escribir("calificar", { ronda, votante, notas: [nota], bases: {} }).then(
        () => null,
        (causa: unknown) => comoFalla(causa).message,
      ),
    [escribir, ronda, votante],
  );
  return {
    escrita: (tramite, criterio) => escritas.get(claveDe(tramite, criterio)),
    poner,
    enviar,
    corregir,
    error,
    pendientes: escritas.size,
  };
}
