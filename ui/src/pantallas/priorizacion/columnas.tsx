import { BarraDeAvance } from "../../componentes/BarraDeAvance/BarraDeAvance";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import type { ColumnaVirtual } from "../../componentes/TablaVirtual/TablaVirtual";
import type { CriterioDto } from "../../puente/generado/CriterioDto";
import type { PuestoDto } from "../../puente/generado/PuestoDto";
import { deCuantos } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { DESACUERDO, porQueNoCompara, posicionDe } from "./palabras";
import estilos from "./Priorizacion.module.css";

/** «Impacto: 3 puntos; Factibilidad: 2 puntos», where people differ. */
export function desacuerdosDe(
  puesto: PuestoDto,
  criterios: ReadonlyArray<CriterioDto>,
): string[] {
  return puesto.notas.flatMap(({ desacuerdo }, k) =>
    desacuerdo >= DESACUERDO
      ? [`${criterios[k]?.nombre ?? ""}: ${desacuerdo} de distancia`]
      : [],
  );
}

/** Whether a trámite is in, and who says so. */
export function Seleccion({
  puesto,
}: {
  puesto: Pick<PuestoDto, "seleccionado" | "a_mano">;
}) {
  if (puesto.a_mano === "dentro")
    return <Etiqueta tono="aviso">Entra, a mano</Etiqueta>;
  if (puesto.a_mano === "fuera")
    return <Etiqueta tono="aviso">Sale, a mano</Etiqueta>;
  return puesto.seleccionado ? <Etiqueta tono="hecho">Entra</Etiqueta> : null;
}

function Puntaje({
  puesto,
  alExplicar,
}: {
  puesto: PuestoDto;
  alExplicar: (puesto: PuestoDto) => void;
}) {
  if (puesto.posicion === null || puesto.puntaje === null)
    return (
      <span className={estilos["corto"]} title={porQueNoCompara(puesto)}>
        <Etiqueta>No comparable</Etiqueta>
      </span>
    );
  return (
    <span className={estilos["conBarra"]}>
      {/* Enter on the row does the same: the button is for the mouse. */}
      <button
        type="button"
        tabIndex={-1}
        className={estilos["puntaje"]}
        onClick={() => alExplicar(puesto)}
      >
        {puesto.puntaje}
        <span className="solo-lector">. Ver cómo se calcula</span>
      </button>
      <BarraDeAvance parte={Number(puesto.puntaje) / 100} />
    </span>
  );
}

/** The columns of the ranking. */
export function columnasDelRanking(
  criterios: ReadonlyArray<CriterioDto>,
  conRangos: boolean,
  cerrada: boolean,
  alExplicar: (puesto: PuestoDto) => void,
): ReadonlyArray<ColumnaVirtual<PuestoDto>> {
  return [
    {
      id: "posicion",
      titulo: "Posición",
      ancho: 4.75,
      celda: (p) => (
        <span className={estilos["posicion"]}>
          {posicionDe(p)}
          {p.empatado && (
            <span className="solo-lector"> (comparte la posición)</span>
          )}
        </span>
      ),
    },
    {
      id: "tramite",
      titulo: "Trámite",
      ancho: 14,
      crece: 1,
      celda: (p) => (
        <span className={estilos["tramite"]} title={visible(p.nombre)}>
          <span className={estilos["codigo"]}>{visible(p.codigo)}</span>{" "}
          {visible(p.nombre)}
        </span>
      ),
    },
    {
      id: "puntaje",
      titulo: "Puntaje sobre 100",
      ancho: 10.5,
      celda: (p) => <Puntaje puesto={p} alExplicar={alExplicar} />,
    },
    {
      id: "completitud",
      titulo: "Con dato",
      ancho: 5.5,
      celda: (p) => deCuantos(p.completitud),
    },
    ...(conRangos
      ? [
          {
            id: "rango",
            titulo: "Si un peso cambia",
            ancho: 8,
            celda: (p: PuestoDto) =>
              p.rango === null
                ? "—"
                : p.rango[0] === p.rango[1]
                  ? `siempre ${p.rango[0]}`
                  : `de ${p.rango[0]} a ${p.rango[1]}`,
          },
        ]
      : []),
    ...(cerrada
      ? []
      : [
          {
            id: "desacuerdo",
            titulo: "Desacuerdo",
            ancho: 10,
            celda: (p: PuestoDto) => {
              const hay = desacuerdosDe(p, criterios);
              return hay.length === 0 ? null : (
                <span className={estilos["corto"]} title={hay.join("; ")}>
                  <Etiqueta tono="aviso">
                    {hay.length === 1
                      ? (hay[0] ?? "")
                      : `en ${hay.length} criterios`}
                  </Etiqueta>
                </span>
              );
            },
          },
        ]),
    {
      id: "seleccion",
      titulo: "Selección",
      ancho: 8,
      celda: (p) => <Seleccion puesto={p} />,
    },
  ];
}
