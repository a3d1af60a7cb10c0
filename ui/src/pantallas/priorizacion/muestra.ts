/** A round over the fake core, as far along as an example needs it. */
import { crearPuenteFalso } from "../../puente/falso";
import type { PuenteFalso } from "../../puente/falso";
import { paresDe } from "./saaty";

export interface Hasta {
  /** Names of those who rate. */
  personas?: ReadonlyArray<string>;
  /** Notes of each one. */
  notas?: boolean;
  /** Every pair of the first one, of which some contradict. */
  pares?: boolean;
  /** One trámite moved by hand. */
  movido?: boolean;
  cerrada?: boolean;
}

const LARGO = "Priorización extraordinaria de trámites de mayor demanda ";

/** Fills a fake core; resolves with the round. */
export async function llenarRonda(
  puente: PuenteFalso,
  { personas = [], notas, pares, movido, cerrada }: Hasta,
): Promise<string> {
  const creada = await puente.llamar("iniciar_ronda", {
    institucion: null,
    nombre: notas === true ? LARGO.trim() : "Priorización 2026",
    como: null,
  });
  const ronda = creada.valor.ids[0] ?? "";
  const pide = {
    institucion: null,
    ronda,
    puntos: null,
    texto: "",
    orden: "posicion" as const,
    votante: null,
    con_rangos: false,
    desde: 0,
    cuantos: 500,
  };
  const { filas } = await puente.llamar("clasificar", pide);
  const { ronda: leida } = await puente.llamar("priorizacion", {
    institucion: null,
    ronda,
  });
  const criterios = leida?.criterios ?? [];
  const deGente = criterios.filter(({ origen }) => origen === "personas");
  for (const [v, nombre] of personas.entries()) {
    const hecho = await puente.llamar("agregar_votante", {
      ronda,
      nombre,
      cargo: v === 0 ? "Directora de Planificación" : "",
    });
    const votante = hecho.valor.ids[0] ?? "";
    if (notas === true)
      await puente.llamar("calificar", {
        ronda,
        votante,
        notas: filas.flatMap(({ tramite }, i) =>
          deGente.map(({ codigo }, k) => ({
            tramite,
            criterio: codigo,
            nota: 1 + ((i + k + v * (i % 3)) % 5),
            razon: "",
          })),
        ),
        bases: Object.fromEntries(
          deGente.map(({ codigo }) => [codigo, "Sesión del comité"]),
        ),
      });
    if (pares === true && v === 0)
      for (const [i, [a, b]] of paresDe(criterios).entries())
        await puente.llamar("comparar", {
          ronda,
          votante,
          primero: a.codigo,
          segundo: b.codigo,
          valor: i % 4 === 0 ? "7" : i % 3 === 0 ? "1/5" : "3",
        });
  }
  const ultima = filas.at(-1);
  if (movido === true && ultima !== undefined)
    await puente.llamar("mover_seleccion", {
      ronda,
      tramite: ultima.tramite,
      hacia: "dentro",
      razon: "Compromiso público del despacho para este año",
    });
  if (cerrada === true) {
    await puente.llamar("guardar_celdas", {
      motivo: "",
      celdas: [
        {
          entidad: ronda,
          campo: "pesos_de",
          valor: "Comité, sesión del 12 de noviembre de 2026",
          padres: [],
        },
      ],
    });
    await puente.llamar("cerrar_ronda", { ronda });
  }
  return ronda;
}

/** A fake core whose first answer waits until the round is filled. */
export function puenteConRonda(hasta: Hasta): PuenteFalso {
  const puente = crearPuenteFalso({ tramites: 12 });
  const llena = llenarRonda(puente, hasta);
  return {
    ...puente,
    async llamar(comando, pide) {
      await llena;
      return puente.llamar(comando, pide);
    },
  };
}
