import { useState } from "react";
import { Boton } from "../Boton/Boton";
import estilos from "./Copiar.module.css";

/** Copies a text that is on screen and says whether it could. */
export function Copiar({
  texto,
  children = "Copiar",
  de,
}: {
  texto: string;
  children?: string;
  /** What is copied, for a screen reader: «la lista de secretarías». */
  de?: string;
}) {
  const [copiado, setCopiado] = useState<boolean | null>(null);
  const copiar = async () => {
    try {
      await navigator.clipboard.writeText(texto);
      setCopiado(true);
    } catch {
      setCopiado(false);
    }
  };
  return (
    <span className={estilos["copiar"]}>
      <Boton
        pequeno
        {...(de === undefined ? {} : { "aria-label": `${children} ${de}` })}
        onPress={() => void copiar()}
      >
        {children}
      </Boton>
      <span role="status" className={estilos["dicho"]}>
        {copiado === true
          ? "Copiado."
          : copiado === false
            ? "No se pudo copiar. Márquelo y use Ctrl C."
            : ""}
      </span>
    </span>
  );
}
