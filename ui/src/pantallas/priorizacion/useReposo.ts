import { useEffect, useState } from "react";

const MS_DE_ESPERA = 150;

/** What is typed, a moment after the last letter. */
export function useReposo(valor: string): string {
  const [quieto, setQuieto] = useState(valor);
  useEffect(() => {
    const espera = setTimeout(() => setQuieto(valor), MS_DE_ESPERA);
    return () => clearTimeout(espera);
  }, [valor]);
  return quieto;
}
