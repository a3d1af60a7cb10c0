import { useId, useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { motivoSuficiente } from "../../componentes/Rejilla/DialogoMotivo";
import type { HallazgoDto } from "../../puente/generado/HallazgoDto";
import { ACCION_REQUISITO } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import estilos from "./Ficha.module.css";

/** A decision that also changes the text of the row: before and after, side by side, to be edited. */
export function DialogoAplicar({
  hallazgo,
  actual,
  justificacion: inicial,
  alAplicar,
  alCerrar,
}: {
  hallazgo: HallazgoDto;
  actual: string;
  justificacion: string;
  /** `texto` null leaves the row as it is. Resolves to the message of a failure, or null. */
  alAplicar: (
    justificacion: string,
    texto: string | null,
  ) => Promise<string | null>;
  alCerrar: () => void;
}) {
  const id = useId();
  const [texto, setTexto] = useState(hallazgo.texto_propuesto ?? "");
  const [cambiarTexto, setCambiarTexto] = useState(true);
  const [justificacion, setJustificacion] = useState(inicial);
  const [error, setError] = useState<string | null>(null);
  const [enCurso, setEnCurso] = useState(false);
  const accion = ACCION_REQUISITO[hallazgo.accion_sugerida ?? "sustituir"];

  const aplicar = async () => {
    if (!motivoSuficiente(justificacion)) {
      setError("Escriba la justificación con al menos diez letras.");
      return;
    }
    if (cambiarTexto && texto.trim() === "") {
      setError("Escriba el texto nuevo del requisito, o deje el actual.");
      return;
    }
    setEnCurso(true);
    const falla = await alAplicar(
      justificacion.trim(),
      cambiarTexto ? texto.trim() : null,
    );
    setEnCurso(false);
    if (falla === null) alCerrar();
    else setError(falla);
  };

  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo={`${accion}: requisito ${hallazgo.fila ?? ""}`}
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={enCurso}
            onPress={() => void aplicar()}
          >
            {cambiarTexto ? "Guardar decisión y texto" : "Guardar decisión"}
          </Boton>
        </>
      }
    >
      {error !== null && (
        <p role="alert" className={estilos["errorDialogo"]}>
          {error}
        </p>
      )}
      <p className={estilos["menor"]}>{hallazgo.que_hacer}</p>
      <div className={estilos["comparacion"]}>
        <div>
          <h3 className={estilos["rotulo"]}>Ahora</h3>
          <p className={estilos["textoAhora"]}>{visible(actual)}</p>
        </div>
        <div>
          <label htmlFor={`${id}-texto`} className={estilos["rotulo"]}>
            Texto propuesto
          </label>
          <textarea
            id={`${id}-texto`}
            className={estilos["caja"]}
            rows={4}
            value={texto}
            disabled={!cambiarTexto}
            onChange={(e) => setTexto(e.target.value)}
          />
        </div>
      </div>
      <label className={estilos["casilla"]}>
        <input
          type="checkbox"
          checked={cambiarTexto}
          onChange={(e) => setCambiarTexto(e.target.checked)}
        />
        Cambiar también el texto del requisito
      </label>
      <label htmlFor={`${id}-porque`} className={estilos["rotulo"]}>
        Justificación
      </label>
      <textarea
        id={`${id}-porque`}
        className={estilos["caja"]}
        rows={3}
        value={justificacion}
        onChange={(e) => setJustificacion(e.target.value)}
      />
    </Dialogo>
  );
}
