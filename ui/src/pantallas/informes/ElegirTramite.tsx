import { useDeferredValue, useId, useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { TODO_EL_INVENTARIO, useTramites } from "../../puente/consultas";
import { cuantos, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import estilos from "./Informes.module.css";

const HALLADOS = 8;

/** Finds the trámite that a report is about, as one types. */
export function ElegirTramite({
  elegido,
  alElegir,
}: {
  elegido: string;
  alElegir: (id: string) => void;
}) {
  const id = useId();
  const [texto, setTexto] = useState("");
  const buscado = useDeferredValue(texto.trim());
  const hallados = useTramites({
    ...TODO_EL_INVENTARIO,
    texto: buscado,
    cuantos: HALLADOS,
  });
  const filas = hallados.data?.filas ?? [];
  const total = hallados.data?.total ?? 0;
  return (
    <div className={estilos["tramites"]}>
      <label htmlFor={id} className={estilos["leyenda"]}>
        Buscar el trámite
      </label>
      <input
        id={id}
        type="search"
        className={estilos["caja"]}
        value={texto}
        autoComplete="off"
        onChange={(e) => setTexto(e.target.value)}
      />
      <AvisoDeFalla error={hallados.error} />
      <p role="status" className={estilos["tenue"]}>
        {hallados.data === undefined
          ? "Buscando…"
          : total === 0
            ? "Ningún trámite coincide."
            : total > filas.length
              ? `Se muestran ${numero(filas.length)} de ${numero(total)}. Escriba para acercarse.`
              : `${cuantos(total, "trámite", "trámites")}.`}
      </p>
      <fieldset className={estilos["secciones"]}>
        <legend className="solo-lector">Trámite del informe</legend>
        {filas.map((fila) => (
          <label key={fila.id} className={estilos["opcion"]}>
            <input
              type="radio"
              name={`${id}-tramite`}
              className={estilos["marca"]}
              checked={fila.id === elegido}
              onChange={() => alElegir(fila.id)}
            />
            <span>
              <span className={estilos["tenue"]}>{visible(fila.codigo)}</span>{" "}
              {visible(fila.nombre) || "Trámite sin nombre"}
            </span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
