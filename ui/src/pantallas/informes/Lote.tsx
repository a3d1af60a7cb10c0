import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { DosColumnas, Hoja } from "../../componentes/Hoja/Hoja";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { usePuente } from "../../puente/contexto";
import type { InformeDisponible } from "../../puente/generado/InformeDisponible";
import type { InstitucionDto } from "../../puente/generado/InstitucionDto";
import type { LoteHecho } from "../../puente/generado/LoteHecho";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { cuantos, fechaLarga, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { FechaDeCorte } from "../gae/tablero/FechaDeCorte";
import { Formatos } from "./Elegir";
import { Instituciones } from "./Instituciones";
import { formatoDe } from "./pedido";
import type { Filtros } from "./pedido";
import estilos from "./Informes.module.css";

const INFORME = campoLocal("Informe", { tipo: "lista" });

/** The same report for many institutions, one file each, in a folder. */
export function Lote({
  filtros,
  disponibles,
  instituciones,
  alCambiar,
}: {
  filtros: Filtros;
  /** Those that can be printed for many at once. */
  disponibles: ReadonlyArray<InformeDisponible>;
  instituciones: ReadonlyArray<InstitucionDto>;
  alCambiar: (clave: string, valor: string) => void;
}) {
  const puente = usePuente();
  const cliente = useQueryClient();
  const trabajo = useTrabajo();
  const [marcadas, setMarcadas] = useState<ReadonlySet<string>>(
    () => new Set(instituciones.map(({ id }) => id)),
  );
  const [hecho, setHecho] = useState<LoteHecho | null>(null);
  const [error, setError] = useState<FallaError | null>(null);
  const informe =
    disponibles.find(({ tipo }) => tipo === filtros["tipo"]) ?? disponibles[0];
  if (informe === undefined) return null;
  const formato = formatoDe(filtros);

  const escribir = async () => {
    setError(null);
    setHecho(null);
    try {
      const carpeta = await puente.elegirCarpeta();
      if (carpeta === null) return;
      const comparar = filtros["comparar"];
      const resultado = await trabajo.correr((id) =>
        puente.llamar("exportar_lote", {
          tipo: informe.tipo,
          instituciones: instituciones
            .filter(({ id: una }) => marcadas.has(una))
            .map(({ id: una }) => una),
          corte: filtros["corte"] ?? null,
          ...(comparar === undefined || !informe.con_comparacion
            ? {}
            : { comparar }),
          secciones: [],
          formato,
          carpeta: carpeta.id,
          trabajo: id,
        }),
      );
      setHecho(resultado);
      await cliente.invalidateQueries({ queryKey: ["exportaciones"] });
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };

  return (
    <DosColumnas
      principal={
        <>
          <Progreso trabajo={trabajo} que="Escribiendo los informes" />
          {error?.falla.codigo === "cancelado" ? (
            <Aviso titulo="Se canceló antes del primero" urgente>
              No se escribió ningún informe.
            </Aviso>
          ) : (
            <AvisoDeFalla error={error} />
          )}
          {hecho !== null && <Resultado hecho={hecho} />}
          <Instituciones
            instituciones={instituciones}
            marcadas={marcadas}
            alMarcar={setMarcadas}
          />
        </>
      }
      ayuda={
        <Hoja titulo="Qué informe">
          <Campo
            campo={{
              ...INFORME,
              ayuda: informe.descripcion,
              opciones: disponibles.map(({ tipo, titulo }) => ({
                id: tipo,
                etiqueta: titulo,
              })),
            }}
            texto={informe.tipo}
            alCambiar={(tipo) => alCambiar("tipo", tipo)}
          />
          {informe.con_corte && (
            <FechaDeCorte
              etiqueta="Corte (vacío: hoy)"
              corte={filtros["corte"] ?? null}
              alCambiar={(corte) => alCambiar("corte", corte ?? "")}
            />
          )}
          {informe.con_comparacion && (
            <FechaDeCorte
              etiqueta="Comparar con"
              corte={filtros["comparar"] ?? null}
              alCambiar={(corte) => alCambiar("comparar", corte ?? "")}
            />
          )}
          <Formatos
            formato={formato}
            alElegir={(uno) => alCambiar("formato", uno === "pdf" ? "" : uno)}
          />
          <Boton
            aspecto="primario"
            isDisabled={trabajo.activo || marcadas.size === 0}
            onPress={() => void escribir()}
          >
            Elegir carpeta y escribir{" "}
            {cuantos(marcadas.size, "informe", "informes")}
          </Boton>
          <p className={estilos["tenue"]}>
            Puede cancelar: los que ya estén escritos quedan completos. Junto a
            ellos va una lista con el código de cada uno.
          </p>
        </Hoja>
      }
    />
  );
}

function Resultado({ hecho }: { hecho: LoteHecho }) {
  const puente = usePuente();
  const [error, setError] = useState<FallaError | null>(null);
  const fallas = hecho.informes.filter(({ falla }) => falla !== null).length;
  const abrir = async () => {
    try {
      await puente.abrirCarpeta(hecho.carpeta);
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };
  return (
    <>
      <Aviso
        urgente
        tono={hecho.cancelado || fallas > 0 ? "aviso" : "bien"}
        titulo={`${hecho.cancelado ? "Se canceló: " : ""}${numero(hecho.hechos)} de ${cuantos(hecho.total, "informe escrito", "informes escritos")}`}
        acciones={<Boton onPress={() => void abrir()}>Abrir carpeta</Boton>}
      >
        Corte al {fechaLarga(hecho.corte)}. La lista de códigos es «
        {visible(hecho.indice)}».
        {fallas > 0 &&
          ` ${cuantos(fallas, "informe no se pudo escribir", "informes no se pudieron escribir")}; abajo dice por qué.`}
      </Aviso>
      <AvisoDeFalla error={error} />
      <div className={estilos["resultado"]}>
        <Tabla
          titulo="Resultado por institución"
          filas={hecho.informes}
          clave={({ institucion }) => institucion}
          columnas={[
            {
              id: "institucion",
              titulo: "Institución",
              encabeza: true,
              celda: ({ institucion, nombre }) =>
                institucion === "" ? visible(nombre) : visible(institucion),
            },
            {
              id: "estado",
              titulo: "Resultado",
              celda: ({ falla, archivo }) =>
                falla !== null ? (
                  <Etiqueta tono="mal">No se escribió</Etiqueta>
                ) : archivo === null ? (
                  <Etiqueta>Sin escribir</Etiqueta>
                ) : (
                  <Etiqueta tono="bien">Escrito</Etiqueta>
                ),
            },
            {
              id: "archivo",
              titulo: "Archivo",
              ancho: "ancha",
              celda: ({ falla, archivo }) => visible(falla ?? archivo ?? "–"),
            },
            {
              id: "paginas",
              titulo: "Páginas",
              cifra: true,
              celda: ({ paginas }) => (paginas === 0 ? "–" : numero(paginas)),
            },
            {
              id: "codigo",
              titulo: "Código",
              celda: ({ codigo }) => codigo ?? "–",
            },
          ]}
        />
      </div>
    </>
  );
}
