import { Boton } from "../../componentes/Boton/Boton";
import { clases } from "../../componentes/clases";
import { numero } from "../../textos/formatos";
import { MARCA } from "./nombres";
import type { Escala } from "./useEscala";
import estilos from "./Diagrama.module.css";

const SIGNOS = {
  eliminado: "M8 6l6 6m0 -6l-6 6",
  cambiado: "M11 5l4 7h-8z",
  nuevo: "M7 9h8m-4 -4v8",
} as const;

/** What each mark means, by its sign and its colour. */
export function Leyenda({
  marcas,
}: {
  marcas: ReadonlyArray<keyof typeof SIGNOS>;
}) {
  return (
    <ul className={estilos["leyenda"]} aria-label="Qué significa cada marca">
      {marcas.map((marca) => (
        <li key={marca}>
          <svg
            viewBox="0 0 22 18"
            className={clases(
              estilos["muestra"],
              estilos["signo"],
              estilos[marca],
            )}
            aria-hidden="true"
          >
            <circle cx="11" cy="9" r="8" />
            <path d={SIGNOS[marca]} />
          </svg>
          {MARCA[marca]}
        </li>
      ))}
      <li>
        <svg
          viewBox="0 0 22 18"
          className={clases(estilos["muestra"], estilos["regreso"])}
          aria-hidden="true"
        >
          <path className={estilos["linea"]} d="M0 9h22" />
        </svg>
        Se devuelve
      </li>
    </ul>
  );
}

/** Nearer, farther, all in sight. */
export function ControlesDeEscala({
  escala,
}: {
  escala: Omit<Escala, "caja">;
}) {
  return (
    <div
      role="group"
      aria-label="Tamaño del diagrama"
      className={estilos["controles"]}
    >
      <Boton pequeno aria-label="Alejar el diagrama" onPress={escala.alejar}>
        −
      </Boton>
      <span className={estilos["tamano"]} role="status">
        {numero(Math.round(escala.escala * 100))} %
      </span>
      <Boton pequeno aria-label="Acercar el diagrama" onPress={escala.acercar}>
        +
      </Boton>
      <Boton pequeno onPress={escala.ajustar}>
        Ajustar al ancho
      </Boton>
    </div>
  );
}
