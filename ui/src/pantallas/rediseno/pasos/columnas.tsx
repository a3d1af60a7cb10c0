import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import type {
  ColumnaRejilla,
  FilaRejilla,
} from "../../../componentes/Rejilla/Rejilla";
import type { CampoDto } from "../../../puente/generado/CampoDto";
import type { RedisenoDto } from "../../../puente/generado/RedisenoDto";
import type { VersionPaso } from "../../../puente/generado/VersionPaso";
import { textoDeValor } from "../../../textos/valores";

/** Chosen from a list, never typed. */
export const USA = "requisitos";

/** Order and heading of the columns: short ones, because there are many. */
const COLUMNAS: ReadonlyArray<{
  campo: string;
  titulo: string;
  ancho: string;
  parte: string;
  /** Seen at first. */
  principal: boolean;
}> = [
  {
    campo: "texto",
    titulo: "Qué se hace",
    ancho: "18rem",
    parte: "34%",
    principal: true,
  },
  {
    campo: "actor",
    titulo: "Quién",
    ancho: "8rem",
    parte: "13%",
    principal: true,
  },
  {
    campo: "unidad",
    titulo: "Unidad",
    ancho: "9rem",
    parte: "15%",
    principal: true,
  },
  { campo: "canal", titulo: "Vía", ancho: "8rem", parte: "", principal: false },
  {
    campo: "accion",
    titulo: "Acción propuesta",
    ancho: "9rem",
    parte: "",
    principal: false,
  },
  {
    campo: "documento_entrada",
    titulo: "Recibe",
    ancho: "9rem",
    parte: "",
    principal: false,
  },
  {
    campo: "documento_salida",
    titulo: "Entrega",
    ancho: "9rem",
    parte: "",
    principal: false,
  },
  {
    campo: "sistema",
    titulo: "Sistema",
    ancho: "8rem",
    parte: "",
    principal: false,
  },
  {
    campo: "duracion_minutos",
    titulo: "Trabajo, min",
    ancho: "6rem",
    parte: "10%",
    principal: true,
  },
  {
    campo: "espera_minutos",
    titulo: "Espera antes, min",
    ancho: "6.5rem",
    parte: "11%",
    principal: true,
  },
  {
    campo: "decision",
    titulo: "Decisión",
    ancho: "5.5rem",
    parte: "",
    principal: false,
  },
  {
    campo: "resultados",
    titulo: "Resultados y qué tan seguido",
    ancho: "14rem",
    parte: "",
    principal: false,
  },
  {
    campo: "agrega_valor",
    titulo: "¿Agrega valor?",
    ancho: "9rem",
    parte: "",
    principal: false,
  },
  {
    campo: USA,
    titulo: "Requisitos que usa",
    ancho: "9rem",
    parte: "17%",
    principal: true,
  },
];

const identificadores = (valor: unknown): string[] =>
  typeof valor === "string"
    ? valor.split(" ").filter((parte) => parte !== "")
    : [];

export const requisitosDe = (fila: FilaRejilla | undefined): string[] =>
  identificadores(fila?.celdas[USA]?.valor ?? null);

/** «1, 3 y 4», by the numbers that people see. */
export function numerosDe(
  ids: ReadonlyArray<string>,
  requisitos: RedisenoDto["requisitos"],
): string {
  const lugares = ids
    .map((id) => requisitos.findIndex((r) => r.id === id) + 1)
    .filter((n) => n > 0)
    .toSorted((a, b) => a - b);
  const ultimo = lugares.pop();
  if (ultimo === undefined) return "";
  return lugares.length === 0
    ? String(ultimo)
    : `${lugares.join(", ")} y ${ultimo}`;
}

function Valor({ valor, texto }: { valor: unknown; texto: string }) {
  if (texto === "") return <>—</>;
  return (
    <Etiqueta
      forma={false}
      tono={valor === "no" ? "mal" : valor === "si" ? "bien" : "neutro"}
    >
      {valor === "no" ? "No agrega" : valor === "si" ? "Agrega" : "Por norma"}
    </Etiqueta>
  );
}

/** The columns of the grid of a version, from the declarations of its fields. */
export function columnasDePasos(
  version: VersionPaso,
  campos: ReadonlyArray<CampoDto>,
  requisitos: RedisenoDto["requisitos"],
  todas: boolean,
): ColumnaRejilla[] {
  return COLUMNAS.flatMap(({ campo, titulo, ancho, parte, principal }) => {
    const declarado = campos.find(
      (c) => c.clase === "paso" && c.campo === campo,
    );
    if (declarado === undefined || (!todas && !principal)) return [];
    // What is proposed about a paso of today is not asked of the propuesta.
    if (campo === "accion" && version === "propuesta") return [];
    const columna: ColumnaRejilla = {
      campo,
      etiqueta: titulo,
      tipo: declarado.tipo,
      opciones: declarado.opciones,
      maximo: declarado.maximo,
      editable: declarado.editable && campo !== USA,
      ancho: todas ? ancho : parte,
      ...(declarado.tipo === "entero" ? { alFinal: true } : {}),
    };
    if (campo === USA)
      columna.mostrar = (fila) =>
        numerosDe(requisitosDe(fila), requisitos) || "Ninguno";
    else if (campo === "agrega_valor")
      columna.mostrar = (fila) => {
        const valor = fila.celdas[campo]?.valor ?? null;
        return <Valor valor={valor} texto={textoDeValor(declarado, valor)} />;
      };
    else if (declarado.tipo === "lista")
      columna.mostrar = (fila) =>
        textoDeValor(declarado, fila.celdas[campo]?.valor ?? null) || "—";
    return [columna];
  });
}

/** Least width of all the columns. */
export function anchoDePasos(columnas: ReadonlyArray<ColumnaRejilla>): string {
  const rem = columnas.reduce(
    (suma, { ancho }) => suma + Number.parseFloat(ancho ?? "9"),
    3,
  );
  return `${rem}rem`;
}
