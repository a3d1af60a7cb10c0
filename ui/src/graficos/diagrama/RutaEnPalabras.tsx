import type { DiagramaDto } from "../../puente/generado/DiagramaDto";
import { visible } from "../../textos/visible";
import estilos from "./Diagrama.module.css";

/** The route told line by line: what the drawing says, for whoever reads or listens. */
export function RutaEnPalabras({
  diagrama,
  etiqueta,
  elegido,
  alElegir,
}: {
  diagrama: DiagramaDto;
  etiqueta: string;
  elegido: string | null;
  alElegir: (paso: string | null) => void;
}) {
  return (
    <ol className={estilos["palabras"]} aria-label={etiqueta}>
      {diagrama.lineas.map(({ numero, paso, texto, destinos }, i) => (
        <li key={`${i}·${texto}`}>
          <button
            type="button"
            className={estilos["renglon"]}
            aria-current={paso !== null && paso === elegido}
            onClick={() => alElegir(paso)}
          >
            <span className={estilos["renglonNumero"]} aria-hidden="true">
              {numero ?? ""}
            </span>
            <span>
              {visible(texto)}
              {destinos.map((destino) => (
                <span
                  key={`${destino.linea}·${destino.texto}`}
                  className={estilos["destino"]}
                >
                  {" "}
                  {visible(destino.texto)}
                </span>
              ))}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
