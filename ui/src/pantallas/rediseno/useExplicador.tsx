import { useState } from "react";
import type { ReactNode } from "react";
import { useConsulta } from "../../puente/consultas";
import type { RedisenoDto } from "../../puente/generado/RedisenoDto";
import { irA } from "../../rutas";
import type { Senalada } from "../ficha/calculos/Cifra";
import { DialogoDeCifra } from "../ficha/calculos/DialogoDeCifra";
import { DialogoParametro } from "../ficha/calculos/DialogoParametro";
import type { Pedido } from "../ficha/calculos/DialogoParametro";
import { METODO, REDONDEO } from "./palabras";

/** Opens how a figure was reached, and from there what is missing. */
export function useExplicador(
  dto: Pick<RedisenoDto, "tramite" | "corte">,
  institucion: string,
  soloLectura: boolean,
): { explicar: (que: Senalada) => void; dialogos: ReactNode } {
  const [senalada, setSenalada] = useState<Senalada | null>(null);
  const [pedido, setPedido] = useState<Pedido | null>(null);
  // The parameters that are missing have their name and units in the costs.
  const costos = useConsulta(
    "costos_de_tramite",
    { id: dto.tramite, version: "actual" },
    {
      activa:
        senalada?.cifra.faltan.some(({ parametro }) => parametro !== null) ??
        false,
    },
  );
  return {
    explicar: setSenalada,
    dialogos: (
      <>
        {senalada !== null && (
          <DialogoDeCifra
            senalada={senalada}
            metodos={METODO}
            redondeo={REDONDEO}
            corte={dto.corte}
            alCerrar={() => setSenalada(null)}
            alAnotar={
              soloLectura
                ? null
                : (codigo) => {
                    const p = costos.data?.parametros_que_faltan.find(
                      (x) => x.codigo === codigo,
                    );
                    if (p === undefined) return;
                    setSenalada(null);
                    setPedido({
                      codigo: p.codigo,
                      nombre: p.nombre,
                      paraQue: p.para_que,
                      unidades: p.unidades,
                    });
                  }
            }
            alIr={({ entidad, campo }) => {
              setSenalada(null);
              irA({
                pantalla: "ficha",
                id: dto.tramite,
                ...(entidad === null ? {} : { entidad }),
                ...(campo === null ? {} : { campo }),
              });
            }}
          />
        )}
        {pedido !== null && (
          <DialogoParametro
            pedido={pedido}
            tramite={dto.tramite}
            institucion={institucion}
            alCerrar={() => setPedido(null)}
          />
        )}
      </>
    ),
  };
}
