import { Hoja } from "../../../../componentes/Hoja/Hoja";
import type { FaseDelTablero } from "../../../../puente/generado/FaseDelTablero";
import { numero } from "../../../../textos/formatos";
import { NOMBRE_FASE } from "../../../../textos/palabras";
import { deTipo } from "../palabras";
import type { Bajo } from "../detalle/bajo";
import estilos from "../Tablero.module.css";

/** Who is pending of the four phases with a code, counted by kind; each count lists them. */
export function EnBreve({
  fases,
  alVerBajo,
}: {
  fases: ReadonlyArray<FaseDelTablero>;
  alVerBajo: (bajo: Bajo) => void;
}) {
  const conPendientes = fases.filter(
    ({ codigo_guia: codigo, pendientes }) => codigo !== null && pendientes > 0,
  );
  return (
    <Hoja titulo="Quiénes están pendientes">
      {conPendientes.length === 0 ? (
        <p className={estilos["tenue"]}>
          Ninguna institución está pendiente en las cuatro primeras fases.
        </p>
      ) : (
        <dl className={estilos["breve"]}>
          {conPendientes.map(({ fase, por_tipo: tipos }) => (
            <div key={fase}>
              <dt>{NOMBRE_FASE[fase]}</dt>
              {tipos
                .map(({ tipo, numerador, denominador }) => ({
                  tipo,
                  n: denominador - numerador,
                }))
                .filter(({ n }) => n > 0)
                .map(({ tipo, n }) => (
                  <dd key={tipo}>
                    <button
                      type="button"
                      className={estilos["enlace"]}
                      aria-haspopup="dialog"
                      onClick={() =>
                        alVerBajo({ fase, tipo, cuales: "pendientes" })
                      }
                    >
                      {numero(n)} {deTipo(tipo, n)}
                    </button>
                  </dd>
                ))}
            </div>
          ))}
        </dl>
      )}
    </Hoja>
  );
}
