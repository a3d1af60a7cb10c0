import { useId } from "react";
import type { ReactNode } from "react";
import { clases } from "../clases";
import estilos from "./Hoja.module.css";

/** A white surface with its title: the piece that screens are made of. */
export function Hoja({
  titulo,
  acciones,
  destacada = false,
  children,
}: {
  titulo?: string;
  acciones?: ReactNode;
  /** The one that says what to do next. */
  destacada?: boolean;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      className={clases(estilos["hoja"], destacada && estilos["destacada"])}
      {...(titulo === undefined ? {} : { "aria-labelledby": id })}
    >
      {(titulo !== undefined || acciones !== undefined) && (
        <div className={estilos["cabeza"]}>
          {titulo !== undefined && <h2 id={id}>{titulo}</h2>}
          {acciones}
        </div>
      )}
      {children}
    </section>
  );
}

/** Main column and, at the right, the column that helps. Under 1024 px one below the other. */
export function DosColumnas({
  principal,
  ayuda,
}: {
  principal: ReactNode;
  ayuda: ReactNode;
}) {
  return (
    <div className={estilos["columnas"]}>
      <div className={estilos["columna"]}>{principal}</div>
      <div className={estilos["columna"]}>{ayuda}</div>
    </div>
  );
}
