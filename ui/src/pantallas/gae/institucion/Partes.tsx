import { EnlaceBoton } from "../../../componentes/Boton/Boton";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { Hoja } from "../../../componentes/Hoja/Hoja";
import { Tabla } from "../../../componentes/Tabla/Tabla";
import { Barras } from "../../../graficos/Barras/Barras";
import type { ConteoPorRegla } from "../../../puente/generado/ConteoPorRegla";
import type { InstitucionEntera } from "../../../puente/generado/InstitucionEntera";
import type { PriorizacionCerrada } from "../../../puente/generado/PriorizacionCerrada";
import type { RedisenoEnLista } from "../../../puente/generado/RedisenoEnLista";
import { escribirRuta } from "../../../rutas";
import {
  cuantos,
  decimal,
  deCuantos,
  enMedio,
  fechaLarga,
  numero,
  porcentaje,
} from "../../../textos/formatos";
import { ESTADO_TRAMITE, SEVERIDAD } from "../../../textos/palabras";
import { visible } from "../../../textos/visible";
import estilos from "./Institucion.module.css";

function Nada({ children }: { children: string }) {
  return <p className={estilos["tenue"]}>{children}</p>;
}

/** How many trámites there are in each state, and those with most to complete. */
export function Tramites({ entera }: { entera: InstitucionEntera }) {
  const { fila, fichas_completas: completas } = entera;
  return (
    <Hoja
      titulo={
        fila.tramites === 0
          ? "Inventario: sin trámites"
          : `Inventario: ${cuantos(fila.tramites, "trámite", "trámites")}, ${deCuantos(completas)} con la ficha completa`
      }
      acciones={
        <EnlaceBoton
          pequeno
          a={{
            pantalla: "inventario",
            filtros: { institucion: entera.institucion.id },
          }}
        >
          Ver el inventario
        </EnlaceBoton>
      }
    >
      {entera.copias_de_referencia && (
        <p className={estilos["tenue"]}>
          Son copias de referencia de GAE, del catálogo público; no es lo que
          envió la institución.
        </p>
      )}
      {entera.tramites_por_estado.length === 0 ? (
        <Nada>
          Este archivo no tiene trámites de la institución. Llegan con su
          paquete, o al importar un catálogo.
        </Nada>
      ) : (
        <Barras
          titulo="Trámites por estado"
          fuente={`Fichas completas: ${porcentaje(completas)} (${deCuantos(completas)}).`}
          columnas={{ nombre: "Estado", valor: "Trámites" }}
          barras={entera.tramites_por_estado.map(({ estado, cuantos: n }) => ({
            id: estado,
            nombre: ESTADO_TRAMITE[estado].texto,
            valor: n,
          }))}
        />
      )}
      {entera.primeros_tramites.length > 0 && (
        <Tabla
          tituloVisible
          titulo="Los que tienen más por completar"
          filas={entera.primeros_tramites}
          clave={({ id }) => id}
          columnas={[
            {
              id: "nombre",
              titulo: "Trámite",
              encabeza: true,
              ancho: "ancha",
              celda: ({ id, nombre }) => (
                <a href={escribirRuta({ pantalla: "ficha", id })}>
                  {visible(nombre)}
                </a>
              ),
            },
            {
              id: "completitud",
              titulo: "Ficha",
              cifra: true,
              celda: ({ completitud }) => deCuantos(completitud),
            },
            {
              id: "requisitos",
              titulo: "Requisitos",
              cifra: true,
              celda: ({ requisitos }) => numero(requisitos),
            },
            {
              id: "hallazgos",
              titulo: "Posibles hallazgos",
              cifra: true,
              celda: ({ hallazgos }) => numero(hallazgos),
            },
          ]}
        />
      )}
    </Hoja>
  );
}

/** Open findings by rule, the most frequent first. */
export function Hallazgos({
  hallazgos,
  institucion,
}: {
  hallazgos: ReadonlyArray<ConteoPorRegla>;
  institucion: string;
}) {
  const abiertos = hallazgos.reduce((suma, { abiertos: n }) => suma + n, 0);
  const primera = hallazgos[0];
  return (
    <Hoja
      titulo={
        primera === undefined
          ? "Ningún posible hallazgo por revisar"
          : `${cuantos(abiertos, "posible hallazgo", "posibles hallazgos")} por revisar; el más frecuente: ${enMedio(primera.titulo)}`
      }
    >
      {primera === undefined ? (
        <Nada>
          Las reglas R1 a R15 no encontraron nada que revisar, o ya se decidió
          todo.
        </Nada>
      ) : (
        <Barras
          titulo="Por regla"
          fuente="Reglas R1 a R15. Cada uno es una señal para revisar, no un dictamen."
          columnas={{
            nombre: "Regla",
            valor: "Posibles hallazgos por revisar",
            detalle: "Trámites",
            marca: "Severidad",
          }}
          barras={hallazgos.map((regla) => ({
            id: regla.regla,
            codigo: regla.regla,
            nombre: (
              <a
                href={escribirRuta({
                  pantalla: "hallazgos",
                  filtros: { regla: regla.regla, institucion },
                })}
              >
                {regla.titulo}
              </a>
            ),
            marca: (
              <Etiqueta tono={SEVERIDAD[regla.severidad].tono}>
                {SEVERIDAD[regla.severidad].texto}
              </Etiqueta>
            ),
            valor: regla.abiertos,
            fuerte: regla.severidad === "alta",
            detalle: cuantos(regla.tramites, "trámite", "trámites"),
          }))}
        />
      )}
    </Hoja>
  );
}

/** The first places of the last closed round. */
export function Priorizacion({
  ronda,
  codigo,
}: {
  ronda: PriorizacionCerrada | null;
  codigo: string;
}) {
  if (ronda === null)
    return (
      <Hoja titulo="Priorización: sin ronda cerrada">
        <Nada>El orden aparece aquí cuando el comité cierra una ronda.</Nada>
      </Hoja>
    );
  return (
    <Hoja
      titulo={`Priorización: ${numero(ronda.elegidos)} de ${cuantos(ronda.total, "trámite elegido", "trámites elegidos")}`}
      acciones={
        <EnlaceBoton
          pequeno
          a={{ pantalla: "priorizacion", institucion: codigo }}
        >
          Ver la priorización
        </EnlaceBoton>
      }
    >
      <p className={estilos["tenue"]}>
        {visible(ronda.ronda)}
        {ronda.cerrada_el === null
          ? ""
          : `, cerrada el ${fechaLarga(ronda.cerrada_el)}`}
        .
      </p>
      <Tabla
        titulo="Primeros lugares"
        filas={ronda.puestos}
        clave={({ tramite }) => tramite}
        columnas={[
          {
            id: "posicion",
            titulo: "Lugar",
            cifra: true,
            ancho: "angosta",
            celda: ({ posicion }) =>
              posicion === null ? "–" : numero(posicion),
          },
          {
            id: "nombre",
            titulo: "Trámite",
            encabeza: true,
            celda: ({ tramite, nombre }) => (
              <a href={escribirRuta({ pantalla: "ficha", id: tramite })}>
                {visible(nombre)}
              </a>
            ),
          },
          {
            id: "puntaje",
            titulo: "Puntaje",
            cifra: true,
            celda: ({ puntaje }) =>
              puntaje === null ? "sin puntaje" : decimal(puntaje),
          },
          {
            id: "elegido",
            titulo: "Elegido",
            celda: ({ elegido }) => (elegido ? "Sí" : "No"),
          },
        ]}
      />
    </Hoja>
  );
}

/** The redesigns with what they take away. */
export function Redisenos({
  redisenos,
}: {
  redisenos: ReadonlyArray<RedisenoEnLista>;
}) {
  const con = redisenos.filter((uno) => uno.con_propuesta).length;
  if (redisenos.length === 0)
    return (
      <Hoja titulo="Rediseño: ninguno todavía">
        <Nada>
          Aparecen aquí los trámites priorizados, con sus medidas antes y
          después.
        </Nada>
      </Hoja>
    );
  return (
    <Hoja
      titulo={`Rediseño: ${numero(con)} de ${cuantos(redisenos.length, "trámite", "trámites")} con propuesta`}
    >
      <Tabla
        titulo="Trámites por rediseñar"
        filas={redisenos}
        clave={({ tramite }) => tramite}
        columnas={[
          {
            id: "nombre",
            titulo: "Trámite",
            encabeza: true,
            ancho: "ancha",
            celda: ({ tramite, nombre }) => (
              <a href={escribirRuta({ pantalla: "rediseno", id: tramite })}>
                {visible(nombre)}
              </a>
            ),
          },
          {
            id: "estado",
            titulo: "Estado",
            celda: ({ estado }) => (
              <Etiqueta tono={ESTADO_TRAMITE[estado].tono}>
                {ESTADO_TRAMITE[estado].texto}
              </Etiqueta>
            ),
          },
          ...(["procedimientos", "requisitos"] as const).map((medida) => ({
            id: medida,
            titulo: medida === "procedimientos" ? "Pasos" : "Requisitos",
            cifra: true,
            celda: ({ medidas }: RedisenoEnLista) => {
              const una = medidas.find((m) => m.medida === medida);
              return una?.antes == null || una.despues === null
                ? "–"
                : `de ${una.antes} a ${una.despues}`;
            },
          })),
        ]}
      />
    </Hoja>
  );
}
