import { useId, useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { usePuente } from "../../puente/contexto";
import type { FormatoDeInventario } from "../../puente/generado/FormatoDeInventario";
import type { InventarioExportado } from "../../puente/generado/InventarioExportado";
import { comoFalla } from "../../puente/puente";
import type { FallaError, TipoDeDestino } from "../../puente/puente";
import { cuantos } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import estilos from "./Exportar.module.css";

interface Formato {
  id: FormatoDeInventario;
  nombre: string;
  para: string;
  extension: string;
  destino: TipoDeDestino;
}

const FORMATOS: readonly [Formato, ...Formato[]] = [
  {
    id: "xlsx",
    nombre: "Libro de Excel",
    para: "Para leer, filtrar o imprimir. Una hoja por tabla.",
    extension: ".xlsx",
    destino: "libro",
  },
  {
    id: "csv",
    nombre: "CSV",
    para: "Para otros programas. Un archivo por tabla.",
    extension: ".csv",
    destino: "csv",
  },
  {
    id: "json",
    nombre: "JSON",
    para: "Todo en un archivo, con la misma estructura de la ficha.",
    extension: ".json",
    destino: "json",
  },
  {
    id: "datapackage",
    nombre: "Paquete de datos abiertos",
    para: "Una carpeta con los CSV y su descripción (Frictionless), para publicar.",
    extension: "",
    destino: "carpeta",
  },
  {
    id: "bpmn",
    nombre: "Diagramas BPMN 2.0",
    para: "Una carpeta con el diagrama de los pasos de cada trámite, para otros modeladores.",
    extension: "",
    destino: "carpeta",
  },
];

/** Takes the inventory out of the program, in a format that opens without it and comes back the same. */
export function Exportar({
  nombre,
  alCerrar,
}: {
  /** Name suggested for the file, without its extension. */
  nombre: string;
  alCerrar: () => void;
}) {
  const puente = usePuente();
  const trabajo = useTrabajo();
  const grupo = useId();
  const [formato, setFormato] = useState<Formato>(FORMATOS[0]);
  const [error, setError] = useState<FallaError | null>(null);
  const [hecho, setHecho] = useState<{
    destino: string;
    nombre: string;
    resultado: InventarioExportado;
  } | null>(null);

  const exportar = async () => {
    setError(null);
    setHecho(null);
    try {
      const destino = await puente.elegirDestino(
        nombre + formato.extension,
        formato.destino,
      );
      if (destino === null) return;
      await trabajo.correr(async (id) => {
        const resultado = await puente.llamar("exportar_inventario", {
          formato: formato.id,
          institucion: null,
          destino: destino.id,
          trabajo: id,
        });
        setHecho({ destino: destino.id, nombre: destino.nombre, resultado });
      });
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };

  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo="Exportar el inventario"
      acciones={
        <>
          <Boton onPress={alCerrar}>Cerrar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={trabajo.activo}
            onPress={() => void exportar()}
          >
            Exportar inventario
          </Boton>
        </>
      }
    >
      <fieldset className={estilos["formatos"]}>
        <legend>Formato</legend>
        {FORMATOS.map((uno) => (
          <label key={uno.id} className={estilos["formato"]}>
            <input
              type="radio"
              name={grupo}
              checked={formato.id === uno.id}
              onChange={() => setFormato(uno)}
            />
            <strong>{uno.nombre}</strong>
            <span className={estilos["para"]}>{uno.para}</span>
          </label>
        ))}
      </fieldset>
      <Progreso trabajo={trabajo} que="Exportando" />
      <AvisoDeFalla error={error} />
      {hecho !== null && (
        <Aviso
          tono="bien"
          urgente
          titulo={`Se exportaron ${cuantos(hecho.resultado.filas, "trámite", "trámites")}`}
          {...(formato.destino === "carpeta"
            ? {}
            : {
                acciones: (
                  <Boton
                    pequeno
                    onPress={() => {
                      puente
                        .abrirExportado(hecho.destino)
                        .catch((causa: unknown) => setError(comoFalla(causa)));
                    }}
                  >
                    Abrir «{visible(hecho.nombre)}»
                  </Boton>
                ),
              })}
        >
          {cuantos(
            hecho.resultado.archivos.length,
            "archivo escrito",
            "archivos escritos",
          )}
          .
          {hecho.resultado.cortados.length > 0 && (
            <>
              {" "}
              {cuantos(
                hecho.resultado.cortados.length,
                "texto no cabe",
                "textos no caben",
              )}{" "}
              en una celda de Excel y va cortado; el CSV lo lleva completo.
            </>
          )}
        </Aviso>
      )}
    </Dialogo>
  );
}
