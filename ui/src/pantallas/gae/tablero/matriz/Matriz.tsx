import { memo, useCallback, useMemo, useState } from "react";
import type { KeyboardEvent } from "react";
import { clases } from "../../../../componentes/clases";
import type { Fase } from "../../../../puente/generado/Fase";
import type { FaseDelTablero } from "../../../../puente/generado/FaseDelTablero";
import type { FilaDelTablero } from "../../../../puente/generado/FilaDelTablero";
import type { GrupoDelTablero } from "../../../../puente/generado/GrupoDelTablero";
import type { RazonBreve } from "../../../../puente/generado/RazonBreve";
import type { TipoInstitucion } from "../../../../puente/generado/TipoInstitucion";
import {
  cuantos,
  deCuantos,
  numero,
  porcentaje,
} from "../../../../textos/formatos";
import { NOMBRE_FASE } from "../../../../textos/palabras";
import { FASES, FASE_BREVE, edad, fechaBreve } from "../palabras";
import type { Bajo } from "../detalle/bajo";
import { ESTADO_BREVE, enPalabras } from "./celda";

import type { CeldaDelTablero } from "../../../../puente/generado/CeldaDelTablero";
import type { Orden, PorQue } from "./orden";
import { ordenar } from "./orden";
import { useCuadricula } from "./useCuadricula";
import estilos from "./Matriz.module.css";

const SIN_BASE: RazonBreve = { numerador: 0, denominador: 0, porcentaje: null };

interface Propiedades {
  /** Says what the table holds and its cut-off. */
  titulo: string;
  fases: ReadonlyArray<FaseDelTablero>;
  filas: ReadonlyArray<FilaDelTablero>;
  grupos: ReadonlyArray<GrupoDelTablero>;
  /** By kind, with groups that fold. */
  agrupada: boolean;
  alAgrupar: (agrupada: boolean) => void;
  orden: Orden;
  alOrdenar: (por: PorQue) => void;
  /** Opens what there is of an institution, in a phase or in general. */
  alAbrir: (fila: FilaDelTablero, fase: Fase | null) => void;
  /** Lists the rows under a figure. */
  alVerBajo: (bajo: Bajo) => void;
}

/**
 * Every institution by every phase: a table with its heads, one stop of the tabulator and the arrows
 * inside. What the cell with the focus (or the pointer) says is written whole under it.
 */
export function Matriz(props: Propiedades) {
  const { marco, alTeclear, alEnfocar } = useCuadricula();
  const [leida, setLeida] = useState("");
  const leer = (donde: EventTarget) => {
    const celda = (donde as Element).closest("[data-columna]");
    const texto = celda?.getAttribute("aria-label");
    if (texto != null) setLeida(texto);
  };
  return (
    <div className={estilos["caja"]}>
      {/* The arrows belong to the whole table: each cell is a button by itself. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={marco}
        className={estilos["marco"]}
        onKeyDown={alTeclear}
        onFocus={(evento) => {
          alEnfocar(evento);
          leer(evento.target);
        }}
        onMouseOver={(evento) => leer(evento.target)}
      >
        <Tabla {...props} />
      </div>
      <div className={estilos["pie"]}>
        <p className={estilos["lectura"]} aria-hidden="true">
          {leida === ""
            ? "Con las flechas va de celda en celda; Enter abre la institución o la lista."
            : leida}
        </p>
        <span className={estilos["clave"]}>
          <span className={estilos["raya"]} aria-hidden="true" />
          con evidencia
        </span>
        <span className={estilos["clave"]}>
          <span
            className={clases(estilos["raya"], estilos["larga"])}
            aria-hidden="true"
          />
          verificado por GAE
        </span>
        <label className={estilos["agrupar"]}>
          <input
            type="checkbox"
            checked={props.agrupada}
            onChange={(e) => props.alAgrupar(e.target.checked)}
          />
          Por tipo
        </label>
      </div>
    </div>
  );
}

const Tabla = memo(function Tabla({
  titulo,
  fases,
  filas,
  grupos,
  agrupada,
  orden,
  alOrdenar,
  alAbrir,
  alVerBajo,
}: Propiedades) {
  const [plegados, setPlegados] = useState<ReadonlySet<TipoInstitucion>>(
    new Set(),
  );
  const plegar = useCallback(
    (tipo: TipoInstitucion, plegado: boolean) =>
      setPlegados((antes) => {
        const nuevos = new Set(antes);
        if (plegado) nuevos.add(tipo);
        else nuevos.delete(tipo);
        return nuevos;
      }),
    [],
  );
  const ordenadas = useMemo(() => ordenar(filas, orden), [filas, orden]);
  const sentido = (por: PorQue) =>
    orden.por !== por
      ? undefined
      : orden.descendente
        ? ("descending" as const)
        : ("ascending" as const);
  return (
    <table className={estilos["tabla"]}>
      <caption className="solo-lector">{titulo}</caption>
      <thead>
        <tr>
          <Cabeza
            columna={0}
            por="nombre"
            sentido={sentido("nombre")}
            nombre="Institución"
            alOrdenar={alOrdenar}
          />
          {FASES.map((fase, i) => {
            const codigo = fases.find((f) => f.fase === fase)?.codigo_guia;
            return (
              <Cabeza
                key={fase}
                columna={i + 1}
                por={fase}
                sentido={sentido(fase)}
                nombre={FASE_BREVE[fase]}
                completo={NOMBRE_FASE[fase]}
                {...(codigo == null ? {} : { codigo })}
                alOrdenar={alOrdenar}
              />
            );
          })}
          <Cabeza
            columna={FASES.length + 1}
            por="datos"
            sentido={sentido("datos")}
            nombre="Envío"
            completo="Últimos datos de la institución"
            alOrdenar={alOrdenar}
          />
        </tr>
      </thead>
      {agrupada ? (
        grupos.map((grupo) => (
          <Grupo
            key={grupo.tipo}
            grupo={grupo}
            filas={ordenadas.filter(({ tipo }) => tipo === grupo.tipo)}
            plegado={plegados.has(grupo.tipo)}
            alPlegar={plegar}
            alAbrir={alAbrir}
            alVerBajo={alVerBajo}
          />
        ))
      ) : (
        <tbody>
          {ordenadas.map((fila) => (
            <Fila key={fila.institucion} fila={fila} alAbrir={alAbrir} />
          ))}
        </tbody>
      )}
      <tfoot>
        <tr>
          <th scope="row" className={estilos["fija"]}>
            <span className={estilos["suma"]}>
              {cuantos(filas.length, "institución", "instituciones")}
            </span>
          </th>
          {FASES.map((fase, i) => {
            const cifra = fases.find((f) => f.fase === fase);
            return (
              <td key={fase}>
                <Conteo
                  columna={i + 1}
                  fase={fase}
                  cifra={cifra ?? SIN_BASE}
                  de="En total"
                  con={`, ${porcentaje(cifra ?? SIN_BASE)}`}
                  alPulsar={() =>
                    alVerBajo({ fase, tipo: null, cuales: "cuentan" })
                  }
                />
              </td>
            );
          })}
          <Viejas filas={filas} />
        </tr>
      </tfoot>
    </table>
  );
});

function Cabeza({
  columna,
  por,
  sentido,
  codigo,
  nombre,
  completo,
  alOrdenar,
}: {
  columna: number;
  por: PorQue;
  sentido: "ascending" | "descending" | undefined;
  codigo?: string;
  nombre: string;
  completo?: string;
  alOrdenar: (por: PorQue) => void;
}) {
  const flecha =
    sentido === undefined ? "" : sentido === "ascending" ? " ↑" : " ↓";
  return (
    <th
      scope="col"
      aria-sort={sentido}
      className={clases(
        columna === 0 && estilos["fija"],
        columna > FASES.length && estilos["alFinal"],
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        data-columna={columna}
        className={estilos["ordenar"]}
        aria-label={`${codigo === undefined ? "" : `${codigo} `}${completo ?? nombre}. Ordenar`}
        onClick={() => alOrdenar(por)}
      >
        {codigo !== undefined && (
          <span className={estilos["codigo"]}>{codigo}</span>
        )}
        <span>
          {nombre}
          {flecha}
        </span>
      </button>
    </th>
  );
}

/** «11 de 14»: the rows that count in a phase; pressing lists them. */
function Conteo({
  columna,
  fase,
  cifra,
  de,
  con = "",
  alPulsar,
}: {
  columna: number;
  fase: Fase;
  cifra: Pick<RazonBreve, "numerador" | "denominador">;
  de: string;
  con?: string;
  alPulsar: () => void;
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      data-columna={columna}
      className={estilos["conteo"]}
      aria-label={`${de}, ${NOMBRE_FASE[fase]}: cuentan ${deCuantos(cifra)}${con}. Ver la lista`}
      onClick={alPulsar}
    >
      {cifra.denominador === 0 ? "n/d" : deCuantos(cifra)}
    </button>
  );
}

const Grupo = memo(function Grupo({
  grupo: { tipo, nombre, instituciones, fases },
  filas,
  plegado,
  alPlegar,
  alAbrir,
  alVerBajo,
}: {
  grupo: GrupoDelTablero;
  filas: ReadonlyArray<FilaDelTablero>;
  plegado: boolean;
  alPlegar: (tipo: TipoInstitucion, plegado: boolean) => void;
  alAbrir: Propiedades["alAbrir"];
  alVerBajo: Propiedades["alVerBajo"];
}) {
  const inventario = fases[FASES.indexOf("inventario")];
  const conInventario =
    inventario === undefined ? "" : `, ${deCuantos(inventario)} con inventario`;
  // Left folds and right unfolds, as in any tree; otherwise they go on to the cell beside.
  const alTeclear = (evento: KeyboardEvent) => {
    if (evento.key === "ArrowLeft" && !plegado) alPlegar(tipo, true);
    else if (evento.key === "ArrowRight" && plegado) alPlegar(tipo, false);
    else return;
    evento.preventDefault();
    evento.stopPropagation();
  };
  return (
    <tbody>
      <tr className={estilos["grupo"]}>
        <th scope="rowgroup" className={estilos["fija"]}>
          <button
            type="button"
            tabIndex={-1}
            data-columna={0}
            className={estilos["plegar"]}
            aria-expanded={!plegado}
            aria-label={`${nombre}: ${cuantos(instituciones, "institución", "instituciones")}${conInventario}`}
            onClick={() => alPlegar(tipo, !plegado)}
            onKeyDown={alTeclear}
          >
            <span aria-hidden="true">{plegado ? "▸" : "▾"}</span>
            <span className={estilos["nombreDeGrupo"]}>
              {nombre.replace(/ departamentales$/u, "")}
            </span>
            <span className={estilos["cuantas"]}>{numero(instituciones)}</span>
          </button>
        </th>
        {FASES.map((fase, i) => {
          const cifra = fases[i];
          return (
            <td key={fase}>
              {cifra !== undefined && (
                <Conteo
                  columna={i + 1}
                  fase={fase}
                  cifra={cifra}
                  de={nombre}
                  alPulsar={() => alVerBajo({ fase, tipo, cuales: "cuentan" })}
                />
              )}
            </td>
          );
        })}
        <Viejas filas={filas} />
      </tr>
      {!plegado &&
        filas.map((fila) => (
          <Fila key={fila.institucion} fila={fila} alAbrir={alAbrir} />
        ))}
    </tbody>
  );
});

const Fila = memo(function Fila({
  fila,
  alAbrir,
}: {
  fila: FilaDelTablero;
  alAbrir: Propiedades["alAbrir"];
}) {
  const propio = fila.tipo === "gobernacion" && fila.departamento !== null;
  return (
    <tr>
      <th scope="row" className={estilos["fija"]}>
        <button
          type="button"
          tabIndex={-1}
          data-columna={0}
          className={estilos["institucion"]}
          aria-label={`${fila.sigla}, ${fila.nombre}: ${deCuantos(fila.avance)} fases, ${cuantos(fila.tramites, "trámite", "trámites")}${fila.hallazgos === null ? "" : `, ${cuantos(fila.hallazgos, "posible hallazgo", "posibles hallazgos")}`}. Abrir`}
          onClick={() => alAbrir(fila, null)}
        >
          {propio ? (
            <span className={estilos["sigla"]}>{fila.departamento}</span>
          ) : (
            <>
              <span className={estilos["sigla"]}>{fila.sigla}</span>
              <span className={estilos["nombre"]}>{sinTipo(fila.nombre)}</span>
            </>
          )}
        </button>
      </th>
      {FASES.map((fase, i) => {
        const celda = fila.celdas[i];
        return (
          <td key={fase}>
            {celda !== undefined && (
              <Estado
                columna={i + 1}
                fila={fila}
                fase={fase}
                celda={celda}
                alAbrir={alAbrir}
              />
            )}
          </td>
        );
      })}
      <td className={estilos["alFinal"]}>
        <Envio fila={fila} alAbrir={alAbrir} />
      </td>
    </tr>
  );
});

function Estado({
  columna,
  fila,
  fase,
  celda,
  alAbrir,
}: {
  columna: number;
  fila: FilaDelTablero;
  fase: Fase;
  celda: CeldaDelTablero;
  alAbrir: Propiedades["alAbrir"];
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      data-columna={columna}
      className={clases(
        estilos["estado"],
        estilos[celda.estado],
        estilos[celda.verificacion],
      )}
      aria-label={`${fila.sigla}, ${NOMBRE_FASE[fase]}: ${enPalabras(celda)}`}
      onClick={() => alAbrir(fila, fase)}
    >
      {ESTADO_BREVE[celda.estado]}
    </button>
  );
}

/** When the last data of it came, and whether that is long ago. */
function Envio({
  fila,
  alAbrir,
}: {
  fila: FilaDelTablero;
  alAbrir: Propiedades["alAbrir"];
}) {
  const vieja = edad(fila);
  return (
    <button
      type="button"
      tabIndex={-1}
      data-columna={FASES.length + 1}
      className={clases(estilos["envio"], vieja.vieja && estilos["vieja"])}
      aria-label={`${fila.sigla}: ${vieja.texto}`}
      onClick={() => alAbrir(fila, null)}
    >
      {vieja.vieja && (
        <span aria-hidden="true" className={estilos["alerta"]}>
          ▲
        </span>
      )}
      {fila.datos_del === null
        ? "sin datos"
        : fechaBreve(fila.datos_del, fila.dias)}
    </button>
  );
}

/** How many of the rows have old data, or none. */
function Viejas({ filas }: { filas: ReadonlyArray<FilaDelTablero> }) {
  const n = filas.filter((fila) => edad(fila).vieja).length;
  return (
    <td className={estilos["alFinal"]}>
      <span className={estilos["cuantas"]}>
        {n === 0
          ? "al día"
          : `${numero(n)} ${n === 1 ? "antiguo" : "antiguos"}`}
      </span>
    </td>
  );
}

/** What its kind already says is left out: «Ministerio de Ambiente…» under «Ministerios». */
function sinTipo(nombre: string): string {
  const corto = nombre.replace(
    /^(Ministerio|Secretaría|Comisión)( Presidencial| Nacional)? (de la|del|de los|de las|de|para la|para el|para|contra la|contra el)? ?/u,
    "",
  );
  return corto.charAt(0).toLocaleUpperCase("es") + corto.slice(1);
}
