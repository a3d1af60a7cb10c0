/**
 * The board of December 2021, in memory: 66 rows with the states of the demonstration, and figures
 * counted from them, so that a figure and its drill-down agree here too.
 */
import type { CambiosDto } from "../generado/CambiosDto";
import type { CeldaDelTablero } from "../generado/CeldaDelTablero";
import type { Cuales } from "../generado/Cuales";
import type { EntidadDto } from "../generado/EntidadDto";
import type { EstadoFase } from "../generado/EstadoFase";
import type { Fase } from "../generado/Fase";
import type { FaseDelTablero } from "../generado/FaseDelTablero";
import type { FilaDelTablero } from "../generado/FilaDelTablero";
import type { FilaTramite } from "../generado/FilaTramite";
import type { InstitucionEntera } from "../generado/InstitucionEntera";
import type { PedirTablero } from "../generado/PedirTablero";
import type { RazonBreve } from "../generado/RazonBreve";
import type { TableroDto } from "../generado/TableroDto";
import type { TipoInstitucion } from "../generado/TipoInstitucion";
import { NOMBRE_FASE } from "../../textos/palabras";
import type { Comando, Da, Pide } from "../puente";
import { FallaError } from "../puente";
import { TODO_EL_TABLERO } from "../tablero";
import INSTITUCIONES from "./instituciones.json";
import { TESELAS } from "./teselas";

type DelTablero =
  | "tablero"
  | "detalle_tablero"
  | "tendencia_tablero"
  | "que_cambio"
  | "institucion"
  | "reportados"
  | "quitar_demostracion";

type Respuestas = {
  [K in DelTablero & Comando]: (pide: Pide<K>) => Da<K> | Promise<Da<K>>;
};

const FASES = Object.keys(NOMBRE_FASE) as Fase[];
const FUENTE_2021 = "Informe de GAE del tercer cuatrimestre de 2021";
const CODIGOS = ["6.1.1", "6.1.2", "6.1.3", "6.1.4"];
const TIPOS: ReadonlyArray<[TipoInstitucion, string, string]> = [
  ["ministerio", "Ministerios", "ministerios"],
  ["secretaria", "Secretarías", "secretarías"],
  ["comision", "Comisiones", "comisiones"],
  ["otra_dependencia", "Otras dependencias", "otras dependencias"],
  [
    "gobernacion",
    "Gobernaciones departamentales",
    "gobernaciones departamentales",
  ],
];

/** Invented: which gobernación has what. The counts are the report's. */
const SIN_COMITE = ["02", "06", "08", "18", "19", "21", "22"].map(
  (n) => `GD-${n}`,
);
const SIN_INVENTARIO = [
  ...["04", "05", "07", "10", "12", "14", "17"].map((n) => `GD-${n}`),
  ...SIN_COMITE,
  "SEPREM",
  "SVET",
  "SESAN",
  "CONADI",
  "GAE",
  "FODIGUA",
  "FONAGRO",
];
const AVANZADAS: Record<string, EstadoFase[]> = {
  MARN: ["aprobada", "aprobada", "en_proceso"],
  MSPAS: ["aprobada", "entregada", "observada"],
  MAGA: ["entregada", "en_proceso"],
  MICIVI: ["en_proceso"],
  MINGOB: ["en_proceso"],
  SEGEPLAN: ["en_proceso"],
  "GD-20": ["en_proceso"],
  "GD-11": ["observada"],
};

const cuenta = (estado: EstadoFase) =>
  estado === "entregada" || estado === "aprobada";

function celda(estado: EstadoFase, dia: number): CeldaDelTablero {
  const evidencias = cuenta(estado) ? (dia % 5 === 0 ? 0 : 1) : 0;
  return {
    estado,
    antes: null,
    fecha:
      estado === "no_iniciada"
        ? null
        : `2021-1${dia % 3}-${String((dia % 27) + 1).padStart(2, "0")}`,
    evidencias,
    verificacion:
      estado === "aprobada"
        ? "verificado"
        : !cuenta(estado)
          ? "nada"
          : evidencias > 0
            ? "con_evidencia"
            : "declarado",
    voz:
      estado === "no_iniciada" ? null : dia % 4 === 0 ? "institucion" : "gae",
    difiere: dia === 12 && cuenta(estado),
  };
}

const breve = (numerador: number, denominador: number): RazonBreve => ({
  numerador,
  denominador,
  porcentaje:
    denominador === 0 ? null : ((numerador * 100) / denominador).toFixed(2),
});

const pendientesDeInventario = new Set<string>();
{
  // The report's counts by kind, whatever the siglas of the list are.
  const faltan: Record<string, number> = {
    secretaria: 3,
    comision: 2,
    otra_dependencia: 2,
    gobernacion: 14,
  };
  const deLaLista = (INSTITUCIONES as string[][]).toReversed();
  const preferidas = [
    ...deLaLista.filter(([, sigla = ""]) => SIN_INVENTARIO.includes(sigla)),
    ...deLaLista,
  ];
  for (const [, sigla = "", , tipo = ""] of preferidas) {
    if ((faltan[tipo] ?? 0) > 0 && !pendientesDeInventario.has(sigla)) {
      pendientesDeInventario.add(sigla);
      faltan[tipo] = (faltan[tipo] ?? 0) - 1;
    }
  }
}

function estadosDe(sigla: string, i: number): EstadoFase[] {
  if (SIN_COMITE.includes(sigla)) {
    const primero: EstadoFase = i % 2 === 0 ? "en_proceso" : "no_iniciada";
    return [primero, ...Array<EstadoFase>(8).fill("no_iniciada")];
  }
  const pendiente = pendientesDeInventario.has(sigla);
  const listo: EstadoFase = i % 3 === 0 ? "entregada" : "aprobada";
  const primeras: EstadoFase[] = pendiente
    ? ["aprobada", listo, "en_proceso", "no_iniciada"]
    : ["aprobada", "aprobada", listo, listo];
  const demas = AVANZADAS[sigla] ?? [];
  return FASES.map((_, k) => primeras[k] ?? demas[k - 4] ?? "no_iniciada");
}

const FILAS: FilaDelTablero[] = (INSTITUCIONES as string[][]).map(
  ([codigo = "", sigla = "", nombre = "", tipo = "", departamento = ""], i) => {
    const celdas = estadosDe(sigla, i).map((e, k) => celda(e, i + k));
    const dia = (i * 7) % 28;
    const conDatos = celdas.some(({ estado }) => estado !== "no_iniciada");
    const tramites = pendientesDeInventario.has(sigla) ? i % 9 : 12 + (i % 40);
    return {
      institucion: `00000000-0000-5000-8000-${String(i).padStart(12, "0")}`,
      codigo,
      sigla,
      nombre,
      tipo: tipo as TipoInstitucion,
      departamento: departamento === "" ? null : departamento,
      confirmada: false,
      celdas,
      datos_del: conDatos
        ? `2021-12-${String(dia + 1).padStart(2, "0")}`
        : null,
      datos_de: conDatos ? (i % 4 === 0 ? "institucion" : "gae") : null,
      dias: conDatos ? 30 - dia : null,
      tramites,
      fichas_completas: Math.floor(tramites / 2),
      hallazgos: tramites * 2,
      avance: breve(celdas.filter(({ estado }) => cuenta(estado)).length, 9),
    };
  },
);

const plegar = (texto: string) =>
  texto.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function pasan(pide: PedirTablero): FilaDelTablero[] {
  const palabras = plegar(pide.buscar ?? "")
    .split(/\s+/)
    .filter((p) => p !== "");
  const orden = TIPOS.map(([tipo]) => tipo);
  const filas = FILAS.filter((fila) => {
    const donde = plegar(
      `${fila.nombre} ${fila.sigla} ${fila.codigo} ${fila.departamento ?? ""}`,
    );
    const lugares =
      pide.fase === null ? FASES.map((_, k) => k) : [FASES.indexOf(pide.fase)];
    return (
      (pide.tipos.length === 0 || pide.tipos.includes(fila.tipo)) &&
      (pide.departamentos.length === 0 ||
        pide.departamentos.includes(fila.departamento ?? "")) &&
      (pide.estados.length === 0 ||
        lugares.some((k) => pide.estados.includes(estadoEn(fila, k)))) &&
      palabras.every((p) => donde.includes(p))
    );
  });
  const clave = (fila: FilaDelTablero): number | string => {
    switch (pide.orden) {
      case "nombre":
        return plegar(fila.nombre);
      case "datos":
        return fila.datos_del ?? "";
      case "avance":
        return fila.avance.numerador;
      case "tramites":
        return fila.tramites;
      case "hallazgos":
        return fila.hallazgos ?? 0;
      case "fase":
        return FASES.length - FASES.indexOf(pide.fase ?? "inventario");
      default:
        return orden.indexOf(fila.tipo);
    }
  };
  const sentido = pide.descendente ? -1 : 1;
  return filas.toSorted((a, b) => {
    const [x, y] = [clave(a), clave(b)];
    if (x !== y) return (x < y ? -1 : 1) * sentido;
    return a.nombre.localeCompare(b.nombre, "es");
  });
}

const estadoEn = (fila: FilaDelTablero, k: number): EstadoFase =>
  fila.celdas[k]?.estado ?? "no_iniciada";

function pertenece(fila: FilaDelTablero, k: number, cuales: Cuales): boolean {
  const una = fila.celdas[k];
  const estado = estadoEn(fila, k);
  const enLaBase =
    estado !== "no_aplica" && (k !== 1 || cuenta(estadoEn(fila, 0)));
  if (cuales === "no_aplica") return estado === "no_aplica";
  if (cuales === "fuera_de_la_base") return !enLaBase;
  if (!enLaBase) return false;
  switch (cuales) {
    case "base":
      return true;
    case "cuentan":
    case "declarado":
      return cuenta(estado);
    case "pendientes":
      return !cuenta(estado);
    case "en_proceso":
      return estado === "en_proceso";
    case "observadas":
      return estado === "observada";
    case "no_iniciadas":
      return estado === "no_iniciada";
    case "con_evidencia":
      return cuenta(estado) && (una?.evidencias ?? 0) > 0;
    default:
      return estado === "aprobada";
  }
}

const cuantas = (filas: FilaDelTablero[], k: number, cuales: Cuales) =>
  filas.filter((fila) => pertenece(fila, k, cuales)).length;

function faseDe(
  filas: FilaDelTablero[],
  fase: Fase,
  k: number,
  conFiltro: boolean,
  comparar: boolean,
): FaseDelTablero {
  const de = (cuales: Cuales) => cuantas(filas, k, cuales);
  const reportado = conFiltro ? undefined : [89, 100, 65, 61][k];
  const base = de("base");
  const equivale =
    reportado === undefined ? null : Math.round((reportado * base) / 100);
  return {
    codigo_guia: CODIGOS[k] ?? null,
    fase,
    nombre: NOMBRE_FASE[fase],
    numerador: de("cuentan"),
    denominador: base,
    regla: k === 1 ? "comites_conformados" : "instituciones",
    regla_en_palabras:
      k === 1
        ? "Instituciones con comité conformado"
        : "Instituciones a las que aplica la fase",
    porcentaje: breve(de("cuentan"), base).porcentaje,
    reportado: reportado === undefined ? null : String(reportado),
    reportado_fuente: reportado === undefined ? null : FUENTE_2021,
    reportado_corte: reportado === undefined ? null : "2021-12-31",
    equivale_a: equivale,
    diferencia: equivale === null ? null : de("cuentan") - equivale,
    antes: comparar
      ? breve(Math.max(0, de("cuentan") - 12), k === 1 ? base - 12 : base)
      : null,
    pendientes: de("pendientes"),
    en_proceso: de("en_proceso"),
    observadas: de("observadas"),
    no_iniciadas: de("no_iniciadas"),
    no_aplica: de("no_aplica"),
    declarado: de("declarado"),
    con_evidencia: de("con_evidencia"),
    verificado: de("verificado"),
    por_tipo: TIPOS.map(([tipo]) => {
      const suyas = filas.filter((fila) => fila.tipo === tipo);
      return {
        tipo,
        ...breve(cuantas(suyas, k, "cuentan"), cuantas(suyas, k, "base")),
      };
    }).filter(({ denominador }) => denominador > 0),
  };
}

function lista(filas: FilaDelTablero[], k: number, tipo: TipoInstitucion) {
  const suyas = filas.filter(
    (fila) => fila.tipo === tipo && pertenece(fila, k, "pendientes"),
  );
  const fase = FASES[k] ?? "inventario";
  const quienes = TIPOS.find(([uno]) => uno === tipo)?.[2] ?? tipo;
  return {
    fase,
    tipo,
    cuantas: suyas.length,
    texto: `Pendientes de ${CODIGOS[k] ?? ""} ${NOMBRE_FASE[fase]}: ${String(suyas.length)} ${quienes}. ${suyas.map(({ nombre }) => nombre).join("; ")}.`,
  };
}

function tablero(pide: PedirTablero, corte: string, demo: boolean): TableroDto {
  const filas = pasan(pide);
  const conFiltro = filas.length < FILAS.length;
  const fases = FASES.map((fase, k) =>
    faseDe(filas, fase, k, conFiltro, pide.comparar !== null),
  );
  const pendientes = Object.fromEntries(
    FASES.map((fase, k) => [
      fase,
      Object.fromEntries(
        TIPOS.map(([tipo]) => [
          tipo,
          cuantas(
            filas.filter((fila) => fila.tipo === tipo),
            k,
            "pendientes",
          ),
        ]).filter(([, n]) => n !== 0),
      ),
    ]),
  );
  const comite = fases[0];
  return {
    corte,
    comparar: pide.comparar,
    titular:
      filas.length === 0
        ? "Ninguna institución cumple el filtro"
        : `${String(comite?.numerador)} de ${String(comite?.denominador)} instituciones tienen comité; el inventario se detiene en las gobernaciones`,
    demostracion: demo,
    asignacion_ficticia: demo,
    aviso: demo
      ? "Datos de demostración: las cifras son las del informe de 2021; qué institución tiene cada estado es ficticio."
      : null,
    instituciones: FILAS.length,
    total: filas.length,
    fases,
    pendientes,
    listas: FASES.slice(0, 4).flatMap((fase, k) => {
      const una = fases[k];
      return [
        {
          fase,
          tipo: null,
          cuantas: una?.pendientes ?? 0,
          texto: `${CODIGOS[k] ?? ""} ${NOMBRE_FASE[fase]}: ${una?.porcentaje ?? "n/d"} % (${String(una?.numerador)} de ${String(una?.denominador)}). Quedan ${String(una?.pendientes)} pendientes.`,
        },
        ...TIPOS.map(([tipo]) => lista(filas, k, tipo)).filter(
          ({ cuantas: n }) => n > 0,
        ),
      ];
    }),
    grupos: TIPOS.map(([tipo, nombre]) => {
      const suyas = filas.filter((fila) => fila.tipo === tipo);
      return {
        tipo,
        nombre,
        instituciones: suyas.length,
        fases: FASES.map((_, k) =>
          breve(cuantas(suyas, k, "cuentan"), cuantas(suyas, k, "base")),
        ),
      };
    }).filter(({ instituciones }) => instituciones > 0),
    mapa: TESELAS.map(([codigo, departamento, corto, fila, columna]) => {
      const suya = FILAS.find((una) => una.departamento === departamento);
      return {
        departamento,
        codigo,
        corto,
        fila,
        columna,
        institucion: suya?.institucion ?? null,
        dentro: suya !== undefined && filas.includes(suya),
        estados: suya?.celdas.map(({ estado }) => estado) ?? [],
      };
    }),
    filas: filas.slice(
      pide.desde,
      pide.cuantos === null ? undefined : pide.desde + pide.cuantos,
    ),
    acompanamiento: [
      {
        clave: "reuniones_de_trabajo",
        nombre: "Reuniones de trabajo con las instituciones",
        valor: 72,
        de: null,
        fuente: "Informe de GAE del tercer cuatrimestre de 2021",
        corte: "2021-12-31",
        nota: null,
      },
    ],
    notas: [],
  };
}

interface Muestra {
  corte: string;
  demo: () => boolean;
  tramites: () => FilaTramite[];
  trabajar: (id: string | null) => Promise<void>;
  quitar: () => void;
  /** Published figures that were written here. */
  publicadas: () => EntidadDto[];
}

function noExiste(que: string): FallaError {
  return new FallaError({
    codigo: "no_existe",
    mensaje: `No existe ${que}.`,
    campos: [],
    incidente: null,
  });
}

function entera(
  fila: FilaDelTablero,
  corte: string,
  muestra: Muestra,
): InstitucionEntera {
  const tramites = muestra.tramites().slice(0, 10);
  return {
    institucion: {
      id: fila.institucion,
      codigo: fila.codigo,
      sigla: fila.sigla,
      nombre: fila.nombre,
      tipo: fila.tipo,
      departamento: fila.departamento,
      confirmada: fila.confirmada,
    },
    corte,
    demostracion: muestra.demo(),
    asignacion_ficticia: muestra.demo(),
    fila,
    fases: FASES.map((fase, k) => {
      const una = fila.celdas[k] ?? celda("no_iniciada", 0);
      return {
        fase,
        nombre: NOMBRE_FASE[fase],
        codigo_guia: CODIGOS[k] ?? null,
        celda: una,
        dice_la_institucion: una.difiere ? "en_proceso" : null,
        dice_gae: una.voz === "gae" ? una.estado : null,
        evidencias:
          una.evidencias > 0
            ? [{ id: `evidencia-${String(k)}`, nombre: "acta.pdf" }]
            : [],
        movimientos:
          una.fecha === null
            ? []
            : [
                {
                  a: una.estado,
                  fecha: una.fecha,
                  voz: una.voz ?? "gae",
                  motivo: "",
                },
              ],
      };
    }),
    avance: {
      ...fila.avance,
      porcentaje: ((fila.avance.numerador * 100) / 9).toFixed(1),
      regla: "fases entregadas o aprobadas / fases que aplican",
      corte,
    },
    comite: {
      integrantes: 5,
      roles_vacantes: ["Informática (TIC)"],
      documentos: ["Acuerdo 12-2021, 3 de septiembre de 2021"],
    },
    tramites_por_estado: [
      { estado: "identificado", cuantos: fila.tramites - 2 },
      { estado: "ficha_completa", cuantos: 2 },
    ],
    fichas_completas: {
      numerador: fila.fichas_completas ?? 0,
      denominador: fila.tramites,
      porcentaje: "50.0",
      regla: "fichas completas / trámites que cuentan",
      corte,
    },
    primeros_tramites: tramites,
    hallazgos: [],
    priorizacion: {
      ronda: "Priorización 2021",
      cerrada_el: "2021-12-10",
      puestos: tramites.slice(0, 3).map((tramite, i) => ({
        posicion: i + 1,
        tramite: tramite.id,
        codigo: tramite.codigo,
        nombre: tramite.nombre,
        puntaje: (90 - i * 7.5).toFixed(2),
        elegido: i < 2,
      })),
      total: 3,
      elegidos: 2,
    },
    redisenos: [],
    conflictos: 1,
    copias_de_referencia: true,
  };
}

function cambios(desde: string, hasta: string, demo: boolean): CambiosDto {
  const fases = FASES.map((fase, k) => {
    const ahora = breve(
      cuantas(FILAS, k, "cuentan"),
      cuantas(FILAS, k, "base"),
    );
    const diferencia = Math.min(12, ahora.numerador);
    return {
      fase,
      nombre: NOMBRE_FASE[fase],
      codigo_guia: CODIGOS[k] ?? null,
      antes: breve(ahora.numerador - diferencia, ahora.denominador),
      ahora,
      diferencia,
    };
  });
  const movidas = FILAS.slice(0, 12);
  return {
    desde,
    hasta,
    titular: "12 fases más cuentan y 40 trámites se agregaron",
    parrafos: [
      "6.1.3 Inventario de trámites: de 33 de 66 (50.00 %) a 45 de 66 (68.18 %); 12 instituciones más.",
      "40 trámites se agregaron, en 2 instituciones.",
    ],
    fases,
    movimientos: movidas.map((fila) => ({
      institucion: fila.institucion,
      sigla: fila.sigla,
      nombre: fila.nombre,
      tipo: fila.tipo,
      fase: "inventario",
      de: "en_proceso",
      a: "entregada",
      fecha: hasta,
      voz: "gae",
      cuenta: true,
    })),
    tramites: FILAS.slice(0, 2).map(({ institucion, sigla, nombre }) => ({
      institucion,
      sigla,
      nombre,
      agregados: 20,
      retirados: 0,
    })),
    hallazgos: null,
    demostracion: demo,
    asignacion_ficticia: demo,
  };
}

export function tableroFalso(muestra: Muestra): Respuestas {
  return {
    tablero: (pide) =>
      tablero(
        { ...TODO_EL_TABLERO, ...pide },
        pide.corte ?? muestra.corte,
        muestra.demo(),
      ),
    detalle_tablero: ({ tablero: pide, fase, tipo, cuales }) => {
      const k = FASES.indexOf(fase);
      const filas = pasan({ ...TODO_EL_TABLERO, ...pide }).filter(
        (fila) =>
          (tipo === null || fila.tipo === tipo) && pertenece(fila, k, cuales),
      );
      return {
        corte: pide.corte ?? muestra.corte,
        titulo:
          `${CODIGOS[k] ?? ""} ${NOMBRE_FASE[fase]} · ${cuales}: ${String(filas.length)} instituciones`.trim(),
        fase,
        tipo,
        cuales,
        total: filas.length,
        asignacion_ficticia: muestra.demo(),
        filas,
        texto:
          cuales === "pendientes" && tipo !== null
            ? lista(filas, k, tipo).texto
            : null,
      };
    },
    tendencia_tablero: ({ tablero: pide }) => {
      const filas = pasan({ ...TODO_EL_TABLERO, ...pide });
      return {
        titular:
          "Conformación de Comité pasó de 0 a 59 instituciones entre el 1 de septiembre y el 31 de diciembre de 2021",
        puntos: ["2021-09-30", "2021-10-31", "2021-11-30", "2021-12-31"].map(
          (corte, i) => ({
            corte,
            fases: FASES.map((_, k) =>
              breve(
                Math.round((cuantas(filas, k, "cuentan") * (i + 1)) / 4),
                cuantas(filas, k, "base"),
              ),
            ),
          }),
        ),
        demostracion: muestra.demo(),
      };
    },
    que_cambio: async ({ desde, hasta, trabajo }) => {
      await muestra.trabajar(trabajo);
      return cambios(desde, hasta ?? muestra.corte, muestra.demo());
    },
    institucion: ({ institucion, corte }) => {
      const clave = institucion.toLowerCase();
      const fila = FILAS.find((una) =>
        [una.institucion, una.codigo, una.sigla]
          .map((c) => c.toLowerCase())
          .includes(clave),
      );
      if (fila === undefined) throw noExiste(`la institución «${institucion}»`);
      return entera(fila, corte ?? muestra.corte, muestra);
    },
    reportados: () => {
      const escritas = muestra.publicadas().map((entidad) => {
        const texto = (campo: string) =>
          String(entidad.celdas[campo]?.valor ?? "");
        return {
          entidad,
          fase: FASES.find((fase) => fase === texto("fase")) ?? "inventario",
          corte: texto("corte"),
          porcentaje: texto("porcentaje"),
          fuente: texto("fuente"),
          reemplazado: false,
        };
      });
      const delPrograma = [89, 100, 65, 61].map((porcentaje, i) => ({
        entidad: null,
        fase: FASES[i] ?? "inventario",
        corte: "2021-12-31",
        porcentaje: String(porcentaje),
        fuente: FUENTE_2021,
        reemplazado: false,
      }));
      return [...escritas, ...delPrograma];
    },
    quitar_demostracion: async ({ trabajo }) => {
      await muestra.trabajar(trabajo);
      muestra.quitar();
      return {
        copia:
          "/home/ana/.local/share/diligencia/demostraciones/demostracion.dlgb",
        bytes: 1_204_224,
        mensaje:
          "La demostración se guardó comprobada y se quitó de aquí. Ahora puede crear el archivo de su institución.",
      };
    },
  };
}
