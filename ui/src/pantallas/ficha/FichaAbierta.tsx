import { useCallback, useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { Aviso } from "../../componentes/Aviso/Aviso";
import { BarraDeAvance } from "../../componentes/BarraDeAvance/BarraDeAvance";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { AvisoDeDosValores } from "../../componentes/DosValores/DosValores";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { HistorialDeCelda } from "../../componentes/HistorialDeCelda/HistorialDeCelda";
import type { CeldaSenalada } from "../../componentes/HistorialDeCelda/HistorialDeCelda";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { Pestanas } from "../../componentes/Pestanas/Pestanas";
import { NUEVA } from "../../componentes/Rejilla/Rejilla";
import { DialogoMotivo } from "../../componentes/Rejilla/DialogoMotivo";
import { useInstalacion } from "../../puente/consultas";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { FichaDto } from "../../puente/generado/FichaDto";
import type { HallazgoDto } from "../../puente/generado/HallazgoDto";
import type { Seccion } from "../../puente/generado/Seccion";
import { escribirRuta, irA } from "../../rutas";
import type { Ruta } from "../../rutas";
import { cuantos, parte, porcentaje } from "../../textos/formatos";
import { ESTADO_TRAMITE, SECCION } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { UnirTramites } from "../inventario/UnirTramites";
import { Adjuntos } from "./Adjuntos";
import { AyudaDeCampo } from "./AyudaDeCampo";
import { Banderas } from "./Banderas";
import { Calculos } from "./calculos/Calculos";
import { BorradoresDeFilas } from "./BorradoresDeFilas";
import { Contradicciones } from "./Contradicciones";
import { DialogoEstado } from "./DialogoEstado";
import { useEscrituras } from "./escrituras";
import { Filas } from "./Filas";
import { Formulario } from "./Formulario";
import type { ClaseDeFila, Objetivo, PestanaDeFicha } from "./lugares";
import {
  CLASES_DE_FILA,
  filasDe,
  objetivoDe,
  objetivoDeFaltante,
} from "./lugares";
import { Original } from "./Original";
import { PanelHallazgos } from "./PanelHallazgos";
import estilos from "./Ficha.module.css";

export type RutaDeFicha = Extract<Ruta, { pantalla: "ficha" }>;

interface Senalado {
  entidad: string;
  clase: string;
  campo: string;
}

const CLASES_POR_SECCION: Readonly<
  Record<Seccion, ReadonlyArray<ClaseDeFila>>
> = {
  general: [],
  requisitos: ["requisito"],
  pasos: ["paso"],
  tiempo_costo: ["tiempo"],
  base_legal: ["base_legal"],
  volumen: ["volumen"],
};

const TITULO_DEL_FORMULARIO: Readonly<Record<Seccion, string | undefined>> = {
  general: undefined,
  requisitos: "Sobre los requisitos",
  pasos: "Sobre los pasos",
  tiempo_costo: "Costo y plazo",
  base_legal: "Sobre la base legal",
  volumen: "Resumen del año",
};

const MOTIVOS_DE_RETIRO = [
  "Está repetido con otro código",
  "Es un servicio interno, no un trámite",
  "Ya no se presta",
];

/** Some cell of the sheet or of its rows waits for somebody to choose. */
function tieneDosValores(ficha: FichaDto): boolean {
  const filas = CLASES_DE_FILA.flatMap((clase) => filasDe(ficha, clase));
  return [ficha.tramite, ...filas].some(({ celdas }) =>
    Object.values(celdas).some(({ conflicto }) => conflicto),
  );
}

/** The open sheet: its tabs, its dialogs, and the possible findings beside it. */
export function FichaAbierta({
  ruta,
  ficha,
  campos,
  alUnir,
}: {
  ruta: RutaDeFicha;
  ficha: FichaDto;
  campos: ReadonlyArray<CampoDto>;
  /** The question of joining it with another opened, or was left without doing it. */
  alUnir: (si: boolean) => void;
}) {
  const soloLectura = useInstalacion()?.solo_lectura ?? false;
  const { moverEstado, retirar } = useEscrituras();
  /** The tab in sight when it is not a section, which the address names. */
  const [aparte, setAparte] = useState<
    "calculos" | "adjuntos" | "original" | null
  >(null);
  const [objetivo, setObjetivo] = useState<Objetivo | null>(null);
  const [senalado, setSenalado] = useState<Senalado | null>(null);
  const [historial, setHistorial] = useState<CeldaSenalada | null>(null);
  const [cambiandoEstado, setCambiandoEstado] = useState(false);
  const [retirando, setRetirando] = useState(false);
  const [uniendo, setUniendo] = useState(false);
  const [falla, setFalla] = useState<string | null>(null);
  const siguienteFalta = useRef(0);
  const pestana: PestanaDeFicha = aparte ?? ruta.seccion ?? "general";

  const abrirPestana = useCallback(
    (a: PestanaDeFicha) => {
      if (a === "original" || a === "adjuntos" || a === "calculos") {
        setAparte(a);
        return;
      }
      setAparte(null);
      irA(
        { pantalla: "ficha", id: ficha.id, seccion: a },
        { reemplazar: true },
      );
    },
    [ficha.id],
  );
  const irAlObjetivo = useCallback(
    (o: Objetivo) => {
      abrirPestana(o.seccion);
      setObjetivo({ ...o });
    },
    [abrirPestana],
  );
  const alConsumir = useCallback(() => setObjetivo(null), []);

  // An address that names a row or a field puts the focus there.
  const pedido = `${ruta.entidad ?? ""}.${ruta.campo ?? ""}`;
  const atendido = useRef(".");
  useEffect(() => {
    if (pedido === atendido.current || pedido === ".") return;
    atendido.current = pedido;
    irAlObjetivo(
      objetivoDe(
        ficha,
        campos,
        ruta.entidad ?? ficha.id,
        ruta.campo ?? "texto",
        NUEVA,
      ),
    );
  }, [pedido, ficha, campos, ruta.entidad, ruta.campo, irAlObjetivo]);

  const alEnfocar = useCallback(
    (entidad: string, clase: string, campo: string) =>
      setSenalado((antes) =>
        antes?.entidad === entidad && antes.campo === campo
          ? antes
          : { entidad, clase, campo },
      ),
    [],
  );
  const abrirHistorial = (s: Senalado) => {
    const campo = campos.find(
      (c) => c.clase === s.clase && c.campo === s.campo,
    );
    if (campo === undefined || s.entidad === NUEVA) return;
    const clase = CLASES_DE_FILA.find((una) => una === s.clase);
    const lista = clase === undefined ? [] : filasDe(ficha, clase);
    const n = lista.findIndex((f) => f.id === s.entidad);
    setHistorial({
      entidad: s.entidad,
      campo,
      ...(n < 0 ? {} : { donde: `fila ${n + 1}` }),
    });
  };
  const alPulsar = (e: KeyboardEvent) => {
    if (
      e.ctrlKey &&
      !e.altKey &&
      e.key.toLowerCase() === "h" &&
      !e.defaultPrevented &&
      senalado !== null
    ) {
      e.preventDefault();
      abrirHistorial(senalado);
    }
  };

  const irAFaltante = () => {
    const falta = ficha.faltan[siguienteFalta.current % ficha.faltan.length];
    siguienteFalta.current += 1;
    if (falta !== undefined)
      irAlObjetivo(objetivoDeFaltante(ficha, falta, NUEVA));
  };
  const irAHallazgo = (h: HallazgoDto) =>
    irAlObjetivo(objetivoDe(ficha, campos, h.entidad, h.campo, NUEVA));
  const marcarCompleta = async () =>
    setFalla(await moverEstado(ficha.id, "ficha_completa", ""));

  const { resumen } = ficha;
  const nombre = visible(resumen.nombre) || "Trámite sin nombre";
  const faltan = ficha.faltan.length;
  const pendientes = ficha.banderas.filter(
    (b) => b.estado === "pendiente",
  ).length;
  const puedeCompletar =
    !soloLectura &&
    ficha.transiciones.some(
      (t) => t.a === "ficha_completa" && t.impedimento === null,
    );
  const secciones: ReadonlyArray<{ id: Seccion; cuenta?: number }> = [
    { id: "general" },
    { id: "requisitos", cuenta: ficha.requisitos.length },
    { id: "pasos", cuenta: ficha.pasos.length },
    { id: "tiempo_costo" },
    { id: "base_legal", cuenta: ficha.base_legal.length },
    { id: "volumen" },
  ];

  const contenidoDe = (seccion: Seccion) => (
    <div className={estilos["seccion"]}>
      {CLASES_POR_SECCION[seccion].map((clase) => (
        <Filas
          key={clase}
          ficha={ficha}
          clase={clase}
          campos={campos}
          soloLectura={soloLectura}
          objetivo={objetivo}
          alConsumir={alConsumir}
          alEnfocar={alEnfocar}
          alHistorial={(entidad, deClase, campo) =>
            abrirHistorial({ entidad, clase: deClase, campo })
          }
        />
      ))}
      <Formulario
        ficha={ficha}
        campos={campos.filter(
          (c) => c.clase === "tramite" && c.seccion === seccion,
        )}
        soloLectura={soloLectura}
        objetivo={objetivo}
        alConsumir={alConsumir}
        alEnfocar={alEnfocar}
        {...(TITULO_DEL_FORMULARIO[seccion] === undefined
          ? {}
          : { titulo: TITULO_DEL_FORMULARIO[seccion] })}
      />
      {seccion === "general" && !soloLectura && (
        <div className={estilos["botones"]}>
          <Boton
            aspecto="discreto"
            onPress={() => {
              setUniendo(true);
              alUnir(true);
            }}
          >
            Unir con otro trámite…
          </Boton>
          <Boton aspecto="discreto" onPress={() => setRetirando(true)}>
            Retirar este trámite del inventario
          </Boton>
        </div>
      )}
    </div>
  );

  return (
    <Pagina
      ventana={nombre}
      titulo={nombre}
      enfocar={ruta.entidad === undefined && ruta.campo === undefined}
      migas={[
        { texto: "Inventario", a: { pantalla: "inventario", filtros: {} } },
        ...(resumen.categoria === ""
          ? []
          : [
              {
                texto: visible(resumen.categoria),
                a: {
                  pantalla: "inventario" as const,
                  filtros: { categoria: resumen.categoria },
                },
              },
            ]),
        { texto: visible(resumen.codigo) || "Sin código" },
      ]}
      bajoTitulo={
        <>
          <Etiqueta tono={ESTADO_TRAMITE[resumen.estado].tono}>
            {ESTADO_TRAMITE[resumen.estado].texto}
          </Etiqueta>
          <span className={estilos["barraDeAvance"]}>
            <BarraDeAvance
              parte={parte(resumen.completitud)}
              tono={faltan === 0 ? "bien" : "acento"}
            />
          </span>
          <span>
            {porcentaje(resumen.completitud)} completa ·{" "}
            {faltan === 0
              ? "no falta ningún dato"
              : faltan === 1
                ? "falta 1 dato"
                : `faltan ${cuantos(faltan, "dato", "datos")}`}
            {pendientes > 0 && ` · ${cuantos(pendientes, "aviso", "avisos")}`}
          </span>
          {!soloLectura && (
            <>
              <Boton
                pequeno
                aspecto="discreto"
                onPress={() =>
                  irAlObjetivo({
                    seccion: "general",
                    entidad: ficha.id,
                    campo: "nombre",
                  })
                }
              >
                Renombrar
              </Boton>
              <Boton
                pequeno
                aspecto="discreto"
                onPress={() => setCambiandoEstado(true)}
              >
                Cambiar estado
              </Boton>
            </>
          )}
        </>
      }
      acciones={
        <>
          <nav aria-label="Trámite vecino" className={estilos["vecinos"]}>
            <Vecino
              id={ficha.anterior}
              ruta={ruta}
              signo="‹"
              texto="Anterior"
            />
            <Vecino
              id={ficha.siguiente}
              ruta={ruta}
              signo="›"
              texto="Siguiente"
            />
          </nav>
          <EnlaceBoton a={{ pantalla: "rediseno", id: ficha.id }}>
            Rediseño
          </EnlaceBoton>
          <Boton
            onPress={() =>
              abrirHistorial(
                senalado ?? {
                  entidad: ficha.id,
                  clase: "tramite",
                  campo: "nombre",
                },
              )
            }
          >
            Historial
          </Boton>
          {puedeCompletar ? (
            <Boton aspecto="primario" onPress={() => void marcarCompleta()}>
              Marcar la ficha completa
            </Boton>
          ) : (
            <Boton
              aspecto="primario"
              isDisabled={faltan === 0}
              onPress={irAFaltante}
            >
              Siguiente dato que falta
            </Boton>
          )}
        </>
      }
    >
      {falla !== null && (
        <Aviso tono="mal" urgente titulo="No se guardó">
          <p>{falla}</p>
        </Aviso>
      )}
      {tieneDosValores(ficha) && (
        <AvisoDeDosValores pide={{ tramite: ficha.id }} />
      )}
      <BorradoresDeFilas ficha={ficha} campos={campos} />
      {/* Ctrl H belongs to whatever has the focus inside the ficha. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={estilos["cuerpo"]} onKeyDown={alPulsar}>
        <div className={estilos["principal"]}>
          <Pestanas<PestanaDeFicha>
            etiqueta="Secciones de la ficha"
            elegida={pestana}
            alElegir={abrirPestana}
            pestanas={[
              ...secciones.map(({ id, cuenta }) => ({
                id,
                titulo: SECCION[id],
                ...(cuenta === undefined ? {} : { cuenta }),
                contenido: contenidoDe(id),
              })),
              {
                id: "calculos" as const,
                titulo: "Cálculos",
                contenido: (
                  <Calculos
                    ficha={ficha}
                    soloLectura={soloLectura}
                    alIr={(entidad, campo) =>
                      irAlObjetivo(
                        objetivoDe(ficha, campos, entidad, campo, NUEVA),
                      )
                    }
                  />
                ),
              },
              {
                id: "adjuntos" as const,
                titulo: "Adjuntos",
                cuenta: ficha.adjuntos.length,
                contenido: <Adjuntos ficha={ficha} soloLectura={soloLectura} />,
              },
              {
                id: "original" as const,
                titulo: "Texto original",
                contenido: <Original ficha={ficha} />,
              },
            ]}
          />
        </div>
        <aside className={estilos["lateral"]} aria-label="Ayuda y hallazgos">
          <div className={estilos["desplazable"]}>
            <Contradicciones ficha={ficha} alIr={irAlObjetivo} />
            <PanelHallazgos
              ficha={ficha}
              soloLectura={soloLectura}
              alIr={irAHallazgo}
            />
            <Banderas
              ficha={ficha}
              soloLectura={soloLectura}
              alVerOriginal={() => abrirPestana("original")}
            />
          </div>
          <AyudaDeCampo
            campo={
              campos.find(
                (c) =>
                  c.clase === senalado?.clase && c.campo === senalado.campo,
              ) ?? null
            }
            porQue={
              ficha.faltan.find(
                (f) =>
                  f.campo === senalado?.campo && f.entidad === senalado.entidad,
              )?.por_que ?? null
            }
          />
        </aside>
      </div>
      {historial !== null && (
        <HistorialDeCelda
          celda={historial}
          alCerrar={() => setHistorial(null)}
        />
      )}
      {cambiandoEstado && (
        <DialogoEstado
          ficha={ficha}
          alCerrar={() => setCambiandoEstado(false)}
        />
      )}
      {uniendo && (
        <UnirTramites
          una={resumen}
          otra={null}
          alCerrar={(queda) => {
            setUniendo(false);
            if (queda === undefined || queda === ficha.id) alUnir(false);
          }}
        />
      )}
      {retirando && (
        <DialogoMotivo
          titulo={`¿Retirar «${nombre}»?`}
          explicacion="El trámite sale del inventario y de las cuentas. Puede deshacerlo."
          motivos={MOTIVOS_DE_RETIRO}
          boton="Retirar trámite"
          peligro
          alConfirmar={async (motivo) => {
            const mensaje = await retirar([ficha.id], motivo);
            if (mensaje === null) irA({ pantalla: "inventario", filtros: {} });
            return mensaje;
          }}
          alCerrar={() => setRetirando(false)}
        />
      )}
    </Pagina>
  );
}

function Vecino({
  id,
  ruta,
  signo,
  texto,
}: {
  id: string | null;
  ruta: RutaDeFicha;
  signo: string;
  texto: string;
}) {
  return id === null ? (
    <span className={estilos["vecino"]} data-apagado="">
      <span aria-hidden="true">{signo}</span>
    </span>
  ) : (
    <a
      className={estilos["vecino"]}
      aria-label={`${texto} trámite`}
      title={`${texto} trámite`}
      href={escribirRuta({
        pantalla: "ficha",
        id,
        ...(ruta.seccion === undefined ? {} : { seccion: ruta.seccion }),
      })}
    >
      <span aria-hidden="true">{signo}</span>
    </a>
  );
}
