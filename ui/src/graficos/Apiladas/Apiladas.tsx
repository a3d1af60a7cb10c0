import type { ReactNode } from "react";
import { clases } from "../../componentes/clases";
import { Forma } from "../../componentes/Etiqueta/Etiqueta";
import { numero } from "../../textos/formatos";
import type { Tono } from "../../textos/palabras";
import estilos from "./Apiladas.module.css";

export interface Parte {
  id: string;
  nombre: string;
  tono: Tono;
  /** A darker turn of the same tone, for two states that are alike. */
  fuerte?: boolean;
}

export interface BarraApilada {
  id: string;
  nombre: ReactNode;
  /** How many of each part, in the order of the parts. */
  valores: ReadonlyArray<number>;
  /** Said after the bar: «45 de 66». */
  detalle?: ReactNode;
}

/**
 * One bar for each row, cut in the parts that make its whole. It is a table whose cells are figures;
 * the bar repeats them, so the picture and its table are the same thing.
 */
export function Apiladas({
  titulo,
  fuente,
  cabeza,
  detalle,
  partes,
  barras,
}: {
  /** The finding, in a sentence. */
  titulo: string;
  fuente: string;
  /** What the rows are: «Fase». */
  cabeza: string;
  /** Head of the last column. */
  detalle?: string;
  partes: ReadonlyArray<Parte>;
  barras: ReadonlyArray<BarraApilada>;
}) {
  return (
    <figure className={estilos["figura"]}>
      <div
        className={estilos["marco"]}
        role="region"
        aria-label={titulo}
        tabIndex={0}
      >
        <table className={estilos["tabla"]}>
          <caption className={estilos["titulo"]}>{titulo}</caption>
          <thead>
            <tr>
              <th scope="col">{cabeza}</th>
              <th scope="col" className={estilos["cabezaDeBarra"]}>
                <span className="solo-lector">Dibujo de las partes</span>
              </th>
              {partes.map(({ id, nombre, tono, fuerte }) => (
                <th key={id} scope="col" className={estilos["cifra"]}>
                  <span className={estilos["parte"]}>
                    <span
                      className={clases(
                        estilos["muestra"],
                        estilos[tono],
                        fuerte === true && estilos["fuerte"],
                      )}
                    >
                      <Forma tono={tono} />
                    </span>
                    {nombre}
                  </span>
                </th>
              ))}
              {detalle !== undefined && (
                <th scope="col" className={estilos["cifra"]}>
                  {detalle}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {barras.map((barra) => (
              <tr key={barra.id}>
                <th scope="row">{barra.nombre}</th>
                <td className={estilos["celda"]}>
                  <Tira valores={barra.valores} partes={partes} />
                </td>
                {partes.map(({ id }, i) => (
                  <td key={id} className={estilos["cifra"]}>
                    {numero(barra.valores[i] ?? 0)}
                  </td>
                ))}
                {detalle !== undefined && (
                  <td className={estilos["cifra"]}>{barra.detalle}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <figcaption className={estilos["fuente"]}>{fuente}</figcaption>
    </figure>
  );
}

function Tira({
  valores,
  partes,
}: {
  valores: ReadonlyArray<number>;
  partes: ReadonlyArray<Parte>;
}) {
  const total = valores.reduce((suma, v) => suma + v, 0);
  if (total === 0) return null;
  const hasta = (i: number) =>
    (valores.slice(0, i).reduce((suma, v) => suma + v, 0) * 100) / total;
  return (
    <svg
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      className={estilos["svg"]}
      aria-hidden="true"
    >
      {partes.map(({ id, tono, fuerte }, i) => (
        <rect
          key={id}
          x={hasta(i)}
          width={((valores[i] ?? 0) * 100) / total}
          height="10"
          className={clases(
            estilos["trozo"],
            estilos[tono],
            fuerte === true && estilos["fuerte"],
          )}
        />
      ))}
    </svg>
  );
}
