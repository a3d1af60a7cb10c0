import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { useConsulta } from "../../puente/consultas";
import { usePuente } from "../../puente/contexto";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { Recuperacion } from "../ajustes/Recuperacion";
import {
  COLUMNAS_DE_COPIA,
  columnaDeRestaurar,
  elegirArchivoDeCopia,
} from "../ajustes/copias";
import { RestaurarCopia } from "../ajustes/RestaurarCopia";
import type { CopiaElegida } from "../ajustes/RestaurarCopia";

/** Codes of opening that a copy or a recovery can mend. */
const CON_REMEDIO: ReadonlyArray<string> = [
  "archivo_danado",
  "archivo_no_reconocido",
];

/** The data file does not open: what happened, and the ways out. Nothing here deletes anything. */
export function Rescate({
  error,
  alReintentar,
}: {
  error: FallaError;
  alReintentar: () => void;
}) {
  return (
    <main className="hoja-de-arranque">
      <Salidas error={error} alReintentar={alReintentar} />
    </main>
  );
}

/** What the screen holds, without its place in the window. */
export function Salidas({
  error,
  alReintentar,
}: {
  error: FallaError;
  alReintentar: () => void;
}) {
  const conRemedio = CON_REMEDIO.includes(error.falla.codigo);
  const [recuperada, setRecuperada] = useState(false);
  return (
    <>
      <h1>
        {recuperada
          ? "Su archivo de datos está recuperado"
          : "No se pudo abrir su archivo de datos"}
      </h1>
      {!recuperada && (
        <AvisoDeFalla
          error={error}
          acciones={<Boton onPress={alReintentar}>Intentar de nuevo</Boton>}
        />
      )}
      {conRemedio && (
        <Hoja titulo="Recuperar" destacada>
          {!recuperada && (
            <p>
              Reúne la última copia comprobada con todo lo que todavía se lee
              del archivo. El archivo dañado se aparta, no se borra, y al
              terminar se dice exactamente qué falta. Es lo recomendado.
            </p>
          )}
          <Recuperacion
            alRecuperar={() => setRecuperada(true)}
            alTerminar={alReintentar}
            textoDeTerminar="Abrir la base recuperada"
          />
        </Hoja>
      )}
      {conRemedio && !recuperada && <Copias />}
    </>
  );
}

/** The other way out: back to a copy. */
function Copias() {
  const puente = usePuente();
  const respaldos = useConsulta("respaldos", {});
  const [elegida, setElegida] = useState<CopiaElegida | null>(null);
  const [error, setError] = useState<FallaError | null>(null);
  const buenas = (respaldos.data?.copias ?? []).filter(
    ({ comprobada }) => comprobada !== null,
  );
  const elegirArchivo = async () => {
    setError(null);
    try {
      const copia = await elegirArchivoDeCopia(puente);
      if (copia !== null) setElegida(copia);
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };
  return (
    <>
      <Hoja titulo="Restaurar una copia">
        <p>
          Vuelve a como estaba la base en la copia que elija. Lo escrito después
          queda solo en el archivo apartado.
        </p>
        <AvisoDeFalla error={respaldos.error ?? error} />
        {buenas.length > 0 && (
          <Tabla
            titulo="Copias comprobadas en esta computadora"
            columnas={[...COLUMNAS_DE_COPIA, columnaDeRestaurar(setElegida)]}
            filas={buenas.slice(0, 10)}
            clave={({ nombre }) => nombre}
          />
        )}
        <div>
          <Boton onPress={() => void elegirArchivo()}>
            Restaurar desde un archivo…
          </Boton>
        </div>
      </Hoja>
      {elegida !== null && (
        <RestaurarCopia elegida={elegida} alCerrar={() => setElegida(null)} />
      )}
    </>
  );
}
