import { useQueries } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { claveDe } from "./consultas";
import { usePuente } from "./contexto";
import { comoFalla } from "./puente";
import type { FallaError, Pide } from "./puente";
import type { ConteoPorRegla } from "./generado/ConteoPorRegla";
import type { ClasificacionDto } from "./generado/ClasificacionDto";
import type { FilaTramite } from "./generado/FilaTramite";
import type { HallazgoDto } from "./generado/HallazgoDto";
import type { PuestoDto } from "./generado/PuestoDto";

/** Rows that one page brings. */
export const TAMANO_DE_PAGINA = 100;

/** A long list read by pages: only what is in view is asked for. */
export interface ListaPorPaginas<F> {
  /** Rows that match; null until the first page arrives. */
  total: number | null;
  /** A row, or undefined while its page is on the way. */
  fila: (indice: number) => F | undefined;
  /** Tells which rows are in view. */
  alVer: (ventana: { desde: number; hasta: number }) => void;
  /** The first page of this very request is still on the way (older rows may be on screen). */
  cargando: boolean;
  error: FallaError | null;
  reintentar: () => void;
}

/** Which pages a window touches, the first one always among them (it brings the total). */
export function paginasVistas(desde: number, hasta: number): number[] {
  const paginas = new Set([0]);
  for (
    let p = Math.floor(desde / TAMANO_DE_PAGINA);
    p * TAMANO_DE_PAGINA < hasta;
    p += 1
  )
    paginas.add(p);
  return [...paginas];
}

/** The pages in view; another request begins again with the first one. */
function useVistas(clave: string) {
  const [vistas, setVistas] = useState<{ clave: string; paginas: number[] }>({
    clave,
    paginas: [0],
  });
  const alVer = useCallback(
    (v: { desde: number; hasta: number }) => {
      const paginas = paginasVistas(v.desde, v.hasta);
      setVistas((antes) =>
        antes.clave === clave && antes.paginas.join() === paginas.join()
          ? antes
          : { clave, paginas },
      );
    },
    [clave],
  );
  return { paginas: vistas.clave === clave ? vistas.paginas : [0], alVer };
}

interface Pagina<F> {
  total: number;
  filas: ReadonlyArray<F>;
}

interface Leida<D> {
  data: D | undefined;
  isPending: boolean;
  error: Error | null;
  refetch: () => unknown;
}

/** While another request brings its first page, that of the previous one stays on screen. */
function usePrimeraPagina<D>(primera: D | undefined): D | undefined {
  const [ultima, setUltima] = useState(primera);
  if (primera !== undefined && primera !== ultima) setUltima(primera);
  return primera ?? ultima;
}

function armarLista<F>(
  paginas: ReadonlyArray<number>,
  leidas: ReadonlyArray<Leida<unknown>>,
  filasDe: (i: number) => ReadonlyArray<F> | undefined,
  enPantalla: Pagina<F> | undefined,
): Omit<ListaPorPaginas<F>, "alVer"> {
  const primera = leidas[0];
  const porPagina = new Map(paginas.map((p, i) => [p, filasDe(i)]));
  return {
    total: enPantalla?.total ?? null,
    fila: (indice) => {
      const p = Math.floor(indice / TAMANO_DE_PAGINA);
      const filas = p === 0 ? enPantalla?.filas : porPagina.get(p);
      return filas?.[indice % TAMANO_DE_PAGINA];
    },
    cargando: primera?.isPending ?? true,
    error: primera?.error ? comoFalla(primera.error) : null,
    reintentar: () => void primera?.refetch(),
  };
}

/** Rows of one read that goes beyond what is in view. */
const DE_UNA_VEZ = 500;

/** The inventory as the grid needs it: by pages, by identity, and any stretch of it on demand. */
export interface ListaDeTramites extends ListaPorPaginas<FilaTramite> {
  /** The last reading of a row, among those in view and those brought. */
  porId: (id: string) => FilaTramite | undefined;
  /** Reads from `desde` to `hasta` (not included), in view or not. */
  traer: (desde: number, hasta: number) => Promise<FilaTramite[]>;
}

/** The inventory, by pages. */
export function useTramitesPorPaginas(
  pide: Omit<Pide<"listar_tramites">, "desde" | "cuantos">,
): ListaDeTramites {
  const puente = usePuente();
  const { paginas, alVer } = useVistas(JSON.stringify(pide));
  const leidas = useQueries({
    queries: paginas.map((p) => {
      const pagina = {
        ...pide,
        desde: p * TAMANO_DE_PAGINA,
        cuantos: TAMANO_DE_PAGINA,
      };
      return {
        queryKey: claveDe("listar_tramites", pagina),
        queryFn: () => puente.llamar("listar_tramites", pagina),
      };
    }),
  });
  const primera = usePrimeraPagina(leidas[0]?.data);
  const traidas = useRef(new Map<string, FilaTramite>());
  const traer = useCallback(
    async (desde: number, hasta: number) => {
      const filas: FilaTramite[] = [];
      for (let d = desde; d < hasta; d += DE_UNA_VEZ) {
        const cuantos = Math.min(DE_UNA_VEZ, hasta - d);
        const pagina = { ...pide, desde: d, cuantos };
        const leida = await puente.llamar("listar_tramites", pagina);
        filas.push(...leida.filas);
      }
      traidas.current = new Map(filas.map((f) => [f.id, f]));
      return filas;
    },
    [pide, puente],
  );
  return {
    ...armarLista(paginas, leidas, (i) => leidas[i]?.data?.filas, primera),
    alVer,
    traer,
    porId: (id) => {
      for (const { data } of leidas) {
        const esta = data?.filas.find((f) => f.id === id);
        if (esta !== undefined) return esta;
      }
      return traidas.current.get(id);
    },
  };
}

const SIN_CONTEOS: ReadonlyArray<ConteoPorRegla> = [];

/** The findings, by pages, with the counts by rule. */
export function useHallazgosPorPaginas(
  pide: Omit<Pide<"hallazgos">, "desde" | "cuantos">,
): ListaPorPaginas<HallazgoDto> & { porRegla: ReadonlyArray<ConteoPorRegla> } {
  const puente = usePuente();
  const { paginas, alVer } = useVistas(JSON.stringify(pide));
  const leidas = useQueries({
    queries: paginas.map((p) => {
      const pagina = {
        ...pide,
        desde: p * TAMANO_DE_PAGINA,
        cuantos: TAMANO_DE_PAGINA,
      };
      return {
        queryKey: claveDe("hallazgos", pagina),
        queryFn: () => puente.llamar("hallazgos", pagina),
      };
    }),
  });
  const primera = usePrimeraPagina(leidas[0]?.data);
  return {
    ...armarLista(
      paginas,
      leidas,
      (i) => leidas[i]?.data?.hallazgos,
      primera && { total: primera.total, filas: primera.hallazgos },
    ),
    alVer,
    porRegla: primera?.por_regla ?? SIN_CONTEOS,
  };
}

/** The ranking of a round, by pages, with what its first page says of the whole. */
export function useClasificacionPorPaginas(
  pide: Omit<Pide<"clasificar">, "desde" | "cuantos">,
): ListaPorPaginas<PuestoDto> & { resumen: ClasificacionDto | undefined } {
  const puente = usePuente();
  const { paginas, alVer } = useVistas(JSON.stringify(pide));
  const leidas = useQueries({
    queries: paginas.map((p) => {
      const pagina = {
        ...pide,
        desde: p * TAMANO_DE_PAGINA,
        cuantos: TAMANO_DE_PAGINA,
      };
      return {
        queryKey: claveDe("clasificar", pagina),
        queryFn: () => puente.llamar("clasificar", pagina),
      };
    }),
  });
  const primera = usePrimeraPagina(leidas[0]?.data);
  return {
    ...armarLista(paginas, leidas, (i) => leidas[i]?.data?.filas, primera),
    alVer,
    resumen: primera,
  };
}

interface Entera {
  filas: ReadonlyArray<PuestoDto>;
  completa: boolean;
}

/**
 * The notes of a round by code of the trámite, all of them. The core gives them in an order that each
 * note changes, and a row must not go away from under the hand that is typing in it.
 */
export function useClasificacionPorCodigo(
  pide: Omit<Pide<"clasificar">, "desde" | "cuantos" | "orden">,
): Omit<ListaPorPaginas<PuestoDto>, "alVer"> {
  const puente = usePuente();
  const clave = JSON.stringify(pide);
  const [vista, setVista] = useState({ clave, paginas: 1 });
  const paginas = vista.clave === clave ? vista.paginas : 1;
  const leidas = useQueries({
    queries: Array.from({ length: paginas }, (_, p) => {
      const pagina = {
        ...pide,
        orden: "posicion" as const,
        desde: p * DE_UNA_VEZ,
        cuantos: DE_UNA_VEZ,
      };
      return {
        queryKey: claveDe("clasificar", pagina),
        queryFn: () => puente.llamar("clasificar", pagina),
      };
    }),
    combine: porCodigo,
  });
  const hacenFalta = Math.max(1, Math.ceil((leidas.total ?? 0) / DE_UNA_VEZ));
  if (leidas.total !== null && hacenFalta !== paginas)
    setVista({ clave, paginas: hacenFalta });
  // Pages of different moments would repeat a row and lose another: the last whole reading stays.
  const entera: Entera | undefined =
    leidas.completa && hacenFalta === paginas ? leidas : undefined;
  const enPantalla = usePrimeraPagina(entera);
  return {
    total: enPantalla?.filas.length ?? null,
    fila: (indice) => enPantalla?.filas[indice],
    cargando: entera === undefined && leidas.pendiente,
    error: leidas.error,
    reintentar: leidas.reintentar,
  };
}

function porCodigo(leidas: Array<UseQueryResult<ClasificacionDto>>) {
  const fallida = leidas.find(({ error }) => error !== null);
  return {
    total: leidas[0]?.data?.total ?? null,
    completa: leidas.every(
      ({ data, isFetching }) => data !== undefined && !isFetching,
    ),
    pendiente: leidas.some(({ isPending }) => isPending),
    filas: leidas
      .flatMap(({ data }) => data?.filas ?? [])
      .toSorted(
        (a, b) =>
          a.codigo.localeCompare(b.codigo, "es") ||
          a.tramite.localeCompare(b.tramite),
      ),
    error: fallida === undefined ? null : comoFalla(fallida.error),
    reintentar: () => void fallida?.refetch(),
  };
}
