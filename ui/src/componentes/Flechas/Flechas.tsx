import estilos from "./Flechas.module.css";

/** Moves one thing of a list up or down. */
export function Flechas({
  nombre,
  primera,
  ultima,
  alMover,
}: {
  /** What is moved, as it is read. */
  nombre: string;
  primera: boolean;
  ultima: boolean;
  alMover: (paso: 1 | -1) => void;
}) {
  return (
    <>
      <button
        type="button"
        className={estilos["flecha"]}
        aria-label={`Subir ${nombre}`}
        disabled={primera}
        onClick={() => alMover(-1)}
      >
        ↑
      </button>
      <button
        type="button"
        className={estilos["flecha"]}
        aria-label={`Bajar ${nombre}`}
        disabled={ultima}
        onClick={() => alMover(1)}
      >
        ↓
      </button>
    </>
  );
}
