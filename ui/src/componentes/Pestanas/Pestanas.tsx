import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { numero } from "../../textos/formatos";
import estilos from "./Pestanas.module.css";

export interface Pestana<I extends string> {
  id: I;
  titulo: string;
  /** Rows inside, if it makes sense. */
  cuenta?: number;
  contenido: ReactNode;
}

/** Tabs with arrows. `elegida` and `alElegir` make the address the owner of which one is open. */
export function Pestanas<I extends string>({
  etiqueta,
  pestanas,
  elegida,
  alElegir,
  extremo,
}: {
  etiqueta: string;
  pestanas: ReadonlyArray<Pestana<I>>;
  elegida: I;
  alElegir: (id: I) => void;
  /** What goes at the other end of the line of tabs: filters of all of them. */
  extremo?: ReactNode;
}) {
  return (
    <Tabs
      className={estilos["pestanas"] ?? ""}
      selectedKey={elegida}
      onSelectionChange={(clave) => {
        const hallada = pestanas.find(({ id }) => id === clave);
        if (hallada !== undefined && hallada.id !== elegida)
          alElegir(hallada.id);
      }}
    >
      <div className={estilos["linea"]}>
        <TabList aria-label={etiqueta} className={estilos["lista"] ?? ""}>
          {pestanas.map(({ id, titulo, cuenta }) => (
            <Tab key={id} id={id} className={estilos["pestana"] ?? ""}>
              {titulo}
              {cuenta !== undefined && (
                <span className={estilos["cuenta"]}>{numero(cuenta)}</span>
              )}
            </Tab>
          ))}
        </TabList>
        {extremo}
      </div>
      {pestanas.map(({ id, contenido }) => (
        <TabPanel key={id} id={id} className={estilos["panel"] ?? ""}>
          {contenido}
        </TabPanel>
      ))}
    </Tabs>
  );
}
