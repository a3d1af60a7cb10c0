import { useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { Boton, EnlaceBoton } from "../../../componentes/Boton/Boton";
import { clases } from "../../../componentes/clases";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { cambiarYEnfocar, opcionMarcada } from "../../../componentes/foco";
import { Vacio } from "../../../componentes/Vacio/Vacio";
import type { RequisitoDeRediseno } from "../../../puente/generado/RequisitoDeRediseno";
import { numero } from "../../../textos/formatos";
import { ACCION_REQUISITO } from "../../../textos/palabras";
import { visible } from "../../../textos/visible";
import type { DeUno } from "../Uno";
import { Decision } from "./Decision";
import estilos from "./Requisitos.module.css";

const esPendiente = (r: RequisitoDeRediseno) =>
  r.accion === null && r.numero !== null;

/** One requisito at a time: the list at the left, what is known and decided at the centre. */
export function Requisitos({
  fila,
  ...uno
}: DeUno & {
  /** The one to begin with. */
  fila: string | null;
}) {
  const { dto, ficha } = uno;
  const caja = useRef<HTMLDivElement>(null);
  const [elegido, setElegido] = useState<string | null>(
    dto.requisitos.some(({ id }) => id === fila)
      ? fila
      : (dto.requisitos.find(esPendiente)?.id ?? dto.requisitos[0]?.id ?? null),
  );
  const lugar = Math.max(
    0,
    dto.requisitos.findIndex(({ id }) => id === elegido),
  );
  const requisito = dto.requisitos[lugar];
  const entidad = ficha.requisitos.find(({ id }) => id === requisito?.id);
  const pendientes = dto.requisitos.filter(esPendiente).length;
  if (requisito === undefined || entidad === undefined)
    return (
      <Vacio
        titulo="La ficha no tiene requisitos"
        acciones={
          <EnlaceBoton
            a={{ pantalla: "ficha", id: dto.tramite, seccion: "requisitos" }}
          >
            Ir a los requisitos de la ficha
          </EnlaceBoton>
        }
      >
        <p>Si de verdad no pide ninguno, dígalo en la ficha.</p>
      </Vacio>
    );
  const siguiente = () => {
    const desde = [
      ...dto.requisitos.slice(lugar + 1),
      ...dto.requisitos.slice(0, lugar),
    ].find(esPendiente);
    if (desde === undefined) return;
    // The decision of the next one, ready for the arrows.
    cambiarYEnfocar(
      () => setElegido(desde.id),
      () => opcionMarcada(caja.current),
    );
  };
  const alPulsar = (e: KeyboardEvent) => {
    if (e.key !== "Enter" || !e.ctrlKey || e.defaultPrevented) return;
    e.preventDefault();
    // Leaving a field saves what is in it.
    if (document.activeElement instanceof HTMLElement)
      document.activeElement.blur();
    siguiente();
  };
  return (
    // Ctrl Enter belongs to whatever has the focus inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={caja} className={estilos["vista"]} onKeyDown={alPulsar}>
      <div className={estilos["indice"]}>
        <div className={estilos["indiceBarra"]}>
          <p className={estilos["tenue"]} role="status">
            {pendientes === 0
              ? "Todos tienen decisión"
              : `${pendientes === 1 ? "Falta" : "Faltan"} ${numero(pendientes)} por decidir`}
          </p>
          <Boton
            pequeno
            isDisabled={pendientes === 0}
            onPress={siguiente}
            aria-keyshortcuts="Control+Enter"
          >
            Siguiente sin decidir
          </Boton>
          <p className={estilos["tenue"]}>Ctrl Enter también lleva a él.</p>
        </div>
        <ol className={estilos["requisitos"]} aria-label="Requisitos">
          {dto.requisitos.map((r) => (
            <li key={r.id}>
              <button
                type="button"
                className={clases(
                  estilos["fila"],
                  r.numero === null && estilos["dependiente"],
                )}
                aria-current={r.id === requisito.id}
                onClick={() => setElegido(r.id)}
              >
                <span className={estilos["filaTexto"]}>
                  {r.numero !== null && <strong>{r.numero}. </strong>}
                  {visible(r.texto)}
                </span>
                <span className={estilos["filaEstado"]}>
                  {r.accion === null ? (
                    r.numero === null ? null : (
                      <Etiqueta tono="aviso">Sin decidir</Etiqueta>
                    )
                  ) : (
                    <Etiqueta
                      tono={r.accion === "mantener" ? "neutro" : "curso"}
                    >
                      {ACCION_REQUISITO[r.accion]}
                    </Etiqueta>
                  )}
                  {r.sin_uso && (
                    <span className={estilos["tenue"]}>ningún paso lo usa</span>
                  )}
                </span>
              </button>
            </li>
          ))}
        </ol>
      </div>
      <Decision
        key={requisito.id}
        requisito={requisito}
        entidad={entidad}
        dto={dto}
        ficha={ficha}
        campos={uno.campos}
        soloLectura={uno.soloLectura}
      />
    </div>
  );
}
