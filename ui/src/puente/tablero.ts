import type { PedirTablero } from "./generado/PedirTablero";

/** The whole board of today, by kind and name: every request starts from here. */
export const TODO_EL_TABLERO: PedirTablero = {
  corte: null,
  comparar: null,
  tipos: [],
  departamentos: [],
  fase: null,
  estados: [],
  buscar: null,
  orden: null,
  descendente: false,
  desde: 0,
  cuantos: null,
};
