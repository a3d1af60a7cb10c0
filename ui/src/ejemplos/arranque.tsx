import { createRoot } from "react-dom/client";
import { I18nProvider } from "react-aria-components";
import { App } from "../marco/App";
import { aplicarPreferencias } from "../marco/preferencias";
import { ProveedorDelPuente } from "../puente/contexto";
import { crearPuenteFalso } from "../puente/falso";
import "../diseno/index.css";
import type { Ejemplos } from "./ejemplo";
import estilos from "./Ejemplos.module.css";

/**
 * Page of the examples (not shipped).
 *  - `ejemplos.html` draws every component in every state; `?componente=Campo` only one.
 *  - `ejemplos.html?app=comite|gae|nuevo|vacio` opens the whole application over the fake core.
 *  - `tema=oscuro` and `densidad=compacta` set the preferences; `demora=200` slows each job.
 */
const parametros = new URLSearchParams(location.search);
const tema = parametros.get("tema") ?? "claro";
const densidad = parametros.get("densidad") ?? "comoda";
const raiz = document.getElementById("raiz");
if (raiz === null) throw new Error("ejemplos.html has no #raiz");

const app = parametros.get("app");
if (app !== null) {
  const puente = crearPuenteFalso({
    como: app === "nuevo" ? null : app === "gae" ? "gae" : "comite",
    demo: parametros.has("demo"),
    persona: parametros.get("persona") ?? "",
    preferencias: { tema, densidad },
    demora: Number(parametros.get("demora") ?? 0),
    ...(app === "vacio" ? { tramites: 0 } : {}),
  });
  createRoot(raiz).render(
    <ProveedorDelPuente puente={puente}>
      <App />
    </ProveedorDelPuente>,
  );
} else {
  aplicarPreferencias({ tema, densidad });
  const modulos = import.meta.glob<Ejemplos>("../**/*.ejemplos.tsx", {
    import: "default",
    eager: true,
  });
  const pedido = parametros.get("componente");
  const todos = Object.values(modulos).filter(
    ({ componente }) => pedido === null || componente === pedido,
  );
  createRoot(raiz).render(
    <I18nProvider locale="es-GT">
      <main className={estilos["hoja"]}>
        <h1>Ejemplos</h1>
        {todos.map(({ componente, ejemplos }) => (
          <section
            key={componente}
            className={estilos["componente"]}
            aria-label={componente}
          >
            <h2>{componente}</h2>
            {ejemplos.map(({ nombre, dibujo }) => (
              <div
                key={nombre}
                className={estilos["ejemplo"]}
                data-ejemplo={`${componente}/${nombre}`}
              >
                <p className={estilos["nombre"]}>{nombre}</p>
                <ProveedorDelPuente puente={crearPuenteFalso({ tramites: 12 })}>
                  {dibujo()}
                </ProveedorDelPuente>
              </div>
            ))}
          </section>
        ))}
      </main>
    </I18nProvider>,
  );
}
