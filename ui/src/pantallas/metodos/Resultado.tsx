import { useState } from "react";
import { Button } from "react-aria-components";
import { Aviso } from "../../componentes/Aviso/Aviso";
import { Tabla } from "../../componentes/Tabla/Tabla";
import type { Columna } from "../../componentes/Tabla/Tabla";
import { Actividades } from "../../graficos/Actividades/Actividades";
import { Pareto } from "../../graficos/Pareto/Pareto";
import { decimal, fechaLarga } from "../../textos/formatos";
import { ExplicacionDeCifra } from "../ficha/calculos/ExplicacionDeCifra";
import { DESCRIPCIONES } from "./entradas";
import type { Metodo } from "./entradas";
import type { Lugar } from "./estado";
import { datosDe } from "./estado";
import {
  cifraEn,
  comoLista,
  comoObjeto,
  conUnidad,
  en,
  enPalabras,
  filasEn,
  textoEn,
} from "./lectura";
import type { CifraDelContrato, FilaDeResultado } from "./lectura";
import { PRESENTACIONES } from "./resultados";
import type { Bloque, ColumnaPorMostrar } from "./resultados";
import estilos from "./Metodos.module.css";

interface Senalada {
  titulo: string;
  formula: string;
  cifra: CifraDelContrato;
  de: ReadonlyArray<string>;
}

/** Inputs that fit in an explanation; the rest are in the form. */
const MAX_DATOS = 60;

/** What a method answered: its figures that explain themselves, its tables and its drawing. */
export function Resultado({
  metodo,
  resultado,
  entrada,
  lugares,
  origen,
}: {
  metodo: Metodo;
  resultado: unknown;
  /** What was sent. */
  entrada: unknown;
  /** What was written, by its place. */
  lugares: ReadonlyArray<Lugar>;
  /** Where the inputs come from, in a sentence. */
  origen: string;
}) {
  const [senalada, setSenalada] = useState<Senalada | null>(null);
  const presentacion = PRESENTACIONES[metodo];
  const advertencias = comoLista(en(resultado, "advertencias"));
  return (
    <div className={estilos["resultado"]}>
      {advertencias.length > 0 && (
        <Aviso
          tono="aviso"
          titulo={
            advertencias.length === 1
              ? "Tenga en cuenta"
              : `Tenga en cuenta ${advertencias.length} avisos`
          }
        >
          <ul>
            {advertencias.map((a, i) => (
              <li key={`${textoEn(a, "codigo")}·${textoEn(a, "campo")}·${i}`}>
                {textoEn(a, "mensaje")}
              </li>
            ))}
          </ul>
        </Aviso>
      )}
      {presentacion.bloques(resultado, entrada).map((bloque, i) => (
        <BloqueDeResultado
          // oxlint-disable-next-line react/no-array-index-key -- the blocks of a method never move
          key={i}
          bloque={bloque}
          resultado={resultado}
          entrada={entrada}
          alExplicar={setSenalada}
        />
      ))}
      {senalada !== null && (
        <Explicacion
          metodo={metodo}
          resultado={resultado}
          senalada={senalada}
          datos={datosDe(lugares, senalada.de)}
          origen={origen}
          alCerrar={() => setSenalada(null)}
        />
      )}
    </div>
  );
}

/** A figure that says how it was reached when it is pressed. */
function CifraQueSeExplica({
  ruta,
  senalada,
  alExplicar,
}: {
  ruta: string;
  senalada: Senalada;
  alExplicar: (cual: Senalada) => void;
}) {
  return (
    <Button
      className={estilos["cifra"] ?? ""}
      aria-haspopup="dialog"
      data-ruta={ruta}
      onPress={() => alExplicar(senalada)}
    >
      <span className="solo-lector">{senalada.titulo}: </span>
      <span>{enPalabras(senalada.cifra)}</span>
      <span className="solo-lector">. Ver cómo se calcula</span>
    </Button>
  );
}

function BloqueDeResultado({
  bloque,
  resultado,
  entrada,
  alExplicar,
}: {
  bloque: Bloque;
  resultado: unknown;
  entrada: unknown;
  alExplicar: (cual: Senalada) => void;
}) {
  switch (bloque.clase) {
    case "frase":
      return (
        <Aviso tono={bloque.tono}>
          <p>{bloque.texto}</p>
        </Aviso>
      );
    case "cifras":
      return (
        <section aria-label={bloque.titulo} className={estilos["lista"]}>
          <h3>{bloque.titulo}</h3>
          <dl className={estilos["cifras"]}>
            {bloque.cifras.map(({ ruta, titulo, formula, de = [""] }) => {
              const cifra = cifraEn(resultado, ruta);
              return cifra === null ? null : (
                <div key={ruta}>
                  <dt>{titulo}</dt>
                  <dd>
                    <CifraQueSeExplica
                      ruta={ruta}
                      senalada={{ titulo, formula, cifra, de }}
                      alExplicar={alExplicar}
                    />
                  </dd>
                </div>
              );
            })}
          </dl>
        </section>
      );
    case "tabla": {
      const celda = (col: ColumnaPorMostrar, fila: FilaDeResultado) => {
        if (col.palabra !== undefined) return col.palabra(fila);
        const cifra = cifraEn(fila.valor, col.ruta);
        if (cifra === null) return "—";
        return (
          <CifraQueSeExplica
            ruta={`${fila.ruta}.${col.ruta}`}
            senalada={{
              titulo: `${col.titulo}, ${bloque.nombre.palabra?.(fila) ?? ""}`,
              formula: col.formula ?? "",
              cifra,
              de: bloque.de(fila),
            }}
            alExplicar={alExplicar}
          />
        );
      };
      // A column where nobody has a figure says nothing.
      const visibles = bloque.columnas.filter(
        (col) =>
          col.palabra !== undefined ||
          bloque.filas.some(({ valor }) => cifraEn(valor, col.ruta) !== null),
      );
      const columnas = [bloque.nombre, ...visibles].map(
        (col, k): Columna<FilaDeResultado> => ({
          id: `${k}`,
          titulo: col.titulo,
          encabeza: k === 0,
          cifra: col.formula !== undefined || col.aLaDerecha === true,
          celda: (fila) => celda(col, fila),
        }),
      );
      return (
        <Tabla
          tituloVisible
          titulo={bloque.titulo}
          filas={bloque.filas}
          clave={({ ruta }) => ruta}
          columnas={columnas}
          {...(bloque.pie === undefined ? {} : { pie: bloque.pie })}
        />
      );
    }
    case "pareto": {
      const vitales = new Set(comoLista(en(resultado, "vitales")));
      return (
        <Pareto
          titulo="Parte de cada elemento y suma acumulada"
          fuente="Con los datos de esta pantalla."
          umbral={Number(textoEn(entrada, "umbrales[0]") || 80)}
          que="elemento"
          barras={filasEn(resultado, "elementos[]").map(({ valor }) => ({
            id: textoEn(valor, "codigo"),
            codigo: textoEn(valor, "codigo"),
            participacion: Number(textoEn(valor, "participacion.valor")),
            acumulado: Number(textoEn(valor, "acumulado_porcentaje.valor")),
            fuerte: vitales.has(textoEn(valor, "codigo")),
          }))}
        />
      );
    }
    case "actividades": {
      const filas = filasEn(resultado, "actividades[]");
      const unidad = textoEn(filas[0]?.valor, "duracion.unidad");
      return (
        <Actividades
          titulo="Cuándo ocurre cada actividad"
          unidad={conUnidad("", unidad).trim() || unidad}
          barras={filas.map(({ valor }) => {
            const numero = (campo: string) =>
              Number(textoEn(valor, `${campo}.valor`));
            const critica = en(valor, "critica") === true;
            return {
              id: textoEn(valor, "codigo"),
              codigo: textoEn(valor, "codigo"),
              inicio: numero("inicio_temprano"),
              fin: numero("fin_temprano"),
              finTardio: numero("fin_tardio"),
              critica,
              dicho: critica
                ? "crítica"
                : `holgura ${textoEn(valor, "holgura_total.mostrado")}`,
            };
          })}
        />
      );
    }
  }
}

/** Formula, calculation, exact value, method, rounding and inputs of one figure. */
function Explicacion({
  metodo,
  resultado,
  senalada: { titulo, formula, cifra },
  datos,
  origen,
  alCerrar,
}: {
  metodo: Metodo;
  resultado: unknown;
  senalada: Senalada;
  datos: ReadonlyArray<Lugar>;
  origen: string;
  alCerrar: () => void;
}) {
  const explicacion = comoObjeto(en(resultado, "explicacion"));
  const dice = (campo: string) => {
    const v = explicacion[campo];
    return typeof v === "string" && v !== "" ? v : null;
  };
  return (
    <ExplicacionDeCifra
      titulo={titulo}
      texto={enPalabras(cifra)}
      menor={null}
      lineas={[
        { que: "Fórmula", dice: formula },
        {
          que: "Con estos números",
          dice:
            cifra.razon === null
              ? null
              : `${decimal(cifra.razon.numerador)} / ${decimal(cifra.razon.denominador)} (${cifra.razon.regla})`,
        },
        {
          que: "Valor exacto",
          dice:
            cifra.valor === null
              ? "No definido: el denominador es cero"
              : conUnidad(decimal(cifra.valor), cifra.unidad),
        },
        {
          que: "Diferencia por redondeo",
          dice:
            cifra.diferencia === null
              ? null
              : `${conUnidad(decimal(cifra.diferencia), cifra.unidad)} entre el total y la suma de las partes como se muestran`,
        },
        {
          que: "Método",
          dice: `${DESCRIPCIONES[metodo].titulo}, versión ${textoEn(resultado, "version")}. ${dice("calculo") ?? ""}`,
        },
        { que: "Redondeo", dice: dice("redondeo") },
        { que: "Alcance", dice: dice("alcance") },
        {
          que: "Fecha de corte",
          dice: cifra.corte === null ? null : fechaLarga(cifra.corte),
        },
        { que: "De dónde salen los datos", dice: origen },
      ]}
      alCerrar={alCerrar}
    >
      {datos.length > 0 && (
        <Tabla
          tituloVisible
          titulo="De qué datos sale"
          filas={datos.slice(0, MAX_DATOS)}
          clave={({ ruta }) => ruta}
          columnas={[
            {
              id: "dato",
              titulo: "Dato",
              encabeza: true,
              ancho: "ancha",
              celda: ({ etiqueta }) => etiqueta,
            },
            {
              id: "valor",
              titulo: "Valor",
              cifra: true,
              celda: ({ valor }) => decimal(valor),
            },
          ]}
          {...(datos.length > MAX_DATOS
            ? {
                pie: `Hay ${datos.length - MAX_DATOS} datos más en el formulario.`,
              }
            : {})}
        />
      )}
    </ExplicacionDeCifra>
  );
}
