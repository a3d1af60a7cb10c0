import { useCallback, useEffect, useMemo, useRef } from "react";
import type { CeldaNueva } from "../../puente/generado/CeldaNueva";
import type { EstadoHallazgo } from "../../puente/generado/EstadoHallazgo";
import type { EstadoTramite } from "../../puente/generado/EstadoTramite";
import type { ValorDto } from "../../puente/generado/ValorDto";
import { usePuente } from "../../puente/contexto";
import { useEscribir } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";

/** What the person reads of a failure: the messages of the fields, or the general one. */
export function mensajeDe(causa: unknown): string {
  const { falla } = comoFalla(causa);
  const deCampos = falla.campos.map((c) => c.mensaje).join(" ");
  return deCampos === "" ? falla.mensaje : deCampos;
}

/** Resolves to the message of a failure, or null when it was done. */
async function intentar(tarea: Promise<unknown>): Promise<string | null> {
  try {
    await tarea;
    return null;
  } catch (causa) {
    return mensajeDe(causa);
  }
}

/** The writes of a ficha. None throws: each answers with the message of its failure, or null. */
export function useEscrituras() {
  const escribir = useEscribir();
  return useMemo(
    () => ({
      guardar(celdas: CeldaNueva[], motivo = "", reintentar?: () => void) {
        const primera = celdas[0];
        return intentar(
          escribir(
            "guardar_celdas",
            { celdas, motivo },
            reintentar === undefined || primera === undefined
              ? undefined
              : { clave: `${primera.entidad}.${primera.campo}`, reintentar },
          ),
        );
      },
      async agregar(
        padre: string,
        clase: string,
        filas: Array<Record<string, ValorDto>>,
      ): Promise<string[] | string> {
        try {
          const hecho = await escribir("agregar_filas", {
            padre,
            clase,
            despues_de: null,
            filas,
          });
          return hecho.valor.ids;
        } catch (causa) {
          return mensajeDe(causa);
        }
      },
      mover: (id: string, despuesDe: string | null) =>
        intentar(escribir("mover_fila", { id, despues_de: despuesDe })),
      retirar: (ids: string[], motivo: string) =>
        intentar(escribir("retirar_filas", { ids, motivo })),
      moverEstado: (id: string, a: EstadoTramite, motivo: string) =>
        intentar(escribir("mover_tramite", { ids: [id], a, motivo })),
      async decidir(
        ids: ReadonlyArray<string>,
        estado: EstadoHallazgo,
        justificacion: string,
      ): Promise<string | null> {
        return intentar(
          escribir("decidir_hallazgo", {
            ids: [...ids],
            estado,
            justificacion,
          }),
        );
      },
    }),
    [escribir],
  );
}

const MS_ENTRE_BORRADORES = 1000;

/** Keeps, once a second, what is being typed in a cell of a grid. */
export function useBorradorDeCelda(): (
  clave: string,
  texto: string | null,
) => void {
  const puente = usePuente();
  const espera = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const guardadas = useRef(new Set<string>());
  useEffect(() => () => clearTimeout(espera.current), []);
  return useCallback(
    (clave, texto) => {
      clearTimeout(espera.current);
      if (texto === null && !guardadas.current.has(clave)) return;
      const enviar = () => {
        if (texto === null) guardadas.current.delete(clave);
        else guardadas.current.add(clave);
        puente.llamar("guardar_borrador", { clave, texto }).catch(() => {
          // The text is still on screen; it is saved when the cell is left.
        });
      };
      if (texto === null) enviar();
      else espera.current = setTimeout(enviar, MS_ENTRE_BORRADORES);
    },
    [puente],
  );
}
