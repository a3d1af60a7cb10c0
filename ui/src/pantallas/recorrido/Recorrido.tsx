import { useEffect, useRef, useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { BarraDeAvance } from "../../componentes/BarraDeAvance/BarraDeAvance";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Carga } from "../../componentes/Carga/Carga";
import { clases } from "../../componentes/clases";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { useRecorrido } from "../../puente/consultas";
import { usePuente } from "../../puente/contexto";
import type { EstadoFase } from "../../puente/generado/EstadoFase";
import type { FaseDto } from "../../puente/generado/FaseDto";
import type { Recorrido as RecorridoDto } from "../../puente/generado/Recorrido";
import type { TransicionDto } from "../../puente/generado/TransicionDto";
import { useAccion } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { escribirRuta, rutaDeDestino } from "../../rutas";
import {
  cuantos,
  deCuantos,
  fechaLarga,
  hoy,
  numero,
  parte,
} from "../../textos/formatos";
import { ESTADO_FASE } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { MoverFaseDialogo } from "./MoverFase";
import estilos from "./Recorrido.module.css";

const CUENTAN: ReadonlySet<EstadoFase> = new Set(["entregada", "aprobada"]);

/** The phase that asks for attention: observed, then in course, then the first not started. */
function faseQueSigue(fases: ReadonlyArray<FaseDto>): FaseDto | undefined {
  return (
    fases.find(({ estado }) => estado === "observada") ??
    fases.find(({ estado }) => estado === "en_proceso") ??
    fases.find(({ estado }) => estado === "no_iniciada") ??
    fases[0]
  );
}

/** The nine phases as a road: state, conditions met and missing, and what can be done now. */
export function Recorrido({ fase }: { fase?: string }) {
  const recorrido = useRecorrido();
  const avance = recorrido.data?.avance;
  return (
    <Pagina
      ventana="Recorrido"
      titulo={
        avance === undefined
          ? "Recorrido"
          : avance.numerador === 0
            ? `Ninguna de las ${numero(avance.denominador)} fases está entregada todavía`
            : `${deCuantos(avance)} fases entregadas o aprobadas`
      }
      subtitulo="El camino de la guía metodológica. Cada fase se entrega cuando cumple su regla, con datos ya guardados."
    >
      <Carga consulta={recorrido}>
        {(dato) => (
          <Camino
            recorrido={dato}
            {...(fase === undefined ? {} : { pedida: fase })}
          />
        )}
      </Carga>
    </Pagina>
  );
}

function Camino({
  recorrido,
  pedida,
}: {
  recorrido: RecorridoDto;
  pedida?: string;
}) {
  const elegida =
    recorrido.fases.find(({ fase }) => fase === pedida) ??
    faseQueSigue(recorrido.fases);
  const detalle = useRef<HTMLHeadingElement>(null);
  const vista = useRef(pedida);
  useEffect(() => {
    if (pedida !== vista.current) {
      vista.current = pedida;
      detalle.current?.focus();
    }
  }, [pedida]);
  if (elegida === undefined) return null;
  return (
    <div className={estilos["camino"]}>
      <ol className={estilos["fases"]} aria-label="Fases">
        {recorrido.fases.map((fase, i) => (
          <Parada
            key={fase.fase}
            fase={fase}
            n={i + 1}
            aqui={fase.fase === elegida.fase}
          />
        ))}
      </ol>
      <Detalle key={elegida.fase} fase={elegida} encabezado={detalle} />
    </div>
  );
}

function Parada({
  fase,
  n,
  aqui,
}: {
  fase: FaseDto;
  n: number;
  aqui: boolean;
}) {
  const palabra = ESTADO_FASE[fase.estado];
  return (
    <li
      className={clases(
        estilos["parada"],
        CUENTAN.has(fase.estado) && estilos["pasada"],
      )}
    >
      <a
        className={estilos["enlace"]}
        href={escribirRuta({ pantalla: "recorrido", fase: fase.fase })}
        aria-current={aqui ? "step" : undefined}
      >
        <span
          className={clases(estilos["hito"], estilos[palabra.tono])}
          aria-hidden="true"
        >
          {CUENTAN.has(fase.estado) ? "✓" : n}
        </span>
        <span className={estilos["nombres"]}>
          <span className={estilos["nombre"]}>
            {fase.codigo_guia !== null && (
              <span className={estilos["codigo"]}>{fase.codigo_guia} </span>
            )}
            {fase.nombre}
          </span>
          <span className={estilos["resumen"]}>
            <Etiqueta tono={palabra.tono}>{palabra.texto}</Etiqueta>
            {fase.destino === null
              ? "llega en una versión próxima"
              : `${deCuantos(fase.cumplidas)} condiciones`}
          </span>
        </span>
      </a>
    </li>
  );
}

function Detalle({
  fase,
  encabezado,
}: {
  fase: FaseDto;
  encabezado: React.Ref<HTMLHeadingElement>;
}) {
  const [mueve, setMueve] = useState<TransicionDto | null>(null);
  const palabra = ESTADO_FASE[fase.estado];
  const faltan = fase.condiciones.filter(({ cumple }) => !cumple).length;
  return (
    <section className={estilos["detalle"]} aria-labelledby="fase-elegida">
      <div className={estilos["titulo"]}>
        <h2 id="fase-elegida" ref={encabezado} tabIndex={-1}>
          {fase.codigo_guia !== null && (
            <span className={estilos["codigo"]}>{fase.codigo_guia} </span>
          )}
          {fase.nombre}
        </h2>
        <Etiqueta tono={palabra.tono}>{palabra.texto}</Etiqueta>
        {fase.fecha !== null && (
          <span className={estilos["tenue"]}>
            desde el {fechaLarga(fase.fecha)}
          </span>
        )}
      </div>
      <p>{fase.proposito}</p>

      <div className={estilos["regla"]}>
        <h3>
          {faltan === 0
            ? "Cumple todas sus condiciones"
            : `${faltan === 1 ? "Falta" : "Faltan"} ${cuantos(faltan, "condición", "condiciones")} de ${numero(fase.condiciones.length)}`}
        </h3>
        <BarraDeAvance parte={parte(fase.cumplidas)} tono="bien" />
        <ul className={estilos["condiciones"]}>
          {fase.condiciones.map(({ texto, cumple }) => (
            <li key={texto} className={estilos["condicion"]}>
              <Etiqueta tono={cumple ? "bien" : "neutro"}>
                {cumple ? "Cumple" : "Falta"}
              </Etiqueta>
              <span>{visible(texto)}</span>
            </li>
          ))}
        </ul>
        <p className={estilos["tenue"]}>
          Criterio de la herramienta, regla versión {fase.regla_version}.
        </p>
      </div>

      {fase.fase === "inventario" && <CierreDelInventario fase={fase} />}

      {fase.evidencias.length > 0 && (
        <div className={estilos["regla"]}>
          <h3>Evidencia</h3>
          <Evidencias adjuntos={fase.adjuntos} />
        </div>
      )}

      <div className={estilos["acciones"]}>
        {fase.destino === null ? (
          <p className={estilos["tenue"]}>
            El trabajo de esta fase llega en una versión próxima. Su estado ya
            se puede registrar aquí, con su evidencia.
          </p>
        ) : (
          <EnlaceBoton
            aspecto={faltan > 0 ? "primario" : "secundario"}
            a={rutaDeDestino(fase.destino)}
          >
            Trabajar en {fase.nombre.toLowerCase()}
          </EnlaceBoton>
        )}
        {fase.transiciones.map((transicion) => (
          <Boton
            key={transicion.a}
            aspecto={
              CUENTAN.has(transicion.a) && transicion.impedimento === null
                ? "primario"
                : "secundario"
            }
            isDisabled={transicion.impedimento !== null}
            {...(transicion.impedimento === null
              ? {}
              : { "aria-describedby": `impide-${transicion.a}` })}
            onPress={() => setMueve(transicion)}
          >
            {transicion.accion}
          </Boton>
        ))}
      </div>
      {fase.transiciones
        .filter(({ impedimento }) => impedimento !== null)
        .map(({ a, accion, impedimento }) => (
          <p key={a} id={`impide-${a}`} className={estilos["tenue"]}>
            Todavía no se puede «{accion}»: {visible(impedimento ?? "")}
          </p>
        ))}
      {mueve !== null && (
        <MoverFaseDialogo
          fase={fase}
          transicion={mueve}
          alCerrar={() => setMueve(null)}
        />
      )}
    </section>
  );
}

/** Each document opens with the system's viewer, from a copy under a name of the program's own. */
function Evidencias({
  adjuntos,
}: {
  adjuntos: ReadonlyArray<{ id: string; nombre: string }>;
}) {
  const puente = usePuente();
  const [error, setError] = useState<FallaError | null>(null);
  const abrir = async (id: string) => {
    setError(null);
    try {
      const listo = await puente.llamar("abrir_adjunto", { id });
      await puente.abrirExportado(listo.id);
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };
  return (
    <>
      <AvisoDeFalla error={error} />
      <ul>
        {adjuntos.map(({ id, nombre }) => (
          <li key={id}>
            {visible(nombre)}{" "}
            <Boton
              pequeno
              aspecto="discreto"
              aria-label={`Abrir documento ${visible(nombre)}`}
              onPress={() => void abrir(id)}
            >
              Abrir documento
            </Boton>
          </li>
        ))}
      </ul>
      <p className={estilos["tenue"]}>
        Ábralos solo si confía en quien los adjuntó.
      </p>
    </>
  );
}

/** Closing the inventory is a fact of its own, which the rule of the phase needs. */
function CierreDelInventario({ fase }: { fase: FaseDto }) {
  const cerrar = useAccion("cerrar_inventario");
  const cerrado = fase.condiciones.some(
    ({ texto, cumple }) => cumple && /cierre del inventario/i.test(texto),
  );
  return (
    <div className={estilos["regla"]}>
      <h3>Cierre del inventario</h3>
      <p>
        {cerrado
          ? "El inventario está cerrado. Si aparece otro trámite, vuelva a abrirlo."
          : "Ciérrelo cuando estén todos los trámites. Puede volver a abrirlo o deshacerlo."}
      </p>
      <AvisoDeFalla error={cerrar.error} />
      <div className={estilos["acciones"]}>
        <Boton
          isDisabled={cerrar.enCurso}
          onPress={() =>
            void cerrar.ejecutar({ fecha: cerrado ? null : hoy() })
          }
        >
          {cerrado
            ? "Volver a abrir el inventario"
            : "Cerrar inventario con fecha de hoy"}
        </Boton>
      </div>
    </div>
  );
}
