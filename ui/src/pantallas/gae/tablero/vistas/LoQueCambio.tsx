import { useState } from "react";
import { Boton } from "../../../../componentes/Boton/Boton";
import { Copiar } from "../../../../componentes/Copiar/Copiar";
import { Etiqueta } from "../../../../componentes/Etiqueta/Etiqueta";
import { Hoja } from "../../../../componentes/Hoja/Hoja";
import { Tabla } from "../../../../componentes/Tabla/Tabla";
import { Pendiente } from "../../../../graficos/Pendiente/Pendiente";
import type { CambioDeFase } from "../../../../puente/generado/CambioDeFase";
import type { CambiosDto } from "../../../../puente/generado/CambiosDto";
import { escribirRuta } from "../../../../rutas";
import {
  deCuantos,
  fechaCorta,
  fechaLarga,
  numero,
  porcentaje,
} from "../../../../textos/formatos";
import { ESTADO_FASE, NOMBRE_FASE } from "../../../../textos/palabras";
import { visible } from "../../../../textos/visible";
import estilos from "../Tablero.module.css";

/** Movements listed at first. */
const A_LA_VISTA = 20;

/** «+3», «−1», «sin cambio»: never a bare zero. */
export function conSigno(n: number): string {
  return n === 0 ? "sin cambio" : n > 0 ? `+${numero(n)}` : numero(n);
}

const valor = ({ numerador, denominador }: CambioDeFase["antes"]) =>
  denominador === 0 ? 0 : (numerador * 100) / denominador;

/** The change in words first, then drawn, then in rows. */
export function LoQueCambio({
  cambios,
  deUna = false,
}: {
  cambios: CambiosDto;
  /** Of one institution a percentage says nothing: its movements do. */
  deUna?: boolean;
}) {
  const [todas, setTodas] = useState(false);
  const movidas = cambios.fases.filter(
    ({ antes, ahora }) =>
      antes.numerador !== ahora.numerador ||
      antes.denominador !== ahora.denominador,
  );
  const texto = [cambios.titular, ...cambios.parrafos].join("\n");
  return (
    <>
      <Hoja
        titulo={visible(cambios.titular)}
        acciones={<Copiar texto={texto} de="lo que cambió" />}
      >
        <p className={estilos["tenue"]}>
          Del {fechaLarga(cambios.desde)} al {fechaLarga(cambios.hasta)}.
        </p>
        <ul className={estilos["parrafos"]}>
          {cambios.parrafos.map((parrafo) => (
            <li key={parrafo}>{visible(parrafo)}</li>
          ))}
        </ul>
      </Hoja>
      {!deUna && movidas.length > 0 && (
        <div className={estilos["grafica"]}>
          <Pendiente
            titulo="Porcentaje de cada fase, antes y ahora"
            fuente="Solo las fases que cambiaron; la base de cada una está en la tabla."
            antes={fechaCorta(cambios.desde)}
            despues={fechaCorta(cambios.hasta)}
            rectas={movidas.map(({ fase, nombre, antes, ahora }) => ({
              id: fase,
              nombre,
              antes: valor(antes),
              despues: valor(ahora),
              textoAntes: porcentaje(antes),
              textoDespues: porcentaje(ahora),
              sentido:
                valor(ahora) > valor(antes)
                  ? "mejora"
                  : valor(ahora) < valor(antes)
                    ? "empeora"
                    : "igual",
            }))}
          />
        </div>
      )}
      {!deUna && (
        <Tabla
          tituloVisible
          titulo="Cada fase, antes y ahora"
          filas={cambios.fases}
          clave={({ fase }) => fase}
          columnas={[
            {
              id: "fase",
              titulo: "Fase",
              encabeza: true,
              celda: ({ codigo_guia: codigo, nombre }) =>
                codigo === null ? nombre : `${codigo} ${nombre}`,
            },
            {
              id: "antes",
              titulo: `Al ${fechaCorta(cambios.desde)}`,
              cifra: true,
              celda: ({ antes }) =>
                `${deCuantos(antes)} · ${porcentaje(antes)}`,
            },
            {
              id: "ahora",
              titulo: `Al ${fechaCorta(cambios.hasta)}`,
              cifra: true,
              celda: ({ ahora }) =>
                `${deCuantos(ahora)} · ${porcentaje(ahora)}`,
            },
            {
              id: "cambio",
              titulo: "Cambio",
              cifra: true,
              celda: ({ diferencia }) => conSigno(diferencia),
            },
          ]}
        />
      )}
      {cambios.movimientos.length > 0 && (
        <Tabla
          tituloVisible
          titulo={`Fases que se movieron: ${numero(cambios.movimientos.length)}`}
          filas={
            todas
              ? cambios.movimientos
              : cambios.movimientos.slice(0, A_LA_VISTA)
          }
          {...(todas || cambios.movimientos.length <= A_LA_VISTA
            ? {}
            : {
                pie: (
                  <Boton pequeno onPress={() => setTodas(true)}>
                    Ver las {numero(cambios.movimientos.length)} fases
                  </Boton>
                ),
              })}
          clave={({ institucion, fase }) => `${institucion}·${fase}`}
          columnas={[
            {
              id: "institucion",
              titulo: "Institución",
              encabeza: true,
              celda: ({ sigla, nombre }) => (
                <a
                  href={escribirRuta({
                    pantalla: "institucion",
                    institucion: sigla,
                    corte: cambios.hasta,
                  })}
                >
                  {visible(nombre)}
                </a>
              ),
            },
            {
              id: "fase",
              titulo: "Fase",
              celda: ({ fase }) => NOMBRE_FASE[fase],
            },
            {
              id: "de",
              titulo: "Antes",
              celda: ({ de }) => (
                <Etiqueta tono={ESTADO_FASE[de].tono}>
                  {ESTADO_FASE[de].texto}
                </Etiqueta>
              ),
            },
            {
              id: "a",
              titulo: "Ahora",
              celda: ({ a }) => (
                <Etiqueta tono={ESTADO_FASE[a].tono}>
                  {ESTADO_FASE[a].texto}
                </Etiqueta>
              ),
            },
            {
              id: "fecha",
              titulo: "Fecha del hecho",
              celda: ({ fecha }) => (fecha === null ? "–" : fechaCorta(fecha)),
            },
          ]}
        />
      )}
      {cambios.tramites.length > 0 && (
        <Tabla
          tituloVisible
          titulo="Trámites que entraron y salieron"
          filas={cambios.tramites}
          clave={({ institucion }) => institucion}
          columnas={[
            {
              id: "institucion",
              titulo: "Institución",
              encabeza: true,
              celda: ({ nombre }) => visible(nombre),
            },
            {
              id: "agregados",
              titulo: "Entraron",
              cifra: true,
              celda: ({ agregados }) => numero(agregados),
            },
            {
              id: "retirados",
              titulo: "Salieron",
              cifra: true,
              celda: ({ retirados }) => numero(retirados),
            },
          ]}
        />
      )}
      {cambios.hallazgos !== null && (
        <Tabla
          tituloVisible
          titulo="Posibles hallazgos por revisar, por regla"
          filas={cambios.hallazgos}
          clave={({ regla }) => regla}
          columnas={[
            {
              id: "regla",
              titulo: "Regla",
              encabeza: true,
              celda: ({ regla, titulo }) => `${regla} ${titulo}`,
            },
            {
              id: "antes",
              titulo: "Antes",
              cifra: true,
              celda: ({ antes }) => numero(antes),
            },
            {
              id: "ahora",
              titulo: "Ahora",
              cifra: true,
              celda: ({ ahora }) => numero(ahora),
            },
            {
              id: "cambio",
              titulo: "Cambio",
              cifra: true,
              celda: ({ antes, ahora }) => conSigno(ahora - antes),
            },
          ]}
        />
      )}
    </>
  );
}
