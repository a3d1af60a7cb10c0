import type { EntidadDto } from "../generado/EntidadDto";
import type { ExportacionDto } from "../generado/ExportacionDto";
import type { InformeDisponible } from "../generado/InformeDisponible";
import type { InformeHecho } from "../generado/InformeHecho";
import type { MarcaDto } from "../generado/MarcaDto";
import type { PaginaDto } from "../generado/PaginaDto";
import type { PedirInforme } from "../generado/PedirInforme";
import type { SeccionDeInforme } from "../generado/SeccionDeInforme";
import type { Comando, Da, Pide } from "../puente";

type DeInformes =
  | "informes_disponibles"
  | "vista_previa_informe"
  | "exportar_informe"
  | "imprimir_informe"
  | "exportar_lote"
  | "exportaciones"
  | "verificar_papel"
  | "membrete";

type Respuestas = {
  [K in DeInformes & Comando]: (pide: Pide<K>) => Da<K> | Promise<Da<K>>;
};

/** What the answers need of the sample. */
interface Muestra {
  gae: () => boolean;
  /** Code and name of each trámite. */
  tramites: () => string[];
  reglas: () => ReadonlyArray<{ regla: string; titulo: string }>;
  trabajar: (id: string | null) => Promise<void>;
  corte: string;
}

const CODIGO = "a1b2c3d4e5f60718";
const SUMA = "9f".repeat(32);

const seccion = (
  id: string,
  titulo: string,
  de_base = true,
): SeccionDeInforme => ({ id, titulo, de_base });

const AVANCE = [
  seccion("fases", "Fases de la guía"),
  seccion("comite", "Comité"),
  seccion("inventario", "Inventario"),
  seccion("hallazgos", "Posibles hallazgos"),
  seccion("priorizacion", "Priorización"),
  seccion("rediseno", "Rediseño: antes y después"),
  seccion("diagramas", "Diagramas de los rediseños", false),
  seccion("cambios", "Qué cambió desde el corte anterior"),
  seccion("tramites", "Lista de trámites"),
];

const CONSOLIDADO = [
  seccion("fases", "Avance por fase"),
  seccion("matriz", "Instituciones y fases"),
  seccion("mapa", "Mapa de los departamentos"),
  seccion("pendientes", "Pendientes por tipo de institución"),
  seccion("respaldo", "Respaldo y antigüedad de los datos"),
  seccion("tendencia", "Tendencia"),
  seccion("cambios", "Qué cambió desde el corte anterior"),
  seccion("inventarios", "Inventarios por institución"),
  seccion("anexos", "Anexo por institución", false),
];

const informe = (
  tipo: string,
  titulo: string,
  descripcion: string,
  resto: Partial<InformeDisponible> = {},
): InformeDisponible => ({
  tipo,
  titulo,
  descripcion,
  ambito: "institucion",
  secciones: [],
  fases: [],
  con_corte: false,
  con_comparacion: false,
  por_lote: false,
  ...resto,
});

const DISPONIBLES: InformeDisponible[] = [
  informe(
    "avance",
    "Informe de avance",
    "Dónde va la institución: fases, comité, inventario, posibles hallazgos, priorización y rediseño, con una página para la autoridad.",
    {
      secciones: AVANCE,
      con_corte: true,
      con_comparacion: true,
      por_lote: true,
    },
  ),
  informe(
    "consolidado",
    "Informe consolidado",
    "Las instituciones que GAE acompaña: avance por fase, quiénes están pendientes, mapa, antigüedad de los datos y un anexo por institución.",
    {
      ambito: "conjunto",
      secciones: CONSOLIDADO,
      con_corte: true,
      con_comparacion: true,
    },
  ),
  informe(
    "ficha",
    "Ficha de trámite",
    "Todo lo registrado de un trámite: datos, requisitos, pasos, tiempos, costos, base legal y posibles hallazgos.",
    { ambito: "tramite", con_corte: true },
  ),
  informe(
    "priorizacion",
    "Acta de priorización",
    "La ronda de priorización: criterios, pesos, notas, orden y cambios hechos a mano con su razón.",
    { por_lote: true },
  ),
  informe(
    "calculos",
    "Anexo de cálculo",
    "De dónde sale cada cifra de costo y de tiempo de un trámite: fórmula, datos y fuentes.",
    { ambito: "tramite" },
  ),
  informe(
    "rediseno",
    "Ficha de rediseño",
    "Un trámite antes y después: requisitos, pasos, diagramas, medidas y las normas que hay que cambiar.",
    { ambito: "tramite" },
  ),
  informe(
    "acta",
    "Acta de una fase",
    "Lo que el comité deja constar al conformarse, al cerrar el inventario o al priorizar, con espacio para firmas.",
    {
      fases: ["conformacion_comite", "inventario", "priorizacion"],
      con_corte: true,
    },
  ),
];

export function informesFalsos(muestra: Muestra): Respuestas {
  const exportadas: ExportacionDto[] = [];

  function paginas(): PaginaDto[] {
    const azul = "#17457f";
    const negro = "#13202f";
    const t = (
      x: number,
      y: number,
      tam: number,
      peso: number,
      contenido: string,
      color = negro,
    ): MarcaDto => ({
      t: "texto",
      x,
      y,
      tam,
      peso,
      color,
      ancho: contenido.length * tam * 0.52,
      texto: contenido,
    });
    const pie = (n: number): MarcaDto[] => [
      {
        t: "linea",
        x1: 56,
        y1: 740,
        x2: 556,
        y2: 740,
        color: "#c3ccd7",
        grosor: 0.5,
      },
      t(
        56,
        754,
        8,
        400,
        "Informe de avance · corte al 20 de noviembre de 2026 · código a1b2c3d4e5f60718",
        "#4a5a6d",
      ),
      t(520, 754, 8, 400, `${n} de 3`, "#4a5a6d"),
    ];
    const portada: MarcaDto[] = [
      {
        t: "rectangulo",
        x: 0,
        y: 0,
        ancho: 612,
        alto: 12,
        relleno: azul,
        borde: null,
        grosor: 0,
      },
      t(56, 220, 26, 700, "Informe de avance"),
      t(56, 252, 14, 400, "Ministerio de Ambiente y Recursos Naturales"),
      t(56, 276, 11, 400, "Corte al 20 de noviembre de 2026", "#4a5a6d"),
      t(56, 320, 10, 400, "Trámites, página 3"),
      { t: "enlace", x: 56, y: 310, ancho: 120, alto: 14, pagina: 3 },
      ...pie(1),
    ];
    const cuerpo: MarcaDto[] = [
      t(56, 80, 16, 700, "Dos de nueve fases están en proceso"),
      ...muestra.reglas().flatMap((regla, i): MarcaDto[] => [
        t(56, 130 + i * 26, 10, 400, `${regla.regla} ${regla.titulo}`),
        {
          t: "rectangulo",
          x: 280,
          y: 120 + i * 26,
          ancho: 240 - i * 34,
          alto: 14,
          relleno: azul,
          borde: null,
          grosor: 0,
        },
      ]),
      {
        t: "poligono",
        puntos: [
          [56, 320],
          [66, 340],
          [46, 340],
        ],
        relleno: "#8a5a00",
      },
      ...pie(2),
    ];
    const tabla: MarcaDto[] = [
      t(56, 80, 16, 700, "Trámites del inventario"),
      ...muestra
        .tramites()
        .slice(0, 28)
        .map((linea, i): MarcaDto =>
          t(56, 112 + i * 21, 9, 400, linea.slice(0, 96)),
        ),
      ...pie(3),
    ];
    return [portada, cuerpo, tabla].map((marcas) => ({
      ancho: 612,
      alto: 792,
      marcas,
    }));
  }

  function exportado(pide: PedirInforme): InformeHecho {
    const formato = pide.formato ?? "pdf";
    const extension = { pdf: "pdf", html: "html", tablas: "zip" }[formato];
    const institucion = pide.institucion ?? "MARN";
    const corte = pide.corte ?? muestra.corte;
    const hecho: InformeHecho = {
      archivo: `${pide.tipo}-${institucion}-${corte}.${extension}`,
      formato,
      paginas: formato === "pdf" ? 3 : 0,
      bytes: 184_233,
      ms: 312,
      corte,
      codigo: CODIGO,
      cifras_sha256: SUMA,
    };
    exportadas.unshift({
      tipo: pide.tipo,
      titulo:
        DISPONIBLES.find(({ tipo }) => tipo === pide.tipo)?.titulo ?? pide.tipo,
      institucion: pide.tipo === "consolidado" ? "" : institucion,
      tramite: pide.tramite ?? "",
      corte,
      momento: `${muestra.corte}T16:42:00Z`,
      codigo: CODIGO,
      cifras_sha256: SUMA,
      archivo: hecho.archivo,
      formato,
      paginas: hecho.paginas,
      bytes: hecho.bytes,
    });
    return hecho;
  }

  return {
    informes_disponibles: () =>
      DISPONIBLES.filter(
        ({ tipo }) => muestra.gae() || tipo !== "consolidado",
      ).map((uno) => ({ ...uno, por_lote: uno.por_lote && muestra.gae() })),
    vista_previa_informe: (pide) => {
      const todas = paginas();
      const desde = Math.min(pide.desde ?? 0, todas.length - 1);
      return {
        paginas: todas.slice(desde, desde + (pide.cuantos ?? 10)),
        desde,
        total: todas.length,
        codigo: CODIGO,
        cifras_sha256: SUMA,
        marcadores: [
          { titulo: "Fases", pagina: 2 },
          { titulo: "Trámites", pagina: 3 },
        ],
      };
    },
    exportar_informe: (pide) => exportado(pide),
    imprimir_informe: (pide) => ({
      id: "papel-1",
      nombre: `${pide.tipo}.pdf`,
      bytes: 184_233,
    }),
    exportar_lote: async (pide) => {
      await muestra.trabajar(pide.trabajo);
      const corte = pide.corte ?? muestra.corte;
      const siglas =
        pide.instituciones.length > 0
          ? pide.instituciones
          : ["MARN", "MSPAS", "GOB-PETEN"];
      const informes = siglas.map((sigla) => {
        const hecho = exportado({
          tipo: pide.tipo,
          institucion: sigla,
          corte,
          secciones: pide.secciones,
          destino: null,
          trabajo: null,
          ...(pide.formato === undefined ? {} : { formato: pide.formato }),
        });
        return {
          institucion: sigla,
          nombre: sigla,
          archivo: hecho.archivo,
          paginas: hecho.paginas,
          codigo: hecho.codigo,
          cifras_sha256: hecho.cifras_sha256,
          falla: null,
        };
      });
      return {
        informes,
        hechos: informes.length,
        total: informes.length,
        cancelado: false,
        indice: `${pide.tipo}-${corte}-indice.csv`,
        carpeta: pide.carpeta,
        corte,
        ms: 2410,
      };
    },
    exportaciones: () => exportadas,
    verificar_papel: ({ codigo, corte }) => {
      const limpio = codigo.replaceAll(/[\s-]/g, "").toLowerCase();
      const coincide = limpio === CODIGO;
      return {
        coincide,
        codigo: limpio,
        corte: coincide ? (corte ?? muestra.corte) : null,
        momento: coincide ? `${muestra.corte}T16:42:00Z` : null,
        asientos: coincide ? 4213 : null,
        exportaciones: exportadas.filter((una) => una.codigo === limpio),
        problema: coincide ? null : "raiz_no_coincide",
        mensaje: coincide
          ? "El código coincide: este archivo tiene los datos de ese documento. Con el corte al 20 de noviembre de 2026 se imprime de nuevo igual; el último cambio que cuenta es del 20 de noviembre de 2026."
          : `El documento no corresponde a los datos de esta base: en ninguna fecha este archivo da el código ${limpio}. Revise que lo copió bien y que sea el archivo de la institución que lo imprimió; si le falta un paquete por recibir, recíbalo y busque de nuevo.`,
      };
    },
    membrete: () => ({
      entidad: null,
      logo: null,
      firmas: [] as EntidadDto[],
      avisos: [],
    }),
  };
}
