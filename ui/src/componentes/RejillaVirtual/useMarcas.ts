import { useRef, useState } from "react";
import { SIN_MARCAS } from "./tipos";
import type { FilaDeHoja, Marcas } from "./tipos";

/** Rows that the person marks, one by one, by stretches or all. */
export function useMarcas<F extends FilaDeHoja>(
  fila: (indice: number) => F | undefined,
) {
  const [marcas, setMarcas] = useState<Marcas>(SIN_MARCAS);
  const ultima = useRef(0);
  const marcar = (indice: number, extender: boolean) => {
    const desde = extender ? Math.min(ultima.current, indice) : indice;
    const hasta = extender ? Math.max(ultima.current, indice) : indice;
    ultima.current = indice;
    const elegidas: string[] = [];
    for (let i = desde; i <= hasta; i += 1) {
      const una = fila(i);
      if (una !== undefined) elegidas.push(una.id);
    }
    setMarcas((m) => {
      const ids = new Set(m.todas ? [] : m.ids);
      const quitar = !extender && elegidas.every((e) => ids.has(e));
      for (const e of elegidas) {
        if (quitar) ids.delete(e);
        else ids.add(e);
      }
      return { todas: false, ids };
    });
  };
  return {
    marcas,
    marcar,
    marcarTodas: () =>
      setMarcas((m) =>
        m.todas ? SIN_MARCAS : { todas: true, ids: new Set<string>() },
      ),
    quitarMarcas: () => setMarcas(SIN_MARCAS),
  };
}
