/** A grid of requisitos for the examples and the tests. */
import type { CeldaDto } from "../../puente/generado/CeldaDto";
import type { ValorDto } from "../../puente/generado/ValorDto";
import type { ColumnaRejilla, FilaRejilla } from "./Rejilla";

export const celda = (valor: ValorDto, conflicto = false): CeldaDto => ({
  valor,
  padres: [`padre-de-${String(valor)}`],
  conflicto,
});

export const COLUMNAS: ColumnaRejilla[] = [
  {
    campo: "texto",
    etiqueta: "Requisito",
    tipo: "texto_largo",
    opciones: [],
    maximo: 4000,
    editable: true,
    ancho: "46%",
  },
  {
    campo: "emisor",
    etiqueta: "Quién lo emite",
    tipo: "texto",
    opciones: [],
    maximo: 250,
    editable: true,
  },
  {
    campo: "copias",
    etiqueta: "Copias",
    tipo: "entero",
    opciones: [],
    maximo: 99,
    editable: true,
    alFinal: true,
  },
  {
    campo: "accion",
    etiqueta: "Decisión",
    tipo: "lista",
    opciones: [
      { id: "mantener", etiqueta: "Mantener" },
      { id: "eliminar", etiqueta: "Eliminar" },
      { id: "sustituir", etiqueta: "Sustituir" },
      {
        id: "consultar_entre_entidades",
        etiqueta: "Consultar entre entidades",
      },
    ],
    maximo: null,
    editable: true,
  },
];

export const FILAS: FilaRejilla[] = [
  {
    id: "r1",
    grupo: "Persona individual",
    celdas: {
      texto: celda("Fotocopia del DPI de los propietarios"),
      emisor: celda("RENAP"),
      accion: celda("consultar_entre_entidades"),
    },
  },
  {
    id: "r2",
    grupo: "Persona individual",
    nota: "interpretado con duda. Texto importado: «En caso de copropiedad adjuntar acta notarial…»",
    celdas: {
      texto: celda(
        "Acta notarial de declaración jurada de derecho de tanteo o renuncia",
      ),
      emisor: celda("Notario"),
      copias: celda(2),
    },
  },
  {
    id: "r3",
    grupo: "Persona jurídica",
    celdas: { texto: celda("Patente de comercio", true), emisor: celda("RM") },
  },
];
