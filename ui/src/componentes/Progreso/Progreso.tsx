import { ProgressBar } from "react-aria-components";
import { numero } from "../../textos/formatos";
import { BarraDeAvance } from "../BarraDeAvance/BarraDeAvance";
import { Boton } from "../Boton/Boton";
import estilos from "./Progreso.module.css";
import type { Trabajo } from "./useTrabajo";

/** How a long job goes, with how to stop it. Nothing while there is none. */
export function Progreso({
  trabajo,
  que,
  cancelable = true,
}: {
  trabajo: Pick<Trabajo, "activo" | "progreso" | "cancelando" | "cancelar">;
  /** What is done, until the job says it better. */
  que: string;
  cancelable?: boolean;
}) {
  if (!trabajo.activo) return null;
  const { progreso } = trabajo;
  const total = progreso?.total ?? 0;
  const hechos = progreso?.hechos ?? 0;
  const dicho = progreso?.que ?? "";
  const texto = trabajo.cancelando ? "Cancelando…" : dicho === "" ? que : dicho;
  return (
    <div className={estilos["progreso"]}>
      <ProgressBar
        aria-label={texto}
        value={total === 0 ? 0 : (hechos * 100) / total}
        isIndeterminate={total === 0}
        className={estilos["barra"] ?? ""}
      >
        <p className={estilos["texto"]}>
          <span>{texto}</span>
          {total > 0 && (
            <span>
              {numero(hechos)} de {numero(total)}
            </span>
          )}
        </p>
        <BarraDeAvance parte={total === 0 ? 0.15 : hechos / total} />
      </ProgressBar>
      {cancelable && (
        <Boton isDisabled={trabajo.cancelando} onPress={trabajo.cancelar}>
          Cancelar
        </Boton>
      )}
    </div>
  );
}
