import type { ClaseDeNodo } from "../../puente/generado/ClaseDeNodo";
import type { DiagramaDto } from "../../puente/generado/DiagramaDto";
import type { Marca } from "../../puente/generado/Marca";
import { visible } from "../../textos/visible";
import { salidas } from "./recorrido";

export const CLASE_DE_NODO: Readonly<Record<ClaseDeNodo, string>> = {
  inicio: "Inicio",
  fin: "Fin",
  tarea: "Paso",
  manual: "Paso en papel",
  servicio: "Paso automático",
  subproceso: "Grupo de pasos",
  espera: "Espera",
  mensaje: "Mensaje",
  evento: "Evento",
  exclusiva: "Decisión",
  paralela: "A la vez",
  compuerta: "Unión de caminos",
};

export const MARCA: Readonly<Record<Marca, string>> = {
  eliminado: "Se elimina",
  cambiado: "Cambia",
  nuevo: "Nuevo",
};

const CON_NUMERO: ReadonlySet<ClaseDeNodo> = new Set([
  "tarea",
  "manual",
  "servicio",
  "subproceso",
]);

const sinPunto = (texto: string) => visible(texto).replace(/[.\s]+$/, "");

/** «Paso 3: Recibir expediente», «Decisión: ¿Está completo?». */
export function nombreCorto(
  diagrama: Pick<DiagramaDto, "nodos">,
  i: number,
): string {
  const nodo = diagrama.nodos[i];
  if (nodo === undefined) return "";
  const clase = CLASE_DE_NODO[nodo.clase];
  const texto = sinPunto(nodo.texto);
  if (CON_NUMERO.has(nodo.clase) && nodo.numero !== null)
    return `Paso ${nodo.numero}: ${texto}`;
  return texto === "" || texto.toLowerCase() === clase.toLowerCase()
    ? clase
    : `${clase}: ${texto}`;
}

/** Everything that the drawing says of a node, in words: what it is, whose, what becomes of it and where it leads. */
export function nombreDeNodo(diagrama: DiagramaDto, i: number): string {
  const nodo = diagrama.nodos[i];
  if (nodo === undefined) return "";
  const pasos = Math.max(0, ...diagrama.nodos.map(({ numero }) => numero ?? 0));
  const carril = diagrama.carriles[nodo.carril]?.nombre ?? "";
  const cabeza =
    CON_NUMERO.has(nodo.clase) && nodo.numero !== null
      ? `Paso ${nodo.numero} de ${pasos}: ${sinPunto(nodo.texto)}`
      : nombreCorto(diagrama, i);
  const destinos = salidas(diagrama, i).map((arista) => {
    const verbo = arista.regreso ? "vuelve a " : "";
    const si = arista.texto === "" ? "" : `${sinPunto(arista.texto)}, `;
    return `${si}${verbo}${nombreCorto(diagrama, arista.a)}`;
  });
  return [
    cabeza,
    carril === "" ? "" : `Carril ${visible(carril)}`,
    nodo.clase === "manual" ? "En papel" : "",
    nodo.clase === "servicio" ? "Automático" : "",
    nodo.marca === null ? "" : MARCA[nodo.marca],
    nodo.entra === null ? "" : `Recibe: ${nodo.entra.lineas.join(" ")}`,
    nodo.sale === null ? "" : `Entrega: ${nodo.sale.lineas.join(" ")}`,
    destinos.length === 0 ? "" : `Lleva a: ${destinos.join("; ")}`,
  ]
    .filter((parte) => parte !== "")
    .map((parte, n, todas) =>
      n === todas.length - 1 || /[?!…]$/.test(parte) ? parte : `${parte}.`,
    )
    .join(" ");
}
