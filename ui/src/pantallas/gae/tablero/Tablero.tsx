import { Suspense, useState } from "react";
import { Carga } from "../../../componentes/Carga/Carga";
import { Cifra, FilaDeCifras } from "../../../componentes/Cifra/Cifra";
import { Pagina } from "../../../componentes/Pagina/Pagina";
import { Tabla } from "../../../componentes/Tabla/Tabla";
import { useConsulta, useInstalacion } from "../../../puente/consultas";
import type { FaseDelTablero } from "../../../puente/generado/FaseDelTablero";
import { TODO_EL_TABLERO } from "../../../puente/tablero";
import type { TableroDto } from "../../../puente/generado/TableroDto";
import { deCuantos, fechaLarga, numero } from "../../../textos/formatos";
import { FechaDeCorte } from "../../perezosas";
import { NOMBRE_FASE, TIPO_INSTITUCION } from "../../../textos/palabras";
import { AvisoDeDanos } from "../../ajustes/AvisoDeDanos";
import estilos from "./Tablero.module.css";

const TIPOS = Object.keys(TIPO_INSTITUCION);

const REGLA: Readonly<Record<string, { base: string; explica: string }>> = {
  instituciones: {
    base: "instituciones",
    explica: "instituciones cuyo estado cuenta, de las que aplican",
  },
  comites_conformados: {
    base: "comités conformados",
    explica: "instituciones cuyo estado cuenta, de las que ya tienen comité",
  },
};

const explicar = (regla: string) =>
  REGLA[regla] ?? { base: regla, explica: regla };

/** The adviser's board: each phase with its base, what GAE reported beside it, and who is pending. */
export function Tablero() {
  const instalacion = useInstalacion();
  const [corte, setCorte] = useState<string | null>(null);
  const tablero = useConsulta(
    "tablero",
    { ...TODO_EL_TABLERO, corte },
    { conservar: true },
  );
  return (
    <Pagina
      ventana="Tablero"
      titulo={tablero.data === undefined ? "Tablero" : titular(tablero.data)}
      {...(tablero.data === undefined
        ? {}
        : { subtitulo: `Corte al ${fechaLarga(tablero.data.corte)}` })}
      acciones={
        // Room for it is kept: nothing moves when it comes.
        <div className={estilos["corte"]}>
          <Suspense>
            <FechaDeCorte
              corte={tablero.data?.corte ?? null}
              alCambiar={setCorte}
            />
          </Suspense>
        </div>
      }
    >
      <AvisoDeDanos danos={instalacion?.danos_hallados ?? 0} />
      <Carga consulta={tablero}>{(dato) => <Contenido tablero={dato} />}</Carga>
    </Pagina>
  );
}

function titular(tablero: TableroDto): string {
  const comite = tablero.fases.find(
    ({ fase }) => fase === "conformacion_comite",
  );
  const inventario = tablero.fases.find(({ fase }) => fase === "inventario");
  if (comite === undefined || inventario === undefined) return "Tablero";
  return `${deCuantos(comite)} instituciones tienen comité; ${numero(inventario.numerador)} entregaron su inventario`;
}

function Contenido({ tablero }: { tablero: TableroDto }) {
  const conCodigo = tablero.fases.filter(
    ({ codigo_guia: codigo }) => codigo !== null,
  );
  return (
    <>
      <FilaDeCifras>
        {conCodigo.map((fase) => (
          <Cifra
            key={fase.fase}
            titulo={`${fase.codigo_guia ?? ""} ${NOMBRE_FASE[fase.fase]}`}
            razon={{
              ...fase,
              regla: explicar(fase.regla).explica,
              corte: tablero.corte,
            }}
            base={explicar(fase.regla).base}
            {...(fase.reportado === null
              ? {}
              : { nota: `reportado por GAE, dic. 2021: ${fase.reportado} %` })}
          />
        ))}
      </FilaDeCifras>
      <Tabla
        tituloVisible
        titulo="Avance por fase: lo calculado, su base y lo reportado"
        filas={tablero.fases}
        clave={({ fase }) => fase}
        columnas={[
          {
            id: "codigo",
            titulo: "Código",
            ancho: "angosta",
            celda: ({ codigo_guia: codigo }) => codigo ?? "–",
          },
          {
            id: "fase",
            titulo: "Fase",
            encabeza: true,
            celda: ({ fase }) => NOMBRE_FASE[fase],
          },
          {
            id: "cuentan",
            titulo: "Cuentan",
            cifra: true,
            celda: ({ numerador }) => numero(numerador),
          },
          {
            id: "aplican",
            titulo: "Aplican",
            cifra: true,
            celda: ({ denominador }) => numero(denominador),
          },
          {
            id: "porcentaje",
            titulo: "Calculado",
            cifra: true,
            celda: (fase: FaseDelTablero) =>
              fase.porcentaje === null ? "n/d" : `${fase.porcentaje}\u00a0%`,
          },
          {
            id: "reportado",
            titulo: "Reportado",
            cifra: true,
            celda: ({ reportado }) =>
              reportado === null ? "–" : `${reportado} %`,
          },
          {
            id: "regla",
            titulo: "Regla del denominador",
            celda: ({ regla }) => explicar(regla).explica,
          },
        ]}
      />
      <Pendientes tablero={tablero} />
    </>
  );
}

function Pendientes({ tablero }: { tablero: TableroDto }) {
  const filas = tablero.fases
    .map(({ fase }) => ({ fase, pendientes: tablero.pendientes[fase] ?? {} }))
    .filter(({ pendientes }) => Object.keys(pendientes).length > 0);
  if (filas.length === 0) return null;
  return (
    <Tabla
      tituloVisible
      titulo="Instituciones pendientes por tipo"
      filas={filas}
      clave={({ fase }) => fase}
      columnas={[
        {
          id: "fase",
          titulo: "Fase",
          encabeza: true,
          celda: ({ fase }) => NOMBRE_FASE[fase],
        },
        ...TIPOS.map((tipo) => ({
          id: tipo,
          titulo: TIPO_INSTITUCION[tipo] ?? tipo,
          cifra: true,
          celda: ({ pendientes }: (typeof filas)[number]) =>
            numero(pendientes[tipo] ?? 0),
        })),
        {
          id: "suma",
          titulo: "Suma",
          cifra: true,
          celda: ({ pendientes }) => (
            <strong>
              {numero(
                Object.values(pendientes).reduce<number>(
                  (suma, n) => suma + (n ?? 0),
                  0,
                ),
              )}
            </strong>
          ),
        },
      ]}
      pie="La lista de 66 instituciones está por confirmar por GAE."
    />
  );
}
