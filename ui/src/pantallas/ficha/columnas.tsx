import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import type {
  ColumnaRejilla,
  FilaRejilla,
} from "../../componentes/Rejilla/Rejilla";
import { textoDeValor } from "../../textos/valores";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import type { FichaDto } from "../../puente/generado/FichaDto";
import { visible } from "../../textos/visible";
import type { ClaseDeFila } from "./lugares";
import { textoDe } from "./lugares";

/** Computed columns. */
export const BASE_DEL_REQUISITO = "_base_legal";
const DE_QUIEN = "_de";

/** What is seen at first; the rest comes with «Todas las columnas». */
const PRINCIPALES: Readonly<Record<ClaseDeFila, ReadonlyArray<string>>> = {
  requisito: ["texto", "emisor", BASE_DEL_REQUISITO, "accion"],
  paso: ["texto", "actor", "unidad", "duracion_minutos", "espera_minutos"],
  base_legal: ["texto", "tipo_norma", "numero", "anio", "articulos", DE_QUIEN],
  tiempo: ["clase", "minimo", "maximo", "unidad", "caso", "fuente"],
  volumen: [
    "anio",
    "canal",
    "solicitudes",
    "rechazos",
    "previos",
    "quejas",
    "fuente",
  ],
};

/** Order of all of them; a field that is not here goes at the end. */
const ORDEN: Readonly<Record<ClaseDeFila, ReadonlyArray<string>>> = {
  requisito: [
    "texto",
    "tipo",
    "forma",
    "emisor",
    "emisor_publico",
    BASE_DEL_REQUISITO,
    "condicion",
    "momento",
    "copias",
    "accion",
    "justificacion",
    "texto_propuesto",
    "se_une_con",
    "reforma",
    "grupo",
    "nivel",
  ],
  paso: [
    "texto",
    "actor",
    "unidad",
    "duracion_minutos",
    "espera_minutos",
    "duracion_minima",
    "duracion_maxima",
    "accion",
    "canal",
    "agrega_valor",
    "decision",
    "resultados",
    "sistema",
    "documento_entrada",
    "documento_salida",
    "requisitos",
    "origen",
    "version",
    "grupo",
    "nivel",
  ],
  base_legal: [
    "texto",
    "tipo_norma",
    "numero",
    "anio",
    "articulos",
    "vigente",
    "con_duda",
    DE_QUIEN,
  ],
  tiempo: [
    "clase",
    "minimo",
    "maximo",
    "unidad",
    "componentes",
    "caso",
    "fuente",
    "fecha",
    "muestra",
    "estado",
    "texto_original",
  ],
  volumen: [
    "anio",
    "canal",
    "solicitudes",
    "rechazos",
    "previos",
    "quejas",
    "fuente",
  ],
};

const ANCHOS: Readonly<
  Record<ClaseDeFila, Readonly<Record<string, string | undefined>>>
> = {
  requisito: {
    texto: "44%",
    emisor: "20%",
    [BASE_DEL_REQUISITO]: "18%",
    accion: "18%",
  },
  paso: {
    texto: "44%",
    actor: "15%",
    unidad: "17%",
    duracion_minutos: "12%",
    espera_minutos: "12%",
  },
  base_legal: {
    texto: "38%",
    tipo_norma: "19%",
    numero: "11%",
    anio: "8%",
    articulos: "12%",
    [DE_QUIEN]: "12%",
  },
  tiempo: {
    clase: "17%",
    minimo: "14%",
    maximo: "12%",
    unidad: "21%",
    caso: "18%",
    fuente: "18%",
  },
  volumen: {
    anio: "9%",
    canal: "19%",
    solicitudes: "13%",
    rechazos: "12%",
    previos: "14%",
    quejas: "10%",
    fuente: "23%",
  },
};

const ANCHOS_PLENOS: Readonly<Record<string, string | undefined>> = {
  texto: "20rem",
  justificacion: "16rem",
  texto_propuesto: "16rem",
  texto_original: "16rem",
  condicion: "12rem",
  emisor: "11rem",
  [BASE_DEL_REQUISITO]: "11rem",
  nivel: "4.5rem",
  copias: "5rem",
  anio: "5rem",
  minimo: "5.5rem",
  maximo: "5.5rem",
};
const ANCHO_PLENO = "9rem";

/** Legal basis of its own, inherited from the trámite (to be confirmed), or none. */
export function baseDelRequisito(
  ficha: FichaDto,
  requisito: string,
): { propias: EntidadDto[]; heredada: boolean } {
  return {
    propias: ficha.base_legal.filter((b) => textoDe(b, "padre") === requisito),
    heredada: ficha.base_legal.some((b) => {
      const padre = textoDe(b, "padre");
      return padre === "" || padre === ficha.id;
    }),
  };
}

function CeldaBase({ ficha, fila }: { ficha: FichaDto; fila: FilaRejilla }) {
  const { propias, heredada } = baseDelRequisito(ficha, fila.id);
  if (propias.length > 0)
    return (
      <>
        {propias
          .map((b) => {
            const articulos = textoDe(b, "articulos");
            return visible(
              `${textoDe(b, "texto")}${articulos === "" || textoDe(b, "texto").includes(articulos) ? "" : `, art. ${articulos}`}`,
            );
          })
          .join("; ")}
      </>
    );
  return heredada ? (
    <Etiqueta tono="aviso" forma={false}>
      por confirmar
    </Etiqueta>
  ) : (
    <Etiqueta tono="mal" forma={false}>
      sin base
    </Etiqueta>
  );
}

function CeldaEmisor({ fila }: { fila: FilaRejilla }) {
  const emisor = fila.celdas["emisor"]?.valor;
  const publico = fila.celdas["emisor_publico"]?.valor;
  return (
    <>
      {typeof emisor === "string" && emisor !== "" ? visible(emisor) : "—"}
      {publico === "si" && (
        <>
          <br />
          <Etiqueta forma={false}>Estado</Etiqueta>
        </>
      )}
      {publico === "misma_institucion" && (
        <>
          <br />
          <Etiqueta forma={false}>misma institución</Etiqueta>
        </>
      )}
    </>
  );
}

/** Cells that hold rows of the same ficha: they are chosen in the redesign, and read here by their number. */
const REFERENCIAS: Readonly<
  Record<string, (ficha: FichaDto) => ReadonlyArray<EntidadDto>>
> = {
  "requisito.se_une_con": (ficha) => ficha.requisitos,
  "paso.requisitos": (ficha) => ficha.requisitos,
  "paso.origen": (ficha) =>
    ficha.pasos.filter((p) => textoDe(p, "version") !== "propuesta"),
};

function numerosDe(
  valor: unknown,
  filas: ReadonlyArray<EntidadDto>,
  una: string,
): string {
  const ids = typeof valor === "string" ? valor.split(" ") : [];
  const numeros = ids
    .map((id) => filas.findIndex((f) => f.id === id) + 1)
    .filter((n) => n > 0);
  return numeros.length === 0 ? "—" : `${una} ${numeros.join(", ")}`;
}

/** Columns of the grid of a class, from the declarations of its fields. */
export function columnasDe(
  clase: ClaseDeFila,
  campos: ReadonlyArray<CampoDto>,
  ficha: FichaDto,
  todas: boolean,
): ColumnaRejilla[] {
  const declarados = campos.filter((c) => c.clase === clase);
  const anchos = todas ? ANCHOS_PLENOS : ANCHOS[clase];
  const columnas = declarados.map((c): ColumnaRejilla => {
    const cifra = ["entero", "decimal", "dinero"].includes(c.tipo);
    const ancho = anchos[c.campo] ?? (todas ? ANCHO_PLENO : undefined);
    const referidas = REFERENCIAS[`${clase}.${c.campo}`];
    if (referidas !== undefined)
      return {
        campo: c.campo,
        etiqueta: c.etiqueta,
        tipo: c.tipo,
        opciones: c.opciones,
        maximo: c.maximo,
        editable: false,
        ...(ancho === undefined ? {} : { ancho }),
        mostrar: (fila) =>
          numerosDe(
            fila.celdas[c.campo]?.valor,
            referidas(ficha),
            c.campo === "origen" ? "Paso" : "Req.",
          ),
      };
    return {
      campo: c.campo,
      etiqueta: c.etiqueta,
      tipo: c.tipo,
      opciones: c.opciones,
      maximo: c.maximo,
      editable: c.editable,
      ...(ancho === undefined ? {} : { ancho }),
      ...(cifra ? { alFinal: true } : {}),
      ...(clase === "requisito" && c.campo === "emisor" && !todas
        ? { mostrar: (fila: FilaRejilla) => <CeldaEmisor fila={fila} /> }
        : c.tipo === "lista"
          ? {
              mostrar: (fila: FilaRejilla) =>
                textoDeValor(c, fila.celdas[c.campo]?.valor ?? null) || "—",
            }
          : {}),
    };
  });
  if (clase === "requisito")
    columnas.push({
      campo: BASE_DEL_REQUISITO,
      etiqueta: "Base legal",
      tipo: "texto",
      opciones: [],
      maximo: null,
      editable: false,
      ancho: anchos[BASE_DEL_REQUISITO] ?? ANCHO_PLENO,
      mostrar: (fila) => <CeldaBase ficha={ficha} fila={fila} />,
    });
  if (clase === "base_legal")
    columnas.push({
      campo: DE_QUIEN,
      etiqueta: "Respalda",
      tipo: "texto",
      opciones: [],
      maximo: null,
      editable: false,
      ancho: anchos[DE_QUIEN] ?? ANCHO_PLENO,
      mostrar: (fila) => {
        const padre = fila.celdas["padre"]?.valor;
        const n = ficha.requisitos.findIndex((r) => r.id === padre);
        return n < 0 ? "Todo el trámite" : `Requisito ${n + 1}`;
      },
    });
  const lugar = (campo: string) => {
    const i = ORDEN[clase].indexOf(campo);
    return i < 0 ? ORDEN[clase].length : i;
  };
  return columnas
    .filter((c) => todas || PRINCIPALES[clase].includes(c.campo))
    .toSorted((a, b) => lugar(a.campo) - lugar(b.campo));
}

/** Least width of the grid so that no column is squeezed. */
export function anchoDe(columnas: ReadonlyArray<ColumnaRejilla>): string {
  const rem = columnas.reduce(
    (suma, c) => suma + Number.parseFloat(c.ancho ?? ANCHO_PLENO),
    3,
  );
  return `${rem}rem`;
}
