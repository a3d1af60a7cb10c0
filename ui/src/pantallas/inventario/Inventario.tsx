import { useEffect, useMemo, useRef, useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { TablaVirtual } from "../../componentes/TablaVirtual/TablaVirtual";
import { Vacio } from "../../componentes/Vacio/Vacio";
import {
  useEstadoInicial,
  useFacetas,
  useInicio,
} from "../../puente/consultas";
import type { Faceta } from "../../puente/generado/Faceta";
import { useTramitesPorPaginas } from "../../puente/paginas";
import { irA } from "../../rutas";
import { cuantos, numero } from "../../textos/formatos";
import { SEVERIDAD } from "../../textos/palabras";
import { columnasDelInventario } from "./columnas";
import {
  alternarOrden,
  conFiltro,
  hayFiltros,
  pedidoDe,
  QUE_FILTRAN,
} from "./filtros";
import type { Filtros } from "./filtros";
import { NuevoTramite } from "./NuevoTramite";
import estilos from "./Inventario.module.css";

const MS_DE_ESPERA = 70;

/** The whole inventory: found as one types, narrowed, sorted, and opened with Enter. */
export function Inventario({ filtros }: { filtros: Filtros }) {
  const pide = useMemo(() => pedidoDe(filtros), [filtros]);
  const lista = useTramitesPorPaginas(pide);
  const facetas = useFacetas().data;
  const inicial = useEstadoInicial().data;
  const inicio = useInicio().data;
  const [nuevo, setNuevo] = useState(false);
  const buscador = useRef<HTMLInputElement>(null);
  const gae = inicial?.instalacion?.como === "gae";
  const conCategoria = (facetas?.categorias.length ?? 0) > 1;
  const columnas = useMemo(
    () => columnasDelInventario(gae, conCategoria),
    [gae, conCategoria],
  );
  const soloLectura = inicial?.instalacion?.solo_lectura ?? false;

  const cambiar = (ahora: Filtros) =>
    irA({ pantalla: "inventario", filtros: ahora }, { reemplazar: true });
  const limpiar = () =>
    cambiar(
      Object.fromEntries(
        Object.entries(filtros).filter(
          ([clave]) => !QUE_FILTRAN.some((f) => f === clave),
        ),
      ),
    );

  const todos = inicio?.tramites ?? null;
  const filtrado = hayFiltros(filtros);
  const conHallazgos = inicio?.con_hallazgos.numerador ?? 0;
  const vacio = lista.total === 0 && !filtrado && !lista.cargando;
  const titulo =
    todos === null
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

  return (
    <Pagina
      llena
      ventana="Inventario"
      titulo={titulo}
      subtitulo={
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
      }
      acciones={
        !soloLectura && (
          <>
            <EnlaceBoton a={{ pantalla: "importar" }}>
              Importar inventario
            </EnlaceBoton>
            <Boton aspecto="primario" onPress={() => setNuevo(true)}>
              Nuevo trámite
            </Boton>
          </>
        )
      }
    >
      {vacio ? (
        <Vacio
          titulo="Todavía no hay trámites en el inventario"
          acciones={
            <>
              <EnlaceBoton a={{ pantalla: "importar" }} aspecto="primario">
                Importar inventario
              </EnlaceBoton>
              <Boton onPress={() => setNuevo(true)}>Nuevo trámite</Boton>
            </>
          }
        >
          <p>
            Importe el catálogo nacional o una hoja de su institución. También
            puede escribir el primer trámite.
          </p>
        </Vacio>
      ) : (
        <>
          <div className={estilos["filtros"]} role="search">
            <Buscador
              caja={buscador}
              texto={filtros["texto"] ?? ""}
              alBuscar={(texto) => cambiar(conFiltro(filtros, "texto", texto))}
            />
            {gae && (
              <Selector
                etiqueta="Institución"
                todas="Todas"
                valor={filtros["institucion"] ?? ""}
                opciones={facetas?.instituciones ?? []}
                alElegir={(v) => cambiar(conFiltro(filtros, "institucion", v))}
              />
            )}
            <Selector
              etiqueta="Categoría"
              todas="Todas"
              valor={filtros["categoria"] ?? ""}
              opciones={facetas?.categorias ?? []}
              alElegir={(v) => cambiar(conFiltro(filtros, "categoria", v))}
            />
            <Selector
              etiqueta="Estado"
              todas="Todos"
              valor={filtros["estado"] ?? ""}
              opciones={facetas?.estados ?? []}
              alElegir={(v) => cambiar(conFiltro(filtros, "estado", v))}
            />
            <Selector
              etiqueta="Posible hallazgo"
              todas="Sin filtrar"
              valor={filtros["regla"] ?? ""}
              opciones={facetas?.reglas ?? []}
              alElegir={(v) => cambiar(conFiltro(filtros, "regla", v))}
            />
            <Selector
              etiqueta="Severidad desde"
              todas="Cualquiera"
              valor={filtros["severidad"] ?? ""}
              opciones={SEVERIDADES}
              alElegir={(v) => cambiar(conFiltro(filtros, "severidad", v))}
            />
            {((facetas?.con_banderas ?? 0) > 0 ||
              filtros["banderas"] === "si") && (
              <button
                type="button"
                className={estilos["ficha"]}
                aria-pressed={filtros["banderas"] === "si"}
                onClick={() =>
                  cambiar(
                    conFiltro(
                      filtros,
                      "banderas",
                      filtros["banderas"] === "si" ? "" : "si",
                    ),
                  )
                }
              >
                Avisos de importación{" "}
                <span className={estilos["cuenta"]}>
                  {numero(facetas?.con_banderas ?? 0)}
                </span>
              </button>
            )}
            {filtros["importacion"] !== undefined && (
              <button
                type="button"
                className={estilos["ficha"]}
                aria-pressed="true"
                onClick={() => cambiar(conFiltro(filtros, "importacion", ""))}
              >
                Solo una importación <span aria-hidden="true">✕</span>
              </button>
            )}
          </div>
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
              <TablaVirtual
                etiqueta="Trámites del inventario"
                columnas={columnas}
                total={lista.total ?? 0}
                fila={lista.fila}
                alVer={lista.alVer}
                clave={JSON.stringify(pide)}
                ocupada={lista.cargando}
                orden={
                  pide.orden === "relevancia"
                    ? null
                    : { columna: pide.orden, descendente: pide.descendente }
                }
                alOrdenar={(columna) =>
                  cambiar(alternarOrden(filtros, columna))
                }
                alAbrir={(fila) => irA({ pantalla: "ficha", id: fila.id })}
                alEscribir={(letra) => {
                  const caja = buscador.current;
                  if (caja === null) return;
                  caja.focus();
                  caja.setRangeText(
                    letra,
                    caja.value.length,
                    caja.value.length,
                    "end",
                  );
                  caja.dispatchEvent(new Event("input", { bubbles: true }));
                }}
                alEscapar={() => buscador.current?.focus()}
              />
            </div>
          )}
        </>
      )}
      {nuevo && (
        <NuevoTramite
          instituciones={gae ? (inicial?.instituciones ?? []) : null}
          alCerrar={() => setNuevo(false)}
        />
      )}
    </Pagina>
  );
}

const SEVERIDADES: ReadonlyArray<Faceta> = (
  ["alta", "media", "baja"] as const
).map((s) => ({ valor: s, etiqueta: SEVERIDAD[s].texto, cuantos: -1 }));

/** The search box: it writes the address a moment after the last letter. */
function Buscador({
  caja,
  texto,
  alBuscar,
}: {
  caja: React.RefObject<HTMLInputElement | null>;
  texto: string;
  alBuscar: (texto: string) => void;
}) {
  const [escrito, setEscrito] = useState(texto);
  const enviado = useRef(texto);
  const enviar = useRef(alBuscar);
  useEffect(() => {
    enviar.current = alBuscar;
  });

  // The address changed from elsewhere (the global search, «atrás», «Quitar filtros»).
  useEffect(() => {
    if (texto !== enviado.current) {
      enviado.current = texto;
      setEscrito(texto);
    }
  }, [texto]);
  useEffect(() => {
    if (escrito === enviado.current) return;
    const espera = setTimeout(() => {
      enviado.current = escrito;
      enviar.current(escrito);
    }, MS_DE_ESPERA);
    return () => clearTimeout(espera);
  }, [escrito]);

  return (
    <label className={estilos["buscador"]}>
      <span className={estilos["etiqueta"]}>Buscar en el inventario</span>
      <input
        ref={caja}
        type="search"
        className={estilos["caja"]}
        value={escrito}
        autoComplete="off"
        spellCheck={false}
        onChange={(e) => setEscrito(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === "ArrowDown") {
            e.preventDefault();
            document
              .querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')
              ?.focus();
          } else if (e.key === "Escape" && escrito !== "") {
            e.stopPropagation();
            setEscrito("");
          }
        }}
      />
    </label>
  );
}

function Selector({
  etiqueta,
  todas,
  valor,
  opciones,
  alElegir,
}: {
  etiqueta: string;
  todas: string;
  valor: string;
  opciones: ReadonlyArray<Faceta>;
  alElegir: (valor: string) => void;
}) {
  return (
    <label className={estilos["selector"]}>
      <span className={estilos["etiqueta"]}>{etiqueta}</span>
      <select
        className={estilos["caja"]}
        data-activo={valor === "" ? undefined : ""}
        value={valor}
        onChange={(e) => alElegir(e.target.value)}
      >
        <option value="">{todas}</option>
        {opciones.map((o) => (
          <option key={o.valor} value={o.valor}>
            {o.cuantos < 0
              ? o.etiqueta
              : `${o.etiqueta} (${numero(o.cuantos)})`}
          </option>
        ))}
        {valor !== "" && !opciones.some((o) => o.valor === valor) && (
          <option value={valor}>{valor}</option>
        )}
      </select>
    </label>
  );
}
