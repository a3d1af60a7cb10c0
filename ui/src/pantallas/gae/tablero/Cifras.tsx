import { FilaDeCifras } from "../../../componentes/Cifra/Cifra";
import { Bala } from "../../../graficos/Bala/Bala";
import type { FaseDelTablero } from "../../../puente/generado/FaseDelTablero";
import type { TableroDto } from "../../../puente/generado/TableroDto";
import {
  deCuantos,
  fechaCorta,
  numero,
  porcentaje,
} from "../../../textos/formatos";
import type { Bajo } from "./detalle/bajo";
import { explicar } from "./palabras";
import estilos from "./Cifras.module.css";

/** What GAE reported, beside what is computed: «reportado 65 % · difiere: 43 instituciones, 2 menos». */
export function loReportado(
  fase: Pick<
    FaseDelTablero,
    "reportado" | "reportado_corte" | "equivale_a" | "diferencia" | "regla"
  >,
  corte: string,
  /** With what is counted: «43 instituciones». */
  entero = true,
): string {
  if (fase.reportado === null) return "sin cifra reportada";
  const cuando =
    fase.reportado_corte === null || fase.reportado_corte === corte
      ? ""
      : ` al ${fechaCorta(fase.reportado_corte)}`;
  const dicho = `reportado ${fase.reportado}\u00a0%${cuando}`;
  const { diferencia, equivale_a: equivale } = fase;
  if (diferencia === null || equivale === null) return dicho;
  if (diferencia === 0) return `${dicho} · igual`;
  const base = entero
    ? ` ${equivale === 1 ? explicar(fase.regla).una : explicar(fase.regla).base}`
    : "";
  return `${dicho} · difiere: ${numero(equivale)}${base}, ${numero(Math.abs(diferencia))} ${diferencia > 0 ? "menos" : "más"}`;
}

/** The phases that have a code in the guide, each with its base and what was reported under it. */
export function Cifras({
  tablero,
  alVerBajo,
}: {
  tablero: TableroDto;
  alVerBajo: (bajo: Bajo) => void;
}) {
  return (
    <FilaDeCifras>
      {tablero.fases
        .filter(({ codigo_guia: codigo }) => codigo !== null)
        .map((fase) => (
          <Tarjeta
            key={fase.fase}
            fase={fase}
            corte={tablero.corte}
            alVerBajo={alVerBajo}
          />
        ))}
    </FilaDeCifras>
  );
}

function Tarjeta({
  fase,
  corte,
  alVerBajo,
}: {
  fase: FaseDelTablero;
  corte: string;
  alVerBajo: (bajo: Bajo) => void;
}) {
  const titulo = `${fase.codigo_guia ?? ""} ${fase.nombre}`;
  const parte = (n: number) =>
    fase.denominador === 0 ? 0 : n / fase.denominador;
  const ver = (cuales: Bajo["cuales"]) => () =>
    alVerBajo({ fase: fase.fase, tipo: null, cuales });
  const reportado =
    fase.reportado === null ? undefined : Number(fase.reportado) / 100;
  return (
    <article className={estilos["tarjeta"]} aria-label={titulo}>
      <p className={estilos["titulo"]}>{titulo}</p>
      <p className={estilos["linea"]}>
        <button
          type="button"
          className={estilos["valor"]}
          aria-haspopup="dialog"
          onClick={ver("cuentan")}
        >
          {porcentaje(fase)}
          <span className="solo-lector">
            . Ver cómo se calcula y qué instituciones son
          </span>
        </button>
        <span className={estilos["base"]}>
          <strong>{deCuantos(fase)}</strong>
          <span>{explicar(fase.regla).base}</span>
        </span>
      </p>
      <Bala
        tramos={[
          { parte: parte(fase.declarado), clase: "suave" },
          { parte: parte(fase.con_evidencia), clase: "medio" },
          { parte: parte(fase.verificado), clase: "fuerte" },
        ]}
        {...(reportado === undefined ? {} : { marca: reportado })}
      />
      <p className={estilos["tres"]}>
        <Tres
          clase="suave"
          nombre="declarado"
          completo="declarado"
          n={fase.declarado}
          alPulsar={ver("declarado")}
        />
        <Tres
          clase="medio"
          nombre="evidencia"
          completo="con evidencia"
          n={fase.con_evidencia}
          alPulsar={ver("con_evidencia")}
        />
        <Tres
          clase="fuerte"
          nombre="verificado"
          completo="verificado por GAE"
          n={fase.verificado}
          alPulsar={ver("verificado")}
        />
      </p>
      <p className={estilos["nota"]}>{loReportado(fase, corte, false)}</p>
    </article>
  );
}

function Tres({
  clase,
  nombre,
  completo,
  n,
  alPulsar,
}: {
  clase: "suave" | "medio" | "fuerte";
  nombre: string;
  completo: string;
  n: number;
  alPulsar: () => void;
}) {
  return (
    <button
      type="button"
      className={estilos["una"]}
      aria-haspopup="dialog"
      aria-label={`${completo}: ${numero(n)}. Ver la lista`}
      title={completo}
      onClick={alPulsar}
    >
      <span className={estilos[clase]} aria-hidden="true" />
      {nombre} <strong>{numero(n)}</strong>
    </button>
  );
}
