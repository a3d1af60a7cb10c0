import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Carga } from "../../componentes/Carga/Carga";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { useConsulta } from "../../puente/consultas";
import { usePuente } from "../../puente/contexto";
import type { RestauradaDto } from "../../puente/generado/RestauradaDto";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { cuantos } from "../../textos/formatos";
import { visible } from "../../textos/visible";

/** A copy of the list, or a file that the person chose. */
export interface CopiaElegida {
  copia: string | null;
  archivo: string | null;
  titulo: string;
}

/** What must be typed: nobody restores by pressing Enter twice. */
const PALABRA = "RESTAURAR";
const CONFIRMACION = campoLocal(`Escriba ${PALABRA} para confirmar`, {
  ayuda: "Así no se restaura por error.",
  maximo: 20,
});

/** Says what will happen, asks for the word, restores, and says what happened. */
export function RestaurarCopia({
  elegida,
  alCerrar,
}: {
  elegida: CopiaElegida;
  alCerrar: () => void;
}) {
  const puente = usePuente();
  const cliente = useQueryClient();
  const trabajo = useTrabajo();
  const { copia, archivo } = elegida;
  const prevista = useConsulta("prever_restauracion", { copia, archivo });
  const [escrito, setEscrito] = useState("");
  const [error, setError] = useState<FallaError | null>(null);
  const [hecha, setHecha] = useState<RestauradaDto | null>(null);

  const restaurar = async () => {
    setError(null);
    try {
      setHecha(
        await trabajo.correr((id) =>
          puente.llamar("restaurar", { copia, archivo, trabajo: id }),
        ),
      );
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };
  const terminar = () => {
    if (trabajo.activo) return;
    alCerrar();
    // Everything on screen was read from the file of before.
    if (hecha !== null) void cliente.invalidateQueries();
  };
  const lista = prevista.data?.propia === true;
  const confirmada = escrito.trim().toUpperCase() === PALABRA;

  return (
    <Dialogo
      abierto
      alCerrar={terminar}
      titulo={
        hecha === null
          ? `¿Restaurar la copia ${visible(elegida.titulo)}?`
          : "La copia está en su lugar"
      }
      acciones={
        hecha !== null ? (
          <Boton aspecto="primario" onPress={terminar}>
            Seguir trabajando
          </Boton>
        ) : (
          <>
            <Boton isDisabled={trabajo.activo} onPress={terminar}>
              Cancelar
            </Boton>
            <Boton
              aspecto="peligro"
              isDisabled={!lista || !confirmada || trabajo.activo}
              onPress={() => void restaurar()}
            >
              Restaurar la copia
            </Boton>
          </>
        )
      }
    >
      {hecha !== null ? (
        <Hecha hecha={hecha} />
      ) : (
        <>
          <Carga consulta={prevista}>
            {({ propia, asientos, despues }) =>
              propia ? (
                <>
                  <p>
                    La base volverá a como estaba en la copia:{" "}
                    {cuantos(asientos, "cambio guardado", "cambios guardados")}.
                    Antes de hacerlo, la copia se comprueba.
                  </p>
                  <p>
                    La base de ahora no se borra: queda apartada en la misma
                    carpeta{textoDeApartada(despues)}
                  </p>
                  {despues !== 0 && (
                    <p>
                      Esta computadora seguirá con una identidad nueva; la
                      coordinación debe reconocerla otra vez.
                    </p>
                  )}
                  <Campo
                    campo={CONFIRMACION}
                    texto={escrito}
                    alCambiar={setEscrito}
                    alSalir={() => undefined}
                    alDescartar={() => setEscrito("")}
                    estado={{ estado: "quieto" }}
                    ancho="medio"
                  />
                </>
              ) : (
                <Aviso tono="mal" urgente titulo="Es de otra base de datos">
                  Esa copia no es de esta base. No se puede restaurar aquí y no
                  se cambió nada.
                </Aviso>
              )
            }
          </Carga>
          <Progreso trabajo={trabajo} que="Comprobando la copia" />
          {error?.falla.codigo === "cancelado" ? (
            <Aviso titulo="Se canceló" urgente>
              La base sigue como estaba.
            </Aviso>
          ) : (
            <AvisoDeFalla error={error} />
          )}
        </>
      )}
    </Dialogo>
  );
}

/** What the present file has that the copy has not. */
function textoDeApartada(despues: number | null): string {
  if (despues === null)
    return ". No se pudo contar cuántos cambios tiene que la copia no tiene.";
  if (despues === 0) return ". La copia ya tiene todos sus cambios.";
  return `, con ${cuantos(despues, "cambio posterior", "cambios posteriores")} que la copia no tiene.`;
}

function Hecha({ hecha }: { hecha: RestauradaDto }) {
  return (
    <>
      <Aviso tono="bien" urgente titulo="Se restauró la copia">
        {cuantos(hecha.asientos, "cambio guardado", "cambios guardados")},
        comprobados uno por uno.
      </Aviso>
      {hecha.apartado !== null && (
        <p>
          La base de antes quedó apartada como «{visible(hecha.apartado)}»
          {hecha.despues !== null &&
            hecha.despues > 0 &&
            `, con ${cuantos(hecha.despues, "cambio posterior", "cambios posteriores")} a la copia`}
          . Puede volver a ella con «Restaurar desde un archivo».
        </p>
      )}
      {hecha.dispositivo_nuevo && (
        <p>
          Esta computadora tiene una identidad nueva. Avise a la coordinación
          para que la reconozca.
        </p>
      )}
      <Faltantes nombres={hecha.adjuntos_faltan} />
    </>
  );
}

/** Attachments that no folder has. */
export function Faltantes({ nombres }: { nombres: ReadonlyArray<string> }) {
  if (nombres.length === 0) return null;
  return (
    <Aviso
      tono="aviso"
      titulo={`${cuantos(nombres.length, "documento adjunto falta", "documentos adjuntos faltan")}`}
    >
      <ul>
        {nombres.map((nombre) => (
          <li key={nombre}>{visible(nombre)}</li>
        ))}
      </ul>
    </Aviso>
  );
}
