import { useState } from "react";
import type { ReactNode } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { usePuente } from "../../puente/contexto";
import type { PaqueteReunido } from "../../puente/generado/PaqueteReunido";
import type { RecuperadaDto } from "../../puente/generado/RecuperadaDto";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { cuantos, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { Faltantes } from "./RestaurarCopia";

/** «Recuperar»: the button, its progress, and exactly what came back. */
export function Recuperacion({
  alTerminar,
  textoDeTerminar = "Seguir trabajando",
  alRecuperar,
}: {
  /** The person has read the result and goes on. */
  alTerminar: () => void;
  textoDeTerminar?: string;
  /** It is done and its result is on screen. */
  alRecuperar?: () => void;
}) {
  const puente = usePuente();
  const trabajo = useTrabajo();
  const [error, setError] = useState<FallaError | null>(null);
  const [hecha, setHecha] = useState<RecuperadaDto | null>(null);
  const recuperar = async () => {
    setError(null);
    try {
      setHecha(
        await trabajo.correr((id) =>
          puente.llamar("recuperar", { trabajo: id }),
        ),
      );
      alRecuperar?.();
    } catch (causa) {
      setError(comoFalla(causa));
    }
  };
  if (hecha !== null)
    return (
      <Recuperada
        hecha={hecha}
        acciones={
          <Boton aspecto="primario" onPress={alTerminar}>
            {textoDeTerminar}
          </Boton>
        }
      />
    );
  return (
    <>
      <div>
        <Boton
          aspecto="primario"
          isDisabled={trabajo.activo}
          onPress={() => void recuperar()}
        >
          Recuperar
        </Boton>
      </div>
      <Progreso trabajo={trabajo} que="Buscando lo que todavía se lee" />
      {error?.falla.codigo === "cancelado" ? (
        <Aviso titulo="Se canceló" urgente>
          El archivo sigue como estaba.
        </Aviso>
      ) : (
        <AvisoDeFalla error={error} />
      )}
    </>
  );
}

/** Where the recovered changes came from. */
function origen({ copia, rescatados }: RecuperadaDto): string {
  if (copia === null)
    return "no había una copia comprobada, así que todo se leyó del archivo dañado.";
  const nombre = `«${visible(copia)}»`;
  if (rescatados === 0) return `todos estaban en la copia ${nombre}.`;
  return `de la copia ${nombre}, y ${cuantos(rescatados, "más que se leyó", "más que se leyeron")} del archivo dañado.`;
}

/** The packages of the folder, each by name, with what it brought. */
function Paquetes({ paquetes }: { paquetes: ReadonlyArray<PaqueteReunido> }) {
  if (paquetes.length === 0) return null;
  return (
    <div>
      <h3>Paquetes de la carpeta</h3>
      <ul>
        {paquetes.map((paquete, lugar) => (
          <li key={`${lugar}·${paquete.archivo}`}>
            «{visible(paquete.archivo)}»: {loQueTrajo(paquete)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function loQueTrajo(paquete: PaqueteReunido): string {
  if (paquete.problema !== null) return `no sirvió. ${paquete.problema}`;
  const { nuevos, en_espera, rechazados } = paquete;
  const partes = [
    nuevos === 0
      ? "no trajo nada que faltara"
      : `trajo ${cuantos(nuevos, "cambio que faltaba", "cambios que faltaban")}`,
    ...(en_espera > 0
      ? [`${cuantos(en_espera, "espera", "esperan")} una credencial`]
      : []),
    ...(rechazados > 0
      ? [`${cuantos(rechazados, "se rechazó", "se rechazaron")}`]
      : []),
  ];
  return `${partes.join("; ")}.`;
}

/** What came back and what is missing. */
export function Recuperada({
  hecha,
  acciones,
}: {
  hecha: RecuperadaDto;
  acciones: ReactNode;
}) {
  const completa = hecha.faltan_total === 0;
  return (
    <>
      <Aviso
        tono={completa ? "bien" : "aviso"}
        urgente
        titulo={
          completa
            ? "Se recuperó todo"
            : `Se recuperó casi todo: ${hecha.faltan_total === 1 ? "falta" : "faltan"} ${cuantos(hecha.faltan_total, "cambio", "cambios")}`
        }
        acciones={acciones}
      >
        <p>
          {cuantos(hecha.asientos, "cambio guardado", "cambios guardados")}:{" "}
          {origen(hecha)}
        </p>
        {hecha.apartado !== null && (
          <p>
            El archivo dañado no se borró: quedó apartado como «
            {visible(hecha.apartado)}».
          </p>
        )}
      </Aviso>
      {!completa && (
        <div>
          <h3>Lo que falta</h3>
          <ul>
            {hecha.faltan.map((falta) => (
              <li key={`${falta.ambito}·${falta.dispositivo}·${falta.desde}`}>
                {falta.desde === falta.hasta
                  ? `Cambio ${numero(falta.desde)}`
                  : `Cambios ${numero(falta.desde)} a ${numero(falta.hasta)}`}{" "}
                de la computadora {falta.dispositivo} ({visible(falta.ambito)})
              </li>
            ))}
          </ul>
          <p>
            Si alguien recibió un paquete con esos cambios, pida que se lo envíe
            de vuelta e impórtelo.
          </p>
        </div>
      )}
      <Paquetes paquetes={hecha.paquetes} />
      <Faltantes nombres={hecha.adjuntos_faltan} />
    </>
  );
}
