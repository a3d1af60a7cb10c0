import { useEscritoConEspera } from "../../../componentes/useEscritoConEspera";
import { Boton } from "../../../componentes/Boton/Boton";
import type { TeselaDelMapa } from "../../../puente/generado/TeselaDelMapa";
import {
  ESTADO_FASE,
  NOMBRE_FASE,
  TIPO_INSTITUCION,
} from "../../../textos/palabras";
import { conFiltro, filtra, sinFiltros } from "./filtros";
import type { Filtros as DeLaDireccion } from "./filtros";
import estilos from "./Tablero.module.css";

/** What narrows the rows: every figure of the board counts over those that are left. */
export function Filtros({
  filtros,
  mapa,
  alCambiar,
}: {
  filtros: DeLaDireccion;
  mapa: ReadonlyArray<TeselaDelMapa>;
  alCambiar: (filtros: DeLaDireccion) => void;
}) {
  const poner = (clave: string) => (valor: string) =>
    alCambiar(conFiltro(filtros, clave, valor));
  const de = (clave: string) => filtros[clave] ?? "";
  return (
    <div className={estilos["filtros"]} role="search" aria-label="Filtros">
      <Busqueda texto={de("buscar")} alBuscar={poner("buscar")} />
      <Lista
        etiqueta="Tipo de institución"
        todas="Todo tipo"
        valor={de("tipo")}
        opciones={Object.entries(TIPO_INSTITUCION)}
        alElegir={poner("tipo")}
      />
      <Lista
        etiqueta="Departamento"
        todas="Todo el país"
        valor={de("departamento")}
        opciones={mapa
          .map(({ departamento }) => departamento)
          .toSorted((a, b) => a.localeCompare(b))
          .map((nombre) => [nombre, nombre])}
        alElegir={poner("departamento")}
      />
      <Lista
        etiqueta="Fase del filtro por estado"
        todas="Toda fase"
        valor={de("fase")}
        opciones={Object.entries(NOMBRE_FASE)}
        alElegir={poner("fase")}
      />
      <Lista
        etiqueta="Estado de la fase"
        todas="Todo estado"
        valor={de("estado")}
        opciones={Object.entries(ESTADO_FASE).map(([id, { texto }]) => [
          id,
          texto,
        ])}
        alElegir={poner("estado")}
      />
      {/* Its room is kept: nothing moves when it comes. */}
      <span
        className={estilos["quitar"]}
        data-oculto={filtra(filtros) ? undefined : ""}
      >
        <Boton
          pequeno
          aria-label="Quitar filtros"
          isDisabled={!filtra(filtros)}
          onPress={() => alCambiar(sinFiltros(filtros))}
        >
          ✕
        </Boton>
      </span>
    </div>
  );
}

function Lista({
  etiqueta,
  todas,
  valor,
  opciones,
  alElegir,
}: {
  etiqueta: string;
  todas: string;
  valor: string;
  opciones: ReadonlyArray<readonly [string, string]>;
  alElegir: (valor: string) => void;
}) {
  return (
    <select
      aria-label={etiqueta}
      className={estilos["filtro"]}
      data-activo={valor === "" ? undefined : ""}
      value={valor}
      onChange={(e) => alElegir(e.target.value)}
    >
      <option value="">{todas}</option>
      {opciones.map(([id, nombre]) => (
        <option key={id} value={id}>
          {nombre}
        </option>
      ))}
    </select>
  );
}

/** Writes the address a moment after the last letter. */
function Busqueda({
  texto,
  alBuscar,
}: {
  texto: string;
  alBuscar: (texto: string) => void;
}) {
  const [escrito, setEscrito] = useEscritoConEspera(texto, alBuscar);
  return (
    <label className={estilos["busqueda"]}>
      <span>Buscar</span>
      <input
        type="search"
        aria-label="Buscar institución"
        className={estilos["filtro"]}
        value={escrito}
        autoComplete="off"
        spellCheck={false}
        onChange={(e) => setEscrito(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === "Escape" && escrito !== "") {
            e.stopPropagation();
            setEscrito("");
          }
        }}
      />
    </label>
  );
}
