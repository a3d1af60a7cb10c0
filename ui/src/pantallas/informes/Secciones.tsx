import { useRef } from "react";
import { Flechas } from "../../componentes/Flechas/Flechas";
import { cambiarYEnfocar } from "../../componentes/foco";
import { cuantos } from "../../textos/formatos";
import { moverSeccion } from "./pedido";
import type { SeccionElegida } from "./pedido";
import estilos from "./Informes.module.css";

/** Which parts go in and in which order. Ctrl ↑ and Ctrl ↓ move the one with the focus. */
export function Secciones({
  secciones,
  alCambiar,
}: {
  secciones: ReadonlyArray<SeccionElegida>;
  alCambiar: (secciones: ReadonlyArray<SeccionElegida>) => void;
}) {
  const lista = useRef<HTMLUListElement>(null);
  const mover = (id: string, paso: 1 | -1) => {
    // The section keeps the focus where it goes.
    cambiarYEnfocar(
      () => alCambiar(moverSeccion(secciones, id, paso)),
      () => lista.current?.querySelector(`input[value="${id}"]`),
    );
  };
  const activas = secciones.filter(({ incluida }) => incluida).length;
  return (
    <fieldset className={estilos["secciones"]}>
      <legend className={estilos["leyenda"]}>Secciones y su orden</legend>
      <ul ref={lista} className={estilos["lista"]}>
        {secciones.map(({ id, titulo, incluida }, i) => (
          <li key={id} className={estilos["seccion"]}>
            <label className={estilos["nombre"]}>
              <input
                type="checkbox"
                className={estilos["marca"]}
                value={id}
                checked={incluida}
                onChange={(evento) =>
                  alCambiar(
                    secciones.with(i, {
                      id,
                      titulo,
                      incluida: evento.target.checked,
                    }),
                  )
                }
                onKeyDown={(evento) => {
                  if (!evento.ctrlKey) return;
                  if (evento.key === "ArrowUp") mover(id, -1);
                  else if (evento.key === "ArrowDown") mover(id, 1);
                  else return;
                  evento.preventDefault();
                }}
              />
              {titulo}
            </label>
            <Flechas
              nombre={titulo}
              primera={i === 0}
              ultima={i === secciones.length - 1}
              alMover={(paso) => mover(id, paso)}
            />
          </li>
        ))}
      </ul>
      <p className={estilos["tenue"]} role="status">
        {activas === 0
          ? "Elija al menos una sección."
          : `${cuantos(activas, "sección", "secciones")} en el informe.`}
      </p>
    </fieldset>
  );
}
