import { useEffect, useSyncExternalStore } from "react";
import type { Seccion } from "./puente/generado/Seccion";

/** Where a screen may be told to go: the page and what it needs to draw itself. */
export type Ruta =
  | { pantalla: "inicio" }
  | { pantalla: "recorrido"; fase?: string }
  | { pantalla: "comite" }
  | { pantalla: "inventario"; filtros: Readonly<Record<string, string>> }
  | {
      pantalla: "ficha";
      id: string;
      seccion?: Seccion;
      /** Row and field to put the focus on («Siguiente dato que falta», a finding). */
      entidad?: string;
      campo?: string;
    }
  | { pantalla: "hallazgos"; filtros: Readonly<Record<string, string>> }
  | {
      pantalla: "priorizacion";
      /** Code of the institution, in GAE's workspace. */
      institucion?: string;
      ronda?: string;
      ver?: VerPriorizacion;
    }
  | {
      pantalla: "rediseno";
      /** One trámite; without it, the list. */
      id?: string;
      ver?: VerRediseno;
      /** The requisito or paso to begin with. */
      fila?: string;
      /** Whose list, in GAE's file. */
      institucion?: string;
    }
  | { pantalla: "metodos"; metodo?: string }
  | { pantalla: "importar" }
  | { pantalla: "informes"; filtros: Readonly<Record<string, string>> }
  | { pantalla: "historial" }
  | { pantalla: "tablero"; filtros: Readonly<Record<string, string>> }
  | {
      pantalla: "institucion";
      /** Sigla or code. */
      institucion: string;
      /** The phase to begin with. */
      fase?: string;
      corte?: string;
    }
  | { pantalla: "ajustes" }
  | { pantalla: "ayuda"; tema?: string };

export type Pantalla = Ruta["pantalla"];

/** The tabs of the prioritisation; the ranking is the one without a name in the address. */
export const VER_PRIORIZACION = [
  "ranking",
  "calificar",
  "pesos",
  "impacto",
  "carga",
  "acta",
] as const;
export type VerPriorizacion = (typeof VER_PRIORIZACION)[number];

/** The tabs of a redesign; the first is the one without a name in the address. */
export const VER_REDISENO = [
  "pasos",
  "requisitos",
  "diagrama",
  "escenarios",
  "comparacion",
  "entrega",
] as const;
export type VerRediseno = (typeof VER_REDISENO)[number];

const SECCIONES: ReadonlySet<string> = new Set<Seccion>([
  "general",
  "requisitos",
  "pasos",
  "tiempo_costo",
  "base_legal",
  "volumen",
]);

function esSeccion(texto: string): texto is Seccion {
  return SECCIONES.has(texto);
}

/** Reads an address like `#/ficha/018f…?seccion=requisitos`. Anything unknown is Inicio. */
export function leerRuta(hash: string): Ruta {
  const [camino = "", consulta = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [pantalla = "", id = ""] = camino.split("/").map(decodificar);
  const parametros = new URLSearchParams(consulta);
  const filtros = Object.fromEntries(parametros);
  switch (pantalla) {
    case "inventario":
    case "hallazgos":
    case "informes":
    case "tablero":
      return { pantalla, filtros };
    case "institucion": {
      if (id === "") return { pantalla: "tablero", filtros: {} };
      const fase = parametros.get("fase") ?? "";
      const corte = parametros.get("corte") ?? "";
      return {
        pantalla,
        institucion: id,
        ...(fase === "" ? {} : { fase }),
        ...(corte === "" ? {} : { corte }),
      };
    }
    case "ficha": {
      if (id === "") return { pantalla: "inventario", filtros: {} };
      const seccion = parametros.get("seccion") ?? "";
      const entidad = parametros.get("entidad");
      const campo = parametros.get("campo");
      return {
        pantalla,
        id,
        ...(esSeccion(seccion) ? { seccion } : {}),
        ...(entidad === null ? {} : { entidad }),
        ...(campo === null ? {} : { campo }),
      };
    }
    case "priorizacion": {
      const institucion = parametros.get("institucion") ?? "";
      const ronda = parametros.get("ronda") ?? "";
      const ver = VER_PRIORIZACION.find((v) => v === parametros.get("ver"));
      return {
        pantalla,
        ...(institucion === "" ? {} : { institucion }),
        ...(ronda === "" ? {} : { ronda }),
        ...(ver === undefined ? {} : { ver }),
      };
    }
    case "rediseno": {
      const ver = VER_REDISENO.find((v) => v === parametros.get("ver"));
      const fila = parametros.get("fila") ?? "";
      const institucion = parametros.get("institucion") ?? "";
      if (id === "")
        return institucion === "" ? { pantalla } : { pantalla, institucion };
      return {
        pantalla,
        id,
        ...(ver === undefined ? {} : { ver }),
        ...(fila === "" ? {} : { fila }),
      };
    }
    case "recorrido":
      return id === "" ? { pantalla } : { pantalla, fase: id };
    case "ayuda":
      return id === "" ? { pantalla } : { pantalla, tema: id };
    case "metodos":
      return id === "" ? { pantalla } : { pantalla, metodo: id };
    case "comite":
    case "importar":
    case "historial":
    case "ajustes":
      return { pantalla };
    default:
      return { pantalla: "inicio" };
  }
}

function decodificar(parte: string): string {
  try {
    return decodeURIComponent(parte);
  } catch {
    return "";
  }
}

function conParametros(
  camino: string,
  parametros: Readonly<Record<string, string | undefined>>,
): string {
  const consulta = new URLSearchParams();
  for (const [clave, valor] of Object.entries(parametros))
    if (valor !== undefined && valor !== "") consulta.set(clave, valor);
  const texto = consulta.toString();
  return texto === "" ? camino : `${camino}?${texto}`;
}

/** The address of a route, for `href`. */
export function escribirRuta(ruta: Ruta): string {
  switch (ruta.pantalla) {
    case "inventario":
    case "hallazgos":
    case "informes":
    case "tablero":
      return conParametros(`#/${ruta.pantalla}`, ruta.filtros);
    case "institucion":
      return conParametros(
        `#/institucion/${encodeURIComponent(ruta.institucion)}`,
        { fase: ruta.fase, corte: ruta.corte },
      );
    case "ficha":
      return conParametros(`#/ficha/${encodeURIComponent(ruta.id)}`, {
        seccion: ruta.seccion,
        entidad: ruta.entidad,
        campo: ruta.campo,
      });
    case "priorizacion":
      return conParametros("#/priorizacion", {
        institucion: ruta.institucion,
        ronda: ruta.ronda,
        ver: ruta.ver,
      });
    case "rediseno":
      return conParametros(
        ruta.id === undefined
          ? "#/rediseno"
          : `#/rediseno/${encodeURIComponent(ruta.id)}`,
        { ver: ruta.ver, fila: ruta.fila, institucion: ruta.institucion },
      );
    case "recorrido":
      return ruta.fase === undefined
        ? "#/recorrido"
        : `#/recorrido/${encodeURIComponent(ruta.fase)}`;
    case "ayuda":
      return ruta.tema === undefined
        ? "#/ayuda"
        : `#/ayuda/${encodeURIComponent(ruta.tema)}`;
    case "metodos":
      return ruta.metodo === undefined
        ? "#/metodos"
        : `#/metodos/${encodeURIComponent(ruta.metodo)}`;
    case "inicio":
    case "comite":
    case "importar":
    case "historial":
    case "ajustes":
      return `#/${ruta.pantalla}`;
  }
}

/** The core names destinations as `ficha/<id>`, `importar`, …: same grammar as the address. */
export function rutaDeDestino(destino: string): Ruta {
  return leerRuta(`#/${destino}`);
}

/** Goes to a route. `reemplazar` does not leave a step behind (filters as you type). */
export function irA(ruta: Ruta, opciones: { reemplazar?: boolean } = {}): void {
  const hash = escribirRuta(ruta);
  if (hash === location.hash) return;
  if (opciones.reemplazar === true) {
    history.replaceState(null, "", hash);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else location.hash = hash;
}

let hashLeido: string | null = null;
let rutaLeida: Ruta = { pantalla: "inicio" };

function rutaActual(): Ruta {
  if (hashLeido !== location.hash) {
    hashLeido = location.hash;
    rutaLeida = leerRuta(location.hash);
  }
  return rutaLeida;
}

function suscribir(avisar: () => void): () => void {
  window.addEventListener("hashchange", avisar);
  return () => window.removeEventListener("hashchange", avisar);
}

export function useRuta(): Ruta {
  return useSyncExternalStore(suscribir, rutaActual);
}

/** «Inventario · Diligencia» in the title of the window. */
export function useTituloDeVentana(titulo: string): void {
  useEffect(() => {
    document.title = titulo === "" ? "Diligencia" : `${titulo} · Diligencia`;
  }, [titulo]);
}
