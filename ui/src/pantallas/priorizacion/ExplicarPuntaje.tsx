import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { Tabla } from "../../componentes/Tabla/Tabla";
import type { CriterioDto } from "../../puente/generado/CriterioDto";
import type { Movida } from "../../puente/generado/Movida";
import type { NotaDto } from "../../puente/generado/NotaDto";
import type { PuestoDto } from "../../puente/generado/PuestoDto";
import type { RondaDto } from "../../puente/generado/RondaDto";
import { porcentaje } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import {
  DESACUERDO,
  centesimas,
  esDelInventario,
  porQueNoCompara,
  posicionDe,
} from "./palabras";
import estilos from "./Priorizacion.module.css";

interface Linea {
  criterio: CriterioDto;
  nota: NotaDto;
}

/** «La suma de lo mostrado da 63.24: la diferencia es del redondeo.», or nothing. */
export function reglaDeRedondeo(puesto: PuestoDto): string {
  const suma = puesto.notas.reduce(
    (s, { aporte }) => s + (aporte === null ? 0 : centesimas(aporte)),
    0,
  );
  const total = puesto.puntaje === null ? suma : centesimas(puesto.puntaje);
  const base =
    "Se calcula con números exactos y solo al mostrarlo se redondea a dos decimales, la mitad hacia arriba.";
  return suma === total
    ? base
    : `${base} Por eso la suma de lo mostrado da ${(suma / 100).toFixed(2)} y no ${puesto.puntaje ?? ""}.`;
}

/** Where a note comes from: the value of the inventory, or the note of each person. */
function Fuente({
  linea: { criterio, nota },
  votantes,
}: {
  linea: Linea;
  votantes: RondaDto["votantes"];
}) {
  const dados = nota.votos.flatMap((voto, i) => {
    if (voto === null) return [];
    const porQue = visible(nota.razones[i] ?? "");
    const quien = `${visible(votantes[i]?.nombre ?? "")} ${voto}`;
    return [porQue === "" ? quien : `${quien} («${porQue}»)`];
  });
  return (
    <>
      {nota.valor !== "" && <span>Inventario: {visible(nota.valor)}</span>}
      {dados.length > 0 && (
        <span className={estilos["votos"]}>
          {esDelInventario(criterio) ? "Corregida por: " : ""}
          {dados.join(" · ")}
        </span>
      )}
      {nota.desacuerdo >= DESACUERDO && (
        <Etiqueta tono="aviso">Desacuerdo de {nota.desacuerdo} puntos</Etiqueta>
      )}
      {nota.valor === "" && dados.length === 0 && (
        <span className={estilos["tenue"]}>Nadie la ha dado</span>
      )}
    </>
  );
}

/** How a score was reached, criterion by criterion, and what can be done with the trámite by hand. */
export function ExplicarPuntaje({
  puesto,
  ronda,
  soloLectura,
  alMover,
  alCerrar,
}: {
  puesto: PuestoDto;
  ronda: RondaDto;
  soloLectura: boolean;
  alMover: (hacia: Movida | null) => void;
  alCerrar: () => void;
}) {
  const cerrada = ronda.estado === "cerrada";
  const lineas = ronda.criterios.flatMap((criterio, k) => {
    const nota = puesto.notas[k];
    return nota === undefined ? [] : [{ criterio, nota }];
  });
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo={
        puesto.posicion === null
          ? `${visible(puesto.codigo)} no se compara`
          : `${visible(puesto.codigo)}: ${puesto.puntaje ?? "n/d"} de 100, posición ${posicionDe(puesto)}`
      }
      acciones={
        <>
          {!soloLectura && (
            <>
              {puesto.a_mano !== null && (
                <Boton onPress={() => alMover(null)}>
                  Volver a lo que dice el orden…
                </Boton>
              )}
              {puesto.seleccionado ? (
                <Boton onPress={() => alMover("fuera")}>
                  Sacar de la selección…
                </Boton>
              ) : (
                <Boton onPress={() => alMover("dentro")}>
                  Poner en la selección…
                </Boton>
              )}
            </>
          )}
          <EnlaceBoton a={{ pantalla: "ficha", id: puesto.tramite }}>
            Abrir ficha
          </EnlaceBoton>
          <Boton aspecto="primario" onPress={alCerrar}>
            Cerrar
          </Boton>
        </>
      }
    >
      <div className={estilos["explicacion"]}>
        <p>{visible(puesto.nombre)}</p>
        {puesto.posicion === null && <p>{porQueNoCompara(puesto)}</p>}
        <p className={estilos["tenue"]}>
          Puntaje = suma de (puntos × nota) ÷ (5 × suma de los puntos) × 100,
          solo con los criterios que tienen dato. Un criterio sin dato no suma
          ni resta.
        </p>
        <Tabla
          titulo="De dónde sale el puntaje"
          filas={lineas}
          clave={({ criterio }) => criterio.codigo}
          columnas={[
            {
              id: "criterio",
              titulo: "Criterio",
              encabeza: true,
              celda: ({ criterio }) => visible(criterio.nombre),
            },
            {
              id: "puntos",
              titulo: "Puntos",
              cifra: true,
              celda: ({ criterio }) => criterio.puntos,
            },
            {
              id: "peso",
              titulo: "Peso",
              cifra: true,
              celda: ({ criterio }) => porcentaje(criterio.peso),
            },
            {
              id: "nota",
              titulo: "Nota",
              cifra: true,
              celda: ({ nota }) => nota.nota ?? "sin dato",
            },
            {
              id: "fuente",
              titulo: "De dónde sale",
              ancho: "ancha",
              celda: (linea) => (
                <Fuente linea={linea} votantes={ronda.votantes} />
              ),
            },
            ...(cerrada
              ? []
              : [
                  {
                    id: "aporte",
                    titulo: "Aporta",
                    cifra: true,
                    celda: ({ nota }: Linea) => nota.aporte ?? "—",
                  },
                ]),
          ]}
          pie={
            cerrada
              ? "La ronda está cerrada: se conservan las notas y el puntaje con que se cerró."
              : `Suma: ${puesto.puntaje ?? "sin dato"}. ${reglaDeRedondeo(puesto)}`
          }
        />
      </div>
    </Dialogo>
  );
}
