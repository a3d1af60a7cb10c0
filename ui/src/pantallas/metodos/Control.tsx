import type { ClipboardEvent, KeyboardEvent } from "react";
import { clases } from "../../componentes/clases";
import { comoTexto, enTexto, idDe, leer } from "./descripcion";
import type { CampoDeMetodo, Ruta } from "./descripcion";
import { useLlenado } from "./contexto";
import estilos from "./Metodos.module.css";

/** What is wrong at a place, under its control. */
export function Mensajes({ ruta }: { ruta: Ruta | string }) {
  const { errores } = useLlenado();
  const lugar = typeof ruta === "string" ? ruta : enTexto(ruta);
  const mensajes = errores.get(lugar) ?? [];
  return mensajes.length === 0 ? null : (
    <p id={`${idDe(lugar)}-error`} className={estilos["error"]}>
      <span className="solo-lector">Error: </span>
      {mensajes.join(" ")}
    </p>
  );
}

const NUMERICOS: ReadonlySet<CampoDeMetodo["tipo"]> = new Set([
  "numero",
  "entero",
]);

/** The box of a field; `nombre` when its label is the head of a column. */
export function Control({
  campo,
  ruta,
  nombre,
  descrito = "",
  onKeyDown,
  onPaste,
}: {
  campo: CampoDeMetodo;
  /** Of the row or group that holds it. */
  ruta: Ruta;
  nombre?: string;
  descrito?: string;
  onKeyDown?: (evento: KeyboardEvent<HTMLElement>) => void;
  onPaste?: (evento: ClipboardEvent<HTMLInputElement>) => void;
}) {
  const { todo, cambiar, errores } = useLlenado();
  const aqui = [...ruta, ...campo.campo];
  const lugar = enTexto(aqui);
  const id = idDe(lugar);
  const dato = leer(todo, aqui);
  const mal = errores.has(lugar);
  const comunes = {
    id,
    "aria-invalid": mal,
    "aria-label": nombre,
    "aria-describedby":
      [mal ? `${id}-error` : "", descrito].filter((x) => x !== "").join(" ") ||
      undefined,
    onKeyDown,
  };
  switch (campo.tipo) {
    case "si_no":
      return (
        <input
          {...comunes}
          type="checkbox"
          className={estilos["marca"]}
          checked={dato === true}
          onChange={(e) => cambiar(aqui, e.currentTarget.checked)}
        />
      );
    case "opcion":
      return (
        <select
          {...comunes}
          className={estilos["control"]}
          value={comoTexto(dato)}
          onChange={(e) => cambiar(aqui, e.currentTarget.value)}
        >
          <option value="">
            {campo.opcional === true ? "Lo usual" : "Elija…"}
          </option>
          {(campo.opciones ?? []).map((o) => (
            <option key={o.id} value={o.id}>
              {o.etiqueta}
            </option>
          ))}
          {comoTexto(dato) !== "" &&
            !campo.opciones?.some(({ id: o }) => o === dato) && (
              <option value={comoTexto(dato)}>{comoTexto(dato)}</option>
            )}
        </select>
      );
    default:
      return (
        <input
          {...comunes}
          type="text"
          autoComplete="off"
          inputMode={NUMERICOS.has(campo.tipo) ? "decimal" : "text"}
          placeholder={campo.tipo === "fecha" ? "AAAA-MM-DD" : undefined}
          className={clases(
            estilos["control"],
            NUMERICOS.has(campo.tipo) && estilos["aLaDerecha"],
          )}
          value={comoTexto(dato)}
          onChange={(e) => cambiar(aqui, e.currentTarget.value)}
          onPaste={onPaste}
        />
      );
  }
}

/** A field with its label, help and what is wrong. */
export function CampoSuelto({
  campo,
  ruta,
}: {
  campo: CampoDeMetodo;
  ruta: Ruta;
}) {
  const lugar = enTexto([...ruta, ...campo.campo]);
  const id = idDe(lugar);
  const { errores } = useLlenado();
  const marca = campo.tipo === "si_no";
  return (
    <div
      className={clases(
        estilos["campo"],
        errores.has(lugar) && estilos["conError"],
        campo.tipo === "texto" && estilos["largo"],
        (campo.tipo === "codigos" || campo.tipo === "opcion") &&
          estilos["largo"],
      )}
    >
      <label htmlFor={id} className={estilos["etiqueta"]}>
        {campo.etiqueta}
        {campo.opcional === true && !marca && (
          <span className={estilos["opcional"]}> (opcional)</span>
        )}
      </label>
      <Control
        campo={campo}
        ruta={ruta}
        {...(campo.ayuda === undefined ? {} : { descrito: `${id}-ayuda` })}
      />
      {campo.ayuda !== undefined && (
        <p id={`${id}-ayuda`} className={estilos["ayuda"]}>
          {campo.ayuda}
        </p>
      )}
      <Mensajes ruta={lugar} />
    </div>
  );
}
