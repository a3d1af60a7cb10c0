import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import type { FilaImportacion } from "../../puente/generado/FilaImportacion";
import { cuantos, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import type { Decisiones } from "./decisiones";
import { entra, entraCampo } from "./decisiones";
import estilos from "./Importar.module.css";

/** What the file would change in trámites that are there already: field by field, each of which can be left as it is. */
export function Diferencias({
  filas,
  decisiones,
  alDecidir,
}: {
  filas: ReadonlyArray<FilaImportacion>;
  decisiones: Decisiones;
  /** Absent once the import is done: only to read. */
  alDecidir: ((decisiones: Decisiones) => void) | undefined;
}) {
  if (filas.length === 0)
    return <p>Ningún trámite que ya estaba cambia con este archivo.</p>;
  return (
    <ul className={estilos["diferencias"]}>
      {filas.map((fila) => (
        <li key={fila.fila} className={estilos["diferencia"]}>
          <h3>
            {alDecidir === undefined ? (
              visible(fila.nombre)
            ) : (
              <label className={estilos["marca"]}>
                <input
                  type="checkbox"
                  checked={entra(decisiones, fila)}
                  onChange={(evento) =>
                    alDecidir(decisiones.conFila(fila, evento.target.checked))
                  }
                />
                <span>{visible(fila.nombre)}</span>
              </label>
            )}
            <span className={estilos["tenue"]}>fila {numero(fila.fila)}</span>
          </h3>
          <table className={estilos["campos"]}>
            <caption className="solo-lector">
              Cambios en {visible(fila.nombre)}
            </caption>
            <thead>
              <tr>
                <th scope="col">Dato</th>
                <th scope="col">En la ficha</th>
                <th scope="col">En el archivo</th>
              </tr>
            </thead>
            <tbody>
              {(fila.diferencias ?? []).map((una) => (
                <tr key={una.campo}>
                  <th scope="row">
                    {alDecidir === undefined ? (
                      una.etiqueta
                    ) : (
                      <label className={estilos["marca"]}>
                        <input
                          type="checkbox"
                          checked={entraCampo(decisiones, fila, una)}
                          disabled={!entra(decisiones, fila)}
                          onChange={(evento) =>
                            alDecidir(
                              decisiones.conCampo(
                                fila,
                                una,
                                evento.target.checked,
                              ),
                            )
                          }
                        />
                        <span>{una.etiqueta}</span>
                      </label>
                    )}
                    {una.motivo !== null && (
                      <span className={estilos["explica"]}>{una.motivo}</span>
                    )}
                  </th>
                  <td>
                    {una.antes === "" ? (
                      <Etiqueta>vacío</Etiqueta>
                    ) : (
                      visible(una.antes)
                    )}
                  </td>
                  <td>
                    {una.despues === "" ? (
                      <Etiqueta>vacío</Etiqueta>
                    ) : (
                      visible(una.despues)
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {(fila.diferencias ?? []).length === 0 && (
            <p className={estilos["tenue"]}>
              {cuantos(fila.requisitos, "requisito", "requisitos")} y{" "}
              {cuantos(fila.pasos, "paso", "pasos")} en el archivo.
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
