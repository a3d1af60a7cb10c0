import type { CampoDto } from "../../puente/generado/CampoDto";
import estilos from "./Ficha.module.css";

/** Help for the field that has the focus: what goes in it, an example, the typical mistake. */
export function AyudaDeCampo({
  campo,
  porQue,
}: {
  campo: CampoDto | null;
  /** Why it matters, when it is missing. */
  porQue: string | null;
}) {
  return (
    <section aria-label="Ayuda del dato" className={estilos["ayuda"]}>
      {campo === null ? (
        <p>Elija un dato y aquí verá un ejemplo y el error frecuente.</p>
      ) : (
        <>
          <p>
            <strong>{campo.etiqueta}.</strong> {campo.ayuda}
          </p>
          {campo.ejemplo !== "" && (
            <p>
              <strong>Ejemplo.</strong> «{campo.ejemplo}».
            </p>
          )}
          {campo.error_frecuente !== "" && (
            <p>
              <strong>Error frecuente:</strong>{" "}
              {minuscula(campo.error_frecuente)}
            </p>
          )}
          {porQue !== null && porQue !== "" && (
            <p>
              <strong>Por qué hace falta.</strong> {porQue}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function minuscula(texto: string): string {
  return texto.charAt(0).toLowerCase() + texto.slice(1);
}
