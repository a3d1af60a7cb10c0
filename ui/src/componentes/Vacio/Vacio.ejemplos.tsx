import { EnlaceBoton } from "../Boton/Boton";
import { Vacio } from "./Vacio";
import type { Ejemplos } from "../../ejemplos/ejemplo";

export default {
  componente: "Vacio",
  ejemplos: [
    {
      nombre: "dice qué hacer",
      dibujo: () => (
        <Vacio
          titulo="Todavía no hay trámites en el inventario"
          acciones={
            <EnlaceBoton a={{ pantalla: "importar" }}>
              Importar inventario
            </EnlaceBoton>
          }
        >
          <p>Puede agregar el primero o importar el catálogo nacional.</p>
        </Vacio>
      ),
    },
  ],
} satisfies Ejemplos;
