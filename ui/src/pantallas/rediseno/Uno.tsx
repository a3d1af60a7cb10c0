import { useState } from "react";
import type { ReactNode } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { Pestanas } from "../../componentes/Pestanas/Pestanas";
import { useConsulta, useFicha, useInstalacion } from "../../puente/consultas";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { FichaDto } from "../../puente/generado/FichaDto";
import type { RedisenoDto } from "../../puente/generado/RedisenoDto";
import type { VersionPaso } from "../../puente/generado/VersionPaso";
import { VER_REDISENO, escribirRuta, irA } from "../../rutas";
import type { VerRediseno } from "../../rutas";
import { cuantos, numero } from "../../textos/formatos";
import { ESTADO_TRAMITE } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { Comparacion } from "./Comparacion";
import { Entrega } from "./Entrega";
import { Medidas } from "./Medidas";
import type { RutaDeRediseno } from "./Rediseno";
import { DiagramasDeRediseno } from "./diagrama/Diagramas";
import type { Borrador } from "./escenarios/borrador";
import { Escenarios } from "./escenarios/Escenarios";
import { PESTANAS, titularDe } from "./palabras";
import { PasosDeRediseno } from "./pasos/Pasos";
import { Requisitos } from "./requisitos/Requisitos";
import { useExplicador } from "./useExplicador";
import estilos from "./Rediseno.module.css";

const MIGAS = [{ texto: "Rediseño", a: { pantalla: "rediseno" as const } }];

/** What a tab needs to know of the whole. */
export interface DeUno {
  dto: RedisenoDto;
  ficha: FichaDto;
  campos: ReadonlyArray<CampoDto>;
  soloLectura: boolean;
  /** Goes to another tab, with a row to begin with. */
  alVer: (ver: VerRediseno, fila?: string) => void;
}

/** The paso that is chosen, in the grids and in the drawings. */
export interface PasoElegido {
  version: VersionPaso;
  paso: string;
}

/** The redesign of one trámite. */
export function Uno({ id, ruta }: { id: string; ruta: RutaDeRediseno }) {
  const rediseno = useConsulta("rediseno", { id }, { conservar: true });
  const ficha = useFicha(id);
  const campos = useConsulta("campos", {});
  const error = rediseno.error ?? ficha.error ?? campos.error;
  if (error !== null)
    return (
      <Pagina
        ventana="Rediseño"
        titulo="No se pudo abrir el rediseño"
        migas={MIGAS}
      >
        <AvisoDeFalla
          error={error}
          acciones={
            <>
              <Boton
                onPress={() => {
                  void rediseno.refetch();
                  void ficha.refetch();
                }}
              >
                Leer de nuevo
              </Boton>
              <EnlaceBoton a={{ pantalla: "rediseno" }}>
                Ir a la lista
              </EnlaceBoton>
            </>
          }
        />
      </Pagina>
    );
  if (
    rediseno.data === undefined ||
    ficha.data === undefined ||
    campos.data === undefined
  )
    return (
      <Pagina ventana="Rediseño" titulo="Rediseño" migas={MIGAS}>
        <p role="status" className={estilos["tenue"]}>
          Leyendo el rediseño…
        </p>
      </Pagina>
    );
  return (
    <Abierto
      ruta={ruta}
      dto={rediseno.data}
      ficha={ficha.data}
      campos={campos.data}
    />
  );
}

function Abierto({
  ruta,
  dto,
  ficha,
  campos,
}: {
  ruta: RutaDeRediseno;
  dto: RedisenoDto;
  ficha: FichaDto;
  campos: ReadonlyArray<CampoDto>;
}) {
  const soloLectura = useInstalacion()?.solo_lectura ?? true;
  const { explicar, dialogos } = useExplicador(
    dto,
    ficha.resumen.institucion,
    soloLectura,
  );
  const [elegido, setElegido] = useState<PasoElegido | null>(() => {
    const { fila } = ruta;
    if (fila === undefined) return null;
    if (dto.propuestos.some((p) => p.id === fila))
      return { version: "propuesta", paso: fila };
    return dto.actuales.some((p) => p.id === fila)
      ? { version: "actual", paso: fila }
      : null;
  });
  // It lives here so that looking at another tab does not lose what was ticked.
  const [borrador, setBorrador] = useState<Borrador | null>(null);
  const ver = ruta.ver ?? "pasos";
  const alVer = (a: VerRediseno, fila?: string) =>
    irA(
      {
        pantalla: "rediseno",
        id: dto.tramite,
        ...(a === "pasos" ? {} : { ver: a }),
        ...(fila === undefined ? {} : { fila }),
      },
      { reemplazar: true },
    );
  const principales = dto.requisitos.filter(({ numero: n }) => n !== null);
  const decididos = principales.filter(({ accion }) => accion !== null).length;
  const ultima = dto.entregas[0];
  const comunes: DeUno = { dto, ficha, campos, soloLectura, alVer };
  const fila = ruta.fila ?? null;
  const contenido: Record<VerRediseno, () => ReactNode> = {
    pasos: () => (
      <PasosDeRediseno
        {...comunes}
        fila={fila}
        elegido={elegido}
        alElegir={setElegido}
      />
    ),
    requisitos: () => <Requisitos {...comunes} fila={fila} />,
    diagrama: () => (
      <DiagramasDeRediseno
        {...comunes}
        elegido={elegido}
        alElegir={setElegido}
      />
    ),
    escenarios: () => (
      <Escenarios {...comunes} borrador={borrador} setBorrador={setBorrador} />
    ),
    comparacion: () => <Comparacion {...comunes} alExplicar={explicar} />,
    entrega: () => <Entrega {...comunes} />,
  };
  const cuentas: Partial<Record<VerRediseno, number>> = {
    pasos: dto.actuales.length,
    requisitos: principales.length,
    escenarios: dto.escenarios.length,
  };
  return (
    <Pagina
      ventana={`Rediseño de ${visible(dto.nombre)}`}
      titulo={titularDe(dto)}
      migas={[...MIGAS, { texto: visible(dto.codigo) || "Sin código" }]}
      bajoTitulo={
        <>
          <Etiqueta tono={ESTADO_TRAMITE[dto.estado].tono}>
            {ESTADO_TRAMITE[dto.estado].texto}
          </Etiqueta>
          <span>
            {numero(decididos)} de{" "}
            {cuantos(principales.length, "requisito", "requisitos")} con
            decisión
          </span>
          {ultima !== undefined && (
            <span>
              Versión {numero(ultima.version)}{" "}
              {ultima.aprobada_el !== null
                ? "aprobada"
                : ultima.vigente
                  ? "entregada"
                  : "entregada; después hubo cambios"}
            </span>
          )}
          <a
            href={escribirRuta({ pantalla: "ficha", id: dto.tramite })}
            className={estilos["enlace"]}
          >
            Ver la ficha
          </a>
        </>
      }
      acciones={
        ver === "entrega" ? undefined : (
          // One primary button a screen: the scenarios have their own.
          <Boton
            aspecto={
              dto.faltan.length === 0 && ver !== "escenarios"
                ? "primario"
                : "secundario"
            }
            onPress={() => alVer("entrega")}
          >
            {dto.faltan.length === 0
              ? "Entregar el rediseño"
              : `Qué falta para entregar`}
          </Boton>
        )
      }
    >
      <Medidas
        medidas={dto.medidas}
        conPropuesta={dto.propuestos.length > 0}
        alExplicar={explicar}
      />
      <Pestanas
        etiqueta="Partes del rediseño"
        elegida={ver}
        alElegir={(a) => alVer(a)}
        pestanas={VER_REDISENO.map((id) => ({
          id,
          titulo: PESTANAS[id],
          ...(cuentas[id] === undefined ? {} : { cuenta: cuentas[id] }),
          contenido: id === ver ? contenido[id]() : null,
        }))}
      />
      {dialogos}
    </Pagina>
  );
}
