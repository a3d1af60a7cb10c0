/** Diagrams to draw in tests and examples. */
import type { DiagramaDto } from "../../puente/generado/DiagramaDto";
import { diagramaFalso } from "../../puente/falso/diagrama";

const VACIO: DiagramaDto = {
  ruta: null,
  ancho: 0,
  alto: 0,
  encabezado: 0,
  carriles: [],
  nodos: [],
  aristas: [],
  lineas: [],
};

export const DE_MUESTRA: DiagramaDto =
  diagramaFalso([
    {
      id: "p1",
      texto: "Llenar formulario",
      carril: "Persona",
      marca: "eliminado",
    },
    {
      id: "p2",
      texto: "Recibir expediente",
      carril: "Ventanilla",
      marca: null,
      vuelve: 1,
    },
    {
      id: "p3",
      texto: "Firmar acta electrónica",
      carril: "Gobernación",
      marca: "nuevo",
    },
    {
      id: "p4",
      texto: "Entregar acta",
      carril: "Ventanilla",
      marca: "cambiado",
    },
  ]) ?? VACIO;

/** As long as the largest that has to be read. */
export const DE_SESENTA: DiagramaDto =
  diagramaFalso(
    Array.from({ length: 60 }, (_, i) => ({
      id: `p${i + 1}`,
      texto: `Revisar el apartado ${i + 1} del expediente`,
      carril:
        ["Persona", "Ventanilla", "Dirección técnica", "Asesoría Jurídica"][
          (i * 7) % 4
        ] ?? "Persona",
      marca: i % 5 === 0 ? "eliminado" : null,
      ...(i % 12 === 11 ? { vuelve: i - 4 } : {}),
    })),
  ) ?? VACIO;
