import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { FallaError } from "../../puente/puente";
import { AvisoDeFalla } from "../Aviso/Aviso";
import { Boton } from "../Boton/Boton";
import estilos from "./Carga.module.css";

/** Draws what was read; while it comes, a quiet line; if it failed, why and how to try again. */
export function Carga<T>({
  consulta,
  children,
}: {
  consulta: Pick<UseQueryResult<T, FallaError>, "data" | "error" | "refetch">;
  children: (dato: T) => ReactNode;
}) {
  if (consulta.data !== undefined) return children(consulta.data);
  if (consulta.error !== null)
    return (
      <AvisoDeFalla
        error={consulta.error}
        acciones={
          <Boton onPress={() => void consulta.refetch()}>
            Intentar de nuevo
          </Boton>
        }
      />
    );
  return (
    <p className={estilos["cargando"]} role="status">
      Leyendo…
    </p>
  );
}
