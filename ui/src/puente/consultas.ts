import { TODO_EL_TABLERO } from "./tablero";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { QueryClient, UseQueryResult } from "@tanstack/react-query";
import { usePuente } from "./contexto";
import type { ComandoQue, Da, FallaError, Pide, Puente } from "./puente";
import type { CampoDto } from "./generado/CampoDto";
import type { InstalacionDto } from "./generado/InstalacionDto";

type Lectura = ComandoQue<"lee">;

/** The key of a read is its command and its request: `cambios.ts` invalidates by the first part. */
export function claveDe<K extends Lectura>(
  comando: K,
  pide: Pide<K>,
): readonly [K, Pide<K>] {
  return [comando, pide] as const;
}

/** Reads a command and keeps it until something it shows changes. */
export function useConsulta<K extends Lectura>(
  comando: K,
  pide: Pide<K>,
  opciones: { activa?: boolean; conservar?: boolean } = {},
): UseQueryResult<Da<K>, FallaError> {
  const puente = usePuente();
  return useQuery<Da<K>, FallaError>({
    queryKey: claveDe(comando, pide),
    queryFn: () => puente.llamar(comando, pide),
    enabled: opciones.activa ?? true,
    ...(opciones.conservar === true
      ? { placeholderData: keepPreviousData }
      : {}),
  });
}

/**
 * Asks what the first screen is and waits for it; then asks for its figures, and does not wait: they
 * are read while the page draws. A failure is not told here: the screens ask the same and show it.
 */
export async function pedirPrimeraPantalla(
  cliente: QueryClient,
  puente: Puente,
): Promise<void> {
  const pedir = <K extends Lectura>(comando: K, pide: Pide<K>) =>
    cliente.prefetchQuery<Da<K>>({
      queryKey: claveDe(comando, pide),
      queryFn: () => puente.llamar(comando, pide),
    });
  await pedir("estado_inicial", {});
  const como = cliente.getQueryData<Da<"estado_inicial">>(
    claveDe("estado_inicial", {}),
  )?.instalacion?.como;
  if (como === undefined) return;
  if (como === "gae") void pedir("tablero", TODO_EL_TABLERO);
  void pedir("inicio", {});
}

/** The whole inventory by code, one page: what a request changes is spread over it. */
export const TODO_EL_INVENTARIO: Pide<"listar_tramites"> = {
  texto: "",
  institucion: null,
  categoria: null,
  estado: null,
  regla: null,
  severidad: null,
  con_banderas: false,
  importacion: null,
  unidad: null,
  completitud: null,
  con_conflictos: false,
  condiciones: [],
  cambiado_desde: null,
  sin_cambios_desde: null,
  orden: "relevancia",
  descendente: false,
  luego: [],
  columnas: [],
  desde: 0,
  cuantos: 0,
};

export const useEstadoInicial = () => useConsulta("estado_inicial", {});
export const useInicio = () => useConsulta("inicio", {});
export const useRecorrido = (activa = true) =>
  useConsulta("recorrido", {}, { activa });
export const useComite = () => useConsulta("comite", {});
export const useFacetas = () => useConsulta("facetas", {});
export const useFicha = (id: string) => useConsulta("abrir_ficha", { id });
/** Keeps the previous page on screen while the next one comes. */
export const useTramites = (
  pide: Pide<"listar_tramites">,
  opciones: { activa?: boolean } = {},
) => useConsulta("listar_tramites", pide, { conservar: true, ...opciones });
export const useHallazgos = (pide: Pide<"hallazgos">) =>
  useConsulta("hallazgos", pide, { conservar: true });
export const useHistorial = (pide: Pide<"historial">) =>
  useConsulta("historial", pide, { conservar: true });

/** The open installation; null before the first question is answered. */
export function useInstalacion(): InstalacionDto | null {
  return useEstadoInicial().data?.instalacion ?? null;
}

const SIN_CAMPOS: ReadonlyArray<CampoDto> = [];

/** Declarations of the fields of one class (`tramite`, `requisito`, …), in the order of the form. */
export function useCampos(clase: string): ReadonlyArray<CampoDto> {
  const { data } = useConsulta("campos", {});
  return data?.filter((campo) => campo.clase === clase) ?? SIN_CAMPOS;
}
