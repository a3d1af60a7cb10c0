import { useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { useConsulta } from "../../puente/consultas";
import type { ImportacionDto } from "../../puente/generado/ImportacionDto";
import { useAccion } from "../../puente/mutaciones";
import { cuantos, momentoCorto, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import estilos from "./Importar.module.css";

/** Past imports, each of which can be undone whole. */
export function Pasadas() {
  const importaciones = useConsulta("importaciones", {});
  const deshacer = useAccion("deshacer_importacion");
  const [elegida, setElegida] = useState<ImportacionDto | null>(null);
  const [conservadas, setConservadas] = useState(0);
  const lista = importaciones.data ?? [];
  const cerrar = () => {
    setElegida(null);
    deshacer.limpiar();
  };
  return (
    <Hoja titulo="Importaciones anteriores">
      {conservadas > 0 && (
        <Aviso tono="aviso" urgente titulo="Algo se conservó">
          {cuantos(conservadas, "trámite sigue", "trámites siguen")} en el
          inventario porque alguien escribió en ellos.
        </Aviso>
      )}
      {lista.length === 0 ? (
        <p className={estilos["tenue"]}>
          Todavía no hay. Cada una queda aquí y se puede deshacer completa.
        </p>
      ) : (
        <ul className={estilos["pasadas"]}>
          {lista.map((una) => (
            <li key={una.id} className={estilos["pasada"]}>
              <span className={estilos["archivo"]}>{visible(una.archivo)}</span>
              <span className={estilos["tenue"]}>
                {momentoCorto(una.cuando)} · {visible(una.quien)}
              </span>
              <span className={estilos["tenue"]}>
                {cuantos(una.filas, "registro", "registros")}:{" "}
                {cuantos(una.nuevas, "nuevo", "nuevos")},{" "}
                {numero(una.en_espera)} en espera
              </span>
              {una.deshecha ? (
                <span>
                  <Etiqueta>Deshecha</Etiqueta>
                </span>
              ) : (
                <span>
                  <Boton
                    pequeno
                    aria-label={`Deshacer importación de ${una.archivo}, ${momentoCorto(una.cuando)}`}
                    onPress={() => setElegida(una)}
                  >
                    Deshacer importación
                  </Boton>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {elegida !== null && (
        <Dialogo
          abierto
          alCerrar={cerrar}
          titulo={`¿Deshacer la importación de «${visible(elegida.archivo)}»?`}
          acciones={
            <>
              <Boton onPress={cerrar}>Cancelar</Boton>
              <Boton
                aspecto="peligro"
                isDisabled={deshacer.enCurso}
                onPress={() =>
                  void deshacer.ejecutar({ id: elegida.id }).then((hecho) => {
                    if (hecho === null) return;
                    setConservadas(hecho.valor.conservadas);
                    cerrar();
                  })
                }
              >
                Deshacer importación
              </Boton>
            </>
          }
        >
          <AvisoDeFalla error={deshacer.error} />
          <p>
            Se retiran del inventario los{" "}
            {cuantos(elegida.nuevas, "trámite", "trámites")} que trajo y sus
            filas en espera. Lo que se haya escrito en ellos queda en el
            historial. Puede volver a importar el archivo.
          </p>
        </Dialogo>
      )}
    </Hoja>
  );
}
