/** A diagram of pasos, in memory: one lane for each unit, one column for each paso, arrows with square corners. */
import type { AristaDto } from "../generado/AristaDto";
import type { DiagramaDto } from "../generado/DiagramaDto";
import type { Marca } from "../generado/Marca";
import type { NodoDto } from "../generado/NodoDto";

export interface PasoDibujado {
  id: string;
  texto: string;
  carril: string;
  marca: Marca | null;
  /** The number of the paso it goes back to when something is missing. */
  vuelve?: number;
}

const COLUMNA = 150;
const CARRIL = 80;
const ENCABEZADO = 96;

function enLineas(texto: string, letras: number): string[] {
  const lineas: string[] = [];
  for (const palabra of texto.split(/\s+/)) {
    const ultima = lineas.at(-1);
    if (ultima === undefined || `${ultima} ${palabra}`.length > letras)
      lineas.push(palabra);
    else lineas[lineas.length - 1] = `${ultima} ${palabra}`;
  }
  return lineas.length > 3
    ? [...lineas.slice(0, 2), `${lineas[2] ?? ""}…`]
    : lineas;
}

export function diagramaFalso(
  pasos: ReadonlyArray<PasoDibujado>,
): DiagramaDto | null {
  const primero = pasos[0];
  const ultimo = pasos.at(-1);
  if (primero === undefined || ultimo === undefined) return null;
  const nombres = [...new Set(pasos.map(({ carril }) => carril))];
  const alto = nombres.length * CARRIL + 30;
  const medio = (carril: string) =>
    nombres.indexOf(carril) * CARRIL + CARRIL / 2;
  const nodos: NodoDto[] = [];
  const aristas: AristaDto[] = [];
  let columna = 0;
  const poner = (
    nodo: Pick<NodoDto, "clase" | "texto" | "paso" | "numero" | "marca">,
    carril: string,
    ancho: number,
    altura: number,
    linea: number,
  ) => {
    const x =
      ENCABEZADO +
      24 +
      columna * COLUMNA +
      (columna === 0 ? 0 : (116 - ancho) / 2 - 90);
    columna += 1;
    const dentro = ["tarea", "manual", "servicio"].includes(nodo.clase);
    nodos.push({
      ...nodo,
      carril: nombres.indexOf(carril),
      figura: {
        x,
        y: medio(carril) - altura / 2,
        ancho,
        alto: altura,
        lineas: dentro ? enLineas(nodo.texto, 18) : [],
      },
      aparte:
        dentro || nodo.texto === ""
          ? null
          : {
              x: x - 20,
              y: medio(carril) + altura / 2 + 2,
              ancho: ancho + 40,
              alto: 14,
              lineas: [nodo.texto],
            },
      entra: null,
      sale: null,
      linea,
    });
    return nodos.length - 1;
  };
  const unir = (de: number, a: number, texto = "", regreso = false) => {
    const f = nodos[de]?.figura;
    const g = nodos[a]?.figura;
    if (f === undefined || g === undefined) return;
    const y1 = f.y + f.alto / 2;
    const y2 = g.y + g.alto / 2;
    const x1 = f.x + f.ancho;
    const centro = Math.round((x1 + g.x) / 2);
    const puntos: Array<[number, number]> = regreso
      ? [
          [f.x + f.ancho / 2, f.y + f.alto],
          [f.x + f.ancho / 2, alto - 12],
          [g.x + g.ancho / 2, alto - 12],
          [g.x + g.ancho / 2, g.y + g.alto],
        ]
      : y1 === y2
        ? [
            [x1, y1],
            [g.x, y2],
          ]
        : [
            [x1, y1],
            [centro, y1],
            [centro, y2],
            [g.x, y2],
          ];
    aristas.push({
      de,
      a,
      texto,
      regreso,
      puntos,
      rotulo:
        texto === ""
          ? null
          : {
              x: f.x + f.ancho / 2 + 4,
              y: regreso ? f.y + f.alto + 2 : y1 - 16,
              ancho: 60,
              alto: 13,
              lineas: [texto],
            },
    });
  };
  let anterior = poner(
    { clase: "inicio", texto: "Inicio", paso: null, numero: null, marca: null },
    primero.carril,
    26,
    26,
    0,
  );
  const cajas: number[] = [];
  for (const [i, p] of pasos.entries()) {
    const caja = poner(
      {
        clase: "tarea",
        texto: p.texto,
        paso: p.id,
        numero: i + 1,
        marca: p.marca,
      },
      p.carril,
      116,
      46,
      i,
    );
    unir(anterior, caja, nodos[anterior]?.clase === "exclusiva" ? "sí" : "");
    cajas.push(caja);
    anterior = caja;
    const destino = p.vuelve === undefined ? undefined : cajas[p.vuelve - 1];
    if (destino !== undefined) {
      const pregunta = poner(
        {
          clase: "exclusiva",
          texto: "¿Está completo?",
          paso: p.id,
          numero: i + 1,
          marca: null,
        },
        p.carril,
        44,
        44,
        i,
      );
      unir(caja, pregunta);
      unir(pregunta, destino, "no", true);
      anterior = pregunta;
    }
  }
  const fin = poner(
    { clase: "fin", texto: "Fin", paso: null, numero: null, marca: null },
    ultimo.carril,
    26,
    26,
    pasos.length - 1,
  );
  unir(anterior, fin);
  const ancho = ENCABEZADO + 40 + columna * COLUMNA;
  return {
    ruta: null,
    ancho,
    alto,
    encabezado: ENCABEZADO,
    carriles: nombres.map((nombre, i) => ({
      nombre,
      clase: nombre === "Persona" ? "persona" : "unidad",
      rotulo: {
        x: 0,
        y: i * CARRIL,
        ancho: ENCABEZADO,
        alto: i === nombres.length - 1 ? CARRIL + 29 : CARRIL,
        lineas: enLineas(nombre, 12),
      },
    })),
    nodos,
    aristas,
    lineas: pasos.map((p, i) => ({
      numero: i + 1,
      paso: p.id,
      texto: `Paso ${i + 1} de ${pasos.length}, ${p.carril}: ${p.texto}.`,
      destinos:
        p.vuelve === undefined
          ? []
          : [
              {
                linea: p.vuelve - 1,
                texto: `Si no está completo, vuelve al paso ${p.vuelve}.`,
              },
            ],
    })),
  };
}
