import { memo } from "react";
import type { CSSProperties } from "react";
import type { CriterioDto } from "../../puente/generado/CriterioDto";
import type { NotaNueva } from "../../puente/generado/NotaNueva";
import type { PuestoDto } from "../../puente/generado/PuestoDto";
import { visible } from "../../textos/visible";
import { CeldaDeNota } from "./CeldaDeNota";
import estilos from "./Notas.module.css";

/** A cell of the grid of notes; column 0 is the name of the trámite. */
export interface Lugar {
  fila: number;
  columna: number;
}

/** Identity of a cell on the page. */
export const idDe = (id: string, l: Lugar) => `${id}-${l.fila}-${l.columna}`;

interface PropiedadesDeFila {
  id: string;
  indice: number;
  puesto: PuestoDto | undefined;
  criterios: ReadonlyArray<CriterioDto>;
  persona: number;
  escritas: ReadonlyArray<NotaNueva | undefined>;
  /** In the order of the criteria. */
  dobles: ReadonlyArray<boolean>;
  arriba: number;
  pistas: CSSProperties;
  activa: number | null;
  elegir: (lugar: Lugar) => void;
}

function iguales(a: PropiedadesDeFila, b: PropiedadesDeFila): boolean {
  return (
    a.puesto === b.puesto &&
    a.criterios === b.criterios &&
    a.persona === b.persona &&
    a.arriba === b.arriba &&
    a.activa === b.activa &&
    a.escritas.every((n, i) => n === b.escritas[i]) &&
    a.dobles.every((d, i) => d === b.dobles[i])
  );
}

/** One trámite with the notes of a person; drawn again only when something of it changes. */
export const Fila = memo(function Fila({
  id,
  indice,
  puesto,
  criterios,
  persona,
  escritas,
  dobles,
  arriba,
  pistas,
  activa,
  elegir,
}: PropiedadesDeFila) {
  const celda = (columna: number) => ({
    id: idDe(id, { fila: indice, columna }),
    "aria-colindex": columna + 1,
    tabIndex: activa === columna ? 0 : -1,
    onFocus: () => {
      if (activa !== columna) elegir({ fila: indice, columna });
    },
  });
  return (
    <div
      role="row"
      aria-rowindex={indice + 2}
      className={estilos["fila"]}
      style={{ ...pistas, transform: `translateY(${arriba}px)` }}
    >
      <div
        {...celda(0)}
        role="rowheader"
        className={`${estilos["celda"]} ${estilos["fija"]}`}
        title={puesto && visible(puesto.nombre)}
      >
        {puesto === undefined ? (
          <span className="solo-lector">Cargando</span>
        ) : (
          <span className={estilos["nombre"]}>
            <span className={estilos["codigo"]}>{visible(puesto.codigo)}</span>{" "}
            {visible(puesto.nombre)}
          </span>
        )}
      </div>
      {criterios.map((c, k) => (
        <div
          key={c.codigo}
          {...celda(k + 1)}
          role="gridcell"
          className={estilos["celda"]}
        >
          <CeldaDeNota
            criterio={c}
            nota={puesto?.notas[k]}
            persona={persona}
            escrita={escritas[k]}
            dosValores={dobles[k] === true}
          />
        </div>
      ))}
    </div>
  );
}, iguales);
