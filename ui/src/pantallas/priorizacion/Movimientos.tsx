import { Boton } from "../../componentes/Boton/Boton";
import { Tabla } from "../../componentes/Tabla/Tabla";
import type { MovimientoDto } from "../../puente/generado/MovimientoDto";
import { momentoCorto } from "../../textos/formatos";
import { visible } from "../../textos/visible";

/** What was moved by hand, with who and when. */
export function Movimientos({
  movimientos,
  alVolver,
}: {
  movimientos: ReadonlyArray<MovimientoDto>;
  /** Null when the round does not change any more. */
  alVolver: ((movimiento: MovimientoDto) => void) | null;
}) {
  return (
    <Tabla
      titulo="Trámites movidos a mano"
      filas={movimientos}
      clave={({ id }) => id}
      columnas={[
        {
          id: "tramite",
          titulo: "Trámite",
          encabeza: true,
          celda: (m) => `${visible(m.codigo)} ${visible(m.nombre)}`,
        },
        {
          id: "hacia",
          titulo: "Movimiento",
          celda: (m) => (m.hacia === "dentro" ? "Entra" : "Sale"),
        },
        { id: "razon", titulo: "Razón", celda: (m) => visible(m.razon) },
        { id: "quien", titulo: "Quién", celda: (m) => visible(m.quien) },
        {
          id: "cuando",
          titulo: "Cuándo",
          celda: (m) => momentoCorto(m.cuando),
        },
        ...(alVolver === null
          ? []
          : [
              {
                id: "volver",
                titulo: "Acciones",
                celda: (m: MovimientoDto) => (
                  <Boton
                    pequeno
                    aria-label={`Volver al orden: ${m.codigo}`}
                    onPress={() => alVolver(m)}
                  >
                    Volver al orden…
                  </Boton>
                ),
              },
            ]),
      ]}
    />
  );
}
