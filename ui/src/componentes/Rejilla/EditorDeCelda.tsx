import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { CSSProperties, KeyboardEvent } from "react";
import type { OrdenAlEditar } from "./modelo";
import type { ColumnaDestino } from "./pegado";
import { opcionesQueEmpiezan, plegar } from "../../textos/valores";
import estilos from "./Rejilla.module.css";

interface Propiedades {
  columna: ColumnaDestino;
  /** Name for screen readers: «Requisito, fila 3». */
  nombre: string;
  inicial: string;
  /** The text replaces what was there: a list opens filtered by it. */
  reemplaza: boolean;
  error: string | null;
  /** What a key means here; null when it belongs to the editor. */
  ordenDe: (e: KeyboardEvent) => OrdenAlEditar | null;
  /** The cell is left: by a key (with where to go) or because the focus went elsewhere. */
  alTerminar: (texto: string, orden: OrdenAlEditar | null) => void;
  alCancelar: () => void;
  alTeclear?: (texto: string) => void;
}

/** The open cell. Texts grow with what is written; lists are chosen by typing. */
export function EditorDeCelda(props: Propiedades) {
  const { columna } = props;
  return columna.tipo === "lista" || columna.tipo === "logico" ? (
    <EditorDeLista {...props} />
  ) : (
    <EditorDeTexto {...props} />
  );
}

/** Runs once: leaving by a key also takes the focus away, and that must not save twice. */
function useUnaVez() {
  const hecho = useRef(false);
  return (accion: () => void) => {
    if (hecho.current) return;
    hecho.current = true;
    accion();
  };
}

function EditorDeTexto({
  columna,
  nombre,
  inicial,
  error,
  ordenDe,
  alTerminar,
  alCancelar,
  alTeclear,
}: Propiedades) {
  const [texto, setTexto] = useState(inicial);
  const caja = useRef<HTMLTextAreaElement>(null);
  const idError = useId();
  const unaVez = useUnaVez();

  useEffect(() => {
    caja.current?.focus();
    caja.current?.setSelectionRange(inicial.length, inicial.length);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only when the cell opens
  }, []);
  useLayoutEffect(() => {
    const elemento = caja.current;
    if (elemento === null) return;
    elemento.style.blockSize = "0";
    elemento.style.blockSize = `${elemento.scrollHeight}px`;
  }, [texto]);

  const alPulsar = (e: KeyboardEvent<HTMLTextAreaElement>) => {
    e.stopPropagation();
    const orden = ordenDe(e);
    if (orden === null) return;
    e.preventDefault();
    if (orden.tipo === "cancelar") unaVez(alCancelar);
    else if (orden.tipo === "guardar") unaVez(() => alTerminar(texto, orden));
    else if (columna.tipo === "texto_largo" && caja.current !== null) {
      caja.current.setRangeText(
        "\n",
        caja.current.selectionStart,
        caja.current.selectionEnd,
        "end",
      );
      setTexto(caja.current.value);
    }
  };

  return (
    <span className={estilos["editor"]}>
      <textarea
        ref={caja}
        className={estilos["cajaTexto"]}
        rows={1}
        value={texto}
        inputMode={
          columna.tipo === "dinero" || columna.tipo === "decimal"
            ? "decimal"
            : columna.tipo === "entero"
              ? "numeric"
              : "text"
        }
        aria-label={nombre}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : idError}
        onChange={(e) => {
          setTexto(e.target.value);
          alTeclear?.(e.target.value);
        }}
        onKeyDown={alPulsar}
        onCopy={(e) => e.stopPropagation()}
        onPaste={(e) => e.stopPropagation()}
        onBlur={() => unaVez(() => alTerminar(texto, null))}
      />
      {error !== null && (
        <span id={idError} role="alert" className={estilos["error"]}>
          {error}
        </span>
      )}
    </span>
  );
}

const VACIA = { id: "", etiqueta: "Sin dato" };

function EditorDeLista({
  columna,
  nombre,
  inicial,
  reemplaza,
  error,
  ordenDe,
  alTerminar,
  alCancelar,
}: Propiedades) {
  const id = useId();
  const caja = useRef<HTMLInputElement>(null);
  const menu = useRef<HTMLUListElement>(null);
  const [filtro, setFiltro] = useState(reemplaza ? inicial : "");
  const [lugar, setLugar] = useState<CSSProperties>({});
  const unaVez = useUnaVez();
  const todas =
    columna.tipo === "logico"
      ? [
          { id: "si", etiqueta: "Sí" },
          { id: "no", etiqueta: "No" },
        ]
      : columna.opciones;
  const opciones =
    filtro === "" ? [...todas, VACIA] : opcionesQueEmpiezan(todas, filtro);
  const actual = reemplaza
    ? -1
    : opciones.findIndex((o) => plegar(o.etiqueta) === plegar(inicial));
  const [marcada, setMarcada] = useState(Math.max(0, actual));
  const indice = Math.min(marcada, opciones.length - 1);

  useEffect(() => {
    caja.current?.focus();
    if (!reemplaza) caja.current?.select();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only when the cell opens
  }, []);

  // The menu is fixed to the window so that the frame of the table does not cut it.
  useLayoutEffect(() => {
    const poner = () => {
      const r = caja.current?.getBoundingClientRect();
      if (r === undefined) return;
      const alto = menu.current?.offsetHeight ?? 0;
      const cabeAbajo = r.bottom + alto + 8 < window.innerHeight;
      setLugar({
        left: Math.min(
          r.left,
          Math.max(8, window.innerWidth - (menu.current?.offsetWidth ?? 0) - 8),
        ),
        top: cabeAbajo ? r.bottom + 4 : Math.max(8, r.top - alto - 4),
        minWidth: r.width,
      });
    };
    poner();
    window.addEventListener("scroll", poner, true);
    window.addEventListener("resize", poner);
    return () => {
      window.removeEventListener("scroll", poner, true);
      window.removeEventListener("resize", poner);
    };
  }, [opciones.length]);

  useLayoutEffect(() => {
    menu.current?.children[indice]?.scrollIntoView({ block: "nearest" });
  }, [indice]);

  const elegir = (i: number, orden: OrdenAlEditar | null) => {
    const opcion = opciones[i];
    unaVez(() =>
      alTerminar(
        opcion === undefined ? filtro : opcion.id === "" ? "" : opcion.etiqueta,
        orden,
      ),
    );
  };

  const alPulsar = (e: KeyboardEvent<HTMLInputElement>) => {
    e.stopPropagation();
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      const paso = e.key === "ArrowDown" ? 1 : -1;
      setMarcada(
        (indice + paso + opciones.length) % Math.max(1, opciones.length),
      );
      return;
    }
    const orden = ordenDe(e);
    if (orden === null) return;
    e.preventDefault();
    if (orden.tipo === "cancelar") unaVez(alCancelar);
    else if (orden.tipo === "guardar") elegir(indice, orden);
  };

  return (
    <span className={estilos["editor"]}>
      <input
        ref={caja}
        className={estilos["cajaLista"]}
        role="combobox"
        aria-label={nombre}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}-menu`}
        aria-activedescendant={
          opciones[indice] === undefined ? undefined : `${id}-${indice}`
        }
        aria-invalid={error !== null || opciones.length === 0}
        aria-describedby={
          error === null && opciones.length > 0 ? undefined : `${id}-error`
        }
        defaultValue={inicial}
        onChange={(e) => {
          setFiltro(e.target.value);
          setMarcada(0);
        }}
        onKeyDown={alPulsar}
        onCopy={(e) => e.stopPropagation()}
        onPaste={(e) => e.stopPropagation()}
        onBlur={() =>
          unaVez(() =>
            filtro === ""
              ? alCancelar()
              : alTerminar(opciones[indice]?.etiqueta ?? filtro, null),
          )
        }
      />
      <ul
        ref={menu}
        id={`${id}-menu`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="listbox"
        aria-label={columna.etiqueta}
        className={estilos["menu"]}
        style={lugar}
      >
        {opciones.map((o, i) => (
          <li
            key={o.id}
            id={`${id}-${i}`}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
            role="option"
            aria-selected={i === indice}
            className={estilos["opcion"]}
            data-vacia={o.id === "" ? "" : undefined}
            onMouseDown={(e) => {
              e.preventDefault();
              elegir(i, { tipo: "guardar", a: null });
            }}
          >
            {o.etiqueta}
          </li>
        ))}
      </ul>
      {(error !== null || opciones.length === 0) && (
        <span id={`${id}-error`} role="alert" className={estilos["error"]}>
          {error ??
            `«${filtro}» no está en la lista. Borre para ver todas las opciones.`}
        </span>
      )}
    </span>
  );
}
