import { Button } from "react-aria-components";
import type { CifraExplicada } from "../../../puente/generado/CifraExplicada";
import { clases } from "../../../componentes/clases";
import { enCelda } from "./palabras";
import estilos from "./Calculos.module.css";

/** A figure with its name, to be explained. */
export interface Senalada {
  titulo: string;
  cifra: CifraExplicada;
}

/** A figure that says how it was reached when it is pressed. */
export function Cifra({
  titulo,
  cifra,
  alExplicar,
  fuerte = false,
}: Senalada & {
  alExplicar: (cual: Senalada) => void;
  fuerte?: boolean;
}) {
  const { texto, menor } = enCelda(cifra);
  return (
    <Button
      className={clases(
        estilos["cifra"],
        cifra.estado !== "calculada" && estilos["sinCifra"],
        fuerte && estilos["fuerte"],
      )}
      aria-haspopup="dialog"
      onPress={() => alExplicar({ titulo, cifra })}
    >
      <span className="solo-lector">{titulo}: </span>
      <span>{texto}</span>
      {menor !== null && <span className={estilos["menor"]}>{menor}</span>}
      <span className="solo-lector">. Ver cómo se calcula</span>
    </Button>
  );
}
