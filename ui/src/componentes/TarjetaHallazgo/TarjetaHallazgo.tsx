import { useState } from "react";
import type { AccionRequisito } from "../../puente/generado/AccionRequisito";
import type { HallazgoDto } from "../../puente/generado/HallazgoDto";
import { numero } from "../../textos/formatos";
import { ACCION_REQUISITO, SEVERIDAD } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { Boton } from "../Boton/Boton";
import { Etiqueta } from "../Etiqueta/Etiqueta";
import estilos from "./TarjetaHallazgo.module.css";

/** Text of the button that records each decision. */
const BOTON_DE_ACCION: Readonly<Record<AccionRequisito, string>> = {
  mantener: "Mantener",
  eliminar: "Proponer eliminarlo",
  sustituir: "Proponer sustituirlo",
  consultar_entre_entidades: "Consultar entre entidades",
  requiere_reforma: "Pedir reforma",
  fusionar: "Proponer unirlo con otro",
  digitalizar: "Recibir en digital",
};

/** How to name the rows of each class. */
const NOMBRE_DE_FILA: Readonly<
  Record<string, { una: string; varias: string } | undefined>
> = {
  requisito: { una: "requisito", varias: "requisitos" },
  paso: { una: "paso", varias: "pasos" },
  base_legal: { una: "base legal", varias: "bases legales" },
  tiempo: { una: "tiempo", varias: "tiempos" },
};

/** Class without GAE's prefix. */
export function claseBase(clase: string): string {
  return clase.replace(/^gae_/, "");
}

/** «Requisito 5», or nothing when it speaks of the sheet itself. */
export function lugarDe(h: Pick<HallazgoDto, "clase" | "fila">): string | null {
  const nombre = NOMBRE_DE_FILA[claseBase(h.clase)]?.una;
  return nombre === undefined || h.fila === null ? null : `${nombre} ${h.fila}`;
}

/** «1, 2, 4 y 7». */
export function enumerar(cosas: ReadonlyArray<string>): string {
  if (cosas.length < 2) return cosas.join("");
  const ultima = cosas.at(-1) ?? "";
  const y = /^h?i(?!e)/i.test(ultima) ? "e" : "y";
  return `${cosas.slice(0, -1).join(", ")} ${y} ${ultima}`;
}

/** The section already says «Posibles hallazgos»: the card does not repeat it. */
function sinPrefijo(mensaje: string): string {
  const texto = mensaje.replace(/^posible hallazgo:\s*/i, "");
  return texto.charAt(0).toUpperCase() + texto.slice(1);
}

function capital(texto: string): string {
  return texto.charAt(0).toUpperCase() + texto.slice(1);
}

/** Findings of one rule, one card. */
export interface GrupoDeHallazgos {
  regla: string;
  hallazgos: ReadonlyArray<HallazgoDto>;
}

/** Open findings by rule, in the order they came (worst first). */
export function agruparPorRegla(
  hallazgos: ReadonlyArray<HallazgoDto>,
): GrupoDeHallazgos[] {
  const grupos = new Map<string, HallazgoDto[]>();
  for (const h of hallazgos) {
    const grupo = grupos.get(h.regla);
    if (grupo === undefined) grupos.set(h.regla, [h]);
    else grupo.push(h);
  }
  return [...grupos].map(([regla, suyos]) => ({ regla, hallazgos: suyos }));
}

interface Propiedades {
  hallazgos: ReadonlyArray<HallazgoDto>;
  /** The suggested decision is already written on the row. */
  yaDecidido?: (h: HallazgoDto) => boolean;
  soloLectura?: boolean;
  ocupada?: boolean;
  /** Its first button is the main one of the panel: only one card. */
  principal?: boolean;
  alIr: (h: HallazgoDto) => void;
  alAplicar: (hs: ReadonlyArray<HallazgoDto>) => void;
  alExceptuar: (hs: ReadonlyArray<HallazgoDto>) => void;
  alAceptar: (hs: ReadonlyArray<HallazgoDto>) => void;
}

/** One rule's findings in a trámite: what, why, where, and buttons that do something about it. */
export function TarjetaHallazgo({
  hallazgos,
  yaDecidido = () => false,
  soloLectura = false,
  ocupada = false,
  principal = false,
  alIr,
  alAplicar,
  alExceptuar,
  alAceptar,
}: Propiedades) {
  const [abierta, setAbierta] = useState(false);
  const primero = hallazgos[0];
  if (primero === undefined) return null;
  const varios = hallazgos.length > 1;
  const porDecidir = hallazgos.filter(
    (h) => h.accion_sugerida !== null && !yaDecidido(h),
  );
  const sugerida = porDecidir[0]?.accion_sugerida ?? null;
  const decididos = hallazgos.filter(
    (h) => h.accion_sugerida !== null && yaDecidido(h),
  );
  const nombre = NOMBRE_DE_FILA[claseBase(primero.clase)];
  const filas = [
    ...new Set(hallazgos.flatMap((h) => (h.fila === null ? [] : [h.fila]))),
  ]
    .toSorted((a, b) => a - b)
    .map(String);
  const filasPorDecidir = new Set(porDecidir.map((h) => h.entidad)).size;
  const repetido = new Set(hallazgos.map((h) => h.mensaje)).size === 1;

  return (
    <article
      className={estilos["tarjeta"]}
      data-severidad={primero.severidad}
      aria-label={`${primero.titulo}${varios ? `, ${hallazgos.length} casos` : ""}`}
    >
      <header className={estilos["cabeza"]}>
        <h3 className={estilos["titulo"]}>
          {primero.titulo}
          {varios && (
            <span className={estilos["cuenta"]}>
              {" "}
              · {numero(hallazgos.length)}
            </span>
          )}
        </h3>
        <Etiqueta tono={SEVERIDAD[primero.severidad].tono}>
          {SEVERIDAD[primero.severidad].texto}
        </Etiqueta>
      </header>
      <p>
        {varios && nombre !== undefined && filas.length > 0 && (
          <>
            {capital(filas.length === 1 ? nombre.una : nombre.varias)}{" "}
            {enumerar(filas)}.{" "}
          </>
        )}
        {repetido || !varios ? sinPrefijo(primero.mensaje) : null}
      </p>
      {!varios && <Fragmento h={primero} alIr={alIr} />}
      <p className={estilos["hacer"]}>{primero.que_hacer}</p>
      <p className={estilos["fundamento"]}>
        {primero.fundamento.charAt(0).toUpperCase() +
          primero.fundamento.slice(1)}{" "}
        · regla {primero.regla}
        {primero.severidad === "alta" && " · lo juzga Asesoría Jurídica"}
      </p>
      {decididos.length > 0 && (
        <p className={estilos["decidido"]}>
          <Etiqueta tono="bien">
            {varios
              ? `${decididos.length} con decisión escrita`
              : `Decisión: ${ACCION_REQUISITO[decididos[0]?.accion_sugerida ?? "mantener"]}`}
          </Etiqueta>
        </p>
      )}
      {!soloLectura && (
        <div className={estilos["acciones"]}>
          {sugerida !== null ? (
            <Boton
              pequeno
              aspecto={principal ? "primario" : "secundario"}
              isDisabled={ocupada}
              onPress={() => alAplicar(porDecidir)}
            >
              {filasPorDecidir > 1
                ? `${BOTON_DE_ACCION[sugerida]} (${filasPorDecidir})`
                : BOTON_DE_ACCION[sugerida]}
            </Boton>
          ) : (
            primero.accion_sugerida === null &&
            !varios && (
              <Boton pequeno aspecto="primario" onPress={() => alIr(primero)}>
                Corregir el dato
              </Boton>
            )
          )}
          <Boton
            pequeno
            isDisabled={ocupada}
            onPress={() => alExceptuar(hallazgos)}
          >
            Registrar excepción
          </Boton>
          <Boton
            pequeno
            aspecto="discreto"
            isDisabled={ocupada}
            onPress={() => alAceptar(hallazgos)}
          >
            {varios ? `Aceptar los ${hallazgos.length}` : "Aceptar hallazgo"}
          </Boton>
        </div>
      )}
      {varios && (
        <div className={estilos["cada"]}>
          <button
            type="button"
            className={estilos["plegar"]}
            aria-expanded={abierta}
            onClick={() => setAbierta(!abierta)}
          >
            <span aria-hidden="true">{abierta ? "▾" : "▸"}</span>{" "}
            {abierta
              ? "Ocultar los casos"
              : `Ver los ${hallazgos.length} casos`}
          </button>
          {abierta && (
            <ul className={estilos["casos"]}>
              {hallazgos.map((h) => (
                <li key={h.id} className={estilos["caso"]}>
                  {!repetido && <p>{sinPrefijo(h.mensaje)}</p>}
                  <Fragmento h={h} alIr={alIr} />
                  {!soloLectura && (
                    <div className={estilos["acciones"]}>
                      {h.accion_sugerida !== null && !yaDecidido(h) && (
                        <Boton
                          pequeno
                          isDisabled={ocupada}
                          onPress={() => alAplicar([h])}
                        >
                          {BOTON_DE_ACCION[h.accion_sugerida]}
                        </Boton>
                      )}
                      <Boton
                        pequeno
                        aspecto="discreto"
                        isDisabled={ocupada}
                        onPress={() => alExceptuar([h])}
                      >
                        Registrar excepción
                      </Boton>
                    </div>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </article>
  );
}

function Fragmento({
  h,
  alIr,
}: {
  h: HallazgoDto;
  alIr: (h: HallazgoDto) => void;
}) {
  const lugar = lugarDe(h);
  return (
    <p className={estilos["fragmento"]}>
      {h.fragmento !== "" && <q>{visible(h.fragmento)}</q>}{" "}
      <button type="button" className={estilos["ir"]} onClick={() => alIr(h)}>
        {lugar === null ? "Ver el dato" : `Ver ${lugar}`}
      </button>
    </p>
  );
}
