import { useMemo, useRef, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { Vacio } from "../../componentes/Vacio/Vacio";
import {
  useCampos,
  useConsulta,
  useEstadoInicial,
  useFacetas,
  useInicio,
} from "../../puente/consultas";
import { usePuente } from "../../puente/contexto";
import type { VistasDto } from "../../puente/generado/VistasDto";
import { useTramitesPorPaginas } from "../../puente/paginas";
import { comoFalla } from "../../puente/puente";
import { irA } from "../../rutas";
import { cuantos, numero } from "../../textos/formatos";
import { Buscador, Selector } from "./Buscador";
import {
  camposQuePedir,
  columnasElegidas,
  columnasPosibles,
  SIEMPRE,
} from "./columnas";
import { Duplicados, titularDeParejas, useParejas } from "./Duplicados";
import { Exportar } from "./Exportar";
import { ElegirColumnas } from "./ElegirColumnas";
import { conFiltro, hayFiltros, pedidoDe, sinFiltros } from "./filtros";
import type { Filtros } from "./filtros";
import { filtrosAparte, MasFiltros } from "./MasFiltros";
import { NuevoTramite } from "./NuevoTramite";
import { RejillaDelInventario } from "./RejillaDelInventario";
import { Vistas } from "./Vistas";
import estilos from "./Inventario.module.css";

const SIN_VISTAS: VistasDto = { vistas: [], columnas: [] };

/** How the person looks at the inventory, kept in this computer. */
function useVistas() {
  const puente = usePuente();
  const cliente = useQueryClient();
  const vistas = useConsulta("vistas", {}).data ?? SIN_VISTAS;
  const guardar = async (nuevas: VistasDto): Promise<string | null> => {
    try {
      await puente.llamar("guardar_vistas", nuevas);
      await cliente.invalidateQueries({ queryKey: ["vistas"] });
      return null;
    } catch (error) {
      const { falla } = comoFalla(error);
      return falla.campos[0]?.mensaje ?? falla.mensaje;
    }
  };
  return { vistas, guardar };
}

/** The whole inventory: found as one types, narrowed, sorted, and written in as in a spreadsheet. */
export function Inventario({ filtros }: { filtros: Filtros }) {
  const facetas = useFacetas().data;
  const inicial = useEstadoInicial().data;
  const inicio = useInicio().data;
  const campos = useCampos("tramite");
  const { vistas, guardar } = useVistas();
  const gae = inicial?.instalacion?.como === "gae";
  const posibles = useMemo(() => columnasPosibles(campos, gae), [campos, gae]);
  const columnas = useMemo(
    () => columnasElegidas(posibles, vistas.columnas, gae),
    [posibles, vistas.columnas, gae],
  );
  const pide = useMemo(
    () => pedidoDe(filtros, camposQuePedir(columnas)),
    [filtros, columnas],
  );
  const lista = useTramitesPorPaginas(pide);
  const [abierto, setAbierto] = useState<
    "nuevo" | "filtros" | "columnas" | "vistas" | "exportar" | null
  >(null);
  const buscador = useRef<HTMLInputElement>(null);
  const soloLectura = inicial?.instalacion?.solo_lectura ?? false;

  const cambiar = (ahora: Filtros) =>
    irA({ pantalla: "inventario", filtros: ahora }, { reemplazar: true });
  const limpiar = () => cambiar(sinFiltros(filtros));
  const de = (clave: string) => filtros[clave] ?? "";
  const poner = (clave: string) => (valor: string) =>
    cambiar(conFiltro(filtros, clave, valor));

  const enDuplicados = filtros["ver"] === "duplicados";
  const parejas = useParejas(enDuplicados);

  const todos = inicio?.tramites ?? null;
  const filtrado = hayFiltros(filtros);
  const aparte = filtrosAparte(filtros, campos);
  const conHallazgos = inicio?.con_hallazgos.numerador ?? 0;
  const vacio = lista.total === 0 && !filtrado && !lista.cargando;
  const titulo = enDuplicados
    ? titularDeParejas(parejas.data)
    : todos === null
      ? "Inventario"
      : todos === 0
        ? "El inventario está vacío"
        : conHallazgos === 0
          ? `${cuantos(todos, "trámite", "trámites")} sin posibles hallazgos abiertos`
          : `${numero(conHallazgos)} de ${cuantos(todos, "trámite tiene", "trámites tienen")} posibles hallazgos`;
  const situacion =
    lista.total === null
      ? "Leyendo el inventario…"
      : filtrado && todos !== null
        ? `${numero(lista.total)} de ${cuantos(todos, "trámite", "trámites")} con lo que buscó`
        : `${cuantos(lista.total, "trámite", "trámites")} · ${numero(conHallazgos)} con posibles hallazgos`;
  const vistaDeAhora = vistas.vistas.find(
    (v) =>
      JSON.stringify(Object.entries(v.filtros).toSorted()) ===
      JSON.stringify(Object.entries(filtros).toSorted()),
  );

  return (
    <Pagina
      llena
      ventana="Inventario"
      titulo={titulo}
      subtitulo={
        enDuplicados ? (
          "La herramienta señala nombres parecidos; usted dice si son un trámite o dos."
        ) : (
          <>
            <span role="status">{situacion}</span>
            {filtrado && (
              <>
                {" · "}
                <button
                  type="button"
                  className={estilos["quitar"]}
                  onClick={limpiar}
                >
                  Quitar filtros
                </button>
              </>
            )}
          </>
        )
      }
      acciones={
        <>
          {(!vacio || enDuplicados) && (
            <button
              type="button"
              className={estilos["ficha"]}
              aria-pressed={enDuplicados}
              onClick={() => poner("ver")(enDuplicados ? "" : "duplicados")}
            >
              Posibles duplicados
            </button>
          )}
          {!vacio && (
            <Boton onPress={() => setAbierto("exportar")}>Exportar</Boton>
          )}
          {!soloLectura && (
            <>
              <EnlaceBoton a={{ pantalla: "importar" }}>
                Importar inventario
              </EnlaceBoton>
              <Boton aspecto="primario" onPress={() => setAbierto("nuevo")}>
                Nuevo trámite
              </Boton>
            </>
          )}
        </>
      }
    >
      {enDuplicados ? (
        <Duplicados soloLectura={soloLectura} conInstitucion={gae} />
      ) : vacio && soloLectura ? (
        <Vacio titulo="No hay trámites en el inventario" />
      ) : (
        <>
          {vacio && (
            <Vacio
              titulo="Todavía no hay trámites en el inventario"
              acciones={
                <>
                  <EnlaceBoton a={{ pantalla: "importar" }} aspecto="primario">
                    Importar inventario
                  </EnlaceBoton>
                  <Boton onPress={() => setAbierto("nuevo")}>
                    Nuevo trámite
                  </Boton>
                </>
              }
            >
              <p>
                Importe el catálogo nacional o una hoja de su institución.
                También puede escribir o pegar los trámites en la tabla de
                abajo.
              </p>
            </Vacio>
          )}
          {!vacio && (
            <div className={estilos["filtros"]} role="search">
              <Buscador
                caja={buscador}
                texto={de("texto")}
                alBuscar={poner("texto")}
              />
              {gae && (
                <Selector
                  etiqueta="Institución"
                  todas="Todas"
                  valor={de("institucion")}
                  opciones={facetas?.instituciones ?? []}
                  alElegir={poner("institucion")}
                />
              )}
              <Selector
                etiqueta="Categoría"
                todas="Todas"
                valor={de("categoria")}
                opciones={facetas?.categorias ?? []}
                alElegir={poner("categoria")}
              />
              <Selector
                etiqueta="Estado"
                todas="Todos"
                valor={de("estado")}
                opciones={facetas?.estados ?? []}
                alElegir={poner("estado")}
              />
              <Selector
                etiqueta="Posible hallazgo"
                todas="Sin filtrar"
                valor={de("regla")}
                opciones={facetas?.reglas ?? []}
                alElegir={poner("regla")}
              />
              <Boton onPress={() => setAbierto("filtros")}>Más filtros</Boton>
              {((facetas?.con_banderas ?? 0) > 0 ||
                de("banderas") === "si") && (
                <button
                  type="button"
                  className={estilos["ficha"]}
                  aria-pressed={de("banderas") === "si"}
                  onClick={() =>
                    poner("banderas")(de("banderas") === "si" ? "" : "si")
                  }
                >
                  Avisos de importación{" "}
                  <span className={estilos["cuenta"]}>
                    {numero(facetas?.con_banderas ?? 0)}
                  </span>
                </button>
              )}
              {aparte.map(({ clave, texto }) => (
                <button
                  key={clave}
                  type="button"
                  className={estilos["ficha"]}
                  aria-pressed="true"
                  aria-label={`Quitar el filtro «${texto}»`}
                  onClick={() => poner(clave)("")}
                >
                  {texto} <span aria-hidden="true">✕</span>
                </button>
              ))}
            </div>
          )}
          {lista.error !== null && (
            <AvisoDeFalla
              error={lista.error}
              acciones={<Boton onPress={lista.reintentar}>Leer de nuevo</Boton>}
            />
          )}
          {lista.total === 0 && filtrado && !lista.cargando ? (
            <Vacio
              titulo="Ningún trámite coincide con lo que buscó"
              acciones={<Boton onPress={limpiar}>Quitar filtros</Boton>}
            >
              <p>
                Pruebe con menos palabras. Las tildes y las mayúsculas no
                importan.
              </p>
            </Vacio>
          ) : (
            <div className={estilos["tabla"]}>
              <RejillaDelInventario
                lista={lista}
                pide={pide}
                filtros={filtros}
                columnas={columnas}
                escritas={posibles.filter((c) => c.editable)}
                soloLectura={soloLectura}
                institucion={de("institucion") || null}
                alCambiar={cambiar}
                alEscapar={() => undefined}
                barra={
                  <>
                    {vistas.vistas.length > 0 && (
                      <select
                        className={estilos["vista"]}
                        aria-label="Vista guardada"
                        value={vistaDeAhora?.nombre ?? ""}
                        onChange={(e) => {
                          const vista = vistas.vistas.find(
                            (v) => v.nombre === e.target.value,
                          );
                          if (vista === undefined) return;
                          cambiar(vista.filtros);
                          void guardar({
                            ...vistas,
                            columnas: vista.columnas,
                          });
                        }}
                      >
                        <option value="" disabled>
                          Elegir una vista
                        </option>
                        {vistas.vistas.map((v) => (
                          <option key={v.nombre} value={v.nombre}>
                            {v.nombre}
                          </option>
                        ))}
                      </select>
                    )}
                    <Boton
                      pequeno
                      aspecto="discreto"
                      onPress={() => setAbierto("vistas")}
                    >
                      Vistas
                    </Boton>
                    <Boton
                      pequeno
                      aspecto="discreto"
                      onPress={() => setAbierto("columnas")}
                    >
                      Columnas
                    </Boton>
                  </>
                }
              />
            </div>
          )}
        </>
      )}
      {abierto === "exportar" && (
        <Exportar
          nombre={`inventario-${inicial?.instalacion?.institucion?.sigla ?? "GAE"}`}
          alCerrar={() => setAbierto(null)}
        />
      )}
      {abierto === "nuevo" && (
        <NuevoTramite
          instituciones={gae ? (inicial?.instituciones ?? []) : null}
          alCerrar={() => setAbierto(null)}
        />
      )}
      {abierto === "filtros" && (
        <MasFiltros
          filtros={filtros}
          facetas={facetas}
          campos={campos}
          alAplicar={(nuevos) => {
            setAbierto(null);
            cambiar(nuevos);
          }}
          alCerrar={() => setAbierto(null)}
        />
      )}
      {abierto === "columnas" && (
        <ElegirColumnas
          posibles={posibles}
          elegidas={columnas
            .map((c) => c.campo)
            .filter((c) => !SIEMPRE.includes(c))}
          alAplicar={(elegidas) => {
            setAbierto(null);
            void guardar({ ...vistas, columnas: elegidas });
          }}
          alCerrar={() => setAbierto(null)}
        />
      )}
      {abierto === "vistas" && (
        <Vistas
          vistas={vistas.vistas}
          actual={{
            filtros: Object.fromEntries(
              Object.entries(filtros).filter(([, v]) => v !== ""),
            ),
            columnas: vistas.columnas,
          }}
          alGuardar={(nuevas) => guardar({ ...vistas, vistas: nuevas })}
          alCerrar={() => setAbierto(null)}
        />
      )}
    </Pagina>
  );
}
