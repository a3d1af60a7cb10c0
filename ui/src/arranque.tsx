import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { App } from "./marco/App";
import { elegirPuente } from "./puente/anfitrion";
import { pedirPrimeraPantalla } from "./puente/consultas";
import { ProveedorDelPuente, crearCliente } from "./puente/contexto";
import { retenerResto } from "./pantallas/perezosas";
import "./diseno/index.css";

/**
 * In a function and not at the top of the module: a module that waits could not share a file with
 * what the rest of the program also uses, and the page would read one file more before it begins.
 */
async function arrancar(): Promise<void> {
  const raiz = document.getElementById("raiz");
  if (raiz === null) throw new Error("index.html has no #raiz");
  const puente = await elegirPuente();
  const cliente = crearCliente();
  // What decides the first screen is asked before anything is drawn: the window draws once, with it.
  await pedirPrimeraPantalla(cliente, puente);
  const soltarResto = retenerResto();
  flushSync(() =>
    createRoot(raiz).render(
      <ProveedorDelPuente puente={puente} cliente={cliente}>
        <App alDibujar={soltarResto} />
      </ProveedorDelPuente>,
    ),
  );
}

void arrancar();
