import { BarraDeAvance } from "../../componentes/BarraDeAvance/BarraDeAvance";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import type { ColumnaDeHoja } from "../../componentes/RejillaVirtual/tipos";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { HalladoEn } from "../../puente/generado/HalladoEn";
import type { FilaTramite } from "../../puente/generado/FilaTramite";
import { escribirRuta } from "../../rutas";
import { deCuantos, numero, parte, porcentaje } from "../../textos/formatos";
import { ESTADO_TRAMITE, SEVERIDAD } from "../../textos/palabras";
import { trozosHallados, visible } from "../../textos/visible";
import { seOrdena } from "./filtros";
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

const DONDE: Readonly<Record<HalladoEn, string>> = {
  codigo: "código",
  nombre: "nombre",
  requisito: "requisito",
  norma: "norma",
};

/** The name, with what the search found in it; what was found elsewhere comes after, and says where. */
export function Nombre({ fila }: { fila: FilaTramite }) {
  const hallado = (fila.fragmento ?? "").trim();
  const plano = hallado.replace(MARCAS, "").replace(/^…|…$/g, "").trim();
  const en =
    plano === "" || fila.hallado === "requisito" || fila.hallado === "norma"
      ? -1
      : fila.nombre.indexOf(plano);
  return (
    <span className={estilos["nombre"]} title={visible(fila.nombre)}>
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
          {fila.hallado !== null && fila.hallado !== "nombre" && (
            <span className={estilos["donde"]}>{DONDE[fila.hallado]}</span>
          )}{" "}
          <Trozos texto={desdeLoHallado(hallado)} />
        </span>
      )}
    </span>
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

export type ColumnaDelInventario = ColumnaDeHoja<FilaTramite>;

/** A computed column: it is read, sorted and copied, never written. */
function calculada(
  campo: string,
  etiqueta: string,
  mas: Omit<Partial<ColumnaDelInventario>, "texto"> &
    Pick<ColumnaDelInventario, "ancho"> & {
      texto: (fila: FilaTramite) => string;
    },
): ColumnaDelInventario {
  return {
    campo,
    etiqueta,
    tipo: "texto",
    opciones: [],
    maximo: null,
    editable: false,
    ordenable: seOrdena(campo),
    mostrar: (f) => texto(mas.texto(f)),
    ...mas,
  };
}

/** The code opens the ficha: it is kept for ever, so the grid does not write it. */
const CODIGO = calculada("codigo", "Código", {
  ancho: 6.5,
  fija: true,
  texto: (f) => f.codigo,
  mostrar: (f) => (
    <a
      className={estilos["codigo"]}
      href={escribirRuta({ pantalla: "ficha", id: f.id })}
      tabIndex={-1}
      title={`Abrir la ficha de «${visible(f.nombre)}»`}
    >
      {visible(f.codigo)}
    </a>
  ),
});

const CALCULADAS: ReadonlyArray<ColumnaDelInventario> = [
  CODIGO,
  calculada("institucion", "Institución", {
    ancho: 5.5,
    texto: (f) => f.institucion,
  }),
  calculada("estado", "Estado", {
    ancho: 7.25,
    texto: (f) => ESTADO_TRAMITE[f.estado].texto,
    mostrar: (f) => (
      <Etiqueta tono={ESTADO_TRAMITE[f.estado].tono}>
        {ESTADO_TRAMITE[f.estado].texto}
      </Etiqueta>
    ),
  }),
  calculada("requisitos", "Requisitos", {
    ancho: 5.5,
    alFinal: true,
    texto: (f) => String(f.requisitos),
    mostrar: (f) => numero(f.requisitos),
  }),
  calculada("pasos", "Pasos", {
    ancho: 4,
    alFinal: true,
    texto: (f) => String(f.pasos),
    mostrar: (f) => numero(f.pasos),
  }),
  calculada("tiempo", "Tiempo", { ancho: 7.25, texto: (f) => f.tiempo }),
  calculada("costo", "Costo", {
    ancho: 6,
    alFinal: true,
    texto: (f) => f.costo,
  }),
  calculada("completitud", "Completa", {
    ancho: 6.25,
    texto: (f) => deCuantos(f.completitud),
    mostrar: (f) => <Completitud fila={f} />,
  }),
  calculada("hallazgos", "Hallazgos", {
    ancho: 6.5,
    texto: (f) => String(f.hallazgos),
    mostrar: (f) => <Hallazgos fila={f} />,
  }),
];

/** Short headings and widths of some fields, in rem; the others take the usual one. */
const FORMAS: Readonly<
  Record<string, Partial<ColumnaDelInventario> | undefined>
> = {
  nombre: {
    titulo: "Nombre",
    ancho: 14,
    crece: 1,
    fija: true,
    mostrar: (f) => <Nombre fila={f} />,
  },
  unidad_ejecutora: { titulo: "Unidad", ancho: 7.5 },
  modalidad: { ancho: 6.25 },
  clase: { ancho: 5.5 },
  categoria: { ancho: 8 },
  descripcion: { ancho: 18 },
  id_catalogo: { titulo: "Núm. catálogo", ancho: 6.5, alFinal: true },
  costo_monto: { alFinal: true, ancho: 6 },
  volumen_anual: { alFinal: true, ancho: 7 },
};
const ANCHO = 9;

/** Every column that the grid can show: those computed, and the fields of the trámite. */
export function columnasPosibles(
  campos: ReadonlyArray<CampoDto>,
  gae: boolean,
): ReadonlyArray<ColumnaDelInventario> {
  const escritas = campos
    .filter((c) => c.editable && c.campo !== "codigo")
    .map((c): ColumnaDelInventario => {
      const forma = FORMAS[c.campo];
      return {
        campo: c.campo,
        etiqueta: c.etiqueta,
        tipo: c.tipo,
        opciones: c.opciones,
        maximo: c.maximo,
        editable: true,
        ancho: ANCHO,
        alFinal: ["dinero", "entero", "decimal"].includes(c.tipo),
        ordenable: seOrdena(c.campo),
        ...forma,
      };
    });
  return [
    ...CALCULADAS.filter((c) => gae || c.campo !== "institucion"),
    ...escritas,
  ];
}

/** Code and name are always there, and first: without them a row is nobody's. */
export const SIEMPRE: ReadonlyArray<string> = ["codigo", "nombre"];
const DE_COSTUMBRE: ReadonlyArray<string> = [
  "unidad_ejecutora",
  "modalidad",
  "estado",
  "requisitos",
  "completitud",
  "hallazgos",
];

/** The columns on screen, in order; an empty choice is the usual one. */
export function columnasElegidas(
  posibles: ReadonlyArray<ColumnaDelInventario>,
  elegidas: ReadonlyArray<string>,
  gae: boolean,
): ReadonlyArray<ColumnaDelInventario> {
  const costumbre = gae ? ["institucion", ...DE_COSTUMBRE] : DE_COSTUMBRE;
  const orden = [...SIEMPRE, ...(elegidas.length === 0 ? costumbre : elegidas)];
  return [...new Set(orden)].flatMap(
    (campo) => posibles.find((c) => c.campo === campo) ?? [],
  );
}

/** Fields to ask for with each page. */
export function camposQuePedir(
  columnas: ReadonlyArray<ColumnaDelInventario>,
): string[] {
  return columnas.filter((c) => c.editable).map((c) => c.campo);
}
