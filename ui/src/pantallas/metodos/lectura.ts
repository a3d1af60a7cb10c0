/** Reading a result of the contract: unknown JSON, asked for by place. */
import { fechaCorta } from "../../textos/formatos";

const FIJO = "\u00a0";

export type Hecho = Readonly<Record<string, unknown>>;

export const comoObjeto = (v: unknown): Hecho =>
  typeof v === "object" && v !== null && !Array.isArray(v)
    ? Object.fromEntries(Object.entries(v))
    : {};
export const comoLista = (v: unknown): ReadonlyArray<unknown> =>
  Array.isArray(v) ? v : [];

/** What stands at `total.costo_anual` or `obligaciones[0].precio`. */
export function en(todo: unknown, ruta: string): unknown {
  let aqui = todo;
  for (const paso of ruta.split(/[.[\]]+/).filter((p) => p !== ""))
    aqui = Array.isArray(aqui) ? aqui[Number(paso)] : comoObjeto(aqui)[paso];
  return aqui;
}

export const textoEn = (todo: unknown, ruta: string): string => {
  const v = en(todo, ruta);
  return typeof v === "string" || typeof v === "number" ? String(v) : "";
};

/** A figure of the contract: value, as shown, unit. */
export interface CifraDelContrato {
  valor: string | null;
  mostrado: string;
  unidad: string;
  /** Of a percentage. */
  razon: { numerador: string; denominador: string; regla: string } | null;
  corte: string | null;
  diferencia: string | null;
}

export function cifraEn(todo: unknown, ruta: string): CifraDelContrato | null {
  const v = comoObjeto(en(todo, ruta));
  const texto = (campo: string) => {
    const t = v[campo];
    return typeof t === "string" ? t : null;
  };
  const mostrado = texto("mostrado");
  if (mostrado === null) return null;
  const regla = texto("regla");
  const diferencia = texto("diferencia_por_redondeo");
  return {
    valor: texto("valor"),
    mostrado,
    unidad: texto("unidad") ?? "",
    razon:
      regla === null
        ? null
        : {
            numerador: texto("numerador") ?? "",
            denominador: texto("denominador") ?? "",
            regla,
          },
    corte: texto("corte"),
    diferencia: diferencia === "0" ? null : diferencia,
  };
}

const UNIDADES: Readonly<Record<string, string>> = {
  "1": "",
  h: "h",
  min: "min",
  dia: "días",
  dia_habil: "días hábiles",
  dia_calendario: "días calendario",
  viaje: "viajes",
  caso: "casos",
  modalidad: "modalidades",
  "%": "%",
};
const POR: Readonly<Record<string, string>> = {
  h: "hora",
  min: "minuto",
  dia: "día",
  dia_habil: "día hábil",
  dia_calendario: "día calendario",
};

/** `Q 1,234.50`, `NOK 600.00 por hora`, `27.00 días`. */
export function conUnidad(texto: string, unidad: string): string {
  const dicho = texto.startsWith("-") ? `−${texto.slice(1)}` : texto;
  const [arriba = "", abajo] = unidad.split("/");
  const moneda = /^[A-Z]{3}$/.test(arriba);
  const solo = moneda
    ? `${arriba === "GTQ" ? "Q" : arriba}${FIJO}${dicho}`
    : [dicho, UNIDADES[arriba] ?? arriba].filter((x) => x !== "").join(FIJO);
  return abajo === undefined ? solo : `${solo} por ${POR[abajo] ?? abajo}`;
}

export const enPalabras = (c: CifraDelContrato): string =>
  c.valor === null ? c.mostrado : conUnidad(c.mostrado, c.unidad);

export const fechaEn = (todo: unknown, ruta: string): string =>
  fechaCorta(textoEn(todo, ruta));

export interface FilaDeResultado {
  valor: unknown;
  /** `obligaciones[0].actividades[1]`. */
  ruta: string;
  indices: ReadonlyArray<number>;
}

/** Rows at `obligaciones[].actividades[]`. */
export function filasEn(todo: unknown, patron: string): FilaDeResultado[] {
  let filas: FilaDeResultado[] = [{ valor: todo, ruta: "", indices: [] }];
  for (const parte of patron.split("[]").filter((p) => p !== "")) {
    const campo = parte.replace(/^\./, "");
    filas = filas.flatMap(({ valor, ruta, indices }) =>
      comoLista(en(valor, campo)).map((v, i) => ({
        valor: v,
        ruta: `${ruta === "" ? "" : `${ruta}.`}${campo}[${i}]`,
        indices: [...indices, i],
      })),
    );
  }
  return filas;
}
