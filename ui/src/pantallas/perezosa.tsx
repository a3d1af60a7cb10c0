import { lazy, useState } from "react";
import type { ComponentType } from "react";

/**
 * A component of a part of the program that is read later. Once the part is there it draws at once,
 * without a moment of waiting between two screens; until then it suspends.
 */
export function perezosa<Parte, P extends object>(
  parte: () => Parte | null,
  traer: () => Promise<Parte>,
  cual: (parte: Parte) => ComponentType<P>,
): ComponentType<P> {
  const EnEspera = lazy(async () => ({ default: cual(await traer()) }));
  return function Perezosa(props: P) {
    // Chosen once: another type of component later would throw away what is being typed.
    const [Dibujada] = useState(() => {
      const leida = parte();
      return leida === null ? EnEspera : cual(leida);
    });
    return <Dibujada {...props} />;
  };
}
