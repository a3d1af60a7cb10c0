import { useState } from "react";
import { Boton } from "../../../componentes/Boton/Boton";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { DialogoMotivo } from "../../../componentes/Rejilla/DialogoMotivo";
import type { Principio } from "../../../puente/generado/Principio";
import type { SugerenciaDto } from "../../../puente/generado/SugerenciaDto";
import { visible } from "../../../textos/visible";
import { AVISO_DIGITAL } from "../palabras";
import { estaAplicada } from "./borrador";
import type { Borrador } from "./borrador";
import estilos from "./Escenarios.module.css";

/** In the order in which they are to be thought of: what is removed need not be digitised. */
const ORDEN: ReadonlyArray<Principio> = [
  "eliminar",
  "unir",
  "a_la_vez",
  "pedir_una_vez",
  "buena_fe",
  "interoperar",
  "digitalizar",
];

/** What the data suggest, by principle, each with what was found. */
export function Sugerencias({
  sugerencias,
  borrador,
  soloLectura,
  alAplicar,
  alDejar,
}: {
  sugerencias: ReadonlyArray<SugerenciaDto>;
  borrador: Borrador;
  soloLectura: boolean;
  alAplicar: (sugerencia: SugerenciaDto, razon: string | null) => void;
  alDejar: (sugerencia: SugerenciaDto) => void;
}) {
  const [conRazon, setConRazon] = useState<SugerenciaDto | null>(null);
  if (sugerencias.length === 0)
    return (
      <p className={estilos["tenue"]}>
        Los datos no sugieren nada más. Anote qué requisitos usa cada paso y
        cuánto tarda: con eso se hallan más.
      </p>
    );
  return (
    <>
      {ORDEN.map((principio) => {
        const suyas = sugerencias.filter((s) => s.principio === principio);
        const primera = suyas[0];
        if (primera === undefined) return null;
        return (
          <section
            key={principio}
            className={estilos["principio"]}
            aria-label={primera.nombre}
          >
            <h3>{primera.nombre}</h3>
            <p className={estilos["tenue"]}>{primera.pregunta}</p>
            <ul className={estilos["sugerencias"]}>
              {suyas.map((s) => {
                const aplicada = estaAplicada(borrador, s);
                return (
                  <li
                    key={`${s.texto}·${s.filas.join("·")}`}
                    className={estilos["sugerencia"]}
                  >
                    <div>
                      <p>{visible(s.texto)}</p>
                      <p className={estilos["tenue"]}>{visible(s.evidencia)}</p>
                      {s.espera_aprobacion && !aplicada && (
                        <Etiqueta tono="aviso">
                          espera la aprobación del rediseño
                        </Etiqueta>
                      )}
                    </div>
                    {s.decisiones.length === 0 ? (
                      <span className={estilos["tenue"]}>
                        Hay que pensarlo en los pasos
                      </span>
                    ) : aplicada ? (
                      <div className={estilos["linea"]}>
                        <Etiqueta tono="bien">Aplicada</Etiqueta>
                        <Boton
                          pequeno
                          aspecto="discreto"
                          aria-label={`Dejar de aplicar: ${s.texto}`}
                          isDisabled={soloLectura}
                          onPress={() => alDejar(s)}
                        >
                          Quitar
                        </Boton>
                      </div>
                    ) : (
                      <Boton
                        pequeno
                        aria-label={`Aplicar: ${s.texto}`}
                        isDisabled={soloLectura}
                        onPress={() =>
                          s.espera_aprobacion
                            ? setConRazon(s)
                            : alAplicar(s, null)
                        }
                      >
                        Aplicar
                      </Boton>
                    )}
                  </li>
                );
              })}
            </ul>
          </section>
        );
      })}
      {conRazon !== null && (
        <DialogoMotivo
          titulo="¿Por qué digitalizarlo antes de aprobar el rediseño?"
          explicacion={AVISO_DIGITAL}
          motivos={[]}
          boton="Aplicar con esta razón"
          alConfirmar={async (razon) => {
            alAplicar(conRazon, razon);
            return null;
          }}
          alCerrar={() => setConRazon(null)}
        />
      )}
    </>
  );
}
