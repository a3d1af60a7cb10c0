import { useQuery } from "@tanstack/react-query";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { Linea } from "../../graficos/Linea/Linea";
import { usePuente } from "../../puente/contexto";
import type { PuntoDeTendencia } from "../../puente/generado/PuntoDeTendencia";
import type { TendenciaDto } from "../../puente/generado/TendenciaDto";
import type { FallaError } from "../../puente/puente";
import { fechaCorta, fechaLarga, numero } from "../../textos/formatos";
import estilos from "./Hallazgos.module.css";

const MS_POR_DIA = 86_400_000;

/** «−12», «+3», «sin cambio». */
export function cambio(antes: number, despues: number): string {
  const diferencia = despues - antes;
  if (diferencia === 0) return "sin cambio";
  return diferencia > 0 ? `+${numero(diferencia)}` : numero(diferencia);
}

/** The sentence of the chart: where it stands, against the highest it was. */
export function titularDeTendencia(
  puntos: ReadonlyArray<PuntoDeTendencia>,
): string {
  const hoy = puntos.at(-1);
  if (hoy === undefined) return "";
  const cima = puntos.reduce((a, b) => (b.abiertos > a.abiertos ? b : a));
  if (cima.abiertos === 0) return "No ha habido posibles hallazgos por revisar";
  const quedan = `${hoy.abiertos === 1 ? "Queda 1" : `Quedan ${numero(hoy.abiertos)}`} por revisar`;
  return cima.abiertos === hoy.abiertos
    ? `${quedan}: es lo más que ha habido`
    : `${quedan}; el ${fechaLarga(cima.corte)} eran ${numero(cima.abiertos)}`;
}

const deRegla = (punto: PuntoDeTendencia | undefined, regla: string) =>
  punto?.por_regla.find((r) => r.regla === regla)?.abiertos ?? 0;

/** Open findings through time. Reading it folds the whole log: it says how far it is and can be stopped. */
export function Tendencia({ institucion }: { institucion: string | null }) {
  const puente = usePuente();
  const trabajo = useTrabajo();
  const { correr } = trabajo;
  const {
    data: leida,
    error,
    refetch,
  } = useQuery<TendenciaDto, FallaError>({
    queryKey: ["tendencia_hallazgos", { institucion }],
    queryFn: () =>
      correr((id) =>
        puente.llamar("tendencia_hallazgos", { institucion, trabajo: id }),
      ),
  });
  const leer = () => void refetch();

  if (error !== null)
    return error.falla.codigo === "cancelado" ? (
      <p className={estilos["menor"]}>
        Se dejó de leer. No se cambió nada.{" "}
        <Boton onPress={leer}>Leer la tendencia</Boton>
      </p>
    ) : (
      <AvisoDeFalla
        error={error}
        acciones={<Boton onPress={leer}>Leer de nuevo</Boton>}
      />
    );
  if (leida === undefined)
    return <Progreso trabajo={trabajo} que="Leyendo el historial" />;
  const { puntos, reglas } = leida;
  const [primero, ultimo] = [puntos[0], puntos.at(-1)];
  return (
    <div className={estilos["tendencia"]}>
      <Linea
        titulo={titularDeTendencia(puntos)}
        fuente="Posibles hallazgos por revisar al final de cada día, con las reglas de hoy. Fuente: historial de este archivo."
        puntos={puntos.map((p) => ({
          lugar: Math.round(Date.parse(p.corte) / MS_POR_DIA),
          nombre: fechaCorta(p.corte),
          valor: p.abiertos,
        }))}
      />
      <Tabla
        tituloVisible
        titulo="Por fecha"
        filas={puntos.toReversed()}
        clave={({ corte }) => corte}
        columnas={[
          {
            id: "corte",
            titulo: "Al final del",
            encabeza: true,
            celda: ({ corte }) => fechaCorta(corte),
          },
          {
            id: "abiertos",
            titulo: "Por revisar",
            cifra: true,
            celda: ({ abiertos }) => numero(abiertos),
          },
          {
            id: "cambio",
            titulo: "Cambio",
            cifra: true,
            celda: (punto) => {
              const antes = puntos[puntos.indexOf(punto) - 1];
              return antes === undefined
                ? "—"
                : cambio(antes.abiertos, punto.abiertos);
            },
          },
        ]}
      />
      <Tabla
        tituloVisible
        titulo={`Por regla, del ${fechaCorta(primero?.corte ?? "")} al ${fechaCorta(ultimo?.corte ?? "")}`}
        filas={Object.entries(reglas).toSorted(
          ([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)),
        )}
        clave={([regla]) => regla}
        columnas={[
          {
            id: "regla",
            titulo: "Regla",
            encabeza: true,
            celda: ([regla, titulo]) => `${regla} ${titulo ?? ""}`,
          },
          {
            id: "mas",
            titulo: "Lo más que hubo",
            cifra: true,
            celda: ([regla]) =>
              numero(Math.max(...puntos.map((p) => deRegla(p, regla)))),
          },
          {
            id: "hoy",
            titulo: "Hoy",
            cifra: true,
            celda: ([regla]) => numero(deRegla(ultimo, regla)),
          },
          {
            id: "cambio",
            titulo: "Cambio",
            cifra: true,
            celda: ([regla]) =>
              cambio(deRegla(primero, regla), deRegla(ultimo, regla)),
          },
        ]}
      />
    </div>
  );
}
