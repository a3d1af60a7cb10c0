import { useRef, useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { cambiarYEnfocar } from "../../componentes/foco";
import { Hoja } from "../../componentes/Hoja/Hoja";
import type { CodigoDeFalta } from "../../puente/generado/CodigoDeFalta";
import type { FaltaParaCerrar } from "../../puente/generado/FaltaParaCerrar";
import type { RondaDto } from "../../puente/generado/RondaDto";
import { useInstalacion } from "../../puente/consultas";
import { useAccion } from "../../puente/mutaciones";
import { irA } from "../../rutas";
import type { VerPriorizacion } from "../../rutas";
import { cuantos, deCuantos, fechaLarga } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { useExportarInforme } from "../informes/useExportarInforme";
import { corteEnPalabras } from "./Corte";
import { Movimientos } from "./Movimientos";
import { PESTANAS, celda } from "./palabras";
import { useInstitucionEnPantalla } from "./institucion";
import estilos from "./Graficas.module.css";

/** The tab where a thing that is missing gets done; null when it is the inventory. */
export const DONDE_FALTA: Readonly<
  Record<CodigoDeFalta, VerPriorizacion | null>
> = {
  tramites: null,
  puntos: "pesos",
  personas: "calificar",
  pesos_de: "pesos",
  bases: "calificar",
  // The notice above has them all.
  valores: null,
};

/** What the round decided, what it still needs, and how it is closed. */
export function Acta({
  ronda,
  soloLectura,
  alVer,
}: {
  ronda: RondaDto;
  soloLectura: boolean;
  alVer: (ver: VerPriorizacion) => void;
}) {
  const cerrada = ronda.estado === "cerrada";
  const cerrar = useAccion("cerrar_ronda");
  const exportacion = useExportarInforme();
  const institucion = useInstitucionEnPantalla();
  const propia = useInstalacion()?.institucion?.sigla;
  const sigla = propia ?? institucion ?? "institucion";
  const exportar = () =>
    void exportacion.exportar(
      {
        tipo: "priorizacion",
        institucion,
        ronda: ronda.entidad.id,
        corte: null,
        secciones: [],
      },
      `acta-priorizacion-${sigla}-${ronda.numero}.pdf`,
    );
  const [pregunta, setPregunta] = useState(false);
  const [rehusado, setRehusado] = useState(false);
  const faltantes = useRef<HTMLUListElement>(null);
  const faltan = ronda.faltan.length > 0;
  const pedirCierre = () => {
    if (!faltan) {
      setPregunta(true);
      return;
    }
    cambiarYEnfocar(
      () => setRehusado(true),
      () => faltantes.current?.querySelector("button"),
    );
  };
  const confirmar = async () => {
    const hecho = await cerrar.ejecutar({ ronda: ronda.entidad.id });
    if (hecho !== null) setPregunta(false);
  };
  return (
    <div className={estilos["apilada"]}>
      {exportacion.avisos}
      <Hoja
        titulo={cerrada ? "Lo que se decidió" : "Lo que dirá el acta"}
        acciones={
          <Boton isDisabled={exportacion.activa} onPress={exportar}>
            {cerrada ? "Exportar acta (PDF)" : "Exportar borrador (PDF)"}
          </Boton>
        }
      >
        <Resumen ronda={ronda} />
        {ronda.movimientos.length > 0 && (
          <Movimientos movimientos={ronda.movimientos} alVolver={null} />
        )}
      </Hoja>
      {!cerrada && (
        <Hoja titulo="Cierre">
          {faltan && rehusado && (
            <Aviso tono="aviso" urgente titulo="Todavía no se puede cerrar">
              <p>
                {ronda.faltan.length === 1
                  ? "Falta lo que sigue."
                  : `Faltan ${ronda.faltan.length} cosas.`}{" "}
                No se cambió nada.
              </p>
            </Aviso>
          )}
          {faltan ? (
            <ul
              ref={faltantes}
              className={estilos["faltan"]}
              aria-label="Qué falta para cerrar"
            >
              {ronda.faltan.map((falta) => (
                <Falta key={falta.mensaje} falta={falta} alVer={alVer} />
              ))}
            </ul>
          ) : (
            <p>No falta nada para cerrar la ronda.</p>
          )}
          <AvisoDeFalla error={pregunta ? null : cerrar.error} />
          <div className={estilos["acciones"]}>
            <Boton
              aspecto="primario"
              isDisabled={soloLectura}
              onPress={pedirCierre}
            >
              Cerrar la ronda
            </Boton>
          </div>
        </Hoja>
      )}
      {pregunta && (
        <Dialogo
          abierto
          alCerrar={() => {
            cerrar.limpiar();
            setPregunta(false);
          }}
          titulo="¿Cerrar la ronda?"
          acciones={
            <>
              <Boton onPress={() => setPregunta(false)}>Cancelar</Boton>
              <Boton
                aspecto="primario"
                isDisabled={cerrar.enCurso}
                onPress={() => void confirmar()}
              >
                Cerrar la ronda
              </Boton>
            </>
          }
        >
          <AvisoDeFalla error={cerrar.error} />
          <p>
            El orden, los pesos y las notas quedan como están y ya no cambian.
          </p>
          <p>
            De los trámites con ficha completa, los seleccionados pasan a
            «Priorizado» y los demás a «En cartera». Los otros siguen en su
            estado.
          </p>
          <p>Puede deshacerlo.</p>
        </Dialogo>
      )}
    </div>
  );
}

function Falta({
  falta,
  alVer,
}: {
  falta: FaltaParaCerrar;
  alVer: (ver: VerPriorizacion) => void;
}) {
  const donde = DONDE_FALTA[falta.codigo];
  return (
    <li className={estilos["falta"]}>
      <span>{visible(falta.mensaje)}</span>
      {falta.codigo === "valores" ? (
        <span>Se eligen en el aviso de arriba.</span>
      ) : donde === null ? (
        <Boton
          pequeno
          onPress={() => irA({ pantalla: "inventario", filtros: {} })}
        >
          Ir al inventario
        </Boton>
      ) : (
        <Boton
          pequeno
          aria-label={`Ir a ${PESTANAS[donde]}: ${visible(falta.mensaje)}`}
          onPress={() => alVer(donde)}
        >
          Ir a {PESTANAS[donde]}
        </Boton>
      )}
    </li>
  );
}

function Resumen({ ronda }: { ronda: RondaDto }) {
  const quien = visible(celda(ronda.entidad, "pesos_de"));
  const personas = ronda.votantes.map((v) => {
    const cargo = visible(celda(v.entidad, "cargo"));
    return `${visible(v.nombre)}${cargo === "" ? "" : ` (${cargo})`}`;
  });
  const datos: ReadonlyArray<readonly [string, string]> = [
    [
      "Estado",
      ronda.cerrada_el === null
        ? "Abierta"
        : `Cerrada el ${fechaLarga(ronda.cerrada_el)}`,
    ],
    [
      "Selección",
      `${corteEnPalabras(ronda)}: ${deCuantos(ronda.seleccionados)} trámites`,
    ],
    ["Primer lugar", visible(ronda.firmeza)],
    [
      "Pesos",
      `${celda(ronda.entidad, "modo_pesos") === "ahp" ? "Por comparación de pares (AHP)" : "Por puntos"}. ${quien === "" ? "Falta decir quién los fijó" : `Los fijó: ${quien}`}`,
    ],
    [
      "Personas",
      personas.length === 0 ? "Nadie califica todavía" : personas.join("; "),
    ],
    ...(ronda.estado === "cerrada"
      ? []
      : [
          [
            "Desacuerdo",
            ronda.desacuerdos === 0
              ? "Ninguna nota dista 2 o más entre dos personas"
              : `${cuantos(ronda.desacuerdos, "nota dista", "notas distan")} 2 o más entre dos personas`,
          ] as const,
        ]),
    [
      "A mano",
      ronda.movimientos.length === 0
        ? "Ningún trámite"
        : cuantos(ronda.movimientos.length, "trámite", "trámites"),
    ],
  ];
  return (
    <dl className={estilos["datos"]}>
      {datos.map(([que, dice]) => (
        <Dato key={que} que={que} dice={dice} />
      ))}
    </dl>
  );
}

function Dato({ que, dice }: { que: string; dice: string }) {
  return (
    <>
      <dt>{que}</dt>
      <dd>{dice}</dd>
    </>
  );
}
