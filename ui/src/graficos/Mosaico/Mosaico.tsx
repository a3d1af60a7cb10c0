import { useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { clases } from "../../componentes/clases";
import { Forma } from "../../componentes/Etiqueta/Etiqueta";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { numero } from "../../textos/formatos";
import type { Tono } from "../../textos/palabras";
import { esFlecha, vecino } from "./vecinos";
import estilos from "./Mosaico.module.css";

export interface Tesela {
  id: string;
  nombre: string;
  /** What fits in the tile: «Quetzalt.». */
  corto: string;
  fila: number;
  columna: number;
  /** `fuera` for a tile that is not counted. */
  tono: Tono | "fuera";
  /** The state in words: «Entregada». */
  estado: string;
}

/** How many tiles there are of each state, from what is done to what is not begun. */
function contar(
  teselas: ReadonlyArray<Tesela>,
): ReadonlyArray<{ estado: string; tono: Tesela["tono"]; cuantas: number }> {
  const cuentas = new Map<string, { tono: Tesela["tono"]; cuantas: number }>();
  for (const { estado, tono } of teselas) {
    const una = cuentas.get(estado);
    if (una === undefined) cuentas.set(estado, { tono, cuantas: 1 });
    else una.cuantas += 1;
  }
  const ORDEN: ReadonlyArray<Tesela["tono"]> = [
    "hecho",
    "curso",
    "aviso",
    "mal",
  ];
  const lugar = (tono: Tesela["tono"]) => {
    const i = ORDEN.indexOf(tono);
    return i === -1 ? ORDEN.length : i;
  };
  return [...cuentas]
    .map(([estado, una]) => ({ estado, ...una }))
    .toSorted((a, b) => lugar(a.tono) - lugar(b.tono));
}

/** «6 aprobadas», «1 aprobada», «7 en proceso»: only a participle takes the plural. */
const enPlural = (estado: string, n: number): string => {
  const palabra = estado.toLocaleLowerCase("es");
  return n !== 1 && palabra.endsWith("ada") ? `${palabra}s` : palabra;
};

function Marca({ tono }: { tono: Tesela["tono"] }) {
  return tono === "fuera" ? null : <Forma tono={tono} />;
}

/**
 * Tiles of the same size in the places of a map. Each is a button with its name, shape and colour; the
 * arrows go from one to the next, and the same data is a table when it is asked for.
 */
export function Mosaico({
  titulo,
  columnaDeEstado,
  teselas,
  alAbrir,
}: {
  /** What the tiles show; read aloud. */
  titulo: string;
  /** Head of the column of states in the table. */
  columnaDeEstado: string;
  teselas: ReadonlyArray<Tesela>;
  alAbrir: (id: string) => void;
}) {
  const [enTabla, setEnTabla] = useState(false);
  return (
    <div className={estilos["mosaico"]}>
      {enTabla ? (
        <div className={estilos["tabla"]}>
          <Tabla
            titulo={titulo}
            filas={teselas.toSorted((a, b) => a.nombre.localeCompare(b.nombre))}
            clave={({ id }) => id}
            columnas={[
              {
                id: "nombre",
                titulo: "Departamento",
                encabeza: true,
                celda: ({ id, nombre }) => (
                  <Boton aspecto="discreto" pequeno onPress={() => alAbrir(id)}>
                    {nombre}
                  </Boton>
                ),
              },
              {
                id: "estado",
                titulo: columnaDeEstado,
                celda: ({ estado, tono }) => (
                  <span className={estilos["enTabla"]}>
                    <Marca tono={tono} />
                    {estado}
                  </span>
                ),
              },
            ]}
          />
        </div>
      ) : (
        <Mapa titulo={titulo} teselas={teselas} alAbrir={alAbrir} />
      )}
      <p className={estilos["leyenda"]}>
        {contar(teselas).map(({ estado, tono, cuantas }) => (
          <span key={estado} className={estilos["cuenta"]}>
            <span className={clases(estilos["muestra"], estilos[tono])}>
              <Marca tono={tono} />
            </span>
            {numero(cuantas)} {enPlural(estado, cuantas)}
          </span>
        ))}
        <Boton aspecto="discreto" pequeno onPress={() => setEnTabla(!enTabla)}>
          {enTabla ? "Ver como mapa" : "Ver como tabla"}
        </Boton>
      </p>
    </div>
  );
}

function Mapa({
  titulo,
  teselas,
  alAbrir,
}: {
  titulo: string;
  teselas: ReadonlyArray<Tesela>;
  alAbrir: (id: string) => void;
}) {
  const [pedida, setPedida] = useState(0);
  const caja = useRef<HTMLDivElement>(null);
  const activa = Math.min(pedida, teselas.length - 1);
  const filas = Math.max(0, ...teselas.map(({ fila }) => fila + 1));
  const columnas = Math.max(0, ...teselas.map(({ columna }) => columna + 1));

  const alTeclear = (evento: KeyboardEvent) => {
    if (!esFlecha(evento.key)) return;
    evento.preventDefault();
    const a = vecino(teselas, activa, evento.key);
    setPedida(a);
    caja.current?.querySelector<HTMLElement>(`[data-tesela="${a}"]`)?.focus();
  };

  return (
    // The arrows belong to the whole group: each tile is a button by itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={caja}
      className={estilos["mapa"]}
      role="group"
      aria-label={`${titulo}. Las flechas van de un departamento a otro`}
      onKeyDown={alTeclear}
    >
      {Array.from({ length: filas }, (_, fila) => (
        <div key={fila} className={estilos["fila"]}>
          {Array.from({ length: columnas }, (__, columna) => {
            const i = teselas.findIndex(
              (t) => t.fila === fila && t.columna === columna,
            );
            const tesela = teselas[i];
            if (tesela === undefined)
              return <span key={columna} className={estilos["hueco"]} />;
            return (
              <button
                key={columna}
                type="button"
                data-tesela={i}
                className={clases(estilos["tesela"], estilos[tesela.tono])}
                tabIndex={i === activa ? 0 : -1}
                title={`${tesela.nombre}: ${tesela.estado}`}
                aria-label={`${tesela.nombre}: ${tesela.estado}`}
                onFocus={() => setPedida(i)}
                onClick={() => alAbrir(tesela.id)}
              >
                <span className={estilos["nombre"]}>{tesela.corto}</span>
                <Marca tono={tesela.tono} />
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
