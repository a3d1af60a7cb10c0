import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { useConsulta } from "../../puente/consultas";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import type { SeccionDeInforme } from "../../puente/generado/SeccionDeInforme";
import { useAccion } from "../../puente/mutaciones";
import estilos from "./Informes.module.css";

const CAMPO = "orden_de_secciones";

/** The sections in the order that the institution wrote; those that it does not name go after, in theirs. */
export function enSuOrden(
  secciones: ReadonlyArray<SeccionDeInforme>,
  escrito: string,
): ReadonlyArray<SeccionDeInforme> {
  const nombradas = escrito.split(/\s+/).filter(Boolean);
  const lugar = ({ id }: SeccionDeInforme) => {
    const i = nombradas.indexOf(id);
    return i === -1 ? nombradas.length : i;
  };
  return secciones.toSorted((a, b) => lugar(a) - lugar(b));
}

/** Which section the authority reads first: moved with its arrows, saved at once. */
export function OrdenDeSecciones({
  entidad,
  tipo,
  soloLectura,
}: {
  entidad: EntidadDto;
  /** The report whose sections are ordered. */
  tipo: string;
  soloLectura: boolean;
}) {
  const informe = useConsulta("informes_disponibles", {}).data?.find(
    (uno) => uno.tipo === tipo,
  );
  const guardar = useAccion("guardar_celdas", { enFila: true });
  if (informe === undefined || informe.secciones.length === 0) return null;
  const celda = entidad.celdas[CAMPO];
  const secciones = enSuOrden(
    informe.secciones,
    typeof celda?.valor === "string" ? celda.valor : "",
  );
  const mover = (i: number, paso: 1 | -1) => {
    const una = secciones[i];
    const otra = secciones[i + paso];
    if (una === undefined || otra === undefined) return;
    void guardar.ejecutar({
      celdas: [
        {
          entidad: entidad.id,
          campo: CAMPO,
          valor: secciones
            .with(i, otra)
            .with(i + paso, una)
            .map(({ id }) => id)
            .join(" "),
          padres: celda?.padres ?? [],
        },
      ],
      motivo: "",
    });
  };
  return (
    <Hoja titulo="Orden de las secciones">
      <AvisoDeFalla error={guardar.error} />
      <ol className={estilos["lista"]}>
        {secciones.map(({ id, titulo }, i) => (
          <li key={id} className={estilos["seccion"]}>
            <span className={estilos["nombre"]}>
              {i + 1}. {titulo}
            </span>
            {!soloLectura && (
              <>
                <button
                  type="button"
                  className={estilos["mover"]}
                  aria-label={`Subir ${titulo}`}
                  disabled={i === 0}
                  onClick={() => mover(i, -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  className={estilos["mover"]}
                  aria-label={`Bajar ${titulo}`}
                  disabled={i === secciones.length - 1}
                  onClick={() => mover(i, 1)}
                >
                  ↓
                </button>
              </>
            )}
          </li>
        ))}
      </ol>
    </Hoja>
  );
}
