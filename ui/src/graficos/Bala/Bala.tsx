import estilos from "./Bala.module.css";

export interface Tramo {
  /** From 0 to 1, of the same base as the bar. */
  parte: number;
  clase: "suave" | "medio" | "fuerte";
}

/**
 * Nested bars over one base with the mark of another figure: what is declared, what of it has
 * evidence, what of it is verified, and what was reported. Its figures are always written beside it,
 * so it is decoration.
 */
export function Bala({
  tramos,
  marca,
}: {
  /** From the widest to the narrowest. */
  tramos: ReadonlyArray<Tramo>;
  /** Where the other figure falls, from 0 to 1. */
  marca?: number;
}) {
  const ancho = (parte: number) =>
    Math.round(Math.max(0, Math.min(1, parte)) * 1000) / 10;
  return (
    <svg
      className={estilos["bala"]}
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className={estilos["riel"]} y="2" width="100" height="6" />
      {tramos.map(({ parte, clase }) => (
        <rect
          key={clase}
          className={estilos[clase]}
          y="2"
          width={ancho(parte)}
          height="6"
        />
      ))}
      {marca !== undefined && (
        <line
          className={estilos["marca"]}
          x1={ancho(marca)}
          x2={ancho(marca)}
          y1="0"
          y2="10"
        />
      )}
    </svg>
  );
}
