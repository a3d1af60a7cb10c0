import { DialogoMotivo } from "../../componentes/Rejilla/DialogoMotivo";
import type { Movida } from "../../puente/generado/Movida";
import { useEscribir } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import { visible } from "../../textos/visible";

/** What is being moved by hand, and where. */
export interface Movimiento {
  tramite: string;
  codigo: string;
  hacia: Movida | null;
}

const TEXTOS = {
  dentro: {
    titulo: "Poner en la selección",
    boton: "Poner en la selección",
    explica: "Entra aunque el orden no lo diga.",
    motivos: [
      "Compromiso público de la institución para este año",
      "Ya hay presupuesto y personal asignados",
    ],
  },
  fuera: {
    titulo: "Sacar de la selección",
    boton: "Sacar de la selección",
    explica: "Sale aunque el orden lo incluya.",
    motivos: [
      "Hay una reforma en curso que lo cambia por completo",
      "Lo simplifica otra institución en conjunto",
    ],
  },
  orden: {
    titulo: "Volver a lo que dice el orden",
    boton: "Volver al orden",
    explica: "Deja de estar movido a mano.",
    motivos: ["La razón por la que se movió ya no existe"],
  },
} as const;

/** Asks why a trámite is moved in or out by hand, and moves it. */
export function MoverAMano({
  ronda,
  movimiento: { tramite, codigo, hacia },
  alCerrar,
}: {
  ronda: string;
  movimiento: Movimiento;
  alCerrar: () => void;
}) {
  const escribir = useEscribir();
  const texto = TEXTOS[hacia ?? "orden"];
  return (
    <DialogoMotivo
      titulo={`${texto.titulo}: ${visible(codigo)}`}
      explicacion={`${texto.explica} El motivo se imprime en el acta con su nombre y la fecha.`}
      motivos={texto.motivos}
      boton={texto.boton}
      alConfirmar={(razon) =>
        escribir("mover_seleccion", { ronda, tramite, hacia, razon }).then(
          () => null,
          (causa: unknown) => comoFalla(causa).message,
        )
      }
      alCerrar={alCerrar}
    />
  );
}
