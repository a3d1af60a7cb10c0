import { useState } from "react";
import { EnlaceBoton } from "../../componentes/Boton/Boton";
import { Carga } from "../../componentes/Carga/Carga";
import { clases } from "../../componentes/clases";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { Tabla } from "../../componentes/Tabla/Tabla";
import type { Columna } from "../../componentes/Tabla/Tabla";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { Pendiente } from "../../graficos/Pendiente/Pendiente";
import {
  useConsulta,
  useEstadoInicial,
  useInstalacion,
} from "../../puente/consultas";
import type { Medida } from "../../puente/generado/Medida";
import type { MedidaBreve } from "../../puente/generado/MedidaBreve";
import type { RedisenoEnLista } from "../../puente/generado/RedisenoEnLista";
import type { RedisenosDto } from "../../puente/generado/RedisenosDto";
import type { SumaDeRediseno } from "../../puente/generado/SumaDeRediseno";
import { escribirRuta, irA } from "../../rutas";
import { cuantos, fechaLarga, numero } from "../../textos/formatos";
import { ESTADO_TRAMITE } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { Opciones } from "../ficha/calculos/Opciones";
import {
  FLECHA,
  altura,
  cambio,
  enPorciento,
  lado,
  medidaDe,
} from "./palabras";
import estilos from "./Rediseno.module.css";

const CUATRO: ReadonlyArray<{ id: Medida; titulo: string }> = [
  { id: "procedimientos", titulo: "Pasos" },
  { id: "requisitos", titulo: "Requisitos" },
  { id: "tiempo", titulo: "Tiempo" },
  { id: "costo", titulo: "Costo" },
];

function titularDe(dato: RedisenosDto | undefined): string {
  if (dato === undefined) return "Rediseño";
  if (dato.filas.length === 0) return "Todavía no hay trámites por rediseñar";
  const con = dato.filas.filter((f) => f.con_propuesta).length;
  const pasos = dato.total.medidas.find(
    ({ breve }) => breve.medida === "procedimientos",
  );
  const total = cuantos(dato.filas.length, "trámite", "trámites");
  if (con === 0) return `${total} por rediseñar; ninguno tiene propuesta`;
  return pasos !== undefined && pasos.breve.sentido !== "sin_dato"
    ? `${numero(con)} de ${total} con propuesta: de ${pasos.breve.antes ?? ""} a ${pasos.breve.despues ?? ""} pasos`
    : `${numero(con)} de ${total} con propuesta`;
}

/** Every trámite that was prioritised, before and after. */
export function Lista({ institucion }: { institucion: string | null }) {
  const instalacion = useInstalacion();
  const inicial = useEstadoInicial().data;
  const esGae = instalacion?.como === "gae";
  const falta = esGae && institucion === null;
  const consulta = useConsulta(
    "redisenos",
    { institucion },
    { activa: instalacion !== null && !falta, conservar: true },
  );
  return (
    <Pagina
      ventana="Rediseño"
      titulo={falta ? "Elija de qué institución" : titularDe(consulta.data)}
      {...(consulta.data === undefined
        ? {}
        : {
            subtitulo: `Las cuatro medidas del artículo 4 del Decreto 5-2021, antes y después. Corte al ${fechaLarga(consulta.data.corte)}.`,
          })}
      acciones={
        esGae && (
          <label className={estilos["filtro"]}>
            <span>Institución</span>
            <select
              value={institucion ?? ""}
              onChange={(e) =>
                irA({
                  pantalla: "rediseno",
                  ...(e.target.value === ""
                    ? {}
                    : { institucion: e.target.value }),
                })
              }
            >
              <option value="">Elija una</option>
              {inicial?.instituciones.map((i) => (
                <option key={i.id} value={i.codigo}>
                  {i.sigla} {i.nombre}
                </option>
              ))}
            </select>
          </label>
        )
      }
    >
      {falta ? (
        <Vacio titulo="Cada institución rediseña sus propios trámites">
          <p>Elija una arriba para ver su antes y después.</p>
        </Vacio>
      ) : (
        <Carga consulta={consulta}>
          {(dato) =>
            dato.filas.length === 0 ? <SinTramites /> : <Filas dato={dato} />
          }
        </Carga>
      )}
    </Pagina>
  );
}

function SinTramites() {
  return (
    <Vacio
      titulo="El rediseño empieza con los trámites priorizados"
      acciones={
        <EnlaceBoton aspecto="primario" a={{ pantalla: "priorizacion" }}>
          Ir a la priorización
        </EnlaceBoton>
      }
    >
      <p>
        Cierre una ronda de priorización: los trámites seleccionados aparecen
        aquí. Uno que quedó en cartera se puede priorizar desde su ficha.
      </p>
    </Vacio>
  );
}

/** Both sides in a cell, with the change in words below. */
export function DosLados({ breve }: { breve: MedidaBreve | null }) {
  if (breve === null) return <>—</>;
  if (breve.antes === null && breve.despues === null)
    return <span className={estilos["tenue"]}>sin dato</span>;
  return (
    <>
      <span className={estilos["celdaDoble"]}>
        {breve.despues === null
          ? lado(breve.antes, breve.unidad)
          : (breve.antes ?? "sin dato")}
        {breve.despues !== null && (
          <>
            {" → "}
            <strong>{lado(breve.despues, breve.unidad)}</strong>
          </>
        )}
      </span>
      <span
        className={clases(
          estilos["celdaDoble"],
          estilos["cambio"],
          estilos[breve.sentido],
        )}
        title={breve.sin_comparar ?? undefined}
      >
        <span aria-hidden="true">{FLECHA[breve.sentido]} </span>
        {breve.sentido === "sin_dato" && breve.despues === null
          ? "sin propuesta"
          : (enPorciento(breve) ?? cambio(breve))}
      </span>
    </>
  );
}

const deMedida = <F,>(
  id: Medida,
  titulo: string,
  medidas: (fila: F) => ReadonlyArray<MedidaBreve>,
): Columna<F> => ({
  id,
  titulo,
  cifra: true,
  celda: (fila) => <DosLados breve={medidaDe(medidas(fila), id)} />,
});

function Filas({ dato }: { dato: RedisenosDto }) {
  const columnas: Array<Columna<RedisenoEnLista>> = [
    {
      id: "tramite",
      titulo: "Trámite",
      encabeza: true,
      ancho: "ancha",
      celda: (f: RedisenoEnLista) => (
        <>
          <a
            href={escribirRuta({
              pantalla: "rediseno",
              id: f.tramite,
              ...(f.con_propuesta ? { ver: "diagrama" as const } : {}),
            })}
          >
            {visible(f.nombre) || "Sin nombre"}
          </a>
          <span className={clases(estilos["celdaDoble"], estilos["tenue"])}>
            {visible(f.codigo)}
            {f.unidad !== null && ` · ${visible(f.unidad)}`}
          </span>
        </>
      ),
    },
    {
      id: "estado",
      titulo: "Estado",
      celda: (f: RedisenoEnLista) => (
        <>
          <Etiqueta tono={ESTADO_TRAMITE[f.estado].tono}>
            {ESTADO_TRAMITE[f.estado].texto}
          </Etiqueta>
          <span className={clases(estilos["celdaDoble"], estilos["tenue"])}>
            {f.entregada !== null
              ? `versión ${numero(f.entregada)} entregada`
              : f.con_propuesta
                ? "con propuesta"
                : "sin propuesta"}
          </span>
        </>
      ),
    },
    {
      id: "decididos",
      titulo: "Decididos",
      cifra: true,
      celda: (f: RedisenoEnLista) =>
        `${numero(f.decididos)} de ${numero(f.requisitos)}`,
    },
    ...CUATRO.map(({ id, titulo }) =>
      deMedida<RedisenoEnLista>(id, titulo, (f) => f.medidas),
    ),
  ];
  return (
    <div className={estilos["apilada"]}>
      <Tabla
        titulo="Trámites en rediseño"
        columnas={columnas}
        filas={dato.filas}
        clave={(f) => f.tramite}
      />
      <AntesYDespues dato={dato} />
      <Sumas dato={dato} />
    </div>
  );
}

function AntesYDespues({ dato }: { dato: RedisenosDto }) {
  const [medida, setMedida] = useState<Medida>("procedimientos");
  const titulo = CUATRO.find(({ id }) => id === medida)?.titulo ?? "";
  const unidad =
    dato.total.medidas.find(({ breve }) => breve.medida === medida)?.breve
      .unidad ?? "";
  const rectas = dato.filas.flatMap((f) => {
    const m = medidaDe(f.medidas, medida);
    const antes = altura(m?.antes ?? null);
    const despues = altura(m?.despues ?? null);
    return m === null ||
      antes === null ||
      despues === null ||
      m.sentido === "sin_dato" ||
      m.unidad !== unidad
      ? []
      : [
          {
            id: f.tramite,
            nombre: visible(f.nombre),
            antes,
            despues,
            textoAntes: lado(m.antes, m.unidad),
            textoDespues: lado(m.despues, m.unidad),
            sentido: m.sentido,
          },
        ];
  });
  const menos = rectas.filter(({ sentido }) => sentido === "mejora").length;
  return (
    <Hoja>
      <div className={estilos["barra"]}>
        <Opciones
          etiqueta="Medida de la gráfica"
          opciones={CUATRO}
          elegida={medida}
          alElegir={setMedida}
        />
      </div>
      {rectas.length === 0 ? (
        <p className={estilos["tenue"]}>
          Ningún trámite tiene los dos lados de «{titulo}». Hace falta la
          propuesta, con el dato en la misma unidad.
        </p>
      ) : (
        <Pendiente
          titulo={`${titulo}: ${numero(menos)} de ${cuantos(rectas.length, "trámite comparable", "trámites comparables")} con menos`}
          fuente={`Comparables ${numero(rectas.length)} de ${numero(dato.filas.length)}. Las cifras están en la tabla de arriba. Corte al ${fechaLarga(dato.corte)}.`}
          rectas={rectas.slice(0, 24)}
        />
      )}
    </Hoja>
  );
}

function Sumas({ dato }: { dato: RedisenosDto }) {
  const filas: SumaDeRediseno[] = [
    ...(dato.unidades.length > 1 ? dato.unidades : []),
    dato.total,
  ];
  return (
    <Tabla
      titulo="Suma por unidad y de la institución"
      tituloVisible
      filas={filas}
      clave={(f) => f.nombre ?? "total"}
      columnas={[
        {
          id: "nombre",
          titulo: "Unidad",
          encabeza: true,
          celda: (f) => (
            <>
              {f.nombre === null ? "Toda la institución" : visible(f.nombre)}
              <span className={clases(estilos["celdaDoble"], estilos["tenue"])}>
                {cuantos(f.tramites, "trámite", "trámites")}
              </span>
            </>
          ),
        },
        ...CUATRO.map(({ id, titulo }) => ({
          id,
          titulo,
          cifra: true,
          celda: (f: SumaDeRediseno) => {
            const suma = f.medidas.find(({ breve }) => breve.medida === id);
            if (suma === undefined) return "—";
            return (
              <>
                {suma.comparables > 0 && <DosLados breve={suma.breve} />}
                <span
                  className={clases(estilos["celdaDoble"], estilos["tenue"])}
                >
                  comparables {numero(suma.comparables)} de {numero(suma.de)}
                </span>
              </>
            );
          },
        })),
      ]}
      pie="Se suma solo lo que tiene los dos lados en la misma unidad."
    />
  );
}
