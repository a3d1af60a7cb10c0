import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { clases } from "../clases";
import estilos from "./Dialogo.module.css";

/** A question that must be answered before going on. Esc always leaves all as it was. */
export function Dialogo({
  abierto,
  alCerrar,
  titulo,
  ancho = "normal",
  acciones,
  children,
}: {
  abierto: boolean;
  alCerrar: () => void;
  titulo: string;
  ancho?: "normal" | "amplio";
  /** The last is the one that acts. */
  acciones?: ReactNode;
  children: ReactNode;
}) {
  return (
    <ModalOverlay
      isOpen={abierto}
      onOpenChange={(sigue) => !sigue && alCerrar()}
      isDismissable
      className={estilos["velo"] ?? ""}
    >
      <Modal
        className={clases(
          estilos["hoja"],
          ancho === "amplio" && estilos["amplio"],
        )}
      >
        <Dialog className={estilos["dialogo"] ?? ""}>
          <Heading slot="title" level={2}>
            {titulo}
          </Heading>
          <Cuerpo>{children}</Cuerpo>
          {acciones !== undefined && (
            <div className={estilos["acciones"]}>{acciones}</div>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** A dialog with something to fill starts in its first control; the others, in the dialog itself. */
function Cuerpo({ children }: { children: ReactNode }) {
  const caja = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // One frame later: the dialog takes the focus for itself as it opens.
    const espera = requestAnimationFrame(() => {
      const elemento = caja.current;
      if (elemento?.contains(document.activeElement) === true) return;
      elemento
        ?.querySelector<HTMLElement>(
          "input:not([readonly]), textarea:not([readonly]), select:not([disabled])",
        )
        ?.focus();
    });
    return () => cancelAnimationFrame(espera);
  }, []);
  return (
    <div ref={caja} className={estilos["cuerpo"]}>
      {children}
    </div>
  );
}
