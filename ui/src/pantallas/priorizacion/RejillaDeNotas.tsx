import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { CSSProperties, KeyboardEvent } from "react";
import { useVentana } from "../../componentes/TablaVirtual/useVentana";
import type { CriterioDto } from "../../puente/generado/CriterioDto";
import type { NotaNueva } from "../../puente/generado/NotaNueva";
import type { PuestoDto } from "../../puente/generado/PuestoDto";
import { visible } from "../../textos/visible";
import { Fila, idDe } from "./FilaDeNotas";
import type { Lugar } from "./FilaDeNotas";
import { esDelInventario } from "./palabras";
import { ordenEnNotas } from "./teclasDeNotas";
import estilos from "./Notas.module.css";

const ANCHO_DEL_NOMBRE = 13;
const ANCHO = { inventario: 7, personas: 5.5 } as const;

function pistasDe(criterios: ReadonlyArray<CriterioDto>): CSSProperties {
  const anchos = criterios.map((c) =>
    esDelInventario(c) ? ANCHO.inventario : ANCHO.personas,
  );
  return {
    gridTemplateColumns: `minmax(${ANCHO_DEL_NOMBRE}rem, 1.5fr) ${anchos.map((a) => `minmax(${a}rem, 1fr)`).join(" ")}`,
    minInlineSize: `${anchos.reduce((s, a) => s + a, ANCHO_DEL_NOMBRE)}rem`,
  };
}

/** Notes of one person: trámites down, criteria across. Typed with the digits, moved with the arrows. */
export function RejillaDeNotas({
  criterios,
  persona,
  total,
  fila,
  alVer,
  escrita,
  tieneDos,
  soloLectura,
  ocupada,
  clave,
  alNota,
  alSalir,
  alActivar,
}: {
  criterios: ReadonlyArray<CriterioDto>;
  /** Place among the persons of the round. */
  persona: number;
  total: number;
  fila: (indice: number) => PuestoDto | undefined;
  alVer: (ventana: { desde: number; hasta: number }) => void;
  escrita: (tramite: string, criterio: string) => NotaNueva | undefined;
  /** The note has two values. */
  tieneDos: (tramite: string, criterio: string) => boolean;
  soloLectura: boolean;
  ocupada: boolean;
  clave: string;
  alNota: (
    puesto: PuestoDto,
    criterio: CriterioDto,
    nota: number | null,
  ) => void;
  /** The cell was left. */
  alSalir: () => void;
  /** Which criterion has the focus; null on the name of the trámite. */
  alActivar: (criterio: number | null, indice: number) => void;
}) {
  const id = useId();
  const [activa, setActiva] = useState<Lugar>({ fila: 0, columna: 1 });
  const [suelta, setSuelta] = useState(false);
  const enfocar = useRef(false);
  const { marco, sonda, altoFila, ventana, pagina, llevarA, alDesplazar } =
    useVentana({
      total,
      clave,
      alVer,
      alReiniciar: () => setActiva((a) => ({ ...a, fila: 0 })),
    });
  const lugar: Lugar = {
    fila: Math.min(activa.fila, Math.max(0, total - 1)),
    columna: Math.min(activa.columna, criterios.length),
  };
  const indices = [];
  for (let i = ventana.desde; i < ventana.hasta; i += 1) indices.push(i);
  if (lugar.fila < total) {
    if (lugar.fila < ventana.desde) indices.unshift(lugar.fila);
    else if (lugar.fila >= ventana.hasta) indices.push(lugar.fila);
  }
  useLayoutEffect(() => {
    if (!enfocar.current) return;
    enfocar.current = false;
    const celda = document.getElementById(idDe(id, lugar));
    celda?.focus({ preventScroll: true });
    celda?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  });
  const elegir = (l: Lugar) => {
    setActiva(l);
    setSuelta(false);
    alActivar(l.columna === 0 ? null : l.columna - 1, l.fila);
  };
  const alPulsar = (e: KeyboardEvent<HTMLDivElement>) => {
    if (e.altKey || e.metaKey || e.defaultPrevented) return;
    const orden = ordenEnNotas(
      e,
      lugar,
      { filas: total, columnas: criterios.length + 1, pagina },
      suelta,
    );
    if (orden === null) return;
    if (orden.tipo === "soltar") {
      setSuelta(true);
      alSalir();
      return;
    }
    e.preventDefault();
    if (orden.tipo === "ir") {
      enfocar.current = true;
      llevarA(orden.a.fila);
      elegir(orden.a);
      alSalir();
      return;
    }
    const puesto = fila(lugar.fila);
    const criterio = criterios[lugar.columna - 1];
    if (!soloLectura && puesto !== undefined && criterio !== undefined)
      alNota(puesto, criterio, orden.nota);
  };
  const alElegir = useRef(elegir);
  useEffect(() => {
    alElegir.current = elegir;
  });
  const [alEnfocar] = useState(() => (l: Lugar) => alElegir.current(l));
  const pistas = pistasDe(criterios);
  return (
    // The focus is in its cells, one at a time.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={marco}
      className={estilos["marco"]}
      role="grid"
      aria-label="Notas por trámite y criterio"
      aria-rowcount={total + 1}
      aria-colcount={criterios.length + 1}
      aria-busy={ocupada}
      aria-readonly={soloLectura}
      // While no row is here yet, the box itself is what the keyboard reaches.
      tabIndex={lugar.fila < total && fila(lugar.fila) !== undefined ? -1 : 0}
      onScroll={alDesplazar}
      onKeyDown={alPulsar}
      onBlur={(e) => {
        if (!e.currentTarget.contains(e.relatedTarget)) alSalir();
      }}
    >
      <div ref={sonda} className={estilos["sonda"]} aria-hidden="true" />
      <div role="rowgroup" className={estilos["encabezado"]} data-encabezado="">
        <div
          role="row"
          aria-rowindex={1}
          className={estilos["titulos"]}
          style={pistas}
        >
          <div
            role="columnheader"
            aria-colindex={1}
            className={`${estilos["titulo"]} ${estilos["fija"]}`}
          >
            Trámite
          </div>
          {criterios.map((c, k) => (
            <div
              key={c.codigo}
              role="columnheader"
              aria-colindex={k + 2}
              className={estilos["titulo"]}
              title={visible(c.nombre)}
            >
              <span className={estilos["tituloTexto"]}>
                {visible(c.nombre)}
              </span>
              {esDelInventario(c) && (
                <span className={estilos["marca"]}>del inventario</span>
              )}
            </div>
          ))}
        </div>
      </div>
      <div
        role="rowgroup"
        className={estilos["cuerpo"]}
        style={{ blockSize: total * altoFila }}
      >
        {indices.map((i) => (
          <Fila
            key={i}
            id={id}
            indice={i}
            puesto={fila(i)}
            criterios={criterios}
            persona={persona}
            escritas={escritasDe(fila(i), criterios, escrita)}
            dobles={criterios.map((c) =>
              tieneDos(fila(i)?.tramite ?? "", c.codigo),
            )}
            arriba={i * altoFila}
            pistas={pistas}
            activa={lugar.fila === i ? lugar.columna : null}
            elegir={alEnfocar}
          />
        ))}
      </div>
    </div>
  );
}

function escritasDe(
  puesto: PuestoDto | undefined,
  criterios: ReadonlyArray<CriterioDto>,
  escrita: (tramite: string, criterio: string) => NotaNueva | undefined,
) {
  return criterios.map((c) =>
    puesto === undefined ? undefined : escrita(puesto.tramite, c.codigo),
  );
}
