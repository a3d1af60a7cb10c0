import type { CampoDto } from "../../puente/generado/CampoDto";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import { Boton } from "../Boton/Boton";
import { CampoGuardado } from "../Campo/Campo";
import { Dialogo } from "../Dialogo/Dialogo";
import estilos from "./Fila.module.css";
import { Retirar } from "./Retirar";

/** The data of one row, each saved as its field is left, and the way to retire it. */
export function EditarFila({
  titulo,
  entidad,
  campos,
  que,
  enDosColumnas = false,
  alCerrar,
}: {
  titulo: string;
  entidad: EntidadDto;
  campos: ReadonlyArray<CampoDto>;
  /** What is retired: «a Marta Xol del comité». */
  que: string;
  enDosColumnas?: boolean;
  alCerrar: () => void;
}) {
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      {...(enDosColumnas ? { ancho: "amplio" as const } : {})}
      titulo={titulo}
      acciones={
        <>
          <Retirar entidad={entidad} que={que} alRetirar={alCerrar} />
          <Boton aspecto="primario" onPress={alCerrar}>
            Cerrar
          </Boton>
        </>
      }
    >
      <p className={estilos["nota"]}>
        Cada dato se guarda al salir de su campo.
      </p>
      <div className={estilos[enDosColumnas ? "dosColumnas" : "campos"]}>
        {campos.map((campo) => (
          <CampoGuardado key={campo.campo} entidad={entidad} campo={campo} />
        ))}
      </div>
    </Dialogo>
  );
}
