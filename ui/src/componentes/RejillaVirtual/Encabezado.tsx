import { idDeCelda, lugarFijo, pistasDe } from "./Fila";
import type { ColumnaDeHoja, FilaDeHoja, OrdenDeHoja } from "./tipos";
import estilos from "./RejillaVirtual.module.css";

/**
 * Headings. A press sorts by that column; with Mayús it is one more column of the order, and its number
 * says which.
 */
export function Encabezado<F extends FilaDeHoja>({
  id,
  columnas,
  ordenes,
  foco,
  todas,
  alEnfocar,
  alOrdenar,
  alMarcarTodas,
}: {
  id: string;
  columnas: ReadonlyArray<ColumnaDeHoja<F>>;
  ordenes: ReadonlyArray<OrdenDeHoja>;
  /** Column with the focus, 0 is the mark; null when it is in the rows. */
  foco: number | null;
  todas: boolean;
  alEnfocar: (columna: number) => void;
  alOrdenar: (columna: string, sumar: boolean) => void;
  alMarcarTodas: () => void;
}) {
  return (
    <div role="rowgroup" className={estilos["encabezado"]} data-encabezado="">
      <div
        role="row"
        aria-rowindex={1}
        className={estilos["titulos"]}
        style={pistasDe(columnas)}
      >
        <div
          role="columnheader"
          aria-colindex={1}
          className={estilos["titulo"]}
          data-fija=""
          data-marca=""
        >
          <button
            type="button"
            id={idDeCelda(id, -1, 0)}
            className={estilos["marcarTodas"]}
            aria-pressed={todas}
            aria-label="Marcar todas las filas de la lista"
            tabIndex={foco === 0 ? 0 : -1}
            onFocus={() => alEnfocar(0)}
            onClick={alMarcarTodas}
          >
            <span
              aria-hidden="true"
              className={estilos["casilla"]}
              data-marcada={todas ? "" : undefined}
            />
          </button>
        </div>
        {columnas.map((c, i) => {
          const lugar = ordenes.findIndex((o) => o.columna === c.campo);
          const orden = ordenes[lugar];
          const titulo = c.titulo ?? c.etiqueta;
          return (
            <div
              key={c.campo}
              role="columnheader"
              aria-colindex={i + 2}
              className={estilos["titulo"]}
              data-final={c.alFinal ? "" : undefined}
              data-fija={c.fija ? "" : undefined}
              style={lugarFijo(columnas, i)}
              {...(c.ordenable
                ? {
                    "aria-sort":
                      lugar !== 0
                        ? "none"
                        : orden?.descendente
                          ? "descending"
                          : "ascending",
                  }
                : {
                    id: idDeCelda(id, -1, i + 1),
                    tabIndex: foco === i + 1 ? 0 : -1,
                  })}
            >
              {c.ordenable ? (
                <button
                  type="button"
                  id={idDeCelda(id, -1, i + 1)}
                  className={estilos["ordenar"]}
                  tabIndex={foco === i + 1 ? 0 : -1}
                  onFocus={() => alEnfocar(i + 1)}
                  onClick={(e) => alOrdenar(c.campo, e.shiftKey)}
                >
                  <span className={estilos["tituloTexto"]}>{titulo}</span>
                  <span
                    aria-hidden="true"
                    className={estilos["flecha"]}
                    data-activa={orden === undefined ? undefined : ""}
                  >
                    {orden?.descendente ? "▾" : "▴"}
                    {ordenes.length > 1 && lugar >= 0 ? lugar + 1 : ""}
                  </span>
                  {lugar > 0 && (
                    <span className="solo-lector">
                      , columna {lugar + 1} del orden,{" "}
                      {orden?.descendente ? "descendente" : "ascendente"}
                    </span>
                  )}
                </button>
              ) : (
                <span className={estilos["tituloTexto"]}>{titulo}</span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
