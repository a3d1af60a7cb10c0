/** Cells with two values of the sample, as a test or an example puts them. */
import type { ConflictoDto } from "../generado/ConflictoDto";
import type { Hecho } from "../generado/Hecho";
import type { Nada } from "../generado/Nada";
import type { ValorDto } from "../generado/ValorDto";
import { FallaError } from "../puente";
import type { Da, Pide } from "../puente";

interface Muestra {
  /** Writes the value that stays, as one operation. */
  dejar: (conflicto: ConflictoDto, valor: ValorDto) => Hecho<Nada>;
}

export function conflictosFalsos({ dejar }: Muestra) {
  let lista: ConflictoDto[] = [];
  const deRonda = (ronda: string) =>
    lista.filter(({ lugar }) => lugar?.ronda === ronda);
  return {
    poner: (conflicto: ConflictoDto) => lista.push(conflicto),
    hay: (entidad: string, campo: string) =>
      lista.some((c) => c.entidad === entidad && c.campo === campo),
    cuantosDe: (ronda: string) => deRonda(ronda).length,
    respuestas: {
      conflictos: ({ ronda, tramite }: Pide<"conflictos">) =>
        ronda != null
          ? deRonda(ronda)
          : tramite != null
            ? lista.filter((c) => c.lugar === null)
            : lista,
      resolver_conflicto: ({
        entidad,
        campo,
        valor,
      }: Pide<"resolver_conflicto">): Da<"resolver_conflicto"> => {
        const conflicto = lista.find(
          (c) => c.entidad === entidad && c.campo === campo,
        );
        if (conflicto === undefined)
          throw new FallaError({
            codigo: "no_existe",
            mensaje: "Ese dato ya tiene un solo valor. No se cambió nada.",
            campos: [],
            incidente: null,
          });
        lista = lista.filter((c) => c !== conflicto);
        return dejar(conflicto, valor);
      },
    },
  };
}
