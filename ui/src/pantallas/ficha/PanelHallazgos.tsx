import { useState } from "react";
import { Aviso } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { DialogoMotivo } from "../../componentes/Rejilla/DialogoMotivo";
import {
  agruparPorRegla,
  claseBase,
  lugarDe,
  TarjetaHallazgo,
} from "../../componentes/TarjetaHallazgo/TarjetaHallazgo";
import type { CeldaNueva } from "../../puente/generado/CeldaNueva";
import type { FichaDto } from "../../puente/generado/FichaDto";
import type { HallazgoDto } from "../../puente/generado/HallazgoDto";
import { numero } from "../../textos/formatos";
import { ESTADO_HALLAZGO } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { DialogoAplicar } from "./DialogoAplicar";
import { useEscrituras } from "./escrituras";
import estilos from "./Ficha.module.css";

const MOTIVOS_DE_EXCEPCION = [
  "Una ley lo exige y está citada en la base legal",
  "Solo se muestra, no se entrega copia",
  "El sistema de la otra entidad no está conectado",
  "El texto se refiere a otra cosa",
];

/** The cells that the suggested decision writes, with the parents that are on screen. */
function celdasDeDecision(
  ficha: FichaDto,
  h: HallazgoDto,
  justificacion: string,
  texto: string | null,
): CeldaNueva[] {
  const fila = ficha.requisitos.find((r) => r.id === h.entidad);
  if (fila === undefined || h.accion_sugerida === null) return [];
  const celda = (campo: string, valor: string): CeldaNueva => ({
    entidad: fila.id,
    campo,
    valor,
    padres: fila.celdas[campo]?.padres ?? [],
  });
  return [
    celda("accion", h.accion_sugerida),
    celda("justificacion", justificacion),
    ...(texto === null ? [] : [celda("texto", texto)]),
  ];
}

/** One of each row: two findings on the same requisito write one decision. */
export function unoPorFila(
  hallazgos: ReadonlyArray<HallazgoDto>,
): ReadonlyArray<HallazgoDto> {
  return [...new Map(hallazgos.map((h) => [h.entidad, h])).values()];
}

/** The reason that is written with a suggested decision. */
function justificacionDe(h: HallazgoDto): string {
  return `${h.titulo} (regla ${h.regla}, ${h.fundamento}). ${h.que_hacer}`;
}

/** Findings of the trámite: cards that act; what was decided, folded below. */
export function PanelHallazgos({
  ficha,
  soloLectura,
  alIr,
}: {
  ficha: FichaDto;
  soloLectura: boolean;
  alIr: (h: HallazgoDto) => void;
}) {
  const { guardar, decidir } = useEscrituras();
  const [excepcion, setExcepcion] = useState<ReadonlyArray<HallazgoDto> | null>(
    null,
  );
  const [aplicar, setAplicar] = useState<HallazgoDto | null>(null);
  const [ocupado, setOcupado] = useState(false);
  const [falla, setFalla] = useState<string | null>(null);
  const abiertos = ficha.hallazgos.filter((h) => h.estado === "abierto");
  const cerrados = ficha.hallazgos.filter((h) => h.estado !== "abierto");

  const hacer = async (tarea: () => Promise<string | null>) => {
    setOcupado(true);
    setFalla(await tarea());
    setOcupado(false);
  };
  const escribirDecisiones = (hs: ReadonlyArray<HallazgoDto>) =>
    hacer(() =>
      guardar(
        unoPorFila(hs).flatMap((h) =>
          celdasDeDecision(ficha, h, justificacionDe(h), null),
        ),
        `Decisión sobre posible hallazgo ${hs[0]?.regla ?? ""}`,
      ),
    );

  return (
    <section aria-label="Posibles hallazgos" className={estilos["panel"]}>
      <h2 className={estilos["tituloPanel"]}>
        Posibles hallazgos de este trámite · {numero(abiertos.length)}
      </h2>
      {falla !== null && (
        <Aviso tono="mal" urgente titulo="No se guardó">
          <p>{falla}</p>
        </Aviso>
      )}
      {abiertos.length === 0 && (
        <p className={estilos["sinHallazgos"]}>
          {cerrados.length === 0
            ? "La herramienta no encontró nada que revisar en esta ficha."
            : "No queda ninguno por revisar."}
        </p>
      )}
      {agruparPorRegla(abiertos).map(({ regla, hallazgos }, i) => (
        <TarjetaHallazgo
          key={regla}
          hallazgos={hallazgos}
          principal={i === 0}
          soloLectura={soloLectura}
          ocupada={ocupado}
          yaDecidido={(h) =>
            h.accion_sugerida !== null &&
            ficha.requisitos.find((r) => r.id === h.entidad)?.celdas["accion"]
              ?.valor === h.accion_sugerida
          }
          alIr={alIr}
          alAplicar={(hs) => {
            const unico = hs.length === 1 ? hs[0] : undefined;
            if (
              unico !== undefined &&
              unico.texto_propuesto !== null &&
              claseBase(unico.clase) === "requisito"
            )
              setAplicar(unico);
            else void escribirDecisiones(hs);
          }}
          alExceptuar={setExcepcion}
          alAceptar={(hs) =>
            void hacer(() =>
              decidir(
                hs.map((h) => h.id),
                "aceptado",
                "",
              ),
            )
          }
        />
      ))}
      {cerrados.length > 0 && (
        <details className={estilos["cerrados"]}>
          <summary>
            {cerrados.length === 1
              ? "1 ya revisado"
              : `${numero(cerrados.length)} ya revisados`}
          </summary>
          <ul className={estilos["listaCerrados"]}>
            {cerrados.map((h) => (
              <li key={h.id} className={estilos["cerrado"]}>
                <p>
                  <Etiqueta tono={ESTADO_HALLAZGO[h.estado].tono}>
                    {ESTADO_HALLAZGO[h.estado].texto}
                  </Etiqueta>{" "}
                  {h.titulo}
                  {lugarDe(h) !== null && ` · ${lugarDe(h)}`}
                </p>
                {h.justificacion !== null && h.justificacion !== "" && (
                  <p className={estilos["menor"]}>{visible(h.justificacion)}</p>
                )}
                {!soloLectura && (
                  <Boton
                    pequeno
                    aspecto="discreto"
                    isDisabled={ocupado}
                    onPress={() =>
                      void hacer(() => decidir([h.id], "abierto", ""))
                    }
                  >
                    Volver a abrir
                  </Boton>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {excepcion !== null && (
        <DialogoMotivo
          titulo={`Excepción: ${excepcion[0]?.titulo ?? ""}`}
          explicacion={
            excepcion.length === 1
              ? "El posible hallazgo deja de contar y el motivo queda en el historial."
              : `Los ${excepcion.length} posibles hallazgos dejan de contar con el mismo motivo.`
          }
          motivos={MOTIVOS_DE_EXCEPCION}
          boton="Registrar excepción"
          alConfirmar={(motivo) =>
            decidir(
              excepcion.map((h) => h.id),
              "descartado",
              motivo,
            )
          }
          alCerrar={() => setExcepcion(null)}
        />
      )}
      {aplicar !== null && (
        <DialogoAplicar
          hallazgo={aplicar}
          actual={String(
            ficha.requisitos.find((r) => r.id === aplicar.entidad)?.celdas[
              "texto"
            ]?.valor ?? "",
          )}
          justificacion={justificacionDe(aplicar)}
          alAplicar={(justificacion, texto) =>
            guardar(
              celdasDeDecision(ficha, aplicar, justificacion, texto),
              `Decisión sobre posible hallazgo ${aplicar.regla}`,
            )
          }
          alCerrar={() => setAplicar(null)}
        />
      )}
    </section>
  );
}
