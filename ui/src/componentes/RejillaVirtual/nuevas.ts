/** Rows typed at the end of the grid, without a screen: each one is written when it is left. */
import type { ValorDto } from "../../puente/generado/ValorDto";
import type { FilaNueva } from "./tipos";

/** The rows with one value written in the row at `lugar`; the one after the last makes a new row. */
export function conValor(
  nuevas: ReadonlyArray<FilaNueva>,
  lugar: number,
  campo: string,
  valor: ValorDto,
  clave: string,
): ReadonlyArray<FilaNueva> {
  const actual = nuevas[lugar];
  if (actual === undefined)
    return valor === null
      ? nuevas
      : [
          ...nuevas,
          {
            clave,
            valores: { [campo]: valor },
            estado: "escribiendo",
            falla: "",
          },
        ];
  const { [campo]: _, ...resto } = actual.valores;
  const valores = valor === null ? resto : { ...resto, [campo]: valor };
  return nuevas.map((n) =>
    n.clave === actual.clave
      ? { ...n, valores, estado: "escribiendo" as const, falla: "" }
      : n,
  );
}

/** Rows that nobody is on any more: to be written, or dropped because they hold nothing. */
export function dejadas(
  nuevas: ReadonlyArray<FilaNueva>,
  lugarActivo: number | null,
): { porGuardar: FilaNueva[]; vacias: FilaNueva[] } {
  const libres = nuevas.filter(
    (n, i) => n.estado === "escribiendo" && i !== lugarActivo,
  );
  const vacia = (n: FilaNueva) => Object.keys(n.valores).length === 0;
  return {
    porGuardar: libres.filter((n) => !vacia(n)),
    vacias: libres.filter(vacia),
  };
}

/** The rows without this one. */
export function sinFila(
  nuevas: ReadonlyArray<FilaNueva>,
  clave: string,
): ReadonlyArray<FilaNueva> {
  return nuevas.filter((n) => n.clave !== clave);
}

/** The rows with this one in another state. */
export function enEstado(
  nuevas: ReadonlyArray<FilaNueva>,
  clave: string,
  estado: FilaNueva["estado"],
  falla = "",
): ReadonlyArray<FilaNueva> {
  return nuevas.map((n) => (n.clave === clave ? { ...n, estado, falla } : n));
}
