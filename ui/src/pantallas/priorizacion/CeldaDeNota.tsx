import type { CriterioDto } from "../../puente/generado/CriterioDto";
import type { NotaDto } from "../../puente/generado/NotaDto";
import type { NotaNueva } from "../../puente/generado/NotaNueva";
import { visible } from "../../textos/visible";
import { DESACUERDO, esDelInventario } from "./palabras";
import estilos from "./Notas.module.css";

/** What the cell of one person says under one criterion. */
export interface NotaVista {
  nota: string | null;
  /** What comes after it, in words. */
  detalle: string;
  /** Typed and not written yet. */
  pendiente: boolean;
}

/** The note of a person: what is being typed, what it gave, or what the inventory says by itself. */
export function notaVista(
  criterio: CriterioDto,
  nota: NotaDto | undefined,
  persona: number,
  escrita: NotaNueva | undefined,
): NotaVista | null {
  if (nota === undefined) return null;
  const propia =
    escrita === undefined ? (nota.votos[persona] ?? null) : escrita.nota;
  const inventario = esDelInventario(criterio);
  const pendiente = escrita !== undefined;
  if (propia !== null)
    return {
      nota: String(propia),
      detalle: inventario ? "corregida" : "",
      pendiente,
    };
  if (!inventario) return { nota: null, detalle: "", pendiente };
  return {
    // With corrections of others, the note of the group is no longer that of the inventory.
    nota: nota.automatica ? nota.nota : null,
    detalle: nota.valor === "" ? "sin dato" : nota.valor,
    pendiente,
  };
}

/** One cell of the grid of notes. */
export function CeldaDeNota({
  criterio,
  nota,
  persona,
  escrita,
  dosValores,
}: {
  criterio: CriterioDto;
  nota: NotaDto | undefined;
  persona: number;
  escrita: NotaNueva | undefined;
  /** Two laptops gave different notes: one is shown until somebody chooses. */
  dosValores: boolean;
}) {
  const vista = notaVista(criterio, nota, persona, escrita);
  if (vista === null || nota === undefined)
    return <span className={estilos["espera"]} />;
  return (
    <>
      <span
        className={estilos["nota"]}
        data-pendiente={vista.pendiente ? "" : undefined}
      >
        {vista.nota ?? (
          <>
            <span aria-hidden="true">·</span>
            <span className="solo-lector">sin nota</span>
          </>
        )}
      </span>
      {vista.detalle !== "" && (
        <span className={estilos["detalle"]} title={visible(vista.detalle)}>
          {visible(vista.detalle)}
        </span>
      )}
      {dosValores && (
        <span className={estilos["dosValores"]} title="Dos valores">
          <span aria-hidden="true">≠</span>
          <span className="solo-lector">, dos valores</span>
        </span>
      )}
      {nota.desacuerdo >= DESACUERDO && (
        <span
          className={estilos["desacuerdo"]}
          title={`Desacuerdo de ${nota.desacuerdo} puntos`}
        >
          <span aria-hidden="true">▲{nota.desacuerdo}</span>
          <span className="solo-lector">
            , desacuerdo de {nota.desacuerdo} puntos
          </span>
        </span>
      )}
      {vista.pendiente && <span className="solo-lector">, sin guardar</span>}
    </>
  );
}
