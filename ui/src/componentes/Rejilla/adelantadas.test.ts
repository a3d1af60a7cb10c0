import { describe, expect, it } from "vitest";
import type { Cursor } from "./adelantadas";
import { avanzar } from "./adelantadas";

/** Leaves cells one after another; gives what is to be saved and where it ends. */
function hacer(
  cursor: Cursor,
  dejadas: ReadonlyArray<readonly [texto: string, key: string]>,
) {
  const guardar: string[] = [];
  for (const [texto, key] of dejadas) {
    const tecla = {
      key: key.replace("Mayús", ""),
      shiftKey: key.startsWith("Mayús"),
    };
    const paso = avanzar(cursor, { texto, tecla }, 3);
    if (paso.deja !== null)
      guardar.push(`${paso.deja.fila}.${paso.deja.columna}=${paso.deja.texto}`);
    cursor = paso.cursor;
  }
  return { guardar, cursor };
}

const EN: Cursor = { fila: "creada", columna: 1 };

describe("lo que se teclea mientras se guarda una fila nueva", () => {
  it("sigue en la misma fila con Tab y en la siguiente con Enter", () => {
    expect(
      hacer(EN, [
        ["En línea", "Tab"],
        ["12", "Enter"],
      ]),
    ).toEqual({
      guardar: ["creada.1=En línea", "creada.2=12"],
      cursor: { fila: "nueva", columna: 2 },
    });
  });

  it("después de la última columna empieza otra fila, y lo que sigue es de ella", () => {
    expect(
      hacer(EN, [
        ["", "Tab"],
        ["", "Tab"],
        ["a", "Tab"],
        ["b", "Tab"],
      ]),
    ).toEqual({
      guardar: ["nueva.0=a", "creada.1=b"],
      cursor: { fila: "creada", columna: 2 },
    });
  });

  it("una celda sin nada escrito no se guarda, y con Mayús Tab se vuelve atrás", () => {
    expect(hacer(EN, [[" ", "MayúsTab"]])).toEqual({
      guardar: [],
      cursor: { fila: "creada", columna: 0 },
    });
  });
});
