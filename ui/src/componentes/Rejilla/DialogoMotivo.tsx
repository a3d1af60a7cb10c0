import { useId, useState } from "react";
import { Boton } from "../Boton/Boton";
import { Dialogo } from "../Dialogo/Dialogo";
import estilos from "./Rejilla.module.css";

/** Letters that a reason needs: the strictest of the commands that ask for one. */
export const MINIMO_DE_MOTIVO = 10;

/** The reason is long enough to be read by somebody else. */
export function motivoSuficiente(motivo: string): boolean {
  return (motivo.match(/\p{L}/gu) ?? []).length >= MINIMO_DE_MOTIVO;
}

/** Asks why before something is retired or discarded. Quick reasons save the typing. */
export function DialogoMotivo({
  titulo,
  explicacion,
  motivos,
  boton,
  peligro = false,
  inicial = "",
  alConfirmar,
  alCerrar,
}: {
  titulo: string;
  explicacion: string;
  motivos: ReadonlyArray<string>;
  /** «Retirar 2 requisitos». */
  boton: string;
  peligro?: boolean;
  inicial?: string;
  /** Resolves to the message of a failure, or null when it was done. */
  alConfirmar: (motivo: string) => Promise<string | null>;
  alCerrar: () => void;
}) {
  const id = useId();
  const [motivo, setMotivo] = useState(inicial);
  const [error, setError] = useState<string | null>(null);
  const [enCurso, setEnCurso] = useState(false);

  const confirmar = async () => {
    if (!motivoSuficiente(motivo)) {
      setError(
        `Escriba el motivo con al menos ${MINIMO_DE_MOTIVO} letras. Otra persona lo leerá en el historial.`,
      );
      document.getElementById(`${id}-motivo`)?.focus();
      return;
    }
    setEnCurso(true);
    const falla = await alConfirmar(motivo.trim());
    setEnCurso(false);
    if (falla === null) alCerrar();
    else setError(falla);
  };

  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo={titulo}
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto={peligro ? "peligro" : "primario"}
            isDisabled={enCurso}
            onPress={() => void confirmar()}
          >
            {boton}
          </Boton>
        </>
      }
    >
      <p>{explicacion}</p>
      {motivos.length > 0 && (
        <div
          role="group"
          aria-label="Motivos frecuentes"
          className={estilos["motivos"]}
        >
          {motivos.map((m) => (
            <button
              key={m}
              type="button"
              className={estilos["motivo"]}
              aria-pressed={m === motivo}
              onClick={() => {
                setMotivo(m);
                setError(null);
              }}
            >
              {m}
            </button>
          ))}
        </div>
      )}
      <label htmlFor={`${id}-motivo`} className={estilos["etiquetaMotivo"]}>
        Motivo
      </label>
      {error !== null && (
        <p id={`${id}-error`} role="alert" className={estilos["error"]}>
          {error}
        </p>
      )}
      <textarea
        id={`${id}-motivo`}
        className={estilos["cajaMotivo"]}
        rows={3}
        value={motivo}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : `${id}-error`}
        onChange={(e) => setMotivo(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === "Enter" && e.ctrlKey) void confirmar();
        }}
      />
    </Dialogo>
  );
}
