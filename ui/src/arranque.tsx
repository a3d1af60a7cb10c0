import { createRoot } from "react-dom/client";
import { App } from "./marco/App";
import { elegirPuente } from "./puente/anfitrion";
import { pedirPrimeraPantalla } from "./puente/consultas";
import { ProveedorDelPuente, crearCliente } from "./puente/contexto";
import { retenerResto } from "./pantallas/perezosas";
import "./diseno/index.css";

const raiz = document.getElementById("raiz");
if (raiz === null) throw new Error("index.html has no #raiz");
const puente = await elegirPuente();
const cliente = crearCliente();
// What decides the first screen is asked before anything is drawn: the window draws once, with it.
await pedirPrimeraPantalla(cliente, puente);
const soltarResto = retenerResto();
createRoot(raiz).render(
  <ProveedorDelPuente puente={puente} cliente={cliente}>
    <App alDibujar={soltarResto} />
  </ProveedorDelPuente>,
);
