import { useEffect, useRef, useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Carga } from "../../componentes/Carga/Carga";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { useConsulta, useEstadoInicial } from "../../puente/consultas";
import type { InstalacionDto } from "../../puente/generado/InstalacionDto";
import type { VistaPrevia } from "../../puente/generado/VistaPrevia";
import { fechaLarga, hoy, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { Lienzo } from "./Lienzo";
import { useExportarInforme } from "./useExportarInforme";
import estilos from "./Informes.module.css";

const SECCIONES = [
  { id: "fases", titulo: "Fases y su avance" },
  { id: "inventario", titulo: "Resumen del inventario" },
  { id: "hallazgos", titulo: "Posibles hallazgos por regla" },
  { id: "tramites", titulo: "Tabla de trámites" },
  { id: "comite", titulo: "Comité" },
] as const;

const INSTITUCION = campoLocal("Institución", { tipo: "lista" });
const ANCHO_MINIMO = 280;
const MARGEN = 48;
const ZOOMS = [50, 75, 100, 125, 150, 200] as const;
/** Points to CSS pixels at 100 %. */
const PIXELES_POR_PUNTO = 96 / 72;

/** The progress report: choose, look at the real pages, export. */
export function Informes({ instalacion }: { instalacion: InstalacionDto }) {
  const instituciones = useEstadoInicial().data?.instituciones ?? [];
  const [institucion, setInstitucion] = useState<string | null>(null);
  const [fuera, setFuera] = useState<ReadonlySet<string>>(new Set());

  const elegida = institucion ?? instalacion.institucion?.id ?? null;
  const activas = SECCIONES.filter(({ id }) => !fuera.has(id)).map(
    ({ id }) => id,
  );
  const pide = {
    tipo: "avance",
    institucion: instalacion.como === "gae" ? elegida : null,
    corte: null,
    secciones: activas,
    destino: null,
    trabajo: null,
  };
  const lista = instalacion.como === "comite" || elegida !== null;
  const vista = useConsulta("vista_previa_informe", pide, {
    activa: lista && activas.length > 0,
    conservar: true,
  });
  const sigla =
    instituciones.find(({ id }) => id === elegida)?.sigla ??
    instalacion.institucion?.sigla ??
    "";

  const exportacion = useExportarInforme();
  const exportar = () =>
    void exportacion.exportar(
      pide,
      `avance-${sigla === "" ? "institucion" : sigla}-${hoy()}.pdf`,
    );

  return (
    <Pagina
      ventana="Informes"
      llena
      titulo="Informe de avance"
      subtitulo={`Datos de hoy, ${fechaLarga(hoy())}. Lo que ve es la página real; las cifras son las mismas de las pantallas.`}
      acciones={
        <Boton
          aspecto="primario"
          isDisabled={exportacion.activa || !lista || activas.length === 0}
          onPress={exportar}
        >
          Exportar PDF
        </Boton>
      }
    >
      {exportacion.avisos}
      <div className={estilos["mesa"]}>
        <Hoja titulo="Qué incluye">
          {instalacion.como === "gae" && (
            <Campo
              campo={{
                ...INSTITUCION,
                opciones: instituciones.map(({ id, nombre }) => ({
                  id,
                  etiqueta: nombre,
                })),
              }}
              texto={elegida ?? ""}
              alCambiar={(id) => setInstitucion(id === "" ? null : id)}
            />
          )}
          <fieldset className={estilos["secciones"]}>
            <legend className={estilos["leyenda"]}>Secciones</legend>
            {SECCIONES.map(({ id, titulo }) => (
              <label key={id} className={estilos["seccion"]}>
                <input
                  type="checkbox"
                  className={estilos["marca"]}
                  checked={!fuera.has(id)}
                  onChange={(evento) => {
                    const nuevas = new Set(fuera);
                    if (evento.target.checked) nuevas.delete(id);
                    else nuevas.add(id);
                    setFuera(nuevas);
                  }}
                />
                {titulo}
              </label>
            ))}
          </fieldset>
          {activas.length === 0 && (
            <p role="alert">Elija al menos una sección.</p>
          )}
          <p className={estilos["tenue"]}>
            Cada página lleva la fecha de corte y un código: con los mismos
            datos, el informe da las mismas cifras.
          </p>
        </Hoja>
        {lista ? (
          <Carga consulta={vista}>{(dato) => <Visor vista={dato} />}</Carga>
        ) : (
          <Hoja>
            <p>Elija una institución para ver su informe.</p>
          </Hoja>
        )}
      </div>
    </Pagina>
  );
}

/** The pages one by one: keys Re Pág / Av Pág, Inicio and Fin; + and − for the size. */
function Visor({ vista }: { vista: VistaPrevia }) {
  const [pedida, setPedida] = useState(0);
  const [zoom, setZoom] = useState<number | null>(null);
  const [disponible, setDisponible] = useState(640);
  const marco = useRef<HTMLDivElement>(null);
  const ultima = vista.paginas.length - 1;
  const actual = Math.max(0, Math.min(pedida, ultima));
  const pagina = vista.paginas[actual];

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
    setPedida(Math.max(0, Math.min(n, ultima)));
    marco.current?.scrollTo({ top: 0 });
  };
  const acercar = (paso: 1 | -1) => {
    const ahora =
      zoom ??
      Math.round(
        (disponible * 100) / ((pagina?.ancho ?? 612) * PIXELES_POR_PUNTO),
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

  if (pagina === undefined)
    return <p>El informe no tiene páginas con estas secciones.</p>;
  const ancho =
    zoom === null
      ? Math.min(disponible, 900)
      : (pagina.ancho * PIXELES_POR_PUNTO * zoom) / 100;
  const deMarcador = vista.marcadores.findLast(
    ({ pagina: n }) => n <= actual + 1,
  );
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
          Página {numero(actual + 1)} de {numero(ultima + 1)}
        </span>
        <Boton
          pequeno
          isDisabled={actual === ultima}
          onPress={() => ir(actual + 1)}
        >
          Página siguiente
        </Boton>
        {vista.marcadores.length > 0 && (
          <label className={estilos["ir"]}>
            Ir a
            <select
              className={estilos["lista"]}
              value={
                deMarcador === undefined
                  ? ""
                  : String(vista.marcadores.indexOf(deMarcador))
              }
              onChange={(evento) => {
                const elegido = vista.marcadores[Number(evento.target.value)];
                if (evento.target.value !== "" && elegido !== undefined)
                  ir(elegido.pagina - 1);
              }}
            >
              {deMarcador === undefined && <option value="">Portada</option>}
              {vista.marcadores.map(({ titulo, pagina: n }, i) => (
                <option key={`${n}·${titulo}`} value={i}>
                  {visible(titulo)}
                </option>
              ))}
            </select>
          </label>
        )}
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
      {/* It scrolls and answers to keys, as a page viewer does. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={marco}
        className={estilos["marco"]}
        role="region"
        aria-label={`Página ${actual + 1} de ${ultima + 1}. Teclas Re Pág y Av Pág para cambiar de página`}
        tabIndex={0}
        onKeyDown={alTeclear}
      >
        <Lienzo pagina={pagina} ancho={ancho} titulo={`Página ${actual + 1}`} />
      </div>
    </section>
  );
}
