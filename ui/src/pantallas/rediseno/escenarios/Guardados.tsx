import { Boton } from "../../../componentes/Boton/Boton";
import { clases } from "../../../componentes/clases";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { Tabla } from "../../../componentes/Tabla/Tabla";
import type { EscenarioDto } from "../../../puente/generado/EscenarioDto";
import { cuantos } from "../../../textos/formatos";
import { visible } from "../../../textos/visible";
import { ESTADO_ESCENARIO, FLECHA, cambio, lado, medidaDe } from "../palabras";
import { EN_EFECTO } from "./Efecto";
import estilos from "./Escenarios.module.css";

type Cual = (typeof EN_EFECTO)[number] | "estado" | "actos" | "hacer";
const FILAS: ReadonlyArray<Cual> = ["estado", ...EN_EFECTO, "actos", "hacer"];

/** The saved scenarios side by side. */
export function Guardados({
  escenarios,
  abierto,
  soloLectura,
  alAbrir,
  alCopiar,
  alElegir,
  alDescartar,
}: {
  escenarios: ReadonlyArray<EscenarioDto>;
  /** The one that is being tried. */
  abierto: string | null;
  soloLectura: boolean;
  alAbrir: (escenario: EscenarioDto) => void;
  alCopiar: (escenario: EscenarioDto) => void;
  alElegir: (escenario: EscenarioDto) => void;
  alDescartar: (escenario: EscenarioDto) => void;
}) {
  const nombres = new Map(
    escenarios.flatMap((e) => e.medidas.map((m) => [m.medida, m])),
  );
  const encabezado = (cual: Cual) =>
    cual === "estado"
      ? "Estado"
      : cual === "actos"
        ? "Actos legales"
        : cual === "hacer"
          ? "Qué hacer"
          : (nombres.get(cual)?.nombre ?? "");
  const celda = (e: EscenarioDto, cual: Cual) => {
    if (cual === "estado")
      return (
        <>
          <Etiqueta tono={ESTADO_ESCENARIO[e.estado].tono}>
            {ESTADO_ESCENARIO[e.estado].texto}
          </Etiqueta>
          {e.id === abierto && (
            <span className={estilos["tenue"]}> · abierto arriba</span>
          )}
          {e.motivo !== null && (
            <span className={clases(estilos["bloque"], estilos["tenue"])}>
              {visible(e.motivo)}
            </span>
          )}
          {e.imposible !== null && (
            <span className={clases(estilos["bloque"], estilos["empeora"])}>
              {e.imposible}
            </span>
          )}
        </>
      );
    if (cual === "actos")
      return e.actos.length === 0
        ? "ninguno"
        : e.actos.map((a) => a.nombre).join(", ");
    if (cual === "hacer")
      return (
        <div
          className={estilos["linea"]}
          role="group"
          aria-label={`Escenario ${visible(e.nombre)}`}
        >
          <Boton pequeno onPress={() => alAbrir(e)}>
            Abrir
          </Boton>
          <Boton pequeno isDisabled={soloLectura} onPress={() => alCopiar(e)}>
            Copiar
          </Boton>
          {e.estado !== "elegido" && e.imposible === null && (
            <Boton pequeno isDisabled={soloLectura} onPress={() => alElegir(e)}>
              Elegir…
            </Boton>
          )}
          {e.estado !== "descartado" && (
            <Boton
              pequeno
              aspecto="discreto"
              isDisabled={soloLectura}
              onPress={() => alDescartar(e)}
            >
              Descartar…
            </Boton>
          )}
        </div>
      );
    const m = medidaDe(e.medidas, cual);
    if (m === null) return "—";
    return (
      <>
        <strong>{lado(m.despues, m.unidad)}</strong>
        <span className={clases(estilos["bloque"], estilos[m.sentido])}>
          {m.sentido !== "sin_dato" && (
            <span aria-hidden="true">{FLECHA[m.sentido]} </span>
          )}
          {cambio(m)}
        </span>
      </>
    );
  };
  return (
    <Tabla
      titulo={`${cuantos(escenarios.length, "escenario guardado", "escenarios guardados")}, lado a lado`}
      tituloVisible
      filas={FILAS}
      clave={(cual) => cual}
      columnas={[
        {
          id: "medida",
          titulo: "Medida",
          encabeza: true,
          celda: encabezado,
        },
        {
          id: "hoy",
          titulo: "Hoy",
          celda: (cual) =>
            cual === "estado" || cual === "hacer" ? (
              ""
            ) : cual === "actos" ? (
              "—"
            ) : (
              <>
                {lado(
                  nombres.get(cual)?.antes ?? null,
                  nombres.get(cual)?.unidad ?? "",
                )}
              </>
            ),
        },
        ...escenarios.map((e) => ({
          id: e.id,
          titulo: visible(e.nombre),
          celda: (cual: Cual) => celda(e, cual),
        })),
      ]}
    />
  );
}
