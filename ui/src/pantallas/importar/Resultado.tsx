import { Boton } from "../../componentes/Boton/Boton";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { DosColumnas, Hoja } from "../../componentes/Hoja/Hoja";
import { Pestanas } from "../../componentes/Pestanas/Pestanas";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { Barras } from "../../graficos/Barras/Barras";
import type { FilaImportacion } from "../../puente/generado/FilaImportacion";
import type { ResultadoImportacion } from "../../puente/generado/ResultadoImportacion";
import { cuantos, numero } from "../../textos/formatos";
import type { Palabra } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { Auditoria } from "./Auditoria";
import { Diferencias } from "./Diferencias";
import { entra } from "./decisiones";
import type { Decisiones } from "./decisiones";
import estilos from "./Importar.module.css";

const SITUACION: Readonly<Record<string, Palabra>> = {
  nueva: { texto: "Nuevo", tono: "curso" },
  igual: { texto: "Igual", tono: "neutro" },
  actualizada: { texto: "Actualizado", tono: "bien" },
  en_espera: { texto: "En espera", tono: "aviso" },
  rechazada: { texto: "Ilegible", tono: "mal" },
};

/** Situations about which a person may decide. */
const DECIDIBLES: ReadonlySet<string> = new Set(["nueva", "actualizada"]);

const FORMATO: Readonly<Record<string, string>> = {
  csv: "CSV",
  xlsx: "Libro de Excel",
  ods: "Libro de LibreOffice",
  json: "JSON",
  "catalogo-json": "JSON del catálogo",
};
const DELIMITADOR: Readonly<Record<string, string>> = {
  ",": "coma",
  ";": "punto y coma",
  "\t": "tabulador",
};

type Vista = "muestra" | "diferencias" | "avisos" | "en_espera" | "cuentas";

/** More records of one situation, or of any, after those that are on screen. */
type Traer = (
  situacion: string | null,
  desde: number,
) => Promise<ReadonlyArray<FilaImportacion>>;

/** Records of the preview, and those that were asked for after them. */
function useRegistros(
  situacion: string | null,
  resultado: ResultadoImportacion,
  total: number,
  alTraer: Traer | undefined,
) {
  const de = useMemo(
    () =>
      situacion === null
        ? resultado.muestra
        : resultado.muestra.filter((una) => una.situacion === situacion),
    [situacion, resultado],
  );
  const [mas, setMas] = useState<{
    de: ResultadoImportacion;
    filas: ReadonlyArray<FilaImportacion>;
  }>({ de: resultado, filas: [] });
  const filas = mas.de === resultado ? [...de, ...mas.filas] : de;
  return {
    filas,
    total,
    ...(alTraer === undefined || filas.length >= total
      ? {}
      : {
          traer: async () => {
            const llegadas = await alTraer(situacion, filas.length);
            setMas({
              de: resultado,
              filas: [...(mas.de === resultado ? mas.filas : []), ...llegadas],
            });
          },
        }),
  };
}

type RegistrosALaVista = ReturnType<typeof useRegistros>;

function PieDeRegistros({ registros }: { registros: RegistrosALaVista }) {
  const { filas, total } = registros;
  if (filas.length >= total) return null;
  return (
    <span className={estilos["acciones"]}>
      Se muestran {numero(filas.length)} de {numero(total)} registros.
      {registros.traer !== undefined && (
        <Boton pequeno onPress={() => void registros.traer?.()}>
          Mostrar más
        </Boton>
      )}
    </span>
  );
}

/** What an import did or would do: five counts that add up, and the rows behind them. */
export function Resultado({
  resultado,
  hecho,
  decisiones,
  alDecidir,
  alTraer,
  archivo,
  alElegirColumnas,
}: {
  resultado: ResultadoImportacion;
  hecho: boolean;
  decisiones: Decisiones;
  /** Only in the preview. */
  alDecidir?: (decisiones: Decisiones) => void;
  alTraer?: Traer;
  /** Handle of the file, when it is a sheet whose figures can be computed again. */
  archivo?: string;
  /** Only when the file has columns to choose. */
  alElegirColumnas?: () => void;
}) {
  const [vista, setVista] = useState<Vista>("muestra");
  const todos = useRegistros(null, resultado, resultado.filas, alTraer);
  const cambiados = useRegistros(
    "actualizada",
    resultado,
    resultado.actualizadas,
    alTraer,
  );
  const enEspera = useRegistros(
    "en_espera",
    resultado,
    resultado.en_espera,
    alTraer,
  );
  const ilegibles = resultado.muestra.filter(
    ({ situacion }) => situacion === "rechazada",
  );
  return (
    <DosColumnas
      principal={
        <Pestanas<Vista>
          etiqueta="Detalle de la importación"
          elegida={vista}
          alElegir={setVista}
          pestanas={[
            {
              id: "muestra",
              titulo: "Registros",
              cuenta: resultado.filas,
              contenido: (
                <Registros
                  registros={todos}
                  decisiones={decisiones}
                  alDecidir={alDecidir}
                />
              ),
            },
            ...(resultado.actualizadas === 0
              ? []
              : [
                  {
                    id: "diferencias" as const,
                    titulo: "Diferencias",
                    cuenta: resultado.actualizadas,
                    contenido: (
                      <>
                        <Diferencias
                          filas={cambiados.filas}
                          decisiones={decisiones}
                          alDecidir={alDecidir}
                        />
                        <PieDeRegistros registros={cambiados} />
                      </>
                    ),
                  },
                ]),
            {
              id: "avisos",
              titulo: "Avisos",
              cuenta: resultado.avisos_total,
              contenido: <Avisos resultado={resultado} />,
            },
            {
              id: "en_espera",
              titulo: "En espera o ilegibles",
              cuenta: resultado.en_espera + resultado.rechazadas,
              contenido: (
                <Apartadas
                  filas={[...ilegibles, ...enEspera.filas]}
                  total={resultado.en_espera + resultado.rechazadas}
                  pie={<PieDeRegistros registros={enEspera} />}
                />
              ),
            },
            ...(archivo === undefined
              ? []
              : [
                  {
                    id: "cuentas" as const,
                    titulo: "Cuentas de la hoja",
                    contenido: (
                      <Auditoria
                        archivo={archivo}
                        hoja={resultado.hoja ?? null}
                      />
                    ),
                  },
                ]),
          ]}
        />
      }
      ayuda={
        <>
          <Hoja
            titulo={`${cuantos(resultado.filas, "registro leído", "registros leídos")}`}
          >
            <Cuentas resultado={resultado} hecho={hecho} />
          </Hoja>
          <PorInstitucion resultado={resultado} />
          <Hoja titulo="Cómo se leyó">
            <p className={estilos["tenue"]}>
              {FORMATO[resultado.formato] ?? resultado.formato}
              {resultado.codificacion !== "" && ` · ${resultado.codificacion}`}
              {resultado.delimitador !== "" &&
                ` · separado por ${DELIMITADOR[resultado.delimitador] ?? resultado.delimitador}`}
              {" · "}
              {cuantos(resultado.requisitos, "requisito", "requisitos")} y{" "}
              {cuantos(resultado.pasos, "paso", "pasos")}. El texto original se
              conserva completo en cada ficha.
            </p>
            {resultado.hoja !== undefined && (
              <p>
                Hoja <strong>{visible(resultado.hoja)}</strong>
              </p>
            )}
            {alElegirColumnas !== undefined && (
              <Boton pequeno onPress={alElegirColumnas}>
                Cambiar hoja o columnas
              </Boton>
            )}
          </Hoja>
        </>
      }
    />
  );
}

function Cuentas({
  resultado,
  hecho,
}: {
  resultado: ResultadoImportacion;
  hecho: boolean;
}) {
  const filas: ReadonlyArray<[string, string, number]> = [
    ["nueva", hecho ? "se agregaron" : "se agregarían", resultado.nuevas],
    [
      "actualizada",
      "la fuente cambió; solo lo que nadie editó",
      resultado.actualizadas,
    ],
    ["igual", "ya estaban, sin cambios", resultado.iguales],
    [
      "en_espera",
      "se guardan completos para que usted decida",
      resultado.en_espera,
    ],
    ["rechazada", "quedan en este informe", resultado.rechazadas],
  ];
  return (
    <table className={estilos["cuentas"]}>
      <caption className="solo-lector">
        Registros por situación; la suma es el total leído
      </caption>
      <tbody>
        {filas.map(([situacion, explica, n]) => {
          const palabra = SITUACION[situacion] ?? {
            texto: situacion,
            tono: "neutro",
          };
          return (
            <tr key={situacion}>
              <th scope="row">
                <Etiqueta tono={palabra.tono}>{palabra.texto}</Etiqueta>
                <span className={estilos["explica"]}>{explica}</span>
              </th>
              <td>{numero(n)}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Suma</th>
          <td>
            {numero(
              resultado.nuevas +
                resultado.actualizadas +
                resultado.iguales +
                resultado.en_espera +
                resultado.rechazadas,
            )}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function PorInstitucion({ resultado }: { resultado: ResultadoImportacion }) {
  const pares = Object.entries(resultado.por_institucion)
    .map(([institucion, n]) => ({ institucion, n: n ?? 0 }))
    .toSorted((a, b) => b.n - a.n);
  if (pares.length < 2) return null;
  return (
    <Hoja>
      <Barras
        titulo="Nuevos y actualizados por institución"
        columnas={{ nombre: "Institución", valor: "Trámites" }}
        fuente="Del archivo elegido."
        barras={pares.map(({ institucion, n }) => ({
          id: institucion,
          nombre: visible(institucion),
          valor: n,
        }))}
      />
    </Hoja>
  );
}

function Registros({
  registros,
  decisiones,
  alDecidir,
}: {
  registros: RegistrosALaVista;
  decisiones: Decisiones;
  alDecidir: ((decisiones: Decisiones) => void) | undefined;
}) {
  return (
    <Tabla<FilaImportacion>
      titulo="Registros del archivo"
      filas={registros.filas}
      clave={({ fila }) => String(fila)}
      columnas={[
        {
          id: "fila",
          titulo: "Fila",
          cifra: true,
          ancho: "angosta",
          celda: ({ fila }) => numero(fila),
        },
        ...(alDecidir === undefined
          ? []
          : [
              {
                id: "entra",
                titulo: "Entra",
                ancho: "angosta" as const,
                celda: (fila: FilaImportacion) =>
                  DECIDIBLES.has(fila.situacion) ? (
                    <input
                      type="checkbox"
                      aria-label={`Importar ${fila.nombre}`}
                      checked={entra(decisiones, fila)}
                      onChange={(evento) =>
                        alDecidir(
                          decisiones.conFila(fila, evento.target.checked),
                        )
                      }
                    />
                  ) : (
                    "–"
                  ),
              },
            ]),
        {
          id: "nombre",
          titulo: "Trámite",
          encabeza: true,
          celda: ({ nombre }) => visible(nombre),
        },
        {
          id: "institucion",
          titulo: "Institución",
          celda: ({ institucion }) => visible(institucion),
        },
        {
          id: "situacion",
          titulo: "Situación",
          celda: ({ situacion }) => {
            const palabra = SITUACION[situacion];
            return (
              <Etiqueta tono={palabra?.tono ?? "neutro"}>
                {palabra?.texto ?? situacion}
              </Etiqueta>
            );
          },
        },
        {
          id: "requisitos",
          titulo: "Requisitos",
          cifra: true,
          celda: ({ requisitos }) => numero(requisitos),
        },
        {
          id: "pasos",
          titulo: "Pasos",
          cifra: true,
          celda: ({ pasos }) => numero(pasos),
        },
        {
          id: "avisos",
          titulo: "Avisos",
          cifra: true,
          celda: ({ avisos }) => (avisos === 0 ? "–" : numero(avisos)),
        },
      ]}
      pie={<PieDeRegistros registros={registros} />}
    />
  );
}

function Avisos({ resultado }: { resultado: ResultadoImportacion }) {
  const { avisos, avisos_total: total } = resultado;
  if (total === 0) return <p>Todo se leyó sin avisos.</p>;
  return (
    <Tabla
      titulo="Avisos de lectura"
      filas={avisos}
      clave={({ fila, campo, codigo }) => `${fila}·${campo}·${codigo}`}
      columnas={[
        {
          id: "fila",
          titulo: "Fila",
          cifra: true,
          ancho: "angosta",
          celda: ({ fila }) => numero(fila),
        },
        { id: "campo", titulo: "Columna", celda: ({ campo }) => campo },
        {
          id: "mensaje",
          titulo: "Qué pasó",
          encabeza: true,
          ancho: "ancha",
          celda: ({ mensaje }) => mensaje,
        },
        {
          id: "original",
          titulo: "Texto como vino",
          celda: ({ original }) => visible(original),
        },
      ]}
      {...(avisos.length < total
        ? {
            pie: `Se muestran los primeros ${numero(avisos.length)} de ${numero(total)} avisos.`,
          }
        : {})}
    />
  );
}

function Apartadas({
  filas,
  total,
  pie,
}: {
  filas: ResultadoImportacion["muestra"];
  total: number;
  pie: ReactNode;
}) {
  if (total === 0)
    return <p>Ningún registro queda en espera ni es ilegible.</p>;
  return (
    <Tabla
      titulo="Registros en espera o ilegibles"
      filas={filas}
      clave={({ fila }) => String(fila)}
      columnas={[
        {
          id: "fila",
          titulo: "Fila",
          cifra: true,
          ancho: "angosta",
          celda: ({ fila }) => numero(fila),
        },
        {
          id: "nombre",
          titulo: "Trámite",
          encabeza: true,
          celda: ({ nombre }) => visible(nombre),
        },
        {
          id: "institucion",
          titulo: "Institución como viene",
          celda: ({ institucion }) => visible(institucion),
        },
        {
          id: "motivo",
          titulo: "Motivo",
          ancho: "ancha",
          celda: ({ motivo }) => visible(motivo ?? ""),
        },
      ]}
      pie={pie}
    />
  );
}
