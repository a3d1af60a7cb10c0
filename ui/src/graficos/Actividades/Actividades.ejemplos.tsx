import type { Ejemplos } from "../../ejemplos/ejemplo";
import { Actividades } from "./Actividades";
import type { BarraDeActividad } from "./Actividades";

const barra = (
  codigo: string,
  inicio: number,
  fin: number,
  finTardio: number,
): BarraDeActividad => ({
  id: codigo,
  codigo,
  inicio,
  fin,
  finTardio,
  critica: fin === finTardio,
  dicho: fin === finTardio ? "crítica" : `holgura ${finTardio - fin}`,
});

export default {
  componente: "Actividades",
  ejemplos: [
    {
      nombre: "cinco actividades",
      dibujo: () => (
        <Actividades
          titulo="Cuándo ocurre cada actividad"
          unidad="días"
          barras={[
            barra("A", 0, 12, 12),
            barra("B", 0, 10, 12),
            barra("C", 12, 22, 22),
            barra("Publicación en el Diario de Centro América", 22, 27, 27),
          ]}
        />
      ),
    },
    {
      nombre: "sin duración",
      dibujo: () => (
        <Actividades
          titulo="Cuándo ocurre cada actividad"
          unidad="días"
          barras={[barra("A", 0, 0, 0)]}
        />
      ),
    },
  ],
} satisfies Ejemplos;
