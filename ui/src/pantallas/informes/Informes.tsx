import { useMemo, useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Carga } from "../../componentes/Carga/Carga";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { Pestanas } from "../../componentes/Pestanas/Pestanas";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { useConsulta, useEstadoInicial } from "../../puente/consultas";
import type { InformeDisponible } from "../../puente/generado/InformeDisponible";
import type { InstalacionDto } from "../../puente/generado/InstalacionDto";
import { irA } from "../../rutas";
import { fechaLarga, hoy } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { Elegir } from "./Elegir";
import { Exportados } from "./Exportados";
import { Lote } from "./Lote";
import { Membrete } from "./Membrete";
import {
  FORMATO,
  formatoDe,
  informeDe,
  institucionDe,
  pedidoDe,
  seccionesDeBase,
  verDe,
} from "./pedido";
import type { Filtros, SeccionElegida, VerInformes } from "./pedido";
import { useExportarInforme } from "./useExportarInforme";
import { Visor } from "./Visor";
import estilos from "./Informes.module.css";

/** The papers: choose, look at the real pages, export, print; in batches; and those of before. */
export function Informes({
  instalacion,
  filtros,
}: {
  instalacion: InstalacionDto;
  filtros: Filtros;
}) {
  const disponibles = useConsulta("informes_disponibles", {});
  return (
    <Carga consulta={disponibles}>
      {(lista) => (
        <Abierto
          instalacion={instalacion}
          filtros={filtros}
          disponibles={lista}
        />
      )}
    </Carga>
  );
}

function Abierto({
  instalacion,
  filtros,
  disponibles,
}: {
  instalacion: InstalacionDto;
  filtros: Filtros;
  disponibles: ReadonlyArray<InformeDisponible>;
}) {
  const gae = instalacion.como === "gae";
  const inicial = useEstadoInicial().data;
  const instituciones = useMemo(() => inicial?.instituciones ?? [], [inicial]);
  const informe = informeDe(filtros, disponibles);
  const institucion = institucionDe(filtros, instituciones);
  const [elegidas, setElegidas] = useState<
    Readonly<Record<string, ReadonlyArray<SeccionElegida>>>
  >({});
  const exportacion = useExportarInforme();
  const ver = verDe(filtros);
  const secciones = useMemo(
    () => elegidas[informe?.tipo ?? ""] ?? seccionesDeBase(informe),
    [elegidas, informe],
  );
  const pedido = useMemo(
    () =>
      informe === undefined
        ? null
        : pedidoDe({
            filtros,
            informe,
            secciones,
            gae,
            institucion,
            propia: instalacion.institucion?.sigla ?? "institucion",
            dia: hoy(),
          }),
    [filtros, informe, secciones, gae, institucion, instalacion],
  );
  const cambiar = (clave: string, valor: string) => {
    const { [clave]: _, ...resto } = filtros;
    irA(
      {
        pantalla: "informes",
        filtros: valor === "" ? resto : { ...resto, [clave]: valor },
      },
      { reemplazar: true },
    );
  };
  if (informe === undefined || pedido === null)
    return (
      <Pagina ventana="Informes" titulo="Informes">
        <Vacio titulo="Este archivo no tiene informes que imprimir" />
      </Pagina>
    );
  const lista = pedido.falta === null && !exportacion.activa;
  const porLote = disponibles.filter(({ por_lote: va }) => va);
  const pide = { ...pedido.pide, formato: formatoDe(filtros) };

  return (
    <Pagina
      ventana="Informes"
      llena={ver === "preparar"}
      titulo={TITULO[ver](informe)}
      subtitulo={SUBTITULO[ver](filtros["corte"] ?? null)}
      acciones={
        ver === "preparar" && (
          <>
            <Boton
              isDisabled={!lista}
              onPress={() => void exportacion.imprimir(pedido.pide)}
            >
              Imprimir
            </Boton>
            <Boton
              aspecto="primario"
              isDisabled={!lista}
              onPress={() => void exportacion.exportar(pide, pedido.archivo)}
            >
              Exportar {FORMATO[pide.formato].accion}
            </Boton>
          </>
        )
      }
    >
      {exportacion.avisos}
      <Pestanas
        etiqueta="Informes"
        elegida={ver === "lote" && porLote.length === 0 ? "preparar" : ver}
        alElegir={(id) => cambiar("ver", id === "preparar" ? "" : id)}
        pestanas={[
          {
            id: "preparar",
            titulo: "Preparar",
            contenido: (
              <div className={estilos["mesa"]}>
                <div className={estilos["panel"]}>
                  <Elegir
                    filtros={filtros}
                    informe={informe}
                    disponibles={disponibles}
                    instituciones={instituciones}
                    institucion={institucion}
                    gae={gae}
                    secciones={secciones}
                    alCambiar={cambiar}
                    alCambiarSecciones={(nuevas) =>
                      setElegidas({ ...elegidas, [informe.tipo]: nuevas })
                    }
                  />
                </div>
                {pedido.falta === null ? (
                  <Visor pide={pedido.pide} />
                ) : (
                  <Vacio titulo={pedido.falta}>
                    Aquí se ven las páginas reales antes de exportarlas.
                  </Vacio>
                )}
              </div>
            ),
          },
          ...(porLote.length === 0
            ? []
            : [
                {
                  id: "lote" as const,
                  titulo: "Varias instituciones",
                  contenido: (
                    <Lote
                      filtros={filtros}
                      disponibles={porLote}
                      instituciones={instituciones}
                      alCambiar={cambiar}
                    />
                  ),
                },
              ]),
          {
            id: "exportados",
            titulo: "Exportados y códigos",
            contenido: <Exportados />,
          },
          {
            id: "membrete",
            titulo: "Membrete y firmas",
            contenido: (
              <Membrete
                nombre={visible(
                  instalacion.institucion?.nombre ??
                    "Comisión Presidencial de Gobierno Abierto y Electrónico",
                )}
                gae={gae}
                soloLectura={instalacion.solo_lectura}
              />
            ),
          },
        ]}
      />
    </Pagina>
  );
}

const TITULO: Readonly<
  Record<VerInformes, (informe: InformeDisponible) => string>
> = {
  preparar: ({ titulo }) => titulo,
  lote: () => "El mismo informe para varias instituciones",
  exportados: () => "Informes exportados y sus códigos",
  membrete: () => "Membrete y firmas de los informes",
};

const SUBTITULO: Readonly<
  Record<VerInformes, (corte: string | null) => string>
> = {
  preparar: (corte) =>
    `${corte === null ? `Datos de hoy, ${fechaLarga(hoy())}` : `Corte al ${fechaLarga(corte)}`}. Lo que ve es la página real; las cifras son las de las pantallas.`,
  lote: () => "Un archivo por institución, en la carpeta que usted elija.",
  exportados: () =>
    "Con los mismos datos y el mismo corte, un informe sale igual y con el mismo código.",
  membrete: () =>
    "Son datos de la institución: tienen historial y se deshacen.",
};
