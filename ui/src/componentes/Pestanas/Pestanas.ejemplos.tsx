import { useState } from "react";
import { Pestanas } from "./Pestanas";
import type { Ejemplos } from "../../ejemplos/ejemplo";

function Vivas() {
  const [elegida, setElegida] = useState<"general" | "requisitos">(
    "requisitos",
  );
  return (
    <Pestanas
      etiqueta="Secciones de ejemplo"
      elegida={elegida}
      alElegir={setElegida}
      pestanas={[
        {
          id: "general",
          titulo: "General",
          contenido: <p>Datos generales.</p>,
        },
        {
          id: "requisitos",
          titulo: "Requisitos",
          cuenta: 7,
          contenido: <p>Siete requisitos.</p>,
        },
      ]}
    />
  );
}

export default {
  componente: "Pestanas",
  ejemplos: [{ nombre: "dos", dibujo: () => <Vivas /> }],
} satisfies Ejemplos;
