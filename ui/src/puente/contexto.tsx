import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createContext,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from "react";
import type { ReactNode } from "react";
import { RegistroDeGuardado } from "./guardado";
import type { EstadoDeGuardado, Pasos } from "./guardado";
import { comoFalla } from "./puente";
import type { Puente } from "./puente";

interface Contexto {
  puente: Puente;
  registro: RegistroDeGuardado;
}

const ContextoDelPuente = createContext<Contexto | null>(null);

/** The core is in this same computer: a failed read is shown at once, not repeated in silence. */
export function crearCliente(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

const SEGUNDOS_ENTRE_REINTENTOS = 5;

export function ProveedorDelPuente({
  puente,
  cliente,
  children,
}: {
  puente: Puente;
  cliente?: QueryClient;
  children: ReactNode;
}) {
  const [consultas] = useState(() => cliente ?? crearCliente());
  const [registro] = useState(() => new RegistroDeGuardado());

  useEffect(() => {
    const reloj = setInterval(() => {
      if (registro.hayFallidos()) registro.reintentarTodo();
    }, SEGUNDOS_ENTRE_REINTENTOS * 1000);
    return () => clearInterval(reloj);
  }, [registro]);

  const [valor] = useState<Contexto>(() => ({ puente, registro }));
  return (
    <ContextoDelPuente.Provider value={valor}>
      <QueryClientProvider client={consultas}>{children}</QueryClientProvider>
    </ContextoDelPuente.Provider>
  );
}

function useContextoDelPuente(): Contexto {
  const contexto = useContext(ContextoDelPuente);
  if (contexto === null)
    throw comoFalla(new Error("ProveedorDelPuente is missing"));
  return contexto;
}

export function usePuente(): Puente {
  return useContextoDelPuente().puente;
}

export function useRegistro(): RegistroDeGuardado {
  return useContextoDelPuente().registro;
}

/** «Guardando… / Guardado a las 10:42 / No se guardó: motivo». */
export function useGuardado(): EstadoDeGuardado {
  const registro = useRegistro();
  return useSyncExternalStore(registro.suscribir, registro.estado);
}

/** What «Deshacer» and «Rehacer» would do now. */
export function usePasos(): Pasos {
  const registro = useRegistro();
  return useSyncExternalStore(registro.suscribir, registro.pasos);
}
