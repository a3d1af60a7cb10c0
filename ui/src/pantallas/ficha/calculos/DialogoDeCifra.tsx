import { Boton } from "../../../componentes/Boton/Boton";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { Tabla } from "../../../componentes/Tabla/Tabla";
import type { FaltaDeCifra } from "../../../puente/generado/FaltaDeCifra";
import {
  decimal,
  fechaCorta,
  fechaDeMomento,
  fechaLarga,
} from "../../../textos/formatos";
import type { Senalada } from "./Cifra";
import { ExplicacionDeCifra } from "./ExplicacionDeCifra";
import { CONFIANZA, conUnidad, deRango, enCelda } from "./palabras";
import estilos from "./Calculos.module.css";

/** Formula, inputs with their source, date, author and confidence, rounding and cut-off of a figure. */
export function DialogoDeCifra({
  senalada: { titulo, cifra },
  metodos,
  redondeo,
  corte,
  alCerrar,
  alAnotar,
  alIr,
}: {
  senalada: Senalada;
  metodos: string;
  redondeo: string;
  corte: string;
  alCerrar: () => void;
  /** Writes a missing parameter; null when this file is only read. */
  alAnotar: ((codigo: string) => void) | null;
  /** Goes to the cell of the ficha that is missing. */
  alIr: (falta: FaltaDeCifra) => void;
}) {
  const { texto, menor } = enCelda(cifra);
  return (
    <ExplicacionDeCifra
      titulo={titulo}
      texto={texto}
      menor={menor}
      lineas={[
        { que: "Fórmula", dice: cifra.formula },
        { que: "Nota", dice: cifra.nota },
        {
          que: "Valor exacto",
          dice:
            cifra.valor === null
              ? null
              : conUnidad(decimal(cifra.valor.exacto), cifra.unidad),
        },
        {
          que: "Diferencia por redondeo",
          dice:
            cifra.diferencia === null
              ? null
              : `${conUnidad(cifra.diferencia, cifra.unidad)} entre el total y la suma de las líneas como se muestran`,
        },
        { que: "Método", dice: metodos },
        { que: "Redondeo", dice: redondeo },
        { que: "Fecha de corte", dice: fechaLarga(corte) },
      ]}
      alCerrar={alCerrar}
    >
      {cifra.faltan.length > 0 && (
        <section aria-label="Lo que falta" className={estilos["faltan"]}>
          <h3>Lo que falta</h3>
          <ul>
            {cifra.faltan.map((falta) => (
              <li key={`${falta.que}·${falta.entidad ?? ""}`}>
                <span>{falta.que}</span>
                {falta.parametro !== null && alAnotar !== null && (
                  <Boton
                    pequeno
                    onPress={() => alAnotar(falta.parametro ?? "")}
                  >
                    Escribir el valor
                  </Boton>
                )}
                {falta.entidad !== null && falta.campo !== null && (
                  <Boton pequeno onPress={() => alIr(falta)}>
                    Ir al dato
                  </Boton>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {cifra.insumos.length > 0 && (
        <Tabla
          tituloVisible
          titulo="De qué datos sale"
          filas={cifra.insumos.map((insumo, i) => ({ insumo, clave: `${i}` }))}
          clave={({ clave }) => clave}
          columnas={[
            {
              id: "dato",
              titulo: "Dato",
              encabeza: true,
              ancho: "ancha",
              celda: ({ insumo }) => insumo.nombre,
            },
            {
              id: "valor",
              titulo: "Valor",
              cifra: true,
              celda: ({ insumo }) => (
                <>
                  {conUnidad(insumo.valor.valor, insumo.unidad)}
                  {!insumo.valor.fijo && (
                    <span className={estilos["menor"]}>
                      {deRango(insumo.valor, insumo.unidad)}
                    </span>
                  )}
                </>
              ),
            },
            {
              id: "confianza",
              titulo: "Confianza",
              celda: ({ insumo }) => (
                <Etiqueta tono={CONFIANZA[insumo.confianza].tono}>
                  {CONFIANZA[insumo.confianza].texto}
                </Etiqueta>
              ),
            },
            {
              id: "fuente",
              titulo: "Fuente y fecha",
              celda: ({ insumo }) =>
                [
                  insumo.fuente,
                  insumo.fecha === null ? null : fechaCorta(insumo.fecha),
                ]
                  .filter((x) => x !== null)
                  .join(" · ") || "Sin fuente escrita",
            },
            {
              id: "quien",
              titulo: "Quién lo escribió",
              celda: ({ insumo }) =>
                insumo.quien === null
                  ? "—"
                  : [
                      insumo.quien,
                      ...(insumo.cuando === null
                        ? []
                        : [fechaCorta(fechaDeMomento(insumo.cuando))]),
                    ].join(", "),
            },
          ]}
        />
      )}
    </ExplicacionDeCifra>
  );
}
