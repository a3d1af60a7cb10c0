import type { ReactNode, Ref } from "react";
import { Button } from "react-aria-components";
import type { ButtonProps } from "react-aria-components";
import { escribirRuta } from "../../rutas";
import type { Ruta } from "../../rutas";
import { clases } from "../clases";
import estilos from "./Boton.module.css";

type Aspecto = "primario" | "secundario" | "discreto" | "peligro";

interface Propio {
  aspecto?: Aspecto;
  pequeno?: boolean;
  children: ReactNode;
}

function clasesDeBoton({
  aspecto = "secundario",
  pequeno,
}: Partial<Propio>): string {
  return clases(
    estilos["boton"],
    estilos[aspecto],
    pequeno === true && estilos["pequeno"],
  );
}

/** A button. Its text says the verb and the thing: «Entregar fase». One `primario` a screen. */
export function Boton({
  aspecto,
  pequeno,
  children,
  ref,
  ...resto
}: Propio &
  Omit<ButtonProps, "className" | "style" | "children"> & {
    ref?: Ref<HTMLButtonElement>;
  }) {
  return (
    <Button
      {...resto}
      {...(ref === undefined ? {} : { ref })}
      className={clasesDeBoton({ aspecto, pequeno })}
    >
      {children}
    </Button>
  );
}

/** A link that looks like a button: it goes to another screen, it changes nothing. */
export function EnlaceBoton({
  aspecto,
  pequeno,
  a,
  children,
}: Propio & { a: Ruta }) {
  return (
    <a href={escribirRuta(a)} className={clasesDeBoton({ aspecto, pequeno })}>
      {children}
    </a>
  );
}
