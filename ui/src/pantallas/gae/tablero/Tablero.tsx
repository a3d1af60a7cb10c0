import { Suspense, useCallback, useMemo, useState } from "react";
import { Boton, EnlaceBoton } from "../../../componentes/Boton/Boton";
import { Carga } from "../../../componentes/Carga/Carga";
import { Pagina } from "../../../componentes/Pagina/Pagina";
import { Pestanas } from "../../../componentes/Pestanas/Pestanas";
import { Vacio } from "../../../componentes/Vacio/Vacio";
import { useConsulta, useInstalacion } from "../../../puente/consultas";
import type { Fase } from "../../../puente/generado/Fase";
import type { FilaDelTablero } from "../../../puente/generado/FilaDelTablero";
import type { PedirTablero } from "../../../puente/generado/PedirTablero";
import type { TableroDto } from "../../../puente/generado/TableroDto";
import { irA } from "../../../rutas";
import { cuantos, fechaLarga, numero } from "../../../textos/formatos";
import { visible } from "../../../textos/visible";
import { AvisoDeDanos } from "../../ajustes/AvisoDeDanos";
import {
  CambiosDelTablero,
  CorteDelTablero,
  DetalleDelTablero,
  FasesDelTablero,
  PendientesDelTablero,
  TendenciaDelTablero,
} from "../../perezosas";
import { Cifras } from "./Cifras";
import type { Bajo } from "./detalle/bajo";
import {
  VER_TABLERO,
  conFiltro,
  corteDe,
  filtra,
  pedidoDe,
  sinFiltros,
  verDe,
} from "./filtros";
import type { Filtros as DeLaDireccion, VerTablero } from "./filtros";
import { Filtros } from "./Filtros";
import { Mapa } from "./Mapa";
import { Matriz } from "./matriz/Matriz";
import { POR_NOMBRE, alternar } from "./matriz/orden";
import type { PorQue } from "./matriz/orden";
import { EnBreve } from "./vistas/EnBreve";
import estilos from "./Tablero.module.css";

const TITULO: Readonly<Record<VerTablero, string>> = {
  matriz: "Matriz",
  fases: "Fases",
  pendientes: "Pendientes",
  tendencia: "Tendencia",
  cambios: "Qué cambió",
};

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
          <Contenido
            tablero={leido}
            pide={pide}
            filtros={filtros}
            alIr={ir}
            alVerBajo={setBajo}
          />
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

function Contenido({
  tablero,
  pide,
  filtros,
  alIr,
  alVerBajo,
}: {
  tablero: TableroDto;
  pide: PedirTablero;
  filtros: DeLaDireccion;
  alIr: (filtros: DeLaDireccion) => void;
  alVerBajo: (bajo: Bajo) => void;
}) {
  const contenidos: Readonly<Record<VerTablero, React.ReactNode>> = {
    matriz: (
      <VistaMatriz
        tablero={tablero}
        filtros={filtros}
        alIr={alIr}
        alVerBajo={alVerBajo}
      />
    ),
    fases: <FasesDelTablero tablero={tablero} alVerBajo={alVerBajo} />,
    pendientes: <PendientesDelTablero tablero={tablero} />,
    tendencia: <TendenciaDelTablero pide={pide} />,
    cambios: (
      <CambiosDelTablero
        desde={filtros["desde"] ?? null}
        filtrado={filtra(filtros)}
        hasta={tablero.corte}
        alCambiar={(desde) => alIr(conFiltro(filtros, "desde", desde ?? ""))}
      />
    ),
  };
  return (
    <>
      <Cifras tablero={tablero} alVerBajo={alVerBajo} />
      <Pestanas
        etiqueta="Vistas del tablero"
        elegida={verDe(filtros)}
        alElegir={(id) =>
          alIr(conFiltro(filtros, "ver", id === "matriz" ? "" : id))
        }
        extremo={
          <Filtros filtros={filtros} mapa={tablero.mapa} alCambiar={alIr} />
        }
        pestanas={VER_TABLERO.map((id) => ({
          id,
          titulo: TITULO[id],
          contenido: <Suspense>{contenidos[id]}</Suspense>,
        }))}
      />
    </>
  );
}

function VistaMatriz({
  tablero,
  filtros,
  alIr,
  alVerBajo,
}: {
  tablero: TableroDto;
  filtros: DeLaDireccion;
  alIr: (filtros: DeLaDireccion) => void;
  alVerBajo: (bajo: Bajo) => void;
}) {
  const [orden, setOrden] = useState(POR_NOMBRE);
  const [agrupada, setAgrupada] = useState(true);
  const [faseDelMapa, setFaseDelMapa] = useState<Fase>("inventario");
  const corte = corteDe(filtros);
  const alOrdenar = useCallback(
    (por: PorQue) => setOrden((antes) => alternar(antes, por)),
    [],
  );
  const alAbrir = useCallback(
    (fila: Pick<FilaDelTablero, "sigla" | "codigo">, fase: Fase | null) =>
      irA({
        pantalla: "institucion",
        institucion: fila.sigla === "" ? fila.codigo : fila.sigla,
        ...(fase === null ? {} : { fase }),
        ...(corte === null ? {} : { corte }),
      }),
    [corte],
  );
  if (tablero.total === 0)
    return (
      <Vacio
        titulo="Ninguna institución cumple estos filtros"
        acciones={
          <Boton onPress={() => alIr(sinFiltros(filtros))}>
            Quitar filtros
          </Boton>
        }
      >
        Cambie o quite un filtro para volver a ver la matriz.
      </Vacio>
    );
  return (
    <div className={estilos["mesa"]}>
      <Matriz
        titulo={`Estado de las nueve fases en cada institución, al ${fechaLarga(tablero.corte)}`}
        fases={tablero.fases}
        filas={tablero.filas}
        grupos={tablero.grupos}
        agrupada={agrupada}
        alAgrupar={setAgrupada}
        orden={orden}
        alOrdenar={alOrdenar}
        alAbrir={alAbrir}
        alVerBajo={alVerBajo}
      />
      <div className={estilos["lado"]}>
        <Mapa
          mapa={tablero.mapa}
          fase={faseDelMapa}
          alElegirFase={setFaseDelMapa}
          alAbrir={(id, fase) => {
            const fila = tablero.filas.find(
              ({ institucion }) => institucion === id,
            );
            if (fila !== undefined) alAbrir(fila, fase);
          }}
        />
        <EnBreve fases={tablero.fases} alVerBajo={alVerBajo} />
        {filtra(filtros) && (
          <p className={estilos["tenue"]}>
            Las cifras cuentan solo las instituciones que pasan los filtros.
          </p>
        )}
      </div>
    </div>
  );
}
