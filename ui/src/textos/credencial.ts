/** What the core says of this computer's right to write, in words. */
const FRASES: Record<string, { corta: string; larga: string }> = {
  sin_credencial: {
    corta: "sin credencial",
    larga:
      "Sin credencial: los cambios llevan su nombre y la firma de esta computadora. Cuentan en este equipo y donde confíen en él.",
  },
  de_baja: {
    corta: "de baja",
    larga:
      "Esta computadora fue dada de baja: puede leer, pero ya no cambiar datos. Hable con la coordinación del comité.",
  },
  integrante: {
    corta: "integrante",
    larga: "Integrante del comité, con credencial.",
  },
  coordinador: {
    corta: "coordinación",
    larga: "Coordinación del comité, con credencial.",
  },
  asesor: {
    corta: "asesoría GAE",
    larga: "Asesoría de la Comisión GAE, con credencial.",
  },
  jefe: {
    corta: "jefatura GAE",
    larga: "Jefatura de la asesoría GAE, con credencial.",
  },
};

/** A word for the title bar; what a newer core says is shown as it comes. */
export function credencialCorta(credencial: string): string {
  return FRASES[credencial]?.corta ?? credencial;
}

/** Where the private key of this computer is, for Ajustes. */
export function custodiaLarga(custodia: string): string {
  return custodia === "llavero"
    ? "La clave de este equipo está en el llavero del sistema."
    : "La clave de este equipo está en un archivo que solo usted puede leer.";
}

/** A sentence for Ajustes. */
export function credencialLarga(credencial: string): string {
  return FRASES[credencial]?.larga ?? credencial;
}
