import type { ColumnaVirtual } from "../../componentes/TablaVirtual/TablaVirtual";
import { BarraDeAvance } from "../../componentes/BarraDeAvance/BarraDeAvance";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import type { FilaTramite } from "../../puente/generado/FilaTramite";
import { escribirRuta } from "../../rutas";
import { deCuantos, numero, parte, porcentaje } from "../../textos/formatos";
import { ESTADO_TRAMITE, SEVERIDAD } from "../../textos/palabras";
import { trozosHallados, visible } from "../../textos/visible";
import estilos from "./Inventario.module.css";

const MARCAS = /[\u2068\u2069]/g;

/** How much of the text before the match is worth its room. */
const ANTES_DE_LO_HALLADO = 12;

/** The fragment from a little before its first match, so that the match is in view. */
export function desdeLoHallado(fragmento: string): string {
  const en = fragmento.indexOf("\u2068");
  if (en <= ANTES_DE_LO_HALLADO) return fragmento;
  const corte = fragmento.slice(en - ANTES_DE_LO_HALLADO);
  const palabra = corte.indexOf(" ");
  return `…${palabra >= 0 && palabra < ANTES_DE_LO_HALLADO ? corte.slice(palabra + 1) : corte}`;
}

function Trozos({ texto: fragmento }: { texto: string }) {
  return trozosHallados(fragmento).map((t, i) =>
    t.hallado ? (
      // Pieces of one text have no identity but their place.
      // oxlint-disable-next-line react/no-array-index-key
      <mark key={i} className={estilos["hallado"]}>
        {t.texto}
      </mark>
    ) : (
      t.texto
    ),
  );
}

/** The name, with what the search found in it; what was found elsewhere comes after. */
export function Nombre({ fila }: { fila: FilaTramite }) {
  const hallado = (fila.fragmento ?? "").trim();
  const plano = hallado.replace(MARCAS, "").replace(/^…|…$/g, "").trim();
  const en = plano === "" ? -1 : fila.nombre.indexOf(plano);
  return (
    <a
      className={estilos["nombre"]}
      href={escribirRuta({ pantalla: "ficha", id: fila.id })}
      tabIndex={-1}
      title={visible(fila.nombre)}
    >
      <span className={estilos["corto"]}>
        {en >= 0 ? (
          <>
            {visible(fila.nombre.slice(0, en))}
            <Trozos texto={hallado.replace(/^…|…$/g, "").trim()} />
            {visible(fila.nombre.slice(en + plano.length))}
          </>
        ) : (
          visible(fila.nombre) || "Sin nombre"
        )}
      </span>
      {en < 0 && hallado !== "" && (
        <span className={estilos["fragmento"]}>
          <Trozos texto={desdeLoHallado(hallado)} />
        </span>
      )}
    </a>
  );
}

function Completitud({ fila }: { fila: FilaTramite }) {
  const { completitud } = fila;
  if (completitud.porcentaje === null)
    return <span className={estilos["menor"]}>n/d</span>;
  return (
    <span
      className={estilos["completitud"]}
      title={`${deCuantos(completitud)} datos`}
    >
      <span className={estilos["barra"]}>
        <BarraDeAvance
          parte={parte(completitud)}
          tono={
            completitud.numerador === completitud.denominador
              ? "bien"
              : "acento"
          }
        />
      </span>
      <span>{porcentaje(completitud).replace(/\.\d/, "")}</span>
      <span className="solo-lector">, {deCuantos(completitud)} datos</span>
    </span>
  );
}

function Hallazgos({ fila }: { fila: FilaTramite }) {
  if (fila.hallazgos === 0 || fila.severidad === null)
    return <span className={estilos["menor"]}>0</span>;
  const { texto, tono } = SEVERIDAD[fila.severidad];
  return (
    <span className={estilos["hallazgos"]}>
      <span>{numero(fila.hallazgos)}</span>
      <Etiqueta tono={tono}>{texto}</Etiqueta>
    </span>
  );
}

const texto = (t: string) =>
  t === "" ? (
    <span className={estilos["menor"]}>
      <span aria-hidden="true">—</span>
      <span className="solo-lector">sin dato</span>
    </span>
  ) : (
    <span className={estilos["corto"]} title={visible(t)}>
      {visible(t)}
    </span>
  );

/**
 * Columns of the inventory. GAE sees whose each trámite is; a committee sees the category when it
 * tells trámites apart.
 */
export function columnasDelInventario(
  gae: boolean,
  conCategoria: boolean,
): ReadonlyArray<ColumnaVirtual<FilaTramite>> {
  const columnas: Array<ColumnaVirtual<FilaTramite>> = [
    {
      id: "codigo",
      titulo: "Código",
      ancho: 6.25,
      ordenable: true,
      celda: (f) => (
        <span className={estilos["codigo"]}>{visible(f.codigo)}</span>
      ),
    },
    {
      id: "nombre",
      titulo: "Nombre",
      ancho: 13,
      crece: 1,
      ordenable: true,
      celda: (f) => <Nombre fila={f} />,
    },
    {
      id: "estado",
      titulo: "Estado",
      ancho: 7.5,
      ordenable: true,
      celda: (f) => (
        <Etiqueta tono={ESTADO_TRAMITE[f.estado].tono}>
          {ESTADO_TRAMITE[f.estado].texto}
        </Etiqueta>
      ),
    },
    {
      id: "requisitos",
      titulo: "Requisitos",
      ancho: 5.25,
      ordenable: true,
      alFinal: true,
      celda: (f) => numero(f.requisitos),
    },
    {
      id: "pasos",
      titulo: "Pasos",
      ancho: 3.75,
      ordenable: true,
      alFinal: true,
      celda: (f) => numero(f.pasos),
    },
    {
      id: "tiempo",
      titulo: "Tiempo",
      ancho: 7.25,
      celda: (f) => texto(f.tiempo),
    },
    {
      id: "costo",
      titulo: "Costo",
      ancho: 6.25,
      alFinal: true,
      celda: (f) => texto(f.costo),
    },
    {
      id: "completitud",
      titulo: "Completa",
      ancho: 6,
      ordenable: true,
      celda: (f) => <Completitud fila={f} />,
    },
    {
      id: "hallazgos",
      titulo: "Hallazgos",
      ancho: 6.25,
      ordenable: true,
      celda: (f) => <Hallazgos fila={f} />,
    },
  ];
  if (gae)
    columnas.splice(1, 0, {
      id: "institucion",
      titulo: "Institución",
      ancho: 5.5,
      celda: (f) => texto(f.institucion),
    });
  else if (conCategoria)
    columnas.splice(2, 0, {
      id: "categoria",
      titulo: "Categoría",
      ancho: 5.5,
      ordenable: true,
      celda: (f) => texto(f.categoria),
    });
  return columnas;
}
