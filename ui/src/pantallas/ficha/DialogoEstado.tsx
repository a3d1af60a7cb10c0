import { useId, useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import {
  MINIMO_DE_MOTIVO,
  motivoSuficiente,
} from "../../componentes/Rejilla/DialogoMotivo";
import type { FichaDto } from "../../puente/generado/FichaDto";
import type { TransicionTramite } from "../../puente/generado/TransicionTramite";
import { ESTADO_TRAMITE } from "../../textos/palabras";
import { useEscrituras } from "./escrituras";
import estilos from "./Ficha.module.css";

/** The states this trámite may move to, each with what it needs. */
export function DialogoEstado({
  ficha,
  alCerrar,
}: {
  ficha: FichaDto;
  alCerrar: () => void;
}) {
  const id = useId();
  const { moverEstado } = useEscrituras();
  const [motivo, setMotivo] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [enCurso, setEnCurso] = useState(false);
  const actual = ESTADO_TRAMITE[ficha.resumen.estado];
  const pideMotivo = ficha.transiciones.some(
    (t) => t.pide_motivo && t.impedimento === null,
  );

  const mover = async (t: TransicionTramite) => {
    if (t.pide_motivo && !motivoSuficiente(motivo)) {
      setError(
        `Escriba el motivo con al menos ${MINIMO_DE_MOTIVO} letras. Si suprime el trámite, indique la norma o el acta.`,
      );
      document.getElementById(`${id}-motivo`)?.focus();
      return;
    }
    setEnCurso(true);
    const falla = await moverEstado(ficha.id, t.a, motivo.trim());
    setEnCurso(false);
    if (falla === null) alCerrar();
    else setError(falla);
  };

  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo="Cambiar el estado del trámite"
      acciones={<Boton onPress={alCerrar}>Cancelar</Boton>}
    >
      <p>
        Ahora está en <Etiqueta tono={actual.tono}>{actual.texto}</Etiqueta>
      </p>
      {pideMotivo && (
        <div>
          <label htmlFor={`${id}-motivo`} className={estilos["rotulo"]}>
            Motivo
          </label>
          {error !== null && (
            <p
              id={`${id}-error`}
              role="alert"
              className={estilos["errorDialogo"]}
            >
              {error}
            </p>
          )}
          <textarea
            id={`${id}-motivo`}
            className={estilos["caja"]}
            rows={2}
            value={motivo}
            aria-invalid={error !== null}
            aria-describedby={error === null ? undefined : `${id}-error`}
            onChange={(e) => setMotivo(e.target.value)}
          />
        </div>
      )}
      {!pideMotivo && error !== null && (
        <p role="alert" className={estilos["errorDialogo"]}>
          {error}
        </p>
      )}
      {ficha.transiciones.length === 0 ? (
        <p>Desde este estado no hay otro que dependa del comité.</p>
      ) : (
        <ul className={estilos["normas"]}>
          {ficha.transiciones.map((t) => (
            <li key={t.a} className={estilos["transicion"]}>
              <Boton
                isDisabled={t.impedimento !== null || enCurso}
                onPress={() => void mover(t)}
              >
                {t.accion}
              </Boton>
              {t.impedimento !== null && (
                <span className={estilos["menor"]}>{t.impedimento}</span>
              )}
              {t.impedimento === null && t.pide_motivo && (
                <span className={estilos["menor"]}>pide el motivo</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Dialogo>
  );
}
