import { createRoot } from "react-dom/client";
import { App } from "./marco/App";
import { elegirPuente } from "./puente/anfitrion";
import { ProveedorDelPuente } from "./puente/contexto";
import "./diseno/index.css";

const raiz = document.getElementById("raiz");
if (raiz === null) throw new Error("index.html has no #raiz");
const puente = await elegirPuente();
createRoot(raiz).render(
  <ProveedorDelPuente puente={puente}>
    <App />
  </ProveedorDelPuente>,
);
