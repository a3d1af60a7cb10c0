/** Dates of cut-offs, as text `AAAA-MM-DD`. */

const escrita = (dia: Date): string => dia.toISOString().slice(0, 10);

/** The last day of the month before that of a date: the natural cut-off to compare with. */
export function finDelMesAnterior(fecha: string): string {
  const [anio = 0, mes = 1] = fecha.split("-").map(Number);
  return escrita(new Date(Date.UTC(anio, mes - 1, 0)));
}

/** The last day of the cuatrimestre (April, August, December) before that of a date. */
export function finDelCuatrimestreAnterior(fecha: string): string {
  const [anio = 0, mes = 1] = fecha.split("-").map(Number);
  return escrita(new Date(Date.UTC(anio, Math.floor((mes - 1) / 4) * 4, 0)));
}
