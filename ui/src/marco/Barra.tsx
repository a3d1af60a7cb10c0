import type { InstalacionDto } from "../puente/generado/InstalacionDto";
import { Boton } from "../componentes/Boton/Boton";
import { Etiqueta } from "../componentes/Etiqueta/Etiqueta";
import { useGuardado, usePasos, useRegistro } from "../puente/contexto";
import { useDeshacer } from "../puente/mutaciones";
import { escribirRuta } from "../rutas";
import { credencialCorta } from "../textos/credencial";
import { hora } from "../textos/formatos";
import { visible } from "../textos/visible";
import { BuscadorGlobal } from "../componentes/BuscadorGlobal/BuscadorGlobal";
import estilos from "./Barra.module.css";

/** The mark: two squares, the errand and its care. */
export function Marca() {
  return (
    <svg viewBox="0 0 14 14" className={estilos["marca"]} aria-hidden="true">
      <rect width="14" height="14" rx="3" className={estilos["marcaFondo"]} />
      <path d="M14 4v7a3 3 0 0 1-3 3H4z" className={estilos["marcaLuz"]} />
    </svg>
  );
}

function Guardado() {
  const guardado = useGuardado();
  const registro = useRegistro();
  return (
    <div className={estilos["guardado"]}>
      <span role="status">
        {guardado.estado === "guardando" && (
          <Etiqueta tono="curso">Guardando…</Etiqueta>
        )}
        {guardado.estado === "guardado" && (
          <Etiqueta tono="bien">
            Guardado a las {hora(guardado.cuando)}
          </Etiqueta>
        )}
        {guardado.estado === "fallo" && (
          <Etiqueta tono="mal">
            <span className={estilos["motivo"]} title={guardado.motivo}>
              No se guardó: {guardado.motivo}
            </span>
          </Etiqueta>
        )}
      </span>
      {guardado.estado === "fallo" && guardado.reintentable && (
        <Boton pequeno onPress={() => registro.reintentarTodo()}>
          Guardar de nuevo
        </Boton>
      )}
    </div>
  );
}

function BotonDePaso({
  que,
  frase,
  alPulsar,
  giro,
}: {
  que: string;
  frase: string | null;
  alPulsar: () => void;
  giro: string;
}) {
  const texto =
    frase === null ? `Nada que ${que.toLowerCase()}` : `${que}: ${frase}`;
  return (
    <span title={texto} className={estilos["paso"]}>
      <Boton
        pequeno
        aspecto="discreto"
        aria-label={texto}
        isDisabled={frase === null}
        onPress={alPulsar}
      >
        <svg
          viewBox="0 0 16 16"
          className={estilos["icono"]}
          aria-hidden="true"
        >
          <path
            d={giro}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      </Boton>
    </span>
  );
}

const GIRO_ATRAS = "M6 3 2.5 6.5 6 10M3 6.5h6.5a3.5 3.5 0 0 1 0 7H6";
const GIRO_ADELANTE = "m10 3 3.5 3.5L10 10M13 6.5H6.5a3.5 3.5 0 0 0 0 7H10";

/** The top bar: what file this is, search, undo, the saved state and who writes. */
export function Barra({ instalacion }: { instalacion: InstalacionDto }) {
  const pasos = usePasos();
  const { deshacer, rehacer } = useDeshacer();
  const { institucion } = instalacion;
  return (
    <header className={estilos["barra"]}>
      <a
        className={estilos["nombre"]}
        href={escribirRuta({ pantalla: "inicio" })}
      >
        <Marca />
        Diligencia
      </a>
      <p className={estilos["lugar"]}>
        <span>{instalacion.como === "gae" ? "Asesoría GAE" : "Comité ·"}</span>
        {institucion !== null && institucion.sigla !== "" && (
          <strong>{institucion.sigla}</strong>
        )}
        {institucion !== null && (
          <span className={estilos["institucion"]} title={institucion.nombre}>
            {visible(institucion.nombre)}
          </span>
        )}
      </p>
      {instalacion.demo && (
        <Etiqueta tono="aviso">Datos de demostración</Etiqueta>
      )}
      {instalacion.solo_lectura && (
        <Etiqueta tono="aviso">Solo lectura</Etiqueta>
      )}
      <div className={estilos["derecha"]}>
        <BuscadorGlobal tramites={instalacion.tramites} />
        <div className={estilos["pasos"]}>
          <BotonDePaso
            que="Deshacer"
            frase={pasos.deshacer}
            alPulsar={() => void deshacer.ejecutar({})}
            giro={GIRO_ATRAS}
          />
          <BotonDePaso
            que="Rehacer"
            frase={pasos.rehacer}
            alPulsar={() => void rehacer.ejecutar({})}
            giro={GIRO_ADELANTE}
          />
        </div>
        <Guardado />
        <p className={estilos["persona"]}>
          {instalacion.persona === ""
            ? "Sin nombre"
            : visible(instalacion.persona)}
          <span className={estilos["credencial"]}>
            {credencialCorta(instalacion.credencial)}
          </span>
        </p>
      </div>
    </header>
  );
}
