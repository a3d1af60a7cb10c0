/** The thirteen methods and what each one asks for (`metodos.md` §3). */
import { codigosEn } from "./descripcion";
import type {
  CampoDeMetodo,
  ListaDeMetodo,
  NodoDeMetodo,
  Opcion,
} from "./descripcion";

export const METODOS = [
  "costo_administrativo",
  "ces",
  "abc",
  "antes_despues",
  "ponderado",
  "ahp",
  "pareto",
  "flujo",
  "cpm",
  "pert",
  "little",
  "avance_plan",
  "auditoria",
] as const;
export type Metodo = (typeof METODOS)[number];

type Resto = Partial<
  Omit<CampoDeMetodo, "clase" | "campo" | "etiqueta" | "tipo">
>;

const campo = (
  ruta: string | ReadonlyArray<string>,
  etiqueta: string,
  tipo: CampoDeMetodo["tipo"],
  resto: Resto = {},
): CampoDeMetodo => ({
  clase: "campo",
  campo: typeof ruta === "string" ? [ruta] : ruta,
  etiqueta,
  tipo,
  ...resto,
});
const numero = (
  ruta: string | ReadonlyArray<string>,
  etiqueta: string,
  resto: Resto = {},
) => campo(ruta, etiqueta, "numero", resto);
const OPCIONAL: Resto = { opcional: true };
const CODIGO = campo("codigo", "Código", "codigo");
const MONEDA = campo("moneda", "Moneda", "texto", {
  ayuda: "Tres letras: GTQ son quetzales.",
});
const DECIMALES = campo("decimales", "Decimales de los montos", "entero", {
  opcional: true,
  ayuda: "De 0 a 6. Sin dato son 2.",
});
const REDONDEO: ReadonlyArray<CampoDeMetodo> = [
  campo("modo_tasa", "Tarifa antes de multiplicar", "opcion", {
    opcional: true,
    opciones: [
      { id: "sin_redondear", etiqueta: "Sin redondear" },
      { id: "tasa_redondeada", etiqueta: "Redondeada" },
    ],
  }),
  campo("decimales_tasa", "Decimales de la tarifa", "entero", {
    opcional: true,
    ayuda: "De 0 a 6.",
  }),
  DECIMALES,
];
const DIAS: ReadonlyArray<Opcion> = [
  { id: "dia_habil", etiqueta: "Días hábiles" },
  { id: "dia_calendario", etiqueta: "Días calendario" },
];
const UNIDADES_DE_TIEMPO: ReadonlyArray<Opcion> = [
  { id: "min", etiqueta: "Minutos" },
  { id: "h", etiqueta: "Horas" },
  { id: "dia", etiqueta: "Días" },
];
const UNIDADES: ReadonlyArray<Opcion> = [
  { id: "dia", etiqueta: "Días" },
  ...DIAS,
  ...UNIDADES_DE_TIEMPO.filter(({ id }) => id !== "dia"),
];
const UNIDAD_DE_RED = campo("unidad", "Unidad de tiempo", "opcion", {
  opciones: UNIDADES,
});
const lista = (
  de: string,
  titulo: string,
  singular: string,
  columnas: ListaDeMetodo["columnas"],
  resto: Partial<ListaDeMetodo> = {},
): ListaDeMetodo => ({
  clase: "lista",
  campo: de,
  titulo,
  singular,
  columnas,
  ...resto,
});

const JUICIOS = (elementos: ReadonlyArray<string>): ListaDeMetodo =>
  lista(
    "juicios",
    "Juicios",
    "Persona",
    [
      campo("persona", "Nombre", "texto", OPCIONAL),
      numero("peso", "Peso en el grupo", {
        ...OPCIONAL,
        ayuda: "Sin dato es 1.",
      }),
    ],
    {
      femenino: true,
      ayuda:
        "Cada casilla dice cuánto más importa lo de su fila que lo de su columna: 1 es igual, 9 es muchísimo más, 1/3 es tres veces menos. Al escribir una, la opuesta se llena sola.",
      detalle: [
        {
          clase: "matriz",
          campo: "matriz",
          titulo: "Comparaciones",
          elementos,
        },
      ],
    },
  );

const CARGA = [CODIGO, numero("cantidad", "Cantidad")];
const DE_HOJA: ReadonlyArray<CampoDeMetodo> = [
  campo("fila", "Fila de la hoja", "entero", OPCIONAL),
  campo("etiqueta", "Nombre", "texto", OPCIONAL),
];

export interface DescripcionDeMetodo {
  titulo: string;
  /** What it answers, in a line. */
  para: string;
  grupo: "Costos" | "Prioridades" | "Tiempo" | "Plan y revisión";
  nodos: ReadonlyArray<NodoDeMetodo>;
}

export const DESCRIPCIONES: Readonly<Record<Metodo, DescripcionDeMetodo>> = {
  costo_administrativo: {
    titulo: "Costo administrativo",
    para: "Cuánto cuesta al año cumplir una obligación: dinero, horas y viajes.",
    grupo: "Costos",
    nodos: [
      MONEDA,
      numero("variacion_cantidad", "Variación de la cantidad", {
        ...OPCIONAL,
        ayuda: "0.20 muestra el costo con 20 % menos y 20 % más de casos.",
      }),
      ...REDONDEO,
      lista(
        "obligaciones",
        "Obligaciones",
        "Obligación",
        [
          CODIGO,
          numero("poblacion", "Personas o empresas"),
          numero("frecuencia_anual", "Veces al año"),
          numero("cumplimiento", "Parte que cumple", {
            ...OPCIONAL,
            ayuda: "De 0 a 1. Sin dato es 1.",
          }),
        ],
        {
          femenino: true,
          detalle: [
            lista(
              "actividades",
              "Actividades",
              "Actividad",
              [
                CODIGO,
                numero("horas", "Horas", OPCIONAL),
                numero("minutos", "o minutos", OPCIONAL),
                numero("tarifa_hora", "Tarifa por hora"),
                numero("gastos_generales", "Gastos generales", {
                  ...OPCIONAL,
                  ayuda: "0.55 son 55 % más sobre la tarifa.",
                }),
                numero("externos", "Pagos a otros", OPCIONAL),
                numero("viajes", "Viajes", OPCIONAL),
                numero("proporcion_bau", "Se haría igual", {
                  ...OPCIONAL,
                  ayuda: "Parte que se haría de todos modos, de 0 a 1.",
                }),
              ],
              { femenino: true },
            ),
          ],
        },
      ),
    ],
  },
  ces: {
    titulo: "Costo económico social",
    para: "Cuánto le cuesta a la sociedad un trámite: reunir los requisitos y esperar.",
    grupo: "Costos",
    nodos: [
      MONEDA,
      DECIMALES,
      {
        clase: "grupo",
        campo: "parametros",
        titulo: "De dónde salen los valores",
        nodos: [
          campo("nombre", "Nombre", "texto"),
          campo("fuente", "Fuente", "texto"),
          campo("fecha", "Fecha", "fecha", OPCIONAL),
          numero("valor_hora", "Valor de una hora", {
            ...OPCIONAL,
            ayuda: "Se usa en los requisitos que no traen el suyo.",
          }),
        ],
      },
      lista(
        "modalidades",
        "Modalidades",
        "Modalidad",
        [CODIGO, numero("volumen_anual", "Casos al año", OPCIONAL)],
        {
          femenino: true,
          ayuda:
            "Cada modalidad va detallada, con sus casos y requisitos, o con totales ya calculados.",
          detalle: [
            lista(
              "requisitos",
              "Requisitos",
              "Requisito",
              [
                CODIGO,
                numero("horas", "Horas"),
                numero("valor_hora", "Valor de la hora", OPCIONAL),
                numero("gastos_directos", "Gastos", OPCIONAL),
                numero("viajes", "Viajes", OPCIONAL),
              ],
              { opcional: true },
            ),
            {
              clase: "grupo",
              campo: "espera",
              titulo: "Espera",
              opcional: "Contar la espera de la respuesta",
              nodos: [
                numero("dias", "Días de espera"),
                campo("unidad_dias", "Tipo de días", "opcion", {
                  opciones: DIAS,
                }),
                numero("costo_dia", "Costo de un día"),
                campo("unidad_costo_dia", "Ese costo es por", "opcion", {
                  opciones: DIAS,
                }),
                campo(
                  "detiene_actividad",
                  "La espera detiene la actividad",
                  "si_no",
                ),
              ],
            },
            {
              clase: "grupo",
              campo: "declarado",
              titulo: "Totales ya calculados",
              opcional: "Usar totales ya calculados en otra parte",
              nodos: [
                numero("requisitos", "Costo de los requisitos al año"),
                numero("espera", "Costo de la espera al año"),
                numero("cantidad_modalidades", "Cuántas modalidades son"),
              ],
            },
          ],
        },
      ),
    ],
  },
  abc: {
    titulo: "Costo de un caso para la institución",
    para: "Qué gasta la institución en atender una solicitud: personas, materiales y costos repartidos.",
    grupo: "Costos",
    nodos: [
      MONEDA,
      numero("minutos_mes", "Minutos de trabajo de un mes", {
        ...OPCIONAL,
        ayuda: "22 días de 8 horas son 10,560.",
      }),
      numero("volumen_anual", "Casos al año", OPCIONAL),
      ...REDONDEO,
      lista("puestos", "Puestos", "Puesto", [
        CODIGO,
        numero("tarifa_minuto", "Tarifa por minuto", OPCIONAL),
        numero("remuneracion_mensual", "o sueldo del mes", OPCIONAL),
        numero("beneficios", "Prestaciones", OPCIONAL),
        numero("aportes", "Aportes", OPCIONAL),
      ]),
      lista("pasos", "Pasos", "Paso", [
        CODIGO,
        campo("puesto", "Puesto", "codigo"),
        numero("minutos", "Minutos"),
        numero("veces", "Veces", { ...OPCIONAL, ayuda: "Sin dato es 1." }),
      ]),
      lista(
        "identificables",
        "Lo que consume cada caso",
        "Consumo",
        [
          CODIGO,
          campo("tipo", "Tipo", "opcion", {
            opciones: [
              { id: "material_fungible", etiqueta: "Material que se gasta" },
              { id: "servicio_identificable", etiqueta: "Servicio por caso" },
            ],
          }),
          numero("cantidad", "Cantidad"),
          numero("costo_unitario", "Costo de cada uno"),
        ],
        { opcional: true },
      ),
      lista(
        "no_identificables",
        "Costos que se reparten",
        "Costo",
        [
          CODIGO,
          campo("tipo", "Tipo", "opcion", {
            opciones: [
              { id: "material_no_fungible", etiqueta: "Material que dura" },
              { id: "depreciacion", etiqueta: "Depreciación" },
              { id: "servicio_terceros", etiqueta: "Servicio de terceros" },
              { id: "costo_fijo", etiqueta: "Costo fijo" },
            ],
          }),
          numero("costo_anual", "Costo del año"),
          campo(["inductor", "nombre"], "Se reparte por", "texto"),
          numero(["inductor", "parte"], "Parte de este trámite"),
          numero(["inductor", "total"], "Total"),
        ],
        { opcional: true },
      ),
    ],
  },
  antes_despues: {
    titulo: "Antes y después",
    para: "Cuánto se reduce con un cambio: requisitos, tiempo, costo, visitas o vigencia.",
    grupo: "Costos",
    nodos: [
      numero("transacciones", "Transacciones", {
        ...OPCIONAL,
        ayuda: "Para multiplicar las medidas que son por transacción.",
      }),
      lista(
        "medidas",
        "Medidas",
        "Medida",
        [
          CODIGO,
          campo("unidad", "Unidad", "texto"),
          numero("antes", "Antes"),
          numero("despues", "Después"),
          campo("por_transaccion", "Por transacción", "si_no", OPCIONAL),
          numero("validez_antes", "Años de vigencia antes", OPCIONAL),
          numero("validez_despues", "Años de vigencia después", OPCIONAL),
        ],
        { opcional: true, femenino: true },
      ),
      {
        clase: "grupo",
        campo: "cargas",
        titulo: "Estimación rápida con una tabla de cargas",
        opcional: "Estimar con una tabla de cargas",
        nodos: [
          MONEDA,
          numero("poblacion", "Personas o empresas"),
          numero("frecuencia_anual", "Veces al año"),
          lista(
            "tabla",
            "Tabla de cargas",
            "Carga",
            [CODIGO, numero("costo_unitario", "Costo de cada una")],
            { femenino: true },
          ),
          lista("antes", "Cargas antes", "Carga", CARGA, { femenino: true }),
          lista("despues", "Cargas después", "Carga", CARGA, {
            femenino: true,
          }),
        ],
      },
    ],
  },
  ponderado: {
    titulo: "Suma ponderada",
    para: "Ordena alternativas con criterios y pesos, y dice qué tan firme es el primer lugar.",
    grupo: "Prioridades",
    nodos: [
      campo("normalizacion", "Puntajes", "opcion", {
        opcional: true,
        opciones: [
          { id: "ninguna", etiqueta: "Como se escriben" },
          {
            id: "escala",
            etiqueta: "Llevados de 0 a 1 con la escala de cada criterio",
          },
        ],
      }),
      lista("criterios", "Criterios", "Criterio", [
        CODIGO,
        numero("peso", "Peso", { ayuda: "Los pesos suman 1." }),
        campo("sentido", "Conviene", "opcion", {
          opcional: true,
          opciones: [
            { id: "mas_es_mejor", etiqueta: "Que sea más" },
            { id: "menos_es_mejor", etiqueta: "Que sea menos" },
          ],
        }),
        numero(["escala", "minimo"], "Escala desde", OPCIONAL),
        numero(["escala", "maximo"], "Escala hasta", OPCIONAL),
      ]),
      lista(
        "alternativas",
        "Alternativas",
        "Alternativa",
        (todo) => [
          CODIGO,
          ...[...new Set(codigosEn(todo, ["criterios"]))].map((c) =>
            numero(["puntajes", c], c, {
              vacioEsNulo: true,
              ayuda: "Deje la casilla vacía si no hay dato.",
            }),
          ),
        ],
        { femenino: true },
      ),
    ],
  },
  ahp: {
    titulo: "Comparación por pares (AHP)",
    para: "Saca los pesos de comparar los criterios de dos en dos, y avisa si los juicios se contradicen.",
    grupo: "Prioridades",
    nodos: [
      campo("metodo_prioridad", "Cómo se calculan los pesos", "opcion", {
        opcional: true,
        opciones: [
          { id: "vector_propio", etiqueta: "Vector propio" },
          { id: "media_geometrica", etiqueta: "Media geométrica" },
        ],
      }),
      {
        clase: "grupo",
        campo: "criterios",
        titulo: "Criterios",
        nodos: [
          campo("elementos", "Criterios que se comparan", "codigos", {
            ayuda: "De 1 a 9, separados con comas.",
          }),
          JUICIOS(["criterios", "elementos"]),
        ],
      },
      {
        clase: "grupo",
        campo: "alternativas",
        titulo: "Alternativas",
        opcional: "Comparar también alternativas, con cada criterio",
        nodos: [
          campo("elementos", "Alternativas que se comparan", "codigos", {
            ayuda: "De 1 a 9, separadas con comas.",
          }),
          {
            clase: "por_codigo",
            campo: "por_criterio",
            titulo: (codigo) => `Según el criterio ${codigo}`,
            codigos: ["criterios", "elementos"],
            nodos: [JUICIOS(["alternativas", "elementos"])],
          },
        ],
      },
    ],
  },
  pareto: {
    titulo: "Pareto",
    para: "Encuentra los pocos que hacen la mayor parte del total.",
    grupo: "Prioridades",
    nodos: [
      campo("unidad", "Unidad", "texto", { ayuda: "GTQ, h, caso u otra." }),
      campo("umbrales", "Umbrales en porcentaje", "numeros", {
        opcional: true,
        ayuda: "Dos, de menor a mayor. Sin dato son 80 y 95.",
      }),
      lista("elementos", "Elementos", "Elemento", [
        CODIGO,
        numero("monto", "Cantidad"),
      ]),
    ],
  },
  flujo: {
    titulo: "Tiempo de un flujo",
    para: "Cuánto tarda un proceso con decisiones, ramas y retrabajos, y cuánto de eso es trabajo.",
    grupo: "Tiempo",
    nodos: [
      campo("unidad_proceso", "El trabajo se mide en", "opcion", {
        opciones: UNIDADES_DE_TIEMPO,
      }),
      campo("unidad_ciclo", "El tiempo total se mide en", "opcion", {
        opciones: UNIDADES_DE_TIEMPO,
      }),
      numero("horas_por_dia", "Horas de trabajo por día"),
      {
        clase: "grupo",
        campo: "simulacion",
        titulo: "Simulación",
        opcional: "Comprobar con una simulación",
        nodos: [
          campo("semilla", "Semilla", "entero", {
            ayuda: "Con la misma semilla sale el mismo resultado.",
          }),
          campo("corridas", "Corridas", "entero", {
            ayuda: "De 100 a 1,000,000.",
          }),
        ],
      },
      {
        clase: "arbol",
        campo: "raiz",
        titulo: "El proceso",
        ayuda: "Arme el proceso con pasos, ramas y repeticiones.",
      },
    ],
  },
  cpm: {
    titulo: "Ruta crítica",
    para: "Qué actividades deciden la fecha y cuáles pueden esperar.",
    grupo: "Tiempo",
    nodos: [
      UNIDAD_DE_RED,
      lista(
        "actividades",
        "Actividades",
        "Actividad",
        [
          CODIGO,
          numero("duracion", "Duración"),
          campo("predecesoras", "Después de", "codigos", {
            opcional: true,
            ayuda: "Códigos separados con comas.",
          }),
        ],
        { femenino: true },
      ),
    ],
  },
  pert: {
    titulo: "Red con tres tiempos (PERT)",
    para: "Qué tan probable es terminar en un plazo, con tiempos optimista, probable y pesimista.",
    grupo: "Tiempo",
    nodos: [
      UNIDAD_DE_RED,
      campo("plazos", "Plazos que interesan", "numeros", {
        opcional: true,
        ayuda: "Uno o varios, separados con espacios.",
      }),
      lista(
        "actividades",
        "Actividades",
        "Actividad",
        [
          CODIGO,
          numero("a", "Optimista (a)"),
          numero("m", "Más probable (m)"),
          numero("b", "Pesimista (b)"),
          campo("predecesoras", "Después de", "codigos", {
            opcional: true,
            ayuda: "Códigos separados con comas.",
          }),
        ],
        { femenino: true },
      ),
    ],
  },
  little: {
    titulo: "Solicitudes en curso (Little)",
    para: "Relaciona cuántas solicitudes entran, cuánto tardan y cuántas hay en curso.",
    grupo: "Tiempo",
    nodos: [
      campo("unidad_tiempo", "Unidad de tiempo", "opcion", {
        opciones: UNIDADES,
      }),
      numero("trabajo_en_curso", "Solicitudes en curso", {
        ...OPCIONAL,
        ayuda: "Escriba dos de los tres; el otro se calcula.",
      }),
      numero(
        "tasa",
        "Solicitudes que entran en cada unidad de tiempo",
        OPCIONAL,
      ),
      numero("tiempo", "Tiempo que tarda cada una", OPCIONAL),
    ],
  },
  avance_plan: {
    titulo: "Avance de un plan",
    para: "Cuánto del plan está hecho, con tres definiciones que no se sustituyen.",
    grupo: "Plan y revisión",
    nodos: [
      campo("corte", "Fecha de corte", "fecha"),
      lista(
        "periodos",
        "Períodos",
        "Período",
        [
          CODIGO,
          campo("desde", "Desde", "fecha"),
          campo("hasta", "Hasta", "fecha"),
        ],
        { opcional: true },
      ),
      lista(
        "medidas",
        "Medidas, una por una",
        "Medida",
        [
          CODIGO,
          campo("prevista", "Prevista", "fecha"),
          campo("cumplida", "Cumplida", "fecha", OPCIONAL),
          campo("verificada", "Verificada", "fecha", OPCIONAL),
          campo("abandonada", "Abandonada", "fecha", OPCIONAL),
          numero("avance", "Avance", { ...OPCIONAL, ayuda: "De 0 a 1." }),
        ],
        {
          opcional: true,
          femenino: true,
          ayuda: "Use la lista de medidas o los conteos, no los dos.",
        },
      ),
      {
        clase: "grupo",
        campo: "conteos",
        titulo: "Conteos",
        opcional: "Usar conteos en lugar de la lista de medidas",
        nodos: [
          campo("medidas", "Medidas del plan", "entero"),
          campo("abandonadas", "Abandonadas", "entero"),
          campo("terminadas", "Terminadas", "entero", OPCIONAL),
          campo("verificadas", "Verificadas", "entero", OPCIONAL),
          numero("suma_avance", "Suma de avances declarados", OPCIONAL),
          lista(
            "periodos",
            "Conteos de cada período",
            "Período",
            [
              campo("previstas", "Previstas", "entero"),
              campo("previstas_cumplidas", "Cumplidas a tiempo", "entero"),
              campo(
                "cumplidas_antes",
                "Ya cumplidas antes",
                "entero",
                OPCIONAL,
              ),
              campo("anticipadas", "Anticipadas", "entero", OPCIONAL),
              campo(
                "atrasadas_cumplidas",
                "Atrasadas cumplidas",
                "entero",
                OPCIONAL,
              ),
              campo(
                "atrasadas_al_inicio",
                "Atrasadas al inicio",
                "entero",
                OPCIONAL,
              ),
            ],
            { opcional: true },
          ),
        ],
      },
    ],
  },
  auditoria: {
    titulo: "Revisión aritmética",
    para: "Vuelve a calcular lo que una hoja declara y señala lo que conviene revisar.",
    grupo: "Plan y revisión",
    nodos: [
      lista(
        "filas",
        "Filas que multiplican",
        "Fila",
        [...DE_HOJA, numero("producto", "Producto escrito")],
        {
          opcional: true,
          femenino: true,
          detalle: [
            lista("factores", "Factores", "Factor", [
              campo("nombre", "Nombre", "texto"),
              campo("valor", "Valor", "razon"),
              numero("mostrado", "Como se muestra", OPCIONAL),
            ]),
          ],
        },
      ),
      lista(
        "sumas",
        "Sumas",
        "Suma",
        [
          ...DE_HOJA,
          campo("sumandos", "Sumandos", "numeros", {
            ayuda: "Separados con espacios o punto y coma.",
          }),
          numero("total", "Total escrito"),
        ],
        { opcional: true, femenino: true },
      ),
      lista(
        "porcentajes",
        "Porcentajes",
        "Porcentaje",
        [
          ...DE_HOJA,
          numero("numerador", "Numerador", {
            vacioEsNulo: true,
            ayuda: "Déjelo vacío si no se publicó.",
          }),
          numero("denominador", "Denominador"),
          numero("porcentaje", "Porcentaje escrito"),
          campo("regla", "Qué cuenta", "texto"),
        ],
        { opcional: true },
      ),
      lista(
        "repartos",
        "Repartos",
        "Reparto",
        [
          ...DE_HOJA,
          campo("porcentajes", "Porcentajes", "numeros", {
            ayuda: "Separados con espacios o punto y coma.",
          }),
        ],
        { opcional: true },
      ),
    ],
  },
};

export const esMetodo = (texto: string): texto is Metodo =>
  METODOS.some((m) => m === texto);
