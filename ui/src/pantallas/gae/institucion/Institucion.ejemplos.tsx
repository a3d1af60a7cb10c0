import type { Ejemplos } from "../../../ejemplos/ejemplo";
import { ProveedorDelPuente } from "../../../puente/contexto";
import { crearPuenteFalso } from "../../../puente/falso";
import type { OpcionesDelFalso } from "../../../puente/falso";
import { Institucion } from "./Institucion";

const una =
  (institucion: string, opciones: OpcionesDelFalso = {}) =>
  () => (
    <ProveedorDelPuente
      puente={crearPuenteFalso({ como: "gae", demo: true, ...opciones })}
    >
      <Institucion ruta={{ pantalla: "institucion", institucion }} />
    </ProveedorDelPuente>
  );

export default {
  componente: "Institucion",
  ejemplos: [
    { nombre: "con todo", dibujo: una("MARN") },
    { nombre: "sin comité ni trámites", dibujo: una("GD-18") },
    {
      nombre: "no se pudo leer",
      dibujo: una("MARN", {
        fallas: {
          institucion: {
            codigo: "no_existe",
            mensaje:
              "No hay una institución con ese código. Vuelva al tablero y elíjala ahí.",
            campos: [],
            incidente: null,
          },
        },
      }),
    },
  ],
} satisfies Ejemplos;
