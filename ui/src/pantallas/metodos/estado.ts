/** From the form to the contract and back, and from the place of an error to a control. */
import type { FallaDeCampo } from "../../puente/generado/FallaDeCampo";
import {
  codigosDe,
  codigosEn,
  columnasDe,
  comoTexto,
  enTexto,
  esLista,
  esObjeto,
  leer,
  numerosDe,
  poner,
  sinMiles,
} from "./descripcion";
import type {
  CampoDeMetodo,
  Dato,
  ListaDeMetodo,
  NodoDeMetodo,
  Objeto,
  Ruta,
} from "./descripcion";

type Json =
  string | number | boolean | null | Json[] | { [campo: string]: Json };
type JsonObjeto = { [campo: string]: Json };

// ------------------------------------------------------------ to the core

function valorDe(
  campo: CampoDeMetodo,
  dato: Dato | undefined,
): Json | undefined {
  if (campo.tipo === "si_no")
    return dato === true ? true : campo.opcional === true ? undefined : false;
  const texto = comoTexto(dato).trim();
  if (texto === "") return campo.vacioEsNulo === true ? null : undefined;
  switch (campo.tipo) {
    case "codigos":
      return codigosDe(texto);
    case "numeros":
      return numerosDe(texto).map(sinMiles);
    case "entero": {
      const entero = sinMiles(texto);
      return /^-?\d{1,15}$/.test(entero) ? Number(entero) : entero;
    }
    case "numero":
    case "razon":
      return sinMiles(texto);
    default:
      return texto;
  }
}

function ponerEn(
  objeto: JsonObjeto,
  campo: ReadonlyArray<string>,
  valor: Json | undefined,
): void {
  if (valor === undefined) return;
  const [paso = "", ...resto] = campo;
  if (resto.length === 0) objeto[paso] = valor;
  else {
    const dentro = objeto[paso];
    const nuevo: JsonObjeto =
      typeof dentro === "object" && dentro !== null && !Array.isArray(dentro)
        ? dentro
        : {};
    objeto[paso] = nuevo;
    ponerEn(nuevo, resto, valor);
  }
}

/** Nothing was written in it. */
export function estaVacio(dato: Dato | undefined): boolean {
  if (dato === undefined || dato === null || dato === false) return true;
  if (typeof dato === "string") return dato.trim() === "";
  if (typeof dato === "boolean") return false;
  return (Array.isArray(dato) ? dato : Object.values(dato)).every(estaVacio);
}

/** Rows to send: blank ones at the end were only there to be written in. */
export function filasDe(dato: Dato | undefined): Dato[] {
  const filas = esLista(dato) ? [...dato] : [];
  while (filas.length > 0 && estaVacio(filas[filas.length - 1])) filas.pop();
  return filas;
}

function deArbol(dato: Dato | undefined): Json {
  if (!esObjeto(dato)) return null;
  const salida: JsonObjeto = {};
  const anotar = (campo: string, valor: Json | undefined) => {
    if (valor !== undefined) salida[campo] = valor;
  };
  const texto = (campo: string) => {
    const t = sinMiles(comoTexto(dato[campo]));
    return t === "" ? undefined : t;
  };
  const tipo = comoTexto(dato["tipo"]);
  anotar("tipo", tipo);
  const codigo = comoTexto(dato["codigo"]).trim();
  anotar("codigo", codigo === "" ? undefined : codigo);
  const hijos = (campo: string) => {
    const lista = dato[campo];
    return esLista(lista) ? lista : [];
  };
  switch (tipo) {
    case "tarea":
      for (const campo of ["proceso", "ciclo", "espera"])
        anotar(campo, texto(campo));
      break;
    case "secuencia":
      anotar("hijos", hijos("hijos").map(deArbol));
      break;
    case "and":
      anotar("ramas", hijos("ramas").map(deArbol));
      break;
    case "xor":
      anotar(
        "ramas",
        hijos("ramas").map((rama) => {
          const p = sinMiles(comoTexto(leer(rama, ["probabilidad"])));
          return {
            ...(p === "" ? {} : { probabilidad: p }),
            nodo: deArbol(leer(rama, ["nodo"])),
          };
        }),
      );
      break;
    case "retrabajo":
      anotar("probabilidad", texto("probabilidad"));
      anotar("cuerpo", deArbol(dato["cuerpo"]));
  }
  return salida;
}

function deNodos(
  nodos: ReadonlyArray<NodoDeMetodo>,
  aqui: Dato | undefined,
  todo: Objeto,
): JsonObjeto {
  const salida: JsonObjeto = {};
  for (const nodo of nodos) {
    if (nodo.clase === "campo") {
      ponerEn(salida, nodo.campo, valorDe(nodo, leer(aqui, nodo.campo)));
      continue;
    }
    const dato = leer(aqui, [nodo.campo]);
    switch (nodo.clase) {
      case "grupo":
        if (nodo.opcional === undefined || esObjeto(dato))
          salida[nodo.campo] = deNodos(nodo.nodos, dato, todo);
        break;
      case "lista": {
        const filas = filasDe(dato);
        if (filas.length > 0 || nodo.opcional !== true)
          salida[nodo.campo] = filas.map((fila) => ({
            ...deNodos(columnasDe(nodo, todo), fila, todo),
            ...deNodos(nodo.detalle ?? [], fila, todo),
          }));
        break;
      }
      case "matriz": {
        const n = codigosEn(todo, nodo.elementos).length;
        salida[nodo.campo] = Array.from({ length: n }, (_, i) =>
          Array.from({ length: n }, (__, j) => celdaDe(dato, i, j).trim()),
        );
        break;
      }
      case "por_codigo":
        salida[nodo.campo] = Object.fromEntries(
          codigosEn(todo, nodo.codigos).map((codigo) => [
            codigo,
            deNodos(nodo.nodos, leer(dato, [codigo]), todo),
          ]),
        );
        break;
      case "arbol":
        salida[nodo.campo] = deArbol(dato);
    }
  }
  return salida;
}

/** The input of the contract. */
export const aEntrada = (
  nodos: ReadonlyArray<NodoDeMetodo>,
  estado: Objeto,
): JsonObjeto => deNodos(nodos, estado, estado);

/** A cell of the square: the diagonal is 1 without being written. */
export const celdaDe = (
  matriz: Dato | undefined,
  i: number,
  j: number,
): string => (i === j ? "1" : comoTexto(leer(matriz, [i, j])));

// ------------------------------------------------------------ from an example

function deJson(valor: unknown): Dato {
  if (valor === null || valor === undefined) return "";
  if (typeof valor === "boolean") return valor;
  if (typeof valor === "number") return String(valor);
  if (typeof valor === "string") return valor;
  if (Array.isArray(valor)) return valor.map(deJson);
  return Object.fromEntries(
    Object.entries(valor).map(([campo, v]) => [
      campo,
      // A branch where nothing is done is not a text.
      campo === "nodo" && v === null ? null : deJson(v),
    ]),
  );
}

function juntar(
  nodos: ReadonlyArray<NodoDeMetodo>,
  dato: Dato | undefined,
  todo: Objeto,
): Dato {
  let salida: Dato = esObjeto(dato) ? dato : {};
  for (const nodo of nodos) {
    if (nodo.clase === "campo") {
      const v = leer(salida, nodo.campo);
      if (esLista(v))
        salida = poner(
          salida,
          nodo.campo,
          v.map(comoTexto).join(nodo.tipo === "codigos" ? ", " : "; "),
        );
    } else if (nodo.clase === "grupo") {
      const v = leer(salida, [nodo.campo]);
      if (esObjeto(v))
        salida = poner(salida, [nodo.campo], juntar(nodo.nodos, v, todo));
    } else if (nodo.clase === "lista") {
      const v = leer(salida, [nodo.campo]);
      if (esLista(v))
        salida = poner(
          salida,
          [nodo.campo],
          v.map((fila) =>
            juntar(
              [...columnasDe(nodo, todo), ...(nodo.detalle ?? [])],
              fila,
              todo,
            ),
          ),
        );
    }
  }
  return salida;
}

/** The state of the form for an input of the contract. */
export function deEntrada(
  nodos: ReadonlyArray<NodoDeMetodo>,
  entrada: unknown,
): Objeto {
  const crudo = deJson(entrada);
  const todo = esObjeto(crudo) ? crudo : {};
  const estado = juntar(nodos, todo, todo);
  return esObjeto(estado) ? estado : {};
}

/** An empty form: one blank row where at least one is needed. */
export function vacio(nodos: ReadonlyArray<NodoDeMetodo>): Objeto {
  const estado: Objeto = {};
  for (const nodo of nodos) {
    if (nodo.clase === "lista" && nodo.opcional !== true)
      estado[nodo.campo] = [vacio(nodo.detalle ?? [])];
    else if (nodo.clase === "grupo" && nodo.opcional === undefined)
      estado[nodo.campo] = vacio(nodo.nodos);
    else if (nodo.clase === "arbol")
      estado[nodo.campo] = { tipo: "secuencia", hijos: [{ tipo: "tarea" }] };
  }
  return estado;
}

// ------------------------------------------------------------ places

/** A place of the form: its control, what people call it and what is written in it. */
export interface Lugar {
  ruta: string;
  etiqueta: string;
  valor: string;
}

const nombreDeFila = (
  lista: ListaDeMetodo,
  fila: Dato | undefined,
  i: number,
) => {
  const codigo = comoTexto(leer(fila, ["codigo"])).trim();
  return codigo === ""
    ? `${lista.singular} ${i + 1}`
    : `${lista.singular} ${codigo}`;
};

function escrito(campo: CampoDeMetodo, dato: Dato | undefined): string {
  if (campo.tipo === "si_no") return dato === true ? "Sí" : "";
  const texto = comoTexto(dato).trim();
  return campo.opciones?.find(({ id }) => id === texto)?.etiqueta ?? texto;
}

const DE_ARBOL: Readonly<Record<string, string>> = {
  codigo: "Código",
  proceso: "Tiempo de trabajo",
  ciclo: "Tiempo total",
  espera: "Espera",
  probabilidad: "Probabilidad",
};

function* lugaresDeArbol(
  dato: Dato | undefined,
  ruta: Ruta,
  nombre: string,
): Generator<Lugar> {
  yield { ruta: enTexto(ruta), etiqueta: nombre, valor: "" };
  if (!esObjeto(dato)) return;
  const codigo = comoTexto(dato["codigo"]);
  const suyo = codigo === "" ? nombre : codigo;
  for (const campo of Object.keys(DE_ARBOL))
    yield {
      ruta: enTexto([...ruta, campo]),
      etiqueta: `${suyo}: ${(DE_ARBOL[campo] ?? campo).toLowerCase()}`,
      valor: comoTexto(dato[campo]),
    };
  for (const campo of ["hijos", "ramas"]) {
    const lista = dato[campo];
    if (!esLista(lista)) continue;
    yield { ruta: enTexto([...ruta, campo]), etiqueta: suyo, valor: "" };
    for (const [i, hijo] of lista.entries()) {
      const aqui = [...ruta, campo, i];
      const numerado = `${suyo}, parte ${i + 1}`;
      if (dato["tipo"] === "xor") {
        yield {
          ruta: enTexto([...aqui, "probabilidad"]),
          etiqueta: `${numerado}: probabilidad`,
          valor: comoTexto(leer(hijo, ["probabilidad"])),
        };
        yield* lugaresDeArbol(
          leer(hijo, ["nodo"]),
          [...aqui, "nodo"],
          numerado,
        );
      } else yield* lugaresDeArbol(hijo, aqui, numerado);
    }
  }
  if (dato["tipo"] === "retrabajo")
    yield* lugaresDeArbol(
      dato["cuerpo"],
      [...ruta, "cuerpo"],
      `${suyo}, lo que se repite`,
    );
}

function* lugares(
  nodos: ReadonlyArray<NodoDeMetodo>,
  aqui: Dato | undefined,
  ruta: Ruta,
  nombre: string,
  todo: Objeto,
): Generator<Lugar> {
  const de = (etiqueta: string) =>
    nombre === ""
      ? etiqueta
      : `${nombre}: ${etiqueta.charAt(0).toLowerCase()}${etiqueta.slice(1)}`;
  for (const nodo of nodos) {
    if (nodo.clase === "campo") {
      const dato = leer(aqui, nodo.campo);
      yield {
        ruta: enTexto([...ruta, ...nodo.campo]),
        etiqueta: de(nodo.etiqueta),
        valor: escrito(nodo, dato),
      };
      continue;
    }
    const dato = leer(aqui, [nodo.campo]);
    const suya = [...ruta, nodo.campo];
    if (nodo.clase === "arbol") {
      yield* lugaresDeArbol(dato, suya, nodo.titulo);
      continue;
    }
    const titulo = nodo.clase === "por_codigo" ? "" : nodo.titulo;
    if (nodo.clase !== "por_codigo")
      yield { ruta: enTexto(suya), etiqueta: de(titulo), valor: "" };
    switch (nodo.clase) {
      case "grupo":
        yield* lugares(nodo.nodos, dato, suya, de(titulo), todo);
        break;
      case "lista":
        for (const [i, fila] of (esLista(dato) ? dato : []).entries())
          yield* lugares(
            [...columnasDe(nodo, todo), ...(nodo.detalle ?? [])],
            fila,
            [...suya, i],
            de(nombreDeFila(nodo, fila, i)),
            todo,
          );
        break;
      case "matriz": {
        const codigos = codigosEn(todo, nodo.elementos);
        for (const [i, a] of codigos.entries())
          for (const [j, b] of codigos.entries())
            yield {
              ruta: enTexto([...suya, i, j]),
              etiqueta: de(`${a} frente a ${b}`),
              valor: i < j ? celdaDe(dato, i, j) : "",
            };
        break;
      }
      case "por_codigo":
        for (const codigo of codigosEn(todo, nodo.codigos))
          yield* lugares(
            nodo.nodos,
            leer(dato, [codigo]),
            [...suya, codigo],
            de(nodo.titulo(codigo)),
            todo,
          );
    }
  }
}

/** Every place of the form, in its order. */
export const lugaresDe = (
  nodos: ReadonlyArray<NodoDeMetodo>,
  estado: Objeto,
): Lugar[] => [...lugares(nodos, estado, [], "", estado)];

const esDentro = (ruta: string, de: string): boolean =>
  ruta === de ||
  (ruta.startsWith(de) && [".", "["].includes(ruta.charAt(de.length)));

/** Which control each error speaks of: its own, or the nearest one around it. */
export function asignar(
  fallas: ReadonlyArray<FallaDeCampo>,
  todos: ReadonlyArray<Lugar>,
): ReadonlyMap<string, string[]> {
  const mapa = new Map<string, string[]>();
  for (const { campo, mensaje } of fallas) {
    let mejor = "";
    for (const { ruta } of todos)
      if (esDentro(campo, ruta) && ruta.length > mejor.length) mejor = ruta;
    // Several values in one box: which of them.
    const cual = /^\[(\d+)\]$/.exec(campo.slice(mejor.length))?.[1];
    const dicho =
      cual === undefined || mejor === ""
        ? mensaje
        : `Dato ${Number(cual) + 1}: ${mensaje}`;
    mapa.set(mejor, [...(mapa.get(mejor) ?? []), dicho]);
  }
  return mapa;
}

/** What was written under some places, for the explanation of a figure. */
export function datosDe(
  todos: ReadonlyArray<Lugar>,
  prefijos: ReadonlyArray<string>,
): Lugar[] {
  return todos.filter(
    ({ ruta, valor }) =>
      valor !== "" && prefijos.some((p) => p === "" || esDentro(ruta, p)),
  );
}
