import { ProveedorDelPuente } from "../../puente/contexto";
import { crearPuenteFalso } from "../../puente/falso";
import type { OpcionesDelFalso } from "../../puente/falso";
import type { FallaDto } from "../../puente/generado/FallaDto";
import { FallaError } from "../../puente/puente";
import type { Ejemplos } from "../../ejemplos/ejemplo";
import { Salidas } from "./Rescate";

const DANADO: FallaDto = {
  codigo: "archivo_danado",
  mensaje:
    "La base tiene un daño. No se borró nada. Use «Recuperar» para reunir la última copia comprobada con lo que todavía se lee.",
  campos: [],
  incidente: "7f3a-19c2",
};

const nada = () => {};

const salidas =
  (falla: Partial<FallaDto>, opciones: OpcionesDelFalso = {}) =>
  () => (
    <ProveedorDelPuente puente={crearPuenteFalso(opciones)}>
      <Salidas
        error={new FallaError({ ...DANADO, ...falla })}
        alReintentar={nada}
      />
    </ProveedorDelPuente>
  );

export default {
  componente: "Rescate",
  ejemplos: [
    { nombre: "archivo dañado", dibujo: salidas({}) },
    {
      nombre: "dañado, y las copias no se pueden leer",
      dibujo: salidas(
        {},
        {
          fallas: {
            respaldos: {
              codigo: "solo_lectura",
              mensaje:
                "No se puede usar la carpeta de datos. Lo guardado está a salvo; revise los permisos e intente de nuevo.",
              campos: [],
              incidente: null,
            },
          },
        },
      ),
    },
    {
      nombre: "otro programa lo tiene",
      dibujo: salidas({
        codigo: "archivo_en_uso",
        mensaje:
          "Otro programa está usando su archivo de datos (la ventana de Diligencia, proceso 4127). Ciérrelo e intente otra vez.",
        incidente: null,
      }),
    },
    {
      nombre: "ruta muy larga",
      dibujo: salidas({
        codigo: "archivo_no_reconocido",
        mensaje: `El archivo /home/ana/${"Documentos compartidos de la dirección/".repeat(7)}datos.dlgb no es una base de Diligencia. No se cambió.`,
        incidente: null,
      }),
    },
  ],
} satisfies Ejemplos;
