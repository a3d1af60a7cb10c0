import { useState } from "react";
import { Boton } from "../../../componentes/Boton/Boton";
import { Dialogo } from "../../../componentes/Dialogo/Dialogo";
import type { RedisenoDto } from "../../../puente/generado/RedisenoDto";
import { visible } from "../../../textos/visible";
import estilos from "../Rediseno.module.css";

/** Which requisitos somebody reads in a paso. */
export function SelectorDeRequisitos({
  paso,
  requisitos,
  elegidos,
  alGuardar,
  alCerrar,
}: {
  /** What the paso says. */
  paso: string;
  requisitos: RedisenoDto["requisitos"];
  elegidos: ReadonlyArray<string>;
  /** Resolves to the message of a failure, or null when it was done. */
  alGuardar: (ids: ReadonlyArray<string>) => Promise<string | null>;
  alCerrar: () => void;
}) {
  const [marcados, setMarcados] = useState<ReadonlySet<string>>(
    new Set(elegidos),
  );
  const [falla, setFalla] = useState<string | null>(null);
  const [enCurso, setEnCurso] = useState(false);
  const guardar = async () => {
    setEnCurso(true);
    const mensaje = await alGuardar(
      requisitos.map(({ id }) => id).filter((id) => marcados.has(id)),
    );
    setEnCurso(false);
    if (mensaje === null) alCerrar();
    else setFalla(mensaje);
  };
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo="¿Qué requisitos se leen en este paso?"
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={enCurso}
            onPress={() => void guardar()}
          >
            Guardar requisitos
          </Boton>
        </>
      }
    >
      <p>
        <strong>{visible(paso)}</strong>
      </p>
      <p className={estilos["nota"]}>
        Marque solo los que alguien lee para decidir. Recibirlos no es leerlos:
        el requisito que ningún paso usa se pide y no sirve para nada.
      </p>
      {falla !== null && <p role="alert">{falla}</p>}
      {requisitos.length === 0 ? (
        <p>La ficha no tiene requisitos.</p>
      ) : (
        <div
          role="group"
          aria-label="Requisitos"
          className={estilos["casillas"]}
        >
          {requisitos.map((r, i) => (
            <label key={r.id} className={estilos["casilla"]}>
              <input
                type="checkbox"
                checked={marcados.has(r.id)}
                onChange={(e) => {
                  const nuevos = new Set(marcados);
                  if (e.target.checked) nuevos.add(r.id);
                  else nuevos.delete(r.id);
                  setMarcados(nuevos);
                }}
              />
              <span>
                {i + 1}. {visible(r.texto)}
              </span>
            </label>
          ))}
        </div>
      )}
    </Dialogo>
  );
}
