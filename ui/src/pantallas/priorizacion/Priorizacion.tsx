import { useState } from "react";
import { Aviso } from "../../componentes/Aviso/Aviso";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Carga } from "../../componentes/Carga/Carga";
import { AvisoDeDosValores } from "../../componentes/DosValores/DosValores";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { Pestanas } from "../../componentes/Pestanas/Pestanas";
import { Vacio } from "../../componentes/Vacio/Vacio";
import {
  useConsulta,
  useEstadoInicial,
  useInstalacion,
} from "../../puente/consultas";
import type { PriorizacionDto } from "../../puente/generado/PriorizacionDto";
import type { RondaDto } from "../../puente/generado/RondaDto";
import { VER_PRIORIZACION, irA } from "../../rutas";
import type { Ruta, VerPriorizacion } from "../../rutas";
import { cuantos, deCuantos, fechaLarga } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { Acta } from "./Acta";
import { Calificar } from "./Calificar";
import { CargaDeTramites } from "./CargaDeTramites";
import { DeCualInstitucion } from "./DeCualInstitucion";
import { comparacionEnPalabras } from "./dosValores";
import { Impacto } from "./Impacto";
import { InstitucionEnPantalla, useInstitucionEnPantalla } from "./institucion";
import { NuevaRonda } from "./NuevaRonda";
import { PESTANAS, celda } from "./palabras";
import { Pesos } from "./Pesos";
import { Ranking } from "./Ranking";
import type { Puntos } from "./useEnsayo";
import estilos from "./Priorizacion.module.css";

type RutaDePriorizacion = Extract<Ruta, { pantalla: "priorizacion" }>;

/** Tabs whose table scrolls inside the window. */
const LLENAS: ReadonlySet<VerPriorizacion> = new Set(["ranking", "calificar"]);

function titularDe(dato: PriorizacionDto | undefined): string {
  const ronda = dato?.ronda;
  if (dato === undefined) return "Priorización";
  if (ronda == null) return "Todavía no hay una priorización";
  const nombre = visible(celda(ronda.entidad, "nombre"));
  const elegidos = `${deCuantos(ronda.seleccionados)} trámites seleccionados`;
  return ronda.estado === "cerrada"
    ? `${nombre}, cerrada: ${elegidos}`
    : `${nombre}: ${elegidos}`;
}

/** Which trámites come first, and why: rounds of criteria, weights, notes, ranking and closing. */
export function Priorizacion({ ruta }: { ruta: RutaDePriorizacion }) {
  const gae = useInstalacion()?.como === "gae";
  // A committee has one institution, whatever the address says.
  const institucion = gae ? (ruta.institucion ?? null) : null;
  if (gae && institucion === null) return <DeCualInstitucion />;
  return (
    <InstitucionEnPantalla value={institucion}>
      <DeUnaInstitucion key={institucion} ruta={ruta} />
    </InstitucionEnPantalla>
  );
}

/** In GAE's workspace, whose it is and the way to another; nothing in a committee's. */
function useMigas(institucion: string | null) {
  const { instituciones = [] } = useEstadoInicial().data ?? {};
  if (institucion === null) return {};
  const una = instituciones.find(({ codigo }) => codigo === institucion);
  const nombre = una?.nombre ?? institucion;
  return {
    migas: [
      {
        texto: "Priorización: todas las instituciones",
        a: { pantalla: "priorizacion" as const },
      },
      { texto: visible(nombre) },
    ],
  };
}

function DeUnaInstitucion({ ruta }: { ruta: RutaDePriorizacion }) {
  const institucion = useInstitucionEnPantalla();
  const consulta = useConsulta(
    "priorizacion",
    { institucion, ronda: ruta.ronda ?? null },
    { conservar: true },
  );
  const migas = useMigas(institucion);
  const soloLectura = useInstalacion()?.solo_lectura ?? true;
  const [nueva, setNueva] = useState<"propuesta" | "copia" | null>(null);
  const dato = consulta.data;
  const ronda = dato?.ronda ?? null;
  const ver = ruta.ver ?? "ranking";
  const hayAbierta = dato?.rondas.some(({ estado }) => estado === "abierta");
  return (
    <Pagina
      ventana="Priorización"
      {...migas}
      llena={ronda !== null && LLENAS.has(ver)}
      titulo={titularDe(dato)}
      subtitulo="Los criterios y sus pesos son una propuesta de la herramienta: el comité los cambia. La guía no los fija."
      {...(ronda === null
        ? {}
        : { bajoTitulo: <EstadoDeRonda ronda={ronda} /> })}
      acciones={
        dato !== undefined &&
        ronda !== null && (
          <>
            {dato.rondas.length > 1 && (
              <ElegirRonda dato={dato} elegida={ronda.entidad.id} ver={ver} />
            )}
            {hayAbierta === false && (
              <Boton
                aspecto="primario"
                isDisabled={soloLectura}
                onPress={() => setNueva("copia")}
              >
                Iniciar otra ronda
              </Boton>
            )}
          </>
        )
      }
    >
      <Carga consulta={consulta}>
        {(leido) =>
          leido.ronda === null ? (
            <SinRonda
              tramites={leido.tramites}
              soloLectura={soloLectura}
              alIniciar={() => setNueva("propuesta")}
            />
          ) : (
            <Ronda
              key={leido.ronda.entidad.id}
              dato={leido}
              ronda={leido.ronda}
              soloLectura={soloLectura || leido.ronda.estado === "cerrada"}
              ruta={ruta}
            />
          )
        }
      </Carga>
      {nueva !== null && (
        <NuevaRonda
          como={
            nueva === "copia" && ronda !== null
              ? {
                  id: ronda.entidad.id,
                  nombre: celda(ronda.entidad, "nombre"),
                }
              : null
          }
          alCerrar={() => setNueva(null)}
        />
      )}
    </Pagina>
  );
}

function EstadoDeRonda({ ronda }: { ronda: RondaDto }) {
  return ronda.estado === "cerrada" ? (
    <>
      <Etiqueta tono="hecho">Cerrada</Etiqueta>
      <span>
        {ronda.cerrada_el === null
          ? ""
          : `el ${fechaLarga(ronda.cerrada_el)}. `}
        Ya no cambia; se conserva como se cerró.
      </span>
    </>
  ) : (
    <>
      <Etiqueta tono="curso">Abierta</Etiqueta>
      <span>
        {cuantos(ronda.criterios.length, "criterio", "criterios")},{" "}
        {cuantos(ronda.votantes.length, "persona", "personas")} que califican
        {ronda.desacuerdos > 0 &&
          `, ${cuantos(ronda.desacuerdos, "nota", "notas")} con desacuerdo`}
      </span>
    </>
  );
}

function ElegirRonda({
  dato,
  elegida,
  ver,
}: {
  dato: PriorizacionDto;
  elegida: string;
  ver: VerPriorizacion;
}) {
  const institucion = useInstitucionEnPantalla();
  return (
    <label className={estilos["filtro"]}>
      <span>Ronda</span>
      <select
        value={elegida}
        onChange={(e) =>
          irA({
            pantalla: "priorizacion",
            ...(institucion === null ? {} : { institucion }),
            ronda: e.target.value,
            ver,
          })
        }
      >
        {dato.rondas.map((r) => (
          <option key={r.id} value={r.id}>
            {r.numero}. {visible(r.nombre)} (
            {r.estado === "cerrada" ? "cerrada" : "abierta"})
          </option>
        ))}
      </select>
    </label>
  );
}

function SinRonda({
  tramites,
  soloLectura,
  alIniciar,
}: {
  tramites: number;
  soloLectura: boolean;
  alIniciar: () => void;
}) {
  const gae = useInstitucionEnPantalla() !== null;
  return (
    <Vacio
      titulo={
        tramites === 0
          ? gae
            ? "Este archivo no tiene trámites de esta institución"
            : "Primero se necesitan trámites en el inventario"
          : `Decida por cuál de sus ${cuantos(tramites, "trámite", "trámites")} empezar`
      }
      acciones={
        tramites === 0 ? (
          gae ? (
            <>
              <EnlaceBoton a={{ pantalla: "importar" }}>
                Importar su inventario
              </EnlaceBoton>
              <EnlaceBoton a={{ pantalla: "priorizacion" }}>
                Elegir otra institución
              </EnlaceBoton>
            </>
          ) : (
            <EnlaceBoton a={{ pantalla: "inventario", filtros: {} }}>
              Ir al inventario
            </EnlaceBoton>
          )
        ) : (
          <Boton
            aspecto="primario"
            isDisabled={soloLectura}
            onPress={alIniciar}
          >
            Iniciar la priorización
          </Boton>
        )
      }
    >
      {gae && tramites === 0 && (
        <p>
          La priorización empieza cuando la institución envía su inventario o se
          importa aquí.
        </p>
      )}
      <p>
        Cada trámite recibe una nota de 1 a 5 por criterio: unas salen del
        inventario y otras las ponen las personas. Los pesos ordenan la lista, y
        el comité elige dónde cortarla.
      </p>
    </Vacio>
  );
}

function Ronda({
  dato,
  ronda,
  soloLectura,
  ruta,
}: {
  dato: PriorizacionDto;
  ronda: RondaDto;
  soloLectura: boolean;
  ruta: RutaDePriorizacion;
}) {
  const [movidos, setMovidos] = useState<Puntos | null>(null);
  const { ver: _, ...resto } = ruta;
  const alVer = (ver: VerPriorizacion) =>
    irA(ver === "ranking" ? resto : { ...resto, ver }, { reemplazar: true });
  const comunes = { ronda, soloLectura, alVer };
  const contenido = {
    ranking: <Ranking {...comunes} />,
    calificar: <Calificar {...comunes} />,
    pesos: (
      <Pesos
        {...comunes}
        biblioteca={dato.biblioteca}
        movidos={movidos}
        setMovidos={setMovidos}
      />
    ),
    impacto: <Impacto {...comunes} />,
    carga: <CargaDeTramites />,
    acta: <Acta {...comunes} />,
  };
  const institucion = useInstitucionEnPantalla();
  return (
    <>
      {ronda.con_dos_valores > 0 && (
        <AvisoDeDosValores
          pide={{ institucion, ronda: ronda.entidad.id }}
          enPalabras={comparacionEnPalabras(ronda)}
        />
      )}
      <FueraDeEscala dichos={ronda.fuera_de_escala} />
      <Pestanas
        etiqueta="Partes de la priorización"
        elegida={ruta.ver ?? "ranking"}
        alElegir={alVer}
        pestanas={VER_PRIORIZACION.map((id) => ({
          id,
          titulo: PESTANAS[id],
          contenido: contenido[id],
        }))}
      />
    </>
  );
}

/** What came in a package and does not count. */
function FueraDeEscala({ dichos }: { dichos: ReadonlyArray<string> }) {
  if (dichos.length === 0) return null;
  return (
    <Aviso tono="aviso" titulo="Llegaron datos fuera de escala, que no cuentan">
      <p>
        Los escribió otro programa. Se conservan en el historial; corríjalos
        para que cuenten.
      </p>
      <ul className={estilos["fuera"]}>
        {dichos.map((dicho) => (
          <li key={dicho}>{visible(dicho)}</li>
        ))}
      </ul>
    </Aviso>
  );
}
