/** A redesign over the fake core, as far along as an example needs it. */
import { crearPuenteFalso } from "../../puente/falso";
import type { OpcionesDelFalso, PuenteFalso } from "../../puente/falso";

export interface Hasta {
  /** Pasos of today; without them the ficha has none. */
  pasos?: boolean;
  propuesta?: boolean;
  /** Every requisito with its decision and its reason. */
  decididos?: boolean;
  escenarios?: boolean;
  entregada?: boolean;
  aprobada?: boolean;
}

const REQUISITOS = [
  "Fotocopia del DPI",
  "Formulario impreso, firmado y foliado",
  "Segunda fotocopia del formulario",
  "Certificación de nacimiento de RENAP",
  "Declaración jurada de supervivencia",
];

const PASOS = [
  ["Descargar formulario", "usuario", null, 5, 0, []],
  ["Imprimir y llenar", "usuario", null, 20, 0, []],
  ["Recibir expediente", "institucion", "Ventanilla", 10, 30, [0, 1]],
  ["Revisar si está completo", "institucion", "Ventanilla", 10, 0, [0, 3]],
  ["Revisar otra vez", "institucion", "Gobernación", 15, 1440, [2]],
  ["Firmar y sellar", "institucion", "Gobernación", 5, 1440, []],
  ["Volver por el acta", "usuario", null, 60, 0, []],
] as const;

export interface Llena {
  tramite: string;
  requisitos: string[];
  pasos: string[];
  escenario: string | null;
}

/** Fills a fake core; resolves with what was made. */
export async function llenarRediseno(
  puente: PuenteFalso,
  {
    pasos = true,
    propuesta,
    decididos,
    escenarios,
    entregada,
    aprobada,
  }: Hasta = {},
): Promise<Llena> {
  const creado = await puente.llamar("crear_tramite", {
    nombre: "Acta de supervivencia",
    codigo: "GD-11-004",
    institucion: null,
  });
  const tramite = creado.valor.ids[0] ?? "";
  await puente.llamar("guardar_celdas", {
    motivo: "",
    celdas: (
      [
        ["costo_monto", 7450],
        ["unidad_ejecutora", "Gobernación"],
      ] as const
    ).map(([campo, valor]) => ({
      entidad: tramite,
      campo,
      valor,
      padres: [],
    })),
  });
  await puente.llamar("mover_tramite", {
    ids: [tramite],
    a: "en_rediseno",
    motivo: "",
  });
  const filas = async (
    clase: string,
    nuevas: Array<Record<string, string | number | boolean | null>>,
  ) =>
    (
      await puente.llamar("agregar_filas", {
        padre: tramite,
        clase,
        despues_de: null,
        filas: nuevas,
      })
    ).valor.ids;
  const requisitos = await filas(
    "requisito",
    REQUISITOS.map((texto) => ({ texto })),
  );
  await filas("base_legal", [{ texto: "Acuerdo Gubernativo 408-99" }]);
  const ids = pasos
    ? await filas(
        "paso",
        PASOS.map(([texto, actor, unidad, duracion, espera, usa], i) => ({
          texto,
          actor,
          unidad,
          duracion_minutos: duracion,
          espera_minutos: espera,
          requisitos: usa.map((n) => requisitos[n] ?? "").join(" "),
          ...(i === 3 ? { vuelve: 2, decision: true } : {}),
        })),
      )
    : [];
  const razon = "Los datos ya se anotan en ventanilla.";
  if (decididos === true)
    await puente.llamar("guardar_celdas", {
      motivo: "",
      celdas: requisitos.flatMap((entidad, i) =>
        (
          [
            ["accion", i % 2 === 0 ? "mantener" : "eliminar"],
            ["justificacion", razon],
          ] as const
        ).map(([campo, valor]) => ({ entidad, campo, valor, padres: [] })),
      ),
    });
  let escenario: string | null = null;
  if (escenarios === true) {
    const de = (donde: string | undefined, accion: string) => ({
      donde: donde ?? "",
      accion,
      con: null,
      texto: null,
      duracion_minutos: null,
      espera_minutos: null,
      justificacion: razon,
    });
    const guardado = await puente.llamar("guardar_escenario", {
      tramite,
      id: null,
      nombre: "Sin papel, una sola visita",
      arancel: 1800,
      costo_indirecto: null,
      decisiones: [
        de(requisitos[1], "eliminar"),
        de(requisitos[2], "eliminar"),
        de(ids[0], "eliminar"),
        de(ids[1], "eliminar"),
        de(ids[4], "eliminar"),
      ],
    });
    escenario = guardado.valor.ids[0] ?? null;
    await puente.llamar("guardar_escenario", {
      tramite,
      id: null,
      nombre: "Solo quitar la segunda fotocopia",
      arancel: null,
      costo_indirecto: null,
      decisiones: [de(requisitos[2], "eliminar")],
    });
  }
  if (propuesta === true && escenario !== null)
    await puente.llamar("decidir_escenario", {
      id: escenario,
      elegir: true,
      motivo: "Quita una visita y no necesita reforma de ley.",
    });
  else if (propuesta === true)
    await puente.llamar("iniciar_propuesta", { id: tramite });
  if (entregada === true || aprobada === true) {
    const entrega = await puente.llamar("entregar_rediseno", { id: tramite });
    if (aprobada === true)
      await puente.llamar("aprobar_rediseno", {
        entrega: entrega.valor.ids[0] ?? "",
        archivo: "archivo-1",
        fecha: "2026-11-20",
      });
  }
  return { tramite, requisitos, pasos: ids, escenario };
}

/** A fake core with a redesign, and what is in it. */
export async function puenteConRediseno(
  hasta: Hasta = {},
  opciones: OpcionesDelFalso = {},
): Promise<Llena & { puente: PuenteFalso }> {
  const puente = crearPuenteFalso({ tramites: 3, ...opciones });
  const llena = await llenarRediseno(puente, hasta);
  puente.llamadas.length = 0;
  return { ...llena, puente };
}
