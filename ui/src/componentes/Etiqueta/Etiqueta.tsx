import type { ReactNode } from "react";
import type { Tono } from "../../textos/palabras";
import { clases } from "../clases";
import estilos from "./Etiqueta.module.css";

/** A shape for each tone, so that a state is told apart without colour. */
const FORMAS: Readonly<Record<Tono, ReactNode>> = {
  neutro: (
    <circle
      cx="5"
      cy="5"
      r="3.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  ),
  curso: (
    <>
      <circle
        cx="5"
        cy="5"
        r="3.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path d="M5 1.5a3.5 3.5 0 0 1 0 7z" fill="currentColor" />
    </>
  ),
  hecho: (
    <path
      d="M1.5 5.3 4 7.8l4.5-5.4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
    />
  ),
  bien: (
    <path
      d="M1.5 5.3 4 7.8l4.5-5.4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
    />
  ),
  aviso: (
    <path
      d="M5 1 9.4 9H.6zM5 4v2.2M5 7.2v.8"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
    />
  ),
  mal: <path d="M5 .8 9.2 5 5 9.2.8 5z" fill="currentColor" />,
};

/** The shape of a tone by itself, where its word is written elsewhere. */
export function Forma({ tono }: { tono: Tono }) {
  return (
    <svg viewBox="0 0 10 10" className={estilos["forma"]} aria-hidden="true">
      {FORMAS[tono]}
    </svg>
  );
}

/** A state: word, shape and colour, in this order of importance. */
export function Etiqueta({
  tono = "neutro",
  forma = true,
  children,
}: {
  tono?: Tono;
  /** Without the shape in dense cells, where the word alone tells the state. */
  forma?: boolean;
  children: ReactNode;
}) {
  return (
    <span className={clases(estilos["etiqueta"], estilos[tono])}>
      {forma && <Forma tono={tono} />}
      {children}
    </span>
  );
}
