import { Suspense, useCallback, useMemo, useState } from "react";
import { Boton, EnlaceBoton } from "../../../componentes/Boton/Boton";
import { Carga } from "../../../componentes/Carga/Carga";
import { Pagina } from "../../../componentes/Pagina/Pagina";
import { useConsulta, useInstalacion } from "../../../puente/consultas";
import type { TableroDto } from "../../../puente/generado/TableroDto";
import { irA } from "../../../rutas";
import { cuantos, fechaLarga, numero } from "../../../textos/formatos";
import { visible } from "../../../textos/visible";
import { AvisoDeDanos } from "../../ajustes/AvisoDeDanos";
import {
  CorteDelTablero,
  DetalleDelTablero,
  VistasDelTablero,
} from "../../perezosas";
import { Cifras } from "./Cifras";
import type { Bajo } from "./detalle/bajo";
import { conFiltro, corteDe, pedidoDe, verDe } from "./filtros";
import type { Filtros as DeLaDireccion } from "./filtros";
import estilos from "./Tablero.module.css";

/** The adviser's board: every institution by every phase, each figure with its base and its rows. */
export function Tablero({ filtros }: { filtros: DeLaDireccion }) {
  const instalacion = useInstalacion();
  const pide = useMemo(() => pedidoDe(filtros), [filtros]);
  const tablero = useConsulta("tablero", pide, { conservar: true });
  const [abierto, setAbierto] = useState(false);
  const [bajo, setBajo] = useState<Bajo | null>(null);
  const ir = useCallback(
    (nuevos: DeLaDireccion) =>
      irA({ pantalla: "tablero", filtros: nuevos }, { reemplazar: true }),
    [],
  );
  const dato = tablero.data;
  const ver = verDe(filtros);
  const corte = corteDe(filtros);
  const deLaFase = dato?.fases.find(({ fase }) => fase === bajo?.fase);
  return (
    <Pagina
      ventana="Tablero"
      titulo={dato === undefined ? "Tablero" : dato.titular}
      llena={ver === "matriz"}
      densa
      subtitulo={dato === undefined ? "Leyendo…" : <Subtitulo dato={dato} />}
      acciones={
        <>
          <Boton onPress={() => setAbierto(true)}>Cambiar corte</Boton>
          <EnlaceBoton
            aspecto="primario"
            a={{
              pantalla: "informes",
              filtros: {
                tipo: "consolidado",
                ...(corte === null ? {} : { corte }),
              },
            }}
          >
            Informe consolidado
          </EnlaceBoton>
        </>
      }
    >
      <AvisoDeDanos danos={instalacion?.danos_hallados ?? 0} />
      <Carga consulta={tablero}>
        {(leido) => (
          <>
            <Cifras tablero={leido} alVerBajo={setBajo} />
            <Suspense fallback={<div className={estilos["hueco"]} />}>
              <VistasDelTablero
                tablero={leido}
                pide={pide}
                filtros={filtros}
                alIr={ir}
                alVerBajo={setBajo}
              />
            </Suspense>
          </>
        )}
      </Carga>
      {abierto && dato !== undefined && (
        <Suspense>
          <CorteDelTablero
            corte={dato.corte}
            reportado={dato.fases[0]?.reportado_corte ?? null}
            alElegir={(nuevo) => ir(conFiltro(filtros, "corte", nuevo ?? ""))}
            alCerrar={() => setAbierto(false)}
          />
        </Suspense>
      )}
      {bajo !== null && dato !== undefined && deLaFase !== undefined && (
        <Suspense>
          <DetalleDelTablero
            bajo={bajo}
            fase={deLaFase}
            pide={pide}
            corte={dato.corte}
            alCambiar={setBajo}
            alCerrar={() => setBajo(null)}
          />
        </Suspense>
      )}
    </Pagina>
  );
}

function Subtitulo({ dato }: { dato: TableroDto }) {
  const partes = [
    `Corte al ${fechaLarga(dato.corte)}`,
    ...(dato.total === dato.instituciones
      ? []
      : [
          `solo ${numero(dato.total)} de ${cuantos(dato.instituciones, "institución", "instituciones")}, por los filtros`,
        ]),
    ...(dato.asignacion_ficticia
      ? [
          dato.total === dato.instituciones
            ? "datos de demostración, asignación ficticia por institución"
            : "asignación ficticia",
        ]
      : dato.demostracion
        ? ["datos de demostración"]
        : []),
  ];
  return <>{visible(partes.join(" · "))}</>;
}
