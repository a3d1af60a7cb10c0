import { useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { FichaDto } from "../../puente/generado/FichaDto";
import { visible } from "../../textos/visible";
import { baseDelRequisito } from "./columnas";
import { useEscrituras } from "./escrituras";
import { textoDe } from "./lugares";
import estilos from "./Ficha.module.css";

const CITA: CampoDto = {
  clase: "base_legal",
  campo: "texto",
  etiqueta: "Norma que permite pedirlo",
  tipo: "texto",
  opciones: [],
  exigencia: "guardar",
  seccion: "base_legal",
  ayuda: "Con tipo, número, año y artículo.",
  ejemplo: "Acuerdo Gubernativo 408-99, artículo 5",
  error_frecuente: "",
  maximo: 2000,
  editable: true,
};
const MINIMO = 3;

/** The legal basis of one requisito: its own, or the trámite's until somebody confirms it. */
export function DialogoBase({
  ficha,
  requisito,
  soloLectura,
  alCerrar,
}: {
  ficha: FichaDto;
  requisito: string;
  soloLectura: boolean;
  alCerrar: () => void;
}) {
  const [texto, setTexto] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [enCurso, setEnCurso] = useState(false);
  const { agregar } = useEscrituras();
  const { propias, heredada } = baseDelRequisito(ficha, requisito);
  const numero = ficha.requisitos.findIndex((r) => r.id === requisito) + 1;
  const delTramite = ficha.base_legal.filter(
    (b) => textoDe(b, "padre") === ficha.id,
  );

  const guardar = async (cita: string) => {
    if (cita.trim().length < MINIMO) {
      setError("Escriba la norma, por ejemplo «Acuerdo Gubernativo 408-99».");
      return;
    }
    setEnCurso(true);
    const hecho = await agregar(requisito, "base_legal", [
      { texto: cita.trim() },
    ]);
    setEnCurso(false);
    if (typeof hecho === "string") setError(hecho);
    else alCerrar();
  };

  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo={`Base legal del requisito ${numero}`}
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          {!soloLectura && (
            <Boton
              aspecto="primario"
              isDisabled={enCurso}
              onPress={() => void guardar(texto)}
            >
              Agregar base legal
            </Boton>
          )}
        </>
      }
    >
      {propias.length > 0 ? (
        <ul className={estilos["normas"]}>
          {propias.map((b) => (
            <li key={b.id}>{visible(textoDe(b, "texto"))}</li>
          ))}
        </ul>
      ) : (
        <p>
          {heredada
            ? "Hoy se apoya en la base legal del trámite, por confirmar. Indique la norma que permite pedir este requisito."
            : "No se encontró ninguna norma. El artículo 5 del Decreto 5-2021 pide una ley o un acuerdo gubernativo."}
        </p>
      )}
      {!soloLectura && (
        <>
          {delTramite.length > 0 && propias.length === 0 && (
            <div
              role="group"
              aria-label="Normas del trámite"
              className={estilos["normasDelTramite"]}
            >
              {delTramite.slice(0, 6).map((b) => (
                <Boton
                  key={b.id}
                  pequeno
                  onPress={() => setTexto(textoDe(b, "texto"))}
                >
                  {visible(textoDe(b, "texto"))}
                </Boton>
              ))}
            </div>
          )}
          <Campo
            campo={CITA}
            texto={texto}
            alCambiar={(t) => {
              setTexto(t);
              setError(null);
            }}
            error={error}
          />
        </>
      )}
    </Dialogo>
  );
}
