import { useState } from "react";
import { Boton } from "../Boton/Boton";
import { Dialogo } from "../Dialogo/Dialogo";
import type { ColumnaDestino, FilaDestino, PlanDePegado } from "./pegado";
import { MAXIMO_DE_FILAS, frasePlan } from "./pegado";
import { textoDeValor } from "../../textos/valores";
import estilos from "./Rejilla.module.css";

const MUESTRA = 8;

/** What a pasted block would do, before doing it. */
export function DialogoPegado({
  plan,
  columnas,
  cosa,
  maximo = MAXIMO_DE_FILAS,
  antes,
  alPegar,
  alCerrar,
}: {
  plan: PlanDePegado;
  columnas: ReadonlyArray<ColumnaDestino>;
  cosa: { una: string; varias: string };
  /** Most rows that one paste may add. */
  maximo?: number;
  /** A row as it is now, to show what changes; without it, only how many. */
  antes?: (entidad: string) => FilaDestino | undefined;
  /** Resolves to the message of a failure, or null when it was done. */
  alPegar: () => Promise<string | null>;
  alCerrar: () => void;
}) {
  const [falla, setFalla] = useState<string | null>(null);
  const [enCurso, setEnCurso] = useState(false);
  const usadas = columnas.filter((c) =>
    plan.nuevas.some((n) => n[c.campo] !== undefined),
  );
  const demasiadas = plan.nuevas.length > maximo;
  const nada = plan.cambios.length === 0 && plan.nuevas.length === 0;

  const pegar = async () => {
    setEnCurso(true);
    const mensaje = await alPegar();
    setEnCurso(false);
    if (mensaje === null) alCerrar();
    else setFalla(mensaje);
  };

  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo={frasePlan(plan, cosa)}
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          {!nada && (
            <Boton
              aspecto="primario"
              isDisabled={enCurso || demasiadas}
              onPress={() => void pegar()}
            >
              Pegar el bloque
            </Boton>
          )}
        </>
      }
    >
      {falla !== null && (
        <p role="alert" className={estilos["error"]}>
          {falla}
        </p>
      )}
      {demasiadas && (
        <p role="alert" className={estilos["error"]}>
          El bloque trae {plan.nuevas.length} filas nuevas y se aceptan {maximo}{" "}
          a la vez. Péguelo por partes.
        </p>
      )}
      {plan.conEncabezado && (
        <p>La primera fila son los títulos: cada columna va a la suya.</p>
      )}
      {plan.fuera > 0 && (
        <p>
          Quedan fuera {plan.fuera} celdas: están más allá de la última columna
          o sobre una que no se escribe.
        </p>
      )}
      {plan.rechazadas.length > 0 && (
        <div className={estilos["rechazadas"]}>
          <p>
            {plan.rechazadas.length === 1
              ? "Una celda no se entiende y quedará vacía o como estaba:"
              : `${plan.rechazadas.length} celdas no se entienden y quedarán vacías o como estaban:`}
          </p>
          <ul>
            {plan.rechazadas.slice(0, MUESTRA).map((r) => (
              <li key={`${r.fila}·${r.columna}`}>
                Fila {r.fila}, {r.columna}: {r.mensaje}
              </li>
            ))}
          </ul>
          {plan.rechazadas.length > MUESTRA && (
            <p>Y {plan.rechazadas.length - MUESTRA} más.</p>
          )}
        </div>
      )}
      {antes !== undefined && plan.cambios.length > 0 && (
        <Cambios plan={plan} columnas={columnas} antes={antes} />
      )}
      {plan.nuevas.length > 0 && (
        // The frame scrolls sideways, so the keyboard must reach it.
        <div
          className={estilos["muestra"]}
          role="region"
          aria-label="Primeras filas del bloque"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          <table className={estilos["tablaMuestra"]}>
            <caption className="solo-lector">
              Primeras filas que se agregan
            </caption>
            <thead>
              <tr>
                {usadas.map((c) => (
                  <th
                    key={c.campo}
                    scope="col"
                    className={estilos["celdaMuestra"]}
                  >
                    {c.etiqueta}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {plan.nuevas.slice(0, MUESTRA).map((fila, i) => (
                // Rows of a preview have no identity but their place.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={i}>
                  {usadas.map((c) => (
                    <td key={c.campo} className={estilos["celdaMuestra"]}>
                      {textoDeValor(c, fila[c.campo] ?? null)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {plan.nuevas.length > MUESTRA && (
            <p>Y {plan.nuevas.length - MUESTRA} más.</p>
          )}
        </div>
      )}
    </Dialogo>
  );
}

/** Before and after of the first cells that change. */
function Cambios({
  plan,
  columnas,
  antes,
}: {
  plan: PlanDePegado;
  columnas: ReadonlyArray<ColumnaDestino>;
  antes: (entidad: string) => FilaDestino | undefined;
}) {
  return (
    <div
      className={estilos["muestra"]}
      role="region"
      aria-label="Celdas que cambian"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className={estilos["tablaMuestra"]}>
        <caption className="solo-lector">Celdas que cambian</caption>
        <thead>
          <tr>
            {["Dato", "Antes", "Después"].map((t) => (
              <th key={t} scope="col" className={estilos["celdaMuestra"]}>
                {t}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.cambios.slice(0, MUESTRA).map((cambio) => {
            const columna = columnas.find((c) => c.campo === cambio.campo);
            if (columna === undefined) return null;
            const valor = antes(cambio.entidad)?.celdas[cambio.campo]?.valor;
            return (
              <tr key={`${cambio.entidad}.${cambio.campo}`}>
                <td className={estilos["celdaMuestra"]}>{columna.etiqueta}</td>
                <td className={estilos["celdaMuestra"]}>
                  {textoDeValor(columna, valor ?? null) || "sin dato"}
                </td>
                <td className={estilos["celdaMuestra"]}>
                  {textoDeValor(columna, cambio.valor) || "sin dato"}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {plan.cambios.length > MUESTRA && (
        <p>Y {plan.cambios.length - MUESTRA} más.</p>
      )}
    </div>
  );
}
