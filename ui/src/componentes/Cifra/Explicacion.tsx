import type { RefObject } from "react";
import { Dialog, Heading, Popover } from "react-aria-components";
import type { RazonDto } from "../../puente/generado/RazonDto";
import { fechaLarga, numero, porcentaje } from "../../textos/formatos";
import estilos from "./Cifra.module.css";

/** Numerator, denominator, rule and cut-off of a figure, beside the figure itself. */
export function Explicacion({
  titulo,
  razon,
  junto,
  alCerrar,
}: {
  titulo: string;
  razon: RazonDto;
  /** The figure that was pressed. */
  junto: RefObject<HTMLButtonElement | null>;
  alCerrar: () => void;
}) {
  return (
    <Popover
      className={estilos["globo"] ?? ""}
      placement="bottom start"
      triggerRef={junto}
      isOpen
      onOpenChange={alCerrar}
    >
      <Dialog className={estilos["explicacion"] ?? ""}>
        <Heading
          slot="title"
          level={2}
          className={estilos["tituloGlobo"] ?? ""}
        >
          Cómo se calcula: {titulo}
        </Heading>
        <dl className={estilos["datos"]}>
          <dt>Se cuentan</dt>
          <dd>{numero(razon.numerador)}</dd>
          <dt>De un total de</dt>
          <dd>{numero(razon.denominador)}</dd>
          <dt>Regla</dt>
          <dd>{razon.regla}</dd>
          <dt>Fecha de corte</dt>
          <dd>{razon.corte === null ? "hoy" : fechaLarga(razon.corte)}</dd>
          <dt>Resultado</dt>
          <dd>
            {razon.porcentaje === null
              ? "Sin base para un porcentaje (n/d)"
              : `${numero(razon.numerador)} ÷ ${numero(razon.denominador)} = ${porcentaje(razon)}`}
          </dd>
        </dl>
      </Dialog>
    </Popover>
  );
}
