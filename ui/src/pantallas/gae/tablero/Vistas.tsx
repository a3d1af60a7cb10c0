import { useCallback, useState } from "react";
import { Boton } from "../../../componentes/Boton/Boton";
import { Pestanas } from "../../../componentes/Pestanas/Pestanas";
import { Vacio } from "../../../componentes/Vacio/Vacio";
import type { Fase } from "../../../puente/generado/Fase";
import type { FilaDelTablero } from "../../../puente/generado/FilaDelTablero";
import type { PedirTablero } from "../../../puente/generado/PedirTablero";
import type { TableroDto } from "../../../puente/generado/TableroDto";
import { irA } from "../../../rutas";
import { fechaLarga } from "../../../textos/formatos";
import type { Bajo } from "./detalle/bajo";
import {
  VER_TABLERO,
  conFiltro,
  corteDe,
  filtra,
  sinFiltros,
  verDe,
} from "./filtros";
import type { Filtros as DeLaDireccion, VerTablero } from "./filtros";
import { Filtros } from "./Filtros";
import { Mapa } from "./Mapa";
import { Matriz } from "./matriz/Matriz";
import { POR_NOMBRE, alternar } from "./matriz/orden";
import type { PorQue } from "./matriz/orden";
import { Cambios } from "./vistas/Cambios";
import { EnBreve } from "./vistas/EnBreve";
import { Fases } from "./vistas/Fases";
import { Pendientes } from "./vistas/Pendientes";
import { Tendencia } from "./vistas/Tendencia";
import estilos from "./Tablero.module.css";

const TITULO: Readonly<Record<VerTablero, string>> = {
  matriz: "Matriz",
  fases: "Fases",
  pendientes: "Pendientes",
  tendencia: "Tendencia",
  cambios: "Qué cambió",
};

/** What goes under the figures: the matrix and its map, and the other ways to look at the same rows. */
export function Vistas({
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
    fases: <Fases tablero={tablero} alVerBajo={alVerBajo} />,
    pendientes: <Pendientes tablero={tablero} />,
    tendencia: <Tendencia pide={pide} />,
    cambios: (
      <Cambios
        desde={filtros["desde"] ?? null}
        filtrado={filtra(filtros)}
        hasta={tablero.corte}
        alCambiar={(desde) => alIr(conFiltro(filtros, "desde", desde ?? ""))}
      />
    ),
  };
  return (
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
        contenido: contenidos[id],
      }))}
    />
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
