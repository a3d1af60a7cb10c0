import { Migas } from "./Migas";
import type { Ejemplos } from "../../ejemplos/ejemplo";

export default {
  componente: "Migas",
  ejemplos: [
    {
      nombre: "tres niveles",
      dibujo: () => (
        <Migas
          migas={[
            { texto: "Inventario", a: { pantalla: "inventario", filtros: {} } },
            {
              texto: "Cementerio General",
              a: { pantalla: "inventario", filtros: { categoria: "Salud" } },
            },
            { texto: "MSPAS-0012" },
          ]}
        />
      ),
    },
  ],
} satisfies Ejemplos;
