import { useQueryClient } from "@tanstack/react-query";
import { Suspense, useEffect, useLayoutEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { usePuente, useRegistro } from "../puente/contexto";
import { useEstadoInicial } from "../puente/consultas";
import { Marco } from "./Marco";
import { Bienvenida, Rescate } from "../pantallas/perezosas";
import { aplicarPreferencias } from "./preferencias";

/** Decides what the window shows: the first question, or the workspace. */
export function App({
  alDibujar,
}: {
  /** Called when there is something on screen. */
  alDibujar?: () => void;
} = {}) {
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
  // Told when the screen is built, as the engine tells of a page that it has loaded; the effects of
  // the screens, which ask for more, come after.
  useLayoutEffect(() => {
    if (!listo) return;
    puente.avisarPrimeraPantalla();
  }, [listo, puente]);
  useEffect(() => {
    if (listo) alDibujar?.();
  }, [listo, alDibujar]);

  return (
    <I18nProvider locale="es-GT">
      <Suspense>
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
      </Suspense>
    </I18nProvider>
  );
}
