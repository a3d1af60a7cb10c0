import { useEffect, useRef, useState } from "react";
import type { Ref } from "react";
import { visible } from "../../textos/visible";
import { PASOS, cifraDe, enPalabras } from "./saaty";
import estilos from "./Pesos.module.css";

const MS_DE_CALMA = 900;

/**
 * One pair as a scale of seventeen steps. The arrows pass over many: it is saved when the scale is left,
 * or a moment after the last step.
 */
export function Par({
  primero,
  segundo,
  valor,
  soloLectura,
  alElegir,
  ref,
}: {
  primero: string;
  segundo: string;
  /** `3`, `1/3`; null when it is not compared. */
  valor: string | null;
  soloLectura: boolean;
  alElegir: (valor: string) => void;
  ref?: Ref<HTMLFieldSetElement>;
}) {
  const [elegido, setElegido] = useState<string | null>(null);
  const espera = useRef<ReturnType<typeof setTimeout> | null>(null);
  const pendiente = useRef<string | null>(null);
  const enviar = useRef(alElegir);
  useEffect(() => {
    enviar.current = alElegir;
  });
  const guardar = () => {
    if (espera.current !== null) clearTimeout(espera.current);
    espera.current = null;
    const nuevo = pendiente.current;
    pendiente.current = null;
    if (nuevo !== null) enviar.current(nuevo);
  };
  const alSalir = useRef(guardar);
  useEffect(() => {
    alSalir.current = guardar;
  });
  useEffect(() => () => alSalir.current(), []);
  // Once it is written, what is stored speaks: «Deshacer» must be seen here.
  if (elegido !== null && elegido === valor) setElegido(null);
  const actual = elegido ?? valor;
  const [a, b] = [visible(primero), visible(segundo)];
  return (
    <fieldset ref={ref} className={estilos["par"]} disabled={soloLectura}>
      <legend>
        ¿Qué importa más: {a} o {b}?
      </legend>
      <div>
        <p className={estilos["extremos"]} aria-hidden="true">
          <span>◂ Más {a}</span>
          <span>igual</span>
          <span>Más {b} ▸</span>
        </p>
        <div className={estilos["escala"]}>
          {PASOS.map((paso) => (
            <label key={paso} className={estilos["grado"]}>
              <span aria-hidden="true">{cifraDe(paso)}</span>
              <input
                type="radio"
                name={`${primero}/${segundo}`}
                aria-label={enPalabras(paso, a, b)}
                checked={actual === paso}
                onBlur={(e) => {
                  const otro = e.relatedTarget?.closest("fieldset") ?? null;
                  if (otro !== e.currentTarget.closest("fieldset")) guardar();
                }}
                onChange={() => {
                  setElegido(paso);
                  pendiente.current = paso;
                  if (espera.current !== null) clearTimeout(espera.current);
                  espera.current = setTimeout(guardar, MS_DE_CALMA);
                }}
              />
            </label>
          ))}
        </div>
      </div>
      <p className={estilos["dicho"]} role="status">
        {actual === null
          ? "Sin comparar. Use las flechas sobre la escala."
          : `${enPalabras(actual, a, b)}.`}
      </p>
    </fieldset>
  );
}
