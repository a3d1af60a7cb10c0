import { useEffect, useRef, useState } from "react";

const MS_DE_ESPERA = 70;

/**
 * What is being written in a search box: it is sent a moment after the last letter, and follows the
 * address when that changes from elsewhere (the global search, «atrás», «Quitar filtros»).
 */
export function useEscritoConEspera(
  texto: string,
  alBuscar: (texto: string) => void,
): [string, (escrito: string) => void] {
  const [escrito, setEscrito] = useState(texto);
  const enviado = useRef(texto);
  const enviar = useRef(alBuscar);
  useEffect(() => {
    enviar.current = alBuscar;
  });
  useEffect(() => {
    if (texto !== enviado.current) {
      enviado.current = texto;
      setEscrito(texto);
    }
  }, [texto]);
  useEffect(() => {
    if (escrito === enviado.current) return;
    const espera = setTimeout(() => {
      enviado.current = escrito;
      enviar.current(escrito);
    }, MS_DE_ESPERA);
    return () => clearTimeout(espera);
  }, [escrito]);
  return [escrito, setEscrito];
}
