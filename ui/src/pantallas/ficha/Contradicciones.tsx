import { Boton } from "../../componentes/Boton/Boton";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import type { FichaDto } from "../../puente/generado/FichaDto";
import { SECCION } from "../../textos/palabras";
import type { Objetivo } from "./lugares";
import { CLASES_DE_FILA, filasDe } from "./lugares";
import estilos from "./Ficha.module.css";

/** Values that are each right and do not fit together. Nothing is refused: a person looks at both. */
export function Contradicciones({
  ficha,
  alIr,
}: {
  ficha: FichaDto;
  alIr: (o: Objetivo) => void;
}) {
  if (ficha.advertencias.length === 0) return null;
  return (
    <section aria-label="Datos que no concuerdan" className={estilos["panel"]}>
      <h2 className={estilos["tituloPanel"]}>
        Datos que no concuerdan · {ficha.advertencias.length}
      </h2>
      {ficha.advertencias.map((a) => {
        const clase = CLASES_DE_FILA.find((una) => una === a.clase);
        const fila =
          clase === undefined
            ? -1
            : filasDe(ficha, clase).findIndex((f) => f.id === a.entidad);
        const donde =
          fila < 0
            ? a.etiqueta
            : `${SECCION[a.seccion]}, fila ${fila + 1}: ${a.etiqueta}`;
        return (
          <article
            key={`${a.entidad}.${a.campo}.${a.mensaje}`}
            className={estilos["bandera"]}
          >
            <p>
              <Etiqueta tono="aviso">{donde}</Etiqueta> {a.mensaje}
            </p>
            <div className={estilos["botones"]}>
              <Boton
                pequeno
                aria-label={`Ver ${donde}`}
                onPress={() =>
                  alIr({
                    seccion: a.seccion,
                    entidad: a.entidad,
                    campo: a.campo,
                  })
                }
              >
                Ver el dato
              </Boton>
            </div>
          </article>
        );
      })}
    </section>
  );
}
