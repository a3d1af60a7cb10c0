import { escribirRuta } from "../../rutas";
import type { Ruta } from "../../rutas";
import estilos from "./Migas.module.css";

export interface Miga {
  texto: string;
  a?: Ruta;
}

/** Where this page is. The last piece has no link. */
export function Migas({ migas }: { migas: ReadonlyArray<Miga> }) {
  return (
    <nav aria-label="Ruta de navegación">
      <ol className={estilos["migas"]}>
        {migas.map(({ texto, a }) => (
          <li key={texto} className={estilos["miga"]}>
            {a === undefined ? texto : <a href={escribirRuta(a)}>{texto}</a>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
