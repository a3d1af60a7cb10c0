import { DosColumnas, Hoja } from "./Hoja";
import type { Ejemplos } from "../../ejemplos/ejemplo";

export default {
  componente: "Hoja",
  ejemplos: [
    {
      nombre: "destacada",
      dibujo: () => (
        <Hoja titulo="Lo siguiente" destacada>
          Importe el inventario.
        </Hoja>
      ),
    },
    {
      nombre: "dos columnas",
      dibujo: () => (
        <DosColumnas
          principal={<Hoja titulo="Principal">Trabajo</Hoja>}
          ayuda={<Hoja titulo="Al lado">Ayuda que actúa</Hoja>}
        />
      ),
    },
  ],
} satisfies Ejemplos;
