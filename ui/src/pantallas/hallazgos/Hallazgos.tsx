import { useMemo } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { TablaVirtual } from "../../componentes/TablaVirtual/TablaVirtual";
import type { ColumnaVirtual } from "../../componentes/TablaVirtual/TablaVirtual";
import { lugarDe } from "../../componentes/TarjetaHallazgo/TarjetaHallazgo";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { useFacetas, useInicio } from "../../puente/consultas";
import type { ConteoPorRegla } from "../../puente/generado/ConteoPorRegla";
import type { EstadoHallazgo } from "../../puente/generado/EstadoHallazgo";
import type { HallazgoDto } from "../../puente/generado/HallazgoDto";
import type { Severidad } from "../../puente/generado/Severidad";
import { useHallazgosPorPaginas } from "../../puente/paginas";
import { escribirRuta, irA } from "../../rutas";
import type { Ruta } from "../../rutas";
import { cuantos, numero } from "../../textos/formatos";
import { SEVERIDAD } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { Grupos } from "./Grupos";
import { Normas } from "./Normas";
import { Tendencia } from "./Tendencia";
import estilos from "./Hallazgos.module.css";

type Filtros = Readonly<Record<string, string>>;

/** R5: the requisito asks for what a public entity issues. */
const LO_TIENE_EL_ESTADO = "R5";

const VISTAS = [
  ["", "Posibles hallazgos"],
  ["documentos", "Documentos que el Estado ya tiene"],
  ["normas", "Normas en que se apoyan"],
  ["tendencia", "Tendencia"],
] as const;

const ESTADOS = ["abierto", "aceptado", "descartado"] as const;
const FILTRO_DE_ESTADO: Readonly<Record<EstadoHallazgo, string>> = {
  abierto: "Por revisar",
  aceptado: "Aceptados",
  descartado: "Con excepción",
};

const esSeveridad = (t: string): t is Severidad => Object.hasOwn(SEVERIDAD, t);
const esEstado = (t: string): t is EstadoHallazgo =>
  ESTADOS.some((e) => e === t);

/** «Pide una declaración jurada» in the middle of a sentence. */
function minuscula(texto: string): string {
  return texto.charAt(0).toLowerCase() + texto.slice(1);
}

/** The sentence of the page: how many, where, and which comes most. */
export function titularDe(
  porRegla: ReadonlyArray<ConteoPorRegla>,
  tramites: number | null,
): string {
  const total = porRegla.reduce((suma, r) => suma + r.abiertos, 0);
  const mayor = porRegla.toSorted((a, b) => b.abiertos - a.abiertos)[0];
  if (total === 0 || mayor === undefined)
    return "No hay posibles hallazgos por revisar";
  const donde =
    tramites === null || tramites === 0
      ? ""
      : ` en ${cuantos(tramites, "trámite", "trámites")}`;
  return `${cuantos(total, "posible hallazgo", "posibles hallazgos")}${donde}; el más frecuente: ${minuscula(mayor.titulo)}`;
}

function rutaDe(h: HallazgoDto): Ruta {
  return {
    pantalla: "ficha",
    id: h.tramite,
    entidad: h.entidad,
    campo: h.campo,
  };
}

const COLUMNAS: ReadonlyArray<ColumnaVirtual<HallazgoDto>> = [
  {
    id: "severidad",
    titulo: "Severidad",
    ancho: 6.25,
    celda: (h) => (
      <Etiqueta tono={SEVERIDAD[h.severidad].tono}>
        {SEVERIDAD[h.severidad].texto}
      </Etiqueta>
    ),
  },
  {
    id: "tramite",
    titulo: "Trámite",
    ancho: 14,
    crece: 1,
    celda: (h) => (
      <a
        className={estilos["enlace"]}
        href={escribirRuta(rutaDe(h))}
        tabIndex={-1}
        title={visible(h.tramite_nombre)}
      >
        <span className={estilos["codigo"]}>{visible(h.tramite_codigo)}</span>{" "}
        {visible(h.tramite_nombre)}
      </a>
    ),
  },
  {
    id: "hallazgo",
    titulo: "Posible hallazgo",
    ancho: 12,
    crece: 0.7,
    celda: (h) => (
      <span className={estilos["corto"]} title={h.mensaje}>
        {h.titulo} <span className={estilos["menor"]}>{h.regla}</span>
      </span>
    ),
  },
  {
    id: "texto",
    titulo: "Texto que lo originó",
    ancho: 12,
    crece: 0.9,
    celda: (h) => {
      const lugar = lugarDe(h);
      return (
        <span className={estilos["corto"]} title={visible(h.fragmento)}>
          {lugar !== null && (
            <span className={estilos["menor"]}>
              {lugar.charAt(0).toUpperCase() + lugar.slice(1)}
              {h.fragmento === "" ? "" : ": "}
            </span>
          )}
          {h.fragmento === "" ? "" : `«${visible(h.fragmento)}»`}
        </span>
      );
    },
  },
];

/** Possible findings of the whole inventory, by rule, each with the way to its row. */
export function Hallazgos({ filtros }: { filtros: Filtros }) {
  const regla = filtros["regla"] ?? "";
  const severidad = filtros["severidad"] ?? "";
  const pedido = filtros["estado"] ?? "";
  const estado: EstadoHallazgo = esEstado(pedido) ? pedido : "abierto";
  const pide = useMemo(
    () => ({
      institucion: filtros["institucion"] ?? null,
      regla: regla === "" ? null : regla,
      estado,
      unidad: filtros["unidad"] || null,
      severidad: esSeveridad(severidad) ? severidad : null,
    }),
    [filtros, regla, estado, severidad],
  );
  const facetas = useFacetas().data;
  const ver = filtros["ver"] ?? "";
  const institucion = filtros["institucion"] ?? null;
  const lista = useHallazgosPorPaginas(pide);
  const inicio = useInicio().data;
  const cambiar = (clave: string, valor: string) => {
    const { [clave]: _, ...resto } = filtros;
    irA(
      {
        pantalla: "hallazgos",
        filtros: valor === "" ? resto : { ...resto, [clave]: valor },
      },
      { reemplazar: true },
    );
  };
  const abiertos = lista.porRegla.reduce((suma, r) => suma + r.abiertos, 0);
  const vacio =
    lista.total === 0 &&
    !lista.cargando &&
    regla === "" &&
    pedido === "" &&
    (filtros["unidad"] ?? "") === "" &&
    severidad === "";

  return (
    <Pagina
      llena
      ventana="Posibles hallazgos"
      titulo={
        lista.total === null
          ? "Posibles hallazgos"
          : titularDe(lista.porRegla, inicio?.con_hallazgos.numerador ?? null)
      }
      subtitulo="La herramienta señala; lo juzga el comité con Asesoría Jurídica. Reglas R1 a R15, criterio de la herramienta sobre el Decreto 5-2021."
    >
      {lista.error !== null && (
        <AvisoDeFalla
          error={lista.error}
          acciones={<Boton onPress={lista.reintentar}>Leer de nuevo</Boton>}
        />
      )}
      <div role="group" aria-label="Qué se ve" className={estilos["estados"]}>
        {VISTAS.map(([valor, texto]) => (
          <button
            key={valor}
            type="button"
            className={estilos["estado"]}
            aria-pressed={ver === valor}
            onClick={() => cambiar("ver", valor)}
          >
            {texto}
          </button>
        ))}
      </div>
      {ver === "normas" ? (
        <Normas institucion={institucion} />
      ) : ver === "tendencia" ? (
        <Tendencia institucion={institucion} />
      ) : ver === "documentos" ? (
        <Grupos
          regla={LO_TIENE_EL_ESTADO}
          institucion={institucion}
          unidad={filtros["unidad"] || null}
        />
      ) : vacio ? (
        <Vacio
          titulo="Nada por revisar"
          acciones={
            <EnlaceBoton a={{ pantalla: "inventario", filtros: {} }}>
              Ir al inventario
            </EnlaceBoton>
          }
        >
          <p>
            {(inicio?.tramites ?? 0) === 0
              ? "Cuando haya trámites en el inventario, aquí verá qué podría objetar la ley."
              : "Ningún trámite tiene posibles hallazgos abiertos."}
          </p>
        </Vacio>
      ) : (
        <div className={estilos["cuerpo"]}>
          <nav aria-label="Reglas" className={estilos["reglas"]}>
            <ul className={estilos["lista"]}>
              <li>
                <button
                  type="button"
                  className={estilos["regla"]}
                  aria-pressed={regla === ""}
                  onClick={() => cambiar("regla", "")}
                >
                  <span>Todas las reglas</span>
                  <span className={estilos["cuenta"]}>{numero(abiertos)}</span>
                </button>
              </li>
              {lista.porRegla.map((r) => (
                <li key={r.regla}>
                  <button
                    type="button"
                    className={estilos["regla"]}
                    aria-pressed={regla === r.regla}
                    onClick={() => cambiar("regla", r.regla)}
                  >
                    <span>
                      <span className={estilos["codigo"]}>{r.regla}</span>{" "}
                      {r.titulo}
                      <span className={estilos["detalle"]}>
                        {SEVERIDAD[r.severidad].texto} ·{" "}
                        {cuantos(r.tramites, "trámite", "trámites")}
                      </span>
                    </span>
                    <span className={estilos["cuenta"]}>
                      {numero(r.abiertos)}
                      <span className="solo-lector"> por revisar</span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </nav>
          <div className={estilos["derecha"]}>
            <div className={estilos["barra"]}>
              <div
                role="group"
                aria-label="Estado del posible hallazgo"
                className={estilos["estados"]}
              >
                {ESTADOS.map((e) => (
                  <button
                    key={e}
                    type="button"
                    className={estilos["estado"]}
                    aria-pressed={estado === e}
                    onClick={() => cambiar("estado", e === "abierto" ? "" : e)}
                  >
                    {FILTRO_DE_ESTADO[e]}
                  </button>
                ))}
              </div>
              <label className={estilos["filtro"]}>
                <span>Unidad</span>
                <select
                  value={filtros["unidad"] ?? ""}
                  onChange={(e) => cambiar("unidad", e.target.value)}
                >
                  <option value="">Todas</option>
                  {(facetas?.unidades ?? []).map((u) => (
                    <option key={u.valor} value={u.valor}>
                      {u.etiqueta}
                    </option>
                  ))}
                </select>
              </label>
              <label className={estilos["filtro"]}>
                <span>Severidad</span>
                <select
                  value={severidad}
                  onChange={(e) => cambiar("severidad", e.target.value)}
                >
                  <option value="">Cualquiera</option>
                  {Object.entries(SEVERIDAD).map(([clave, { texto }]) => (
                    <option key={clave} value={clave}>
                      {texto}
                    </option>
                  ))}
                </select>
              </label>
              <p role="status" className={estilos["menor"]}>
                {lista.total === null
                  ? "Leyendo…"
                  : `${cuantos(lista.total, "resultado", "resultados")}. Enter abre la ficha en la fila.`}
              </p>
            </div>
            {lista.total === 0 && !lista.cargando ? (
              <Vacio
                titulo="Ninguno en este estado"
                acciones={
                  <Boton
                    onPress={() =>
                      irA(
                        { pantalla: "hallazgos", filtros: {} },
                        { reemplazar: true },
                      )
                    }
                  >
                    Ver los que faltan por revisar
                  </Boton>
                }
              />
            ) : (
              <div className={estilos["tabla"]}>
                <TablaVirtual
                  etiqueta="Posibles hallazgos"
                  columnas={COLUMNAS}
                  total={lista.total ?? 0}
                  fila={lista.fila}
                  alVer={lista.alVer}
                  clave={JSON.stringify(pide)}
                  ocupada={lista.cargando}
                  alAbrir={(h) => irA(rutaDe(h))}
                />
              </div>
            )}
          </div>
        </div>
      )}
    </Pagina>
  );
}
