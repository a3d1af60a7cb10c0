import { useRef, useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import {
  ElegirValor,
  nombreDelDato,
} from "../../componentes/DosValores/DosValores";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { cambiarYEnfocar, opcionMarcada } from "../../componentes/foco";
import { Hoja } from "../../componentes/Hoja/Hoja";
import type { RondaDto } from "../../puente/generado/RondaDto";
import { useAccion } from "../../puente/mutaciones";
import { deCuantos } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { comparacionEnPalabras, elDe, useDosValores } from "./dosValores";
import { ElegirPersona } from "./ElegirPersona";
import { Par } from "./Par";
import { Consistencia, ResultadoDePares } from "./ResultadoDePares";
import { paresDe } from "./saaty";
import type { Puntos } from "./useEnsayo";
import estilos from "./Pesos.module.css";

/** More than nine cannot be told apart reliably, and the method has no table for them. */
const MAXIMO = 9;

/** Weights out of comparing the criteria two by two (AHP), by each person and by the group. */
export function Pares({
  ronda,
  soloLectura,
  guardando,
  alUsar,
}: {
  ronda: RondaDto;
  soloLectura: boolean;
  guardando: boolean;
  alUsar: (puntos: Puntos) => void;
}) {
  const comparar = useAccion("comparar", { enFila: true });
  const [quien, setQuien] = useState<string | null>(null);
  const [lugar, setLugar] = useState(0);
  const escala = useRef<HTMLFieldSetElement>(null);
  const persona =
    ronda.votantes.find(({ entidad }) => entidad.id === quien) ??
    ronda.votantes[0];
  const pares = paresDe(ronda.criterios);
  const enCual = Math.min(lugar, pares.length - 1);
  const par = pares[enCual];
  const nombreDe = (codigo: string) =>
    visible(ronda.criterios.find((c) => c.codigo === codigo)?.nombre ?? codigo);
  const valorDe = (a: string, b: string) =>
    persona?.comparaciones[`${a}/${b}`] ?? null;
  const aparte = persona?.ahp?.por_revisar ?? null;
  const seAparta = (a: string, b: string) =>
    aparte !== null && aparte.includes(a) && aparte.includes(b);
  const dobles = useDosValores(ronda);
  const doble =
    persona === undefined || par === undefined
      ? undefined
      : elDe(dobles, {
          votante: persona.entidad.id,
          criterio: par[0].codigo,
          segundo: par[1].codigo,
        });
  const ir = (i: number) =>
    cambiarYEnfocar(
      () => setLugar(Math.max(0, Math.min(i, pares.length - 1))),
      () => opcionMarcada(escala.current),
    );
  const revisar = ([a, b]: readonly [string, string]) => {
    const i = pares.findIndex(([x, y]) =>
      [a, b].every((c) => c === x.codigo || c === y.codigo),
    );
    if (i >= 0) ir(i);
  };
  const { ahp } = ronda;
  return (
    <Hoja
      titulo="Comparar de dos en dos (opcional)"
      acciones={
        ahp !== null &&
        !soloLectura && (
          <Boton
            isDisabled={guardando}
            onPress={() =>
              alUsar(
                Object.fromEntries(
                  ronda.criterios.map((c, k) => [
                    c.codigo,
                    ahp.pesos[k] ?? "0",
                  ]),
                ),
              )
            }
          >
            Usar estos pesos
          </Boton>
        )
      }
    >
      <p className={estilos["tenue"]}>
        En lugar de repartir puntos, cada persona dice qué criterio importa más
        en cada par (método AHP). Es una opción del comité; la guía no lo pide.
      </p>
      {ronda.criterios.length > MAXIMO || par === undefined ? (
        <p>
          Se comparan de 2 a {MAXIMO} criterios, y esta ronda tiene{" "}
          {ronda.criterios.length}. Ajuste la lista o use los puntos.
        </p>
      ) : (
        <>
          <div className={estilos["elegir"]}>
            <ElegirPersona
              ronda={ronda}
              elegida={persona?.entidad.id ?? null}
              soloLectura={soloLectura}
              alElegir={setQuien}
            />
            {persona !== undefined && (
              <label>
                <span>Par</span>
                <select
                  value={enCual}
                  onChange={(e) => setLugar(Number(e.target.value))}
                >
                  {pares.map(([a, b], i) => (
                    <option key={`${a.codigo}/${b.codigo}`} value={i}>
                      {i + 1}. {visible(a.nombre)} y {visible(b.nombre)}
                      {valorDe(a.codigo, b.codigo) === null
                        ? " (sin comparar)"
                        : seAparta(a.codigo, b.codigo)
                          ? " ⚠ el que más se aparta"
                          : ""}
                    </option>
                  ))}
                </select>
              </label>
            )}
          </div>
          <AvisoDeFalla error={comparar.error} />
          {persona !== undefined && (
            <>
              <p role="status">
                {visible(persona.nombre)} lleva {deCuantos(persona.pares)} pares
                comparados.
              </p>
              {seAparta(par[0].codigo, par[1].codigo) && (
                <p>
                  <Etiqueta tono="aviso">
                    Es el par que más se aparta del resto
                  </Etiqueta>
                </p>
              )}
              <Par
                key={`${persona.entidad.id}/${par[0].codigo}/${par[1].codigo}`}
                ref={escala}
                primero={par[0].nombre}
                segundo={par[1].nombre}
                valor={valorDe(par[0].codigo, par[1].codigo)}
                soloLectura={soloLectura || doble !== undefined}
                alElegir={(valor) =>
                  void comparar.ejecutar({
                    ronda: ronda.entidad.id,
                    votante: persona.entidad.id,
                    primero: par[0].codigo,
                    segundo: par[1].codigo,
                    valor,
                  })
                }
              />
              {doble !== undefined && (
                <ElegirValor
                  entidad={doble.entidad}
                  campo={doble.campo}
                  nombre={nombreDelDato(doble)}
                  enPalabras={comparacionEnPalabras(ronda)}
                />
              )}
              <div className={estilos["acciones"]}>
                <Boton isDisabled={enCual === 0} onPress={() => ir(enCual - 1)}>
                  Par anterior
                </Boton>
                <Boton
                  isDisabled={enCual === pares.length - 1}
                  onPress={() => ir(enCual + 1)}
                >
                  Par siguiente
                </Boton>
              </div>
              {persona.ahp !== null && (
                <Consistencia
                  ahp={persona.ahp}
                  nombreDe={nombreDe}
                  alRevisar={soloLectura ? null : revisar}
                />
              )}
            </>
          )}
          <ResultadoDePares
            criterios={ronda.criterios}
            persona={persona ?? null}
            grupo={ahp}
            nombreDe={nombreDe}
          />
        </>
      )}
    </Hoja>
  );
}
