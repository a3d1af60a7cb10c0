import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { useAccion } from "../../puente/mutaciones";
import { irA } from "../../rutas";
import { hoy } from "../../textos/formatos";
import { useInstitucionEnPantalla } from "./institucion";
import { visible } from "../../textos/visible";

const NOMBRE = campoLocal("Nombre de la ronda", {
  ayuda: "Cómo la reconocerá el comité.",
  maximo: 120,
});

/** Asks the name of a round and begins it: with the proposal of the tool, or as an earlier one. */
export function NuevaRonda({
  como,
  alCerrar,
}: {
  /** The round whose criteria, points, cut and persons are copied; null: the proposal. */
  como: { id: string; nombre: string } | null;
  alCerrar: () => void;
}) {
  const iniciar = useAccion("iniciar_ronda");
  const institucion = useInstitucionEnPantalla();
  const [nombre, setNombre] = useState(`Priorización ${hoy().slice(0, 4)}`);
  const [error, setError] = useState<string | null>(null);
  const enviar = async () => {
    if ((nombre.match(/\p{L}/gu) ?? []).length < 3) {
      setError("Escriba el nombre de la ronda, con al menos 3 letras.");
      return;
    }
    setError(null);
    const hecho = await iniciar.ejecutar({
      institucion,
      nombre: nombre.trim(),
      como: como?.id ?? null,
    });
    if (hecho === null) return;
    alCerrar();
    irA({
      pantalla: "priorizacion",
      ...(institucion === null ? {} : { institucion }),
      ver: "pesos",
    });
  };
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo={como === null ? "Iniciar la priorización" : "Iniciar otra ronda"}
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={iniciar.enCurso}
            onPress={() => void enviar()}
          >
            Iniciar ronda
          </Boton>
        </>
      }
    >
      <p>
        {como === null
          ? "Empieza con nueve criterios y sus pesos, que son una propuesta de la herramienta. El comité los cambia cuando quiera."
          : `Copia los criterios, los pesos, el corte y las personas de «${visible(como.nombre)}». Las notas empiezan en blanco; la ronda anterior se conserva.`}
      </p>
      <AvisoDeFalla error={iniciar.error} />
      <Campo
        campo={NOMBRE}
        texto={nombre}
        alCambiar={setNombre}
        alSalir={() => {}}
        error={error}
      />
    </Dialogo>
  );
}
