import type { Ejemplos } from "../../../ejemplos/ejemplo";
import { ProveedorDelPuente } from "../../../puente/contexto";
import { crearPuenteFalso } from "../../../puente/falso";
import type { OpcionesDelFalso } from "../../../puente/falso";
import type { Filtros } from "./filtros";
import { Tablero } from "./Tablero";

const con =
  (filtros: Filtros, opciones: OpcionesDelFalso = {}) =>
  () => (
    <ProveedorDelPuente
      puente={crearPuenteFalso({ como: "gae", demo: true, ...opciones })}
    >
      <Tablero filtros={filtros} />
    </ProveedorDelPuente>
  );

export default {
  componente: "Tablero",
  ejemplos: [
    { nombre: "matriz", dibujo: con({}) },
    { nombre: "solo gobernaciones", dibujo: con({ tipo: "gobernacion" }) },
    { nombre: "ninguna cumple", dibujo: con({ buscar: "nadie" }) },
    { nombre: "fases", dibujo: con({ ver: "fases" }) },
    { nombre: "pendientes", dibujo: con({ ver: "pendientes" }) },
    { nombre: "tendencia", dibujo: con({ ver: "tendencia" }) },
    { nombre: "qué cambió", dibujo: con({ ver: "cambios" }) },
    {
      nombre: "no se pudo leer",
      dibujo: con(
        {},
        {
          fallas: {
            tablero: {
              codigo: "archivo_en_uso",
              mensaje:
                "Otro programa está usando su archivo de datos. Intente de nuevo.",
              campos: [],
              incidente: null,
            },
          },
        },
      ),
    },
  ],
} satisfies Ejemplos;
