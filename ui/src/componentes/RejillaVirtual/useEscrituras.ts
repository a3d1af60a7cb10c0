import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { ValorDto } from "../../puente/generado/ValorDto";
import { aunNuevas, conValor, dejadas, enEstado, sinFila } from "./nuevas";
import type { FilaDeHoja, FilaNueva, GuardarEnHoja, Pendiente } from "./tipos";

/** A cell that changes, with the text to show until it is saved. */
export interface CeldaQueCambia {
  id: string;
  campo: string;
  valor: ValorDto;
  texto: string;
}

/** How long a saved row is waited for in the list: eight turns of a frame. */
const VUELTAS = 8;
const MS_DE_VUELTA = 16;

type Pendientes = ReadonlyMap<string, ReadonlyMap<string, Pendiente>>;

function con(
  antes: Pendientes,
  celdas: ReadonlyArray<CeldaQueCambia>,
  falla: string | null | "hecho",
): Pendientes {
  const ahora = new Map(antes);
  for (const { id, campo, texto } of celdas) {
    const fila = new Map(ahora.get(id));
    if (falla === "hecho") fila.delete(campo);
    else fila.set(campo, { texto, falla });
    if (fila.size === 0) ahora.delete(id);
    else ahora.set(id, fila);
  }
  return ahora;
}

/**
 * What was typed goes to the file behind the keyboard: a key never waits for the database. Writes go one
 * at a time, each with the parents of the last reading; a failure keeps the text on screen.
 */
export function useEscrituras<F extends FilaDeHoja>({
  porId,
  total,
  alGuardar,
  alCorrerse,
}: {
  porId: (id: string) => F | undefined;
  total: number;
  alGuardar: GuardarEnHoja;
  /** A new row left the end and the list did not grow by one: the rows after it moved by `cuanto`. */
  alCorrerse: (desde: number, cuanto: number) => void;
}) {
  const [pendientes, setPendientes] = useState<Pendientes>(new Map());
  const [todas, setNuevas] = useState<ReadonlyArray<FilaNueva>>([]);
  const nuevas = aunNuevas(todas, total);
  const [aviso, setAviso] = useState("");
  const ultimas = useRef({ porId, total, alGuardar, alCorrerse, nuevas });
  useLayoutEffect(() => {
    ultimas.current = { porId, total, alGuardar, alCorrerse, nuevas };
  });
  const enCamino = useRef(new Set<string>());
  const contador = useRef(0);
  const cola = useRef<Promise<unknown>>(Promise.resolve());
  const enCola = useCallback(<T>(tarea: () => Promise<T>): Promise<T> => {
    const hecha = cola.current.then(tarea, tarea);
    cola.current = hecha.catch(() => undefined);
    return hecha;
  }, []);

  const repetir = useRef<(celdas: ReadonlyArray<CeldaQueCambia>) => void>(
    () => undefined,
  );
  const guardar = useCallback(
    async (celdas: ReadonlyArray<CeldaQueCambia>): Promise<string | null> => {
      if (celdas.length === 0) return null;
      setPendientes((p) => con(p, celdas, null));
      const falla = await enCola(() =>
        ultimas.current.alGuardar(
          celdas.map(({ id, campo, valor }) => ({
            entidad: id,
            campo,
            valor,
            padres: ultimas.current.porId(id)?.celdas[campo]?.padres ?? [],
          })),
          [],
          () => repetir.current(celdas),
        ),
      );
      setPendientes((p) => con(p, celdas, falla ?? "hecho"));
      setAviso(falla === null ? "" : `No se guardó. ${falla}`);
      return falla;
    },
    [enCola],
  );

  useEffect(() => {
    repetir.current = (celdas) => void guardar(celdas);
  }, [guardar]);

  const enviar = useCallback(
    async ({ clave, valores }: FilaNueva) => {
      if (enCamino.current.has(clave)) return;
      enCamino.current.add(clave);
      setNuevas((n) => enEstado(n, clave, "guardando"));
      const base = { total: 0 };
      // The next write waits until the list shows this row: it counts from there.
      const falla = await enCola(async () => {
        base.total = ultimas.current.total;
        const { total: desde } = base;
        setNuevas((n) =>
          n.map((una) => (una.clave === clave ? { ...una, base: desde } : una)),
        );
        const fallo = await ultimas.current.alGuardar([], [{ ...valores }]);
        // It grows a moment after the save; if it does not, a filter leaves the new row out.
        for (let i = 0; i < VUELTAS; i += 1) {
          if (fallo !== null || ultimas.current.total > desde) break;
          await new Promise((seguir) => setTimeout(seguir, MS_DE_VUELTA));
        }
        return fallo;
      });
      enCamino.current.delete(clave);
      if (falla !== null) {
        setNuevas((n) => enEstado(n, clave, "fallo", falla));
        setAviso(`La fila nueva no se guardó. ${falla}`);
        return;
      }
      const lugar = ultimas.current.nuevas.findIndex((n) => n.clave === clave);
      setNuevas((n) => sinFila(n, clave));
      setAviso("");
      if (lugar >= 0) ultimas.current.alCorrerse(base.total + lugar, -1);
    },
    [enCola],
  );

  /** Writes the new rows that were left; the one at `lugarActivo` is still being typed. */
  const dejar = useCallback(
    (lugarActivo: number | null) => {
      const { porGuardar, vacias } = dejadas(
        ultimas.current.nuevas,
        lugarActivo,
      );
      if (vacias.length > 0)
        setNuevas((n) => vacias.reduce((r, v) => sinFila(r, v.clave), n));
      for (const una of porGuardar) void enviar(una);
    },
    [enviar],
  );

  const escribirNueva = useCallback(
    (lugar: number, campo: string, valor: ValorDto) => {
      const esta = ultimas.current.nuevas[lugar];
      if (esta === undefined) contador.current += 1;
      const clave = esta?.clave ?? `nueva-${contador.current}`;
      setNuevas((n) => conValor(n, clave, campo, valor));
    },
    [],
  );

  const olvidar = useCallback(
    (id: string, campo: string) =>
      setPendientes((p) =>
        con(p, [{ id, campo, valor: null, texto: "" }], "hecho"),
      ),
    [],
  );

  return {
    pendientes,
    nuevas,
    aviso,
    avisar: setAviso,
    enCola,
    guardar,
    dejar,
    escribirNueva,
    olvidar,
  };
}
