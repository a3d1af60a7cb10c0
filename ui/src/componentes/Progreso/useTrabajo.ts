import { useCallback, useEffect, useRef, useState } from "react";
import type { ProgresoDto } from "../../puente/generado/ProgresoDto";
import { usePuente } from "../../puente/contexto";

const MS_ENTRE_CONSULTAS = 250;

export interface Trabajo {
  activo: boolean;
  progreso: ProgresoDto | null;
  cancelando: boolean;
  /** Runs something long; hands it the id that `progreso` and `cancelar` use. */
  correr: <T>(tarea: (id: string) => Promise<T>) => Promise<T>;
  cancelar: () => void;
}

/** A long job: its id, how it goes, and how to stop it. One at a time. */
export function useTrabajo(): Trabajo {
  const puente = usePuente();
  const [id, setId] = useState<string | null>(null);
  const [progreso, setProgreso] = useState<ProgresoDto | null>(null);
  const [cancelando, setCancelando] = useState(false);
  const montado = useRef(true);

  useEffect(() => {
    montado.current = true;
    return () => {
      montado.current = false;
    };
  }, []);

  useEffect(() => {
    if (id === null) return;
    let vigente = true;
    const preguntar = () => {
      puente
        .llamar("progreso", { id })
        .then((dato) => {
          if (vigente) setProgreso(dato);
        })
        .catch(() => {
          // The job itself says how it ended.
        });
    };
    const reloj = setInterval(preguntar, MS_ENTRE_CONSULTAS);
    return () => {
      vigente = false;
      clearInterval(reloj);
    };
  }, [id, puente]);

  const correr = useCallback(async <T>(tarea: (id: string) => Promise<T>) => {
    const nuevo = crypto.randomUUID();
    setProgreso(null);
    setCancelando(false);
    setId(nuevo);
    try {
      return await tarea(nuevo);
    } finally {
      if (montado.current) setId(null);
    }
  }, []);

  const cancelar = useCallback(() => {
    if (id === null) return;
    setCancelando(true);
    puente.llamar("cancelar", { id }).catch(() => {
      if (montado.current) setCancelando(false);
    });
  }, [id, puente]);

  return { activo: id !== null, progreso, cancelando, correr, cancelar };
}
