import { memo } from "react";
import type { CSSProperties, MouseEvent, ReactNode } from "react";
import { visible } from "../../textos/visible";
import { Etiqueta } from "../Etiqueta/Etiqueta";
import { EditorDeCelda } from "../Rejilla/EditorDeCelda";
import type { OrdenAlEditar } from "../Rejilla/modelo";
import { textoDeValor } from "../../textos/valores";
import type {
  Abierta,
  ColumnaDeHoja,
  FilaDeHoja,
  FilaNueva,
  Pendiente,
} from "./tipos";
import estilos from "./RejillaVirtual.module.css";

/** Width of the column of marks, in rem. */
const MARCA = 4;

/** The same tracks and least width for the heading and every row. */
export function pistasDe(
  columnas: ReadonlyArray<{ ancho: number; crece?: number }>,
): CSSProperties {
  return {
    gridTemplateColumns: [
      `${MARCA}rem`,
      ...columnas.map(({ ancho, crece }) =>
        crece === undefined ? `${ancho}rem` : `minmax(${ancho}rem, ${crece}fr)`,
      ),
    ].join(" "),
    minInlineSize: `${columnas.reduce((suma, { ancho }) => suma + ancho, MARCA)}rem`,
  };
}

/** Where a column that stays in view stands; undefined for the others. */
export function lugarFijo(
  columnas: ReadonlyArray<{ ancho: number; fija?: boolean }>,
  columna: number,
): CSSProperties | undefined {
  if (columnas[columna]?.fija !== true) return undefined;
  const antes = columnas
    .slice(0, columna)
    .filter((c) => c.fija === true)
    .reduce((suma, { ancho }) => suma + ancho, MARCA);
  return { insetInlineStart: `${antes}rem` };
}

/** What a row tells the grid. The same object always, so that rows that did not change are not drawn. */
export interface ManoDeFila {
  elegir: (fila: number, columna: number) => void;
  pulsar: (e: MouseEvent, fila: number, columna: number) => void;
  editar: (fila: number, columna: number) => void;
  abrir: (fila: number) => void;
  marcar: (fila: number, extender: boolean) => void;
  ordenDe: (
    e: React.KeyboardEvent,
    fila: number,
    columna: number,
  ) => OrdenAlEditar | null;
  terminar: (texto: string, orden: OrdenAlEditar | null) => void;
  cancelar: () => void;
  teclear: (texto: string) => void;
}

interface Propiedades<F extends FilaDeHoja> {
  id: string;
  indice: number;
  fila: F | undefined;
  /** A row typed at the end; the blank one has no values. */
  nueva: FilaNueva | "en_blanco" | null;
  columnas: ReadonlyArray<ColumnaDeHoja<F>>;
  arriba: number;
  /** Column of the active cell when it is in this row; 0 is the mark. */
  activa: number | null;
  /** First and last chosen columns, −1 when none. */
  desde: number;
  hasta: number;
  marcada: boolean;
  abierta: Abierta | null;
  pendientes: ReadonlyMap<string, Pendiente> | undefined;
  soloLectura: boolean;
  mano: ManoDeFila;
}

/** Identity of a cell in the page. Column 0 is the mark of the row. */
export function idDeCelda(id: string, fila: number, columna: number): string {
  return `${id}-${fila}-${columna}`;
}

function FilaSinMemo<F extends FilaDeHoja>(p: Propiedades<F>) {
  const { id, indice, fila, nueva, columnas, mano } = p;
  const espera = fila === undefined && nueva === null;
  const falla =
    nueva !== null && nueva !== "en_blanco" && nueva.estado === "fallo";
  return (
    <div
      role="row"
      aria-rowindex={indice + 2}
      aria-selected={p.marcada}
      className={estilos["fila"]}
      data-activa={p.activa === null ? undefined : ""}
      data-marcada={p.marcada ? "" : undefined}
      data-nueva={nueva === null ? undefined : ""}
      data-falla={falla ? "" : undefined}
      style={{ ...pistasDe(columnas), insetBlockStart: `${p.arriba}px` }}
    >
      {/* The keyboard of the grid marks with the space. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div
        id={idDeCelda(id, indice, 0)}
        role="gridcell"
        aria-colindex={1}
        className={estilos["celda"]}
        data-marca=""
        data-fija=""
        tabIndex={p.activa === 0 ? 0 : -1}
        onFocus={() => mano.elegir(indice, 0)}
        onMouseDown={(e) => {
          if (e.shiftKey) e.preventDefault();
        }}
        onClick={(e) => mano.marcar(indice, e.shiftKey)}
        onDoubleClick={() => mano.abrir(indice)}
      >
        {nueva === null ? (
          <>
            <span
              aria-hidden="true"
              className={estilos["casilla"]}
              data-marcada={p.marcada ? "" : undefined}
            />
            <span>{indice + 1}</span>
            <span className="solo-lector">
              {p.marcada ? ", fila marcada" : ""}
            </span>
          </>
        ) : (
          <>
            <span aria-hidden="true" className={estilos["mas"]}>
              +
            </span>
            <span className="solo-lector">Fila nueva</span>
          </>
        )}
      </div>
      {columnas.map((c, j) => {
        const columna = j + 1;
        const abierta =
          p.abierta !== null && p.abierta.columna === columna
            ? p.abierta
            : null;
        return (
          <div
            key={c.campo}
            id={idDeCelda(id, indice, columna)}
            role="gridcell"
            aria-colindex={columna + 1}
            // A gridcell may say that it is not written.
            // oxlint-disable-next-line jsx-a11y/role-supports-aria-props
            aria-readonly={p.soloLectura || !c.editable}
            aria-selected={columna >= p.desde && columna <= p.hasta}
            className={estilos["celda"]}
            data-final={c.alFinal ? "" : undefined}
            data-fija={c.fija ? "" : undefined}
            data-abierta={abierta === null ? undefined : ""}
            data-elegida={
              columna >= p.desde && columna <= p.hasta ? "" : undefined
            }
            data-falla={
              (p.pendientes?.get(c.campo)?.falla ?? null) === null
                ? undefined
                : ""
            }
            style={lugarFijo(columnas, j)}
            tabIndex={p.activa === columna && abierta === null ? 0 : -1}
            onFocus={(e) => {
              if (e.target === e.currentTarget) mano.elegir(indice, columna);
            }}
            onMouseDown={(e) => mano.pulsar(e, indice, columna)}
            onDoubleClick={() => mano.editar(indice, columna)}
          >
            {abierta !== null ? (
              <EditorDeCelda
                key={abierta.vez}
                columna={c}
                nombre={`${c.etiqueta}, ${nueva === null ? `fila ${indice + 1}` : "fila nueva"}`}
                inicial={abierta.inicial}
                reemplaza={abierta.reemplaza}
                error={abierta.error}
                ordenDe={(e) => mano.ordenDe(e, indice, columna)}
                alTerminar={mano.terminar}
                alCancelar={mano.cancelar}
                alTeclear={mano.teclear}
              />
            ) : espera ? (
              <span className={estilos["espera"]}>
                {j === 0 && <span className="solo-lector">Cargando</span>}
              </span>
            ) : (
              <Contenido
                fila={fila}
                nueva={nueva}
                columna={c}
                pendiente={p.pendientes?.get(c.campo)}
                primera={j === 0}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

/** A row of the grid. Only those whose properties changed are drawn again. */
export const Fila = memo(FilaSinMemo) as typeof FilaSinMemo;

function Contenido<F extends FilaDeHoja>({
  fila,
  nueva,
  columna,
  pendiente,
  primera,
}: {
  fila: F | undefined;
  nueva: FilaNueva | "en_blanco" | null;
  columna: ColumnaDeHoja<F>;
  pendiente: Pendiente | undefined;
  primera: boolean;
}): ReactNode {
  if (nueva === "en_blanco")
    return columna.campo === INVITA ? (
      <span className={estilos["invitacion"]}>
        Escriba aquí, o pegue varias filas desde Excel
      </span>
    ) : null;
  if (nueva !== null) {
    const valor = nueva.valores[columna.campo] ?? null;
    return (
      <span className={estilos["corto"]}>
        {primera && nueva.estado === "guardando" ? "Guardando…" : null}
        {visible(textoDeValor(columna, valor))}
      </span>
    );
  }
  if (pendiente !== undefined)
    return (
      <span className={estilos["corto"]}>
        {visible(pendiente.texto)}
        {pendiente.falla !== null && (
          <span className="solo-lector">. No se guardó: {pendiente.falla}</span>
        )}
      </span>
    );
  if (fila === undefined) return null;
  const celda = fila.celdas[columna.campo];
  if (celda?.conflicto === true)
    return <Etiqueta tono="mal">Dos valores</Etiqueta>;
  if (columna.mostrar !== undefined) return columna.mostrar(fila);
  const texto = visible(textoDeValor(columna, celda?.valor ?? null));
  return (
    <span className={estilos["corto"]} title={texto}>
      {texto}
    </span>
  );
}

/** The column where the blank row says what it is for. */
const INVITA = "nombre";
