import { Vacio } from "../../componentes/Vacio/Vacio";
import type { FichaDto } from "../../puente/generado/FichaDto";
import { cuantos } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { textoDe } from "./lugares";
import estilos from "./Ficha.module.css";

/** The imported text of each column, to the last character. Nothing here can be changed. */
export function Original({ ficha }: { ficha: FichaDto }) {
  if (ficha.originales.length === 0)
    return (
      <Vacio titulo="Este trámite no viene de una importación">
        <p>Alguien del comité lo escribió aquí.</p>
      </Vacio>
    );
  const fecha = textoDe(ficha.tramite, "actualizado_en_fuente");
  return (
    <div className={estilos["originales"]}>
      <p className={estilos["menor"]}>
        Texto tal como llegó, para comparar. No se puede cambiar.
        {fecha !== "" && <> En la fuente se actualizó: {visible(fecha)}.</>} Los
        caracteres de control se ven como ⟦U+0000⟧.
      </p>
      {ficha.originales.map((o) => (
        <section
          key={o.columna}
          aria-label={`Columna ${o.columna}`}
          className={estilos["original"]}
        >
          <h2 className={estilos["columna"]}>
            {visible(o.columna)}
            <span className={estilos["largo"]}>
              {" "}
              {cuantos([...o.texto].length, "carácter", "caracteres")}
            </span>
          </h2>
          {o.texto === "" ? (
            <p className={estilos["menor"]}>(vacía)</p>
          ) : (
            // Long texts scroll by themselves, so the keyboard must reach them.
            <pre
              className={estilos["crudo"]}
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              tabIndex={0}
              role="region"
              aria-label={`Texto de ${o.columna}`}
            >
              {visible(o.texto)}
            </pre>
          )}
        </section>
      ))}
    </div>
  );
}
