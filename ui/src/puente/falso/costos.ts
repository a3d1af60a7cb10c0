/** Parameters, costs and flow of one trámite, in memory: the shapes of the core, with rough figures. */
import type { AnotarParametro } from "../generado/AnotarParametro";
import type { CambioDto } from "../generado/CambioDto";
import type { CifraExplicada } from "../generado/CifraExplicada";
import type { ConocidoDto } from "../generado/ConocidoDto";
import type { CostosDto } from "../generado/CostosDto";
import type { FlujoDto } from "../generado/FlujoDto";
import type { Hecho } from "../generado/Hecho";
import type { InsumoDto } from "../generado/InsumoDto";
import type { LineaDeCosto } from "../generado/LineaDeCosto";
import type { ParametroDto } from "../generado/ParametroDto";
import type { PasoDeFlujo } from "../generado/PasoDeFlujo";
import type { RangoDto } from "../generado/RangoDto";
import type { VersionPaso } from "../generado/VersionPaso";
import type { Comando, Da, Pide } from "../puente";

const CORTE = "2026-11-20";
const REDONDEO =
  "Se calcula con fracciones exactas. Cada cifra se redondea solo al mostrarla, y la mitad sube.";

const CONOCIDOS: ConocidoDto[] = [
  {
    codigo: "valor_hora_persona",
    nombre: "Valor de una hora de la persona",
    unidades: ["GTQ/h"],
    para_que: "Pone en quetzales el tiempo de la persona.",
  },
  {
    codigo: "pasaje",
    nombre: "Pasaje de un viaje de ida y vuelta",
    unidades: ["GTQ/viaje"],
    para_que: "Costea cada visita a una oficina.",
  },
  {
    codigo: "costo_dia_espera",
    nombre: "Costo de un día de espera",
    unidades: ["GTQ/dia_habil", "GTQ/dia_calendario"],
    para_que:
      "Costea la espera cuando detiene la actividad de la persona. Si no la detiene, escriba 0.",
  },
];

type DeCostos =
  "parametros" | "costos_de_tramite" | "flujo_de_tramite" | "anotar_parametro";

type Respuestas = {
  [K in DeCostos & Comando]: (pide: Pide<K>) => Da<K>;
};

interface Muestra {
  nuevoId: () => string;
  operar: (
    frase: string,
    tramite: string | null,
    celdas: number,
    rehacer: () => void,
    deshacer: () => void,
  ) => void;
  hecho: <T>(valor: T, cambios: CambioDto[]) => Hecho<T>;
}

/** Whole hundredths as shown: the fake never holds money in a float. */
const mostrar = (centesimos: number) =>
  `${Math.floor(centesimos / 100).toLocaleString("en")}.${String(centesimos % 100).padStart(2, "0")}`;

const rango = (texto: string): RangoDto => ({
  bajo: texto,
  valor: texto,
  alto: texto,
  exacto: texto.replaceAll(",", ""),
  fijo: true,
});

export function cifraFalsa(
  unidad: string,
  valor: string | null,
  mas: Partial<CifraExplicada> = {},
): CifraExplicada {
  return {
    estado: valor === null ? "sin_dato" : "calculada",
    valor: valor === null ? null : rango(valor),
    conocido: null,
    unidad,
    formula: "suma de las líneas que se incluyen",
    insumos: [],
    faltan: [],
    nota: null,
    diferencia: null,
    ...mas,
  };
}

const faltaDe = (codigo: string) => ({
  que: `Falta el parámetro «${CONOCIDOS.find((c) => c.codigo === codigo)?.nombre ?? codigo}».`,
  parametro: codigo,
  entidad: null,
  campo: null,
});

const centesimosDe = (texto: string) => {
  const [enteros = "0", fraccion = ""] = texto.split(".");
  return Number(enteros) * 100 + Number(fraccion.padEnd(2, "0").slice(0, 2));
};

const SOLICITUDES = 400;

/** The costs with the parameters written so far. */
export function costosDeMuestra(
  tramite: string,
  version: VersionPaso,
  valor: (codigo: string) => InsumoDto | null,
): CostosDto {
  const linea = (
    codigo: string,
    nombre: string,
    veces: number | null,
    parametro: string | null,
    mas: Partial<LineaDeCosto> & {
      horas?: CifraExplicada;
      viajes?: CifraExplicada;
    } = {},
  ): LineaDeCosto & { centesimos: number | null } => {
    const { horas = null, viajes = null, ...resto } = mas;
    const insumo = parametro === null ? null : valor(parametro);
    const uno =
      parametro === null
        ? veces
        : insumo === null
          ? null
          : Math.round(
              (centesimosDe(insumo.valor.exacto) * (veces ?? 1)) / 100,
            );
    const cifra = (por: number, formula: string) =>
      cifraFalsa("GTQ", uno === null ? null : mostrar(uno * por), {
        formula,
        insumos: insumo === null ? [] : [insumo],
        faltan: uno === null && parametro !== null ? [faltaDe(parametro)] : [],
      });
    return {
      codigo,
      nombre,
      lado: "persona",
      oportunidad: false,
      ...resto,
      caso: { dinero: cifra(1, `${nombre.toLowerCase()}`), horas, viajes },
      anio: {
        dinero: cifra(SOLICITUDES, "un caso × solicitudes del año"),
        horas: null,
        viajes: null,
      },
      centesimos: uno,
    };
  };
  const lineas = [
    linea("tiempo", "Tiempo en los pasos", 465, "valor_hora_persona", {
      oportunidad: true,
      horas: cifraFalsa("h", "4.65"),
    }),
    linea("pasajes", "Pasajes", 300, "pasaje", {
      viajes: cifraFalsa("viaje", "3"),
    }),
    linea("arancel", "Arancel", 10_000, null),
    linea("espera", "Espera de la respuesta", 2000, "costo_dia_espera", {
      oportunidad: true,
    }),
    linea("mano_de_obra", "Mano de obra", 2148, null, {
      lado: "institucion",
      horas: cifraFalsa("h", "0.40"),
    }),
  ];
  const total = (
    codigo: string,
    nombre: string,
    cuales: typeof lineas,
  ): LineaDeCosto => {
    const suma = cuales.reduce((a, l) => a + (l.centesimos ?? 0), 0);
    const faltan = cuales.flatMap((l) => l.caso.dinero.faltan);
    const cifra = (por: number) =>
      cifraFalsa("GTQ", faltan.length > 0 ? null : mostrar(suma * por), {
        faltan,
        conocido: faltan.length > 0 ? rango(mostrar(suma * por)) : null,
      });
    const deLaPersona = codigo !== "total_institucion";
    return {
      codigo,
      nombre,
      lado: deLaPersona ? "persona" : "institucion",
      oportunidad: codigo === "total_persona",
      caso: {
        dinero: cifra(1),
        horas: cifraFalsa("h", deLaPersona ? "4.65" : "0.40"),
        viajes: deLaPersona ? cifraFalsa("viaje", "3") : null,
      },
      anio: { dinero: cifra(SOLICITUDES), horas: null, viajes: null },
    };
  };
  const dePersona = lineas.filter((l) => l.lado === "persona");
  return {
    tramite,
    version,
    corte: CORTE,
    rutas: [
      {
        nombre: null,
        solicitudes: cifraFalsa("caso", String(SOLICITUDES)),
        lineas,
        totales: [
          total("total_persona", "Total de la persona", dePersona),
          total(
            "total_persona_sin",
            "Total de la persona, sin costo de oportunidad",
            dePersona.filter((l) => !l.oportunidad),
          ),
          total(
            "total_institucion",
            "Total de la institución",
            lineas.filter((l) => l.lado === "institucion"),
          ),
        ],
        vigencia: [
          {
            codigo: "anual",
            nombre: "Por año de vigencia",
            cifra: cifraFalsa("GTQ", null),
          },
        ],
      },
    ],
    promedios: [],
    parametros_que_faltan: CONOCIDOS.filter(
      ({ codigo }) => valor(codigo) === null,
    ).map(({ codigo, nombre, para_que, unidades }) => ({
      codigo,
      nombre,
      para_que,
      unidades,
      lineas: 1,
    })),
    metodos: "Costo administrativo (versión 1)",
    redondeo: REDONDEO,
  };
}

const paso = (
  numero: number,
  texto: string,
  mas: Partial<PasoDeFlujo>,
): PasoDeFlujo => ({
  id: `paso-${numero}`,
  numero,
  texto,
  actor: "institucion",
  trabajo: rango("60.00"),
  espera: "0.00",
  veces: "1.00",
  esperado: "0.04",
  participacion: {
    numerador: "60",
    denominador: "4380",
    regla: "minutos esperados del paso / minutos esperados de todos los pasos",
    porcentaje: "1.4",
  },
  inicio: "0",
  fin: "0.04",
  holgura: "0.00",
  critico: true,
  ...mas,
});

/** A flow with a step that waits three days. */
export function flujoDeMuestra(
  tramite: string,
  version: VersionPaso,
): FlujoDto {
  const vacio = version === "propuesta";
  return {
    tramite,
    version,
    desde: CORTE,
    corte: CORTE,
    metodos: "Flujo (versión 1)",
    redondeo: REDONDEO,
    rutas: [
      {
        nombre: null,
        proceso: cifraFalsa("h", vacio ? null : "2.00"),
        ciclo: cifraFalsa("dia_calendario", vacio ? null : "3.08"),
        eficiencia: vacio
          ? null
          : {
              numerador: "120",
              denominador: "4440",
              regla: "minutos de trabajo / minutos de principio a fin",
              porcentaje: "2.7",
            },
        pasos: vacio
          ? []
          : [
              paso(1, "Recibir la solicitud", {}),
              paso(2, "Revisar y firmar la resolución", {
                espera: "4,320.00",
                esperado: "3.04",
                inicio: "0.04",
                fin: "3.08",
                participacion: {
                  numerador: "4380",
                  denominador: "4440",
                  regla: "",
                  porcentaje: "98.6",
                },
              }),
            ],
        caminos: vacio
          ? []
          : [
              {
                desde: 2,
                resultado: "no cumple: paso 1",
                hacia: 1,
                porcentaje: "20.0",
              },
            ],
        cuello: vacio ? null : 2,
        rutas_criticas: vacio ? [] : [[1, 2]],
        simulacion: vacio
          ? null
          : {
              semilla: 1,
              corridas: 1000,
              media: "3.10",
              p50: "3.08",
              p90: "3.08",
              minimo: "3.08",
              maximo: "9.25",
              error_estandar: "0.0200",
              diferencia: "0.65",
              concuerda: true,
              explicacion:
                "La media de la simulación queda cerca del valor de la fórmula.",
            },
        plazos: [],
        estimacion: null,
        termina: vacio ? null : "2026-11-23",
        sin_fecha: vacio ? "Falta el tiempo de algún paso." : null,
        notas: [],
      },
    ],
  };
}

export function costosFalsos({ nuevoId, operar, hecho }: Muestra): Respuestas {
  const escritos: ParametroDto[] = [];
  const vigente = (codigo: string) =>
    escritos.findLast((p) => p.codigo === codigo);
  const insumo = (codigo: string): InsumoDto | null => {
    const p = vigente(codigo);
    return p === undefined
      ? null
      : {
          nombre: p.nombre,
          valor: rango(p.valor),
          unidad: p.unidad,
          fuente: p.fuente,
          fecha: p.fecha,
          confianza: p.confianza,
          quien: p.quien,
          cuando: p.cuando,
        };
  };
  return {
    parametros: () => ({
      parametros: escritos
        .map((p) => ({ ...p, vigente: vigente(p.codigo) === p }))
        .toReversed(),
      conocidos: CONOCIDOS,
      minutos_mes: "10560",
    }),
    costos_de_tramite: ({ id, version }) =>
      costosDeMuestra(id, version, insumo),
    flujo_de_tramite: ({ id, version }) => flujoDeMuestra(id, version),
    anotar_parametro: (pide: AnotarParametro) => {
      const id = nuevoId();
      const p: ParametroDto = {
        id,
        codigo: pide.codigo,
        nombre: pide.nombre ?? pide.codigo,
        valor: pide.valor,
        valor_bajo: null,
        valor_alto: null,
        unidad: pide.unidad,
        fuente: pide.fuente,
        fecha: pide.fecha,
        confianza: pide.confianza,
        tramite: pide.tramite ?? null,
        quien: "Ana López",
        cuando: "2026-11-20T16:42:00Z",
        vigente: true,
      };
      operar(
        "Anotó un parámetro de los cálculos",
        null,
        9,
        () => escritos.push(p),
        () => escritos.splice(escritos.indexOf(p), 1),
      );
      return hecho({ ids: [id] }, [{ entidad: "otro", id }]);
    },
  };
}
