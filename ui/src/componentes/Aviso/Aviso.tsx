import type { ReactNode } from "react";
import { FallaError } from "../../puente/puente";
import { clases } from "../clases";
import estilos from "./Aviso.module.css";

/** What happened, what it means for their work, what to do. `urgente` is read aloud at once. */
export function Aviso({
  tono = "informa",
  titulo,
  urgente = false,
  acciones,
  children,
}: {
  tono?: "informa" | "bien" | "aviso" | "mal";
  titulo?: string;
  urgente?: boolean;
  acciones?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div
      className={clases(estilos["caja"], estilos[tono])}
      {...(urgente ? { role: "alert" } : { role: "note" })}
    >
      {titulo !== undefined && <p className={estilos["titulo"]}>{titulo}</p>}
      {children !== undefined && <div>{children}</div>}
      {acciones !== undefined && (
        <div className={estilos["acciones"]}>{acciones}</div>
      )}
    </div>
  );
}

/** A failure of the core, as a notice. Nothing when there is none. */
export function AvisoDeFalla({
  error,
  acciones,
}: {
  error: unknown;
  acciones?: ReactNode;
}) {
  if (error === null || error === undefined) return null;
  const falla = error instanceof FallaError ? error.falla : null;
  return (
    <Aviso tono="mal" urgente titulo="No se completó" acciones={acciones}>
      <p>
        {falla?.mensaje ??
          "No se pudo completar la acción y no se cambió nada. Intente de nuevo."}
      </p>
      {falla !== null && falla.campos.length > 0 && (
        <ul>
          {falla.campos.map(({ campo, mensaje }) => (
            <li key={`${campo}·${mensaje}`}>{mensaje}</li>
          ))}
        </ul>
      )}
      {falla?.incidente != null && !falla.mensaje.includes(falla.incidente) && (
        <p>Número para soporte: {falla.incidente}</p>
      )}
    </Aviso>
  );
}
