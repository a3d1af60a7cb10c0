import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { DosColumnas, Hoja } from "../../componentes/Hoja/Hoja";
import { Pestanas } from "../../componentes/Pestanas/Pestanas";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { Barras } from "../../graficos/Barras/Barras";
import type { ResultadoImportacion } from "../../puente/generado/ResultadoImportacion";
import { cuantos, numero } from "../../textos/formatos";
import type { Palabra } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { useState } from "react";
import estilos from "./Importar.module.css";

const SITUACION: Readonly<Record<string, Palabra>> = {
  nueva: { texto: "Nuevo", tono: "curso" },
  igual: { texto: "Igual", tono: "neutro" },
  actualizada: { texto: "Actualizado", tono: "bien" },
  en_espera: { texto: "En espera", tono: "aviso" },
  rechazada: { texto: "Ilegible", tono: "mal" },
};

const FORMATO: Readonly<Record<string, string>> = {
  csv: "CSV",
  "catalogo-json": "JSON del catálogo",
};
const DELIMITADOR: Readonly<Record<string, string>> = {
  ",": "coma",
  ";": "punto y coma",
  "\t": "tabulador",
};

type Vista = "muestra" | "avisos" | "en_espera";

/** What an import did or would do: five counts that add up, and the rows behind them. */
export function Resultado({
  resultado,
  hecho,
}: {
  resultado: ResultadoImportacion;
  hecho: boolean;
}) {
  const [vista, setVista] = useState<Vista>("muestra");
  const apartadas = resultado.muestra.filter(
    ({ situacion }) => situacion === "en_espera" || situacion === "rechazada",
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
              contenido: <Registros resultado={resultado} />,
            },
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
                  filas={apartadas}
                  total={resultado.en_espera + resultado.rechazadas}
                />
              ),
            },
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

function Registros({ resultado }: { resultado: ResultadoImportacion }) {
  const { muestra, filas } = resultado;
  return (
    <Tabla
      titulo="Registros del archivo"
      filas={muestra}
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
      {...(muestra.length < filas
        ? {
            pie: `Se muestran los primeros ${numero(muestra.length)} de ${numero(filas)} registros.`,
          }
        : {})}
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
}: {
  filas: ResultadoImportacion["muestra"];
  total: number;
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
      {...(filas.length < total
        ? {
            pie: `En la muestra hay ${numero(filas.length)} de ${numero(total)}. Todos se guardan con su texto completo.`,
          }
        : {})}
    />
  );
}
