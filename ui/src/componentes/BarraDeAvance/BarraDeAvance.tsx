import { clases } from "../clases";
import estilos from "./BarraDeAvance.module.css";

/** A thin bar of a part of a whole. Its figure is always written beside it, so it is decoration. */
export function BarraDeAvance({
  parte,
  tono = "acento",
}: {
  parte: number;
  tono?: "acento" | "bien";
}) {
  const ancho = Math.round(Math.max(0, Math.min(1, parte)) * 1000) / 10;
  return (
    <svg
      className={estilos["barra"]}
      viewBox="0 0 100 4"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect className={estilos["riel"]} width="100" height="4" />
      <rect
        className={clases(estilos["hecho"], tono === "bien" && estilos["bien"])}
        width={ancho}
        height="4"
      />
    </svg>
  );
}
