import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { aplicarCambios } from "./cambios";
import { usePuente, useRegistro } from "./contexto";
import { esReintentable } from "./guardado";
import { comoFalla } from "./puente";
import type { Comando, ComandoQue, Da, FallaError, Pide } from "./puente";

type Escritura = ComandoQue<"escribe">;

/** Lets react-query hand the fresh data to the screen before the caller goes on. */
const respiro = () => new Promise<void>((seguir) => setTimeout(seguir, 0));

/**
 * Calls a writing command. When it returns, what is on screen has already been read again, so the
 * `padres` of the next save are the new ones. Throws `FallaError`.
 *
 * `clave` names what is saved (`entidad.campo`) and `reintentar` repeats it with the same text:
 * give both only when a later retry makes sense.
 */
export function useEscribir(): <K extends Escritura>(
  comando: K,
  pide: Pide<K>,
  reintento?: { clave: string; reintentar: () => void },
) => Promise<Da<K>> {
  const puente = usePuente();
  const registro = useRegistro();
  const cliente = useQueryClient();
  return useCallback(
    async (comando, pide, reintento) => {
      registro.empezo();
      try {
        const hecho = await puente.llamar(comando, pide);
        await aplicarCambios(cliente, hecho.cambios);
        await respiro();
        registro.fijarPasos(hecho);
        registro.termino(hecho.guardado);
        if (reintento !== undefined) registro.resuelto(reintento.clave);
        return hecho;
      } catch (causa) {
        const error = comoFalla(causa);
        registro.fallo(
          reintento?.clave ?? comando,
          error,
          reintento !== undefined && esReintentable(error)
            ? reintento.reintentar
            : null,
        );
        throw error;
      }
    },
    [puente, registro, cliente],
  );
}

export interface Accion<K extends Comando> {
  ejecutar: (pide: Pide<K>) => Promise<Da<K> | null>;
  enCurso: boolean;
  error: FallaError | null;
  limpiar: () => void;
}

/**
 * A writing command behind a button: state and error for the screen, never throws (null on
 * failure). A second press while it runs does nothing; with `enFila` it waits its turn, for what
 * people press several times in a row.
 */
export function useAccion<K extends Escritura>(
  comando: K,
  { enFila = false }: { enFila?: boolean } = {},
): Accion<K> {
  const escribir = useEscribir();
  const [enCurso, setEnCurso] = useState(false);
  const [error, setError] = useState<FallaError | null>(null);
  const ocupado = useRef(false);
  const turno = useRef<Promise<void>>(Promise.resolve());
  const ejecutar = useCallback(
    async (pide: Pide<K>) => {
      if (ocupado.current && !enFila) return null;
      const anterior = turno.current;
      let pasar = () => {};
      turno.current = new Promise((resolver) => (pasar = resolver));
      if (enFila) await anterior;
      ocupado.current = true;
      setEnCurso(true);
      setError(null);
      try {
        return await escribir(comando, pide);
      } catch (causa) {
        setError(comoFalla(causa));
        return null;
      } finally {
        ocupado.current = false;
        setEnCurso(false);
        pasar();
      }
    },
    [comando, enFila, escribir],
  );
  const limpiar = useCallback(() => setError(null), []);
  return useMemo(
    () => ({ ejecutar, enCurso, error, limpiar }),
    [ejecutar, enCurso, error, limpiar],
  );
}

const EN_FILA = { enFila: true };

/** «Deshacer» and «Rehacer» of the whole file. */
export function useDeshacer() {
  const deshacer = useAccion("deshacer", EN_FILA);
  const rehacer = useAccion("rehacer", EN_FILA);
  return { deshacer, rehacer };
}
