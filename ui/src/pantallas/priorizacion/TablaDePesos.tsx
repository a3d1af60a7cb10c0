import { Boton } from "../../componentes/Boton/Boton";
import { ElegirValor } from "../../componentes/DosValores/DosValores";
import { Tabla } from "../../componentes/Tabla/Tabla";
import type { CriterioDto } from "../../puente/generado/CriterioDto";
import type { PorcentajeDto } from "../../puente/generado/PorcentajeDto";
import { deCuantos, porcentaje } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { esDelInventario, fuenteDe } from "./palabras";
import type { Puntos } from "./useEnsayo";
import estilos from "./Pesos.module.css";

const TOPE_DEL_DESLIZADOR = 100;
const TOPE = 1000;

/** Points are 0 to 1,000 with two decimals at most; nothing else is tried nor saved. */
export function puntosValidos(texto: string): boolean {
  return /^\d{1,4}(\.\d{1,2})?$/.test(texto) && Number(texto) <= TOPE;
}

/** The criteria with their points: a slider, the same in a box, and the weight that results. */
export function TablaDePesos({
  criterios,
  puntos,
  pesos,
  soloLectura,
  alMover,
  alEditar,
}: {
  criterios: ReadonlyArray<CriterioDto>;
  puntos: Puntos;
  /** In the order of the criteria. */
  pesos: ReadonlyArray<PorcentajeDto>;
  soloLectura: boolean;
  alMover: (codigo: string, puntos: string) => void;
  alEditar: (codigo: string) => void;
}) {
  return (
    <Tabla
      titulo="Criterios y sus pesos"
      filas={criterios}
      clave={({ codigo }) => codigo}
      columnas={[
        {
          id: "criterio",
          titulo: "Criterio",
          encabeza: true,
          celda: (c) => (
            <span className={estilos["criterio"]}>
              {visible(c.nombre)}
              <span className={estilos["tenue"]} title={fuenteDe(c)}>
                {esDelInventario(c) ? "Del inventario" : "De las personas"}
              </span>
            </span>
          ),
        },
        {
          id: "puntos",
          titulo: "Puntos",
          celda: (c) => {
            const valor = puntos[c.codigo] ?? c.puntos;
            const nombre = visible(c.nombre);
            const mal = !puntosValidos(valor);
            const dudoso = c.entidad.celdas["peso"]?.conflicto === true;
            return (
              <span className={estilos["puntos"]}>
                <input
                  type="range"
                  className={estilos["deslizador"]}
                  min={0}
                  max={TOPE_DEL_DESLIZADOR}
                  step={1}
                  aria-label={`Puntos de ${nombre}, de 0 a 100`}
                  aria-valuetext={`${valor} puntos`}
                  disabled={soloLectura || dudoso}
                  value={mal ? 0 : Math.min(TOPE_DEL_DESLIZADOR, Number(valor))}
                  onChange={(e) => alMover(c.codigo, e.target.value)}
                />
                <input
                  type="text"
                  inputMode="decimal"
                  autoComplete="off"
                  className={estilos["numero"]}
                  aria-label={`Puntos de ${nombre}`}
                  aria-invalid={mal}
                  readOnly={soloLectura || dudoso}
                  value={valor}
                  onChange={(e) => alMover(c.codigo, e.target.value.trim())}
                />
                {dudoso && (
                  <span className={estilos["aparte"]}>
                    <ElegirValor
                      entidad={c.entidad.id}
                      campo="peso"
                      nombre={`Puntos de ${nombre}`}
                    />
                  </span>
                )}
              </span>
            );
          },
        },
        {
          id: "peso",
          titulo: "Peso",
          cifra: true,
          celda: (c) =>
            porcentaje(pesos[criterios.indexOf(c)] ?? { porcentaje: null }),
        },
        {
          id: "dato",
          titulo: "Con dato",
          cifra: true,
          celda: (c) => deCuantos(c.con_dato),
        },
        {
          id: "editar",
          titulo: "Acciones",
          ancho: "angosta",
          celda: (c) => (
            <Boton
              pequeno
              aria-label={`${soloLectura ? "Ver" : "Editar"} ${visible(c.nombre)}`}
              onPress={() => alEditar(c.codigo)}
            >
              {soloLectura ? "Ver" : "Editar"}
            </Boton>
          ),
        },
      ]}
    />
  );
}
