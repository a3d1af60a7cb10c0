import type { Ejemplos } from "../../ejemplos/ejemplo";
import { ProveedorDelPuente } from "../../puente/contexto";
import { crearPuenteFalso } from "../../puente/falso";
import type { PuenteFalso } from "../../puente/falso";
import type { VerPriorizacion } from "../../rutas";
import { Priorizacion } from "./Priorizacion";
import { puenteConRonda } from "./muestra";
import type { Hasta } from "./muestra";

const TRES = [
  "Ana Lucía López Pérez",
  "Mario Estuardo Cifuentes",
  "Rosa Ixchel Tum",
];
const TODO: Hasta = { personas: TRES, notas: true, movido: true };

const sobre = (crear: () => PuenteFalso, ver?: VerPriorizacion) => () => (
  <ProveedorDelPuente puente={crear()}>
    <Priorizacion
      ruta={{ pantalla: "priorizacion", ...(ver === undefined ? {} : { ver }) }}
    />
  </ProveedorDelPuente>
);
const con = (hasta: Hasta, ver?: VerPriorizacion) =>
  sobre(() => puenteConRonda(hasta), ver);

export default {
  componente: "Priorizacion",
  ejemplos: [
    {
      nombre: "sin ronda",
      dibujo: sobre(() => crearPuenteFalso({ tramites: 12 })),
    },
    {
      nombre: "sin trámites",
      dibujo: sobre(() => crearPuenteFalso({ tramites: 0 })),
    },
    {
      nombre: "no se pudo leer",
      dibujo: sobre(() =>
        crearPuenteFalso({
          fallas: {
            priorizacion: {
              codigo: "archivo_en_uso",
              mensaje:
                "Otro programa está usando su archivo de datos. Intente de nuevo.",
              campos: [],
              incidente: null,
            },
          },
        }),
      ),
    },
    { nombre: "ranking sin notas de personas", dibujo: con({}) },
    { nombre: "ranking", dibujo: con(TODO) },
    { nombre: "calificar sin personas", dibujo: con({}, "calificar") },
    { nombre: "calificar", dibujo: con(TODO, "calificar") },
    {
      nombre: "pesos, con pares que se contradicen",
      dibujo: con({ personas: TRES, pares: true }, "pesos"),
    },
    { nombre: "impacto sin notas", dibujo: con({}, "impacto") },
    { nombre: "impacto", dibujo: con(TODO, "impacto") },
    { nombre: "carga", dibujo: con({}, "carga") },
    { nombre: "acta, falta algo", dibujo: con(TODO, "acta") },
    {
      nombre: "acta, cerrada",
      dibujo: con({ ...TODO, cerrada: true }, "acta"),
    },
    { nombre: "pesos, cerrada", dibujo: con({ cerrada: true }, "pesos") },
  ],
} satisfies Ejemplos;
