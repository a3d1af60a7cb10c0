import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { DiagramaDto } from "../../puente/generado/DiagramaDto";
import { clases } from "../../componentes/clases";
import { visible } from "../../textos/visible";
import { Figura, Flecha, Lineas } from "./figuras";
import { nombreDeNodo } from "./nombres";
import { alPulsarTecla } from "./recorrido";
import type { Lugar } from "./recorrido";
import estilos from "./Diagrama.module.css";

/** The node of a paso that a person would look for: its box. */
const nodoDePaso = (diagrama: DiagramaDto, paso: string | null) =>
  paso === null
    ? -1
    : diagrama.nodos.findIndex(
        (n) =>
          n.paso === paso &&
          n.clase !== "espera" &&
          n.clase !== "exclusiva" &&
          n.clase !== "paralela",
      );

/**
 * A route, as the core laid it out. One node takes the Tab key; the arrows travel along the drawing, and
 * the name of each node tells its lane and where it leads.
 */
export function Diagrama({
  diagrama,
  titulo,
  escala,
  elegido,
  relacionado = null,
  anchoMinimo = 0,
  alElegir,
  alAbrir,
}: {
  diagrama: DiagramaDto;
  titulo: string;
  escala: number;
  /** The paso that is chosen, here or in the grid. */
  elegido: string | null;
  /** The paso that answers to one chosen in the other version. */
  relacionado?: string | null;
  /** Lanes reach at least so far, so that two versions are as wide. */
  anchoMinimo?: number;
  alElegir: (paso: string | null) => void;
  /** Enter on the node of a paso. */
  alAbrir?: (paso: string) => void;
}) {
  const id = useId();
  const marco = useRef<HTMLDivElement>(null);
  const [lugar, setLugar] = useState<Lugar>({ nodo: 0, desde: null });
  const [conFoco, setConFoco] = useState(false);
  const enfocar = useRef(false);
  const delElegido = nodoDePaso(diagrama, elegido);
  // What is chosen elsewhere is where one continues from.
  const aqui = Math.min(
    !conFoco && delElegido >= 0 ? delElegido : lugar.nodo,
    diagrama.nodos.length - 1,
  );

  useEffect(() => {
    if (!enfocar.current) return;
    enfocar.current = false;
    const nodo = document.getElementById(`${id}-${aqui}`);
    nodo?.focus({ preventScroll: true });
  });
  useEffect(() => {
    // Brought into view inside its own frame; the page stays where it is.
    const caja = marco.current;
    const figura = diagrama.nodos[aqui]?.figura;
    if (caja === null || figura === undefined) return;
    if (!conFoco && delElegido < 0) return;
    const izquierda = figura.x * escala;
    const derecha = (figura.x + figura.ancho) * escala;
    const encabezado = diagrama.encabezado * escala;
    const margen = 24;
    if (izquierda - encabezado - margen < caja.scrollLeft)
      caja.scrollLeft = Math.max(0, izquierda - encabezado - margen);
    else if (derecha + margen > caja.scrollLeft + caja.clientWidth)
      caja.scrollLeft = derecha + margen - caja.clientWidth;
  }, [aqui, conFoco, delElegido, diagrama, escala]);

  const irA = (a: Lugar) => {
    setLugar(a);
    enfocar.current = true;
    alElegir(diagrama.nodos[a.nodo]?.paso ?? null);
  };
  const alPulsar = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.altKey || e.metaKey) return;
    if (e.key === "Enter" || e.key === " ") {
      const paso = diagrama.nodos[aqui]?.paso ?? null;
      e.preventDefault();
      if (paso !== null) alAbrir?.(paso);
      return;
    }
    const a = alPulsarTecla(
      diagrama,
      { nodo: aqui, desde: aqui === lugar.nodo ? lugar.desde : null },
      e.key,
    );
    if (a === null) return;
    e.preventDefault();
    irA(a);
  };
  const { alto, encabezado } = diagrama;
  const ancho = Math.max(diagrama.ancho, anchoMinimo);
  const medida = (n: number) => Math.ceil(n * escala);
  return (
    <div ref={marco} className={estilos["marco"]}>
      <svg
        className={estilos["dibujo"]}
        width={medida(ancho)}
        height={medida(alto)}
        viewBox={`0 0 ${ancho} ${alto}`}
        role="group"
        aria-label={titulo}
      >
        {diagrama.carriles.map(({ nombre, rotulo }, i) => (
          <rect
            key={`${i}·${nombre}`}
            className={clases(
              estilos["carril"],
              i % 2 === 1 && estilos["carrilPar"],
            )}
            x={0.5}
            y={rotulo.y + 0.5}
            width={ancho - 1}
            height={rotulo.alto}
          />
        ))}
        {diagrama.aristas.map((arista) => (
          <Flecha
            key={`${arista.de}·${arista.a}·${arista.texto}·${arista.puntos.join("·")}`}
            arista={arista}
            cercana={conFoco && (arista.de === aqui || arista.a === aqui)}
          />
        ))}
        {diagrama.nodos.map((nodo, i) => (
          <g
            key={`${nodo.clase}·${nodo.figura.x}·${nodo.figura.y}`}
            id={`${id}-${i}`}
            role="button"
            tabIndex={i === aqui ? 0 : -1}
            aria-label={nombreDeNodo(diagrama, i)}
            aria-current={nodo.paso !== null && nodo.paso === elegido}
            className={clases(
              estilos["nodo"],
              nodo.paso !== null &&
                nodo.paso === elegido &&
                i === delElegido &&
                estilos["elegido"],
              nodo.paso !== null &&
                nodo.paso === relacionado &&
                i === nodoDePaso(diagrama, relacionado) &&
                estilos["relacionado"],
            )}
            onClick={() => irA({ nodo: i, desde: null })}
            onDoubleClick={() => nodo.paso !== null && alAbrir?.(nodo.paso)}
            onKeyDown={alPulsar}
            onFocus={() => {
              setConFoco(true);
              if (i !== lugar.nodo) setLugar({ nodo: i, desde: null });
              if (nodo.paso !== elegido) alElegir(nodo.paso);
            }}
            onBlur={() => setConFoco(false)}
          >
            <Figura nodo={nodo} />
          </g>
        ))}
      </svg>
      {/* The headings stay in sight while the drawing moves under them. */}
      <svg
        className={estilos["encabezados"]}
        width={medida(encabezado)}
        height={medida(alto)}
        viewBox={`0 0 ${encabezado} ${alto}`}
        aria-hidden="true"
      >
        {diagrama.carriles.map(({ nombre, rotulo }, i) => (
          <g key={`${i}·${nombre}`}>
            <rect
              className={estilos["cabeza"]}
              x={0.5}
              y={rotulo.y + 0.5}
              width={encabezado - 1}
              height={rotulo.alto}
            />
            <Lineas
              tipo="carril"
              rotulo={{
                ...rotulo,
                x: 0,
                ancho: encabezado,
                lineas:
                  rotulo.lineas.length === 0
                    ? [visible(nombre)]
                    : rotulo.lineas,
              }}
            />
          </g>
        ))}
      </svg>
    </div>
  );
}
