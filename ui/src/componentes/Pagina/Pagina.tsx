import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useTituloDeVentana } from "../../rutas";
import { clases } from "../clases";
import { Migas } from "../Migas/Migas";
import type { Miga } from "../Migas/Migas";
import estilos from "./Pagina.module.css";

let primera = true;

/**
 * Frame of every screen: one h1 that says the finding, its subtitle and its actions. On a change of
 * page the focus goes to the h1, so a screen reader says where one is.
 */
export function Pagina({
  titulo,
  ventana,
  subtitulo,
  migas,
  acciones,
  bajoTitulo,
  enfocar = true,
  llena = false,
  densa = false,
  children,
}: {
  titulo: ReactNode;
  /** Text of the window's title. */
  ventana: string;
  subtitulo?: ReactNode;
  migas?: ReadonlyArray<Miga>;
  acciones?: ReactNode;
  /** A line under the title (tags, progress). */
  bajoTitulo?: ReactNode;
  /** False when the screen puts the focus somewhere else itself. */
  enfocar?: boolean;
  /** True when the screen scrolls inside (a grid): it takes exactly the height of the window. */
  llena?: boolean;
  /** A smaller title, for screens where every line counts. */
  densa?: boolean;
  children: ReactNode;
}) {
  const encabezado = useRef<HTMLHeadingElement>(null);
  useTituloDeVentana(ventana);
  useEffect(() => {
    if (primera) primera = false;
    else if (enfocar) encabezado.current?.focus();
    // Only when the page appears: later changes of `enfocar` must not steal the focus.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return (
    <div className={estilos["pagina"]} data-llena={llena}>
      <div className={estilos["cabecera"]}>
        <div className={estilos["titulos"]}>
          {migas !== undefined && <Migas migas={migas} />}
          <h1
            ref={encabezado}
            tabIndex={-1}
            className={clases(densa && estilos["menor"])}
          >
            {titulo}
          </h1>
          {subtitulo !== undefined && (
            <p className={estilos["subtitulo"]}>{subtitulo}</p>
          )}
          {bajoTitulo !== undefined && (
            <div className={estilos["bajo"]}>{bajoTitulo}</div>
          )}
        </div>
        {acciones !== undefined && (
          <div className={estilos["acciones"]}>{acciones}</div>
        )}
      </div>
      {children}
    </div>
  );
}
