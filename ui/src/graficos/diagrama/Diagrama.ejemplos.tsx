import { useState } from "react";
import type { Ejemplos } from "../../ejemplos/ejemplo";
import type { DiagramaDto } from "../../puente/generado/DiagramaDto";
import { ControlesDeEscala, Leyenda } from "./Controles";
import { Diagrama } from "./Diagrama";
import { RutaEnPalabras } from "./RutaEnPalabras";
import { DE_MUESTRA, DE_SESENTA } from "./muestra";
import { useEscala } from "./useEscala";

function Completo({ diagrama }: { diagrama: DiagramaDto }) {
  const [elegido, setElegido] = useState<string | null>(null);
  const { caja, ...escala } = useEscala(diagrama.ancho);
  return (
    <div ref={caja}>
      <Leyenda marcas={["eliminado", "cambiado", "nuevo"]} />
      <ControlesDeEscala escala={escala} />
      <Diagrama
        diagrama={diagrama}
        titulo={`Diagrama de ${diagrama.lineas.length} pasos`}
        escala={escala.escala}
        elegido={elegido}
        alElegir={setElegido}
      />
      <RutaEnPalabras
        diagrama={diagrama}
        etiqueta={`Ruta de ${diagrama.lineas.length} pasos`}
        elegido={elegido}
        alElegir={setElegido}
      />
    </div>
  );
}

export default {
  componente: "Diagrama",
  ejemplos: [
    {
      nombre: "cuatro pasos con marcas y devolución",
      dibujo: () => <Completo diagrama={DE_MUESTRA} />,
    },
    {
      nombre: "sesenta pasos",
      dibujo: () => <Completo diagrama={DE_SESENTA} />,
    },
  ],
} satisfies Ejemplos;
