import { useId } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import { fechaCorta, hora } from "../../textos/formatos";
import { Boton } from "../Boton/Boton";
import { ElegirValor } from "../DosValores/DosValores";
import { clases } from "../clases";
import estilos from "./Campo.module.css";
import { simboloDe } from "./valores";
import { useCampoGuardado } from "./useCampoGuardado";
import type { EstadoDeCampo } from "./useCampoGuardado";

export interface PropsDeCampo {
  campo: Pick<
    CampoDto,
    "tipo" | "opciones" | "etiqueta" | "ayuda" | "ejemplo" | "error_frecuente"
  > & {
    exigencia?: CampoDto["exigencia"];
  };
  texto: string;
  alCambiar: (texto: string) => void;
  /** Leaving the field, or Enter in one line. */
  alSalir?: () => void;
  /** Esc. */
  alDescartar?: () => void;
  error?: string | null;
  estado?: EstadoDeCampo;
  soloLectura?: boolean;
  /** Anchor for the list of errors and for «Siguiente dato que falta». */
  id?: string;
  /** Extra line under the control (draft, source). */
  pie?: ReactNode;
  /** How wide the control is: as long as what is expected in it. */
  ancho?: "corto" | "medio" | "completo";
  /** Hides the label from sight, not from readers; for grids with column heads. */
  etiquetaOculta?: boolean;
  filas?: number;
  /** Before an amount. */
  simbolo?: "Q" | "USD";
}

const CORTOS: ReadonlySet<string> = new Set([
  "entero",
  "decimal",
  "dinero",
  "fecha",
]);

/** Line beside the field: «Guardando… / Guardado a las 10:42 / No se guardó: motivo». */
export function LineaDeEstado({ estado }: { estado: EstadoDeCampo }) {
  switch (estado.estado) {
    case "quieto":
      return null;
    case "guardando":
      return <span className={estilos["estado"]}>Guardando…</span>;
    case "guardado":
      return (
        <span className={clases(estilos["estado"], estilos["guardado"])}>
          Guardado a las {hora(estado.cuando)}
        </span>
      );
    case "fallo":
      return (
        <span className={clases(estilos["estado"], estilos["fallo"])}>
          No se guardó: {estado.motivo}
        </span>
      );
  }
}

/** One labelled control: label above, hint and example below it, the error beside what it speaks of. */
export function Campo({
  campo,
  texto,
  alCambiar,
  alSalir,
  alDescartar,
  error = null,
  estado = { estado: "quieto" },
  soloLectura = false,
  id,
  pie,
  ancho = CORTOS.has(campo.tipo) ? "corto" : "completo",
  etiquetaOculta = false,
  filas = 3,
  simbolo = "Q",
}: PropsDeCampo) {
  const propio = useId();
  const base = id ?? propio;
  const idAyuda = `${base}-ayuda`;
  const idError = `${base}-error`;
  const idEstado = `${base}-estado`;
  const hayAyuda = campo.ayuda !== "" || campo.ejemplo !== "";
  const descrito = [hayAyuda && idAyuda, error !== null && idError, idEstado]
    .filter((uno) => uno !== false)
    .join(" ");

  const alTeclear = (evento: KeyboardEvent) => {
    if (evento.key === "Escape" && alDescartar !== undefined) {
      evento.preventDefault();
      evento.stopPropagation();
      alDescartar();
    } else if (evento.key === "Enter" && campo.tipo !== "texto_largo")
      alSalir?.();
  };
  const comunes = {
    id: base,
    "aria-describedby": descrito,
    "aria-invalid": error !== null,
    className: clases(estilos["control"], estilos[ancho]),
    onBlur: alSalir,
    onKeyDown: alTeclear,
  };
  const opcional = campo.exigencia === "opcional" && !etiquetaOculta;

  return (
    <div
      className={clases(
        estilos["campo"],
        error !== null && estilos["conError"],
      )}
    >
      {campo.tipo !== "logico" && (
        <label
          htmlFor={base}
          className={etiquetaOculta ? "solo-lector" : estilos["etiqueta"]}
        >
          {campo.etiqueta}
          {opcional && <span className={estilos["opcional"]}> (opcional)</span>}
        </label>
      )}
      {hayAyuda && (
        <p
          id={idAyuda}
          className={etiquetaOculta ? "solo-lector" : estilos["ayuda"]}
        >
          {campo.ayuda}
          {campo.ejemplo !== "" && (
            <span className={estilos["ejemplo"]}>
              {" "}
              Ejemplo:{" "}
              {campo.tipo === "fecha"
                ? fechaCorta(campo.ejemplo)
                : campo.ejemplo}
            </span>
          )}
        </p>
      )}
      {error !== null && (
        <p id={idError} className={estilos["error"]}>
          <span className="solo-lector">Error: </span>
          {error}
        </p>
      )}
      {campo.tipo === "texto_largo" ? (
        <textarea
          {...comunes}
          rows={filas}
          readOnly={soloLectura}
          value={texto}
          onChange={(evento) => alCambiar(evento.target.value)}
        />
      ) : campo.tipo === "lista" ? (
        <select
          {...comunes}
          disabled={soloLectura}
          value={texto}
          onChange={(evento) => alCambiar(evento.target.value)}
        >
          <option value="">Sin dato</option>
          {campo.opciones.map((opcion) => (
            <option key={opcion.id} value={opcion.id}>
              {opcion.etiqueta}
            </option>
          ))}
          {texto !== "" &&
            !campo.opciones.some((opcion) => opcion.id === texto) && (
              <option value={texto}>{texto}</option>
            )}
        </select>
      ) : campo.tipo === "logico" ? (
        <label className={estilos["casilla"]} htmlFor={base}>
          <input
            {...comunes}
            className={estilos["marca"]}
            type="checkbox"
            disabled={soloLectura}
            checked={texto === "si"}
            onChange={(evento) =>
              alCambiar(evento.target.checked ? "si" : "no")
            }
          />
          {campo.etiqueta}
        </label>
      ) : (
        <span className={estilos["linea"]}>
          {campo.tipo === "dinero" && (
            <span className={estilos["prefijo"]} aria-hidden="true">
              {simbolo}
            </span>
          )}
          <input
            {...comunes}
            type="text"
            inputMode={
              campo.tipo === "entero"
                ? "numeric"
                : campo.tipo === "dinero" || campo.tipo === "decimal"
                  ? "decimal"
                  : "text"
            }
            autoComplete="off"
            readOnly={soloLectura}
            value={texto}
            onChange={(evento) => alCambiar(evento.target.value)}
          />
        </span>
      )}
      <span id={idEstado} aria-live="polite" className={estilos["pie"]}>
        <LineaDeEstado
          estado={
            error !== null && estado.estado === "fallo"
              ? { estado: "quieto" }
              : estado
          }
        />
      </span>
      {pie}
    </div>
  );
}

/** A field of an entity that saves itself when it is left. */
export function CampoGuardado({
  entidad,
  campo,
  soloLectura = false,
  ...resto
}: {
  entidad: EntidadDto;
  campo: CampoDto;
} & Pick<
  PropsDeCampo,
  "soloLectura" | "id" | "ancho" | "etiquetaOculta" | "filas"
>) {
  const celda = entidad.celdas[campo.campo];
  const guardado = useCampoGuardado(entidad.id, campo, celda);
  const dudoso = celda?.conflicto === true;
  const alInstante = campo.tipo === "lista" || campo.tipo === "logico";
  return (
    <Campo
      {...resto}
      campo={campo}
      texto={guardado.texto}
      alCambiar={alInstante ? guardado.guardarTexto : guardado.cambiar}
      alSalir={guardado.guardar}
      alDescartar={guardado.descartar}
      error={guardado.error}
      estado={guardado.estado}
      soloLectura={soloLectura || dudoso}
      simbolo={simboloDe(campo, entidad.celdas)}
      pie={
        dudoso ? (
          <ElegirValor
            entidad={entidad.id}
            campo={campo.campo}
            nombre={campo.etiqueta}
          />
        ) : (
          guardado.borrador !== null && (
            <div className={estilos["borrador"]}>
              <span>Quedó sin guardar: «{guardado.borrador.texto}»</span>
              <Boton pequeno onPress={guardado.borrador.recuperar}>
                Recuperar texto
              </Boton>
              <Boton
                pequeno
                aspecto="discreto"
                onPress={guardado.borrador.descartar}
              >
                Descartar texto
              </Boton>
            </div>
          )
        )
      }
    />
  );
}
