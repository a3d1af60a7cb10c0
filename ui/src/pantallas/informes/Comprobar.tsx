import { useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { usePuente } from "../../puente/contexto";
import type { PapelVerificado } from "../../puente/generado/PapelVerificado";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { cuantos, momentoCorto } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { FechaDeCorte } from "../gae/tablero/FechaDeCorte";

const CODIGO = campoLocal("Código de verificación", {
  ejemplo: "a1b2c3d4e5f60718",
  maximo: 40,
});

/** Asks whether this file holds the data that a paper was printed from. */
export function Comprobar() {
  const puente = usePuente();
  const trabajo = useTrabajo();
  const [codigo, setCodigo] = useState("");
  const [corte, setCorte] = useState<string | null>(null);
  const [invalido, setInvalido] = useState<string | null>(null);
  const [dicho, setDicho] = useState<PapelVerificado | null>(null);
  const [error, setError] = useState<FallaError | null>(null);

  const comprobar = async () => {
    setError(null);
    setDicho(null);
    if (codigo.trim() === "") {
      setInvalido("Escriba el código que está al pie de la página.");
      return;
    }
    setInvalido(null);
    try {
      setDicho(
        await trabajo.correr((id) =>
          puente.llamar("verificar_papel", { codigo, corte, trabajo: id }),
        ),
      );
    } catch (causa) {
      const falla = comoFalla(causa);
      const deCodigo = falla.falla.campos.find(
        ({ campo }) => campo === "codigo",
      );
      if (deCodigo === undefined) setError(falla);
      else setInvalido(deCodigo.mensaje);
    }
  };

  return (
    <>
      <Campo
        campo={CODIGO}
        texto={codigo}
        alCambiar={setCodigo}
        error={invalido}
      />
      <FechaDeCorte
        etiqueta="Fecha de corte del documento (opcional)"
        corte={corte}
        alCambiar={setCorte}
      />
      <div>
        <Boton isDisabled={trabajo.activo} onPress={() => void comprobar()}>
          Comprobar código
        </Boton>
      </div>
      <Progreso trabajo={trabajo} que="Buscando en el historial" />
      {error?.falla.codigo === "cancelado" ? null : (
        <AvisoDeFalla error={error} />
      )}
      {dicho !== null && (
        <Aviso
          urgente
          tono={dicho.coincide ? "bien" : "mal"}
          titulo={
            dicho.coincide ? "El código coincide" : "El código no coincide"
          }
        >
          <p>{visible(dicho.mensaje)}</p>
          {dicho.exportaciones.length > 0 && (
            <p>
              {cuantos(
                dicho.exportaciones.length,
                "exportación de esta computadora lo lleva",
                "exportaciones de esta computadora lo llevan",
              )}
              ; la última, del{" "}
              {momentoCorto(dicho.exportaciones[0]?.momento ?? "")}.
            </p>
          )}
        </Aviso>
      )}
    </>
  );
}
