import { useEffect, useState } from "react";
import { EnlaceBoton } from "../../../componentes/Boton/Boton";
import { Carga } from "../../../componentes/Carga/Carga";
import { DosColumnas, Hoja } from "../../../componentes/Hoja/Hoja";
import { Pagina } from "../../../componentes/Pagina/Pagina";
import { useConsulta } from "../../../puente/consultas";
import { TODO_EL_TABLERO } from "../../../puente/tablero";
import type { InstitucionEntera } from "../../../puente/generado/InstitucionEntera";
import type { Ruta } from "../../../rutas";
import { deCuantos, fechaLarga } from "../../../textos/formatos";
import { TIPO_INSTITUCION } from "../../../textos/palabras";
import { visible } from "../../../textos/visible";
import { corteDe } from "../tablero/filtros";
import { edad } from "../tablero/palabras";
import { Cambios } from "../tablero/vistas/Cambios";
import { Fases } from "./Fases";
import { Lado } from "./Lado";
import { Hallazgos, Priorizacion, Redisenos, Tramites } from "./Partes";
import estilos from "./Institucion.module.css";

type RutaDeInstitucion = Extract<Ruta, { pantalla: "institucion" }>;

/** Everything of one institution, to read: nothing here is written. */
export function Institucion({ ruta }: { ruta: RutaDeInstitucion }) {
  const corte = corteDe({ corte: ruta.corte ?? "" });
  const consulta = useConsulta("institucion", {
    institucion: ruta.institucion,
    corte,
  });
  const dato = consulta.data;
  return (
    <Pagina
      ventana={
        dato === undefined ? "Institución" : visible(dato.institucion.sigla)
      }
      migas={[
        {
          texto: "Tablero",
          a: {
            pantalla: "tablero",
            filtros: corte === null ? {} : { corte },
          },
        },
        {
          texto:
            dato === undefined
              ? ruta.institucion
              : (TIPO_INSTITUCION[dato.institucion.tipo] ??
                dato.institucion.tipo),
        },
      ]}
      titulo={dato === undefined ? ruta.institucion : titular(dato)}
      subtitulo={dato === undefined ? "Leyendo…" : subtitulo(dato)}
      acciones={<Vecinas institucion={ruta.institucion} corte={corte} />}
    >
      <Carga consulta={consulta}>
        {(entera) => <Contenido entera={entera} ruta={ruta} corte={corte} />}
      </Carga>
    </Pagina>
  );
}

const titular = ({ institucion, fila }: InstitucionEntera): string =>
  `${visible(institucion.nombre)}: ${deCuantos(fila.avance)} fases`;

function subtitulo(entera: InstitucionEntera): string {
  const partes = [
    `Corte al ${fechaLarga(entera.corte)}`,
    edad(entera.fila).texto,
    ...(entera.asignacion_ficticia ? ["asignación ficticia"] : []),
  ];
  return partes.join(" · ");
}

function Contenido({
  entera,
  ruta,
  corte,
}: {
  entera: InstitucionEntera;
  ruta: RutaDeInstitucion;
  corte: string | null;
}) {
  const [desde, setDesde] = useState<string | null>(null);
  // The phase that was asked for on the board is brought into view once, when its rows are there.
  useEffect(() => {
    if (ruta.fase === undefined) return;
    const fila = document.getElementById(`fase-${ruta.fase}`);
    fila?.scrollIntoView({ block: "center" });
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <DosColumnas
      principal={
        <>
          <Fases fases={entera.fases} elegida={ruta.fase ?? null} />
          <Tramites entera={entera} />
          <Hallazgos
            hallazgos={entera.hallazgos}
            institucion={entera.institucion.id}
          />
          <Priorizacion
            ronda={entera.priorizacion}
            codigo={entera.institucion.codigo}
          />
          <Redisenos redisenos={entera.redisenos} />
          <Hoja titulo="Qué cambió">
            <Cambios
              desde={desde}
              hasta={entera.corte}
              institucion={entera.institucion.id}
              alCambiar={setDesde}
            />
          </Hoja>
        </>
      }
      ayuda={<Lado entera={entera} corte={corte} />}
    />
  );
}

/** The institutions before and after in the order of the board. */
function Vecinas({
  institucion,
  corte,
}: {
  institucion: string;
  corte: string | null;
}) {
  const filas =
    useConsulta("tablero", { ...TODO_EL_TABLERO, corte }).data?.filas ?? [];
  const i = filas.findIndex(({ sigla, codigo, institucion: id }) =>
    [sigla, codigo, id].includes(institucion),
  );
  const antes = i > 0 ? filas[i - 1] : undefined;
  const despues = i === -1 ? undefined : filas[i + 1];
  const enlace = (fila: (typeof filas)[number], texto: string) => (
    <EnlaceBoton
      a={{
        pantalla: "institucion",
        institucion: fila.sigla === "" ? fila.codigo : fila.sigla,
        ...(corte === null ? {} : { corte }),
      }}
    >
      {texto}: {visible(fila.sigla === "" ? fila.codigo : fila.sigla)}
    </EnlaceBoton>
  );
  return (
    <nav aria-label="Otras instituciones" className={estilos["vecinas"]}>
      {antes !== undefined && enlace(antes, "Anterior")}
      {despues !== undefined && enlace(despues, "Siguiente")}
    </nav>
  );
}
