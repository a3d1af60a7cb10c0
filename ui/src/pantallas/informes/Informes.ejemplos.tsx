import { useInstalacion } from "../../puente/consultas";
import type { Ejemplos } from "../../ejemplos/ejemplo";
import { ProveedorDelPuente } from "../../puente/contexto";
import { crearPuenteFalso } from "../../puente/falso";
import type { OpcionesDelFalso } from "../../puente/falso";
import { Informes } from "./Informes";
import type { Filtros } from "./pedido";

function Sobre({ filtros }: { filtros: Filtros }) {
  const instalacion = useInstalacion();
  return instalacion === null ? null : (
    <Informes instalacion={instalacion} filtros={filtros} />
  );
}

const con =
  (filtros: Filtros, opciones: OpcionesDelFalso = {}) =>
  () => (
    <ProveedorDelPuente puente={crearPuenteFalso({ tramites: 6, ...opciones })}>
      <Sobre filtros={filtros} />
    </ProveedorDelPuente>
  );

const GAE: OpcionesDelFalso = { como: "gae" };

export default {
  componente: "Informes",
  ejemplos: [
    { nombre: "avance de la institución", dibujo: con({}) },
    {
      nombre: "consolidado",
      dibujo: con({ tipo: "consolidado", corte: "2021-12-31" }, GAE),
    },
    {
      nombre: "falta elegir institución",
      dibujo: con({ tipo: "avance" }, GAE),
    },
    { nombre: "de un trámite", dibujo: con({ tipo: "ficha" }) },
    { nombre: "varias instituciones", dibujo: con({ ver: "lote" }, GAE) },
    { nombre: "exportados", dibujo: con({ ver: "exportados" }) },
    { nombre: "membrete", dibujo: con({ ver: "membrete" }) },
    {
      nombre: "membrete, solo lectura",
      dibujo: con({ ver: "membrete" }, { solo_lectura: true }),
    },
    {
      nombre: "no se pudo componer",
      dibujo: con(
        {},
        {
          fallas: {
            vista_previa_informe: {
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
