import { useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { CampoGuardado } from "../../componentes/Campo/Campo";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { useCampos } from "../../puente/consultas";
import type { RondaDto } from "../../puente/generado/RondaDto";
import { cuantos, deCuantos } from "../../textos/formatos";
import { celda } from "./palabras";
import estilos from "./Priorizacion.module.css";

/** «Entran los de 60 puntos o más», «Entran los primeros 12». */
export function corteEnPalabras({ entidad }: Pick<RondaDto, "entidad">) {
  const n = Number(celda(entidad, "corte"));
  return celda(entidad, "modo_corte") === "primeros"
    ? n === 1
      ? "Entra el primero de la lista"
      : `Entran los primeros ${n} de la lista`
    : `Entran los de ${cuantos(n, "punto", "puntos")} o más`;
}

/** Where the list is cut, and the dialog that changes it. */
export function Corte({
  ronda,
  soloLectura,
}: {
  ronda: RondaDto;
  soloLectura: boolean;
}) {
  const [abierto, setAbierto] = useState(false);
  const campos = useCampos("priorizacion").filter(({ campo }) =>
    ["modo_corte", "corte"].includes(campo),
  );
  return (
    <>
      <span>
        {corteEnPalabras(ronda)}:{" "}
        <strong>{deCuantos(ronda.seleccionados)}</strong>
      </span>
      {!soloLectura && (
        <Boton pequeno onPress={() => setAbierto(true)}>
          Cambiar corte…
        </Boton>
      )}
      {abierto && (
        <Dialogo
          abierto
          alCerrar={() => setAbierto(false)}
          titulo="Dónde se corta la lista"
          acciones={
            <Boton aspecto="primario" onPress={() => setAbierto(false)}>
              Cerrar
            </Boton>
          }
        >
          <p className={estilos["tenue"]}>
            Cada dato se guarda al salir de su campo. Si un trámite debe entrar
            o salir por otra razón, muévalo a mano y diga por qué.
          </p>
          {campos.map((campo) => (
            <CampoGuardado
              key={campo.campo}
              entidad={ronda.entidad}
              campo={campo}
            />
          ))}
          <p role="status">
            {corteEnPalabras(ronda)}: {deCuantos(ronda.seleccionados)} trámites.
          </p>
        </Dialogo>
      )}
    </>
  );
}
