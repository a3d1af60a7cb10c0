import { useMemo, useState } from "react";
import { Campo } from "../../../componentes/Campo/Campo";
import { campoLocal } from "../../../componentes/Campo/local";
import { leerValor } from "../../../componentes/Campo/valores";
import { fechaCorta } from "../../../textos/formatos";

/** The day up to which something counts; what is typed is read when the field is left. */
export function FechaDeCorte({
  etiqueta = "Fecha de corte",
  corte,
  alCambiar,
}: {
  etiqueta?: string;
  corte: string | null;
  alCambiar: (corte: string | null) => void;
}) {
  const campo = useMemo(
    () => campoLocal(etiqueta, { tipo: "fecha" }),
    [etiqueta],
  );
  const [texto, setTexto] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const cambiar = () => {
    if (texto === null) return;
    const leido = leerValor(campo, texto);
    if ("error" in leido) setError(leido.error);
    else {
      setError(null);
      setTexto(null);
      alCambiar(leido.valor === null ? null : String(leido.valor));
    }
  };
  return (
    <Campo
      campo={campo}
      texto={texto ?? (corte === null ? "" : fechaCorta(corte))}
      alCambiar={setTexto}
      alSalir={cambiar}
      error={error}
    />
  );
}
