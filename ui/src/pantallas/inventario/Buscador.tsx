import { useEscritoConEspera } from "../../componentes/useEscritoConEspera";
import type { RefObject } from "react";
import type { Faceta } from "../../puente/generado/Faceta";
import { numero } from "../../textos/formatos";
import estilos from "./Inventario.module.css";

/** The search box: it writes the address a moment after the last letter. */
export function Buscador({
  caja,
  texto,
  alBuscar,
}: {
  caja: RefObject<HTMLInputElement | null>;
  texto: string;
  alBuscar: (texto: string) => void;
}) {
  const [escrito, setEscrito] = useEscritoConEspera(texto, alBuscar);

  return (
    <label className={estilos["buscador"]}>
      <span className={estilos["etiqueta"]}>Buscar en el inventario</span>
      <input
        ref={caja}
        type="search"
        className={estilos["caja"]}
        value={escrito}
        autoComplete="off"
        spellCheck={false}
        onChange={(e) => setEscrito(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === "ArrowDown") {
            e.preventDefault();
            document
              .querySelector<HTMLElement>('[role="grid"] [tabindex="0"]')
              ?.focus();
          } else if (e.key === "Escape" && escrito !== "") {
            e.stopPropagation();
            setEscrito("");
          }
        }}
      />
    </label>
  );
}

/** A filter by one of the values that there are, with how many trámites have each. */
export function Selector({
  etiqueta,
  todas,
  valor,
  opciones,
  alElegir,
}: {
  etiqueta: string;
  todas: string;
  valor: string;
  opciones: ReadonlyArray<Faceta>;
  alElegir: (valor: string) => void;
}) {
  return (
    <label className={estilos["selector"]}>
      <span className={estilos["etiqueta"]}>{etiqueta}</span>
      <select
        className={estilos["caja"]}
        data-activo={valor === "" ? undefined : ""}
        value={valor}
        onChange={(e) => alElegir(e.target.value)}
      >
        <option value="">{todas}</option>
        {opciones.map((o) => (
          <option key={o.valor} value={o.valor}>
            {o.cuantos < 0
              ? o.etiqueta
              : `${o.etiqueta} (${numero(o.cuantos)})`}
          </option>
        ))}
        {valor !== "" && !opciones.some((o) => o.valor === valor) && (
          <option value={valor}>{valor}</option>
        )}
      </select>
    </label>
  );
}
