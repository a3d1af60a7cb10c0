import type { AdjuntoDto } from "../generado/AdjuntoDto";
import type { CambioDto } from "../generado/CambioDto";
import type { ConteoPorRegla } from "../generado/ConteoPorRegla";
import type { FilaTramite } from "../generado/FilaTramite";
import type { HallazgoDto } from "../generado/HallazgoDto";
import type { Hecho } from "../generado/Hecho";
import type { Nada } from "../generado/Nada";
import type { Comando, Da, Pide } from "../puente";

type DeRevision =
  | "agrupar_hallazgos"
  | "tendencia_hallazgos"
  | "posibles_duplicados"
  | "prever_union"
  | "unir_tramites"
  | "marcar_distintos"
  | "adjuntar";

type Respuestas = {
  [K in DeRevision & Comando]: (pide: Pide<K>) => Da<K> | Promise<Da<K>>;
};

/** What the answers need of the sample inventory. */
interface Muestra {
  filas: () => FilaTramite[];
  hallazgos: () => HallazgoDto[];
  porRegla: () => ConteoPorRegla[];
  trabajar: (id: string | null) => Promise<void>;
  nuevoId: () => string;
  operar: (
    frase: string,
    tramite: string | null,
    celdas: number,
    rehacer: () => void,
    deshacer: () => void,
  ) => void;
  hecho: <T>(valor: T, cambios: CambioDto[]) => Hecho<T>;
  retirar: (id: string, retirada: boolean) => void;
  corte: string;
}

function grupos(hallazgos: HallazgoDto[]): Da<"agrupar_hallazgos"> {
  const porQue = new Map<string, HallazgoDto[]>();
  for (const uno of hallazgos)
    porQue.set(uno.mensaje, [...(porQue.get(uno.mensaje) ?? []), uno]);
  return [...porQue]
    .map(([que, suyos]) => {
      const veces = new Map<string, number>();
      for (const { fragmento } of suyos)
        veces.set(fragmento, (veces.get(fragmento) ?? 0) + 1);
      return {
        que,
        hallazgos: suyos.length,
        tramites: new Set(suyos.map(({ tramite }) => tramite)).size,
        textos: [...veces]
          .map(([texto, n]) => ({ texto, veces: n }))
          .toSorted((a, b) => b.veces - a.veces)
          .slice(0, 4),
        ids: suyos.map(({ id }) => id),
      };
    })
    .toSorted((a, b) => b.hallazgos - a.hallazgos);
}

/** Duplicates, joining, groups, trend and attachments over the sample inventory. */
export function revisionFalsa(m: Muestra): {
  respuestas: Respuestas;
  adjuntosDe: (tramite: string) => AdjuntoDto[];
  /** Null when it is not an attachment. */
  retirarAdjunto: (id: string | undefined) => Hecho<Nada> | null;
} {
  const adjuntos = new Map<string, AdjuntoDto[]>();
  const distintos = new Set<string>();
  const par = (a: string, b: string) => [a, b].toSorted().join("|");
  const dos = ({ una, otra }: { una: string; otra: string }) => {
    const filas = m.filas();
    const [a, b] = [una, otra].map((id) => filas.find((f) => f.id === id));
    if (a === undefined || b === undefined)
      throw new Error("the sample has no such trámite");
    return { a, b };
  };
  const respuestas: Respuestas = {
    agrupar_hallazgos: ({ regla, estado }) =>
      grupos(
        m
          .hallazgos()
          .filter(
            (h) => h.regla === regla && h.estado === (estado ?? "abierto"),
          ),
      ),
    tendencia_hallazgos: async ({ trabajo }) => {
      await m.trabajar(trabajo);
      const hoy = m.porRegla();
      const abiertos = hoy.reduce((suma, r) => suma + r.abiertos, 0);
      const dia = Date.parse(m.corte);
      return {
        puntos: [8, 7, 6, 5, 4, 3, 2, 1, 0].map((semanas) => ({
          corte: new Date(dia - semanas * 7 * 86_400_000)
            .toISOString()
            .slice(0, 10),
          abiertos: semanas > 6 ? 0 : abiertos + semanas * 9,
          por_regla:
            semanas > 6
              ? []
              : hoy.map((r) => ({ ...r, abiertos: r.abiertos + semanas })),
        })),
        reglas: Object.fromEntries(hoy.map((r) => [r.regla, r.titulo])),
      };
    },
    posibles_duplicados: () => {
      const [una, otra, tercera] = m.filas();
      const parejas = [
        una !== undefined && otra !== undefined
          ? [{ una, otra, iguales: 40, de: 40 }]
          : [],
        una !== undefined && tercera !== undefined
          ? [{ una, otra: tercera, iguales: 36, de: 40 }]
          : [],
      ]
        .flat()
        .filter((p) => !distintos.has(par(p.una.id, p.otra.id)))
        .map((p) => ({
          una: p.una,
          otra: p.otra,
          mismo_nombre: p.iguales === p.de,
          parecido: {
            numerador: p.iguales,
            denominador: p.de,
            regla: "palabras escritas igual en los dos nombres",
            corte: null,
            porcentaje: ((p.iguales * 100) / p.de).toFixed(1),
          },
        }));
      return { parejas, hay_mas: false, distintas: distintos.size };
    },
    prever_union: (pide) => {
      const { a, b } = dos(pide);
      return {
        una: a,
        otra: b,
        distintos: [
          {
            campo: "codigo",
            etiqueta: "Código",
            de_una: a.codigo,
            de_otra: b.codigo,
          },
          {
            campo: "nombre",
            etiqueta: "Nombre del trámite",
            de_una: a.nombre,
            de_otra: b.nombre,
          },
        ],
        gana: ["Horario de atención"],
        filas: [
          {
            clase: "requisito",
            de_una: a.requisitos,
            de_otra: b.requisitos,
            repetidas: 1,
          },
        ],
        impedimento: null,
      };
    },
    unir_tramites: ({ una, otra }) => {
      // As in the core, the one that was written first stands.
      const [queda = una, sale = otra] = [una, otra].toSorted();
      m.operar(
        "Reunió dos que eran lo mismo",
        queda,
        4,
        () => m.retirar(sale, true),
        () => m.retirar(sale, false),
      );
      return m.hecho({ ids: [queda] }, [{ entidad: "tramite", id: null }]);
    },
    marcar_distintos: ({ una, otra }) => {
      m.operar(
        "Dijo que dos trámites parecidos son distintos",
        una,
        2,
        () => distintos.add(par(una, otra)),
        () => distintos.delete(par(una, otra)),
      );
      return m.hecho({}, [{ entidad: "todo", id: null }]);
    },
    adjuntar: ({ tramite }) => {
      const id = m.nuevoId();
      const nuevo = {
        id,
        nombre: "formulario.pdf",
        tipo: "application/pdf",
        bytes: 20_480,
      };
      const antes = adjuntos.get(tramite) ?? [];
      m.operar(
        "Adjuntó un archivo",
        tramite,
        5,
        () => adjuntos.set(tramite, [...antes, nuevo]),
        () => adjuntos.set(tramite, antes),
      );
      return m.hecho({ ids: [id] }, [{ entidad: "tramite", id: tramite }]);
    },
  };
  const retirarAdjunto = (id: string | undefined) => {
    const [tramite, antes] =
      [...adjuntos].find(([, suyos]) => suyos.some((a) => a.id === id)) ?? [];
    if (tramite === undefined || antes === undefined) return null;
    m.operar(
      "Retiró 1 fila",
      tramite,
      1,
      () =>
        adjuntos.set(
          tramite,
          antes.filter((a) => a.id !== id),
        ),
      () => adjuntos.set(tramite, antes),
    );
    return m.hecho({}, [{ entidad: "tramite", id: tramite }]);
  };
  return {
    respuestas,
    adjuntosDe: (tramite) => adjuntos.get(tramite) ?? [],
    retirarAdjunto,
  };
}
