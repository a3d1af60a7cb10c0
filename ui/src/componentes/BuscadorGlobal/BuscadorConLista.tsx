import { useDeferredValue, useLayoutEffect, useRef } from "react";
import {
  ComboBox,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";
import { TODO_EL_INVENTARIO, useTramites } from "../../puente/consultas";
import { irA } from "../../rutas";
import { cuantos, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import estilos from "./BuscadorGlobal.module.css";

const CUANTOS = 8;
const VER_TODOS = "ver-todos";

/** The search itself: arrows to choose, Enter to open the ficha. */
export function BuscadorConLista({
  tramites,
  texto,
  alCambiar: setTexto,
  conFoco,
}: {
  tramites: number;
  texto: string;
  alCambiar: (texto: string) => void;
  /** Somebody was already typing when it came. */
  conFoco: boolean;
}) {
  const entrada = useRef<HTMLInputElement>(null);
  const alLlegar = useRef(conFoco);
  useLayoutEffect(() => {
    if (alLlegar.current) entrada.current?.focus();
  }, []);
  const buscado = useDeferredValue(texto.trim());
  const { data } = useTramites(
    {
      ...TODO_EL_INVENTARIO,
      texto: buscado,
      cuantos: CUANTOS,
    },
    { activa: buscado !== "" },
  );
  const hallados = buscado === "" ? [] : (data?.filas ?? []);
  const total = buscado === "" ? 0 : (data?.total ?? 0);

  const abrir = (clave: string) => {
    if (clave === VER_TODOS)
      irA({ pantalla: "inventario", filtros: { texto: buscado } });
    else irA({ pantalla: "ficha", id: clave });
    setTexto("");
  };

  return (
    <ComboBox
      className={estilos["buscador"] ?? ""}
      aria-label={`Buscar en ${cuantos(tramites, "trámite", "trámites")}`}
      menuTrigger="input"
      allowsCustomValue
      allowsEmptyCollection
      // The core already searched, by words and without accents: «b2 ambiental» finds it too.
      defaultFilter={() => true}
      inputValue={texto}
      onInputChange={setTexto}
      selectedKey={null}
      onSelectionChange={(clave) => {
        if (clave !== null) abrir(String(clave));
      }}
    >
      <Input
        id="buscador-global"
        ref={entrada}
        className={estilos["entrada"] ?? ""}
        placeholder={`Buscar en ${cuantos(tramites, "trámite", "trámites")}`}
        onKeyDown={(evento) => {
          if (evento.key === "Escape") setTexto("");
        }}
      />
      <kbd className={estilos["tecla"]} aria-hidden="true">
        Ctrl K
      </kbd>
      <Popover className={estilos["lista"] ?? ""}>
        <ListBox
          renderEmptyState={() => (
            <p className={estilos["nada"]}>
              {buscado === ""
                ? "Escriba el nombre, el código o una palabra del requisito."
                : `Ningún trámite contiene «${buscado}».`}
            </p>
          )}
        >
          {hallados.map((fila) => (
            <ListBoxItem
              key={fila.id}
              id={fila.id}
              textValue={fila.nombre}
              className={estilos["opcion"] ?? ""}
            >
              <span className={estilos["nombre"]}>{visible(fila.nombre)}</span>
              <span className={estilos["detalle"]}>
                {visible(
                  [fila.codigo, fila.categoria]
                    .filter((uno) => uno !== "")
                    .join(" · "),
                )}
              </span>
            </ListBoxItem>
          ))}
          {total > hallados.length && (
            <ListBoxItem
              id={VER_TODOS}
              textValue="Ver todos"
              className={estilos["opcion"] ?? ""}
            >
              <span className={estilos["todos"]}>
                Ver los {numero(total)} en el inventario
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
