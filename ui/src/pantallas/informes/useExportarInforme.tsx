import { useState } from "react";
import type { ReactNode } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { usePuente } from "../../puente/contexto";
import type { InformeHecho } from "../../puente/generado/InformeHecho";
import type { PedirInforme } from "../../puente/generado/PedirInforme";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { cuantos, tamano } from "../../textos/formatos";
import { visible } from "../../textos/visible";

/** Writes a report where the person says, and tells what came of it. */
export function useExportarInforme(): {
  activa: boolean;
  exportar: (
    pide: Omit<PedirInforme, "destino" | "trabajo">,
    nombre: string,
  ) => Promise<void>;
  /** Progress, failure, or what was saved with a button to open it. */
  avisos: ReactNode;
} {
  const puente = usePuente();
  const trabajo = useTrabajo();
  const [error, setError] = useState<FallaError | null>(null);
  const [hecho, setHecho] = useState<{
    informe: InformeHecho;
    destino: string;
  } | null>(null);

  const exportar = async (
    pide: Omit<PedirInforme, "destino" | "trabajo">,
    nombre: string,
  ) => {
    setError(null);
    setHecho(null);
    try {
      const destino = await puente.elegirDestino(nombre, "pdf");
      if (destino === null) return;
      const informe = await trabajo.correr((id) =>
        puente.llamar("exportar_informe", {
          ...pide,
          destino: destino.id,
          trabajo: id,
        }),
      );
      setHecho({ informe, destino: destino.id });
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };
  const abrir = async (destino: string) => {
    setError(null);
    try {
      await puente.abrirExportado(destino);
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };

  return {
    activa: trabajo.activo,
    exportar,
    avisos: (
      <>
        <Progreso trabajo={trabajo} que="Escribiendo el informe" />
        {error?.falla.codigo === "cancelado" ? (
          <Aviso titulo="Se canceló" urgente>
            {error.falla.mensaje}
          </Aviso>
        ) : (
          <AvisoDeFalla error={error} />
        )}
        {hecho !== null && (
          <Aviso
            tono="bien"
            urgente
            titulo={`Se guardó «${visible(hecho.informe.archivo)}»`}
            acciones={
              <Boton onPress={() => void abrir(hecho.destino)}>
                Abrir informe
              </Boton>
            }
          >
            {cuantos(hecho.informe.paginas, "página", "páginas")},{" "}
            {tamano(hecho.informe.bytes)}. Código de verificación:{" "}
            {hecho.informe.codigo}.
          </Aviso>
        )}
      </>
    ),
  };
}
