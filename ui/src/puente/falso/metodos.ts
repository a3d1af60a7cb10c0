/** Methods of the fake core: Little for real, CPM with an answer kept, and what is missing named by its place. */
import type { EjemploDeMetodo } from "../generado/EjemploDeMetodo";
import type { FallaDeCampo } from "../generado/FallaDeCampo";
import { FallaError } from "../puente";
import type { Da, Pide } from "../puente";

const EJEMPLOS: EjemploDeMetodo[] = [
  {
    metodo: "little",
    titulo: "Solicitudes en curso con 120 al día",
    fuente: "Ejemplo publicado de la ley de Little",
    entrada: { unidad_tiempo: "dia", tasa: "120", tiempo: "4" },
  },
  {
    metodo: "cpm",
    titulo: "Dos actividades",
    fuente: "Ejemplo propio de Diligencia",
    entrada: {
      unidad: "dia",
      actividades: [
        { codigo: "A", duracion: "12" },
        { codigo: "B", duracion: "10", predecesoras: ["A"] },
      ],
    },
  },
];

const cifra = (valor: number, unidad: string, decimales = 2) => ({
  valor: String(valor),
  mostrado: valor.toFixed(decimales),
  unidad,
});

const comunes = (metodo: string, formula: string) => ({
  metodo,
  version: 1,
  formula,
  advertencias: [],
  explicacion: {
    calculo: "Lo que está en curso es lo que entra por lo que tarda.",
    redondeo: "Cada cifra se redondea solo al mostrarla, y la mitad sube.",
    alcance: "Vale para un promedio estable.",
  },
});

const objeto = (v: unknown): Record<string, unknown> =>
  typeof v === "object" && v !== null ? { ...v } : {};

function rehusar(campos: FallaDeCampo[]): never {
  throw new FallaError({
    codigo: "campos_invalidos",
    mensaje: "Hay datos que corregir.",
    campos,
    incidente: null,
  });
}

function little(entrada: Record<string, unknown>): unknown {
  const de = (campo: string) =>
    entrada[campo] === undefined ? null : Number(entrada[campo]);
  const campos = ["trabajo_en_curso", "tasa", "tiempo"];
  const malos = campos.filter((c) => Number.isNaN(de(c)));
  if (malos.length > 0)
    rehusar(malos.map((campo) => ({ campo, mensaje: "Debe ser un número." })));
  const [trabajo = null, tasa = null, tiempo = null] = campos.map(de);
  if (campos.filter((c) => de(c) !== null).length !== 2)
    rehusar([
      {
        campo: "entrada",
        mensaje:
          "Escriba exactamente dos: el trabajo en curso, la tasa o el tiempo.",
      },
    ]);
  const unidad = String(entrada["unidad_tiempo"]);
  return {
    ...comunes("little", "L = λ × W"),
    calculado:
      trabajo === null ? "trabajo_en_curso" : tasa === null ? "tasa" : "tiempo",
    trabajo_en_curso: cifra(trabajo ?? (tasa ?? 0) * (tiempo ?? 0), "caso", 0),
    tasa: cifra(tasa ?? (trabajo ?? 0) / (tiempo ?? 1), `caso/${unidad}`, 0),
    tiempo: cifra(tiempo ?? (trabajo ?? 0) / (tasa ?? 1), unidad),
  };
}

/** One after another: enough for the drawing and its table. */
function cpm(entrada: Record<string, unknown>): unknown {
  const filas = Array.isArray(entrada["actividades"])
    ? entrada["actividades"].map(objeto)
    : [];
  const fallas = filas.flatMap((fila, i) =>
    ["codigo", "duracion"]
      .filter((campo) => fila[campo] === undefined)
      .map((campo) => ({
        campo: `actividades[${i}].${campo}`,
        mensaje: "Falta este dato.",
      })),
  );
  if (fallas.length > 0) rehusar(fallas);
  let fin = 0;
  const actividades = filas.map((fila) => {
    const inicio = fin;
    fin += Number(fila["duracion"]);
    return {
      codigo: fila["codigo"],
      duracion: cifra(fin - inicio, "dia"),
      inicio_temprano: cifra(inicio, "dia"),
      fin_temprano: cifra(fin, "dia"),
      inicio_tardio: cifra(inicio, "dia"),
      fin_tardio: cifra(fin, "dia"),
      holgura_total: cifra(0, "dia"),
      holgura_libre: cifra(0, "dia"),
      critica: true,
    };
  });
  return {
    ...comunes("cpm", "ruta más larga"),
    actividades,
    duracion_total: cifra(fin, "dia"),
    rutas_criticas: [actividades.map(({ codigo }) => codigo)],
  };
}

export const metodosFalsos = {
  ejemplos_de_metodos: (): Da<"ejemplos_de_metodos"> => EJEMPLOS,
  calcular: (pide: Pide<"calcular">): Da<"calcular"> => {
    const entrada = objeto(pide.entrada);
    return {
      resultado: pide.metodo === "little" ? little(entrada) : cpm(entrada),
    };
  },
};
