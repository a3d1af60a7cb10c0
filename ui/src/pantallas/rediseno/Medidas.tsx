import { Button } from "react-aria-components";
import { clases } from "../../componentes/clases";
import type { CifraExplicada } from "../../puente/generado/CifraExplicada";
import type { Medida } from "../../puente/generado/Medida";
import type { MedidaDto } from "../../puente/generado/MedidaDto";
import type { Senalada } from "../ficha/calculos/Cifra";
import { conUnidad } from "../ficha/calculos/palabras";
import { FLECHA, altura, cambio, enPorciento, lado } from "./palabras";
import estilos from "./Rediseno.module.css";

type Explicar = (que: Senalada) => void;

function Lado({
  titulo,
  cifra,
  texto,
  fuerte = false,
  alExplicar,
}: {
  titulo: string;
  cifra: CifraExplicada;
  texto: string;
  fuerte?: boolean;
  alExplicar: Explicar;
}) {
  return (
    <Button
      className={clases(estilos["lado"], fuerte && estilos["ladoFuerte"])}
      aria-haspopup="dialog"
      onPress={() => alExplicar({ titulo, cifra })}
    >
      <span className="solo-lector">{titulo}: </span>
      {texto}
      <span className="solo-lector">. Ver cómo se calcula</span>
    </Button>
  );
}

function Tarjeta({
  medida: { breve, antes, despues },
  conPropuesta,
  alExplicar,
}: {
  medida: MedidaDto;
  conPropuesta: boolean;
  alExplicar: Explicar;
}) {
  const misma = antes.unidad === despues.unidad || despues.valor === null;
  return (
    <article className={estilos["tarjeta"]} aria-label={breve.nombre}>
      <h2 className={estilos["tarjetaTitulo"]}>{breve.nombre}</h2>
      <p className={estilos["lados"]}>
        <Lado
          titulo={`${breve.nombre}, hoy`}
          cifra={antes}
          texto={
            misma && breve.despues !== null
              ? (breve.antes ?? "sin dato")
              : lado(breve.antes, antes.unidad)
          }
          alExplicar={alExplicar}
        />
        <span aria-hidden="true" className={estilos["flecha"]}>
          →
        </span>
        <Lado
          titulo={`${breve.nombre}, con la propuesta`}
          cifra={despues}
          texto={
            breve.despues === null && !conPropuesta
              ? "por proponer"
              : lado(breve.despues, despues.unidad)
          }
          fuerte={breve.despues !== null}
          alExplicar={alExplicar}
        />
      </p>
      <p className={clases(estilos["cambio"], estilos[breve.sentido])}>
        {breve.sentido !== "sin_dato" && (
          <span aria-hidden="true">{FLECHA[breve.sentido]} </span>
        )}
        {breve.sentido === "sin_dato" && breve.antes !== null && !conPropuesta
          ? "Todavía sin propuesta"
          : breve.sentido === "sin_dato"
            ? (antes.faltan[0]?.que ??
              despues.faltan[0]?.que ??
              breve.sin_comparar ??
              "Sin comparar")
            : (enPorciento(breve) ?? cambio(breve))}
      </p>
    </article>
  );
}

/** What a year gains: money first, hours after it, and by how many requests. */
function Ahorro({
  medidas,
  alExplicar,
}: {
  medidas: ReadonlyArray<MedidaDto>;
  alExplicar: Explicar;
}) {
  const de = (cual: Medida) =>
    medidas.find(({ breve }) => breve.medida === cual) ?? null;
  const dinero = de("costo_total")?.anual?.valor
    ? de("costo_total")
    : de("costo");
  const horas = de("horas_persona");
  const cifra = dinero?.anual ?? null;
  const volumen = cifra?.insumos.find(({ unidad }) => unidad === "caso");
  const peor = cifra?.valor?.valor.startsWith("−") ?? false;
  return (
    <article
      className={clases(estilos["tarjeta"], estilos["tarjetaAncha"])}
      aria-label="En un año"
    >
      <h2 className={estilos["tarjetaTitulo"]}>
        {volumen === undefined
          ? "En un año"
          : `Para ${conUnidad(volumen.valor.valor, "caso")} al año`}
      </h2>
      {cifra?.valor == null ? (
        <>
          <p className={estilos["lados"]}>
            {cifra === null ? (
              <span className={estilos["sinDato"]}>Sin dato</span>
            ) : (
              <Lado
                titulo="Lo que se ahorra en un año"
                cifra={cifra}
                texto="Sin dato"
                alExplicar={alExplicar}
              />
            )}
          </p>
          <p className={clases(estilos["cambio"], estilos["sin_dato"])}>
            {cifra?.faltan[0]?.que ??
              "Hace falta el costo de hoy y el de la propuesta."}
          </p>
        </>
      ) : (
        <>
          <p className={estilos["lados"]}>
            <Lado
              titulo="Lo que se ahorra en un año"
              cifra={cifra}
              texto={conUnidad(cifra.valor.valor, cifra.unidad)}
              fuerte
              alExplicar={alExplicar}
            />
          </p>
          <p className={clases(estilos["cambio"], peor && estilos["empeora"])}>
            {peor
              ? "Se gasta más"
              : altura(cifra.valor.valor) === 0
                ? "Se paga lo mismo"
                : "Se ahorra"}
            {" · "}
            {horas?.anual?.valor != null && (
              <>
                <Lado
                  titulo="Horas de las personas en un año"
                  cifra={horas.anual}
                  texto={`${conUnidad(horas.anual.valor.valor, "h")} de las personas`}
                  alExplicar={alExplicar}
                />
                {" · "}
              </>
            )}
            volumen: {volumen?.fuente ?? "sin fuente escrita"}
          </p>
        </>
      )}
    </article>
  );
}

const EN_TARJETAS: ReadonlyArray<Medida> = [
  "procedimientos",
  "requisitos",
  "tiempo",
  "costo",
];

/** The four measures of the law, before and after, and what a year gains. */
export function Medidas({
  medidas,
  conPropuesta,
  alExplicar,
}: {
  medidas: ReadonlyArray<MedidaDto>;
  /** There are pasos proposed. */
  conPropuesta: boolean;
  alExplicar: Explicar;
}) {
  return (
    <section className={estilos["tarjetas"]} aria-label="Antes y después">
      {EN_TARJETAS.map((cual) => {
        const medida = medidas.find(({ breve }) => breve.medida === cual);
        return medida === undefined ? null : (
          <Tarjeta
            key={cual}
            medida={medida}
            conPropuesta={conPropuesta}
            alExplicar={alExplicar}
          />
        );
      })}
      <Ahorro medidas={medidas} alExplicar={alExplicar} />
    </section>
  );
}
