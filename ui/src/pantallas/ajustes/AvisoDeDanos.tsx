import { Aviso } from "../../componentes/Aviso/Aviso";
import { EnlaceBoton } from "../../componentes/Boton/Boton";
import { cuantos } from "../../textos/formatos";

/** What the daily look at a part of the log found; nothing when it found nothing. */
export function AvisoDeDanos({
  danos,
  enAjustes = false,
}: {
  danos: number;
  enAjustes?: boolean;
}) {
  if (danos === 0) return null;
  return (
    <Aviso
      tono="mal"
      titulo="Hay un daño en su archivo de datos"
      {...(!enAjustes && {
        acciones: (
          <EnlaceBoton a={{ pantalla: "ajustes" }}>Ir a Ajustes</EnlaceBoton>
        ),
      })}
    >
      La revisión diaria encontró{" "}
      {cuantos(danos, "registro dañado", "registros dañados")}. No se borró
      nada. Pulse «Revisar base» en Ajustes: dirá qué es y cómo recuperarlo.
    </Aviso>
  );
}
