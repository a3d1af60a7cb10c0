import { useEffect, useRef } from "react";
import estilos from "./ResumenDeErrores.module.css";

export interface ErrorDeCampo {
  /** Id of the control. */
  id: string;
  mensaje: string;
}

/** All the errors of a form, first on the page and with the focus; each link goes to its field. */
export function ResumenDeErrores({
  errores,
}: {
  errores: ReadonlyArray<ErrorDeCampo>;
}) {
  const caja = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (errores.length > 0) caja.current?.focus();
  }, [errores]);
  if (errores.length === 0) return null;
  const titulo =
    errores.length === 1
      ? "Hay un dato que corregir"
      : `Hay ${errores.length} datos que corregir`;
  return (
    <div ref={caja} className={estilos["resumen"]} role="alert" tabIndex={-1}>
      <h2>{titulo}</h2>
      <ul className={estilos["lista"]}>
        {errores.map(({ id, mensaje }) => (
          <li key={`${id}·${mensaje}`}>
            <button
              type="button"
              className={estilos["ir"]}
              onClick={() => {
                const control = document.getElementById(id);
                (control?.closest("label, div") ?? control)?.scrollIntoView({
                  block: "center",
                });
                control?.focus({ preventScroll: true });
              }}
            >
              {mensaje}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
