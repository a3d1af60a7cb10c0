import { Boton } from "../../componentes/Boton/Boton";
import { Hoja } from "../../componentes/Hoja/Hoja";
import type { InstitucionDto } from "../../puente/generado/InstitucionDto";
import { numero } from "../../textos/formatos";
import { TIPO_INSTITUCION } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import estilos from "./Informes.module.css";

/** Which institutions a batch is for: all, a whole kind, or one by one. */
export function Instituciones({
  instituciones,
  marcadas,
  alMarcar,
}: {
  instituciones: ReadonlyArray<InstitucionDto>;
  marcadas: ReadonlySet<string>;
  alMarcar: (marcadas: ReadonlySet<string>) => void;
}) {
  const marcar = (ids: ReadonlyArray<string>, va: boolean) => {
    const nuevas = new Set(marcadas);
    for (const id of ids)
      if (va) nuevas.add(id);
      else nuevas.delete(id);
    alMarcar(nuevas);
  };
  const todas = instituciones.map(({ id }) => id);
  return (
    <Hoja
      titulo={`Para ${numero(marcadas.size)} de ${numero(instituciones.length)} instituciones`}
      acciones={
        <span className={estilos["acciones"]}>
          <Boton pequeno onPress={() => marcar(todas, true)}>
            Marcar todas
          </Boton>
          <Boton pequeno onPress={() => marcar(todas, false)}>
            Desmarcar todas
          </Boton>
        </span>
      }
    >
      {Object.entries(TIPO_INSTITUCION).map(([tipo, nombre]) => {
        const suyas = instituciones.filter((una) => una.tipo === tipo);
        if (suyas.length === 0) return null;
        const van = suyas.filter(({ id }) => marcadas.has(id)).length;
        return (
          <fieldset key={tipo} className={estilos["tipo"]}>
            <legend className={estilos["leyenda"]}>
              <label className={estilos["nombre"]}>
                <input
                  type="checkbox"
                  className={estilos["marca"]}
                  checked={van === suyas.length}
                  ref={(caja) => {
                    if (caja !== null)
                      caja.indeterminate = van > 0 && van < suyas.length;
                  }}
                  onChange={(e) =>
                    marcar(
                      suyas.map(({ id }) => id),
                      e.target.checked,
                    )
                  }
                />
                {nombre} ({numero(van)} de {numero(suyas.length)})
              </label>
            </legend>
            <div className={estilos["rejilla"]}>
              {suyas.map(({ id, sigla, nombre: completo, departamento }) => (
                <label
                  key={id}
                  className={estilos["nombre"]}
                  title={visible(completo)}
                >
                  <input
                    type="checkbox"
                    className={estilos["marca"]}
                    checked={marcadas.has(id)}
                    onChange={(e) => marcar([id], e.target.checked)}
                  />
                  <span className={estilos["corto"]}>
                    {departamento ?? (sigla === "" ? completo : sigla)}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        );
      })}
    </Hoja>
  );
}
