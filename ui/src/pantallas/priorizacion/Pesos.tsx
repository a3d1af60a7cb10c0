import { useEffect, useMemo, useRef, useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { CampoGuardado } from "../../componentes/Campo/Campo";
import { DosColumnas, Hoja } from "../../componentes/Hoja/Hoja";
import { useCampos } from "../../puente/consultas";
import type { ModoDePesos } from "../../puente/generado/ModoDePesos";
import type { PlantillaDto } from "../../puente/generado/PlantillaDto";
import type { RondaDto } from "../../puente/generado/RondaDto";
import { useAccion } from "../../puente/mutaciones";
import { AgregarCriterio } from "./AgregarCriterio";
import { AsiQuedaria } from "./AsiQuedaria";
import { EditarCriterio } from "./EditarCriterio";
import { Pares } from "./Pares";
import { TablaDePesos, puntosValidos } from "./TablaDePesos";
import { celda } from "./palabras";
import { useEnsayo } from "./useEnsayo";
import type { Puntos } from "./useEnsayo";
import estilos from "./Pesos.module.css";

/** The criteria and how much each counts, with the order that results in view. */
export function Pesos({
  ronda,
  soloLectura,
  biblioteca,
  movidos,
  setMovidos,
}: {
  ronda: RondaDto;
  soloLectura: boolean;
  biblioteca: ReadonlyArray<PlantillaDto>;
  /** Points that are being tried; they outlive a look at another tab. */
  movidos: Puntos | null;
  setMovidos: (movidos: Puntos | null) => void;
}) {
  const id = ronda.entidad.id;
  const fijar = useAccion("fijar_pesos");
  const { resultado, error, probar, dejar } = useEnsayo(id);
  const [editado, setEditado] = useState<string | null>(null);
  const [agrega, setAgrega] = useState(false);
  const campos = useCampos("priorizacion");
  const declarado = campos.find(({ campo }) => campo === "pesos_de");
  const quien = useMemo(
    // It may be empty while the round is open, and is asked for to close it.
    () => declarado && { ...declarado, exigencia: "guardar" as const },
    [declarado],
  );
  // A criterion that was retired meanwhile does not come back with what was tried.
  const puntos: Puntos = Object.fromEntries(
    ronda.criterios.map((c) => [c.codigo, movidos?.[c.codigo] ?? c.puntos]),
  );
  const malo = ronda.criterios.find(
    ({ codigo }) => !puntosValidos(puntos[codigo] ?? ""),
  );
  const pesos =
    movidos !== null && resultado !== null
      ? resultado.pesos
      : ronda.criterios.map(({ peso }) => peso);
  const enEdicion = ronda.criterios.find(({ codigo }) => codigo === editado);

  const mover = (codigo: string, valor: string) => {
    const nuevos = { ...movidos, [codigo]: valor };
    setMovidos(nuevos);
    if (puntosValidos(valor)) probar({ ...puntos, [codigo]: valor });
  };
  const alVolver = useRef(() => {});
  useEffect(() => {
    alVolver.current = () => {
      if (movidos !== null && malo === undefined) probar(puntos);
    };
  });
  useEffect(() => alVolver.current(), []);
  const volver = () => {
    setMovidos(null);
    dejar();
  };
  const guardar = async (cuales: Puntos, modo: ModoDePesos) => {
    const hecho = await fijar.ejecutar({
      ronda: id,
      puntos: { ...cuales },
      modo,
    });
    if (hecho !== null) volver();
  };
  return (
    <div className={estilos["mesa"]}>
      <DosColumnas
        principal={
          <>
            {!soloLectura && (
              <div className={estilos["acciones"]}>
                <Boton
                  aspecto="primario"
                  isDisabled={
                    movidos === null || malo !== undefined || fijar.enCurso
                  }
                  onPress={() => void guardar(puntos, "puntos")}
                >
                  Guardar pesos
                </Boton>
                <Boton isDisabled={movidos === null} onPress={volver}>
                  Volver a los guardados
                </Boton>
                <Boton onPress={() => setAgrega(true)}>Agregar criterio…</Boton>
                <span className={estilos["error"]} role="status">
                  {malo !== undefined &&
                    `«${malo.nombre}»: escriba un número de 0 a 1,000 con dos decimales a lo más.`}
                </span>
              </div>
            )}
            <AvisoDeFalla error={fijar.error} />
            <TablaDePesos
              criterios={ronda.criterios}
              puntos={puntos}
              pesos={pesos}
              soloLectura={soloLectura}
              alMover={mover}
              alEditar={setEditado}
            />
          </>
        }
        ayuda={
          <AsiQuedaria
            ronda={id}
            probando={movidos !== null}
            ensayo={resultado}
            error={error}
          />
        }
      />
      <Hoja>
        {quien !== undefined && (
          <CampoGuardado
            entidad={ronda.entidad}
            campo={quien}
            soloLectura={soloLectura}
          />
        )}
        <p className={estilos["tenue"]}>
          {celda(ronda.entidad, "modo_pesos") === "ahp"
            ? "Los pesos guardados salieron de comparar los criterios de dos en dos."
            : "Los pesos guardados se fijaron por puntos."}
        </p>
      </Hoja>
      <Pares
        ronda={ronda}
        soloLectura={soloLectura}
        guardando={fijar.enCurso}
        alUsar={(deAhp) => void guardar(deAhp, "ahp")}
      />
      {enEdicion !== undefined && (
        <EditarCriterio
          key={enEdicion.codigo}
          criterio={enEdicion}
          soloLectura={soloLectura}
          alCerrar={() => setEditado(null)}
        />
      )}
      {agrega && (
        <AgregarCriterio
          ronda={id}
          biblioteca={biblioteca}
          alCerrar={() => setAgrega(false)}
        />
      )}
    </div>
  );
}
