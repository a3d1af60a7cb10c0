import { useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { DosColumnas, Hoja } from "../../componentes/Hoja/Hoja";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { useEstadoInicial, useInicio } from "../../puente/consultas";
import { usePuente } from "../../puente/contexto";
import type { InstalacionDto } from "../../puente/generado/InstalacionDto";
import type { FilaImportacion } from "../../puente/generado/FilaImportacion";
import type { ResultadoImportacion } from "../../puente/generado/ResultadoImportacion";
import { useEscribir } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import type { ArchivoElegido, FallaError } from "../../puente/puente";
import { cuantos, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { Columnas } from "./Columnas";
import type { ComoLeer } from "./Columnas";
import { Decisiones } from "./decisiones";
import { EnEspera } from "./EnEspera";
import { Pasadas } from "./Pasadas";
import { Resultado } from "./Resultado";
import estilos from "./Importar.module.css";

type Paso =
  | { paso: "elegir" }
  | {
      paso: "previsto";
      archivo: ArchivoElegido;
      resultado: ResultadoImportacion;
    }
  | { paso: "hecho"; resultado: ResultadoImportacion };

const INSTITUCION = campoLocal(
  "Institución de las filas que no dicen ninguna",
  {
    tipo: "lista",
    ayuda: "Las demás filas conservan la suya.",
    exigencia: "opcional",
  },
);

const SIN_DECIR: ComoLeer = { hoja: null, encabezado: null, mapa: [] };

/** Choose a file, see what it would do, import it, and undo a whole import. */
export function Importar({ instalacion }: { instalacion: InstalacionDto }) {
  const puente = usePuente();
  const escribir = useEscribir();
  const trabajo = useTrabajo();
  const instituciones = useEstadoInicial().data?.instituciones ?? [];
  const inicio = useInicio();
  const [paso, setPaso] = useState<Paso>({ paso: "elegir" });
  const [error, setError] = useState<FallaError | null>(null);
  const [institucion, setInstitucion] = useState("");
  const [como, setComo] = useState<ComoLeer>(SIN_DECIR);
  const [decisiones, setDecisiones] = useState(Decisiones.NINGUNA);
  const [elegido, setElegido] = useState<ArchivoElegido | null>(null);
  const [eligeColumnas, setEligeColumnas] = useState(false);
  const [plantilla, setPlantilla] = useState<string | null>(null);

  const intentar = async (tarea: (id: string) => Promise<void>) => {
    setError(null);
    try {
      await trabajo.correr(tarea);
    } catch (causa) {
      const falla = comoFalla(causa);
      setError(falla);
    }
  };
  const peticion = (
    archivo: ArchivoElegido,
    trabajoId: string,
    { hoja, encabezado, mapa }: ComoLeer = como,
  ) => ({
    archivo: archivo.id,
    trabajo: trabajoId,
    institucion: institucion === "" ? null : institucion,
    ...(hoja === null ? {} : { hoja }),
    ...(encabezado === null ? {} : { encabezado }),
    ...(mapa.length === 0 ? {} : { mapa: [...mapa] }),
  });

  const prever = (archivo: ArchivoElegido, leer: ComoLeer) =>
    intentar(async (id) => {
      const resultado = await puente.llamar(
        "prever_importacion",
        peticion(archivo, id, leer),
      );
      setDecisiones(Decisiones.NINGUNA);
      setPaso({ paso: "previsto", archivo, resultado });
    });

  const elegir = async () => {
    setError(null);
    setPlantilla(null);
    let archivo: ArchivoElegido | null;
    try {
      archivo = await puente.elegirArchivo("catalogo");
    } catch (causa) {
      setError(comoFalla(causa));
      return;
    }
    if (archivo === null) return;
    setElegido(archivo);
    setComo(SIN_DECIR);
    await prever(archivo, SIN_DECIR);
  };

  const leerAsi = (leer: ComoLeer) => {
    setEligeColumnas(false);
    if (elegido === null) return;
    setComo(leer);
    void prever(elegido, leer);
  };

  const traer = async (
    archivo: ArchivoElegido,
    situacion: string | null,
    desde: number,
  ): Promise<ReadonlyArray<FilaImportacion>> => {
    let filas: ReadonlyArray<FilaImportacion> = [];
    await intentar(async (id) => {
      const pagina = await puente.llamar("prever_importacion", {
        ...peticion(archivo, id),
        desde,
        ...(situacion === null ? {} : { situacion }),
      });
      filas = pagina.muestra;
    });
    return filas;
  };

  const importar = (archivo: ArchivoElegido) =>
    intentar(async (id) => {
      const hecho = await escribir("importar", {
        ...peticion(archivo, id),
        decisiones: decisiones.lista(),
      });
      setPaso({ paso: "hecho", resultado: hecho.valor });
    });

  const guardarPlantilla = async () => {
    setError(null);
    try {
      const destino = await puente.elegirDestino(
        "plantilla-inventario.xlsx",
        "libro",
      );
      if (destino === null) return;
      await puente.llamar("guardar_plantilla", { destino: destino.id });
      setPlantilla(destino.nombre);
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };

  return (
    <Pagina
      ventana="Importar"
      titulo={titulo(paso)}
      subtitulo={
        paso.paso === "previsto"
          ? "Es una prueba: todavía no se ha cambiado nada."
          : "Lee libros de Excel y LibreOffice, CSV y el catálogo nacional. Primero muestra qué haría; nada se pierde y todo se puede deshacer."
      }
      acciones={
        paso.paso === "previsto" ? (
          <>
            <Boton
              isDisabled={trabajo.activo}
              onPress={() => setPaso({ paso: "elegir" })}
            >
              Cancelar
            </Boton>
            <Boton
              aspecto="primario"
              isDisabled={trabajo.activo || instalacion.solo_lectura}
              onPress={() => void importar(paso.archivo)}
            >
              {`Importar ${cuantos(paso.resultado.nuevas + paso.resultado.actualizadas - decisiones.apartadas(), "trámite", "trámites")}`}
            </Boton>
          </>
        ) : paso.paso === "hecho" ? (
          <>
            <Boton onPress={() => setPaso({ paso: "elegir" })}>
              Importar otro archivo
            </Boton>
            <EnlaceBoton
              aspecto="primario"
              a={{ pantalla: "inventario", filtros: {} }}
            >
              Ver inventario
            </EnlaceBoton>
          </>
        ) : undefined
      }
    >
      <Progreso
        trabajo={trabajo}
        que={paso.paso === "previsto" ? "Importando" : "Leyendo el archivo"}
      />
      {error?.falla.codigo === "cancelado" ? (
        <Aviso titulo="Se canceló" urgente>
          {error.falla.mensaje}
        </Aviso>
      ) : (
        <AvisoDeFalla
          error={error}
          {...(elegido !== null && error?.falla.codigo === "hoja_no_reconocida"
            ? {
                acciones: (
                  <Boton onPress={() => setEligeColumnas(true)}>
                    Elegir hoja y columnas
                  </Boton>
                ),
              }
            : {})}
        />
      )}
      {plantilla !== null && (
        <Aviso tono="bien" titulo="La plantilla está lista" urgente>
          Se guardó como «{visible(plantilla)}». Trae un ejemplo lleno y listas
          para elegir; cuando la llene, impórtela aquí mismo.
        </Aviso>
      )}
      {eligeColumnas && elegido !== null && (
        <Columnas
          archivo={elegido.id}
          inicial={como}
          alCerrar={() => setEligeColumnas(false)}
          alAplicar={leerAsi}
        />
      )}
      {paso.paso === "elegir" && (
        <DosColumnas
          principal={
            <>
              <Hoja titulo="Archivo del inventario" destacada>
                <p>
                  Elija el libro de su oficina como está, o el catálogo nacional
                  en CSV o JSON: se busca la hoja y los encabezados, y usted
                  puede decir qué significa cada columna.{" "}
                  {instalacion.institucion === null
                    ? "Entran los trámites de cada institución reconocida; los demás quedan en espera, completos."
                    : "Entran los trámites de su institución; los de otras quedan en espera, completos."}
                </p>
                {instalacion.como === "gae" && (
                  <Campo
                    campo={{
                      ...INSTITUCION,
                      opciones: instituciones.map((una) => ({
                        id: una.id,
                        etiqueta: una.nombre,
                      })),
                    }}
                    texto={institucion}
                    alCambiar={setInstitucion}
                    ancho="medio"
                  />
                )}
                <div className={estilos["acciones"]}>
                  <Boton
                    aspecto="primario"
                    isDisabled={trabajo.activo || instalacion.solo_lectura}
                    onPress={() => void elegir()}
                  >
                    Elegir archivo
                  </Boton>
                  <Boton onPress={() => void guardarPlantilla()}>
                    Guardar plantilla de Excel
                  </Boton>
                  <span className={estilos["tenue"]}>
                    Excel (.xlsx), LibreOffice (.ods), CSV o JSON. No se cambia
                    nada hasta que usted lo confirme.
                  </span>
                </div>
              </Hoja>
              <EnEspera />
            </>
          }
          ayuda={<Pasadas />}
        />
      )}
      {paso.paso === "hecho" && (
        <Aviso tono="bien" titulo="Se importó completo" urgente>
          <p>
            Entraron{" "}
            {cuantos(paso.resultado.nuevas, "trámite nuevo", "trámites nuevos")}{" "}
            y se actualizaron {numero(paso.resultado.actualizadas)}. El
            inventario tiene ahora{" "}
            {cuantos(
              inicio.data?.tramites ?? instalacion.tramites,
              "trámite",
              "trámites",
            )}
            . Puede deshacer la importación completa en esta pantalla.
          </p>
        </Aviso>
      )}
      {paso.paso !== "elegir" && (
        <Resultado
          resultado={paso.resultado}
          hecho={paso.paso === "hecho"}
          decisiones={decisiones}
          {...(paso.paso === "previsto"
            ? {
                alDecidir: setDecisiones,
                alTraer: (situacion, desde) =>
                  traer(paso.archivo, situacion, desde),
                ...(paso.resultado.columnas === undefined
                  ? {}
                  : {
                      archivo: paso.archivo.id,
                      alElegirColumnas: () => setEligeColumnas(true),
                    }),
              }
            : {})}
        />
      )}
    </Pagina>
  );
}

function titulo(paso: Paso): string {
  switch (paso.paso) {
    case "elegir":
      return "Importar el inventario";
    case "previsto":
      return `«${visible(paso.resultado.archivo)}» traería ${cuantos(paso.resultado.nuevas, "trámite nuevo", "trámites nuevos")}`;
    case "hecho":
      return `Se importaron ${cuantos(paso.resultado.nuevas + paso.resultado.actualizadas, "trámite", "trámites")}`;
  }
}
