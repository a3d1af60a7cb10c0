import { Boton } from "../../componentes/Boton/Boton";
import { ProveedorDelPuente } from "../../puente/contexto";
import { crearPuenteFalso } from "../../puente/falso";
import type { OpcionesDelFalso } from "../../puente/falso";
import { useConsulta } from "../../puente/consultas";
import type { RecuperadaDto } from "../../puente/generado/RecuperadaDto";
import type { Ejemplos } from "../../ejemplos/ejemplo";
import { Ajustes } from "./Ajustes";
import { Recuperada } from "./Recuperacion";

const LARGO = "Licencia de aprovechamiento forestal ".repeat(8).trim();

const RECUPERADA: RecuperadaDto = {
  asientos: 4212,
  raiz_estado: "a1b2c3d4e5f60718".repeat(4),
  copia: "diligencia_2026-11-20_080000_automatico.dlgb",
  rescatados: 12,
  faltan: [],
  faltan_total: 0,
  copias_malas: [],
  apartado: "diligencia.dlgb.apartada-2026-11-20_104200",
  adjuntos_faltan: [],
  paquetes: [],
};

function Pantalla() {
  const inicial = useConsulta("estado_inicial", {});
  const instalacion = inicial.data?.instalacion ?? null;
  return instalacion === null ? null : (
    <Ajustes instalacion={instalacion} version="0.1.0" />
  );
}

const pantalla = (opciones: OpcionesDelFalso) => () => (
  <ProveedorDelPuente puente={crearPuenteFalso({ tramites: 3, ...opciones })}>
    <Pantalla />
  </ProveedorDelPuente>
);

const recuperada = (cambios: Partial<RecuperadaDto>) => () => (
  <Recuperada
    hecha={{ ...RECUPERADA, ...cambios }}
    acciones={<Boton>Seguir trabajando</Boton>}
  />
);

export default {
  componente: "Ajustes",
  ejemplos: [
    { nombre: "comité", dibujo: pantalla({ persona: "Ana López" }) },
    {
      nombre: "sin copia en otro disco, clave en el llavero, solo lectura",
      dibujo: pantalla({
        sin_otro_disco: true,
        custodia: "llavero",
        solo_lectura: true,
      }),
    },
    {
      nombre: "la revisión diaria halló un daño",
      dibujo: pantalla({ danos_hallados: 2 }),
    },
    {
      nombre: "las copias no se pueden leer",
      dibujo: pantalla({
        fallas: {
          respaldos: {
            codigo: "solo_lectura",
            mensaje:
              "No se puede usar la carpeta de datos. Lo guardado está a salvo; revise los permisos e intente de nuevo.",
            campos: [],
            incidente: null,
          },
        },
      }),
    },
    { nombre: "se recuperó todo", dibujo: recuperada({}) },
    {
      nombre: "se recuperó casi todo, con paquetes y nombres largos",
      dibujo: recuperada({
        copia: null,
        faltan: [
          { ambito: "MARN", dispositivo: "a1b2c3d4", desde: 57, hasta: 57 },
          { ambito: "MARN", dispositivo: "00ff00ff", desde: 3, hasta: 120 },
        ],
        faltan_total: 119,
        paquetes: [
          {
            archivo: `${LARGO}.dlg`,
            nuevos: 8,
            conocidos: 4192,
            en_espera: 2,
            rechazados: 1,
            problema: null,
          },
          {
            archivo: "roto.dlg",
            nuevos: 0,
            conocidos: 0,
            en_espera: 0,
            rechazados: 0,
            problema: "Este archivo no es un paquete de Diligencia.",
          },
        ],
        adjuntos_faltan: ["acta de conformación.pdf", `${LARGO}.pdf`],
      }),
    },
  ],
} satisfies Ejemplos;
