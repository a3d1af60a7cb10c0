import { useRef, useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { usePuente } from "../../puente/contexto";
import type { CodigoDePendiente } from "../../puente/generado/CodigoDePendiente";
import type { EntregaDto } from "../../puente/generado/EntregaDto";
import { useAccion } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import type { ArchivoElegido, FallaError } from "../../puente/puente";
import type { VerRediseno } from "../../rutas";
import { fechaComoTexto, leerFecha } from "../../textos/valores";
import { fechaLarga, hoy, numero } from "../../textos/formatos";
import { ESTADO_TRAMITE } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { useExportarInforme } from "../informes/useExportarInforme";
import { DialogoEstado } from "../ficha/DialogoEstado";
import type { DeUno } from "./Uno";
import estilos from "./Rediseno.module.css";

/** Where each thing that is missing gets done; null is the ficha. */
const DONDE: Readonly<
  Record<CodigoDePendiente, { ver: VerRediseno | null; boton: string }>
> = {
  datos_de_la_ficha: { ver: null, boton: "Ir a la ficha" },
  pasos_actuales: { ver: "pasos", boton: "Ir a los pasos" },
  pasos_propuestos: { ver: "pasos", boton: "Ir a los pasos" },
  dos_elegidos: { ver: "escenarios", boton: "Ir a los escenarios" },
  requisitos_sin_decidir: { ver: "requisitos", boton: "Ir a los requisitos" },
  decisiones_sin_razon: { ver: "requisitos", boton: "Ir a los requisitos" },
  reformas_sin_escribir: { ver: "requisitos", boton: "Ir a los requisitos" },
  medidas: { ver: "comparacion", boton: "Ir a la comparación" },
};

/** The first row that lacks what is said. */
function filaDe(
  codigo: CodigoDePendiente,
  dto: DeUno["dto"],
): string | undefined {
  const principales = dto.requisitos.filter((r) => r.numero !== null);
  switch (codigo) {
    case "requisitos_sin_decidir":
      return principales.find((r) => r.accion === null)?.id;
    case "decisiones_sin_razon":
      return principales.find(
        (r) =>
          r.accion !== null &&
          r.accion !== "mantener" &&
          (r.justificacion?.match(/\p{L}/gu)?.length ?? 0) < 10,
      )?.id;
    case "reformas_sin_escribir":
      return principales.find(
        (r) =>
          r.accion === "requiere_reforma" &&
          !dto.reformas.some(
            (x) => x.estado !== "desistida" && x.requisitos.includes(r.id),
          ),
      )?.id;
    case "datos_de_la_ficha":
    case "pasos_actuales":
    case "dos_elegidos":
    case "pasos_propuestos":
    case "medidas":
      return undefined;
  }
}

/** What is missing, the delivery of an exact version, and its approval. */
export function Entrega({ dto, ficha, soloLectura, alVer }: DeUno) {
  const entregar = useAccion("entregar_rediseno");
  const [aprobando, setAprobando] = useState<EntregaDto | null>(null);
  const [cambiandoEstado, setCambiandoEstado] = useState(false);
  const [dicho, setDicho] = useState("");
  const lista = useRef<HTMLUListElement>(null);
  const exportacion = useExportarInforme();
  const ultima = dto.entregas[0];
  const yaEsta = ultima?.vigente ?? false;
  const pedir = async () => {
    if (dto.faltan.length > 0) {
      lista.current?.querySelector<HTMLElement>("button, a")?.focus();
      return;
    }
    const hecho = await entregar.ejecutar({ id: dto.tramite });
    if (hecho !== null)
      setDicho("Se entregó el rediseño. Ya se puede aprobar esta versión.");
  };
  return (
    <div className={estilos["apilada"]}>
      <Hoja
        titulo={
          dto.faltan.length > 0
            ? "Qué falta para entregar"
            : yaEsta
              ? `La versión ${numero(ultima?.version ?? 0)} es lo que hay ahora`
              : "No falta nada para entregar"
        }
      >
        {dto.faltan.length > 0 && (
          <ul
            ref={lista}
            className={estilos["lista"]}
            aria-label="Qué falta para entregar"
          >
            {dto.faltan.map(({ codigo, texto }) => {
              const { ver, boton } = DONDE[codigo];
              return (
                <li key={codigo} className={estilos["falta"]}>
                  <span>{visible(texto)}</span>
                  {ver === null ? (
                    <EnlaceBoton
                      pequeno
                      a={{ pantalla: "ficha", id: dto.tramite }}
                    >
                      {boton}
                    </EnlaceBoton>
                  ) : (
                    <Boton
                      pequeno
                      aria-label={`${boton}: ${visible(texto)}`}
                      onPress={() => alVer(ver, filaDe(codigo, dto))}
                    >
                      {boton}
                    </Boton>
                  )}
                </li>
              );
            })}
          </ul>
        )}
        <p className={estilos["nota"]}>
          Entregar guarda esta versión exacta: los requisitos, los pasos, los
          tiempos y las decisiones. Si después algo cambia, se nota y se entrega
          otra.
        </p>
        <AvisoDeFalla error={entregar.error} />
        <div className={estilos["acciones"]}>
          <Boton
            aspecto="primario"
            isDisabled={soloLectura || entregar.enCurso || yaEsta}
            onPress={() => void pedir()}
          >
            Entregar el rediseño
          </Boton>
          <Boton
            isDisabled={exportacion.activa}
            onPress={() =>
              void exportacion.exportar(
                {
                  tipo: "rediseno",
                  institucion: null,
                  corte: null,
                  secciones: [],
                  tramite: dto.tramite,
                },
                `rediseno-${dto.codigo || "tramite"}.pdf`,
              )
            }
          >
            Exportar la ficha de rediseño (PDF)
          </Boton>
          <span role="status" className={estilos["tenue"]}>
            {dicho}
          </span>
        </div>
        {exportacion.avisos}
      </Hoja>
      {dto.entregas.length > 0 && (
        <Tabla
          titulo="Versiones entregadas"
          tituloVisible
          filas={dto.entregas}
          clave={({ id }) => id}
          columnas={[
            {
              id: "version",
              titulo: "Versión",
              encabeza: true,
              celda: (e) => (
                <span className={estilos["celdaDoble"]}>
                  Versión {numero(e.version)}
                </span>
              ),
            },
            {
              id: "entregada",
              titulo: "Entregada",
              celda: (e) =>
                `${fechaLarga(e.fecha)}${e.quien === "" ? "" : `, ${visible(e.quien)}`}`,
            },
            {
              id: "vigente",
              titulo: "Comparada con lo de ahora",
              celda: (e) =>
                e.vigente ? (
                  <Etiqueta tono="bien">Es igual</Etiqueta>
                ) : (
                  <Etiqueta tono="aviso">Hubo cambios después</Etiqueta>
                ),
            },
            {
              id: "aprobada",
              titulo: "Aprobación",
              celda: (e) =>
                e.aprobada_el !== null ? (
                  <>
                    <Etiqueta tono="hecho">Aprobada</Etiqueta>{" "}
                    {fechaLarga(e.aprobada_el)}
                    {e.archivo !== null && <Archivo entrega={e} />}
                  </>
                ) : e.vigente ? (
                  <Boton
                    pequeno
                    isDisabled={soloLectura}
                    aria-label={`Aprobar la versión ${numero(e.version)}…`}
                    onPress={() => setAprobando(e)}
                  >
                    Aprobar…
                  </Boton>
                ) : (
                  <span className={estilos["tenue"]}>sin aprobar</span>
                ),
            },
            {
              id: "huella",
              titulo: "Huella (SHA-256)",
              celda: (e) => (
                <span
                  className={estilos["huella"]}
                  title={e.huella}
                  // The whole of it can be selected and copied.
                >
                  {e.huella}
                </span>
              ),
            },
          ]}
        />
      )}
      {ultima !== undefined &&
        ultima.aprobada_el === null &&
        dto.estado !== "en_rediseno" && (
          <Aviso
            tono="aviso"
            titulo="Para aprobar, el trámite debe estar «En rediseño»"
            acciones={
              <Boton
                isDisabled={soloLectura}
                onPress={() => setCambiandoEstado(true)}
              >
                Cambiar el estado
              </Boton>
            }
          >
            <p>Ahora está «{ESTADO_TRAMITE[dto.estado].texto}».</p>
          </Aviso>
        )}
      {aprobando !== null && (
        <DialogoAprobar
          entrega={aprobando}
          alCerrar={(hecho) => {
            setAprobando(null);
            if (hecho) setDicho("El rediseño quedó aprobado.");
          }}
        />
      )}
      {cambiandoEstado && (
        <DialogoEstado
          ficha={ficha}
          alCerrar={() => setCambiandoEstado(false)}
        />
      )}
    </div>
  );
}

function Archivo({ entrega }: { entrega: EntregaDto }) {
  const puente = usePuente();
  const [falla, setFalla] = useState<FallaError | null>(null);
  if (entrega.archivo === null) return null;
  const { id, nombre } = entrega.archivo;
  const abrir = async () => {
    try {
      const listo = await puente.llamar("abrir_adjunto", { id });
      await puente.abrirExportado(listo.id);
    } catch (causa) {
      setFalla(comoFalla(causa));
    }
  };
  return (
    <>
      <Boton pequeno aspecto="discreto" onPress={() => void abrir()}>
        Abrir {visible(nombre)}
      </Boton>
      <AvisoDeFalla error={falla} />
    </>
  );
}

const FECHA = campoLocal("Fecha de la aprobación", {
  tipo: "fecha",
  ayuda: "La del documento, no la de hoy si es otra.",
});

function DialogoAprobar({
  entrega,
  alCerrar,
}: {
  entrega: EntregaDto;
  alCerrar: (hecho: boolean) => void;
}) {
  const puente = usePuente();
  const aprobar = useAccion("aprobar_rediseno");
  const [archivo, setArchivo] = useState<ArchivoElegido | null>(null);
  const [fecha, setFecha] = useState(fechaComoTexto(hoy()));
  const [error, setError] = useState<{
    archivo?: string;
    fecha?: string;
  }>({});
  const elegir = async () => {
    try {
      const hallado = await puente.elegirArchivo("evidencia");
      if (hallado !== null) {
        setArchivo(hallado);
        setError({});
      }
    } catch (causa) {
      setError({ archivo: comoFalla(causa).message });
    }
  };
  const confirmar = async () => {
    const leida = leerFecha(fecha);
    const mal = {
      ...(archivo === null
        ? { archivo: "Elija el documento que aprueba el rediseño." }
        : {}),
      ...("error" in leida ? { fecha: leida.error } : {}),
    };
    setError(mal);
    if (archivo === null || "error" in leida) return;
    const hecho = await aprobar.ejecutar({
      entrega: entrega.id,
      archivo: archivo.id,
      fecha: typeof leida.valor === "string" ? leida.valor : "",
    });
    if (hecho !== null) alCerrar(true);
    // The handle of a file is good for one attempt.
    else setArchivo(null);
  };
  const deFecha =
    error.fecha ??
    aprobar.error?.falla.campos.find(({ campo }) => campo === "fecha")
      ?.mensaje ??
    null;
  return (
    <Dialogo
      abierto
      alCerrar={() => alCerrar(false)}
      titulo={`Aprobar la versión ${numero(entrega.version)}`}
      acciones={
        <>
          <Boton onPress={() => alCerrar(false)}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={aprobar.enCurso}
            onPress={() => void confirmar()}
          >
            Aprobar esta versión
          </Boton>
        </>
      }
    >
      <AvisoDeFalla error={aprobar.error} />
      <p>
        El trámite pasa a «Rediseño aprobado». El documento queda entre sus
        adjuntos.
      </p>
      <div className={estilos["barra"]}>
        <Boton onPress={() => void elegir()}>
          {archivo === null ? "Elegir el documento…" : "Elegir otro…"}
        </Boton>
        <span role="status">
          {archivo === null ? "" : visible(archivo.nombre)}
        </span>
      </div>
      {error.archivo !== undefined && (
        <p role="alert" className={estilos["empeora"]}>
          {error.archivo}
        </p>
      )}
      <Campo campo={FECHA} texto={fecha} alCambiar={setFecha} error={deFecha} />
    </Dialogo>
  );
}
