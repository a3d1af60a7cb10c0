import type { DecisionDeFila } from "../../puente/generado/DecisionDeFila";
import type { DiferenciaDto } from "../../puente/generado/DiferenciaDto";
import type { FilaImportacion } from "../../puente/generado/FilaImportacion";

/** What a person decided about records of an import. Nothing said means: as proposed. Immutable. */
export class Decisiones {
  private constructor(
    private readonly filas: ReadonlyMap<number, DecisionDeFila>,
  ) {}

  static readonly NINGUNA = new Decisiones(new Map());

  de(fila: number): DecisionDeFila | undefined {
    return this.filas.get(fila);
  }

  /** Takes a record in, or leaves it waiting. */
  conFila({ fila }: FilaImportacion, aceptar: boolean): Decisiones {
    return this.con({
      fila,
      aceptar,
      campos: this.filas.get(fila)?.campos ?? null,
    });
  }

  /** Takes a field of an updated record, or leaves what the ficha has. */
  conCampo(
    fila: FilaImportacion,
    { campo }: DiferenciaDto,
    aceptar: boolean,
  ): Decisiones {
    const antes = new Set(
      (fila.diferencias ?? [])
        .filter((una) => entraCampo(this, fila, una))
        .map((una) => una.campo),
    );
    if (aceptar) antes.add(campo);
    else antes.delete(campo);
    return this.con({ fila: fila.fila, aceptar: true, campos: [...antes] });
  }

  /** How many are left out. */
  apartadas(): number {
    return this.lista().filter(({ aceptar }) => !aceptar).length;
  }

  /** As the core takes them. */
  lista(): DecisionDeFila[] {
    return [...this.filas.values()];
  }

  private con(decision: DecisionDeFila): Decisiones {
    return new Decisiones(new Map(this.filas).set(decision.fila, decision));
  }
}

export function entra(decisiones: Decisiones, { fila }: FilaImportacion) {
  return decisiones.de(fila)?.aceptar ?? true;
}

export function entraCampo(
  decisiones: Decisiones,
  fila: FilaImportacion,
  { campo, aplica }: DiferenciaDto,
): boolean {
  if (!entra(decisiones, fila)) return false;
  return decisiones.de(fila.fila)?.campos?.includes(campo) ?? aplica;
}
