import { Carga } from "../../../../componentes/Carga/Carga";
import { Tabla } from "../../../../componentes/Tabla/Tabla";
import { Vacio } from "../../../../componentes/Vacio/Vacio";
import { Lineas } from "../../../../graficos/Lineas/Lineas";
import { useConsulta } from "../../../../puente/consultas";
import type { PedirTablero } from "../../../../puente/generado/PedirTablero";
import type { TendenciaDelTablero } from "../../../../puente/generado/TendenciaDelTablero";
import { deCuantos, fechaCorta, porcentaje } from "../../../../textos/formatos";
import { NOMBRE_FASE } from "../../../../textos/palabras";
import { FASES, FASE_BREVE } from "../palabras";
import estilos from "../Tablero.module.css";

const MS_POR_DIA = 86_400_000;
/** The phases with a code in the guide, which are the ones that GAE reports. */
const DIBUJADAS = FASES.slice(0, 4);

/** The phases at up to twelve cut-offs, by the dates of the facts. */
export function Tendencia({ pide }: { pide: PedirTablero }) {
  const tendencia = useConsulta(
    "tendencia_tablero",
    { tablero: pide, desde: null, hasta: pide.corte },
    { conservar: true },
  );
  return <Carga consulta={tendencia}>{(dato) => <Puntos {...dato} />}</Carga>;
}

function Puntos({ titular, puntos }: TendenciaDelTablero) {
  const ultimo = puntos.at(-1);
  if (ultimo === undefined || puntos.length < 2)
    return (
      <Vacio titulo="Todavía no hay con qué comparar">
        La tendencia aparece cuando hay hechos en dos fechas o más.
      </Vacio>
    );
  return (
    <div className={estilos["vista"]}>
      <div className={estilos["grafica"]}>
        <Lineas
          titulo={titular}
          fuente="Por la fecha de cada hecho, con la lista y las reglas de hoy. Fuente: este archivo de datos."
          momentos={puntos.map(({ corte }) => ({
            lugar: Math.round(Date.parse(corte) / MS_POR_DIA),
            nombre: fechaCorta(corte),
          }))}
          series={DIBUJADAS.map((fase, i) => ({
            id: fase,
            nombre: NOMBRE_FASE[fase],
            valores: puntos.map(({ fases }) => {
              const razon = fases[i];
              return razon === undefined || razon.denominador === 0
                ? null
                : (razon.numerador * 100) / razon.denominador;
            }),
            final: porcentaje(ultimo.fases[i] ?? { porcentaje: null }),
          }))}
        />
      </div>
      <Tabla
        tituloVisible
        titulo="Instituciones que cuentan en cada corte"
        filas={puntos.toReversed()}
        clave={({ corte }) => corte}
        columnas={[
          {
            id: "corte",
            titulo: "Corte",
            encabeza: true,
            celda: ({ corte }) => fechaCorta(corte),
          },
          ...FASES.map((fase, i) => ({
            id: fase,
            titulo: FASE_BREVE[fase],
            cifra: true,
            celda: ({ fases }: TendenciaDelTablero["puntos"][number]) => {
              const razon = fases[i];
              return razon === undefined || razon.denominador === 0
                ? "n/d"
                : deCuantos(razon);
            },
          })),
        ]}
      />
    </div>
  );
}
