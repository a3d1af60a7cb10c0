import { Suspense, useRef, useState } from "react";
import type { ReactNode } from "react";
import type { RazonDto } from "../../puente/generado/RazonDto";
import { Explicacion } from "../../pantallas/perezosas";
import { deCuantos, parte, porcentaje } from "../../textos/formatos";
import { BarraDeAvance } from "../BarraDeAvance/BarraDeAvance";
import estilos from "./Cifra.module.css";

/** A proportion that says how it was reached when it is pressed. */
function Proporcion({ titulo, razon }: { titulo: string; razon: RazonDto }) {
  const [abierta, setAbierta] = useState(false);
  const boton = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={boton}
        type="button"
        className={estilos["valor"]}
        aria-haspopup="dialog"
        aria-expanded={abierta}
        onClick={() => setAbierta(true)}
      >
        {porcentaje(razon)}
        <span className="solo-lector">. Ver cómo se calcula</span>
      </button>
      {abierta && (
        <Suspense>
          <Explicacion
            titulo={titulo}
            razon={razon}
            junto={boton}
            alCerrar={() => setAbierta(false)}
          />
        </Suspense>
      )}
    </>
  );
}

/** A card with one figure that explains itself. With `razon` the base is always written. */
export function Cifra({
  titulo,
  valor,
  razon,
  base,
  nota,
  tono = "acento",
}: {
  titulo: string;
  /** Only for plain counts; a proportion shows its percentage. */
  valor?: string;
  razon?: RazonDto;
  /** What the denominator counts: «trámites». */
  base?: string;
  nota?: ReactNode;
  tono?: "acento" | "bien";
}) {
  return (
    <article className={estilos["cifra"]} aria-label={titulo}>
      <p className={estilos["titulo"]}>{titulo}</p>
      {razon === undefined ? (
        <p className={estilos["valor"]}>{valor}</p>
      ) : (
        <>
          <Proporcion titulo={titulo} razon={razon} />
          <p className={estilos["base"]}>
            <strong>{deCuantos(razon)}</strong> {base}
          </p>
          <BarraDeAvance parte={parte(razon)} tono={tono} />
        </>
      )}
      {nota !== undefined && <p className={estilos["nota"]}>{nota}</p>}
    </article>
  );
}

/** The row of cards of a screen. */
export function FilaDeCifras({ children }: { children: ReactNode }) {
  return <div className={estilos["fila"]}>{children}</div>;
}
