import { Suspense, useState } from "react";
import { BuscadorConLista } from "../../pantallas/perezosas";
import { cuantos } from "../../textos/formatos";
import estilos from "./BuscadorGlobal.module.css";

/**
 * Search over the inventory from every screen (Ctrl K).
 *
 * Its list is heavy and the window does not wait for it: until it comes, a field of the same shape
 * takes what is typed and hands it over, with the focus.
 */
export function BuscadorGlobal({ tramites }: { tramites: number }) {
  const [texto, setTexto] = useState("");
  const [conFoco, setConFoco] = useState(false);
  const invitacion = `Buscar en ${cuantos(tramites, "trámite", "trámites")}`;
  return (
    <Suspense
      fallback={
        <div className={estilos["buscador"]}>
          <input
            id="buscador-global"
            className={estilos["entrada"]}
            aria-label={invitacion}
            placeholder={invitacion}
            value={texto}
            onChange={(evento) => setTexto(evento.target.value)}
            onFocus={() => setConFoco(true)}
            onBlur={() => setConFoco(false)}
          />
          <kbd className={estilos["tecla"]} aria-hidden="true">
            Ctrl K
          </kbd>
        </div>
      }
    >
      <BuscadorConLista
        tramites={tramites}
        texto={texto}
        alCambiar={setTexto}
        conFoco={conFoco}
      />
    </Suspense>
  );
}
