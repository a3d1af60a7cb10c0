import { useState } from "react";
import { Aviso } from "../../../componentes/Aviso/Aviso";
import { Boton } from "../../../componentes/Boton/Boton";
import { Campo, CampoGuardado } from "../../../componentes/Campo/Campo";
import { campoLocal } from "../../../componentes/Campo/local";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { Hoja } from "../../../componentes/Hoja/Hoja";
import type { AccionRequisito } from "../../../puente/generado/AccionRequisito";
import type { EntidadDto } from "../../../puente/generado/EntidadDto";
import type { RequisitoDeRediseno } from "../../../puente/generado/RequisitoDeRediseno";
import type { ValorDto } from "../../../puente/generado/ValorDto";
import { visible } from "../../../textos/visible";
import { useEscrituras } from "../../ficha/escrituras";
import type { DeUno } from "../Uno";
import { AVISO_DIGITAL, LETRAS_DE_RAZON, letrasDe } from "../palabras";
import { Acto } from "./Acto";
import { TarjetasDeDecision } from "./TarjetasDeDecision";
import estilos from "./Requisitos.module.css";

const RAZON = campoLocal("Por qué conviene recibirlo en digital desde ahora", {
  tipo: "texto_largo",
  ayuda: `Al menos ${LETRAS_DE_RAZON} letras. Queda en el historial.`,
  maximo: 4000,
});

const CON_TEXTO: ReadonlySet<AccionRequisito> = new Set([
  "sustituir",
  "fusionar",
  "digitalizar",
]);

/** All that is known of a requisito, and what is decided about it. */
export function Decision({
  requisito,
  entidad,
  dto,
  ficha,
  campos,
  soloLectura,
}: Omit<DeUno, "alVer"> & {
  requisito: RequisitoDeRediseno;
  entidad: EntidadDto;
}) {
  const { guardar } = useEscrituras();
  /** A decision that needs something more before it can be saved. */
  const [pendiente, setPendiente] = useState<"fusionar" | "digitalizar" | null>(
    null,
  );
  const [razon, setRazon] = useState("");
  const [falla, setFalla] = useState<string | null>(null);
  const poner = async (valores: Record<string, ValorDto>) => {
    const mensaje = await guardar(
      Object.entries(valores).map(([campo, valor]) => ({
        entidad: entidad.id,
        campo,
        valor,
        padres: entidad.celdas[campo]?.padres ?? [],
      })),
    );
    setFalla(mensaje);
    if (mensaje === null) setPendiente(null);
  };
  const decidir = (accion: AccionRequisito) => {
    setFalla(null);
    if (accion === "fusionar" && requisito.se_une_con === null)
      setPendiente("fusionar");
    else if (
      accion === "digitalizar" &&
      dto.digital_espera &&
      letrasDe(requisito.justificacion) < LETRAS_DE_RAZON
    )
      setPendiente("digitalizar");
    else void poner({ accion });
  };
  const accion = pendiente ?? requisito.accion;
  const declarado = (campo: string) =>
    campos.find((c) => c.clase === "requisito" && c.campo === campo);
  const justificacion = declarado("justificacion");
  const textoPropuesto = declarado("texto_propuesto");
  const suyos = ficha.hallazgos.filter(
    (h) => h.entidad === requisito.id && h.estado === "abierto",
  );
  const borradores = [
    ...new Set(
      ficha.hallazgos
        .filter((h) => h.entidad === requisito.id)
        .map((h) => h.texto_propuesto)
        .filter((t) => t !== null && t !== ""),
    ),
  ];
  const acto =
    dto.actos.find((a) => a.requisitos.includes(requisito.id)) ??
    requisito.acto;
  const reforma =
    dto.reformas.find(
      (x) => x.requisitos.includes(requisito.id) && x.estado !== "desistida",
    ) ??
    dto.reformas.find((x) => x.requisitos.includes(requisito.id)) ??
    null;
  return (
    <div className={estilos["centro"]}>
      <Hoja
        titulo={`${requisito.numero === null ? "" : `${requisito.numero}. `}${visible(requisito.texto)}`}
      >
        <dl className={estilos["datos"]}>
          {requisito.condicion !== null && (
            <>
              <dt>Solo si</dt>
              <dd>{visible(requisito.condicion)}</dd>
            </>
          )}
          <dt>Lo exige</dt>
          <dd>
            {requisito.normas.length > 0 ? (
              requisito.normas.map(visible).join("; ")
            ) : (
              <Etiqueta tono="aviso">ninguna norma propia anotada</Etiqueta>
            )}
          </dd>
          <dt>Lo leen</dt>
          <dd>
            {requisito.sin_uso ? (
              <Etiqueta tono="mal">ningún paso lo usa</Etiqueta>
            ) : requisito.usado_en.length > 0 ? (
              `${requisito.usado_en.length === 1 ? "El paso" : "Los pasos"} ${requisito.usado_en.join(", ")}`
            ) : (
              <span className={estilos["tenue"]}>
                Los pasos todavía no dicen qué requisitos usan
              </span>
            )}
          </dd>
          {suyos.length > 0 && (
            <>
              <dt>Posibles hallazgos</dt>
              <dd>
                <ul className={estilos["hallazgos"]}>
                  {suyos.map((h) => (
                    <li key={h.id}>
                      {visible(h.titulo)}{" "}
                      <span className={estilos["tenue"]}>
                        ({visible(h.fundamento)})
                      </span>
                    </li>
                  ))}
                </ul>
              </dd>
            </>
          )}
        </dl>
      </Hoja>
      <Hoja>
        <TarjetasDeDecision
          etiqueta="¿Qué se hace con este requisito?"
          elegida={accion}
          soloLectura={soloLectura}
          alDecidir={decidir}
        />
        {falla !== null && (
          <Aviso tono="mal" urgente titulo="No se guardó la decisión">
            <p>{falla}</p>
          </Aviso>
        )}
        {accion === "fusionar" && (
          <label className={estilos["pareja"]}>
            <span>Se une con</span>
            <select
              value={requisito.se_une_con ?? ""}
              disabled={soloLectura}
              onChange={(e) =>
                void poner({
                  accion: "fusionar",
                  se_une_con: e.target.value === "" ? null : e.target.value,
                })
              }
            >
              <option value="">Elija cuál lo incluirá</option>
              {dto.requisitos
                .filter(
                  (r) =>
                    r.id !== requisito.id &&
                    r.accion !== "eliminar" &&
                    r.accion !== "fusionar" &&
                    r.accion !== "consultar_entre_entidades",
                )
                .map((r) => (
                  <option key={r.id} value={r.id}>
                    {r.numero === null ? "" : `${r.numero}. `}
                    {visible(r.texto).slice(0, 90)}
                  </option>
                ))}
            </select>
            {requisito.se_une_con === null && (
              <span className={estilos["tenue"]}>
                La decisión se guarda al elegirlo.
              </span>
            )}
          </label>
        )}
        {pendiente === "digitalizar" && (
          <Aviso
            tono="aviso"
            titulo="Digitalizar conviene al final"
            acciones={
              <>
                <Boton
                  onPress={() => {
                    if (letrasDe(razon) < LETRAS_DE_RAZON)
                      setFalla(
                        `Escriba la razón con al menos ${LETRAS_DE_RAZON} letras.`,
                      );
                    else
                      void poner({
                        accion: "digitalizar",
                        justificacion: razon.trim(),
                      });
                  }}
                >
                  Digitalizar con esta razón
                </Boton>
                <Boton
                  aspecto="discreto"
                  onPress={() => {
                    setPendiente(null);
                    setFalla(null);
                  }}
                >
                  Dejarlo como estaba
                </Boton>
              </>
            }
          >
            <p>{AVISO_DIGITAL}</p>
            <Campo campo={RAZON} texto={razon} alCambiar={setRazon} />
          </Aviso>
        )}
        {requisito.accion !== null &&
          pendiente === null &&
          justificacion !== undefined && (
            <CampoGuardado
              entidad={entidad}
              campo={justificacion}
              soloLectura={soloLectura}
              filas={2}
            />
          )}
        {requisito.accion !== null &&
          pendiente === null &&
          CON_TEXTO.has(requisito.accion) &&
          textoPropuesto !== undefined && (
            <>
              <CampoGuardado
                entidad={entidad}
                campo={textoPropuesto}
                soloLectura={soloLectura}
                filas={2}
              />
              {borradores
                .filter((t) => t !== requisito.texto_propuesto)
                .map((t) => (
                  <p key={t} className={estilos["linea"]}>
                    <span className={estilos["tenue"]}>
                      Borrador: «{visible(t ?? "")}»
                    </span>
                    <Boton
                      pequeno
                      isDisabled={soloLectura}
                      onPress={() => void poner({ texto_propuesto: t })}
                    >
                      Usar este texto
                    </Boton>
                  </p>
                ))}
            </>
          )}
      </Hoja>
      {acto !== null && acto !== undefined && pendiente === null && (
        <Acto
          tramite={dto.tramite}
          acto={acto}
          reforma={reforma}
          otros={acto.requisitos.length - 1}
          soloLectura={soloLectura}
        />
      )}
    </div>
  );
}
