/** Rows typed at the end of the grid, without a screen: each one is written when it is left. */
import type { ValorDto } from "../../puente/generado/ValorDto";
import type { FilaNueva } from "./tipos";

/** The rows with one value written in the row of this key; a key that is not there makes a new row. */
export function conValor(
  nuevas: ReadonlyArray<FilaNueva>,
  clave: string,
  campo: string,
  valor: ValorDto,
): ReadonlyArray<FilaNueva> {
  const actual = nuevas.find((n) => n.clave === clave);
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
    n === actual ? { clave, valores, estado: "escribiendo", falla: "" } : n,
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
  return nuevas.map((n) => {
    if (n.clave !== clave) return n;
    const { base: _, ...resto } = n;
    return { ...resto, estado, falla };
  });
}

/** The rows that are still at the end: one that was sent goes as soon as the list has it. */
export function aunNuevas(
  nuevas: ReadonlyArray<FilaNueva>,
  total: number,
): ReadonlyArray<FilaNueva> {
  return nuevas.some((n) => n.base !== undefined && total > n.base)
    ? nuevas.filter((n) => n.base === undefined || total <= n.base)
    : nuevas;
}
