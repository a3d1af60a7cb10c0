import type { Ejemplos } from "../../ejemplos/ejemplo";
import { Cuadrantes } from "./Cuadrantes";
import type { PuntoDeCuadrante } from "./Cuadrantes";

const puntos = (cuantos: number): PuntoDeCuadrante[] =>
  Array.from({ length: cuantos }, (_, i) => ({
    id: String(i),
    codigo: `MARN-${String(i + 1).padStart(4, "0")}`,
    x: 20 + ((i * 37) % 81),
    y: 20 + ((i * 53) % 81),
    lleno: i % 3 === 0,
  }));

const dibujo = (cuantos: number, resaltado: string | null) => () => (
  <Cuadrantes
    titulo={`${cuantos} trámites por impacto y factibilidad`}
    fuente="Datos de ejemplo."
    ejeX="Factibilidad"
    ejeY="Impacto"
    desde={20}
    hasta={100}
    mitad={60}
    nombres={{
      altoAlto: "Empezar aquí",
      altoBajo: "Preparar",
      bajoAlto: "Aprovechar",
      bajoBajo: "Dejar para después",
    }}
    puntos={puntos(cuantos)}
    resaltado={resaltado}
  />
);

export default {
  componente: "Cuadrantes",
  ejemplos: [
    { nombre: "pocos, con su código", dibujo: dibujo(8, null) },
    { nombre: "muchos, uno resaltado", dibujo: dibujo(104, "7") },
    { nombre: "ninguno", dibujo: dibujo(0, null) },
  ],
} satisfies Ejemplos;
