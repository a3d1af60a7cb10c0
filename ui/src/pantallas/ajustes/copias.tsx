import { Boton } from "../../componentes/Boton/Boton";
import type { Columna } from "../../componentes/Tabla/Tabla";
import type { RespaldoDto } from "../../puente/generado/RespaldoDto";
import type { Puente } from "../../puente/puente";
import {
  fechaDeMomento,
  fechaLarga,
  momentoCorto,
  numero,
} from "../../textos/formatos";
import type { CopiaElegida } from "./RestaurarCopia";

/** What a list of copies says of each, in Ajustes and where a damaged file is rescued. */
export const COLUMNAS_DE_COPIA: ReadonlyArray<Columna<RespaldoDto>> = [
  {
    id: "fecha",
    titulo: "Fecha",
    encabeza: true,
    celda: ({ cuando }) => momentoCorto(cuando),
  },
  { id: "motivo", titulo: "Motivo", celda: (copia) => copia.motivo_texto },
  {
    id: "cambios",
    titulo: "Cambios",
    cifra: true,
    celda: ({ asientos }) => (asientos === null ? "—" : numero(asientos)),
  },
];

/** The column with the button that goes back to a copy. */
export function columnaDeRestaurar(
  alElegir: (copia: CopiaElegida) => void,
  boton: { aspecto?: "discreto"; isDisabled?: boolean } = {},
): Columna<RespaldoDto> {
  return {
    id: "accion",
    titulo: "Acción",
    celda: ({ nombre, cuando }) => (
      <Boton
        pequeno
        {...boton}
        aria-label={`Restaurar la copia del ${momentoCorto(cuando)}`}
        onPress={() =>
          alElegir({
            copia: nombre,
            archivo: null,
            titulo: `del ${fechaLarga(fechaDeMomento(cuando))}`,
          })
        }
      >
        Restaurar…
      </Boton>
    ),
  };
}

/** Asks for a file with a copy; null when the person leaves the dialog. */
export async function elegirArchivoDeCopia(
  puente: Puente,
): Promise<CopiaElegida | null> {
  const archivo = await puente.elegirArchivo("respaldo");
  if (archivo === null) return null;
  return { copia: null, archivo: archivo.id, titulo: archivo.nombre };
}
