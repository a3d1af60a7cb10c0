import { useEffect } from "react";
import { useDeshacer } from "../puente/mutaciones";

/** True in a place where Ctrl+Z belongs to the text being typed. */
function escribeTexto(destino: EventTarget | null): boolean {
  if (!(destino instanceof HTMLElement)) return false;
  if (destino.isContentEditable || destino instanceof HTMLTextAreaElement)
    return true;
  return (
    destino instanceof HTMLInputElement &&
    !["checkbox", "radio", "button", "file"].includes(destino.type) &&
    !destino.readOnly
  );
}

/** Keys that work on every screen. */
export function AtajosDelTeclado({
  alPedirTeclado,
}: {
  alPedirTeclado: () => void;
}) {
  const { deshacer, rehacer } = useDeshacer();
  useEffect(() => {
    const alTeclear = (evento: KeyboardEvent) => {
      if (evento.defaultPrevented || evento.altKey) return;
      const control = evento.ctrlKey || evento.metaKey;
      const tecla = evento.key.toLowerCase();
      if (
        evento.key === "F1" ||
        (evento.key === "?" && !control && !escribeTexto(evento.target))
      ) {
        evento.preventDefault();
        alPedirTeclado();
        return;
      }
      if (!control) return;
      if (tecla === "k") {
        evento.preventDefault();
        document.getElementById("buscador-global")?.focus();
        return;
      }
      // A key held down would undo without end.
      if (escribeTexto(evento.target) || evento.repeat) return;
      if (tecla === "z" && !evento.shiftKey) {
        evento.preventDefault();
        void deshacer.ejecutar({});
      } else if ((tecla === "z" && evento.shiftKey) || tecla === "y") {
        evento.preventDefault();
        void rehacer.ejecutar({});
      }
    };
    window.addEventListener("keydown", alTeclear);
    return () => window.removeEventListener("keydown", alTeclear);
  }, [alPedirTeclado, deshacer, rehacer]);
  return null;
}
