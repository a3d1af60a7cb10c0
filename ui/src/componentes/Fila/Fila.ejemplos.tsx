import { Boton } from "../Boton/Boton";
import { campoLocal } from "../Campo/local";
import { AgregarFila } from "./AgregarFila";
import type { Ejemplos } from "../../ejemplos/ejemplo";
import { useState } from "react";

function ConBoton() {
  const [abierto, setAbierto] = useState(false);
  return (
    <>
      <Boton onPress={() => setAbierto(true)}>Agregar firma</Boton>
      {abierto && (
        <AgregarFila
          titulo="Agregar firma"
          campos={[
            { campo: "nombre", ...campoLocal("Nombre de quien firma") },
            { campo: "cargo", ...campoLocal("Cargo de quien firma") },
          ]}
          revisar={({ nombre = "" }) =>
            nombre === "" ? { nombre: "Escriba el nombre de quien firma." } : {}
          }
          agregar={{
            ejecutar: () => Promise.resolve({}),
            enCurso: false,
            error: null,
          }}
          alCerrar={() => setAbierto(false)}
        />
      )}
    </>
  );
}

export default {
  componente: "AgregarFila",
  ejemplos: [
    {
      nombre: "el botón abre el diálogo, y lo que falta se dice en su campo",
      dibujo: () => <ConBoton />,
    },
  ],
} satisfies Ejemplos;
