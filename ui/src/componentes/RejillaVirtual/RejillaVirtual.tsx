import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { DialogoPegado } from "../Rejilla/DialogoPegado";
import { contiene, rango } from "../Rejilla/modelo";
import type { OrdenAlEditar, Posicion } from "../Rejilla/modelo";
import { leerValor, textoDeValor } from "../../textos/valores";
import { useVentana } from "../TablaVirtual/useVentana";
import type { Ventana } from "../TablaVirtual/ventana";
import { Encabezado } from "./Encabezado";
import { Fila, idDeCelda } from "./Fila";
import { MAXIMO_DE_FILAS_A_LA_VEZ } from "./bloques";
import { dentroDeHoja, ordenEnHoja } from "./teclas";
import type {
  Abierta,
  ColumnaDeHoja,
  FilaDeHoja,
  GuardarEnHoja,
  Marcas,
  OrdenDeHoja,
} from "./tipos";
import { useBloques } from "./useBloques";
import { useEscrituras } from "./useEscrituras";
import { useMano } from "./useMano";
import { useMarcas } from "./useMarcas";
import estilos from "./RejillaVirtual.module.css";

const NINGUNA: ReadonlySet<string> = new Set();

/** What is chosen now, for the controls above the grid. */
export interface Eleccion {
  /** How many rows the marks or the chosen cells take. */
  cuantas: number;
  marcas: Marcas;
  /** First and last row of the chosen cells. */
  desde: number;
  hasta: number;
  /** Column of the active cell; null on the mark. */
  campo: string | null;
}

interface Propiedades<F extends FilaDeHoja> {
  etiqueta: string;
  cosa: { una: string; varias: string };
  columnas: ReadonlyArray<ColumnaDeHoja<F>>;
  total: number;
  /** A row, or undefined while it is on its way. */
  fila: (indice: number) => F | undefined;
  /** The last reading of a row, when it is among those read. */
  porId: (id: string) => F | undefined;
  /** Reads rows that may not be among those read. */
  traer: (desde: number, hasta: number) => Promise<ReadonlyArray<F>>;
  alVer: (ventana: Ventana) => void;
  /** Another key is another list: the grid goes back to the top and forgets marks. */
  clave: string;
  ocupada?: boolean;
  ordenes: ReadonlyArray<OrdenDeHoja>;
  alOrdenar: (columna: string, sumar: boolean) => void;
  alGuardar: GuardarEnHoja;
  alAbrir: (fila: F) => void;
  alEscapar?: () => void;
  alHistorial?: (entidad: string, campo: string) => void;
  /** Cells that cannot be left empty. */
  obligadas?: ReadonlySet<string>;
  soloLectura?: boolean;
  /** Controls above the grid, for what is chosen. */
  barra?: (eleccion: Eleccion, quitarMarcas: () => void) => ReactNode;
}

/**
 * A grid to write in, of any length. Only the rows in view are in the page; what is typed is saved
 * behind, one write at a time; rows typed at the end become new ones when they are left.
 */
export function RejillaVirtual<F extends FilaDeHoja>(props: Propiedades<F>) {
  const { columnas, total, fila, soloLectura = false } = props;
  const id = useId();
  const [activa, setActiva] = useState<Posicion>({ fila: 0, columna: 1 });
  const [ancla, setAncla] = useState<Posicion | null>(null);
  const [abierta, setAbierta] = useState<Abierta | null>(null);
  const [suelta, setSuelta] = useState(false);
  const [conFoco, setConFoco] = useState(false);
  const [dicho, setDicho] = useState("");
  const enfocar = useRef(false);
  const { marcas, marcar, marcarTodas, quitarMarcas } = useMarcas(fila);

  const escrituras = useEscrituras({
    porId: props.porId,
    total,
    alGuardar: props.alGuardar,
    alCorrerse: (desde, cuanto) => {
      const correr = <P extends { fila: number }>(p: P): P =>
        p.fila > desde ? { ...p, fila: Math.max(0, p.fila + cuanto) } : p;
      setActiva(correr);
      setAbierta((a) => (a === null ? null : correr(a)));
    },
  });
  const { pendientes, nuevas, dejar } = escrituras;
  const filas = total + (soloLectura ? 0 : nuevas.length + 1);
  const { marco, sonda, altoFila, ventana, pagina, llevarA, alDesplazar } =
    useVentana({
      total: filas,
      clave: props.clave,
      alVer: props.alVer,
      alReiniciar: () => {
        setActiva((a) => ({ fila: Math.min(a.fila, 0), columna: a.columna }));
        setAncla(null);
        quitarMarcas();
      },
    });
  const medidas = { filas, columnas: columnas.length + 1, pagina };
  const en = dentroDeHoja(activa, medidas, true);
  const bloque = rango(ancla === null ? en : dentroDeHoja(ancla, medidas), en);
  const indices: number[] = [];
  for (let i = ventana.desde; i < ventana.hasta; i += 1) indices.push(i);
  if (en.fila >= 0 && en.fila < filas) {
    if (en.fila < ventana.desde) indices.unshift(en.fila);
    else if (en.fila >= ventana.hasta) indices.push(en.fila);
  }

  useLayoutEffect(() => {
    if (!enfocar.current || abierta !== null) return;
    enfocar.current = false;
    const celda = document.getElementById(idDeCelda(id, en.fila, en.columna));
    celda?.focus({ preventScroll: true });
    celda?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  // A new row is written when it is left: another row, another control, another screen.
  const lugarActivo = conFoco && en.fila >= total ? en.fila - total : null;
  useEffect(() => {
    dejar(lugarActivo);
  }, [dejar, lugarActivo]);

  const ir = (a: Posicion, extender = false) => {
    enfocar.current = true;
    setSuelta(false);
    setAncla(extender ? (ancla ?? en) : null);
    llevarA(a.fila);
    setActiva(a);
  };
  const columnaDe = (columna: number) => columnas[columna - 1];
  const nuevaEn = (i: number) => nuevas[i - total];

  const abrir = (lugar: Posicion, texto: string | null) => {
    const columna = columnaDe(lugar.columna);
    const esta = fila(lugar.fila);
    const esNueva = lugar.fila >= total;
    if (columna === undefined || !columna.editable || soloLectura) {
      if (esta !== undefined && texto === null) props.alAbrir(esta);
      return;
    }
    const nueva = nuevaEn(lugar.fila);
    if ((!esNueva && esta === undefined) || nueva?.estado === "guardando")
      return;
    const celda = esta?.celdas[columna.campo];
    if (celda?.conflicto === true) {
      escrituras.avisar(
        "Este dato tiene dos valores. Elija uno de los dos antes de cambiarlo.",
      );
      return;
    }
    const valor = esNueva
      ? (nueva?.valores[columna.campo] ?? null)
      : (celda?.valor ?? null);
    const escrito = esta && pendientes.get(esta.id)?.get(columna.campo)?.texto;
    llevarA(lugar.fila);
    setActiva(lugar);
    setAncla(null);
    setAbierta({
      ...lugar,
      inicial: texto ?? escrito ?? textoDeValor(columna, valor),
      reemplaza: texto !== null,
      error: null,
      vez: 0,
    });
  };

  const terminar = (texto: string, orden: OrdenAlEditar | null) => {
    const columna = abierta === null ? undefined : columnaDe(abierta.columna);
    if (abierta === null || columna === undefined) return;
    const lectura = leerValor(columna, texto);
    if ("error" in lectura) {
      setAbierta({
        ...abierta,
        inicial: texto,
        error: lectura.error,
        vez: abierta.vez + 1,
      });
      return;
    }
    setAbierta(null);
    const esta = fila(abierta.fila);
    if (abierta.fila >= total)
      escrituras.escribirNueva(
        abierta.fila - total,
        columna.campo,
        lectura.valor,
      );
    else if (
      esta !== undefined &&
      (pendientes.get(esta.id)?.has(columna.campo) === true ||
        (esta.celdas[columna.campo]?.valor ?? null) !== lectura.valor)
    )
      void escrituras.guardar([
        {
          id: esta.id,
          campo: columna.campo,
          valor: lectura.valor,
          texto: textoDeValor(columna, lectura.valor),
        },
      ]);
    if (orden?.tipo === "guardar") ir(orden.a ?? abierta);
  };

  const cancelar = () => {
    if (abierta === null) return;
    const esta = fila(abierta.fila);
    const columna = columnaDe(abierta.columna);
    if (esta !== undefined && columna !== undefined)
      escrituras.olvidar(esta.id, columna.campo);
    setAbierta(null);
    ir(abierta);
  };

  const bloques = useBloques({
    bloque,
    columnas,
    total,
    fila,
    traer: props.traer,
    obligadas: props.obligadas ?? NINGUNA,
    escrituras,
    alGuardar: props.alGuardar,
    decir: setDicho,
  });
  const vaciarNueva = () => {
    for (let j = bloque.desde.columna; j <= bloque.hasta.columna; j += 1) {
      const campo = columnaDe(j)?.campo;
      if (campo !== undefined)
        escrituras.escribirNueva(en.fila - total, campo, null);
    }
  };

  const alPulsar = (e: KeyboardEvent<HTMLDivElement>) => {
    if (e.metaKey || abierta !== null || e.defaultPrevented) return;
    if (en.fila < 0 && e.key === "Enter" && e.shiftKey && en.columna > 0) {
      e.preventDefault();
      const columna = columnaDe(en.columna);
      if (columna?.ordenable) props.alOrdenar(columna.campo, true);
      return;
    }
    const orden = ordenEnHoja(e, en, medidas, suelta);
    if (orden === null) return;
    if (orden.tipo === "soltar") {
      setSuelta(true);
      setAncla(null);
      setDicho("Tabulador sale ahora de la tabla.");
      props.alEscapar?.();
      return;
    }
    e.preventDefault();
    const esta = fila(en.fila);
    switch (orden.tipo) {
      case "ir":
        ir(orden.a, orden.extender);
        break;
      case "editar":
        // On the mark, the space marks and anything else opens the row.
        if (en.columna === 0 && orden.texto === " ") marcar(en.fila, false);
        else if (en.columna > 0) abrir(en, orden.texto);
        else if (orden.texto === null && esta !== undefined)
          props.alAbrir(esta);
        break;
      case "abrir":
        if (esta !== undefined) props.alAbrir(esta);
        break;
      case "marcar":
        if (en.fila < total) marcar(en.fila, e.shiftKey);
        break;
      case "vaciar":
      case "rellenar":
        if (soloLectura) break;
        if (orden.tipo === "vaciar" && nuevaEn(en.fila) !== undefined)
          vaciarNueva();
        else void bloques.rellenarOVaciar(orden.tipo);
        break;
      case "historial": {
        const campo = columnaDe(en.columna)?.campo;
        if (esta !== undefined && campo !== undefined)
          props.alHistorial?.(esta.id, campo);
        break;
      }
      case "todo":
        enfocar.current = true;
        setAncla({ fila: 0, columna: 1 });
        setActiva({ fila: Math.max(0, total - 1), columna: columnas.length });
        break;
    }
  };

  const mano = useMano({
    ir,
    elegir: setActiva,
    soltar: () => setAncla(null),
    editar: (a) => abrir(a, null),
    abrir: (i) => {
      const una = fila(i);
      if (una !== undefined) props.alAbrir(una);
    },
    marcar: (i, extender) => {
      setAncla(null);
      marcar(i, extender);
    },
    terminar,
    cancelar,
    medidas,
  });

  const cuantasMarcadas = marcas.todas ? total : marcas.ids.size;
  const eleccion: Eleccion = {
    cuantas:
      cuantasMarcadas > 0
        ? cuantasMarcadas
        : Math.max(
            0,
            Math.min(bloque.hasta.fila, total - 1) - bloque.desde.fila + 1,
          ),
    marcas,
    desde: Math.max(0, bloque.desde.fila),
    hasta: Math.min(bloque.hasta.fila, total - 1),
    campo: columnaDe(en.columna)?.campo ?? null,
  };
  const conBloque = ancla !== null;

  return (
    <div className={estilos["hoja"]}>
      {props.barra?.(eleccion, quitarMarcas)}
      {escrituras.aviso !== "" && (
        <p role="alert" className={estilos["aviso"]}>
          {escrituras.aviso}
        </p>
      )}
      {/* The focus is in its cells, one at a time. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div
        ref={marco}
        className={estilos["marco"]}
        role="grid"
        aria-label={props.etiqueta}
        aria-describedby={`${id}-ayuda`}
        aria-multiselectable="true"
        aria-readonly={soloLectura}
        aria-rowcount={filas + 1}
        aria-colcount={columnas.length + 1}
        aria-busy={props.ocupada ?? false}
        onScroll={alDesplazar}
        onKeyDown={alPulsar}
        onCopy={(e) => {
          if (abierta === null && en.fila >= 0) bloques.copiar(e);
        }}
        onPaste={(e) => {
          if (abierta !== null || soloLectura || en.fila < 0) return;
          e.preventDefault();
          void bloques.pegar(e.clipboardData.getData("text/plain"));
        }}
        onFocus={() => setConFoco(true)}
        onBlur={(e) => {
          if (!e.currentTarget.contains(e.relatedTarget)) setConFoco(false);
        }}
      >
        <div ref={sonda} className={estilos["sonda"]} aria-hidden="true" />
        <Encabezado
          id={id}
          columnas={columnas}
          ordenes={props.ordenes}
          foco={en.fila < 0 ? en.columna : null}
          todas={marcas.todas}
          alEnfocar={(columna) => setActiva({ fila: -1, columna })}
          alOrdenar={props.alOrdenar}
          alMarcarTodas={marcarTodas}
        />
        <div
          role="rowgroup"
          className={estilos["cuerpo"]}
          data-ocupada={props.ocupada ? "" : undefined}
          style={{ blockSize: filas * altoFila }}
        >
          {indices.map((i) => {
            const esta = i < total ? fila(i) : undefined;
            const nueva = i < total ? null : (nuevaEn(i) ?? "en_blanco");
            const enBloque =
              conBloque && contiene(bloque, i, bloque.desde.columna);
            return (
              <Fila
                key={i}
                id={id}
                indice={i}
                fila={esta}
                nueva={nueva}
                columnas={columnas}
                arriba={i * altoFila}
                activa={en.fila === i ? en.columna : null}
                desde={enBloque ? bloque.desde.columna : -1}
                hasta={enBloque ? bloque.hasta.columna : -1}
                marcada={
                  marcas.todas
                    ? i < total
                    : esta !== undefined && marcas.ids.has(esta.id)
                }
                abierta={abierta?.fila === i ? abierta : null}
                pendientes={esta && pendientes.get(esta.id)}
                soloLectura={soloLectura}
                mano={mano}
              />
            );
          })}
        </div>
      </div>
      <p id={`${id}-ayuda`} className={estilos["ayuda"]}>
        {soloLectura
          ? "Flechas para recorrer, Enter abre la ficha, Ctrl C copia."
          : "Escriba o pulse F2 para editar · Tab y Enter siguen · Ctrl D rellena hacia abajo · Supr vacía · Ctrl Enter abre la ficha · Esc y Tab salen"}
      </p>
      <p role="status" className="solo-lector">
        {dicho}
      </p>
      {bloques.plan !== null && (
        <DialogoPegado
          plan={bloques.plan}
          columnas={columnas}
          cosa={props.cosa}
          maximo={MAXIMO_DE_FILAS_A_LA_VEZ}
          antes={(entidad) => props.porId(entidad)}
          alPegar={() =>
            bloques.plan === null
              ? Promise.resolve(null)
              : bloques.ejecutar(bloques.plan)
          }
          alCerrar={() => {
            bloques.dejarPlan();
            requestAnimationFrame(() =>
              requestAnimationFrame(() => {
                enfocar.current = true;
                setActiva((a) => ({ ...a }));
              }),
            );
          }}
        />
      )}
    </div>
  );
}
