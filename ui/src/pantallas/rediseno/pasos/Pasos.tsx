import { useState } from "react";
import { AvisoDeFalla } from "../../../componentes/Aviso/Aviso";
import { Boton } from "../../../componentes/Boton/Boton";
import { clases } from "../../../componentes/clases";
import { Hoja } from "../../../componentes/Hoja/Hoja";
import { Vacio } from "../../../componentes/Vacio/Vacio";
import { useAccion } from "../../../puente/mutaciones";
import { cuantos } from "../../../textos/formatos";
import { Opciones } from "../../ficha/calculos/Opciones";
import type { DeUno, PasoElegido } from "../Uno";
import { RejillaDePasos } from "./RejillaDePasos";
import estilos from "../Rediseno.module.css";

type Disposicion = "apiladas" | "lado";

/** Both versions of the pasos, to be written. */
export function PasosDeRediseno({
  fila,
  elegido,
  alElegir,
  ...uno
}: DeUno & {
  fila: string | null;
  elegido: PasoElegido | null;
  alElegir: (elegido: PasoElegido | null) => void;
}) {
  const { dto, soloLectura } = uno;
  const [disposicion, setDisposicion] = useState<Disposicion>("apiladas");
  const [todas, setTodas] = useState(false);
  const iniciar = useAccion("iniciar_propuesta");
  const { alVer: _, ...comunes } = uno;
  const de = (version: "actual" | "propuesta") => ({
    ...comunes,
    version,
    todas,
    objetivo: (version === "actual" ? dto.actuales : dto.propuestos).some(
      ({ id }) => id === fila,
    )
      ? fila
      : null,
    elegido: elegido?.version === version ? elegido.paso : null,
    alElegir: (paso: string) => alElegir({ version, paso }),
  });
  return (
    <div className={estilos["apilada"]}>
      <div className={estilos["barra"]}>
        <Opciones
          etiqueta="Cómo se ven las dos tablas"
          opciones={[
            { id: "apiladas", titulo: "Una sobre otra" },
            { id: "lado", titulo: "Lado a lado" },
          ]}
          elegida={disposicion}
          alElegir={setDisposicion}
        />
        <Boton aria-pressed={todas} onPress={() => setTodas(!todas)}>
          {todas ? "Menos columnas" : "Todas las columnas"}
        </Boton>
        <p className={estilos["tenue"]}>
          Enter en «Requisitos que usa» abre la lista para marcarlos.
        </p>
      </div>
      <div
        className={
          disposicion === "lado"
            ? clases(estilos["dos"])
            : clases(estilos["apilada"])
        }
      >
        <Hoja
          titulo={`Situación actual: ${cuantos(dto.actuales.length, "paso", "pasos")}`}
        >
          {soloLectura && dto.actuales.length === 0 ? (
            <p className={estilos["tenue"]}>
              La ficha todavía no tiene pasos de hoy.
            </p>
          ) : (
            <RejillaDePasos {...de("actual")} />
          )}
        </Hoja>
        <Hoja
          titulo={
            dto.propuestos.length === 0
              ? "Propuesta"
              : `Propuesta: ${cuantos(dto.propuestos.length, "paso", "pasos")}`
          }
        >
          {dto.propuestos.length === 0 ? (
            <>
              <AvisoDeFalla error={iniciar.error} />
              <Vacio
                titulo={
                  dto.actuales.length === 0
                    ? "Anote primero los pasos de hoy"
                    : "La propuesta parte de los pasos de hoy"
                }
                acciones={
                  dto.actuales.length > 0 && (
                    <>
                      <Boton
                        aspecto="primario"
                        isDisabled={soloLectura || iniciar.enCurso}
                        onPress={() =>
                          void iniciar.ejecutar({ id: dto.tramite })
                        }
                      >
                        Empezar la propuesta con los pasos de hoy
                      </Boton>
                      <Boton onPress={() => uno.alVer("escenarios")}>
                        Probar un escenario
                      </Boton>
                    </>
                  )
                }
              >
                <p>
                  {dto.actuales.length === 0
                    ? "Escriba o pegue los pasos en la tabla de la situación actual."
                    : "Se copian sin los que usted marcó para eliminar. Después quite, una y cambie. También puede probar un escenario y elegirlo."}
                </p>
              </Vacio>
            </>
          ) : (
            <RejillaDePasos {...de("propuesta")} />
          )}
        </Hoja>
      </div>
    </div>
  );
}
