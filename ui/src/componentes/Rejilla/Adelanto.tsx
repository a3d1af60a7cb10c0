import { useLayoutEffect, useRef } from "react";
import type { KeyboardEvent } from "react";
import type { Adelantadas } from "./adelantadas";
import estilos from "./Rejilla.module.css";

/**
 * The cell of a new row while it is being saved: shows what was written and takes what is typed
 * next in a box of its own, so that accents that take two keys also arrive.
 */
export function Adelanto({
  nombre,
  guardando,
  escrito,
}: {
  nombre: string;
  /** The text on its way to the file. */
  guardando: string;
  /** Where what is typed is put. */
  escrito: Adelantadas;
}) {
  const caja = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => caja.current?.focus(), []);
  const alPulsar = (e: KeyboardEvent<HTMLTextAreaElement>) => {
    e.stopPropagation();
    if (!["Tab", "Enter", "Escape"].includes(e.key)) return;
    e.preventDefault();
    if (e.key === "Escape") escrito.escribir("");
    else
      escrito.dejar({
        texto: e.currentTarget.value,
        tecla: { key: e.key, shiftKey: e.shiftKey },
      });
    e.currentTarget.value = "";
  };
  return (
    <span className={estilos["adelanto"]}>
      {guardando}
      <textarea
        ref={caja}
        rows={1}
        className="solo-lector"
        aria-label={`${nombre}: guardando`}
        onChange={(e) => {
          escrito.escribir(e.target.value);
        }}
        onKeyDown={alPulsar}
        onCopy={(e) => e.stopPropagation()}
        onPaste={(e) => e.stopPropagation()}
      />
    </span>
  );
}
