import { useId, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { AccionRequisito } from "../../../puente/generado/AccionRequisito";
import { clases } from "../../../componentes/clases";
import { DECISIONES } from "../palabras";
import estilos from "./Requisitos.module.css";

/**
 * The decision, as cards with what each one means. A click decides at once; with the arrows one walks
 * through them, and it is decided with Enter or when the group is left, so that looking leaves no trace.
 */
export function TarjetasDeDecision({
  etiqueta,
  elegida,
  soloLectura,
  alDecidir,
}: {
  etiqueta: string;
  elegida: AccionRequisito | null;
  soloLectura: boolean;
  alDecidir: (accion: AccionRequisito) => void;
}) {
  const nombre = useId();
  const grupo = useRef<HTMLFieldSetElement>(null);
  const [andando, setAndando] = useState<AccionRequisito | null>(null);
  const decidir = (accion: AccionRequisito | null) => {
    setAndando(null);
    if (accion !== null && accion !== elegida) alDecidir(accion);
  };
  const alPulsar = (e: KeyboardEvent) => {
    if (e.ctrlKey) return;
    if (e.key === "Enter") {
      e.preventDefault();
      decidir(andando);
    } else if (e.key === "Escape" && andando !== null) {
      e.stopPropagation();
      setAndando(null);
    }
  };
  const marcada = andando ?? elegida;
  return (
    // The group only listens to what its own radios receive.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <fieldset
      ref={grupo}
      className={estilos["decisiones"]}
      disabled={soloLectura}
      onKeyDown={alPulsar}
      onBlur={(e) => {
        if (!(grupo.current?.contains(e.relatedTarget) ?? false))
          decidir(andando);
      }}
    >
      <legend className={estilos["leyenda"]}>{etiqueta}</legend>
      {DECISIONES.map(({ id, titulo, significa }) => (
        <label
          key={id}
          className={clases(
            estilos["decision"],
            marcada === id && estilos["marcada"],
          )}
        >
          <input
            type="radio"
            name={nombre}
            value={id}
            checked={marcada === id}
            onChange={() => setAndando(id)}
            onClick={(e) => {
              // Arrows also click; a hand on the mouse counts its clicks.
              if (e.detail > 0) decidir(id);
            }}
            onKeyUp={(e) => {
              if (e.key === " ") decidir(id);
            }}
          />
          <strong>{titulo}</strong>
          <span className={estilos["significa"]}>{significa}</span>
        </label>
      ))}
      {andando !== null && andando !== elegida && (
        <p className={estilos["sinGuardar"]} role="status">
          Enter o Tab lo decide; Esc lo deja como estaba.
        </p>
      )}
    </fieldset>
  );
}
