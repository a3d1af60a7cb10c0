import { useId, useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { plegar } from "../../textos/valores";
import { SIEMPRE } from "./columnas";
import type { ColumnaDelInventario } from "./columnas";
import estilos from "./Inventario.module.css";

/** Which columns are on screen and in which order. Everything with the keyboard. */
export function ElegirColumnas({
  posibles,
  elegidas,
  alAplicar,
  alCerrar,
}: {
  posibles: ReadonlyArray<ColumnaDelInventario>;
  /** In order, code and name left out. */
  elegidas: ReadonlyArray<string>;
  /** An empty list is the usual columns. */
  alAplicar: (columnas: string[]) => void;
  alCerrar: () => void;
}) {
  const id = useId();
  const [orden, setOrden] = useState(elegidas);
  const [buscado, setBuscado] = useState("");
  const [dicho, setDicho] = useState("");
  const todas = posibles.filter((c) => !SIEMPRE.includes(c.campo));
  const etiqueta = (campo: string) =>
    todas.find((c) => c.campo === campo)?.etiqueta ?? campo;
  const halladas = todas.filter((c) =>
    plegar(c.etiqueta).includes(plegar(buscado)),
  );
  const mover = (campo: string, sentido: -1 | 1) => {
    const lugar = orden.indexOf(campo);
    const otro = lugar + sentido;
    const vecina = orden[otro];
    if (lugar < 0 || vecina === undefined) return;
    setOrden(orden.with(lugar, vecina).with(otro, campo));
    setDicho(`${etiqueta(campo)}: lugar ${otro + 1} de ${orden.length}.`);
  };
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo="Columnas de la tabla"
      acciones={
        <>
          <Boton onPress={() => alAplicar([])}>Volver a las de costumbre</Boton>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={orden.length === 0}
            onPress={() => alAplicar([...orden])}
          >
            Mostrar {orden.length} {orden.length === 1 ? "columna" : "columnas"}
          </Boton>
        </>
      }
    >
      <p>El código y el nombre siempre están al inicio.</p>
      <div className={estilos["dosListas"]}>
        <div>
          <label className={estilos["selector"]}>
            <span className={estilos["etiqueta"]}>Buscar una columna</span>
            <input
              type="search"
              className={estilos["caja"]}
              value={buscado}
              onChange={(e) => setBuscado(e.target.value)}
            />
          </label>
          <fieldset className={estilos["listaDeColumnas"]}>
            <legend className="solo-lector">Columnas que hay</legend>
            {halladas.map((c) => (
              <label key={c.campo} className={estilos["opcionDeColumna"]}>
                <input
                  type="checkbox"
                  checked={orden.includes(c.campo)}
                  onChange={(e) =>
                    setOrden(
                      e.target.checked
                        ? [...orden, c.campo]
                        : orden.filter((o) => o !== c.campo),
                    )
                  }
                />
                {c.etiqueta}
              </label>
            ))}
            {halladas.length === 0 && <p>Ninguna columna se llama así.</p>}
          </fieldset>
        </div>
        <div>
          <h3 id={`${id}-orden`} className={estilos["etiqueta"]}>
            En este orden
          </h3>
          <ol
            className={estilos["listaDeColumnas"]}
            aria-labelledby={`${id}-orden`}
          >
            {orden.map((campo, i) => (
              <li key={campo} className={estilos["columnaElegida"]}>
                <span className={estilos["corto"]}>{etiqueta(campo)}</span>
                <Boton
                  pequeno
                  aspecto="discreto"
                  aria-label={`Subir «${etiqueta(campo)}»`}
                  isDisabled={i === 0}
                  onPress={() => mover(campo, -1)}
                >
                  ↑
                </Boton>
                <Boton
                  pequeno
                  aspecto="discreto"
                  aria-label={`Bajar «${etiqueta(campo)}»`}
                  isDisabled={i === orden.length - 1}
                  onPress={() => mover(campo, 1)}
                >
                  ↓
                </Boton>
              </li>
            ))}
          </ol>
        </div>
      </div>
      <p role="status" className="solo-lector">
        {dicho}
      </p>
    </Dialogo>
  );
}
