import type { FilaImportacion } from "../generado/FilaImportacion";
import type { LibroExaminado } from "../generado/LibroExaminado";
import type { ResultadoImportacion } from "../generado/ResultadoImportacion";

interface TramiteDeMuestra {
  nombre: string;
  tiempo: string;
  requisitos: ReadonlyArray<unknown>;
  pasos: ReadonlyArray<unknown>;
}

/** A workbook of three sheets, one of them hidden. */
export function libroExaminado(hoja: string | null): LibroExaminado {
  return {
    formato: "xlsx",
    codificacion: "",
    delimitador: "",
    hojas: [
      {
        nombre: "Portada",
        oculta: false,
        filas: 4,
        columnas: 2,
        con_tabla: false,
      },
      {
        nombre: "Trámites",
        oculta: false,
        filas: 665,
        columnas: 4,
        con_tabla: true,
      },
      {
        nombre: "Catálogos",
        oculta: true,
        filas: 12,
        columnas: 1,
        con_tabla: false,
      },
    ],
    hoja: hoja ?? "Trámites",
    encabezado: 3,
    columnas: [
      {
        letras: "A",
        encabezado: "No.",
        destino: null,
        muestras: ["1", "2", "3"],
      },
      {
        letras: "B",
        encabezado: "Nombre del trámite",
        destino: "nombre",
        muestras: ["Licencia ambiental", "Registro de consultores"],
      },
      {
        letras: "C",
        encabezado: "Requisitos",
        destino: "requisitos",
        muestras: ["1. Formulario 2. Fotocopia de DPI"],
      },
      {
        letras: "D",
        encabezado: "Plazo",
        destino: null,
        muestras: ["15 días hábiles"],
      },
    ],
    destinos: [
      { id: "nombre", etiqueta: "Nombre" },
      { id: "requisitos", etiqueta: "Requisitos" },
      { id: "tiempo_de_respuesta", etiqueta: "Tiempo de respuesta" },
    ],
    avisos: ["La hoja tiene 2 filas ocultas; también se leen."],
  };
}

/** What importing the sample would do, or did: counts that add up, with two updated records. */
export function resultadoImportacion(
  tramites: ReadonlyArray<TramiteDeMuestra>,
  importacion: string | null,
  pide: {
    situacion?: string;
    desde?: number;
    hoja?: string;
    mapa?: ReadonlyArray<unknown>;
  } = {},
): ResultadoImportacion {
  const muestra = tramites.slice(0, 60).map(registro);
  const deHoja = pide.mapa !== undefined;
  return {
    archivo: deHoja ? "inventario.xlsx" : "catalogo_2023.csv",
    formato: deHoja ? "xlsx" : "csv",
    codificacion: deHoja ? "" : "UTF-8",
    delimitador: deHoja ? "" : ",",
    filas: 665,
    nuevas: 98,
    iguales: 4,
    actualizadas: 2,
    en_espera: 560,
    rechazadas: 1,
    por_institucion: { MARN: 100 },
    requisitos: 612,
    pasos: 701,
    avisos_total: 37,
    avisos: tramites.slice(0, 37).map((uno, i) => ({
      fila: i + 1,
      campo: "tiempo_de_respuesta",
      codigo: "tiempo_no_interpretado",
      mensaje:
        "El tiempo no se pudo leer. Se conserva el texto para que usted lo complete.",
      original: uno.tiempo,
    })),
    muestra: muestra
      .filter(
        ({ situacion }) =>
          pide.situacion === undefined || situacion === pide.situacion,
      )
      .slice(pide.desde ?? 0),
    columnas: libroExaminado(null).columnas,
    ...(deHoja ? { hoja: pide.hoja ?? "Trámites" } : {}),
    importacion,
  };
}

function registro(uno: TramiteDeMuestra, i: number): FilaImportacion {
  const base = {
    fila: i + 1,
    nombre: uno.nombre,
    institucion: i % 9 === 8 ? "Ministerio de Ambiente" : "MARN",
    motivo:
      i % 9 === 8
        ? "La institución no se reconoce. Queda en espera con todo su texto."
        : null,
    requisitos: uno.requisitos.length,
    pasos: uno.pasos.length,
    avisos: i % 4 === 0 ? 1 : 0,
  };
  if (i === 3 || i === 5)
    return {
      ...base,
      situacion: "actualizada",
      diferencias: [
        {
          campo: "nombre",
          etiqueta: "Nombre",
          antes: "Nombre de antes",
          despues: uno.nombre,
          aplica: true,
          motivo: null,
        },
        {
          campo: "descripcion",
          etiqueta: "Descripción",
          antes: "Escrita por el comité",
          despues: "La del catálogo",
          aplica: false,
          motivo: "Una persona escribió este dato; se deja como está.",
        },
      ],
    };
  return {
    ...base,
    situacion: i % 9 === 8 ? "en_espera" : i % 13 === 12 ? "igual" : "nueva",
  };
}
