import { Bala } from "./Bala";
import type { Ejemplos } from "../../ejemplos/ejemplo";

export default {
  componente: "Bala",
  ejemplos: [
    {
      nombre: "declarado, con evidencia, verificado y lo reportado",
      dibujo: () => (
        <Bala
          tramos={[
            { parte: 0.68, clase: "suave" },
            { parte: 0.5, clase: "medio" },
            { parte: 0.2, clase: "fuerte" },
          ]}
          marca={0.65}
        />
      ),
    },
    {
      nombre: "vacía y sin marca",
      dibujo: () => <Bala tramos={[{ parte: 0, clase: "fuerte" }]} />,
    },
  ],
} satisfies Ejemplos;
