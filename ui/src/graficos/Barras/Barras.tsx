import type { ReactNode } from "react";
import { numero } from "../../textos/formatos";
import estilos from "./Barras.module.css";

export interface Barra {
  id: string;
  /** Short code before the name: «R2». */
  codigo?: string;
  nombre: ReactNode;
  valor: number;
  /** Part of the bar drawn in the strong colour; the rest is drawn lighter. */
  fuerte?: boolean;
  detalle?: string;
  /** A tag in its own column; its head is `columnas.marca`. */
  marca?: ReactNode;
}

/**
 * Horizontal bars over a common scale. It is a table whose cells are drawn, so the picture and its
 * table are the same thing for the eye and for a screen reader.
 */
export function Barras({
  titulo,
  fuente,
  columnas,
  barras,
}: {
  /** The finding, in a sentence. */
  titulo: string;
  /** Where the figures come from and their cut-off. */
  fuente: string;
  /** Heads, read aloud: what the bars name and what they count. */
  columnas: {
    nombre: string;
    valor: string;
    detalle?: string;
    marca?: string;
  };
  barras: ReadonlyArray<Barra>;
}) {
  const mayor = Math.max(1, ...barras.map(({ valor }) => valor));
  const conMarca = barras.some(({ marca }) => marca !== undefined);
  const conDetalle = columnas.detalle !== undefined;
  return (
    <figure className={estilos["figura"]}>
      <table className={estilos["tabla"]}>
        <caption className={estilos["titulo"]}>{titulo}</caption>
        <thead className="solo-lector">
          <tr>
            <th scope="col">{columnas.nombre}</th>
            {conMarca && <th scope="col">{columnas.marca}</th>}
            <th scope="col">{columnas.valor}</th>
            {conDetalle && <th scope="col">{columnas.detalle}</th>}
          </tr>
        </thead>
        <tbody>
          {barras.map(
            ({ id, codigo, nombre, valor, fuerte = true, detalle, marca }) => (
              <tr key={id}>
                <th scope="row" className={estilos["nombre"]}>
                  {codigo !== undefined && (
                    <span className={estilos["codigo"]}>{codigo} </span>
                  )}
                  {nombre}
                </th>
                {conMarca && <td className={estilos["marca"]}>{marca}</td>}
                <td className={estilos["celda"]}>
                  <span className={estilos["trazo"]}>
                    <svg
                      viewBox="0 0 100 10"
                      preserveAspectRatio="none"
                      className={estilos["svg"]}
                      aria-hidden="true"
                    >
                      <rect
                        width={Math.max(0.6, (valor * 100) / mayor)}
                        height="10"
                        className={
                          fuerte ? estilos["fuerte"] : estilos["suave"]
                        }
                      />
                    </svg>
                    <span className={estilos["valor"]}>{numero(valor)}</span>
                  </span>
                </td>
                {conDetalle && (
                  <td className={estilos["detalle"]}>{detalle}</td>
                )}
              </tr>
            ),
          )}
        </tbody>
      </table>
      <figcaption className={estilos["fuente"]}>{fuente}</figcaption>
    </figure>
  );
}
