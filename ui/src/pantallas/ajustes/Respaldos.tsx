import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Carga } from "../../componentes/Carga/Carga";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { Tabla } from "../../componentes/Tabla/Tabla";
import type { Columna } from "../../componentes/Tabla/Tabla";
import { useConsulta } from "../../puente/consultas";
import { usePuente } from "../../puente/contexto";
import type { RespaldoDto } from "../../puente/generado/RespaldoDto";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import {
  cuantos,
  fechaDeMomento,
  fechaLarga,
  hoy,
  numero,
  tamano,
} from "../../textos/formatos";
import {
  COLUMNAS_DE_COPIA,
  columnaDeRestaurar,
  elegirArchivoDeCopia,
} from "./copias";
import { RestaurarCopia } from "./RestaurarCopia";
import type { CopiaElegida } from "./RestaurarCopia";
import estilos from "./Ajustes.module.css";

/** How many copies are shown before «Ver todas». */
const A_LA_VISTA = 5;

/** «Copias de respaldo»: what there is, what is missing, and how to go back. */
export function Respaldos({ nombre }: { nombre: string }) {
  const puente = usePuente();
  const cliente = useQueryClient();
  const trabajo = useTrabajo();
  const respaldos = useConsulta("respaldos", {});
  const [error, setError] = useState<FallaError | null>(null);
  const [hecha, setHecha] = useState<string | null>(null);
  const [todas, setTodas] = useState(false);
  const [elegida, setElegida] = useState<CopiaElegida | null>(null);

  const intentar = async (tarea: () => Promise<void>) => {
    setError(null);
    setHecha(null);
    try {
      await tarea();
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };
  const copiar = (destino: string | null) =>
    trabajo.correr((id) =>
      puente.llamar("crear_respaldo", { destino, trabajo: id }),
    );
  const crear = () =>
    intentar(async () => {
      const copia = await copiar(null);
      setHecha(
        `Se comprobaron ${cuantos(copia.asientos ?? 0, "cambio guardado", "cambios guardados")} y la copia es igual a la base.`,
      );
      await cliente.invalidateQueries({ queryKey: ["respaldos"] });
    });
  const guardarFuera = () =>
    intentar(async () => {
      const destino = await puente.elegirDestino(
        `${nombre}-${hoy()}.dlgb`,
        "respaldo",
      );
      if (destino === null) return;
      const copia = await copiar(destino.id);
      setHecha(
        `Se guardó «${destino.nombre}» con ${cuantos(copia.asientos ?? 0, "cambio guardado", "cambios guardados")}${copia.adjuntos > 0 ? ` y la carpeta «adjuntos» con ${cuantos(copia.adjuntos, "documento", "documentos")}` : ""}. Ya puede retirar la memoria.`,
      );
      await cliente.invalidateQueries();
    });
  const elegirArchivo = () =>
    intentar(async () => {
      const copia = await elegirArchivoDeCopia(puente);
      if (copia !== null) setElegida(copia);
    });

  const datos = respaldos.data;
  const copias = datos?.copias ?? [];
  const visibles = todas ? copias : copias.slice(0, A_LA_VISTA);
  const columnas: ReadonlyArray<Columna<RespaldoDto>> = [
    ...COLUMNAS_DE_COPIA,
    {
      id: "tamano",
      titulo: "Tamaño",
      cifra: true,
      celda: (copia) => tamano(copia.bytes),
    },
    {
      id: "estado",
      titulo: "Estado",
      celda: (copia) =>
        copia.comprobada === null ? (
          <Etiqueta tono="aviso">Sin comprobar</Etiqueta>
        ) : (
          <Etiqueta tono="bien">Comprobada</Etiqueta>
        ),
    },
    columnaDeRestaurar(setElegida, {
      aspecto: "discreto",
      isDisabled: trabajo.activo,
    }),
  ];

  return (
    <Hoja titulo="Copias de respaldo">
      <p>
        Diligencia hace una copia cada 4 horas de trabajo, al cerrar y antes de
        cada importación. Cada una se abre y se comprueba; si no pasa, no
        cuenta.
      </p>
      {datos?.falta_otro_disco === true && (
        <Aviso
          tono="aviso"
          titulo="No hay una copia reciente fuera de este disco"
          acciones={
            <Boton
              isDisabled={trabajo.activo}
              onPress={() => void guardarFuera()}
            >
              Guardar copia en memoria…
            </Boton>
          }
        >
          {datos.otro_disco === null
            ? `Han pasado ${cuantos(datos.dias_sin_otro_disco, "día calendario", "días calendario")} y todas las copias están en esta computadora.`
            : `La última es del ${fechaLarga(fechaDeMomento(datos.otro_disco))}.`}{" "}
          Si la computadora se pierde o se daña, se perdería el trabajo. Conecte
          una memoria u otro disco.
        </Aviso>
      )}
      <div className={estilos["fila"]}>
        <Boton isDisabled={trabajo.activo} onPress={() => void crear()}>
          Crear copia ahora
        </Boton>
        {datos?.falta_otro_disco !== true && (
          <Boton
            isDisabled={trabajo.activo}
            onPress={() => void guardarFuera()}
          >
            Guardar copia en memoria…
          </Boton>
        )}
        <Boton
          aspecto="discreto"
          isDisabled={trabajo.activo}
          onPress={() => void elegirArchivo()}
        >
          Restaurar desde un archivo…
        </Boton>
      </div>
      <Progreso trabajo={trabajo} que="Haciendo y comprobando la copia" />
      <Resultado error={error} hecha={hecha} />
      <Carga consulta={respaldos}>
        {() =>
          copias.length === 0 ? (
            <p className={estilos["tenue"]}>
              Todavía no hay copias en esta computadora. La primera se hará
              sola; o cree una ahora.
            </p>
          ) : (
            <Tabla
              titulo="Copias en esta computadora"
              columnas={columnas}
              filas={visibles}
              clave={(copia) => copia.nombre}
              {...(copias.length > A_LA_VISTA && {
                pie: (
                  <Boton
                    pequeno
                    aspecto="discreto"
                    onPress={() => setTodas(!todas)}
                  >
                    {todas
                      ? "Ver solo las últimas"
                      : `Ver las ${numero(copias.length)} copias`}
                  </Boton>
                ),
              })}
            />
          )
        }
      </Carga>
      {elegida !== null && (
        <RestaurarCopia elegida={elegida} alCerrar={() => setElegida(null)} />
      )}
    </Hoja>
  );
}

function Resultado({
  error,
  hecha,
}: {
  error: FallaError | null;
  hecha: string | null;
}) {
  if (error?.falla.codigo === "cancelado")
    return (
      <Aviso titulo="Se canceló" urgente>
        No se hizo ninguna copia y no se cambió nada.
      </Aviso>
    );
  if (error !== null) return <AvisoDeFalla error={error} />;
  if (hecha === null) return null;
  return (
    <Aviso tono="bien" urgente titulo="Copia hecha y comprobada">
      {hecha}
    </Aviso>
  );
}
