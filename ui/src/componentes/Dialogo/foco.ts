/**
 * Runs once a dialog that is closing has given the focus back: two frames later, when the button that
 * opened it may be gone with what it acted on.
 */
export function trasCerrar(enfocar: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(enfocar));
}

/** The button of the row that took the place of the one that went; the last, when it was the last. */
export function botonEnLugar(
  caja: Element | null,
  lugar: number,
): HTMLElement | null {
  const filas = caja?.querySelectorAll("li") ?? [];
  return (
    filas[Math.min(lugar, filas.length - 1)]?.querySelector("button") ?? null
  );
}
