import type { ReactNode } from "react";
import { Boton } from "../../../componentes/Boton/Boton";
import { Dialogo } from "../../../componentes/Dialogo/Dialogo";
import estilos from "./Calculos.module.css";

/** Where a figure comes from, line by line; what is under the lines is of who shows it. */
export function ExplicacionDeCifra({
  titulo,
  texto,
  menor,
  lineas,
  alCerrar,
  children,
}: {
  titulo: string;
  /** The figure, as shown. */
  texto: string;
  menor: string | null;
  /** Lines without words are left out. */
  lineas: ReadonlyArray<{ que: string; dice: string | null }>;
  alCerrar: () => void;
  children: ReactNode;
}) {
  return (
    <Dialogo
      abierto
      ancho="amplio"
      alCerrar={alCerrar}
      titulo={`Cómo se calcula: ${titulo}`}
      acciones={<Boton onPress={alCerrar}>Cerrar</Boton>}
    >
      <p className={estilos["resultado"]}>
        <strong>{texto}</strong>
        {menor !== null && ` (${menor})`}
      </p>
      <dl className={estilos["explicacion"]}>
        {lineas.map(
          ({ que, dice }) =>
            dice !== null && (
              <Linea key={que} que={que}>
                {dice}
              </Linea>
            ),
        )}
      </dl>
      {children}
    </Dialogo>
  );
}

function Linea({ que, children }: { que: string; children: ReactNode }) {
  return (
    <>
      <dt>{que}</dt>
      <dd>{children}</dd>
    </>
  );
}
