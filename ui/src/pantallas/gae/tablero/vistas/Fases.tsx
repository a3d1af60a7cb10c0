import { Tabla } from "../../../../componentes/Tabla/Tabla";
import { Apiladas } from "../../../../graficos/Apiladas/Apiladas";
import type { FaseDelTablero } from "../../../../puente/generado/FaseDelTablero";
import type { TableroDto } from "../../../../puente/generado/TableroDto";
import {
  deCuantos,
  fechaLarga,
  numero,
  porcentaje,
} from "../../../../textos/formatos";
import { loReportado } from "../Cifras";
import type { Bajo } from "../detalle/bajo";
import { explicar } from "../palabras";
import estilos from "../Tablero.module.css";
import { Reportados } from "./Reportados";

const PARTES = [
  { id: "aprobadas", nombre: "Aprobadas", tono: "hecho", fuerte: true },
  { id: "entregadas", nombre: "Entregadas", tono: "hecho" },
  { id: "en_proceso", nombre: "En proceso", tono: "curso" },
  { id: "observadas", nombre: "Observadas", tono: "aviso" },
  { id: "sin_iniciar", nombre: "Sin iniciar", tono: "neutro" },
] as const;

const partesDe = (f: FaseDelTablero) => [
  f.verificado,
  f.numerador - f.verificado,
  f.en_proceso,
  f.observadas,
  f.no_iniciadas,
];

/** The finding of the states: where most institutions stop after having begun. */
function titular(fases: ReadonlyArray<FaseDelTablero>): string {
  const enCurso = fases
    .map((f) => ({ f, n: f.en_proceso + f.observadas }))
    .toSorted((a, b) => b.n - a.n)[0];
  if (enCurso === undefined || enCurso.n === 0)
    return "Ninguna institución tiene una fase en proceso";
  return `${enCurso.f.nombre} es la fase que más instituciones tienen sin terminar: ${numero(enCurso.n)}`;
}

/** The nine phases: what is computed, its base and rule, what was reported, and how it is proved. */
export function Fases({
  tablero,
  alVerBajo,
}: {
  tablero: TableroDto;
  alVerBajo: (bajo: Bajo) => void;
}) {
  const cifra = (fase: FaseDelTablero, cuales: Bajo["cuales"], n: number) => (
    <button
      type="button"
      className={estilos["enlace"]}
      aria-haspopup="dialog"
      aria-label={`${numero(n)}. Ver la lista`}
      onClick={() => alVerBajo({ fase: fase.fase, tipo: null, cuales })}
    >
      {numero(n)}
    </button>
  );
  return (
    <div className={estilos["vista"]}>
      <Apiladas
        titulo={titular(tablero.fases)}
        fuente={`Estados de las fases al ${fechaLarga(tablero.corte)}. Fuente: este archivo de datos.`}
        cabeza="Fase"
        detalle="Cuentan"
        partes={PARTES}
        barras={tablero.fases.map((fase) => ({
          id: fase.fase,
          nombre: fase.nombre,
          valores: partesDe(fase),
          detalle: deCuantos(fase),
        }))}
      />
      <Tabla
        tituloVisible
        titulo="Avance por fase: lo calculado, su base y lo reportado"
        filas={tablero.fases}
        clave={({ fase }) => fase}
        columnas={[
          {
            id: "codigo",
            titulo: "Código",
            ancho: "angosta",
            celda: ({ codigo_guia: codigo }) => codigo ?? "–",
          },
          {
            id: "fase",
            titulo: "Fase",
            encabeza: true,
            celda: ({ nombre }) => nombre,
          },
          {
            id: "cuentan",
            titulo: "Cuentan",
            cifra: true,
            celda: (f) => cifra(f, "cuentan", f.numerador),
          },
          {
            id: "aplican",
            titulo: "De",
            cifra: true,
            celda: (f) => cifra(f, "base", f.denominador),
          },
          {
            id: "porcentaje",
            titulo: "Calculado",
            cifra: true,
            celda: (f) => porcentaje(f),
          },
          {
            id: "reportado",
            titulo: "Reportado por GAE",
            celda: (f) => loReportado(f, tablero.corte),
          },
          {
            id: "pendientes",
            titulo: "Pendientes",
            cifra: true,
            celda: (f) => cifra(f, "pendientes", f.pendientes),
          },
          {
            id: "declarado",
            titulo: "Declarado",
            cifra: true,
            celda: (f) => cifra(f, "declarado", f.declarado),
          },
          {
            id: "evidencia",
            titulo: "Con evidencia",
            cifra: true,
            celda: (f) => cifra(f, "con_evidencia", f.con_evidencia),
          },
          {
            id: "verificado",
            titulo: "Verificado",
            cifra: true,
            celda: (f) => cifra(f, "verificado", f.verificado),
          },
          {
            id: "regla",
            titulo: "Regla del denominador",
            celda: ({ regla }) => explicar(regla).explica,
          },
        ]}
        pie="Declarado: el estado cuenta (entregada o aprobada). Con evidencia: además hay un archivo. Verificado: GAE la aprobó."
      />
      <Reportados corte={tablero.corte} />
      {tablero.acompanamiento.length > 0 && (
        <Tabla
          tituloVisible
          titulo="Lo que GAE reportó además, sin calcular aquí"
          filas={tablero.acompanamiento}
          clave={({ clave }) => clave}
          columnas={[
            {
              id: "que",
              titulo: "Qué",
              encabeza: true,
              celda: ({ nombre }) => nombre,
            },
            {
              id: "valor",
              titulo: "Cuántas",
              cifra: true,
              celda: ({ valor, de }) =>
                de === null
                  ? numero(valor)
                  : deCuantos({ numerador: valor, denominador: de }),
            },
            {
              id: "corte",
              titulo: "Al",
              celda: ({ corte }) => fechaLarga(corte),
            },
            {
              id: "fuente",
              titulo: "Fuente",
              celda: ({ fuente, nota }) =>
                nota === null ? fuente : `${fuente}. ${nota}`,
            },
          ]}
        />
      )}
    </div>
  );
}
