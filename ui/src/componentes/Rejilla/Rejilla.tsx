import {
  Fragment,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { ClipboardEvent, KeyboardEvent, ReactNode, Ref } from "react";
import type { CeldaNueva } from "../../puente/generado/CeldaNueva";
import type { ValorDto } from "../../puente/generado/ValorDto";
import { visible } from "../../textos/visible";
import { Boton } from "../Boton/Boton";
import { Etiqueta } from "../Etiqueta/Etiqueta";
import { Adelanto } from "./Adelanto";
import { Adelantadas, avanzar } from "./adelantadas";
import type { Cursor, Paso } from "./adelantadas";
import { DialogoMotivo } from "./DialogoMotivo";
import { DialogoPegado } from "./DialogoPegado";
import { EditorDeCelda } from "./EditorDeCelda";
import { useArrastre } from "./useArrastre";
import {
  contiene,
  dentro,
  ordenAlEditar,
  ordenAlMoverse,
  rango,
  trasQuien,
} from "./modelo";
import type { Medidas, OrdenAlEditar, Posicion } from "./modelo";
import { planearPegado } from "./pegado";
import type { ColumnaDestino, FilaDestino, PlanDePegado } from "./pegado";
import { escribirBloque, leerBloque } from "./portapapeles";
import {
  leerValor,
  opcionesQueEmpiezan,
  textoDeValor,
} from "../../textos/valores";
import estilos from "./Rejilla.module.css";

/** A column of the grid. */
export interface ColumnaRejilla extends ColumnaDestino {
  /** Width: `minmax` is not for tables, so a part of the whole or a size. */
  ancho?: string;
  alFinal?: boolean;
  /** How a closed cell looks; without it, the text of its value. */
  mostrar?: (fila: FilaRejilla) => ReactNode;
}

/** A row of the grid. */
export interface FilaRejilla extends FilaDestino {
  /** Heading it stands under. */
  grupo?: string | null;
  /** Nesting, 0 at the top. */
  nivel?: number;
  /** Line below the text of the first column: the original text, a doubt. */
  nota?: ReactNode;
}

/** The row to add has this identity. */
export const NUEVA = "nueva";

export interface ManejoDeRejilla {
  /** Puts the focus on a cell and brings it to view. */
  enfocar: (entidad: string, campo: string) => void;
}

interface Propiedades {
  etiqueta: string;
  cosa: { una: string; varias: string };
  columnas: ReadonlyArray<ColumnaRejilla>;
  filas: ReadonlyArray<FilaRejilla>;
  soloLectura?: boolean;
  /** Each of these resolves to the message of a failure, or null when it was done. */
  alGuardar: (
    celdas: CeldaNueva[],
    reintentar?: () => void,
  ) => Promise<string | null>;
  alMover: (id: string, despuesDe: string | null) => Promise<string | null>;
  alRetirar: (ids: string[], motivo: string) => Promise<string | null>;
  /** Resolves to the ids of the rows, or to the message of a failure. */
  alAgregar: (
    filas: Array<Record<string, ValorDto>>,
  ) => Promise<string[] | string>;
  motivosDeRetiro: ReadonlyArray<string>;
  alEnfocar?: (entidad: string, campo: string) => void;
  alHistorial?: (entidad: string, campo: string) => void;
  /** Enter on a cell that is computed. */
  alActuar?: (fila: FilaRejilla, campo: string) => void;
  /** Text being typed; null when there is none any more. */
  alTeclear?: (entidad: string, campo: string, texto: string | null) => void;
  /** Least width before the frame scrolls sideways. */
  anchoMinimo?: string;
  /** More controls in the bar above. */
  barra?: ReactNode;
  ref?: Ref<ManejoDeRejilla>;
}

interface Celda {
  id: string;
  campo: string;
  /** Where it was: if the row goes away, the focus stays at that height. */
  indice: number;
}
interface Abierta extends Celda {
  inicial: string;
  reemplaza: boolean;
  error: string | null;
  /** What is typed ahead while the new row is being saved; null when it is not. */
  guardando: Adelantadas | null;
  /** A new number opens the editor again with what was typed. */
  vez: number;
}
interface Pendiente {
  texto: string;
  falla: string | null;
}

const PAGINA = 10;
const MAXIMO_DE_CELDAS = 2000;
const INVITACION = "Escriba o pegue varias filas desde Excel";

/** A grid to write in, as in a spreadsheet. Each cell is saved when it is left. */
export function Rejilla({ ref, ...props }: Propiedades) {
  const { columnas, filas, cosa, soloLectura = false } = props;
  const id = useId();
  const tabla = useRef<HTMLTableElement>(null);
  const [activa, setActiva] = useState<Celda>({
    id: filas[0]?.id ?? NUEVA,
    campo: columnas[0]?.campo ?? "",
    indice: 0,
  });
  const [ancla, setAncla] = useState<Celda | null>(null);
  const [abierta, setAbierta] = useState<Abierta | null>(null);
  const [suelta, setSuelta] = useState(false);
  const [pendientes, setPendientes] = useState<ReadonlyMap<string, Pendiente>>(
    new Map(),
  );
  const [plan, setPlan] = useState<PlanDePegado | null>(null);
  const [retiro, setRetiro] = useState<ReadonlyArray<FilaRejilla> | null>(null);
  const [aviso, setAviso] = useState("");
  const [dicho, setDicho] = useState("");
  const enfocar = useRef(false);
  const actuales = useRef(filas);
  useLayoutEffect(() => {
    actuales.current = filas;
  });
  const cola = useRef<Promise<unknown>>(Promise.resolve());

  const medidas: Medidas = {
    filas: filas.length,
    columnas: columnas.length,
    conNueva: !soloLectura,
    pagina: PAGINA,
  };
  const posicionDe = (c: Celda): Posicion => {
    const fila =
      c.id === NUEVA ? filas.length : filas.findIndex((f) => f.id === c.id);
    const columna = columnas.findIndex((k) => k.campo === c.campo);
    return dentro(
      {
        fila: fila < 0 ? c.indice : fila,
        columna: Math.max(0, columna),
      },
      medidas,
    );
  };
  const celdaEn = (p: Posicion): Celda => ({
    id: filas[p.fila]?.id ?? NUEVA,
    campo: columnas[p.columna]?.campo ?? "",
    indice: p.fila,
  });
  const en = posicionDe(activa);
  const bloque = rango(ancla === null ? en : posicionDe(ancla), en);
  const elegidas = filas.slice(bloque.desde.fila, bloque.hasta.fila + 1);

  useLayoutEffect(() => {
    if (!enfocar.current || abierta !== null) return;
    enfocar.current = false;
    const celda = document.getElementById(idDeCelda(id, celdaEn(en)));
    celda?.focus({ preventScroll: true });
    celda?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  // WebKit only gives copy and paste on plain elements to pages that ask for them beforehand.
  useEffect(() => {
    const elemento = tabla.current;
    const pedir = (e: Event) => {
      if (!(
        e.target instanceof HTMLTextAreaElement ||
        e.target instanceof HTMLInputElement
      ))
        e.preventDefault();
    };
    elemento?.addEventListener("beforecopy", pedir);
    elemento?.addEventListener("beforepaste", pedir);
    return () => {
      elemento?.removeEventListener("beforecopy", pedir);
      elemento?.removeEventListener("beforepaste", pedir);
    };
  }, []);

  useImperativeHandle(ref, () => ({
    enfocar(entidad, campo) {
      enfocar.current = true;
      setAbierta(null);
      setAncla(null);
      setActiva({
        id: entidad,
        campo: columnas.some((c) => c.campo === campo)
          ? campo
          : (columnas[0]?.campo ?? ""),
        indice: filas.length,
      });
    },
  }));

  const ir = (a: Posicion, extender = false) => {
    enfocar.current = true;
    setSuelta(false);
    setAncla(extender ? (ancla ?? activa) : null);
    setActiva(celdaEn(a));
  };

  /** One write at a time: the parents of a cell are those of the last reading. */
  const enCola = <T,>(tarea: () => Promise<T>): Promise<T> => {
    const hecha = cola.current.then(tarea, tarea);
    cola.current = hecha.catch(() => undefined);
    return hecha;
  };

  const marcar = (clave: string, pendiente: Pendiente | null) =>
    setPendientes((antes) => {
      const ahora = new Map(antes);
      if (pendiente === null) ahora.delete(clave);
      else ahora.set(clave, pendiente);
      return ahora;
    });

  const abrir = (c: Celda, texto: string | null) => {
    const columna = columnas.find((k) => k.campo === c.campo);
    const fila = filas.find((f) => f.id === c.id);
    if (columna === undefined) return;
    if (!columna.editable || soloLectura) {
      if (fila !== undefined && texto === null) props.alActuar?.(fila, c.campo);
      return;
    }
    const guardado = textoDeValor(
      columna,
      fila?.celdas[c.campo]?.valor ?? null,
    );
    const escrito = pendientes.get(claveDe(c))?.texto;
    setAncla(null);
    setAbierta({
      ...c,
      inicial: texto ?? escrito ?? guardado,
      reemplaza: texto !== null,
      error: null,
      guardando: null,
      vez: 0,
    });
  };

  const cerrar = (a: Posicion | null) => {
    setAbierta(null);
    if (a === null) return;
    ir(a);
  };

  const terminar = async (
    celda: Abierta,
    texto: string,
    orden: OrdenAlEditar | null,
  ) => {
    const columna = columnas.find((c) => c.campo === celda.campo);
    if (columna === undefined) return;
    const lectura = leerValor(columna, texto);
    if ("error" in lectura) {
      setAbierta({
        ...celda,
        inicial: texto,
        error: lectura.error,
        vez: celda.vez + 1,
      });
      return;
    }
    const destino =
      orden?.tipo === "guardar" ? (orden.a ?? posicionDe(celda)) : null;
    if (celda.id === NUEVA) {
      await terminarNueva(celda, texto, lectura.valor, destino);
      return;
    }
    const clave = claveDe(celda);
    const fila = filas.find((f) => f.id === celda.id);
    cerrar(destino);
    if (
      !pendientes.has(clave) &&
      (fila?.celdas[celda.campo]?.valor ?? null) === lectura.valor
    ) {
      props.alTeclear?.(celda.id, celda.campo, null);
      return;
    }
    await guardarCelda(
      celda,
      textoDeValor(columna, lectura.valor),
      lectura.valor,
    );
  };

  /** Saves one cell with the parents that are on screen when its turn comes. A failure keeps the text. */
  const guardarCelda = async (
    celda: Celda,
    texto: string,
    valor: ValorDto,
  ): Promise<void> => {
    const clave = claveDe(celda);
    marcar(clave, { texto, falla: null });
    const falla = await enCola(() => {
      const ahora = actuales.current.find((f) => f.id === celda.id)?.celdas[
        celda.campo
      ];
      return props.alGuardar(
        [
          {
            entidad: celda.id,
            campo: celda.campo,
            valor,
            padres: ahora?.padres ?? [],
          },
        ],
        () => void guardarCelda(celda, texto, valor),
      );
    });
    marcar(clave, falla === null ? null : { texto, falla });
    if (falla === null) props.alTeclear?.(celda.id, celda.campo, null);
    else setDicho(`No se guardó. ${falla}`);
  };

  /** Saves the first cell of a row to add, and does again the keys pressed meanwhile. */
  const terminarNueva = async (
    celda: Abierta,
    texto: string,
    valor: ValorDto,
    destino: Posicion | null,
  ) => {
    if (valor === null) {
      cerrar(destino);
      return;
    }
    const enFila = posicionDe(celda);
    const escrito = new Adelantadas();
    setAbierta({ ...celda, inicial: texto, guardando: escrito });
    let cursor: Cursor = {
      fila:
        destino !== null &&
        destino.fila === enFila.fila &&
        destino.columna !== enFila.columna
          ? "creada"
          : "nueva",
      columna: (destino ?? enFila).columna,
    };
    let creada = "";
    let error: string | null = null;
    let deja: Paso["deja"] = { fila: "nueva", columna: enFila.columna, texto };
    for (;;) {
      if (deja !== null) {
        const hecho = await dejar(deja, creada);
        if ("error" in hecho) {
          cursor = deja;
          error = hecho.error;
          escrito.escribir(deja.texto);
          break;
        }
        creada = hecho.id;
      }
      const dejada = escrito.siguiente();
      if (dejada === undefined) break;
      ({ cursor, deja } = avanzar(cursor, dejada, columnas.length));
    }
    const campo = columnas[cursor.columna]?.campo ?? celda.campo;
    const donde = {
      id: cursor.fila === "creada" && creada !== "" ? creada : NUEVA,
      campo,
      indice: actuales.current.length - (cursor.fila === "creada" ? 1 : 0),
    };
    setAbierta(
      escrito.resto === ""
        ? null
        : {
            ...donde,
            inicial: escrito.resto,
            reemplaza: true,
            error,
            guardando: null,
            vez: celda.vez + 1,
          },
    );
    if (destino === null && escrito.resto === "") return;
    enfocar.current = true;
    setAncla(null);
    setActiva(donde);
  };

  /** One cell left with something written: of the row `creada`, or of one to add. */
  const dejar = async (
    { fila, columna, texto }: NonNullable<Paso["deja"]>,
    creada: string,
  ): Promise<{ id: string } | { error: string }> => {
    const declarada = columnas[columna];
    if (declarada === undefined || !declarada.editable) return { id: creada };
    // A list takes the first that begins so, as its menu does.
    const escrito =
      declarada.tipo === "lista"
        ? (opcionesQueEmpiezan(declarada.opciones, texto)[0]?.etiqueta ?? texto)
        : texto;
    const lectura = leerValor(declarada, escrito);
    if ("error" in lectura) return lectura;
    const { campo } = declarada;
    if (fila === "creada") {
      void guardarCelda(
        { id: creada, campo, indice: actuales.current.length - 1 },
        textoDeValor(declarada, lectura.valor),
        lectura.valor,
      );
      return { id: creada };
    }
    const hecho = await enCola(() =>
      props.alAgregar([{ [campo]: lectura.valor }]),
    );
    if (typeof hecho === "string") return { error: hecho };
    props.alTeclear?.(NUEVA, campo, null);
    setDicho(`Fila ${actuales.current.length} agregada.`);
    return { id: hecho[0] ?? creada };
  };

  const mover = async (sentido: -1 | 1) => {
    const fila = filas[en.fila];
    const tras = trasQuien(
      filas.map((f) => f.id),
      en.fila,
      sentido,
    );
    if (fila === undefined || tras === undefined || soloLectura) return;
    enfocar.current = true;
    const falla = await enCola(() => props.alMover(fila.id, tras));
    enfocar.current = true;
    setAviso(falla ?? "");
    setDicho(
      falla ??
        `Fila movida al lugar ${en.fila + 1 + sentido} de ${filas.length}.`,
    );
  };

  const { arrastre, alBajar } = useArrastre(
    tabla,
    filas.map((f) => f.id),
    !soloLectura && abierta === null,
    (fila, despuesDe, lugar) =>
      void enCola(() => props.alMover(fila, despuesDe)).then((falla) => {
        setAviso(falla ?? "");
        setDicho(falla ?? `Fila movida al lugar ${lugar} de ${filas.length}.`);
      }),
  );

  const alPulsar = (e: KeyboardEvent<HTMLTableElement>) => {
    if (e.metaKey || abierta !== null) return;
    const orden = ordenAlMoverse(e, en, medidas, suelta);
    if (orden === null) return;
    if (orden.tipo === "soltar") {
      setSuelta(true);
      setAncla(null);
      setDicho("Tabulador sale ahora de la tabla.");
      return;
    }
    e.preventDefault();
    switch (orden.tipo) {
      case "ir":
        ir(orden.a, orden.extender);
        break;
      case "editar":
        abrir(
          activa.id === NUEVA ? { ...celdaEn(en), id: NUEVA } : celdaEn(en),
          orden.texto,
        );
        break;
      case "mover_fila":
        void mover(orden.sentido);
        break;
      case "retirar":
        if (!soloLectura && elegidas.length > 0) setRetiro(elegidas);
        break;
      case "historial":
        if (en.fila < filas.length)
          props.alHistorial?.(celdaEn(en).id, celdaEn(en).campo);
        break;
      case "todo":
        setAncla(celdaEn({ fila: 0, columna: 0 }));
        setActiva(
          celdaEn({
            fila: Math.max(0, filas.length - 1),
            columna: columnas.length - 1,
          }),
        );
        enfocar.current = true;
        break;
    }
  };

  const alCopiar = (e: ClipboardEvent) => {
    if (abierta !== null || elegidas.length === 0) return;
    const ancho = columnas.slice(
      bloque.desde.columna,
      bloque.hasta.columna + 1,
    );
    const texto = escribirBloque(
      elegidas.map((f) =>
        ancho.map((c) => textoDeValor(c, f.celdas[c.campo]?.valor ?? null)),
      ),
    );
    e.clipboardData.setData("text/plain", texto);
    e.preventDefault();
    setDicho(
      elegidas.length * ancho.length === 1
        ? "Celda copiada."
        : `${elegidas.length * ancho.length} celdas copiadas.`,
    );
  };

  const alPegar = (e: ClipboardEvent) => {
    if (abierta !== null || soloLectura) return;
    e.preventDefault();
    const datos = leerBloque(e.clipboardData.getData("text/plain"));
    if (datos.length === 0) return;
    const previsto = planearPegado(
      datos,
      bloque.desde,
      filas,
      columnas,
      bloque,
    );
    const sola =
      previsto.cambios.length === 1 &&
      previsto.nuevas.length === 0 &&
      previsto.rechazadas.length === 0 &&
      previsto.fuera === 0;
    if (sola) void ejecutar(previsto).then((falla) => setAviso(falla ?? ""));
    else setPlan(previsto);
  };

  const ejecutar = async (p: PlanDePegado): Promise<string | null> => {
    for (let i = 0; i < p.cambios.length; i += MAXIMO_DE_CELDAS) {
      const parte = p.cambios.slice(i, i + MAXIMO_DE_CELDAS);
      const falla = await enCola(() => props.alGuardar(parte));
      if (falla !== null) return falla;
    }
    if (p.nuevas.length > 0) {
      const hecho = await enCola(() => props.alAgregar(p.nuevas));
      if (typeof hecho === "string") return hecho;
    }
    setDicho("Bloque pegado.");
    return null;
  };

  /** Focus goes back to the cell once the dialog has let go of the page. */
  const volver = () =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        enfocar.current = true;
        setActiva((a) => ({ ...a }));
      }),
    );

  const filaActiva = filas[en.fila];
  const idAyuda = `${id}-ayuda`;
  return (
    <div className={estilos["rejilla"]}>
      <div className={estilos["barra"]}>
        <p className={estilos["seleccion"]}>
          {elegidas.length > 1
            ? `${elegidas.length} filas elegidas`
            : filaActiva === undefined
              ? "Fila nueva"
              : `Fila ${en.fila + 1} de ${filas.length}`}
        </p>
        <div
          role="group"
          aria-label="Acciones de la fila"
          className={estilos["acciones"]}
        >
          {!soloLectura && (
            <>
              <Boton
                pequeno
                aspecto="discreto"
                isDisabled={filaActiva === undefined || en.fila === 0}
                onPress={() => void mover(-1)}
              >
                Subir fila
              </Boton>
              <Boton
                pequeno
                aspecto="discreto"
                isDisabled={
                  filaActiva === undefined || en.fila === filas.length - 1
                }
                onPress={() => void mover(1)}
              >
                Bajar fila
              </Boton>
              <Boton
                pequeno
                aspecto="discreto"
                isDisabled={elegidas.length === 0}
                onPress={() => setRetiro(elegidas)}
              >
                {elegidas.length > 1
                  ? `Retirar ${elegidas.length} filas`
                  : "Retirar fila"}
              </Boton>
            </>
          )}
          {props.alHistorial !== undefined && (
            <Boton
              pequeno
              aspecto="discreto"
              isDisabled={filaActiva === undefined}
              onPress={() =>
                filaActiva !== undefined &&
                props.alHistorial?.(filaActiva.id, celdaEn(en).campo)
              }
            >
              Historial del dato
            </Boton>
          )}
          {props.barra}
        </div>
      </div>
      {aviso !== "" && (
        <p role="alert" className={estilos["aviso"]}>
          {aviso}
        </p>
      )}
      <div className={estilos["marco"]}>
        {/* A table keeps headings and cells tied for readers that do not know grids. */}
        <table
          ref={tabla}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
          role="grid"
          className={estilos["tabla"]}
          style={
            props.anchoMinimo === undefined
              ? {}
              : { minInlineSize: props.anchoMinimo }
          }
          aria-label={props.etiqueta}
          aria-describedby={idAyuda}
          aria-multiselectable="true"
          aria-readonly={soloLectura}
          onKeyDown={alPulsar}
          onCopy={alCopiar}
          onPaste={alPegar}
        >
          <colgroup>
            <col className={estilos["colNumero"]} />
            {columnas.map((c) => (
              <col
                key={c.campo}
                style={c.ancho === undefined ? {} : { inlineSize: c.ancho }}
              />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className={estilos["titulo"]}>
                <span aria-hidden="true">#</span>
                <span className="solo-lector">Número</span>
              </th>
              {columnas.map((c) => (
                <th
                  key={c.campo}
                  scope="col"
                  className={estilos["titulo"]}
                  data-final={c.alFinal ? "" : undefined}
                >
                  {c.etiqueta}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {filas.map((fila, i) => {
              const grupo = fila.grupo ?? "";
              const conGrupo =
                grupo !== "" && grupo !== (filas[i - 1]?.grupo ?? "");
              return (
                <Fragment key={fila.id}>
                  {conGrupo && (
                    <tr>
                      <th
                        scope="rowgroup"
                        colSpan={columnas.length + 1}
                        className={estilos["grupo"]}
                      >
                        {visible(grupo)}
                      </th>
                    </tr>
                  )}
                  <tr
                    className={estilos["fila"]}
                    data-fila={fila.id}
                    data-activa={en.fila === i ? "" : undefined}
                    data-arrastrada={arrastre?.id === fila.id ? "" : undefined}
                    data-antes={arrastre?.en === i ? "" : undefined}
                    data-despues={
                      arrastre?.en === filas.length && i === filas.length - 1
                        ? ""
                        : undefined
                    }
                  >
                    <th
                      scope="row"
                      className={estilos["numero"]}
                      data-se-toma={soloLectura ? undefined : ""}
                      onPointerDown={(e) => alBajar(e, fila.id)}
                    >
                      {i + 1}
                    </th>
                    {columnas.map((c, j) => {
                      const celda = { id: fila.id, campo: c.campo, indice: i };
                      const esActiva = en.fila === i && en.columna === j;
                      const pendiente = pendientes.get(claveDe(celda));
                      const abiertaAqui =
                        abierta?.id === fila.id && abierta.campo === c.campo
                          ? abierta
                          : null;
                      return (
                        <td
                          key={c.campo}
                          id={idDeCelda(id, celda)}
                          className={estilos["celda"]}
                          data-final={c.alFinal ? "" : undefined}
                          data-abierta={abiertaAqui === null ? undefined : ""}
                          data-elegida={
                            contiene(bloque, i, j) && ancla !== null
                              ? ""
                              : undefined
                          }
                          aria-selected={contiene(bloque, i, j)}
                          aria-readonly={soloLectura || !c.editable}
                          tabIndex={esActiva && abiertaAqui === null ? 0 : -1}
                          onFocus={(e) => {
                            if (
                              e.target !== e.currentTarget &&
                              abiertaAqui === null
                            )
                              return;
                            if (!esActiva) setActiva(celda);
                            props.alEnfocar?.(fila.id, c.campo);
                          }}
                          onMouseDown={(e) => {
                            if (e.shiftKey && abierta === null) {
                              e.preventDefault();
                              ir({ fila: i, columna: j }, true);
                            } else setAncla(null);
                          }}
                          onDoubleClick={() => abrir(celda, null)}
                        >
                          {abiertaAqui !== null ? (
                            <EditorDeCelda
                              key={abiertaAqui.vez}
                              columna={c}
                              nombre={`${c.etiqueta}, fila ${i + 1}`}
                              inicial={abiertaAqui.inicial}
                              reemplaza={abiertaAqui.reemplaza}
                              error={abiertaAqui.error}
                              ordenDe={(e) =>
                                ordenAlEditar(
                                  e,
                                  { fila: i, columna: j },
                                  medidas,
                                )
                              }
                              alTerminar={(texto, orden) =>
                                void terminar(abiertaAqui, texto, orden)
                              }
                              alCancelar={() => {
                                marcar(claveDe(celda), null);
                                props.alTeclear?.(fila.id, c.campo, null);
                                cerrar({ fila: i, columna: j });
                              }}
                              alTeclear={(texto) =>
                                props.alTeclear?.(fila.id, c.campo, texto)
                              }
                            />
                          ) : pendiente !== undefined ? (
                            <>
                              {visible(pendiente.texto)}
                              {pendiente.falla !== null && (
                                <span className={estilos["error"]}>
                                  No se guardó: {pendiente.falla} Pulse Enter
                                  para corregir.
                                </span>
                              )}
                            </>
                          ) : (
                            <Contenido
                              fila={fila}
                              columna={c}
                              primera={j === 0}
                            />
                          )}
                        </td>
                      );
                    })}
                  </tr>
                </Fragment>
              );
            })}
            {!soloLectura && (
              <tr className={estilos["fila"]} data-nueva="">
                <th scope="row" className={estilos["numero"]}>
                  <span aria-hidden="true">+</span>
                  <span className="solo-lector">Fila nueva</span>
                </th>
                {columnas.map((c, j) => {
                  const celda = {
                    id: NUEVA,
                    campo: c.campo,
                    indice: filas.length,
                  };
                  const abiertaAqui =
                    abierta?.id === NUEVA && abierta.campo === c.campo
                      ? abierta
                      : null;
                  const esActiva = en.fila === filas.length && en.columna === j;
                  return (
                    <td
                      key={c.campo}
                      id={idDeCelda(id, celda)}
                      className={estilos["celda"]}
                      data-abierta={abiertaAqui === null ? undefined : ""}
                      aria-readonly={!c.editable}
                      tabIndex={esActiva && abiertaAqui === null ? 0 : -1}
                      onFocus={() => {
                        if (!esActiva) setActiva(celda);
                        props.alEnfocar?.(NUEVA, c.campo);
                      }}
                      onClick={() => abiertaAqui === null && abrir(celda, null)}
                    >
                      {abiertaAqui?.guardando ? (
                        <Adelanto
                          nombre={`${c.etiqueta}, fila nueva`}
                          guardando={abiertaAqui.inicial}
                          escrito={abiertaAqui.guardando}
                        />
                      ) : abiertaAqui !== null ? (
                        <EditorDeCelda
                          key={abiertaAqui.vez}
                          columna={c}
                          nombre={`${c.etiqueta}, fila nueva`}
                          inicial={abiertaAqui.inicial}
                          reemplaza={abiertaAqui.reemplaza}
                          error={abiertaAqui.error}
                          ordenDe={(e) =>
                            ordenAlEditar(
                              e,
                              { fila: filas.length, columna: j },
                              { ...medidas, filas: filas.length + 1 },
                            )
                          }
                          alTerminar={(texto, orden) =>
                            void terminar(abiertaAqui, texto, orden)
                          }
                          alCancelar={() => {
                            props.alTeclear?.(NUEVA, c.campo, null);
                            cerrar({ fila: filas.length, columna: j });
                          }}
                          alTeclear={(texto) =>
                            props.alTeclear?.(NUEVA, c.campo, texto)
                          }
                        />
                      ) : (
                        j === 0 && (
                          <span className={estilos["invitacion"]}>
                            {INVITACION}
                          </span>
                        )
                      )}
                    </td>
                  );
                })}
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <p id={idAyuda} className={estilos["ayuda"]}>
        {soloLectura
          ? "Flechas para recorrer, Ctrl C para copiar."
          : "Enter o F2 edita, Tab sigue, Ctrl ↑ ↓ mueve la fila, Supr la retira, Ctrl H muestra el historial, Esc y Tab sale de la tabla."}
      </p>
      <p role="status" className="solo-lector">
        {dicho}
      </p>
      {plan !== null && (
        <DialogoPegado
          plan={plan}
          columnas={columnas}
          cosa={cosa}
          alPegar={() => ejecutar(plan)}
          alCerrar={() => {
            setPlan(null);
            volver();
          }}
        />
      )}
      {retiro !== null && (
        <DialogoMotivo
          titulo={
            retiro.length === 1
              ? `¿Retirar ${articulo(cosa.una)} «${resumen(retiro[0], columnas)}»?`
              : `¿Retirar ${retiro.length} ${cosa.varias}?`
          }
          explicacion="Deja de contar en la ficha y queda en el historial. Puede deshacerlo."
          motivos={props.motivosDeRetiro}
          boton={
            retiro.length === 1
              ? `Retirar ${cosa.una}`
              : `Retirar ${retiro.length} ${cosa.varias}`
          }
          peligro
          alConfirmar={(motivo) =>
            enCola(() =>
              props.alRetirar(
                retiro.map((f) => f.id),
                motivo,
              ),
            )
          }
          alCerrar={() => {
            setRetiro(null);
            setAncla(null);
            volver();
          }}
        />
      )}
    </div>
  );
}

function Contenido({
  fila,
  columna,
  primera,
}: {
  fila: FilaRejilla;
  columna: ColumnaRejilla;
  primera: boolean;
}) {
  const celda = fila.celdas[columna.campo];
  return (
    <div
      className={estilos["contenido"]}
      data-nivel={primera && fila.nivel ? Math.min(3, fila.nivel) : undefined}
    >
      {columna.mostrar === undefined
        ? visible(textoDeValor(columna, celda?.valor ?? null))
        : columna.mostrar(fila)}
      {celda?.conflicto === true && (
        <span className={estilos["conflicto"]}>
          <Etiqueta tono="mal">Dos valores</Etiqueta>
          <span>
            Dos equipos escribieron distinto. Se muestra uno; elija cuál queda
            en el aviso de arriba.
          </span>
        </span>
      )}
      {primera && fila.nota !== undefined && (
        <span className={estilos["nota"]}>{fila.nota}</span>
      )}
    </div>
  );
}

function claveDe(c: Celda): string {
  return `${c.id}.${c.campo}`;
}

function idDeCelda(id: string, c: Celda): string {
  return `${id}-${c.id}-${c.campo}`;
}

function articulo(cosa: string): string {
  return /a$/.test(cosa) || cosa.startsWith("base")
    ? `la ${cosa}`
    : `el ${cosa}`;
}

function resumen(
  fila: FilaRejilla | undefined,
  columnas: ReadonlyArray<ColumnaRejilla>,
): string {
  const primera = columnas[0];
  if (fila === undefined || primera === undefined) return "";
  const texto = visible(
    textoDeValor(primera, fila.celdas[primera.campo]?.valor ?? null),
  );
  return texto.length > 80 ? `${texto.slice(0, 80)}…` : texto;
}
