import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { usePuente } from "../../puente/contexto";
import type { DemostracionQuitada } from "../../puente/generado/DemostracionQuitada";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { irA } from "../../rutas";
import { tamano } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import estilos from "./Ajustes.module.css";

/** Puts the demonstration away, only in a file of demonstration: a copy stays, and the program begins anew. */
export function Demostracion() {
  const [abierto, setAbierto] = useState(false);
  return (
    <Hoja titulo="Demostración">
      <p className={estilos["tenue"]}>
        Estos datos son de demostración. Al quitarlos queda una copia comprobada
        y Diligencia vuelve a preguntar qué va a hacer.
      </p>
      <div>
        <Boton aspecto="peligro" onPress={() => setAbierto(true)}>
          Quitar la demostración…
        </Boton>
      </div>
      {abierto && <Quitar alCerrar={() => setAbierto(false)} />}
    </Hoja>
  );
}

function Quitar({ alCerrar }: { alCerrar: () => void }) {
  const puente = usePuente();
  const cliente = useQueryClient();
  const trabajo = useTrabajo();
  const [error, setError] = useState<FallaError | null>(null);
  const [quitada, setQuitada] = useState<DemostracionQuitada | null>(null);
  const quitar = async () => {
    setError(null);
    try {
      setQuitada(
        await trabajo.correr((id) =>
          puente.llamar("quitar_demostracion", { trabajo: id }),
        ),
      );
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };
  // What is on screen belongs to a file that is not there any more: everything is read again.
  const empezar = () => {
    irA({ pantalla: "inicio" });
    void cliente.resetQueries();
  };
  if (quitada !== null)
    return (
      <Dialogo
        abierto
        alCerrar={empezar}
        titulo="Se quitó la demostración"
        acciones={
          <Boton aspecto="primario" onPress={empezar}>
            Empezar con mis datos
          </Boton>
        }
      >
        <p role="status">{visible(quitada.mensaje)}</p>
        <p className={estilos["tenue"]}>
          La copia se llama «
          {visible(quitada.copia.split(/[\\/]/).at(-1) ?? "")}» y ocupa{" "}
          {tamano(quitada.bytes)}.
        </p>
      </Dialogo>
    );
  return (
    <Dialogo
      abierto
      alCerrar={trabajo.activo ? () => {} : alCerrar}
      titulo="¿Quitar los datos de demostración?"
      acciones={
        <>
          <Boton isDisabled={trabajo.activo} onPress={alCerrar}>
            Cancelar
          </Boton>
          <Boton
            aspecto="peligro"
            isDisabled={trabajo.activo}
            onPress={() => void quitar()}
          >
            Quitar la demostración
          </Boton>
        </>
      }
    >
      <p>
        Lo que haya escrito en ella también sale de aquí. Antes se guarda una
        copia y se comprueba que abre; si algo falla, no se quita nada.
      </p>
      <Progreso trabajo={trabajo} que="Guardando la copia" />
      {error?.falla.codigo === "cancelado" ? (
        <p role="status">{error.falla.mensaje}</p>
      ) : (
        <AvisoDeFalla error={error} />
      )}
    </Dialogo>
  );
}
