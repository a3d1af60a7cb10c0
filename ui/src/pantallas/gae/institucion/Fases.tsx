import { clases } from "../../../componentes/clases";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { Hoja } from "../../../componentes/Hoja/Hoja";
import type { EstadoFase } from "../../../puente/generado/EstadoFase";
import type { FaseDeInstitucion } from "../../../puente/generado/FaseDeInstitucion";
import { cuantos, fechaCorta } from "../../../textos/formatos";
import { ESTADO_FASE } from "../../../textos/palabras";
import { visible } from "../../../textos/visible";
import { VERIFICACION } from "../tablero/matriz/celda";
import estilos from "./Institucion.module.css";

const VOZ = {
  institucion: "la institución",
  gae: "GAE",
  hechos: "los datos de la fase",
} as const;

const VOZ_SOLA = {
  institucion: "La institución",
  gae: "GAE",
  hechos: "Los datos",
} as const;

function Estado({ estado }: { estado: EstadoFase }) {
  return (
    <Etiqueta tono={ESTADO_FASE[estado].tono}>
      {ESTADO_FASE[estado].texto}
    </Etiqueta>
  );
}

/** The nine phases: what stands, since when, how it is known and who said it. */
export function Fases({
  fases,
  elegida,
}: {
  fases: ReadonlyArray<FaseDeInstitucion>;
  elegida: string | null;
}) {
  return (
    <Hoja titulo="Fases">
      <div
        className={estilos["marco"]}
        role="region"
        aria-label="Fases de la institución"
        tabIndex={0}
      >
        <table className={estilos["fases"]}>
          <caption className="solo-lector">
            Estado, fecha y evidencia de cada fase
          </caption>
          <thead>
            <tr>
              <th scope="col">Fase</th>
              <th scope="col">Estado</th>
              <th scope="col">Fecha</th>
              <th scope="col">Cómo se sabe</th>
              <th scope="col">Quién lo dice</th>
            </tr>
          </thead>
          <tbody>
            {fases.map((una) => (
              <tr
                key={una.fase}
                id={`fase-${una.fase}`}
                className={clases(una.fase === elegida && estilos["elegida"])}
              >
                <th scope="row">
                  {una.codigo_guia !== null && (
                    <span className={estilos["tenue"]}>{una.codigo_guia} </span>
                  )}
                  {una.nombre}
                </th>
                <td>
                  <Estado estado={una.celda.estado} />
                </td>
                <td>
                  {una.celda.fecha === null ? "–" : fechaCorta(una.celda.fecha)}
                </td>
                <td>
                  <Prueba fase={una} />
                </td>
                <td>
                  <Quien fase={una} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Hoja>
  );
}

function Prueba({ fase }: { fase: FaseDeInstitucion }) {
  const como = VERIFICACION[fase.celda.verificacion];
  if (fase.evidencias.length === 0) return <>{como === "" ? "–" : como}</>;
  return (
    <details>
      <summary>
        {como === ""
          ? cuantos(fase.evidencias.length, "archivo", "archivos")
          : como}
      </summary>
      <ul className={estilos["lista"]}>
        {fase.evidencias.map(({ id, nombre }) => (
          <li key={id}>{visible(nombre)}</li>
        ))}
      </ul>
    </details>
  );
}

function Quien({ fase }: { fase: FaseDeInstitucion }) {
  const {
    celda,
    dice_la_institucion: institucion,
    dice_gae: gae,
    movimientos,
  } = fase;
  return (
    <>
      {celda.difiere && institucion !== null && gae !== null ? (
        <span className={estilos["difiere"]}>
          La institución dice <Estado estado={institucion} />; GAE,{" "}
          <Estado estado={gae} />
        </span>
      ) : celda.voz === null ? (
        "–"
      ) : (
        VOZ_SOLA[celda.voz]
      )}
      {movimientos.length > 1 && (
        <details>
          <summary>
            {cuantos(movimientos.length, "movimiento", "movimientos")}
          </summary>
          <ol className={estilos["lista"]}>
            {movimientos.map(({ a, fecha, voz, motivo }) => (
              <li key={`${fecha}·${voz}·${a}`}>
                {fechaCorta(fecha)}: {ESTADO_FASE[a].texto}, {VOZ[voz]}
                {motivo === "" ? "" : `. ${visible(motivo)}`}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
