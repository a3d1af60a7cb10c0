import { clases } from "../../../componentes/clases";
import { Mosaico } from "../../../graficos/Mosaico/Mosaico";
import { Hoja } from "../../../componentes/Hoja/Hoja";
import type { Fase } from "../../../puente/generado/Fase";
import type { TeselaDelMapa } from "../../../puente/generado/TeselaDelMapa";
import { ESTADO_FASE, NOMBRE_FASE } from "../../../textos/palabras";
import { FASES } from "./palabras";
import estilos from "./Tablero.module.css";

/** The gobernaciones on a map of tiles, in the phase that is chosen; each opens its institution. */
export function Mapa({
  mapa,
  fase,
  alElegirFase,
  alAbrir,
}: {
  mapa: ReadonlyArray<TeselaDelMapa>;
  fase: Fase;
  alElegirFase: (fase: Fase) => void;
  alAbrir: (institucion: string, fase: Fase) => void;
}) {
  const cual = FASES.indexOf(fase);
  return (
    <Hoja
      titulo="Gobernaciones"
      acciones={
        <select
          aria-label="Fase del mapa"
          className={clases(estilos["filtro"], estilos["delMapa"])}
          value={fase}
          onChange={(e) => {
            const elegida = FASES.find((f) => f === e.target.value);
            if (elegida !== undefined) alElegirFase(elegida);
          }}
        >
          {FASES.map((f) => (
            <option key={f} value={f}>
              {NOMBRE_FASE[f]}
            </option>
          ))}
        </select>
      }
    >
      <Mosaico
        titulo={`${NOMBRE_FASE[fase]} en las gobernaciones`}
        columnaDeEstado={NOMBRE_FASE[fase]}
        teselas={mapa.map((t) => {
          const estado = t.dentro ? t.estados[cual] : undefined;
          return {
            id: t.institucion ?? t.codigo,
            nombre: t.departamento,
            corto: t.corto,
            fila: t.fila,
            columna: t.columna,
            tono: estado === undefined ? "fuera" : ESTADO_FASE[estado].tono,
            estado:
              estado === undefined
                ? t.institucion === null
                  ? "Sin gobernación"
                  : "Fuera del filtro"
                : ESTADO_FASE[estado].texto,
          };
        })}
        alAbrir={(id) => {
          if (mapa.some(({ institucion }) => institucion === id))
            alAbrir(id, fase);
        }}
      />
    </Hoja>
  );
}
