import { perezosa } from "./perezosa";

type Resto = typeof import("./resto");

let resto: Resto | null = null;
let permiso: Promise<void> = Promise.resolve();

/**
 * Holds the reading of the rest until the answer is called: the first screen is drawn first, and does
 * not share the machine with a file that it does not need.
 */
export function retenerResto(): () => void {
  let soltar = () => {};
  permiso = new Promise((resolver) => (soltar = resolver));
  return soltar;
}

/** Reads the rest of the program; from then on every screen draws at once. */
export async function cargarResto(): Promise<Resto> {
  await permiso;
  return (resto ??= await import("./resto"));
}

/** The rest of the program if it is there already. */
const elResto = (): Resto | null => resto;

/**
 * Every screen but the first one of each workspace. They draw at once when the rest of the program has
 * been read, which begins when the first screen is up; before that they suspend.
 */
export const Ajustes = perezosa(elResto, cargarResto, (r) => r.Ajustes);
export const Ayuda = perezosa(elResto, cargarResto, (r) => r.Ayuda);
export const Bienvenida = perezosa(elResto, cargarResto, (r) => r.Bienvenida);
export const BuscadorConLista = perezosa(
  elResto,
  cargarResto,
  (r) => r.BuscadorConLista,
);
export const Comite = perezosa(elResto, cargarResto, (r) => r.Comite);
export const DialogoDeTeclado = perezosa(
  elResto,
  cargarResto,
  (r) => r.DialogoDeTeclado,
);
export const Ficha = perezosa(elResto, cargarResto, (r) => r.Ficha);
export const Hallazgos = perezosa(elResto, cargarResto, (r) => r.Hallazgos);
export const Historial = perezosa(elResto, cargarResto, (r) => r.Historial);
export const Importar = perezosa(elResto, cargarResto, (r) => r.Importar);
export const Informes = perezosa(elResto, cargarResto, (r) => r.Informes);
export const Inventario = perezosa(elResto, cargarResto, (r) => r.Inventario);
export const Metodos = perezosa(elResto, cargarResto, (r) => r.Metodos);
export const Priorizacion = perezosa(
  elResto,
  cargarResto,
  (r) => r.Priorizacion,
);
export const Recorrido = perezosa(elResto, cargarResto, (r) => r.Recorrido);
export const Rediseno = perezosa(elResto, cargarResto, (r) => r.Rediseno);
export const Rescate = perezosa(elResto, cargarResto, (r) => r.Rescate);
export const Institucion = perezosa(elResto, cargarResto, (r) => r.Institucion);
export const CorteDelTablero = perezosa(
  elResto,
  cargarResto,
  (r) => r.CorteDelTablero,
);
export const DetalleDelTablero = perezosa(
  elResto,
  cargarResto,
  (r) => r.DetalleDelTablero,
);
export const Explicacion = perezosa(elResto, cargarResto, (r) => r.Explicacion);
export const VistasDelTablero = perezosa(
  elResto,
  cargarResto,
  (r) => r.VistasDelTablero,
);
