import { useEffect, useRef, useState } from "react";
import { Boton } from "../../../componentes/Boton/Boton";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { HistorialDeCelda } from "../../../componentes/HistorialDeCelda/HistorialDeCelda";
import type { CeldaSenalada } from "../../../componentes/HistorialDeCelda/HistorialDeCelda";
import { NUEVA, Rejilla } from "../../../componentes/Rejilla/Rejilla";
import type {
  FilaRejilla,
  ManejoDeRejilla,
} from "../../../componentes/Rejilla/Rejilla";
import type { EntidadDto } from "../../../puente/generado/EntidadDto";
import type { VersionPaso } from "../../../puente/generado/VersionPaso";
import { useEscrituras } from "../../ficha/escrituras";
import { textoDe } from "../../ficha/lugares";
import type { DeUno } from "../Uno";
import { SelectorDeRequisitos } from "./SelectorDeRequisitos";
import { USA, anchoDePasos, columnasDePasos, requisitosDe } from "./columnas";

const MOTIVOS = [
  "Está repetido en otra fila",
  "Este paso ya no se hace",
  "No es un paso, es un requisito",
  "Se hace dentro de otro paso",
];

const ETIQUETAS: Readonly<Record<VersionPaso, string>> = {
  actual: "Pasos de la situación actual",
  propuesta: "Pasos de la propuesta",
};

export const pasosDe = (
  pasos: ReadonlyArray<EntidadDto>,
  version: VersionPaso,
): EntidadDto[] =>
  pasos.filter(
    (p) =>
      (textoDe(p, "version") === "propuesta") === (version === "propuesta"),
  );

/** What becomes of a paso, seen from its own version. */
function notaDe(paso: EntidadDto, version: VersionPaso, dto: DeUno["dto"]) {
  if (dto.propuestos.length === 0) return undefined;
  if (version === "actual")
    return dto.propuestos.some((p) => p.origen === paso.id) ? undefined : (
      <Etiqueta tono="mal">La propuesta lo elimina</Etiqueta>
    );
  const suyo = dto.propuestos.find((p) => p.id === paso.id);
  const antes = dto.actuales.find((p) => p.id === suyo?.origen);
  if (suyo === undefined) return undefined;
  if (antes === undefined) return <Etiqueta tono="bien">Nuevo</Etiqueta>;
  const cambia =
    antes.texto !== suyo.texto ||
    antes.actor !== suyo.actor ||
    antes.unidad !== suyo.unidad ||
    antes.duracion_minutos !== suyo.duracion_minutos ||
    antes.espera_minutos !== suyo.espera_minutos;
  return cambia ? (
    <>
      <Etiqueta tono="aviso">Cambia</Etiqueta> Hoy es el paso {antes.numero}
    </>
  ) : undefined;
}

/** The pasos of one version, to be written as in a spreadsheet. */
export function RejillaDePasos({
  version,
  dto,
  ficha,
  campos,
  soloLectura,
  todas,
  objetivo,
  elegido,
  alElegir,
}: Omit<DeUno, "alVer"> & {
  version: VersionPaso;
  todas: boolean;
  /** The paso to put the focus on, once. */
  objetivo: string | null;
  elegido: string | null;
  alElegir: (paso: string) => void;
}) {
  const manejo = useRef<ManejoDeRejilla>(null);
  const escrituras = useEscrituras();
  const [usando, setUsando] = useState<string | null>(null);
  const [historial, setHistorial] = useState<CeldaSenalada | null>(null);
  const entidades = pasosDe(ficha.pasos, version);
  const columnas = columnasDePasos(version, campos, dto.requisitos, todas);
  const filas: FilaRejilla[] = entidades.map((e) => {
    const nivel = e.celdas["nivel"]?.valor;
    const nota = notaDe(e, version, dto);
    return {
      id: e.id,
      celdas: e.celdas,
      grupo: textoDe(e, "grupo"),
      nivel: typeof nivel === "number" ? nivel : 0,
      ...(nota === undefined ? {} : { nota }),
    };
  });
  useEffect(() => {
    if (objetivo !== null) manejo.current?.enfocar(objetivo, "texto");
  }, [objetivo]);
  const enUso = filas.find(({ id }) => id === usando);
  const volver = (campo: string) => {
    const id = usando;
    setUsando(null);
    if (id === null) return;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => manejo.current?.enfocar(id, campo)),
    );
  };
  return (
    <>
      <Rejilla
        ref={manejo}
        etiqueta={ETIQUETAS[version]}
        cosa={{ una: "paso", varias: "pasos" }}
        columnas={columnas}
        filas={filas}
        soloLectura={soloLectura}
        motivosDeRetiro={MOTIVOS}
        {...(todas ? { anchoMinimo: anchoDePasos(columnas) } : {})}
        alGuardar={(celdas, reintentar) =>
          escrituras.guardar(celdas, "", reintentar)
        }
        alAgregar={(nuevas) =>
          escrituras.agregar(
            ficha.id,
            "paso",
            version === "actual"
              ? nuevas
              : nuevas.map((una) => ({ ...una, version })),
          )
        }
        alMover={escrituras.mover}
        alRetirar={escrituras.retirar}
        alEnfocar={(fila) => {
          if (fila !== NUEVA && fila !== elegido) alElegir(fila);
        }}
        alActuar={(fila, campo) => {
          if (campo === USA) setUsando(fila.id);
        }}
        alHistorial={(entidad, campo) => {
          const declarado = campos.find(
            (c) => c.clase === "paso" && c.campo === campo,
          );
          const n = filas.findIndex(({ id }) => id === entidad);
          if (declarado !== undefined && n >= 0)
            setHistorial({ entidad, campo: declarado, donde: `fila ${n + 1}` });
        }}
        barra={
          !soloLectura && (
            <Boton
              pequeno
              aspecto="discreto"
              isDisabled={!filas.some(({ id }) => id === elegido)}
              onPress={() => setUsando(elegido)}
            >
              Requisitos que usa…
            </Boton>
          )
        }
      />
      {enUso !== undefined && (
        <SelectorDeRequisitos
          paso={String(enUso.celdas["texto"]?.valor ?? "")}
          requisitos={dto.requisitos}
          elegidos={requisitosDe(enUso)}
          alGuardar={(ids) =>
            escrituras.guardar([
              {
                entidad: enUso.id,
                campo: USA,
                valor: ids.length === 0 ? null : ids.join(" "),
                padres: enUso.celdas[USA]?.padres ?? [],
              },
            ])
          }
          alCerrar={() => volver(USA)}
        />
      )}
      {historial !== null && (
        <HistorialDeCelda
          celda={historial}
          alCerrar={() => setHistorial(null)}
        />
      )}
    </>
  );
}
