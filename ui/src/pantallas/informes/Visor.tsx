import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Carga } from "../../componentes/Carga/Carga";
import { clases } from "../../componentes/clases";
import { claveDe, useConsulta } from "../../puente/consultas";
import { usePuente } from "../../puente/contexto";
import type { MarcadorDto } from "../../puente/generado/MarcadorDto";
import type { PedirInforme } from "../../puente/generado/PedirInforme";
import type { VistaPrevia } from "../../puente/generado/VistaPrevia";
import { numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { Lienzo } from "./Lienzo";
import estilos from "./Visor.module.css";

const ANCHO_MINIMO = 280;
const ANCHO_MAXIMO = 900;
const MARGEN = 48;
const ZOOMS = [50, 75, 100, 125, 150, 200, 300] as const;
/** Points to CSS pixels at 100 %. */
const PIXELES_POR_PUNTO = 96 / 72;
/** Pages that come in one answer: a report of 150 pages is never read whole. */
export const PAGINAS_POR_VEZ = 8;
/** Letter, in points, while the page comes. */
const CARTA = { ancho: 612, alto: 792 } as const;

/**
 * The real pages, a window of them at a time: keys Re Pág / Av Pág, Inicio and Fin; + and − for the
 * size. The contents are those of the whole report.
 */
export function Visor({ pide }: { pide: PedirInforme }) {
  const puente = usePuente();
  const cliente = useQueryClient();
  const [pedida, setPedida] = useState(0);
  const desde = Math.floor(pedida / PAGINAS_POR_VEZ) * PAGINAS_POR_VEZ;
  const vista = useConsulta(
    "vista_previa_informe",
    { ...pide, desde, cuantos: PAGINAS_POR_VEZ },
    { conservar: true },
  );
  const total = vista.data?.total ?? 0;
  // The next pages come while these are read.
  useEffect(() => {
    const siguiente = {
      ...pide,
      desde: desde + PAGINAS_POR_VEZ,
      cuantos: PAGINAS_POR_VEZ,
    };
    if (siguiente.desde >= total) return;
    void cliente.prefetchQuery({
      queryKey: claveDe("vista_previa_informe", siguiente),
      queryFn: () => puente.llamar("vista_previa_informe", siguiente),
    });
  }, [cliente, puente, pide, desde, total]);
  return (
    <Carga consulta={vista}>
      {(dato) => (
        <Paginas
          vista={dato}
          pedida={pedida}
          alPedir={setPedida}
          vieja={vista.isPlaceholderData}
        />
      )}
    </Carga>
  );
}

function Paginas({
  vista,
  pedida,
  alPedir,
  vieja,
}: {
  vista: VistaPrevia;
  pedida: number;
  alPedir: (pagina: number) => void;
  /** These pages are of another request; the new ones are on their way. */
  vieja: boolean;
}) {
  const [zoom, setZoom] = useState<number | null>(null);
  const [disponible, setDisponible] = useState(640);
  const marco = useRef<HTMLDivElement>(null);
  const ultima = vista.total - 1;
  const actual = Math.max(0, Math.min(pedida, ultima));
  const pagina = vista.paginas[actual - vista.desde];

  useEffect(() => {
    const elemento = marco.current;
    if (elemento === null) return;
    const medir = () =>
      setDisponible(Math.max(ANCHO_MINIMO, elemento.clientWidth - MARGEN));
    medir();
    const observador = new ResizeObserver(medir);
    observador.observe(elemento);
    return () => observador.disconnect();
  }, []);

  const ir = (n: number) => {
    alPedir(Math.max(0, Math.min(n, ultima)));
    marco.current?.scrollTo({ top: 0 });
  };
  const anchoDePagina = pagina?.ancho ?? CARTA.ancho;
  const acercar = (paso: 1 | -1) => {
    const ahora =
      zoom ??
      Math.round(
        (Math.min(disponible, ANCHO_MAXIMO) * 100) /
          (anchoDePagina * PIXELES_POR_PUNTO),
      );
    const siguiente =
      paso === 1
        ? ZOOMS.find((uno) => uno > ahora)
        : ZOOMS.toReversed().find((uno) => uno < ahora);
    if (siguiente !== undefined) setZoom(siguiente);
  };
  const alTeclear = (evento: React.KeyboardEvent) => {
    const acciones: Record<string, () => void> = {
      PageDown: () => ir(actual + 1),
      PageUp: () => ir(actual - 1),
      Home: () => ir(0),
      End: () => ir(ultima),
      "+": () => acercar(1),
      "-": () => acercar(-1),
      "0": () => setZoom(null),
    };
    const accion = acciones[evento.key];
    if (
      accion === undefined ||
      evento.ctrlKey ||
      evento.metaKey ||
      evento.altKey
    )
      return;
    evento.preventDefault();
    accion();
  };

  if (vista.total === 0)
    return <p>El informe no tiene páginas con estas secciones.</p>;
  const ancho =
    zoom === null
      ? Math.min(disponible, ANCHO_MAXIMO)
      : (anchoDePagina * PIXELES_POR_PUNTO * zoom) / 100;
  return (
    <section className={estilos["visor"]} aria-label="Vista previa">
      <div
        className={estilos["herramientas"]}
        role="toolbar"
        aria-label="Páginas"
      >
        <Boton pequeno isDisabled={actual === 0} onPress={() => ir(actual - 1)}>
          Página anterior
        </Boton>
        <span role="status">
          Página {numero(actual + 1)} de {numero(vista.total)}
        </span>
        <Boton
          pequeno
          isDisabled={actual === ultima}
          onPress={() => ir(actual + 1)}
        >
          Página siguiente
        </Boton>
        <IrA total={vista.total} alIr={ir} />
        <span className={estilos["zoom"]}>
          <Boton pequeno aria-label="Alejar" onPress={() => acercar(-1)}>
            −
          </Boton>
          <Boton pequeno onPress={() => setZoom(null)}>
            {zoom === null ? "Al ancho" : `${zoom}\u00a0%`}
          </Boton>
          <Boton pequeno aria-label="Acercar" onPress={() => acercar(1)}>
            +
          </Boton>
        </span>
      </div>
      <div className={estilos["cuerpo"]}>
        {vista.marcadores.length > 0 && (
          <Contenido marcadores={vista.marcadores} actual={actual} alIr={ir} />
        )}
        {/* It scrolls and answers to keys, as a page viewer does. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <div
          ref={marco}
          className={estilos["marco"]}
          role="region"
          aria-label={`Página ${actual + 1} de ${vista.total}. Teclas Re Pág y Av Pág para cambiar de página`}
          aria-busy={vieja}
          tabIndex={0}
          onKeyDown={alTeclear}
        >
          {pagina === undefined ? (
            <Lienzo
              pagina={{ ...CARTA, marcas: [] }}
              ancho={ancho}
              titulo={`Página ${actual + 1}, en camino`}
            />
          ) : (
            <Lienzo
              pagina={pagina}
              ancho={ancho}
              titulo={`Página ${actual + 1}`}
              alIr={ir}
            />
          )}
        </div>
      </div>
    </section>
  );
}

/** The sections of the whole report with their pages; the one on screen is marked. */
function Contenido({
  marcadores,
  actual,
  alIr,
}: {
  marcadores: ReadonlyArray<MarcadorDto>;
  actual: number;
  alIr: (pagina: number) => void;
}) {
  const aqui = marcadores.findLast(({ pagina }) => pagina <= actual + 1);
  return (
    <nav className={estilos["contenido"]} aria-label="Contenido del informe">
      <ol>
        {marcadores.map((marcador) => (
          <li key={`${marcador.pagina}·${marcador.titulo}`}>
            <button
              type="button"
              className={clases(
                estilos["marcador"],
                marcador === aqui && estilos["aqui"],
              )}
              aria-current={marcador === aqui ? "true" : undefined}
              onClick={() => alIr(marcador.pagina - 1)}
            >
              <span>{visible(marcador.titulo)}</span>
              <span className={estilos["numero"]}>
                {numero(marcador.pagina)}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** A page by its number. */
function IrA({
  total,
  alIr,
}: {
  total: number;
  alIr: (pagina: number) => void;
}) {
  const [texto, setTexto] = useState("");
  const ir = () => {
    const n = Number(texto);
    setTexto("");
    if (Number.isInteger(n) && n >= 1 && n <= total) alIr(n - 1);
  };
  return (
    <label className={estilos["ir"]}>
      Ir a la página
      <input
        className={estilos["caja"]}
        inputMode="numeric"
        autoComplete="off"
        value={texto}
        onChange={(e) => setTexto(e.target.value.replaceAll(/\D/g, ""))}
        onKeyDown={(e) => {
          if (e.key === "Enter") ir();
        }}
        onBlur={ir}
      />
    </label>
  );
}
