import { Radio, RadioGroup } from "react-aria-components";
import estilos from "./Calculos.module.css";

/** A choice of a few, all in sight. */
export function Opciones<I extends string>({
  etiqueta,
  opciones,
  elegida,
  alElegir,
}: {
  etiqueta: string;
  opciones: ReadonlyArray<{ id: I; titulo: string }>;
  elegida: I;
  alElegir: (id: I) => void;
}) {
  return (
    <RadioGroup
      aria-label={etiqueta}
      className={estilos["opciones"] ?? ""}
      orientation="horizontal"
      value={elegida}
      onChange={(valor) => {
        const cual = opciones.find(({ id }) => id === valor);
        if (cual !== undefined) alElegir(cual.id);
      }}
    >
      {opciones.map(({ id, titulo }) => (
        <Radio key={id} value={id} className={estilos["opcion"] ?? ""}>
          {titulo}
        </Radio>
      ))}
    </RadioGroup>
  );
}
