import { useEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { AvisoDeFalla } from "../componentes/Aviso/Aviso";
import { Boton } from "../componentes/Boton/Boton";
import { Bienvenida } from "../pantallas/bienvenida/Bienvenida";
import { usePuente, useRegistro } from "../puente/contexto";
import { useEstadoInicial } from "../puente/consultas";
import { Marco } from "./Marco";
import { aplicarPreferencias } from "./preferencias";

/** Decides what the window shows: the first question, or the workspace. */
export function App() {
  const puente = usePuente();
  const registro = useRegistro();
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
        <main className="hoja-de-arranque">
          <h1>No se pudo abrir su archivo de datos</h1>
          <AvisoDeFalla
            error={inicial.error}
            acciones={
              <Boton onPress={() => void inicial.refetch()}>
                Intentar de nuevo
              </Boton>
            }
          />
        </main>
      ) : inicial.data === undefined ? null : instalacion === null ? (
        <Bienvenida instituciones={inicial.data.instituciones} />
      ) : (
        <Marco instalacion={instalacion} version={inicial.data.version} />
      )}
    </I18nProvider>
  );
}
