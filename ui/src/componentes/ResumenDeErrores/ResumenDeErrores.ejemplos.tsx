import { ResumenDeErrores } from "./ResumenDeErrores";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const UNO = [
  { id: "institucion", mensaje: "Elija su institución en la lista." },
];
const DOS = [
  ...UNO,
  {
    id: "fecha",
    mensaje: "Escriba la fecha como día/mes/año, por ejemplo 20/11/2026.",
  },
];

export default {
  componente: "ResumenDeErrores",
  ejemplos: [
    { nombre: "uno", dibujo: () => <ResumenDeErrores errores={UNO} /> },
    { nombre: "dos", dibujo: () => <ResumenDeErrores errores={DOS} /> },
  ],
} satisfies Ejemplos;
