import { Carga } from "../../../../componentes/Carga/Carga";
import { Copiar } from "../../../../componentes/Copiar/Copiar";
import { Dialogo } from "../../../../componentes/Dialogo/Dialogo";
import { Etiqueta } from "../../../../componentes/Etiqueta/Etiqueta";
import { Tabla } from "../../../../componentes/Tabla/Tabla";
import { useConsulta } from "../../../../puente/consultas";
import type { DetalleDelTablero } from "../../../../puente/generado/DetalleDelTablero";
import type { FaseDelTablero } from "../../../../puente/generado/FaseDelTablero";
import type { PedirTablero } from "../../../../puente/generado/PedirTablero";
import { escribirRuta } from "../../../../rutas";
import {
  cuantos,
  deCuantos,
  fechaCorta,
  fechaLarga,
  numero,
  porcentaje,
} from "../../../../textos/formatos";
import {
  ESTADO_FASE,
  NOMBRE_FASE,
  TIPO_INSTITUCION,
} from "../../../../textos/palabras";
import { visible } from "../../../../textos/visible";
import { loReportado } from "../Cifras";
import { VERIFICACION } from "../matriz/celda";
import { FASES, explicar } from "../palabras";
import { CUALES } from "./bajo";
import type { Bajo } from "./bajo";
import estilos from "./Detalle.module.css";

/** The figures of a phase that can be asked for, with how many there are under each. */
function opciones(
  fase: FaseDelTablero,
): ReadonlyArray<readonly [Bajo["cuales"], number]> {
  const todas: ReadonlyArray<readonly [Bajo["cuales"], number]> = [
    ["cuentan", fase.numerador],
    ["pendientes", fase.pendientes],
    ["en_proceso", fase.en_proceso],
    ["observadas", fase.observadas],
    ["no_iniciadas", fase.no_iniciadas],
    ["con_evidencia", fase.con_evidencia],
    ["verificado", fase.verificado],
    ["no_aplica", fase.no_aplica],
  ];
  return todas.filter(([cual, n]) => n > 0 || cual === "cuentan");
}

/** How a figure is reached and the rows under it: as many as the figure says. */
export function Detalle({
  bajo,
  fase,
  pide,
  corte,
  alCambiar,
  alCerrar,
}: {
  bajo: Bajo;
  fase: FaseDelTablero;
  pide: PedirTablero;
  corte: string;
  alCambiar: (bajo: Bajo) => void;
  alCerrar: () => void;
}) {
  const detalle = useConsulta(
    "detalle_tablero",
    { tablero: pide, fase: bajo.fase, tipo: bajo.tipo, cuales: bajo.cuales },
    { conservar: true },
  );
  const cifra =
    bajo.tipo === null
      ? fase
      : fase.por_tipo.find(({ tipo }) => tipo === bajo.tipo);
  const regla = explicar(fase.regla);
  const deTipo =
    bajo.tipo === null ? "" : ` · ${TIPO_INSTITUCION[bajo.tipo] ?? ""}`;
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo={`${fase.codigo_guia === null ? "" : `${fase.codigo_guia} `}${NOMBRE_FASE[bajo.fase]}${deTipo}`}
    >
      {cifra !== undefined && (
        <p>
          <strong>{porcentaje(cifra)}</strong>: {deCuantos(cifra)} {regla.base}.
          Regla: {regla.explica}. Corte: {fechaLarga(corte)}.
          {bajo.tipo === null && fase.reportado !== null && (
            <> GAE: {loReportado(fase, corte)}.</>
          )}
        </p>
      )}
      {bajo.tipo === null ? (
        <div
          className={estilos["cuales"]}
          role="group"
          aria-label="Qué instituciones ver"
        >
          {opciones(fase).map(([cual, n]) => (
            <button
              key={cual}
              type="button"
              className={estilos["cual"]}
              aria-pressed={
                cual === bajo.cuales ||
                (cual === "cuentan" && bajo.cuales === "declarado")
              }
              onClick={() => alCambiar({ ...bajo, cuales: cual })}
            >
              {CUALES[cual]} <strong>{numero(n)}</strong>
            </button>
          ))}
        </div>
      ) : (
        <div
          className={estilos["cuales"]}
          role="group"
          aria-label="Qué instituciones ver"
        >
          {(["cuentan", "pendientes"] as const).map((cual) => (
            <button
              key={cual}
              type="button"
              className={estilos["cual"]}
              aria-pressed={cual === bajo.cuales}
              onClick={() => alCambiar({ ...bajo, cuales: cual })}
            >
              {CUALES[cual]}{" "}
              <strong>
                {numero(
                  cifra === undefined
                    ? 0
                    : cual === "cuentan"
                      ? cifra.numerador
                      : cifra.denominador - cifra.numerador,
                )}
              </strong>
            </button>
          ))}
        </div>
      )}
      <Carga consulta={detalle}>{(dato) => <Filas detalle={dato} />}</Carga>
    </Dialogo>
  );
}

function Filas({ detalle }: { detalle: DetalleDelTablero }) {
  const cual = FASES.indexOf(detalle.fase);
  return (
    <>
      <div className={estilos["tabla"]}>
        <Tabla
          titulo={visible(detalle.titulo)}
          filas={detalle.filas}
          clave={({ institucion }) => institucion}
          columnas={[
            {
              id: "institucion",
              titulo: "Institución",
              encabeza: true,
              celda: ({ sigla, codigo, nombre }) => (
                <a
                  href={escribirRuta({
                    pantalla: "institucion",
                    institucion: sigla === "" ? codigo : sigla,
                    fase: detalle.fase,
                  })}
                >
                  {visible(nombre)}
                </a>
              ),
            },
            {
              id: "estado",
              titulo: "Estado",
              celda: ({ celdas }) => {
                const estado = celdas[cual]?.estado ?? "no_iniciada";
                return (
                  <Etiqueta tono={ESTADO_FASE[estado].tono}>
                    {ESTADO_FASE[estado].texto}
                  </Etiqueta>
                );
              },
            },
            {
              id: "fecha",
              titulo: "Fecha",
              celda: ({ celdas }) => {
                const fecha = celdas[cual]?.fecha ?? null;
                return fecha === null ? "–" : fechaCorta(fecha);
              },
            },
            {
              id: "prueba",
              titulo: "Cómo se sabe",
              celda: ({ celdas }) =>
                VERIFICACION[celdas[cual]?.verificacion ?? "nada"] || "–",
            },
          ]}
        />
      </div>
      <div className={estilos["pie"]}>
        <p role="status">
          {detalle.total === 0
            ? "Ninguna institución."
            : `${cuantos(detalle.filas.length, "institución", "instituciones")}: las mismas que dice la cifra.`}
          {detalle.asignacion_ficticia && " Asignación ficticia."}
        </p>
        {detalle.texto !== null && (
          <Copiar texto={detalle.texto} de="la lista">
            Copiar
          </Copiar>
        )}
      </div>
    </>
  );
}
