import type { CampoDto } from "../../puente/generado/CampoDto";
import type { ValorDto } from "../../puente/generado/ValorDto";
import type { VersionDeCelda } from "../../puente/generado/VersionDeCelda";
import { useConsulta } from "../../puente/consultas";
import { momentoCorto } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { AvisoDeFalla } from "../Aviso/Aviso";
import { Boton } from "../Boton/Boton";
import { Dialogo } from "../Dialogo/Dialogo";
import { textoDeValor } from "../../textos/valores";
import { Vacio } from "../Vacio/Vacio";
import estilos from "./HistorialDeCelda.module.css";

/** Which cell, and how to name it to the person. */
export interface CeldaSenalada {
  entidad: string;
  campo: CampoDto;
  /** «Requisito 5», or nothing for the sheet itself. */
  donde?: string;
}

/** History of one value: who, when, before, after and why. Newest first. */
export function HistorialDeCelda({
  celda,
  alCerrar,
}: {
  celda: CeldaSenalada;
  alCerrar: () => void;
}) {
  const historial = useConsulta("historial_de_celda", {
    entidad: celda.entidad,
    campo: celda.campo.campo,
  });
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo={`Historial de «${celda.campo.etiqueta}»${celda.donde === undefined ? "" : `, ${celda.donde}`}`}
      acciones={<Boton onPress={alCerrar}>Cerrar historial</Boton>}
    >
      {historial.error !== null ? (
        <AvisoDeFalla error={historial.error} />
      ) : historial.data === undefined ? (
        <p>Leyendo el historial…</p>
      ) : (
        <VersionesDeCelda campo={celda.campo} versiones={historial.data} />
      )}
    </Dialogo>
  );
}

/** The versions as a table. */
export function VersionesDeCelda({
  campo,
  versiones,
}: {
  campo: CampoDto;
  versiones: ReadonlyArray<VersionDeCelda>;
}) {
  if (versiones.length === 0)
    return (
      <Vacio titulo="Nadie ha escrito este dato todavía">
        <p>Cuando alguien lo escriba, aquí quedará quién, cuándo y por qué.</p>
      </Vacio>
    );
  return (
    // The frame scrolls sideways at 200 % zoom, so the keyboard must reach it.
    <div
      className={estilos["marco"]}
      role="region"
      aria-label={`Cambios de «${campo.etiqueta}»`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={estilos["tabla"]}>
        <caption className="solo-lector">
          Cambios del dato, el más reciente primero
        </caption>
        <thead>
          <tr>
            <th scope="col" className={estilos["titulo"]}>
              Cuándo y quién
            </th>
            <th scope="col" className={estilos["titulo"]}>
              Antes
            </th>
            <th scope="col" className={estilos["titulo"]}>
              Después
            </th>
            <th scope="col" className={estilos["titulo"]}>
              Por qué
            </th>
          </tr>
        </thead>
        <tbody>
          {versiones.map((v) => (
            <tr key={`${v.cuando}·${v.quien}·${String(v.despues)}`}>
              <td className={estilos["celda"]}>
                <time dateTime={v.cuando} className={estilos["cuando"]}>
                  {momentoCorto(v.cuando)}
                </time>
                <span className={estilos["quien"]}>
                  {visible(v.quien) || "sin nombre"}
                </span>
              </td>
              <td className={estilos["celda"]}>
                <Valor campo={campo} valor={v.antes} antes />
              </td>
              <td className={estilos["celda"]}>
                <Valor campo={campo} valor={v.despues} />
              </td>
              <td className={estilos["celda"]}>
                {v.motivo !== "" && <span>{visible(v.motivo)}</span>}
                <span className={estilos["quien"]}>{v.operacion}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Valor({
  campo,
  valor,
  antes = false,
}: {
  campo: CampoDto;
  valor: ValorDto;
  antes?: boolean;
}) {
  if (valor === null || valor === "")
    return <span className={estilos["quien"]}>sin dato</span>;
  const texto = visible(textoDeValor(campo, valor));
  return antes ? (
    <del className={estilos["antes"]}>{texto}</del>
  ) : (
    <ins className={estilos["despues"]}>{texto}</ins>
  );
}
