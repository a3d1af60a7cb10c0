import { FallaError } from "./puente";

/** What the tag at the top of the window says. */
export type EstadoDeGuardado =
  | { estado: "sin_cambios" }
  | { estado: "guardando" }
  | { estado: "guardado"; cuando: string }
  | { estado: "fallo"; motivo: string; reintentable: boolean };

/** Phrases of the two ends of the history, or null. */
export interface Pasos {
  deshacer: string | null;
  rehacer: string | null;
}

const REINTENTABLES: ReadonlySet<string> = new Set([
  "archivo_en_uso",
  "disco_danado",
  "llavero_cerrado",
  "disco_lleno",
  "solo_lectura",
  "interno",
]);

/** True when the same save may work later without changing what was typed. */
export function esReintentable(error: FallaError): boolean {
  return REINTENTABLES.has(error.falla.codigo);
}

/**
 * The saved state of the open file: how many saves are under way, when the last one ended, which
 * failed and wait. One instance a window, handed by context; screens read it with `useGuardado`.
 */
export class RegistroDeGuardado {
  #estado: EstadoDeGuardado = { estado: "sin_cambios" };
  #pasos: Pasos = { deshacer: null, rehacer: null };
  #enCurso = 0;
  #fallidos = new Map<string, { motivo: string; reintentar: () => void }>();
  #oyentes = new Set<() => void>();

  readonly suscribir = (oyente: () => void): (() => void) => {
    this.#oyentes.add(oyente);
    return () => this.#oyentes.delete(oyente);
  };
  readonly estado = (): EstadoDeGuardado => this.#estado;
  readonly pasos = (): Pasos => this.#pasos;

  fijarPasos(pasos: Pasos): void {
    if (
      pasos.deshacer === this.#pasos.deshacer &&
      pasos.rehacer === this.#pasos.rehacer
    )
      return;
    this.#pasos = { deshacer: pasos.deshacer, rehacer: pasos.rehacer };
    this.#avisar();
  }

  empezo(): void {
    this.#enCurso += 1;
    this.#cambiar({ estado: "guardando" });
  }

  termino(cuando: string | null): void {
    this.#enCurso -= 1;
    this.#asentar(cuando);
  }

  /** `clave` names what failed (`entidad.campo`); the same key replaces the older failure. */
  fallo(
    clave: string,
    error: FallaError,
    reintentar: (() => void) | null,
  ): void {
    this.#enCurso -= 1;
    if (reintentar !== null)
      this.#fallidos.set(clave, { motivo: error.falla.mensaje, reintentar });
    if (this.#enCurso <= 0)
      this.#cambiar({
        estado: "fallo",
        motivo: error.falla.mensaje,
        reintentable: reintentar !== null,
      });
  }

  /** The failure of this key no longer waits (it was saved, or the text was put back). */
  resuelto(clave: string): void {
    if (this.#fallidos.delete(clave)) this.#asentar(null);
  }

  reintentarTodo(): void {
    const pendientes = [...this.#fallidos.values()];
    this.#fallidos.clear();
    for (const { reintentar } of pendientes) reintentar();
  }

  hayFallidos(): boolean {
    return this.#fallidos.size > 0;
  }

  #ultimo: string | null = null;
  #asentar(cuando: string | null): void {
    if (cuando !== null) this.#ultimo = cuando;
    if (this.#enCurso > 0) return;
    const [primero] = this.#fallidos.values();
    if (primero !== undefined)
      this.#cambiar({
        estado: "fallo",
        motivo: primero.motivo,
        reintentable: true,
      });
    else if (this.#ultimo === null) this.#cambiar({ estado: "sin_cambios" });
    else this.#cambiar({ estado: "guardado", cuando: this.#ultimo });
  }

  #cambiar(estado: EstadoDeGuardado): void {
    this.#estado = estado;
    this.#avisar();
  }

  #avisar(): void {
    for (const oyente of this.#oyentes) oyente();
  }
}
