import { useState } from "react";
import { Boton } from "../Boton/Boton";
import { Dialogo } from "./Dialogo";
import type { Ejemplos } from "../../ejemplos/ejemplo";

function Pregunta() {
  const [abierto, setAbierto] = useState(false);
  const cerrar = () => setAbierto(false);
  return (
    <>
      <Boton onPress={() => setAbierto(true)}>Retirar requisito</Boton>
      <Dialogo
        abierto={abierto}
        alCerrar={cerrar}
        titulo="¿Retirar el requisito «Fotocopia de DPI»?"
        acciones={
          <>
            <Boton onPress={cerrar}>Cancelar</Boton>
            <Boton aspecto="peligro" onPress={cerrar}>
              Retirar requisito
            </Boton>
          </>
        }
      >
        <p>
          Dos acciones del rediseño lo mencionan y quedarán sin requisito. Puede
          deshacerlo.
        </p>
      </Dialogo>
    </>
  );
}

export default {
  componente: "Dialogo",
  ejemplos: [{ nombre: "pregunta", dibujo: () => <Pregunta /> }],
} satisfies Ejemplos;
