import { useState } from "react";
import { AvisoDeFalla } from "../Aviso/Aviso";
import { Boton } from "../Boton/Boton";
import { Campo } from "../Campo/Campo";
import { campoLocal } from "../Campo/local";
import { Dialogo } from "../Dialogo/Dialogo";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import { useAccion } from "../../puente/mutaciones";

const LETRAS = 10;
const MOTIVO = campoLocal("Motivo", {
  tipo: "texto_largo",
  ayuda: "Queda en el historial. Al menos 10 letras.",
  ejemplo: "Dejó la institución el 3 de noviembre.",
  maximo: 2000,
});

/** Retires one row, with its reason; it can be undone. */
export function Retirar({
  entidad,
  que,
  alRetirar,
}: {
  entidad: EntidadDto;
  que: string;
  alRetirar: () => void;
}) {
  const retirar = useAccion("retirar_filas");
  const [abierto, setAbierto] = useState(false);
  const [motivo, setMotivo] = useState("");
  const [error, setError] = useState<string | null>(null);
  const enviar = async () => {
    if (motivo.trim().length < LETRAS) {
      setError("Escriba el motivo, con al menos 10 letras.");
      return;
    }
    setError(null);
    const hecho = await retirar.ejecutar({
      ids: [entidad.id],
      motivo: motivo.trim(),
    });
    if (hecho !== null) {
      setAbierto(false);
      alRetirar();
    }
  };
  return (
    <>
      <Boton aspecto="peligro" onPress={() => setAbierto(true)}>
        {`Retirar ${que}`}
      </Boton>
      {abierto && (
        <Dialogo
          abierto
          alCerrar={() => setAbierto(false)}
          titulo={`¿Retirar ${que}?`}
          acciones={
            <>
              <Boton onPress={() => setAbierto(false)}>Cancelar</Boton>
              <Boton
                aspecto="peligro"
                isDisabled={retirar.enCurso}
                onPress={() => void enviar()}
              >
                Retirar
              </Boton>
            </>
          }
        >
          <p>No se borra: queda en el historial y puede deshacerlo.</p>
          <AvisoDeFalla error={retirar.error} />
          <Campo
            campo={MOTIVO}
            texto={motivo}
            alCambiar={setMotivo}
            error={error}
          />
        </Dialogo>
      )}
    </>
  );
}
