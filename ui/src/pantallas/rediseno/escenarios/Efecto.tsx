import { Boton } from "../../../componentes/Boton/Boton";
import { clases } from "../../../componentes/clases";
import { AvisoDeFalla } from "../../../componentes/Aviso/Aviso";
import { Hoja } from "../../../componentes/Hoja/Hoja";
import type { EnsayoDto } from "../../../puente/generado/EnsayoDto";
import type { Medida } from "../../../puente/generado/Medida";
import type { PasoQueSobra } from "../../../puente/generado/PasoQueSobra";
import type { FallaError } from "../../../puente/puente";
import { cuantos } from "../../../textos/formatos";
import { visible } from "../../../textos/visible";
import { FLECHA, cambioSinUnidad, lado, medidaDe } from "../palabras";
import estilos from "./Escenarios.module.css";

/** What people look at while they tick. */
export const EN_EFECTO: ReadonlyArray<Medida> = [
  "requisitos",
  "procedimientos",
  "visitas",
  "ciclo",
  "costo",
  "costo_total",
  "horas_persona",
  "horas_institucion",
];

/** The effect of the ticks. Its rows are always the same: nothing moves under the eyes. */
export function Efecto({
  cambios,
  nombres,
  resultado,
  error,
  enCurso,
  alQuitar,
}: {
  /** How many rows change. */
  cambios: number;
  /** What each measure is called, before there is an answer. */
  nombres: ReadonlyMap<Medida, string>;
  resultado: EnsayoDto | null;
  error: FallaError | null;
  enCurso: boolean;
  /** Removes these pasos too. */
  alQuitar: (pasos: ReadonlyArray<PasoQueSobra>) => void;
}) {
  const resumen =
    resultado === null
      ? ""
      : (["requisitos", "procedimientos", "visitas"] as const)
          .map((cual) => medidaDe(resultado.medidas, cual))
          .filter((m) => m?.despues != null)
          .map((m) => `${m?.nombre ?? ""} ${m?.despues ?? ""}`)
          .join(", ");
  return (
    <Hoja titulo="Qué cambia">
      <p className={estilos["resumen"]} role="status">
        {cambios === 0
          ? "Marque un requisito o un paso para ver el efecto."
          : `Con ${cuantos(cambios, "cambio", "cambios")}${resumen === "" ? "" : `: ${resumen}`}`}
      </p>
      <AvisoDeFalla error={error} />
      <table className={estilos["efecto"]} aria-busy={enCurso}>
        <caption className="solo-lector">
          Efecto de los cambios marcados
        </caption>
        <thead>
          <tr>
            <th scope="col">Medida</th>
            <th scope="col">Hoy</th>
            <th scope="col">Así</th>
            <th scope="col">Cambio</th>
          </tr>
        </thead>
        <tbody>
          {EN_EFECTO.map((cual) => {
            const m = medidaDe(resultado?.medidas ?? [], cual);
            return (
              <tr key={cual}>
                <th scope="row">{nombres.get(cual) ?? cual}</th>
                <td>{m === null ? "" : lado(m.antes, m.unidad)}</td>
                <td>
                  <strong>{m === null ? "" : lado(m.despues, m.unidad)}</strong>
                </td>
                <td
                  className={clases(m !== null && estilos[m.sentido])}
                  title={m?.sin_comparar ?? undefined}
                >
                  {m === null ? (
                    ""
                  ) : (
                    <>
                      <span aria-hidden="true">{FLECHA[m.sentido]} </span>
                      {m.sentido === "sin_dato" ? (
                        <span className="solo-lector">sin comparar</span>
                      ) : (
                        cambioSinUnidad(m)
                      )}
                    </>
                  )}
                </td>
              </tr>
            );
          })}
          <tr>
            <th scope="row">Actos legales</th>
            <td>0</td>
            <td>
              <strong>{resultado?.actos.length ?? 0}</strong>
            </td>
            <td>
              {(resultado?.actos.length ?? 0) === 0 ? "ninguno" : "hacen falta"}
            </td>
          </tr>
        </tbody>
      </table>
      {resultado !== null && resultado.actos.length > 0 && (
        <ul
          className={estilos["actos"]}
          aria-label="Actos legales que necesita"
        >
          {resultado.actos.map((a) => (
            <li key={`${a.acto}·${a.norma ?? ""}`}>
              <strong>{a.nombre}</strong>
              {a.norma !== null && `: ${visible(a.norma)}`}
            </li>
          ))}
        </ul>
      )}
      {resultado !== null && resultado.sobran.length > 0 && (
        <div
          className={estilos["sobran"]}
          role="group"
          aria-label="Pasos que sobrarían"
        >
          <p>
            <strong>
              {resultado.sobran.length === 1
                ? "Un paso se quedaría sin razón"
                : `${resultado.sobran.length} pasos se quedarían sin razón`}
            </strong>
            : solo leían lo que ya no se pediría.
          </p>
          <ul>
            {resultado.sobran.map((p) => (
              <li key={p.id}>
                {p.numero}. {visible(p.texto)}
              </li>
            ))}
          </ul>
          <Boton pequeno onPress={() => alQuitar(resultado.sobran)}>
            {resultado.sobran.length === 1
              ? "Quitar también ese paso"
              : "Quitar también esos pasos"}
          </Boton>
        </div>
      )}
      {resultado !== null && resultado.advertencias.length > 0 && (
        <details className={estilos["advertencias"]}>
          <summary>
            {cuantos(
              resultado.advertencias.length,
              "cosa por completar",
              "cosas por completar",
            )}
          </summary>
          <ul>
            {resultado.advertencias.map((a, i) => (
              <li key={`${a.codigo}·${a.donde ?? i}`}>{visible(a.mensaje)}</li>
            ))}
          </ul>
        </details>
      )}
    </Hoja>
  );
}
