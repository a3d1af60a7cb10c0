/** What each method shows: which figures, with which words, and which inputs they come from. */
import { cuantos } from "../../textos/formatos";
import type { Metodo } from "./entradas";
import {
  cifraEn,
  comoLista,
  comoObjeto,
  en,
  enPalabras,
  fechaEn,
  filasEn,
  textoEn,
} from "./lectura";
import type { FilaDeResultado } from "./lectura";

export interface CifraPorMostrar {
  ruta: string;
  titulo: string;
  formula: string;
  /** Places of the inputs it comes from; all of them when it is not said. */
  de?: ReadonlyArray<string>;
}

export interface ColumnaPorMostrar {
  titulo: string;
  /** Inside the row. */
  ruta: string;
  /** A figure that explains itself, or words. */
  formula?: string;
  palabra?: (fila: FilaDeResultado) => string;
  aLaDerecha?: boolean;
}

export type Bloque =
  | { clase: "cifras"; titulo: string; cifras: ReadonlyArray<CifraPorMostrar> }
  | {
      clase: "tabla";
      titulo: string;
      filas: ReadonlyArray<FilaDeResultado>;
      /** The one that names the row. */
      nombre: ColumnaPorMostrar;
      columnas: ReadonlyArray<ColumnaPorMostrar>;
      de: (fila: FilaDeResultado) => ReadonlyArray<string>;
      pie?: string;
    }
  | { clase: "frase"; tono: "informa" | "aviso" | "bien"; texto: string }
  | { clase: "pareto" }
  | { clase: "actividades" };

export interface Presentacion {
  /** The finding, in a sentence. */
  hallazgo: (r: unknown) => string;
  bloques: (r: unknown, entrada: unknown) => ReadonlyArray<Bloque>;
}

const c = (
  ruta: string,
  titulo: string,
  formula: string,
  de?: ReadonlyArray<string>,
): CifraPorMostrar => ({
  ruta,
  titulo,
  formula,
  ...(de === undefined ? {} : { de }),
});
const col = (
  ruta: string,
  titulo: string,
  formula: string,
): ColumnaPorMostrar => ({
  ruta,
  titulo,
  formula,
});
const dice = (
  titulo: string,
  palabra: (fila: FilaDeResultado) => string,
  aLaDerecha = false,
): ColumnaPorMostrar => ({ ruta: titulo, titulo, palabra, aLaDerecha });
const texto = (
  ruta: string,
  titulo: string,
  aLaDerecha = false,
): ColumnaPorMostrar => ({
  ruta,
  titulo,
  palabra: ({ valor }) => textoEn(valor, ruta) || "—",
  aLaDerecha,
});
const CODIGO = texto("codigo", "Código");
const cifra = (r: unknown, ruta: string): string => {
  const hallada = cifraEn(r, ruta);
  return hallada === null ? "sin dato" : enPalabras(hallada);
};
const textos = (v: unknown): string[] => comoLista(v).map(String);
/** Place in the input of the row with a code. */
const lugarDe = (entrada: unknown, lista: string, codigo: string): string => {
  const i = comoLista(en(entrada, lista)).findIndex(
    (f) => textoEn(f, "codigo") === codigo,
  );
  return `${lista}[${i}]`;
};
const todas = (r: unknown, cifras: ReadonlyArray<CifraPorMostrar>) =>
  cifras.filter(({ ruta }) => cifraEn(r, ruta) !== null);
const cifras = (
  r: unknown,
  titulo: string,
  lista: ReadonlyArray<CifraPorMostrar>,
): Bloque[] => {
  const hay = todas(r, lista);
  return hay.length === 0 ? [] : [{ clase: "cifras", titulo, cifras: hay }];
};

/** Names of the rows above one, for tables of rows inside rows. */
const padre = (r: unknown, lista: string): ColumnaPorMostrar =>
  dice("De", ({ indices }) =>
    textoEn(r, `${lista}[${indices[0] ?? 0}].codigo`),
  );

const TIEMPO_TEMPRANO: ReadonlyArray<ColumnaPorMostrar> = [
  col(
    "inicio_temprano",
    "Inicio temprano",
    "El mayor fin temprano de las actividades de las que depende; 0 si no depende de ninguna.",
  ),
  col("fin_temprano", "Fin temprano", "Inicio temprano más la duración."),
  col("inicio_tardio", "Inicio tardío", "Fin tardío menos la duración."),
  col(
    "fin_tardio",
    "Fin tardío",
    "El menor inicio tardío de las que siguen; el final de todo si no sigue ninguna.",
  ),
  col(
    "holgura_total",
    "Holgura total",
    "Inicio tardío menos inicio temprano: lo que puede esperar sin atrasar el final.",
  ),
  col(
    "holgura_libre",
    "Holgura libre",
    "Lo que puede esperar sin mover a las que siguen.",
  ),
];
const CRITICA = dice("Ruta", ({ valor }) =>
  en(valor, "critica") === true ? "Crítica" : "Con holgura",
);
const rutas = (r: unknown): string =>
  comoLista(en(r, "rutas_criticas"))
    .map((ruta) => textos(ruta).join("-"))
    .join(" y ");

function deAhp(
  r: unknown,
  prefijo: string,
  titulo: string,
  entrada: string,
): Bloque[] {
  const de = () => [entrada];
  const revisar = comoObjeto(en(r, `${prefijo}.por_revisar`));
  const ambos = [revisar["a"], revisar["b"]].map((x) =>
    typeof x === "string" ? x : "",
  );
  return [
    {
      clase: "tabla",
      titulo: `Prioridades: ${titulo}`,
      filas: filasEn(r, `${prefijo}.elementos[]`),
      nombre: CODIGO,
      columnas: [
        texto("posicion", "Posición", true),
        col(
          "prioridad",
          "Prioridad",
          "Parte de cada elemento en el total, según las comparaciones. Todas suman 1.",
        ),
      ],
      de,
    },
    {
      clase: "cifras",
      titulo: `Consistencia: ${titulo}`,
      cifras: [
        c(
          `${prefijo}.lambda_max`,
          "λ máximo",
          "Promedio de lo que dan las comparaciones multiplicadas por las prioridades, entre cada prioridad.",
          [entrada],
        ),
        c(
          `${prefijo}.ci`,
          "Índice de consistencia (CI)",
          "(λ máximo − n) / (n − 1), con n elementos.",
          [entrada],
        ),
        c(
          `${prefijo}.cr`,
          "Razón de consistencia (CR)",
          `CI entre el índice al azar de Saaty, ${textoEn(r, `${prefijo}.ri`)}. Hasta 0.10 los juicios son consistentes.`,
          [entrada],
        ),
      ],
    },
    en(r, `${prefijo}.consistente`) === true
      ? { clase: "frase", tono: "bien", texto: "Los juicios son consistentes." }
      : {
          clase: "frase",
          tono: "aviso",
          texto: `Los juicios se contradicen. El par que más se aparta es ${ambos[0] ?? ""} frente a ${ambos[1] ?? ""}: revíselo primero.`,
        },
    ...(comoLista(en(r, `${prefijo}.dispersion`)).length === 0
      ? []
      : [
          {
            clase: "tabla" as const,
            titulo: `Desacuerdo entre personas: ${titulo}`,
            filas: filasEn(r, `${prefijo}.dispersion[]`),
            nombre: dice(
              "Par",
              ({ valor }) =>
                `${textoEn(valor, "a")} frente a ${textoEn(valor, "b")}`,
            ),
            columnas: [
              texto("minimo", "Mínimo", true),
              texto("maximo", "Máximo", true),
              texto("media_geometrica", "Media del grupo", true),
              texto("razon_max_min", "Máximo entre mínimo", true),
            ],
            de,
          },
        ]),
  ];
}

const MODO: Readonly<Record<string, string>> = {
  sin_redondear: "sin redondear",
  tasa_redondeada: "con la tarifa redondeada",
};
const SECCION: Readonly<Record<string, string>> = {
  filas: "Filas que multiplican",
  sumas: "Sumas",
  porcentajes: "Porcentajes",
  repartos: "Repartos",
};
const NODO: Readonly<Record<string, string>> = {
  tarea: "Paso",
  secuencia: "Uno después de otro",
  and: "A la vez",
  xor: "Decisión",
  retrabajo: "Retrabajo",
};

export const PRESENTACIONES: Readonly<Record<Metodo, Presentacion>> = {
  costo_administrativo: {
    hallazgo: (r) =>
      `Cuesta ${cifra(r, "total.costo_anual")} al año y ocupa ${cifra(r, "total.horas_anuales")}`,
    bloques: (r) => [
      ...cifras(r, "Total del año", [
        c(
          "total.costo_anual",
          "Costo",
          "Suma del costo de cada obligación: precio por cantidad.",
        ),
        c(
          "total.horas_anuales",
          "Horas",
          "Suma de las horas de cada obligación por su cantidad.",
        ),
        c(
          "total.viajes_anuales",
          "Viajes",
          "Suma de los viajes de cada obligación por su cantidad.",
        ),
        c(
          "total.carga_anual",
          "Carga que la norma agrega",
          "Como el costo, sin la parte que se haría de todos modos.",
        ),
        c(
          "sensibilidad.costo_anual_bajo",
          "Costo con menos casos",
          "Costo por (1 − variación de la cantidad).",
        ),
        c(
          "sensibilidad.costo_anual_alto",
          "Costo con más casos",
          "Costo por (1 + variación de la cantidad).",
        ),
      ]),
      {
        clase: "tabla",
        titulo: "Cada obligación",
        filas: filasEn(r, "obligaciones[]"),
        nombre: CODIGO,
        columnas: [
          col(
            "cantidad",
            "Cantidad",
            "Personas o empresas × veces al año × parte que cumple.",
          ),
          col(
            "precio",
            "Precio",
            "Suma de lo que cuesta cada actividad, una vez.",
          ),
          col("costo_anual", "Costo del año", "Precio × cantidad."),
          col(
            "horas_anuales",
            "Horas del año",
            "Horas de sus actividades × cantidad.",
          ),
          col(
            "viajes_anuales",
            "Viajes del año",
            "Viajes de sus actividades × cantidad.",
          ),
          col(
            "carga_anual",
            "Carga del año",
            "Costo de cada actividad × (1 − lo que se haría igual) × cantidad.",
          ),
        ],
        de: ({ indices }) => [`obligaciones[${indices[0]}]`],
      },
      {
        clase: "tabla",
        titulo: "Cada actividad",
        filas: filasEn(r, "obligaciones[].actividades[]"),
        nombre: CODIGO,
        columnas: [
          padre(r, "obligaciones"),
          col(
            "tarifa_cargada",
            "Tarifa usada",
            `Tarifa por hora × (1 + gastos generales), ${MODO[textoEn(r, "modo_tasa")] ?? ""}.`,
          ),
          col("horas", "Horas", "Horas escritas, o minutos entre 60."),
          col(
            "costo_unitario",
            "Costo de una vez",
            "Tarifa usada × horas + pagos a otros.",
          ),
          col(
            "costo_anual",
            "Costo del año",
            "Costo de una vez × cantidad de la obligación.",
          ),
          col(
            "horas_anuales",
            "Horas del año",
            "Horas × cantidad de la obligación.",
          ),
          col(
            "viajes_anuales",
            "Viajes del año",
            "Viajes × cantidad de la obligación.",
          ),
        ],
        de: ({ indices: [i, j] }) => [
          `obligaciones[${i}].actividades[${j}]`,
          `obligaciones[${i}].poblacion`,
          `obligaciones[${i}].frecuencia_anual`,
          `obligaciones[${i}].cumplimiento`,
          "modo_tasa",
          "decimales_tasa",
        ],
      },
    ],
  },
  ces: {
    hallazgo: (r) =>
      `Le cuesta a la sociedad ${cifra(r, "total.total")} al año; ${cifra(r, "participacion_requisitos")} es por los requisitos`,
    bloques: (r) => [
      ...cifras(r, "Total del año", [
        c(
          "total.total",
          "Costo económico social",
          "Suma de requisitos y espera de todas las modalidades.",
        ),
        c(
          "total.requisitos",
          "Requisitos",
          "Casos × Σ (horas × valor de la hora + gastos).",
        ),
        c(
          "total.espera",
          "Espera",
          "Casos × días × costo de un día, solo si la espera detiene la actividad.",
        ),
        c(
          "participacion_requisitos",
          "Parte de los requisitos",
          "Requisitos entre el total.",
        ),
        c(
          "participacion_espera",
          "Parte de la espera",
          "Espera entre el total.",
        ),
        c(
          "total.cantidad_modalidades",
          "Modalidades",
          "Las detalladas cuentan una; las declaradas, las que dicen.",
        ),
        c(
          "por_modalidad",
          "Por modalidad",
          "Total entre la cantidad de modalidades.",
        ),
        c(
          "promedio_simple",
          "Promedio simple por caso",
          "Promedio del costo por caso de cada modalidad detallada.",
        ),
        c(
          "promedio_ponderado",
          "Promedio ponderado por caso",
          "Costo total de las detalladas entre sus casos.",
        ),
        c("total.horas_anuales", "Horas", "Σ horas de los requisitos × casos."),
        c(
          "total.viajes_anuales",
          "Viajes",
          "Σ viajes de los requisitos × casos.",
        ),
        c(
          "total.gastos_directos_anuales",
          "Gastos directos",
          "Σ gastos de los requisitos × casos.",
        ),
      ]),
      {
        clase: "tabla",
        titulo: "Cada modalidad",
        filas: filasEn(r, "modalidades[]"),
        nombre: CODIGO,
        columnas: [
          dice("Datos", ({ valor }) =>
            textoEn(valor, "origen") === "declarado"
              ? "Totales declarados"
              : "Detallada",
          ),
          col(
            "requisitos",
            "Requisitos",
            "Casos × Σ (horas × valor de la hora + gastos).",
          ),
          col(
            "espera",
            "Espera",
            "Casos × días × costo de un día, solo si detiene la actividad.",
          ),
          col("total", "Total", "Requisitos más espera."),
          col("por_caso", "Por caso", "Total entre los casos del año."),
          col(
            "volumen_anual",
            "Casos",
            "Los casos del año, como se escribieron.",
          ),
          col("horas_anuales", "Horas", "Σ horas × casos."),
          col("viajes_anuales", "Viajes", "Σ viajes × casos."),
          col("gastos_directos_anuales", "Gastos", "Σ gastos × casos."),
        ],
        de: ({ indices }) => [`modalidades[${indices[0]}]`, "parametros"],
      },
    ],
  },
  abc: {
    hallazgo: (r) =>
      `Un caso le cuesta a la institución ${cifra(r, "costo_por_caso")}`,
    bloques: (r, entrada) => [
      ...cifras(r, "Un caso", [
        c(
          "costo_por_caso",
          "Costo por caso",
          "Mano de obra + lo que consume + su parte de los costos repartidos.",
        ),
        c(
          "mano_de_obra",
          "Mano de obra",
          "Suma de minutos × tarifa por minuto de cada paso.",
          ["pasos", "puestos", "minutos_mes", "modo_tasa", "decimales_tasa"],
        ),
        c(
          "identificables",
          "Lo que consume",
          "Suma de cantidad × costo de cada uno.",
          ["identificables"],
        ),
        c(
          "no_identificables",
          "Costos repartidos",
          "Suma de costo del año × parte / total, entre los casos del año.",
          ["no_identificables", "volumen_anual"],
        ),
        c("costo_anual", "Costo del año", "Costo por caso × casos al año."),
      ]),
      {
        clase: "tabla",
        titulo: "Cada paso",
        filas: filasEn(r, "pasos[]"),
        nombre: CODIGO,
        columnas: [
          texto("puesto", "Puesto"),
          col("minutos", "Minutos", "Minutos × veces."),
          col("costo", "Costo", "Minutos × tarifa por minuto del puesto."),
        ],
        de: ({ indices, valor }) => [
          `pasos[${indices[0]}]`,
          lugarDe(entrada, "puestos", textoEn(valor, "puesto")),
          "minutos_mes",
        ],
      },
      {
        clase: "tabla",
        titulo: "Cada puesto",
        filas: filasEn(r, "puestos[]"),
        nombre: CODIGO,
        columnas: [
          col(
            "tarifa_minuto",
            "Tarifa exacta",
            "La escrita, o (sueldo + prestaciones + aportes) / minutos del mes.",
          ),
          col(
            "tarifa_usada",
            "Tarifa usada",
            `La exacta, ${MODO[textoEn(r, "modo_tasa")] ?? ""}.`,
          ),
        ],
        de: ({ indices }) => [
          `puestos[${indices[0]}]`,
          "minutos_mes",
          "modo_tasa",
          "decimales_tasa",
        ],
      },
    ],
  },
  antes_despues: {
    hallazgo: (r) => {
      const filas = comoLista(en(r, "medidas"));
      const mejora = filas.filter(
        (_, i) => Number(en(r, `medidas[${i}].diferencia.valor`)) > 0,
      );
      return filas.length > 0
        ? `${mejora.length === 1 ? "Se reduce 1" : `Se reducen ${mejora.length}`} de ${cuantos(filas.length, "medida", "medidas")}`
        : `Se ahorran ${cifra(r, "cargas.ahorro_total")} al año`;
    },
    bloques: (r) => [
      ...(comoLista(en(r, "medidas")).length === 0
        ? []
        : [
            {
              clase: "tabla" as const,
              titulo: "Cada medida",
              filas: filasEn(r, "medidas[]"),
              nombre: CODIGO,
              columnas: [
                col("antes", "Antes", "Como se escribió."),
                col("despues", "Después", "Como se escribió."),
                col(
                  "diferencia",
                  "Diferencia",
                  "Antes menos después: positiva es una reducción.",
                ),
                col("porcentaje", "Reducción", "(antes − después) / antes."),
                dice("Cambio", ({ valor }) => {
                  const d = Number(textoEn(valor, "diferencia.valor"));
                  return d > 0 ? "Mejora" : d < 0 ? "Empeora" : "Igual";
                }),
                col("total_antes", "Total antes", "Antes × transacciones."),
                col(
                  "total_despues",
                  "Total después",
                  "Después × transacciones.",
                ),
                col("ahorro_total", "Ahorro", "Diferencia × transacciones."),
              ],
              de: ({ indices }: FilaDeResultado) => [
                `medidas[${indices[0]}]`,
                "transacciones",
              ],
              pie: "Lo previsto y lo medido no van en la misma columna.",
            },
            ...(filasEn(r, "medidas[]").some(
              ({ valor }) =>
                comoObjeto(en(valor, "normalizado"))["anual_antes"] !==
                undefined,
            )
              ? [
                  {
                    clase: "tabla" as const,
                    titulo: "Por años de vigencia",
                    filas: filasEn(r, "medidas[]").filter(
                      ({ valor }) =>
                        cifraEn(valor, "normalizado.anual_antes") !== null,
                    ),
                    nombre: CODIGO,
                    columnas: [
                      col(
                        "normalizado.anual_antes",
                        "Al año, antes",
                        "Costo entre los años de vigencia de antes.",
                      ),
                      col(
                        "normalizado.anual_despues",
                        "Al año, después",
                        "Costo entre los años de vigencia de después.",
                      ),
                      col(
                        "normalizado.diez_anios_antes",
                        "En diez años, antes",
                        "Costo × 10 / años de vigencia de antes.",
                      ),
                      col(
                        "normalizado.diez_anios_despues",
                        "En diez años, después",
                        "Costo × 10 / años de vigencia de después.",
                      ),
                      col(
                        "normalizado.porcentaje",
                        "Reducción",
                        "(anual antes − anual después) / anual antes.",
                      ),
                    ],
                    de: ({ indices }: FilaDeResultado) => [
                      `medidas[${indices[0]}]`,
                    ],
                  },
                ]
              : []),
          ]),
      ...cifras(r, "Estimación rápida con la tabla de cargas", [
        c(
          "cargas.unitario_antes",
          "Una vez, antes",
          "Suma de cantidad × costo de cada carga de antes.",
          ["cargas.tabla", "cargas.antes"],
        ),
        c(
          "cargas.unitario_despues",
          "Una vez, después",
          "Suma de cantidad × costo de cada carga de después.",
          ["cargas.tabla", "cargas.despues"],
        ),
        c(
          "cargas.total_antes",
          "Al año, antes",
          "Una vez × veces al año × personas o empresas.",
          ["cargas"],
        ),
        c(
          "cargas.total_despues",
          "Al año, después",
          "Una vez × veces al año × personas o empresas.",
          ["cargas"],
        ),
        c(
          "cargas.ahorro_total",
          "Ahorro",
          "Al año antes menos al año después.",
          ["cargas"],
        ),
        c("cargas.porcentaje", "Reducción", "Ahorro entre el costo de antes.", [
          "cargas",
        ]),
      ]),
    ],
  },
  ponderado: {
    hallazgo: (r) => {
      const primeros = textos(en(r, "primeros"));
      if (primeros.length === 0) return "Ninguna alternativa se puede comparar";
      return primeros.length === 1
        ? `«${primeros[0]}» queda en primer lugar`
        : `${primeros.join(" y ")} empatan en el primer lugar`;
    },
    bloques: (r, entrada) => {
      const s = comoObjeto(en(r, "sensibilidad"));
      const criterios = comoLista(en(entrada, "criterios")).map((x) =>
        textoEn(x, "codigo"),
      );
      const empates = comoLista(en(r, "empates")).map((g) =>
        textos(g).join(", "),
      );
      return [
        {
          clase: "tabla",
          titulo: "Orden de las alternativas",
          filas: filasEn(r, "alternativas[]"),
          nombre: CODIGO,
          columnas: [
            dice(
              "Posición",
              ({ valor }) => textoEn(valor, "posicion") || "No comparable",
              true,
            ),
            col(
              "puntaje",
              "Puntaje",
              "Σ peso × puntaje, entre la suma de los pesos con dato.",
            ),
            ...criterios.map((codigo) =>
              dice(
                `Aporte de ${codigo}`,
                ({ valor }) => {
                  const aporte = comoObjeto(en(valor, "aportes"))[codigo];
                  return typeof aporte === "string" ? aporte : "Sin dato";
                },
                true,
              ),
            ),
            col(
              "completitud",
              "Datos",
              "Criterios con dato entre criterios. Con menos de 60 % no se compara.",
            ),
          ],
          de: ({ valor }) => [
            "criterios",
            lugarDe(entrada, "alternativas", textoEn(valor, "codigo")),
          ],
        },
        ...(empates.length === 0
          ? []
          : [
              {
                clase: "frase" as const,
                tono: "informa" as const,
                texto: `Empates: ${empates.join("; ")}.`,
              },
            ]),
        ...(s["cambio"] === undefined
          ? []
          : [
              {
                clase: "frase" as const,
                tono: "informa" as const,
                texto: `Para que ${String(s["rival"])} alcance el primer lugar basta que el peso de ${String(s["criterio"])} pase de ${String(s["peso_actual"])} a ${String(s["peso_critico"])}, con los demás ajustados en proporción.`,
              },
              ...cifras(r, "Sensibilidad", [
                c(
                  "sensibilidad.cambio",
                  `Cambio del peso de ${String(s["criterio"])}`,
                  "El menor cambio de un solo peso con el que otra alternativa alcanza el primer lugar, ajustando los demás en proporción.",
                ),
              ]),
            ]),
      ];
    },
  },
  ahp: {
    hallazgo: (r) => {
      const filas = filasEn(r, "criterios.elementos[]");
      const primero = filas.find(
        ({ valor }) => textoEn(valor, "posicion") === "1",
      );
      return en(r, "criterios.consistente") === true
        ? `«${textoEn(primero?.valor, "codigo")}» es lo que más pesa: ${cifra(primero?.valor, "prioridad")}`
        : "Los juicios se contradicen: revíselos antes de usar los pesos";
    },
    bloques: (r) => [
      ...deAhp(r, "criterios", "criterios", "criterios"),
      ...(comoObjeto(en(r, "alternativas"))["global"] === undefined
        ? []
        : [
            {
              clase: "tabla" as const,
              titulo: "Orden de las alternativas",
              filas: filasEn(r, "alternativas.global[]"),
              nombre: CODIGO,
              columnas: [
                texto("posicion", "Posición", true),
                col(
                  "prioridad",
                  "Prioridad",
                  "Σ peso del criterio × prioridad de la alternativa en él.",
                ),
              ],
              de: () => ["criterios", "alternativas"],
            },
            ...Object.keys(
              comoObjeto(en(r, "alternativas.por_criterio")),
            ).flatMap((codigo) =>
              deAhp(
                r,
                `alternativas.por_criterio.${codigo}`,
                `según ${codigo}`,
                `alternativas.por_criterio.${codigo}`,
              ),
            ),
          ]),
    ],
  },
  pareto: {
    hallazgo: (r) => {
      const n = comoLista(en(r, "vitales")).length;
      const parte = cifra(r, `elementos[${n - 1}].acumulado_porcentaje`);
      return `${n === 1 ? "1 elemento hace" : `${n} elementos hacen`} ${parte} del total`;
    },
    bloques: (r, entrada) => [
      { clase: "pareto" },
      {
        clase: "tabla",
        titulo: "De mayor a menor",
        filas: filasEn(r, "elementos[]"),
        nombre: CODIGO,
        columnas: [
          col("monto", "Cantidad", "Como se escribió."),
          col("participacion", "Parte del total", "Cantidad entre el total."),
          col("acumulado", "Acumulado", "Suma hasta este elemento."),
          col(
            "acumulado_porcentaje",
            "Acumulado, en porcentaje",
            "Acumulado entre el total.",
          ),
          texto("clase", "Clase"),
        ],
        de: ({ valor }) => [
          lugarDe(entrada, "elementos", textoEn(valor, "codigo")),
          "elementos",
          "umbrales",
        ],
      },
      ...cifras(r, "Total", [
        c("total", "Total", "Suma de todas las cantidades."),
      ]),
    ],
  },
  flujo: {
    hallazgo: (r) =>
      `Un caso tarda ${cifra(r, "ciclo")} en promedio; ${cifra(r, "eficiencia")} es trabajo`,
    bloques: (r) => [
      ...cifras(r, "Valor esperado", [
        c(
          "ciclo",
          "Tiempo total",
          "Una secuencia suma; una decisión suma cada rama por su probabilidad; varias a la vez toman la mayor; un retrabajo divide entre 1 menos su probabilidad.",
        ),
        c(
          "proceso",
          "Tiempo de trabajo",
          "Las mismas reglas, solo con el trabajo.",
        ),
        c(
          "eficiencia",
          "Eficiencia",
          "Horas de trabajo entre horas de tiempo total.",
        ),
      ]),
      {
        clase: "tabla",
        titulo: "Cada parte del proceso",
        filas: filasEn(r, "nodos[]"),
        nombre: dice(
          "Parte",
          ({ valor }) =>
            textoEn(valor, "codigo") || (NODO[textoEn(valor, "tipo")] ?? ""),
        ),
        columnas: [
          dice("Tipo", ({ valor }) => NODO[textoEn(valor, "tipo")] ?? ""),
          col(
            "proceso",
            "Trabajo",
            "Según las reglas del flujo, solo el trabajo.",
          ),
          col(
            "ciclo",
            "Tiempo total",
            "Según las reglas del flujo, con la espera.",
          ),
        ],
        de: ({ valor }) => [
          textoEn(valor, "ruta"),
          "unidad_proceso",
          "unidad_ciclo",
          "horas_por_dia",
        ],
      },
      ...cifras(r, "Simulación", [
        c(
          "simulacion.media",
          "Promedio simulado",
          "Promedio de todas las corridas.",
        ),
        c(
          "simulacion.p50",
          "La mitad tarda hasta",
          "Valor que deja la mitad de las corridas por debajo.",
        ),
        c(
          "simulacion.p90",
          "Nueve de cada diez tardan hasta",
          "Valor que deja nueve de cada diez corridas por debajo.",
        ),
        c("simulacion.minimo", "La más corta", "La corrida que menos tardó."),
        c("simulacion.maximo", "La más larga", "La corrida que más tardó."),
        c(
          "simulacion.error_estandar",
          "Error estándar",
          "Desviación de las corridas entre la raíz de cuántas son.",
        ),
        c(
          "simulacion.diferencia",
          "Diferencia con la fórmula",
          "|promedio simulado − valor esperado| / valor esperado.",
        ),
      ]),
      ...(comoObjeto(en(r, "simulacion"))["concuerda"] === true
        ? [
            {
              clase: "frase" as const,
              tono: "bien" as const,
              texto: "La fórmula y la simulación concuerdan.",
            },
          ]
        : []),
    ],
  },
  cpm: {
    hallazgo: (r) =>
      `Se termina en ${cifra(r, "duracion_total")}; la ruta crítica es ${rutas(r)}`,
    bloques: (r) => [
      { clase: "actividades" },
      ...cifras(r, "Todo el plan", [
        c(
          "duracion_total",
          "Duración total",
          "El mayor fin temprano de todas las actividades.",
        ),
      ]),
      {
        clase: "tabla",
        titulo: "Cada actividad",
        filas: filasEn(r, "actividades[]"),
        nombre: CODIGO,
        columnas: [
          CRITICA,
          col("duracion", "Duración", "Como se escribió."),
          ...TIEMPO_TEMPRANO,
        ],
        de: ({ indices }) => [`actividades[${indices[0]}]`],
      },
    ],
  },
  pert: {
    hallazgo: (r) =>
      `Se espera terminar en ${cifra(r, "duracion_esperada")}; la ruta crítica es ${rutas(r)}`,
    bloques: (r) => {
      const rutasEn = filasEn(r, "rutas[]");
      const plazos = comoLista(en(r, "probabilidad_conjunta"));
      return [
        { clase: "actividades" },
        ...cifras(r, "Todo el plan", [
          c(
            "duracion_esperada",
            "Duración esperada",
            "Suma de las duraciones esperadas de la ruta más larga.",
          ),
          c(
            "desviacion",
            "Desviación",
            "Raíz de la suma de las varianzas de esa ruta.",
          ),
          ...plazos.map((p, i) =>
            c(
              `probabilidad_conjunta[${i}].probabilidad`,
              `Probabilidad de terminar en ${textoEn(p, "plazo")}`,
              "Producto de la probabilidad de cada ruta. Supone que las rutas son independientes.",
            ),
          ),
        ]),
        {
          clase: "tabla",
          titulo: "Cada actividad",
          filas: filasEn(r, "actividades[]"),
          nombre: CODIGO,
          columnas: [
            CRITICA,
            col("duracion", "Duración esperada", "(a + 4m + b) / 6."),
            texto("varianza", "Varianza", true),
            ...TIEMPO_TEMPRANO,
          ],
          de: ({ indices }) => [`actividades[${indices[0]}]`],
        },
        {
          clase: "tabla",
          titulo: "Cada ruta",
          filas: rutasEn,
          nombre: dice("Ruta", ({ valor }) =>
            textos(en(valor, "actividades")).join("-"),
          ),
          columnas: [
            CRITICA,
            col(
              "duracion",
              "Duración",
              "Suma de las duraciones esperadas de sus actividades.",
            ),
            texto("varianza", "Varianza", true),
            col(
              "desviacion",
              "Desviación",
              "Raíz de la suma de las varianzas.",
            ),
            ...plazos.flatMap((p, i) => [
              {
                ...texto(
                  `probabilidades[${i}].z`,
                  `z para ${textoEn(p, "plazo")}`,
                  true,
                ),
              },
              col(
                `probabilidades[${i}].probabilidad`,
                `Probabilidad en ${textoEn(p, "plazo")}`,
                "Curva normal con z = (plazo − duración) / desviación.",
              ),
            ]),
          ],
          de: () => ["actividades", "plazos"],
        },
      ];
    },
  },
  little: {
    hallazgo: (r) =>
      textoEn(r, "calculado") === "tiempo"
        ? `Cada solicitud tarda ${cifra(r, "tiempo")}`
        : textoEn(r, "calculado") === "tasa"
          ? `Entran ${cifra(r, "tasa")}`
          : `Hay ${cifra(r, "trabajo_en_curso")} en curso`,
    bloques: (r) => [
      ...cifras(r, "Los tres datos", [
        c(
          "trabajo_en_curso",
          "Solicitudes en curso",
          "Las que entran en cada unidad de tiempo × lo que tardan.",
        ),
        c(
          "tasa",
          "Las que entran",
          "Solicitudes en curso entre lo que tardan.",
        ),
        c(
          "tiempo",
          "Lo que tarda cada una",
          "Solicitudes en curso entre las que entran.",
        ),
      ]),
      {
        clase: "frase",
        tono: "informa",
        texto: `Se calculó ${({ trabajo_en_curso: "cuántas hay en curso", tasa: "cuántas entran", tiempo: "cuánto tarda cada una" } as Readonly<Record<string, string>>)[textoEn(r, "calculado")] ?? ""}; los otros dos son los que se escribieron.`,
      },
    ],
  },
  avance_plan: {
    hallazgo: (r) =>
      `${textoEn(r, "conteo.terminadas")} de ${textoEn(r, "conteo.base")} medidas terminadas: ${cifra(r, "definiciones.terminadas")}`,
    bloques: (r) => [
      ...cifras(r, "Tres definiciones, que no se sustituyen", [
        c(
          "definiciones.terminadas",
          "Terminadas",
          "Terminadas entre medidas no abandonadas. A medias no es terminada.",
        ),
        c(
          "definiciones.avance_promedio",
          "Avance promedio declarado",
          "Suma de los avances declarados entre medidas no abandonadas.",
        ),
        c(
          "definiciones.verificadas",
          "Terminadas y verificadas",
          "Terminadas y verificadas entre medidas no abandonadas.",
        ),
        c(
          "acumulado.tasa",
          "A tiempo, acumulado",
          "Cumplidas hasta el final del último período entre las previstas hasta entonces.",
        ),
      ]),
      {
        clase: "frase",
        tono: "informa",
        texto: `De ${textoEn(r, "conteo.medidas")} medidas se abandonaron ${textoEn(r, "conteo.abandonadas")}; quedan ${textoEn(r, "conteo.base")} en la base, con ${textoEn(r, "conteo.pendientes")} pendientes.`,
      },
      ...(comoLista(en(r, "periodos")).length === 0
        ? []
        : [
            {
              clase: "tabla" as const,
              titulo: "Cada período",
              filas: filasEn(r, "periodos[]"),
              nombre: CODIGO,
              columnas: [
                dice("Desde", ({ valor }) => fechaEn(valor, "desde")),
                dice("Hasta", ({ valor }) => fechaEn(valor, "hasta")),
                texto("previstas", "Previstas", true),
                texto("cumplidas_antes", "Ya cumplidas antes", true),
                texto("previstas_cumplidas", "A tiempo", true),
                texto("anticipadas", "Anticipadas", true),
                texto("atrasadas_al_inicio", "Atrasadas al inicio", true),
                texto("atrasadas_cumplidas", "Atrasadas cumplidas", true),
                texto("atrasadas_al_final", "Atrasadas al final", true),
                col(
                  "tasa_periodo",
                  "Del período",
                  "Previstas cumplidas / (previstas − ya cumplidas antes).",
                ),
                col(
                  "tasa_recuperacion",
                  "De recuperación",
                  "Atrasadas cumplidas / atrasadas al inicio.",
                ),
                col(
                  "tasa_combinada",
                  "Combinada",
                  "(previstas cumplidas + atrasadas cumplidas) / (previstas − ya cumplidas antes + atrasadas al inicio).",
                ),
              ],
              de: ({ indices }: FilaDeResultado) => [
                `periodos[${indices[0]}]`,
                `conteos.periodos[${indices[0]}]`,
                "medidas",
              ],
            },
          ]),
    ],
  },
  auditoria: {
    hallazgo: (r) => {
      const n = comoLista(en(r, "hallazgos")).length;
      return n === 0
        ? "Todo lo revisado cuadra"
        : `Hay ${cuantos(n, "valor", "valores")} por revisar`;
    },
    bloques: (r) => {
      const revisadas = Object.entries(comoObjeto(en(r, "revisadas")))
        .filter(([, n]) => n !== 0)
        .map(
          ([seccion, n]) =>
            `${(SECCION[seccion] ?? seccion).toLowerCase()}: ${String(n)}`,
        );
      const reglas = filasEn(r, "reglas_por_fila[]");
      return [
        {
          clase: "frase",
          tono: "informa",
          texto: `Se revisó (${revisadas.join(", ")}). Están bien ${textoEn(r, "correctas")}. «Revisar» no es un error probado: una fila puede ser la suma de otras que no se copiaron.`,
        },
        ...(comoLista(en(r, "hallazgos")).length === 0
          ? []
          : [
              {
                clase: "tabla" as const,
                titulo: "Por revisar",
                filas: filasEn(r, "hallazgos[]"),
                nombre: dice("Qué pasa", ({ valor }) =>
                  textoEn(valor, "mensaje"),
                ),
                columnas: [
                  dice("Dónde", ({ valor }) =>
                    [
                      SECCION[textoEn(valor, "seccion")] ?? "",
                      textoEn(valor, "etiqueta"),
                      textoEn(valor, "fila") === ""
                        ? ""
                        : `fila ${textoEn(valor, "fila")}`,
                      textoEn(valor, "indice") === ""
                        ? ""
                        : `n.º ${Number(textoEn(valor, "indice")) + 1}`,
                    ]
                      .filter((x) => x !== "")
                      .join(" · "),
                  ),
                  dice(
                    "Escrito",
                    ({ valor }) => textoEn(valor, "encontrado") || "—",
                    true,
                  ),
                  col(
                    "esperado",
                    "Calculado",
                    "Se recalcula con los mismos decimales con que se escribió.",
                  ),
                  col(
                    "diferencia",
                    "Diferencia",
                    "Lo escrito menos lo calculado.",
                  ),
                ],
                de: ({ valor }: FilaDeResultado) => [
                  textoEn(valor, "indice") === ""
                    ? textoEn(valor, "seccion")
                    : `${textoEn(valor, "seccion")}[${textoEn(valor, "indice")}]`,
                ],
              },
            ]),
        ...(comoLista(en(r, "inferencias")).length === 0
          ? []
          : [
              {
                clase: "tabla" as const,
                titulo: "Numeradores posibles",
                filas: filasEn(r, "inferencias[]"),
                nombre: dice(
                  "Porcentaje",
                  ({ valor }) =>
                    textoEn(valor, "etiqueta") ||
                    `n.º ${Number(textoEn(valor, "indice")) + 1}`,
                ),
                columnas: [
                  dice(
                    "Números que dan ese porcentaje",
                    ({ valor }) =>
                      textos(en(valor, "candidatos")).join(", ") || "Ninguno",
                    true,
                  ),
                ],
                de: ({ valor }: FilaDeResultado) => [
                  `porcentajes[${textoEn(valor, "indice")}]`,
                ],
              },
            ]),
        ...(reglas.length === 0
          ? []
          : [
              {
                clase: "tabla" as const,
                titulo: "Con qué regla cuadra cada fila",
                filas: reglas,
                nombre: dice(
                  "Fila",
                  ({ indices }) => `n.º ${(indices[0] ?? 0) + 1}`,
                ),
                columnas: [
                  dice(
                    "Regla",
                    ({ valor }) =>
                      textos(valor)
                        .map((m) => MODO[m] ?? m)
                        .join(" o ") || "Ninguna",
                  ),
                ],
                de: ({ indices }: FilaDeResultado) => [`filas[${indices[0]}]`],
              },
            ]),
      ];
    },
  },
};
