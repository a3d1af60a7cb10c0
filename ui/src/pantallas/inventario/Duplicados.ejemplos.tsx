import { ProveedorDelPuente } from "../../puente/contexto";
import { crearPuenteFalso } from "../../puente/falso";
import type { Ejemplos } from "../../ejemplos/ejemplo";
import { Duplicados } from "./Duplicados";

const pantalla = (tramites: number, soloLectura: boolean) => () => (
  <ProveedorDelPuente puente={crearPuenteFalso({ tramites })}>
    <Duplicados soloLectura={soloLectura} />
  </ProveedorDelPuente>
);

export default {
  componente: "Duplicados",
  ejemplos: [
    { nombre: "dos parejas", dibujo: pantalla(4, false) },
    { nombre: "solo lectura", dibujo: pantalla(4, true) },
    { nombre: "ninguna", dibujo: pantalla(1, false) },
  ],
} satisfies Ejemplos;
