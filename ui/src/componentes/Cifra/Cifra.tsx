import type { ReactNode } from "react";
import {
  Button,
  Dialog,
  DialogTrigger,
  Heading,
  Popover,
} from "react-aria-components";
import type { RazonDto } from "../../puente/generado/RazonDto";
import {
  deCuantos,
  fechaLarga,
  numero,
  parte,
  porcentaje,
} from "../../textos/formatos";
import { BarraDeAvance } from "../BarraDeAvance/BarraDeAvance";
import estilos from "./Cifra.module.css";

/** Numerator, denominator, rule and cut-off of a figure, behind a press of the figure itself. */
function Explicacion({ titulo, razon }: { titulo: string; razon: RazonDto }) {
  return (
    <Popover className={estilos["globo"] ?? ""} placement="bottom start">
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
          <DialogTrigger>
            <Button className={estilos["valor"] ?? ""}>
              {porcentaje(razon)}
              <span className="solo-lector">. Ver cómo se calcula</span>
            </Button>
            <Explicacion titulo={titulo} razon={razon} />
          </DialogTrigger>
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
