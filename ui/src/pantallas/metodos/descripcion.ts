/**
 * What the inputs of a method are, as data: the form, the errors and the explanations are made from it.
 *
 * The state of the form has the shape of the contract (`metodos.md` §3), with every value as text, so the
 * place that an error names is the place of a control.
 */

export type Paso = string | number;
export type Ruta = ReadonlyArray<Paso>;

/** State of the form. */
export type Dato = string | boolean | null | Lista | Objeto;
export type Lista = Dato[];
export interface Objeto {
  [campo: string]: Dato;
}

export interface Opcion {
  id: string;
  etiqueta: string;
}

export interface CampoDeMetodo {
  clase: "campo";
  /** Inside its row or group; more than one step when the contract nests it. */
  campo: ReadonlyArray<string>;
  etiqueta: string;
  tipo:
    | "numero"
    | "entero"
    | "razon"
    | "codigo"
    | "texto"
    | "fecha"
    | "si_no"
    | "opcion"
    /** Several codes in one box, with commas. */
    | "codigos"
    /** Several numbers in one box, with spaces or semicolons. */
    | "numeros";
  ayuda?: string;
  opcional?: boolean;
  /** Empty is an answer: it travels as «sin dato». */
  vacioEsNulo?: boolean;
  opciones?: ReadonlyArray<Opcion>;
}

export interface GrupoDeMetodo {
  clase: "grupo";
  campo: string;
  titulo: string;
  ayuda?: string;
  /** When it is not always given: the words of the box that adds it. */
  opcional?: string;
  nodos: ReadonlyArray<NodoDeMetodo>;
}

export interface ListaDeMetodo {
  clase: "lista";
  campo: string;
  titulo: string;
  /** Name of one row. */
  singular: string;
  femenino?: boolean;
  ayuda?: string;
  opcional?: boolean;
  columnas:
    | ReadonlyArray<CampoDeMetodo>
    | ((todo: Objeto) => ReadonlyArray<CampoDeMetodo>);
  /** What each row holds besides its columns. */
  detalle?: ReadonlyArray<NodoDeMetodo>;
}

/** Judgements of each pair, as a square. */
export interface MatrizDeMetodo {
  clase: "matriz";
  campo: string;
  titulo: string;
  /** Where the codes of its elements are written, from the root. */
  elementos: ReadonlyArray<string>;
}

/** The same nodes for each code written somewhere else. */
export interface PorCodigo {
  clase: "por_codigo";
  campo: string;
  titulo: (codigo: string) => string;
  codigos: ReadonlyArray<string>;
  nodos: ReadonlyArray<NodoDeMetodo>;
}

/** The tree of a process. */
export interface ArbolDeMetodo {
  clase: "arbol";
  campo: string;
  titulo: string;
  ayuda?: string;
}

export type NodoDeMetodo =
  | CampoDeMetodo
  | GrupoDeMetodo
  | ListaDeMetodo
  | MatrizDeMetodo
  | PorCodigo
  | ArbolDeMetodo;

export const esObjeto = (d: Dato | undefined): d is Objeto =>
  typeof d === "object" && d !== null && !Array.isArray(d);
export const esLista = (d: Dato | undefined): d is Lista => Array.isArray(d);
export const comoTexto = (d: Dato | undefined): string =>
  typeof d === "string" ? d : "";

/** `criterios[1].peso`, as the core names it. */
export function enTexto(ruta: Ruta): string {
  return ruta.reduce<string>(
    (t, p) =>
      typeof p === "number" ? `${t}[${p}]` : t === "" ? p : `${t}.${p}`,
    "",
  );
}

/** The id of the control at a place. */
export const idDe = (ruta: Ruta | string): string =>
  `dato-${encodeURIComponent(typeof ruta === "string" ? ruta : enTexto(ruta))}`;

export function leer(todo: Dato | undefined, ruta: Ruta): Dato | undefined {
  let aqui: Dato | undefined = todo;
  for (const paso of ruta) {
    if (typeof paso === "number") aqui = esLista(aqui) ? aqui[paso] : undefined;
    else aqui = esObjeto(aqui) ? aqui[paso] : undefined;
  }
  return aqui;
}

/** A copy with one value changed; `undefined` takes the field out. */
export function poner(
  todo: Dato | undefined,
  ruta: Ruta,
  valor: Dato | undefined,
): Dato {
  const [paso, ...resto] = ruta;
  if (paso === undefined) return valor ?? "";
  if (typeof paso === "number") {
    const lista = esLista(todo) ? [...todo] : [];
    while (lista.length < paso) lista.push({});
    lista[paso] = poner(lista[paso], resto, valor);
    return lista;
  }
  const objeto = esObjeto(todo) ? { ...todo } : {};
  if (resto.length === 0 && valor === undefined) delete objeto[paso];
  else objeto[paso] = poner(objeto[paso], resto, valor);
  return objeto;
}

export const columnasDe = (
  lista: ListaDeMetodo,
  todo: Objeto,
): ReadonlyArray<CampoDeMetodo> =>
  typeof lista.columnas === "function" ? lista.columnas(todo) : lista.columnas;

/** Codes written in one box. */
export const codigosDe = (texto: string): string[] =>
  texto
    .split(/[,;\n]+/)
    .map((c) => c.trim())
    .filter((c) => c !== "");
export const numerosDe = (texto: string): string[] =>
  texto.split(/[;\s]+/).filter((c) => c !== "");

/** Codes of the rows of a list, or those written in one box. */
export function codigosEn(todo: Objeto, ruta: Ruta): string[] {
  const dato = leer(todo, ruta);
  if (typeof dato === "string") return codigosDe(dato);
  return esLista(dato)
    ? dato
        .map((fila) => comoTexto(leer(fila, ["codigo"])).trim())
        .filter((c) => c !== "")
    : [];
}

/** `1,234.50` as people and spreadsheets write it → `1234.50`. */
export function sinMiles(texto: string): string {
  const limpio = texto.trim();
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(limpio)
    ? limpio.replaceAll(",", "")
    : limpio;
}
