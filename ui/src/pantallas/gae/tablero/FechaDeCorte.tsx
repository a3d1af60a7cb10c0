import { useState } from "react";
import { Campo } from "../../../componentes/Campo/Campo";
import { campoLocal } from "../../../componentes/Campo/local";
import { leerValor } from "../../../componentes/Campo/valores";
import { fechaCorta } from "../../../textos/formatos";

const CORTE = campoLocal("Fecha de corte", { tipo: "fecha" });

/** The day up to which the board counts; what is typed is read when the field is left. */
export function FechaDeCorte({
  corte,
  alCambiar,
}: {
  corte: string | null;
  alCambiar: (corte: string | null) => void;
}) {
  const [texto, setTexto] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const cambiar = () => {
    if (texto === null) return;
    const leido = leerValor(CORTE, texto);
    if ("error" in leido) setError(leido.error);
    else {
      setError(null);
      setTexto(null);
      alCambiar(leido.valor === null ? null : String(leido.valor));
    }
  };
  return (
    <Campo
      campo={CORTE}
      texto={texto ?? (corte === null ? "" : fechaCorta(corte))}
      alCambiar={setTexto}
      alSalir={cambiar}
      error={error}
    />
  );
}
