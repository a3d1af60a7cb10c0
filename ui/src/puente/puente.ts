import type { Comandos } from "./generado/Comandos";
import type { FallaDto } from "./generado/FallaDto";

export type Comando = keyof Comandos;
export type Pide<K extends Comando> = Comandos[K]["pide"];
export type Da<K extends Comando> = Comandos[K]["da"];

/** Commands by mode: only `lee` may be cached, only `escribe` returns a `Hecho`. */
export type ComandoQue<M extends "lee" | "escribe" | "local"> = {
  [K in Comando]: Comandos[K]["modo"] extends M ? K : never;
}[Comando];

/** An opaque id of a file that the person chose, valid once, and its name to show. */
export interface ArchivoElegido {
  id: string;
  nombre: string;
}

/** What the dialog filters by. */
export type TipoDeArchivo = "catalogo" | "evidencia" | "respaldo" | "bpmn";
export type TipoDeDestino =
  | "pdf"
  | "pagina"
  | "tablas"
  | "respaldo"
  | "libro"
  | "csv"
  | "json"
  | "carpeta"
  | "bpmn";

/** Everything the screens need from outside. Two hosts implement it: the window and the test server. */
export interface Puente {
  llamar<K extends Comando>(comando: K, pide: Pide<K>): Promise<Da<K>>;
  /** Null when the person closes the dialog. */
  elegirArchivo(tipo: TipoDeArchivo): Promise<ArchivoElegido | null>;
  elegirDestino(
    nombreSugerido: string,
    tipo: TipoDeDestino,
  ): Promise<ArchivoElegido | null>;
  /** A folder for several files. Null when the person closes the dialog. */
  elegirCarpeta(): Promise<ArchivoElegido | null>;
  /** Shows the folder of a file, or the folder, that this session wrote. */
  abrirCarpeta(idDestino: string): Promise<void>;
  /** Opens with the system's viewer (which prints it) a file that this session exported. */
  abrirExportado(idDestino: string): Promise<void>;
  /** Tells the shell that the first screen is built and takes keys. */
  avisarPrimeraPantalla(): void;
  /** Runs before the window closes; a pending save goes here. Returns how to stop listening. */
  alCerrar(antes: () => Promise<void>): () => void;
}

/** A command that the core refused or could not do. The message is ready to be read by people. */
export class FallaError extends Error {
  readonly falla: FallaDto;

  constructor(falla: FallaDto) {
    super(falla.mensaje);
    this.name = "FallaError";
    this.falla = falla;
  }
}

const CODIGO_INTERNO = "interno";

function esObjeto(valor: unknown): valor is Record<string, unknown> {
  return typeof valor === "object" && valor !== null;
}

function esFalla(valor: unknown): valor is FallaDto {
  return (
    esObjeto(valor) &&
    typeof valor["codigo"] === "string" &&
    typeof valor["mensaje"] === "string" &&
    Array.isArray(valor["campos"])
  );
}

/** Turns whatever a host threw into a `FallaError`. */
export function comoFalla(error: unknown): FallaError {
  if (error instanceof FallaError) return error;
  if (esFalla(error)) return new FallaError(error);
  return new FallaError({
    codigo: CODIGO_INTERNO,
    mensaje:
      "No se pudo completar la acción y no se cambió nada. Lo que escribió sigue en pantalla. Intente de nuevo; si vuelve a ocurrir, cierre y abra Diligencia.",
    campos: [],
    incidente: null,
  });
}
