import { useMemo, useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { TablaVirtual } from "../../componentes/TablaVirtual/TablaVirtual";
import { Vacio } from "../../componentes/Vacio/Vacio";
import type { OrdenDeClasificacion } from "../../puente/generado/OrdenDeClasificacion";
import type { PuestoDto } from "../../puente/generado/PuestoDto";
import type { RondaDto } from "../../puente/generado/RondaDto";
import { useClasificacionPorPaginas } from "../../puente/paginas";
import { cuantos } from "../../textos/formatos";
import { Corte } from "./Corte";
import { ExplicarPuntaje } from "./ExplicarPuntaje";
import { MoverAMano } from "./MoverAMano";
import type { Movimiento } from "./MoverAMano";
import { Movimientos } from "./Movimientos";
import { visible } from "../../textos/visible";
import { columnasDelRanking } from "./columnas";
import { useInstitucionEnPantalla } from "./institucion";
import { useReposo } from "./useReposo";
import estilos from "./Priorizacion.module.css";

const ORDENES: Readonly<Record<OrdenDeClasificacion, string>> = {
  posicion: "Por posición",
  desacuerdo: "Por desacuerdo",
  sin_dato: "Por falta de datos",
  codigo: "Por código",
};
const esOrden = (t: string): t is OrdenDeClasificacion =>
  Object.hasOwn(ORDENES, t);

/** The ranking: who comes first, how firm that is, where it is cut and what was moved by hand. */
export function Ranking({
  ronda,
  soloLectura,
}: {
  ronda: RondaDto;
  soloLectura: boolean;
}) {
  const [texto, setTexto] = useState("");
  const institucion = useInstitucionEnPantalla();
  const [orden, setOrden] = useState<OrdenDeClasificacion>("posicion");
  const [conRangos, setConRangos] = useState(false);
  const [explicado, setExplicado] = useState<PuestoDto | null>(null);
  const [movimiento, setMovimiento] = useState<Movimiento | null>(null);
  const buscado = useReposo(texto);
  const cerrada = ronda.estado === "cerrada";
  const pide = useMemo(
    () => ({
      institucion,
      ronda: ronda.entidad.id,
      puntos: null,
      texto: buscado,
      orden,
      votante: null,
      con_rangos: conRangos,
    }),
    [institucion, ronda.entidad.id, buscado, orden, conRangos],
  );
  const lista = useClasificacionPorPaginas(pide);
  const columnas = useMemo(
    () => columnasDelRanking(ronda.criterios, conRangos, cerrada, setExplicado),
    [ronda.criterios, conRangos, cerrada],
  );
  const comparables = lista.resumen?.comparables;
  const fuera =
    comparables === undefined
      ? 0
      : comparables.denominador - comparables.numerador;
  return (
    <div className={estilos["vista"]}>
      {lista.resumen !== undefined && lista.resumen.cambio !== "" && (
        <Aviso tono="aviso" titulo="Hubo cambios después del cierre">
          {visible(lista.resumen.cambio)}
        </Aviso>
      )}
      <p className={estilos["firmeza"]}>
        {lista.resumen?.firmeza ?? ronda.firmeza}
      </p>
      <div className={estilos["barra"]}>
        <label className={estilos["filtro"]}>
          <span>Buscar</span>
          <input
            type="search"
            value={texto}
            autoComplete="off"
            spellCheck={false}
            onChange={(e) => setTexto(e.target.value)}
          />
        </label>
        {!cerrada && (
          <>
            <label className={estilos["filtro"]}>
              <span>Orden</span>
              <select
                value={orden}
                onChange={(e) =>
                  esOrden(e.target.value) && setOrden(e.target.value)
                }
              >
                {Object.entries(ORDENES).map(([clave, nombre]) => (
                  <option key={clave} value={clave}>
                    {nombre}
                  </option>
                ))}
              </select>
            </label>
            <label className={estilos["opcion"]}>
              <input
                type="checkbox"
                checked={conRangos}
                onChange={(e) => setConRangos(e.target.checked)}
              />
              Posiciones si un peso cambia ±10
            </label>
          </>
        )}
        <span className={`${estilos["barra"]} ${estilos["alFinal"]}`}>
          <Corte ronda={ronda} soloLectura={soloLectura} />
        </span>
      </div>
      {lista.error !== null && (
        <AvisoDeFalla
          error={lista.error}
          acciones={<Boton onPress={lista.reintentar}>Leer de nuevo</Boton>}
        />
      )}
      {lista.total === 0 && !lista.cargando ? (
        <Vacio
          titulo="Ningún trámite tiene esas palabras"
          acciones={
            texto !== "" && (
              <Boton onPress={() => setTexto("")}>Ver todos</Boton>
            )
          }
        />
      ) : (
        <div className={estilos["tabla"]}>
          <TablaVirtual
            etiqueta="Ranking de trámites"
            columnas={columnas}
            total={lista.total ?? 0}
            fila={lista.fila}
            alVer={lista.alVer}
            clave={JSON.stringify([buscado, orden, ronda.entidad.id])}
            ocupada={lista.cargando}
            alAbrir={setExplicado}
          />
        </div>
      )}
      <p role="status" className={estilos["tenue"]}>
        {lista.total === null
          ? "Leyendo…"
          : `${cuantos(lista.total, "trámite", "trámites")}. Enter en una fila explica su puntaje.`}
        {fuera > 0 &&
          ` Al final, ${cuantos(fuera, "no comparable: tiene", "no comparables: tienen")} dato en menos del 60 % de los criterios.`}
      </p>
      {ronda.movimientos.length > 0 && (
        <details className={estilos["movimientos"]}>
          <summary>
            {cuantos(
              ronda.movimientos.length,
              "trámite movido a mano",
              "trámites movidos a mano",
            )}
          </summary>
          <div className={estilos["listaMovida"]}>
            <Movimientos
              movimientos={ronda.movimientos}
              alVolver={
                soloLectura
                  ? null
                  : ({ tramite, codigo }) =>
                      setMovimiento({ tramite, codigo, hacia: null })
              }
            />
          </div>
        </details>
      )}
      {explicado !== null && (
        <ExplicarPuntaje
          puesto={explicado}
          ronda={ronda}
          soloLectura={soloLectura}
          alMover={(hacia) => {
            setMovimiento({
              tramite: explicado.tramite,
              codigo: explicado.codigo,
              hacia,
            });
            setExplicado(null);
          }}
          alCerrar={() => setExplicado(null)}
        />
      )}
      {movimiento !== null && (
        <MoverAMano
          ronda={ronda.entidad.id}
          movimiento={movimiento}
          alCerrar={() => setMovimiento(null)}
        />
      )}
    </div>
  );
}
