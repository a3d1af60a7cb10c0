import { useMemo, useState } from "react";
import {
  Header,
  ListBox,
  ListBoxItem,
  ListBoxSection,
} from "react-aria-components";
import type { InstitucionDto } from "../../puente/generado/InstitucionDto";
import { TIPO_INSTITUCION } from "../../textos/palabras";
import { plegar } from "../../textos/valores";
import { visible } from "../../textos/visible";
import { Campo } from "../Campo/Campo";
import { campoLocal } from "../Campo/local";
import estilos from "./ElegirInstitucion.module.css";

/** One of the 66, found by sigla, name or departamento; with the keyboard, the list is one stop. */
export function ElegirInstitucion({
  id,
  etiqueta,
  instituciones,
  elegida,
  alElegir,
  error = null,
}: {
  /** Of the list, for what sends the focus to it. */
  id?: string;
  /** Label of the search box. */
  etiqueta: string;
  instituciones: ReadonlyArray<InstitucionDto>;
  elegida: string | null;
  alElegir: (id: string) => void;
  error?: string | null;
}) {
  const [busca, setBusca] = useState("");
  const buscar = useMemo(
    () =>
      campoLocal(etiqueta, {
        ayuda: "Escriba la sigla, el nombre o el departamento.",
        ejemplo: "MARN, Retalhuleu",
      }),
    [etiqueta],
  );
  const halladas = useMemo(() => {
    const palabras = plegar(busca).split(/\s+/).filter(Boolean);
    return instituciones.filter((una) => {
      const todo = plegar(
        [una.sigla, una.codigo, una.nombre, una.departamento ?? ""].join(" "),
      );
      return (
        una.id === elegida ||
        palabras.every((palabra) => todo.includes(palabra))
      );
    });
  }, [busca, instituciones, elegida]);
  const ninguna = `Ninguna institución contiene «${busca}».`;
  return (
    <div className={estilos["institucion"]}>
      <Campo
        campo={buscar}
        texto={busca}
        alCambiar={setBusca}
        ancho="medio"
        alSalir={() => {
          const [unica, ...otras] = halladas;
          if (busca !== "" && unica !== undefined && otras.length === 0)
            alElegir(unica.id);
        }}
      />
      {error !== null && (
        <p
          {...(id === undefined ? {} : { id: `${id}-error` })}
          className={estilos["error"]}
        >
          {error}
        </p>
      )}
      <ListBox
        {...(id === undefined ? {} : { id })}
        aria-label="Institución"
        className={estilos["lista"] ?? ""}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={elegida === null ? [] : [elegida]}
        onSelectionChange={(claves) => {
          const [clave] = claves === "all" ? [] : claves;
          if (clave !== undefined) alElegir(String(clave));
        }}
        renderEmptyState={() => <p className={estilos["texto"]}>{ninguna}</p>}
      >
        {Object.entries(TIPO_INSTITUCION).map(([tipo, titulo]) => {
          const deEste = halladas.filter((una) => una.tipo === tipo);
          return (
            deEste.length > 0 && (
              <ListBoxSection key={tipo} id={tipo}>
                <Header className={estilos["grupo"] ?? ""}>{titulo}</Header>
                {deEste.map((una) => (
                  <ListBoxItem
                    key={una.id}
                    id={una.id}
                    textValue={`${una.sigla} ${una.nombre}`}
                    className={estilos["elegible"] ?? ""}
                  >
                    {una.sigla !== "" && <strong>{una.sigla} </strong>}
                    {visible(una.nombre)}
                  </ListBoxItem>
                ))}
              </ListBoxSection>
            )
          );
        })}
      </ListBox>
      <p className={estilos["texto"]} role="status">
        {halladas.length === 0
          ? ninguna
          : `${halladas.length} de ${instituciones.length} instituciones. La lista está por confirmar por GAE.`}
      </p>
    </div>
  );
}
