import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { useConsulta } from "../../puente/consultas";
import type { ClasificacionDto } from "../../puente/generado/ClasificacionDto";
import type { FallaError } from "../../puente/puente";
import { deCuantos } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { posicionDe } from "./palabras";
import { useInstitucionEnPantalla } from "./institucion";
import estilos from "./Pesos.module.css";

const MOSTRADAS = 12;
/** Places known of the ranking that is saved, to tell who goes up and who goes down. */
const CONOCIDAS = 200;

/** «sube 2», «baja 1», «igual». */
export function cambioDePosicion(
  antes: number | null | undefined,
  ahora: number | null,
): string {
  if (ahora === null) return "";
  if (antes == null) return "nuevo";
  if (antes === ahora) return "igual";
  return antes > ahora ? `sube ${antes - ahora}` : `baja ${ahora - antes}`;
}

/** The first places with the points that are being tried, or with those saved. */
export function AsiQuedaria({
  ronda,
  probando,
  ensayo,
  error,
}: {
  ronda: string;
  /** Points are being tried: what is shown is not what is saved. */
  probando: boolean;
  /** The last trial that came; null before the first. */
  ensayo: ClasificacionDto | null;
  error: FallaError | null;
}) {
  const institucion = useInstitucionEnPantalla();
  const guardada = useConsulta(
    "clasificar",
    {
      institucion,
      ronda,
      puntos: null,
      texto: "",
      orden: "posicion",
      votante: null,
      con_rangos: false,
      desde: 0,
      cuantos: CONOCIDAS,
    },
    { conservar: true },
  ).data;
  const vista = (probando ? ensayo : null) ?? guardada;
  const antes = new Map(guardada?.filas.map((f) => [f.tramite, f.posicion]));
  return (
    <Hoja titulo={probando ? "Así quedaría" : "Orden con estos pesos"}>
      <AvisoDeFalla error={error} />
      {vista === undefined ? (
        <p role="status">Leyendo…</p>
      ) : (
        <>
          <p className={estilos["tenue"]} role="status">
            {probando ? "Sin guardar. " : "Guardado. "}
            {deCuantos(vista.seleccionados)} trámites entran.
          </p>
          <p className={estilos["tenue"]}>{vista.firmeza}</p>
          <ol className={estilos["orden"]} aria-label="Primeros lugares">
            {vista.filas.slice(0, MOSTRADAS).map((f) => (
              <li key={f.tramite} className={estilos["puesto"]}>
                <span className={estilos["lugar"]}>{posicionDe(f)}</span>
                <span
                  className={estilos["nombre"]}
                  title={`${visible(f.codigo)} ${visible(f.nombre)}`}
                >
                  <span className={estilos["codigo"]}>{visible(f.codigo)}</span>{" "}
                  {visible(f.nombre)}
                </span>
                <span className={estilos["puntaje"]}>
                  {f.posicion === null ? "n/c" : (f.puntaje ?? "—")}
                </span>
                <span className={estilos["cambio"]}>
                  {probando &&
                    cambioDePosicion(antes.get(f.tramite), f.posicion)}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </Hoja>
  );
}
