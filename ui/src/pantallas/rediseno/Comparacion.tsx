import { Hoja } from "../../componentes/Hoja/Hoja";
import { clases } from "../../componentes/clases";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { Pendiente } from "../../graficos/Pendiente/Pendiente";
import type { MedidaDto } from "../../puente/generado/MedidaDto";
import { deCuantos, fechaLarga } from "../../textos/formatos";
import { Cifra } from "../ficha/calculos/Cifra";
import type { Senalada } from "../ficha/calculos/Cifra";
import type { DeUno } from "./Uno";
import { FLECHA, altura, cambio, lado, porcientoConBase } from "./palabras";
import estilos from "./Rediseno.module.css";

/** The measures side by side: the difference first, what part of the whole it is after it. */
export function Comparacion({
  dto,
  alExplicar,
}: DeUno & { alExplicar: (que: Senalada) => void }) {
  const deLey = dto.medidas.filter(({ breve }) => breve.de_ley);
  const otras = dto.medidas.filter(({ breve }) => !breve.de_ley);
  const comparables = dto.medidas.filter(
    ({ breve }) => breve.sentido !== "sin_dato",
  );
  const mejores = comparables.filter(({ breve }) => breve.sentido === "mejora");
  // Each measure against what it is today: they have no unit in common.
  const rectas = dto.medidas.flatMap(({ breve }) => {
    const antes = altura(breve.antes);
    const despues = altura(breve.despues);
    if (
      antes === null ||
      despues === null ||
      antes === 0 ||
      breve.sentido === "sin_dato" ||
      (!breve.de_ley && breve.sentido === "igual")
    )
      return [];
    return [
      {
        id: breve.medida,
        nombre: breve.nombre,
        antes: 100,
        despues: (despues * 100) / antes,
        textoAntes: lado(breve.antes, breve.unidad),
        textoDespues: lado(breve.despues, breve.unidad),
        sentido: breve.sentido,
      },
    ];
  });
  return (
    <div className={estilos["apilada"]}>
      <p className={estilos["nota"]}>
        Lo planeado sale de la propuesta; lo medido se anota cuando el trámite
        nuevo está en uso, y va en su propia columna. Pulse una cifra para ver
        de qué sale.
      </p>
      <TablaDeMedidas
        titulo="Las cuatro medidas del artículo 4 del Decreto 5-2021"
        medidas={deLey}
        alExplicar={alExplicar}
      />
      {rectas.length > 0 && (
        <Hoja>
          <Pendiente
            titulo={`${deCuantos({ numerador: mejores.length, denominador: comparables.length })} medidas comparables mejoran`}
            fuente={`Cada línea parte de su valor de hoy: abajo es menos. Comparables ${deCuantos({ numerador: comparables.length, denominador: dto.medidas.length })}. Corte al ${fechaLarga(dto.corte)}.`}
            rectas={rectas}
          />
        </Hoja>
      )}
      <TablaDeMedidas
        titulo="Otras medidas, criterio de la herramienta"
        medidas={otras}
        alExplicar={alExplicar}
      />
    </div>
  );
}

function TablaDeMedidas({
  titulo,
  medidas,
  alExplicar,
}: {
  titulo: string;
  medidas: ReadonlyArray<MedidaDto>;
  alExplicar: (que: Senalada) => void;
}) {
  return (
    <Tabla
      titulo={titulo}
      tituloVisible
      filas={medidas}
      clave={({ breve }) => breve.medida}
      columnas={[
        {
          id: "medida",
          titulo: "Medida",
          encabeza: true,
          celda: ({ breve }) => breve.nombre,
        },
        {
          id: "hoy",
          titulo: "Hoy",
          cifra: true,
          celda: ({ breve, antes }) => (
            <Cifra
              titulo={`${breve.nombre}, hoy`}
              cifra={antes}
              alExplicar={alExplicar}
            />
          ),
        },
        {
          id: "planeado",
          titulo: "Planeado",
          cifra: true,
          celda: ({ breve, despues }) => (
            <Cifra
              titulo={`${breve.nombre}, con la propuesta`}
              cifra={despues}
              fuerte
              alExplicar={alExplicar}
            />
          ),
        },
        {
          id: "cambio",
          titulo: "Cambio planeado",
          celda: ({ breve }) =>
            breve.sentido === "sin_dato" ? (
              <span className={estilos["tenue"]}>
                No comparable.{" "}
                {breve.sin_comparar?.replace(/^No comparable:\s*/, "")}
              </span>
            ) : (
              <span className={clases(estilos[breve.sentido])}>
                <span aria-hidden="true">{FLECHA[breve.sentido]} </span>
                <strong>{cambio(breve)}</strong>
                {breve.sentido !== "igual" &&
                  porcientoConBase(breve) !== null && (
                    <span className={estilos["tenue"]}>
                      {" "}
                      {porcientoConBase(breve)}
                    </span>
                  )}
              </span>
            ),
        },
        {
          id: "anual",
          titulo: "En un año",
          cifra: true,
          celda: ({ breve, anual }) =>
            anual === null ? (
              <span className={estilos["tenue"]}>no aplica</span>
            ) : (
              <Cifra
                titulo={`${breve.nombre}: lo que se ahorra en un año`}
                cifra={anual}
                alExplicar={alExplicar}
              />
            ),
        },
        {
          id: "medido",
          titulo: "Medido",
          celda: () => <span className={estilos["fijo"]}>sin medir</span>,
        },
      ]}
    />
  );
}
