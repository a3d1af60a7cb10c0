import { useDeferredValue, useId, useState } from "react";
import type { RefObject } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import {
  TODO_EL_INVENTARIO,
  useInstalacion,
  useTramites,
} from "../../puente/consultas";
import type { FilaTramite } from "../../puente/generado/FilaTramite";
import { cuantos, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import estilos from "./UnirTramites.module.css";

const HALLADOS = 8;

/** Looks for the other one among those of the same institution. */
export function ElegirOtro({
  una,
  caja,
  marcado,
  alMarcar,
}: {
  una: FilaTramite;
  caja: RefObject<HTMLInputElement | null>;
  marcado: string | null;
  alMarcar: (id: string | null) => void;
}) {
  const id = useId();
  const gae = useInstalacion()?.como === "gae";
  const [texto, setTexto] = useState("");
  const buscado = useDeferredValue(texto.trim());
  const hallados = useTramites(
    {
      ...TODO_EL_INVENTARIO,
      texto: buscado,
      institucion: gae ? una.institucion : null,
      // One more: this same trámite may be among them.
      cuantos: HALLADOS + 1,
    },
    { activa: buscado !== "" },
  );
  const otros = (buscado === "" ? [] : (hallados.data?.filas ?? []))
    .filter((f) => f.id !== una.id)
    .slice(0, HALLADOS);
  const hayMas = (hallados.data?.total ?? 0) > HALLADOS + 1;
  const escribir = (nuevo: string) => {
    setTexto(nuevo);
    // What is chosen is always in sight.
    alMarcar(null);
  };
  return (
    <>
      <p>
        Busque el trámite que es el mismo que «
        {visible(una.nombre) || visible(una.codigo)}». Antes de unirlos verá los
        dos lado a lado.
      </p>
      <div>
        <label htmlFor={`${id}-buscar`} className={estilos["rotulo"]}>
          Buscar el otro trámite
        </label>
        <input
          ref={caja}
          id={`${id}-buscar`}
          type="search"
          className={estilos["caja"]}
          value={texto}
          autoComplete="off"
          placeholder="Nombre o código"
          onChange={(e) => escribir(e.target.value)}
          onKeyDown={(e) => {
            // First Esc empties the box; the next one closes the dialog.
            if (e.key !== "Escape" || texto === "") return;
            e.preventDefault();
            e.stopPropagation();
            escribir("");
          }}
        />
      </div>
      <AvisoDeFalla error={hallados.error} />
      <p role="status" className={estilos["menor"]}>
        {buscado === ""
          ? "Escriba una o varias palabras. Las tildes y las mayúsculas no importan."
          : hallados.data === undefined
            ? "Buscando…"
            : otros.length === 0
              ? "Ningún otro trámite coincide. Pruebe con menos palabras."
              : hayMas
                ? `Se muestran los primeros ${numero(otros.length)}. Escriba más palabras para acercarse.`
                : `${cuantos(otros.length, "trámite hallado", "trámites hallados")}.`}
      </p>
      {otros.length > 0 && (
        <fieldset className={estilos["hallados"]}>
          <legend className="solo-lector">Trámites hallados</legend>
          {otros.map((f) => (
            <label key={f.id} className={estilos["opcion"]}>
              <input
                type="radio"
                name={`${id}-otro`}
                checked={f.id === marcado}
                onChange={() => alMarcar(f.id)}
              />
              <span>
                <span className={estilos["quien"]}>{visible(f.codigo)}</span>{" "}
                <span className={estilos["valor"]}>
                  {visible(f.nombre) || "Trámite sin nombre"}
                </span>
                {f.unidad !== "" && (
                  <span className={estilos["quien"]}> {visible(f.unidad)}</span>
                )}
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
