/** What the window reads after its first screen: one file, so that it comes in one go. */
export { BuscadorConLista } from "../componentes/BuscadorGlobal/BuscadorConLista";
export { Ajustes } from "./ajustes/Ajustes";
export { Ayuda } from "./ayuda/Ayuda";
export { Bienvenida } from "./bienvenida/Bienvenida";
export { Comite } from "./comite/Comite";
export { Ficha } from "./ficha/Ficha";
export { Hallazgos } from "./hallazgos/Hallazgos";
export { Historial } from "./historial/Historial";
export { Importar } from "./importar/Importar";
export { Informes } from "./informes/Informes";
export { Inventario } from "./inventario/Inventario";
export { Priorizacion } from "./priorizacion/Priorizacion";
export { Recorrido } from "./recorrido/Recorrido";
export { Rescate } from "./rescate/Rescate";
export { DialogoDeTeclado } from "../marco/DialogoDeTeclado";
export { FechaDeCorte } from "./gae/tablero/FechaDeCorte";
export { Explicacion } from "../componentes/Cifra/Explicacion";
