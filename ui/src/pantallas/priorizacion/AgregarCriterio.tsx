import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import type { PlantillaDto } from "../../puente/generado/PlantillaDto";
import { useAccion } from "../../puente/mutaciones";
import { visible } from "../../textos/visible";
import { fuenteDe } from "./palabras";
import estilos from "./Pesos.module.css";

const NOMBRE = campoLocal("Un criterio propio", {
  ayuda: "Una sola idea. Lo califican las personas, y empieza con 0 puntos.",
  ejemplo: "Trámites que usan pueblos indígenas",
  maximo: 120,
});

/** Adds a criterion of the library, or one of the committee's own. */
export function AgregarCriterio({
  ronda,
  biblioteca,
  alCerrar,
}: {
  ronda: string;
  biblioteca: ReadonlyArray<PlantillaDto>;
  alCerrar: () => void;
}) {
  const agregar = useAccion("agregar_criterio");
  const [nombre, setNombre] = useState("");
  const [error, setError] = useState<string | null>(null);
  const libres = biblioteca.filter(({ usado }) => !usado);
  const enviar = async (plantilla: string | null) => {
    if (plantilla === null && (nombre.match(/\p{L}/gu) ?? []).length < 3) {
      setError("Escriba el nombre del criterio, con al menos 3 letras.");
      return;
    }
    setError(null);
    const hecho = await agregar.ejecutar({
      ronda,
      plantilla,
      nombre: plantilla === null ? nombre.trim() : "",
    });
    if (hecho !== null) alCerrar();
  };
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo="Agregar criterio"
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={agregar.enCurso}
            onPress={() => void enviar(null)}
          >
            Agregar criterio propio
          </Boton>
        </>
      }
    >
      <AvisoDeFalla error={agregar.error} />
      <Campo
        campo={NOMBRE}
        texto={nombre}
        alCambiar={setNombre}
        error={error}
      />
      {libres.length === 0 ? (
        <p className={estilos["tenue"]}>
          Todos los criterios de la biblioteca ya están en la ronda.
        </p>
      ) : (
        <section aria-labelledby="biblioteca-de-criterios">
          <h3 id="biblioteca-de-criterios">O uno de la biblioteca</h3>
          <ul className={estilos["biblioteca"]}>
            {libres.map((p) => (
              <li key={p.codigo} className={estilos["plantilla"]}>
                <span>
                  <strong>{visible(p.nombre)}.</strong> {visible(p.definicion)}{" "}
                  <span className={estilos["tenue"]}>
                    {fuenteDe(p)}. {p.peso} puntos.
                  </span>
                </span>
                <Boton
                  pequeno
                  isDisabled={agregar.enCurso}
                  aria-label={`Agregar ${visible(p.nombre)}`}
                  onPress={() => void enviar(p.codigo)}
                >
                  Agregar
                </Boton>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialogo>
  );
}
