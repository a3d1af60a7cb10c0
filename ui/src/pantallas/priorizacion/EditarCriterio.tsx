import { Boton } from "../../componentes/Boton/Boton";
import { CampoGuardado } from "../../componentes/Campo/Campo";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { useCampos } from "../../puente/consultas";
import type { CriterioDto } from "../../puente/generado/CriterioDto";
import { visible } from "../../textos/visible";
import { Retirar } from "../../componentes/Fila/Retirar";
import { esDelInventario } from "./palabras";
import estilos from "./Pesos.module.css";

/** Points are set in the table, with the ranking in view. */
const EN_LA_TABLA = "peso";

/** What a criterion asks, where its note comes from and what each note means. */
export function EditarCriterio({
  criterio,
  soloLectura,
  alCerrar,
}: {
  criterio: CriterioDto;
  soloLectura: boolean;
  alCerrar: () => void;
}) {
  const campos = useCampos("criterio").filter(
    ({ campo, editable }) =>
      editable &&
      campo !== EN_LA_TABLA &&
      (campo !== "umbrales" || esDelInventario(criterio)),
  );
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo={`Criterio: ${visible(criterio.nombre)}`}
      acciones={
        <>
          {!soloLectura && (
            <Retirar
              entidad={criterio.entidad}
              que={`el criterio «${visible(criterio.nombre)}»`}
              alRetirar={alCerrar}
            />
          )}
          <Boton aspecto="primario" onPress={alCerrar}>
            Cerrar
          </Boton>
        </>
      }
    >
      <p className={estilos["tenue"]}>
        {soloLectura
          ? "La ronda está cerrada: se conserva como estaba."
          : "Cada dato se guarda al salir de su campo. Los umbrales y las escalas son propuesta de la herramienta."}
      </p>
      <div className={estilos["formulario"]}>
        {campos.map((campo) => (
          <CampoGuardado
            key={campo.campo}
            entidad={criterio.entidad}
            campo={campo}
            soloLectura={soloLectura}
          />
        ))}
      </div>
    </Dialogo>
  );
}
