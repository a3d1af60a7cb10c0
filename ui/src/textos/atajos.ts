export interface Atajo {
  teclas: ReadonlyArray<string>;
  que: string;
}

/** Keys that the application answers to, in the order in which people need them. */
export const ATAJOS: ReadonlyArray<Atajo> = [
  { teclas: ["Ctrl+K"], que: "Buscar un trámite desde cualquier pantalla" },
  { teclas: ["Ctrl+Z"], que: "Deshacer el último cambio (fuera de un texto)" },
  { teclas: ["Ctrl+Mayús+Z", "Ctrl+Y"], que: "Rehacer" },
  {
    teclas: ["Tab", "Mayús+Tab"],
    que: "Ir al control siguiente o al anterior",
  },
  {
    teclas: ["Enter"],
    que: "Guardar el campo de una línea; abrir la fila elegida",
  },
  { teclas: ["Esc"], que: "Dejar el campo como estaba; cerrar un diálogo" },
  {
    teclas: ["Flechas"],
    que: "Moverse entre las celdas de una tabla o entre pestañas",
  },
  { teclas: ["F2"], que: "Escribir en la celda elegida" },
  {
    teclas: ["Ctrl+Enter"],
    que: "Abrir la ficha de la fila, desde cualquier celda del inventario",
  },
  {
    teclas: ["Ctrl+Enter"],
    que: "Siguiente requisito sin decidir, en el rediseño",
  },
  {
    teclas: ["Ctrl++", "Ctrl+-", "Ctrl+0"],
    que: "Acercar, alejar y ajustar el diagrama",
  },
  { teclas: ["Ctrl+D"], que: "Repetir hacia abajo el valor de arriba" },
  { teclas: ["Supr"], que: "Dejar sin dato las celdas elegidas" },
  { teclas: ["Mayús+Flechas"], que: "Elegir varias celdas" },
  {
    teclas: ["Re Pág", "Av Pág"],
    que: "Página anterior o siguiente de un informe",
  },
  { teclas: ["F1", "?"], que: "Ver estos atajos" },
];
