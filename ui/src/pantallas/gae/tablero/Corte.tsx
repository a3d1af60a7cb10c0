import { Boton } from "../../../componentes/Boton/Boton";
import { Dialogo } from "../../../componentes/Dialogo/Dialogo";
import { fechaLarga, hoy } from "../../../textos/formatos";
import { FechaDeCorte } from "./FechaDeCorte";
import { finDelCuatrimestreAnterior, finDelMesAnterior } from "./fechas";
import estilos from "./Tablero.module.css";

/** Chooses the day up to which the board counts: the natural ones at hand, or any other. */
export function Corte({
  corte,
  reportado,
  alElegir,
  alCerrar,
}: {
  corte: string;
  /** Cut-off of what GAE reported; null when nothing was. */
  reportado: string | null;
  /** Null is today. */
  alElegir: (corte: string | null) => void;
  alCerrar: () => void;
}) {
  const dia = hoy();
  const naturales = [
    { texto: "Hoy", corte: null, dia },
    {
      texto: "Fin del mes pasado",
      corte: finDelMesAnterior(dia),
      dia: finDelMesAnterior(dia),
    },
    {
      texto: "Fin del cuatrimestre pasado",
      corte: finDelCuatrimestreAnterior(dia),
      dia: finDelCuatrimestreAnterior(dia),
    },
    ...(reportado === null
      ? []
      : [
          {
            texto: "El que GAE reportó",
            corte: reportado,
            dia: reportado,
          },
        ]),
  ];
  const elegir = (nuevo: string | null) => {
    alElegir(nuevo);
    alCerrar();
  };
  return (
    <Dialogo abierto alCerrar={alCerrar} titulo="Cambiar el corte">
      <p>
        Todo el tablero cuenta lo que había hasta ese día, por la fecha de cada
        hecho.
      </p>
      <div className={estilos["naturales"]}>
        {naturales.map((uno) => (
          <Boton key={uno.texto} onPress={() => elegir(uno.corte)}>
            {uno.texto}: {fechaLarga(uno.dia)}
          </Boton>
        ))}
      </div>
      <FechaDeCorte etiqueta="Otra fecha" corte={corte} alCambiar={elegir} />
    </Dialogo>
  );
}
