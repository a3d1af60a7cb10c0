import { useId } from "react";
import { clases } from "../../../componentes/clases";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import type { DecisionDto } from "../../../puente/generado/DecisionDto";
import type { OpcionDto } from "../../../puente/generado/OpcionDto";
import { visible } from "../../../textos/visible";
import {
  AVISO_DIGITAL,
  LETRAS_DE_RAZON,
  esDigital,
  letrasDe,
} from "../palabras";
import { decisionDe } from "./borrador";
import estilos from "./Escenarios.module.css";

/** A requisito or a paso of today. */
export interface Renglon {
  id: string;
  clase: "requisito" | "paso";
  numero: number | null;
  texto: string;
}

const CON_TEXTO: ReadonlySet<string> = new Set(["sustituir", "digitalizar"]);

const minutosDe = (escrito: string): number | null => {
  const limpio = escrito.replaceAll(",", "").trim();
  return /^\d{1,7}$/.test(limpio) ? Number(limpio) : null;
};

/** One tick: without it the row stays as it is today. With it, what is done and why. */
export function FilaDeDecision({
  renglon,
  decision,
  acciones,
  otros,
  razonDigital,
  soloLectura,
  alCambiar,
}: {
  renglon: Renglon;
  decision: DecisionDto | null;
  acciones: ReadonlyArray<OpcionDto>;
  /** Those it may be joined with. */
  otros: ReadonlyArray<Renglon>;
  /** A screen in place of a paper needs its reason. */
  razonDigital: boolean;
  soloLectura: boolean;
  alCambiar: (decision: DecisionDto | null) => void;
}) {
  const id = useId();
  const esPaso = renglon.clase === "paso";
  const nombre =
    `${esPaso ? "Paso" : "Requisito"} ${renglon.numero ?? ""}`.trim();
  const poner = (cambio: Partial<DecisionDto>) =>
    decision !== null && alCambiar({ ...decision, ...cambio });
  const digital = decision !== null && esDigital(decision.accion);
  return (
    <li
      className={clases(
        estilos["fila"],
        decision !== null && estilos["tocada"],
      )}
    >
      <label className={estilos["marca"]} htmlFor={`${id}-marca`}>
        <input
          id={`${id}-marca`}
          type="checkbox"
          disabled={soloLectura}
          checked={decision !== null}
          onChange={(e) =>
            alCambiar(
              e.target.checked ? decisionDe(renglon.id, "eliminar") : null,
            )
          }
        />
        <span>
          <span className="solo-lector">{nombre}: </span>
          {renglon.numero !== null && (
            <span aria-hidden="true">{renglon.numero}. </span>
          )}
          <span
            className={clases(
              decision?.accion === "eliminar" && estilos["quitado"],
            )}
          >
            {visible(renglon.texto)}
          </span>
        </span>
      </label>
      <select
        className={estilos["accion"]}
        aria-label={`Qué se hace con: ${nombre}`}
        disabled={soloLectura}
        value={decision?.accion ?? ""}
        onChange={(e) =>
          alCambiar(
            e.target.value === ""
              ? null
              : {
                  ...(decision ?? decisionDe(renglon.id, "")),
                  accion: e.target.value,
                  con: null,
                },
          )
        }
      >
        <option value="">Se mantiene</option>
        {acciones
          .filter((a) => a.id !== "mantener" || esPaso)
          .map((a) => (
            <option key={a.id} value={a.id}>
              {a.id === "mantener" ? "Mantener, con cambios" : a.etiqueta}
            </option>
          ))}
      </select>
      {decision !== null && (
        <div className={estilos["detalle"]}>
          {decision.accion === "fusionar" && (
            <label>
              <span>Se une con</span>
              <select
                value={decision.con ?? ""}
                disabled={soloLectura}
                onChange={(e) =>
                  poner({ con: e.target.value === "" ? null : e.target.value })
                }
              >
                <option value="">Elija cuál</option>
                {otros.map((o) => (
                  <option key={o.id} value={o.id}>
                    {o.numero === null ? "" : `${o.numero}. `}
                    {visible(o.texto).slice(0, 80)}
                  </option>
                ))}
              </select>
            </label>
          )}
          {(CON_TEXTO.has(decision.accion) ||
            (esPaso &&
              decision.accion !== "eliminar" &&
              decision.accion !== "fusionar")) && (
            <label>
              <span>{esPaso ? "Qué se hará" : "Qué se pide en su lugar"}</span>
              <input
                value={decision.texto ?? ""}
                readOnly={soloLectura}
                onChange={(e) =>
                  poner({
                    texto: e.target.value === "" ? null : e.target.value,
                  })
                }
              />
            </label>
          )}
          {esPaso && decision.accion !== "eliminar" && (
            <>
              <label className={estilos["minutos"]}>
                <span>Minutos de trabajo</span>
                <input
                  inputMode="numeric"
                  defaultValue={decision.duracion_minutos ?? ""}
                  readOnly={soloLectura}
                  onChange={(e) =>
                    poner({ duracion_minutos: minutosDe(e.target.value) })
                  }
                />
              </label>
              {decision.accion !== "fusionar" && (
                <label className={estilos["minutos"]}>
                  <span>Minutos de espera</span>
                  <input
                    inputMode="numeric"
                    defaultValue={decision.espera_minutos ?? ""}
                    readOnly={soloLectura}
                    onChange={(e) =>
                      poner({ espera_minutos: minutosDe(e.target.value) })
                    }
                  />
                </label>
              )}
            </>
          )}
          {(!esPaso || digital) && (
            <label>
              <span>Por qué</span>
              <input
                value={decision.justificacion ?? ""}
                readOnly={soloLectura}
                onChange={(e) =>
                  poner({
                    justificacion:
                      e.target.value === "" ? null : e.target.value,
                  })
                }
              />
            </label>
          )}
          {digital &&
            razonDigital &&
            letrasDe(decision.justificacion) < LETRAS_DE_RAZON && (
              <p className={estilos["aviso"]}>
                <Etiqueta tono="aviso">Falta la razón</Etiqueta> {AVISO_DIGITAL}
              </p>
            )}
        </div>
      )}
    </li>
  );
}
