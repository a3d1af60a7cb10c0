import type { ReactNode } from "react";
import estilos from "./Vacio.module.css";

/** An empty place: says what to do next and offers to do it. */
export function Vacio({
  titulo,
  children,
  acciones,
}: {
  titulo: string;
  children?: ReactNode;
  acciones?: ReactNode;
}) {
  return (
    <div className={estilos["vacio"]}>
      <p className={estilos["titulo"]}>{titulo}</p>
      {children !== undefined && (
        <div className={estilos["texto"]}>{children}</div>
      )}
      {acciones !== undefined && (
        <div className={estilos["acciones"]}>{acciones}</div>
      )}
    </div>
  );
}
