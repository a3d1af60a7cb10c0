import { useState } from "react";
import { Boton } from "../../../componentes/Boton/Boton";
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
              <th scope="col">Detalle</th>
            </tr>
          </thead>
          <tbody>
            {fases.map((una) => (
              <Fila key={una.fase} fase={una} elegida={una.fase === elegida} />
            ))}
          </tbody>
        </table>
      </div>
    </Hoja>
  );
}

function Fila({
  fase: una,
  elegida,
}: {
  fase: FaseDeInstitucion;
  elegida: boolean;
}) {
  const [abierta, setAbierta] = useState(false);
  const hay = una.evidencias.length > 0 || una.movimientos.length > 0;
  return (
    <>
      <tr
        id={`fase-${una.fase}`}
        className={clases(elegida && estilos["elegida"])}
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
        <td>{una.celda.fecha === null ? "–" : fechaCorta(una.celda.fecha)}</td>
        <td>{VERIFICACION[una.celda.verificacion] || "–"}</td>
        <td>
          <Quien fase={una} />
        </td>
        <td>
          {hay ? (
            <Boton
              pequeno
              aspecto="discreto"
              aria-label={`${abierta ? "Ocultar" : "Ver"} el detalle de ${una.nombre}`}
              aria-expanded={abierta}
              onPress={() => setAbierta(!abierta)}
            >
              {abierta ? "Ocultar" : "Ver"}
            </Boton>
          ) : (
            "–"
          )}
        </td>
      </tr>
      {abierta && (
        <tr>
          <td colSpan={6} className={estilos["detalle"]}>
            <Detalle fase={una} />
          </td>
        </tr>
      )}
    </>
  );
}

/** The files that prove a phase, and how it came to where it is, newest first. */
function Detalle({
  fase: { evidencias, movimientos },
}: {
  fase: FaseDeInstitucion;
}) {
  return (
    <div className={estilos["dosListas"]}>
      <div>
        <p className={estilos["tenue"]}>
          {evidencias.length === 0
            ? "Sin archivos de evidencia."
            : `${cuantos(evidencias.length, "archivo", "archivos")} de evidencia`}
        </p>
        <ul className={estilos["lista"]}>
          {evidencias.map(({ id, nombre }) => (
            <li key={id}>{visible(nombre)}</li>
          ))}
        </ul>
      </div>
      <div>
        <p className={estilos["tenue"]}>
          {cuantos(movimientos.length, "movimiento", "movimientos")}, del último
          al primero
        </p>
        <ol className={estilos["lista"]}>
          {movimientos.map(({ a, fecha, voz, motivo }) => (
            <li key={`${fecha}·${voz}·${a}`}>
              {fechaCorta(fecha)}: {ESTADO_FASE[a].texto}, según {VOZ[voz]}
              {motivo === "" ? "" : `. ${visible(motivo)}`}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function Quien({
  fase: { celda, dice_la_institucion: institucion, dice_gae: gae },
}: {
  fase: FaseDeInstitucion;
}) {
  if (celda.difiere && institucion !== null && gae !== null)
    return (
      <span className={estilos["difiere"]}>
        La institución dice <Estado estado={institucion} />; GAE,{" "}
        <Estado estado={gae} />
      </span>
    );
  return <>{celda.voz === null ? "–" : VOZ_SOLA[celda.voz]}</>;
}
