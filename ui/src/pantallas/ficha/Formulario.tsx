import { useEffect } from "react";
import { CampoGuardado } from "../../componentes/Campo/Campo";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { FichaDto } from "../../puente/generado/FichaDto";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import type { Objetivo } from "./lugares";
import estilos from "./Ficha.module.css";

/** Id of the control of a field, for the focus. */
export function idDeCampo(entidad: string, campo: string): string {
  return `campo-${entidad}-${campo}`;
}

/** Fields of the sheet itself, each saved when it is left. */
export function Formulario({
  ficha,
  campos,
  soloLectura,
  objetivo,
  alConsumir,
  alEnfocar,
  titulo,
}: {
  ficha: FichaDto;
  /** Those of one section. */
  campos: ReadonlyArray<CampoDto>;
  soloLectura: boolean;
  objetivo: Objetivo | null;
  alConsumir: () => void;
  alEnfocar: (entidad: string, clase: string, campo: string) => void;
  titulo?: string;
}) {
  useEffect(() => {
    if (objetivo === null || objetivo.entidad !== ficha.id) return;
    const control = document.getElementById(
      idDeCampo(ficha.id, objetivo.campo),
    );
    if (control === null) return;
    control.focus();
    control.parentElement?.scrollIntoView({ block: "center" });
    alConsumir();
  }, [objetivo, ficha.id, alConsumir]);

  const visibles = campos.filter((campo) => campo.editable);
  if (visibles.length === 0) return null;
  return (
    <section
      className={estilos["formulario"]}
      {...(titulo === undefined ? {} : { "aria-label": titulo })}
    >
      {titulo !== undefined && (
        <h2 className={estilos["tituloSeccion"]}>{titulo}</h2>
      )}
      <div className={estilos["campos"]}>
        {visibles.map((campo) => {
          const falta = ficha.faltan.some(
            (f) => f.entidad === ficha.id && f.campo === campo.campo,
          );
          return (
            <div
              key={campo.campo}
              className={estilos["campo"]}
              data-ancho={esAncho(campo) ? "" : undefined}
              onFocus={() => alEnfocar(ficha.id, "tramite", campo.campo)}
            >
              <CampoGuardado
                entidad={ficha.tramite}
                campo={campo}
                soloLectura={soloLectura}
                id={idDeCampo(ficha.id, campo.campo)}
              />
              {falta && (
                <p className={estilos["marcas"]}>
                  <Etiqueta tono="aviso">falta</Etiqueta>
                </p>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}

function esAncho(campo: CampoDto): boolean {
  return (
    campo.tipo === "texto_largo" || ["nombre", "enlace"].includes(campo.campo)
  );
}
