import { useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { ElegirInstitucion } from "../../componentes/ElegirInstitucion/ElegirInstitucion";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { useEstadoInicial } from "../../puente/consultas";
import { irA } from "../../rutas";
import { cuantos } from "../../textos/formatos";
import estilos from "./Priorizacion.module.css";

/** Which institution GAE prioritises: what is chosen stays in the address. */
export function DeCualInstitucion() {
  const instituciones = useEstadoInicial().data?.instituciones ?? [];
  const [elegida, setElegida] = useState<string | null>(null);
  const una = instituciones.find(({ id }) => id === elegida);
  return (
    <Pagina
      ventana="Priorización"
      titulo={`Priorización: elija una de las ${cuantos(instituciones.length, "institución", "instituciones")}`}
      subtitulo="GAE prioriza con los trámites que tiene en este archivo. Es su copia de referencia: no cambia la priorización que haga la institución."
    >
      <form
        className={estilos["elegir"]}
        onSubmit={(evento) => {
          evento.preventDefault();
          if (una !== undefined)
            irA({ pantalla: "priorizacion", institucion: una.codigo });
        }}
      >
        <Hoja>
          <ElegirInstitucion
            etiqueta="Busque la institución"
            instituciones={instituciones}
            elegida={elegida}
            alElegir={setElegida}
          />
          <div className={estilos["acciones"]}>
            <Boton
              type="submit"
              aspecto="primario"
              isDisabled={una === undefined}
            >
              Ver su priorización
            </Boton>
          </div>
        </Hoja>
      </form>
    </Pagina>
  );
}
