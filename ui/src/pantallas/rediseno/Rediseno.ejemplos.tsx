import { useEffect, useState } from "react";
import type { Ejemplos } from "../../ejemplos/ejemplo";
import { ProveedorDelPuente } from "../../puente/contexto";
import { crearPuenteFalso } from "../../puente/falso";
import type { PuenteFalso } from "../../puente/falso";
import type { VerRediseno } from "../../rutas";
import { Rediseno } from "./Rediseno";
import { puenteConRediseno } from "./muestra";
import type { Hasta } from "./muestra";

/** Waits for the fake core to be filled: the address needs the trámite. */
function Sobre({ hasta, ver }: { hasta: Hasta; ver?: VerRediseno | "lista" }) {
  const [lleno, setLleno] = useState<{
    puente: PuenteFalso;
    tramite: string;
  } | null>(null);
  useEffect(() => {
    let vivo = true;
    void puenteConRediseno(hasta).then((uno) => vivo && setLleno(uno));
    return () => {
      vivo = false;
    };
  }, [hasta]);
  if (lleno === null) return null;
  return (
    <ProveedorDelPuente puente={lleno.puente}>
      <Rediseno
        ruta={
          ver === "lista"
            ? { pantalla: "rediseno" }
            : {
                pantalla: "rediseno",
                id: lleno.tramite,
                ...(ver === undefined ? {} : { ver }),
              }
        }
      />
    </ProveedorDelPuente>
  );
}

const TODO: Hasta = { escenarios: true, propuesta: true };
const DECIDIDO: Hasta = { decididos: true, propuesta: true };
const ENTREGADO: Hasta = { ...DECIDIDO, aprobada: true };
const NADA: Hasta = {};
const SIN_PASOS: Hasta = { pasos: false };

const con = (hasta: Hasta, ver?: VerRediseno | "lista") => () => (
  <Sobre hasta={hasta} {...(ver === undefined ? {} : { ver })} />
);

export default {
  componente: "Rediseno",
  ejemplos: [
    {
      nombre: "lista vacía",
      dibujo: () => (
        <ProveedorDelPuente puente={crearPuenteFalso({ tramites: 3 })}>
          <Rediseno ruta={{ pantalla: "rediseno" }} />
        </ProveedorDelPuente>
      ),
    },
    {
      nombre: "no se pudo leer",
      dibujo: () => (
        <ProveedorDelPuente
          puente={crearPuenteFalso({
            fallas: {
              redisenos: {
                codigo: "archivo_en_uso",
                mensaje:
                  "Otro programa está usando su archivo de datos. Intente de nuevo.",
                campos: [],
                incidente: null,
              },
            },
          })}
        >
          <Rediseno ruta={{ pantalla: "rediseno" }} />
        </ProveedorDelPuente>
      ),
    },
    { nombre: "lista", dibujo: con(TODO, "lista") },
    { nombre: "pasos, sin ninguno", dibujo: con(SIN_PASOS) },
    { nombre: "pasos, sin propuesta", dibujo: con(NADA) },
    { nombre: "pasos", dibujo: con(TODO) },
    { nombre: "requisitos sin decidir", dibujo: con(NADA, "requisitos") },
    { nombre: "requisitos", dibujo: con(DECIDIDO, "requisitos") },
    { nombre: "diagrama sin pasos", dibujo: con(SIN_PASOS, "diagrama") },
    { nombre: "diagrama", dibujo: con(TODO, "diagrama") },
    { nombre: "escenarios, el primero", dibujo: con(NADA, "escenarios") },
    { nombre: "escenarios", dibujo: con(TODO, "escenarios") },
    { nombre: "comparación", dibujo: con(TODO, "comparacion") },
    { nombre: "entrega, falta algo", dibujo: con(NADA, "entrega") },
    { nombre: "entrega, lista", dibujo: con(DECIDIDO, "entrega") },
    { nombre: "entrega, aprobada", dibujo: con(ENTREGADO, "entrega") },
  ],
} satisfies Ejemplos;
