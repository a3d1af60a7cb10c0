import { useQueryClient } from "@tanstack/react-query";
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
import { cuantos, fechaLarga, tamano } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { FORMATO } from "./pedido";

type Pedido = Omit<PedirInforme, "destino" | "trabajo">;

/** Writes a report where the person says, or hands it to the printer, and tells what came of it. */
export function useExportarInforme(): {
  activa: boolean;
  exportar: (pide: Pedido, nombre: string) => Promise<void>;
  imprimir: (pide: Pedido) => Promise<void>;
  /** Progress, failure, or what was saved with buttons to open it. */
  avisos: ReactNode;
} {
  const puente = usePuente();
  const cliente = useQueryClient();
  const trabajo = useTrabajo();
  const [error, setError] = useState<FallaError | null>(null);
  const [hecho, setHecho] = useState<{
    informe: InformeHecho;
    destino: string;
  } | null>(null);
  const [impreso, setImpreso] = useState(false);

  const limpiar = () => {
    setError(null);
    setHecho(null);
    setImpreso(false);
  };
  const intentar = async (tarea: () => Promise<void>) => {
    try {
      await tarea();
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };
  const exportar = (pide: Pedido, nombre: string) => {
    limpiar();
    return intentar(async () => {
      const destino = await puente.elegirDestino(
        nombre,
        FORMATO[pide.formato ?? "pdf"].tipo,
      );
      if (destino === null) return;
      const informe = await trabajo.correr((id) =>
        puente.llamar("exportar_informe", {
          ...pide,
          destino: destino.id,
          trabajo: id,
        }),
      );
      setHecho({ informe, destino: destino.id });
      await cliente.invalidateQueries({ queryKey: ["exportaciones"] });
    });
  };
  const imprimir = (pide: Pedido) => {
    limpiar();
    return intentar(async () => {
      const papel = await trabajo.correr((id) =>
        puente.llamar("imprimir_informe", {
          ...pide,
          destino: null,
          trabajo: id,
        }),
      );
      await puente.abrirExportado(papel.id);
      setImpreso(true);
    });
  };

  return {
    activa: trabajo.activo,
    exportar,
    imprimir,
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
        {impreso && (
          <Aviso tono="bien" urgente titulo="El documento está listo">
            Se abrió en el visor de esta computadora; imprímalo desde ahí.
          </Aviso>
        )}
        {hecho !== null && (
          <Aviso
            tono="bien"
            urgente
            titulo={`Se guardó «${visible(hecho.informe.archivo)}»`}
            acciones={
              <>
                <Boton
                  onPress={() =>
                    void intentar(() => puente.abrirExportado(hecho.destino))
                  }
                >
                  Abrir informe
                </Boton>
                <Boton
                  onPress={() =>
                    void intentar(() => puente.abrirCarpeta(hecho.destino))
                  }
                >
                  Abrir carpeta
                </Boton>
              </>
            }
          >
            {hecho.informe.paginas > 0 &&
              `${cuantos(hecho.informe.paginas, "página", "páginas")}, `}
            {tamano(hecho.informe.bytes)}. Corte al{" "}
            {fechaLarga(hecho.informe.corte)}. Código de verificación:{" "}
            {hecho.informe.codigo}.
          </Aviso>
        )}
      </>
    ),
  };
}
