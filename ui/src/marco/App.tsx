import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { Bienvenida } from "../pantallas/bienvenida/Bienvenida";
import { Rescate } from "../pantallas/rescate/Rescate";
import { usePuente, useRegistro } from "../puente/contexto";
import { useEstadoInicial } from "../puente/consultas";
import { Marco } from "./Marco";
import { aplicarPreferencias } from "./preferencias";

/** Decides what the window shows: the first question, or the workspace. */
export function App() {
  const puente = usePuente();
  const registro = useRegistro();
  const cliente = useQueryClient();
  const inicial = useEstadoInicial();
  const instalacion = inicial.data?.instalacion ?? null;
  const listo = inicial.data !== undefined || inicial.error !== null;
  const preferencias = instalacion?.preferencias;

  useEffect(() => aplicarPreferencias(preferencias ?? {}), [preferencias]);
  useEffect(() => {
    if (instalacion !== null) registro.fijarPasos(instalacion);
  }, [instalacion, registro]);
  useEffect(() => {
    if (!listo) return;
    puente.mostrarVentana().catch(() => {
      // The shell shows the window by itself after a moment.
    });
  }, [listo, puente]);

  return (
    <I18nProvider locale="es-GT">
      {inicial.error !== null ? (
        <Rescate
          error={inicial.error}
          alReintentar={() => void cliente.invalidateQueries()}
        />
      ) : inicial.data === undefined ? null : instalacion === null ? (
        <Bienvenida instituciones={inicial.data.instituciones} />
      ) : (
        <Marco instalacion={instalacion} version={inicial.data.version} />
      )}
    </I18nProvider>
  );
}
