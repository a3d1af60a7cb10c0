import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { usePuente } from "../../puente/contexto";
import type { VerificacionDto } from "../../puente/generado/VerificacionDto";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { cuantos } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { Recuperacion } from "./Recuperacion";
import estilos from "./Ajustes.module.css";

/** «Revisar base»: every signature, chain, figure and attachment of the data file. */
export function Revision() {
  const puente = usePuente();
  const cliente = useQueryClient();
  const trabajo = useTrabajo();
  const [resultado, setResultado] = useState<VerificacionDto | null>(null);
  const [reconstruidas, setReconstruidas] = useState(false);
  const [error, setError] = useState<FallaError | null>(null);
  const intentar = async (tarea: () => Promise<void>) => {
    setError(null);
    try {
      await tarea();
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };
  const revisar = () =>
    intentar(async () => {
      setResultado(null);
      setReconstruidas(false);
      setResultado(
        await trabajo.correr((id) =>
          puente.llamar("verificar", { trabajo: id }),
        ),
      );
    });
  const reconstruir = () =>
    intentar(async () => {
      await trabajo.correr((id) =>
        puente.llamar("reconstruir", { trabajo: id }),
      );
      setResultado(null);
      setReconstruidas(true);
      await cliente.invalidateQueries();
    });
  return (
    <Hoja titulo="Revisar base">
      <p>
        Comprueba que ningún cambio guardado ni documento adjunto se haya
        perdido o alterado. No modifica nada.
      </p>
      <div>
        <Boton isDisabled={trabajo.activo} onPress={() => void revisar()}>
          Revisar base
        </Boton>
      </div>
      <Progreso trabajo={trabajo} que="Revisando los cambios guardados" />
      {error?.falla.codigo === "cancelado" ? (
        <Aviso titulo="Se canceló" urgente>
          No se modificó nada.
        </Aviso>
      ) : (
        <AvisoDeFalla error={error} />
      )}
      {reconstruidas && (
        <Aviso tono="bien" urgente titulo="Las tablas se reconstruyeron">
          Se calcularon otra vez a partir de los cambios guardados. Revise la
          base de nuevo para confirmarlo.
        </Aviso>
      )}
      {resultado !== null && (
        <Resultado
          resultado={resultado}
          ocupado={trabajo.activo}
          alReconstruir={() => void reconstruir()}
          alRecuperar={() => {
            setResultado(null);
            void cliente.invalidateQueries();
          }}
        />
      )}
    </Hoja>
  );
}

function Resultado({
  resultado,
  ocupado,
  alReconstruir,
  alRecuperar,
}: {
  resultado: VerificacionDto;
  ocupado: boolean;
  alReconstruir: () => void;
  alRecuperar: () => void;
}) {
  const { detalle, avisos, remedio } = resultado;
  return (
    <>
      {resultado.ok ? (
        <Aviso tono="bien" urgente titulo="La base está completa">
          Se revisaron{" "}
          {cuantos(resultado.asientos, "cambio guardado", "cambios guardados")}{" "}
          y{" "}
          {cuantos(
            resultado.adjuntos,
            "documento adjunto",
            "documentos adjuntos",
          )}
          . Código del estado:{" "}
          <span className={estilos["codigo"]}>
            {resultado.raiz_estado.slice(0, 16)}
          </span>
          .
        </Aviso>
      ) : (
        <Aviso
          tono="mal"
          urgente
          titulo={`${cuantos(detalle.length, "problema", "problemas")} en la base`}
          acciones={
            remedio === "reconstruir" && (
              <Boton isDisabled={ocupado} onPress={alReconstruir}>
                Reconstruir las tablas
              </Boton>
            )
          }
        >
          <ul>
            {detalle.map(({ que, hacer }) => (
              <li key={que}>
                {visible(que)} {visible(hacer)}
              </li>
            ))}
          </ul>
          <p>Nada se borró.</p>
        </Aviso>
      )}
      {remedio === "recuperar" && (
        <>
          <p>
            «Recuperar» reúne la última copia comprobada con todo lo que todavía
            se lee, y dice exactamente qué falta. El archivo dañado se aparta,
            no se borra.
          </p>
          <Recuperacion alTerminar={alRecuperar} />
        </>
      )}
      {avisos.length > 0 && (
        <Aviso titulo="Ya se sabía">
          <ul>
            {avisos.map((aviso) => (
              <li key={aviso}>{visible(aviso)}</li>
            ))}
          </ul>
        </Aviso>
      )}
    </>
  );
}
