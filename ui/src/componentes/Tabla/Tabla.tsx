import type { ReactNode } from "react";
import { clases } from "../clases";
import estilos from "./Tabla.module.css";

export interface Columna<F> {
  id: string;
  titulo: string;
  celda: (fila: F) => ReactNode;
  /** Figures to the right. */
  cifra?: boolean;
  /** The cell that names the row. One a table. */
  encabeza?: boolean;
  ancho?: "angosta" | "ancha";
}

/**
 * A table to read, of tens of rows. Scrolls by itself inside a focusable region when it is wider
 * than its place. Thousands of rows go in `TablaVirtual`.
 */
export function Tabla<F>({
  titulo,
  columnas,
  filas,
  clave,
  tituloVisible = false,
  pie,
}: {
  /** Says what the table holds; read aloud, seen only with `tituloVisible`. */
  titulo: string;
  columnas: ReadonlyArray<Columna<F>>;
  filas: ReadonlyArray<F>;
  clave: (fila: F) => string;
  tituloVisible?: boolean;
  pie?: ReactNode;
}) {
  return (
    // The region scrolls sideways at 200 % zoom: it must be reachable with the keyboard.
    <div
      className={estilos["marco"]}
      role="region"
      aria-label={titulo}
      tabIndex={0}
    >
      <table className={estilos["tabla"]}>
        <caption className={tituloVisible ? estilos["titulo"] : "solo-lector"}>
          {titulo}
        </caption>
        <thead>
          <tr>
            {columnas.map(({ id, titulo: cabeza, cifra, ancho }) => (
              <th
                key={id}
                scope="col"
                className={clases(
                  cifra === true && estilos["cifra"],
                  ancho !== undefined && estilos[ancho],
                )}
              >
                {cabeza}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {filas.map((fila) => (
            <tr key={clave(fila)}>
              {columnas.map(({ id, celda, cifra, encabeza }) =>
                encabeza === true ? (
                  <th key={id} scope="row">
                    {celda(fila)}
                  </th>
                ) : (
                  <td
                    key={id}
                    className={clases(cifra === true && estilos["cifra"])}
                  >
                    {celda(fila)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {pie !== undefined && <div className={estilos["pie"]}>{pie}</div>}
    </div>
  );
}
