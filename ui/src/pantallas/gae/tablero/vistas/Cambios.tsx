import { useState } from "react";
import { AvisoDeFalla } from "../../../../componentes/Aviso/Aviso";
import { Boton } from "../../../../componentes/Boton/Boton";
import { Carga } from "../../../../componentes/Carga/Carga";
import { Progreso } from "../../../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../../../componentes/Progreso/useTrabajo";
import { useConsulta } from "../../../../puente/consultas";
import { usePuente } from "../../../../puente/contexto";
import type { CambiosDto } from "../../../../puente/generado/CambiosDto";
import { comoFalla } from "../../../../puente/puente";
import type { FallaError } from "../../../../puente/puente";
import { FechaDeCorte } from "../FechaDeCorte";
import { finDelMesAnterior } from "../fechas";
import { LoQueCambio } from "./LoQueCambio";
import estilos from "../Tablero.module.css";

/** What changed between two cut-offs, in words and in rows. */
export function Cambios({
  desde,
  hasta,
  institucion = null,
  filtrado = false,
  alCambiar,
}: {
  /** The earlier cut-off; null = the end of the month before. */
  desde: string | null;
  /** The cut-off of the screen. */
  hasta: string;
  institucion?: string | null;
  /** The board is narrowed, and this is not. */
  filtrado?: boolean;
  alCambiar: (desde: string | null) => void;
}) {
  const puente = usePuente();
  const trabajo = useTrabajo();
  const [conHallazgos, setConHallazgos] = useState<CambiosDto | null>(null);
  const [error, setError] = useState<FallaError | null>(null);
  const primero = desde ?? finDelMesAnterior(hasta);
  const pide = { desde: primero, hasta, institucion };
  const cambios = useConsulta(
    "que_cambio",
    { ...pide, con_hallazgos: false, trabajo: null },
    { conservar: true },
  );
  const contar = async () => {
    setError(null);
    try {
      setConHallazgos(
        await trabajo.correr((id) =>
          puente.llamar("que_cambio", {
            ...pide,
            con_hallazgos: true,
            trabajo: id,
          }),
        ),
      );
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };
  const vigente =
    conHallazgos !== null &&
    conHallazgos.desde === cambios.data?.desde &&
    conHallazgos.hasta === cambios.data.hasta
      ? conHallazgos
      : null;
  return (
    <div className={estilos["vista"]}>
      <div className={estilos["cortes"]}>
        <FechaDeCorte
          etiqueta="Desde el corte"
          corte={primero}
          alCambiar={alCambiar}
        />
        <Boton
          isDisabled={trabajo.activo || vigente !== null}
          onPress={() => void contar()}
        >
          Contar también los posibles hallazgos
        </Boton>
      </div>
      {filtrado && (
        <p className={estilos["tenue"]}>
          Lo que cambió se dice de todas las instituciones, sin los filtros.
        </p>
      )}
      <Progreso trabajo={trabajo} que="Contando hallazgos en los dos cortes" />
      {error !== null && error.falla.codigo !== "cancelado" && (
        <AvisoDeFalla error={error} />
      )}
      <Carga consulta={cambios}>
        {(dato) => (
          <LoQueCambio cambios={vigente ?? dato} deUna={institucion !== null} />
        )}
      </Carga>
    </div>
  );
}
