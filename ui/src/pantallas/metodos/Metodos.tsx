import { useMutation } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { ResumenDeErrores } from "../../componentes/ResumenDeErrores/ResumenDeErrores";
import { useConsulta } from "../../puente/consultas";
import { usePuente } from "../../puente/contexto";
import type { EjemploDeMetodo } from "../../puente/generado/EjemploDeMetodo";
import type { FallaDeCampo } from "../../puente/generado/FallaDeCampo";
import { FallaError } from "../../puente/puente";
import { escribirRuta } from "../../rutas";
import { ContextoDelLlenado } from "./contexto";
import { Mensajes } from "./Control";
import { idDe, poner } from "./descripcion";
import type { Dato, Objeto, Ruta } from "./descripcion";
import { DESCRIPCIONES, METODOS, esMetodo } from "./entradas";
import type { DescripcionDeMetodo, Metodo } from "./entradas";
import { aEntrada, asignar, deEntrada, lugaresDe, vacio } from "./estado";
import type { Lugar } from "./estado";
import { Nodos } from "./Formulario";
import { Resultado } from "./Resultado";
import { PRESENTACIONES } from "./resultados";
import estilos from "./Metodos.module.css";

const GRUPOS: ReadonlyArray<DescripcionDeMetodo["grupo"]> = [
  "Costos",
  "Prioridades",
  "Tiempo",
  "Plan y revisión",
];

/** The thirteen methods, and one of them with the numbers of the person. */
export function Metodos({ metodo }: { metodo?: string }) {
  return metodo !== undefined && esMetodo(metodo) ? (
    <UnMetodo key={metodo} metodo={metodo} />
  ) : (
    <Indice />
  );
}

function Indice() {
  return (
    <Pagina
      ventana="Métodos"
      titulo="Trece métodos para calcular y defender una cifra"
      subtitulo="Úselos con sus propios números. Nada de lo que escriba aquí cambia sus trámites."
    >
      <div className={estilos["indice"]}>
        {GRUPOS.map((grupo) => (
          <Hoja key={grupo} titulo={grupo}>
            <ul className={estilos["metodos"]}>
              {METODOS.filter((m) => DESCRIPCIONES[m].grupo === grupo).map(
                (m) => (
                  <li key={m}>
                    <a href={escribirRuta({ pantalla: "metodos", metodo: m })}>
                      {DESCRIPCIONES[m].titulo}
                    </a>
                    <p className={estilos["para"]}>{DESCRIPCIONES[m].para}</p>
                  </li>
                ),
              )}
            </ul>
          </Hoja>
        ))}
      </div>
    </Pagina>
  );
}

interface Calculado {
  resultado: unknown;
  entrada: unknown;
  lugares: ReadonlyArray<Lugar>;
  origen: string;
}

interface Recordado {
  estado: Objeto;
  origen: string;
}

const ESCRITO = "Los escribió usted en esta pantalla.";
/** What was being written in each method, while the program is open. */
const recordados = new Map<Metodo, Recordado>();

function UnMetodo({ metodo }: { metodo: Metodo }) {
  const { titulo, para, nodos } = DESCRIPCIONES[metodo];
  const puente = usePuente();
  const ejemplos = useConsulta("ejemplos_de_metodos", {}).data ?? [];
  const mios = ejemplos.filter((e) => e.metodo === metodo);
  const [inicial] = useState(
    () => recordados.get(metodo) ?? { estado: vacio(nodos), origen: ESCRITO },
  );
  const [estado, setEstado] = useState<Objeto>(inicial.estado);
  const [origen, setOrigen] = useState(inicial.origen);
  const [fallas, setFallas] = useState<ReadonlyArray<FallaDeCampo>>([]);
  const [calculado, setCalculado] = useState<Calculado | null>(null);
  const [viejo, setViejo] = useState(false);
  const alResultado = useRef<HTMLElement>(null);

  const recordar = (nuevo: Objeto, de: string) => {
    recordados.set(metodo, { estado: nuevo, origen: de });
    setEstado(nuevo);
    setOrigen(de);
  };
  const cambiar = useCallback(
    (ruta: Ruta, valor: Dato | undefined) => {
      setEstado((antes) => {
        const despues = poner(antes, ruta, valor);
        const nuevo =
          typeof despues === "object" &&
          despues !== null &&
          !Array.isArray(despues)
            ? despues
            : antes;
        recordados.set(metodo, { estado: nuevo, origen: ESCRITO });
        return nuevo;
      });
      setOrigen(ESCRITO);
      setViejo(true);
    },
    [metodo],
  );

  const calculo = useMutation({
    mutationFn: async (cual: { estado: Objeto; origen: string }) => {
      const entrada = aEntrada(nodos, cual.estado);
      const { resultado } = await puente.llamar("calcular", {
        metodo,
        entrada,
      });
      return {
        resultado,
        entrada,
        lugares: lugaresDe(nodos, cual.estado),
        origen: cual.origen,
      };
    },
    onSuccess: (hecho) => {
      setFallas([]);
      setCalculado(hecho);
      setViejo(false);
    },
    onError: (error) =>
      setFallas(error instanceof FallaError ? [...error.falla.campos] : []),
  });

  useEffect(() => {
    if (calculado === null) return;
    alResultado.current?.scrollIntoView({ block: "start" });
    alResultado.current
      ?.querySelector<HTMLElement>("h2")
      ?.focus({ preventScroll: true });
  }, [calculado]);

  const lugares = useMemo(() => lugaresDe(nodos, estado), [nodos, estado]);
  const errores = useMemo(() => asignar(fallas, lugares), [fallas, lugares]);
  const enLista = useMemo(
    () =>
      [...errores].flatMap(([ruta, mensajes]) => {
        const etiqueta = lugares.find((l) => l.ruta === ruta)?.etiqueta;
        return mensajes.map((mensaje) => ({
          id: ruta === "" ? "datos-del-metodo" : idDe(ruta),
          mensaje: etiqueta === undefined ? mensaje : `${etiqueta}: ${mensaje}`,
        }));
      }),
    // The list takes the focus when it changes: only another answer of the core may do that.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [fallas],
  );
  const llenado = useMemo(
    () => ({ todo: estado, cambiar, errores }),
    [estado, cambiar, errores],
  );
  const cargar = (ejemplo: EjemploDeMetodo) => {
    const nuevo = deEntrada(nodos, ejemplo.entrada);
    const de = `Ejemplo «${ejemplo.titulo}». Fuente: ${ejemplo.fuente}.`;
    recordar(nuevo, de);
    calculo.mutate({ estado: nuevo, origen: de });
  };
  const limpiar = () => {
    recordar(vacio(nodos), ESCRITO);
    setFallas([]);
    setCalculado(null);
    calculo.reset();
  };
  const sinCampo =
    calculo.error instanceof FallaError && calculo.error.falla.campos.length > 0
      ? null
      : calculo.error;
  return (
    <Pagina
      ventana={titulo}
      titulo={titulo}
      subtitulo={para}
      migas={[
        { texto: "Métodos", a: { pantalla: "metodos" } },
        { texto: titulo },
      ]}
    >
      <Ejemplos ejemplos={mios} alCargar={cargar} />
      <ResumenDeErrores errores={enLista} />
      <AvisoDeFalla error={sinCampo} />
      <form
        className={estilos["formulario"]}
        onSubmit={(e) => {
          e.preventDefault();
          calculo.mutate({ estado, origen });
        }}
      >
        <Hoja titulo="Datos">
          <div
            className={estilos["formulario"]}
            id="datos-del-metodo"
            tabIndex={-1}
          >
            <ContextoDelLlenado value={llenado}>
              <Mensajes ruta="" />
              <Nodos nodos={nodos} ruta={[]} nivel={3} />
            </ContextoDelLlenado>
          </div>
        </Hoja>
        <div className={estilos["acciones"]}>
          <Boton
            aspecto="primario"
            type="submit"
            isDisabled={calculo.isPending}
          >
            Calcular
          </Boton>
          <Boton onPress={limpiar}>Vaciar el formulario</Boton>
          {viejo && calculado !== null && (
            <span className={estilos["viejo"]} role="status">
              Los datos cambiaron: el resultado de abajo es de los anteriores.
            </span>
          )}
        </div>
      </form>
      {calculado !== null && (
        <section
          ref={alResultado}
          aria-label="Resultado"
          className={estilos["hojaDeResultado"]}
        >
          <h2 id="titulo-del-resultado" tabIndex={-1}>
            {PRESENTACIONES[metodo].hallazgo(calculado.resultado)}
          </h2>
          <Resultado metodo={metodo} {...calculado} />
        </section>
      )}
    </Pagina>
  );
}

function Ejemplos({
  ejemplos,
  alCargar,
}: {
  ejemplos: ReadonlyArray<EjemploDeMetodo>;
  alCargar: (cual: EjemploDeMetodo) => void;
}) {
  const [cual, setCual] = useState(0);
  const elegido = ejemplos[cual];
  if (elegido === undefined) return null;
  return (
    <div>
      <div className={estilos["barra"]}>
        <div className={estilos["ejemplo"]}>
          <label htmlFor="ejemplo-del-metodo" className={estilos["etiqueta"]}>
            Ejemplo resuelto
          </label>
          <select
            id="ejemplo-del-metodo"
            className={estilos["control"]}
            value={String(cual)}
            onChange={(e) => setCual(Number(e.currentTarget.value))}
          >
            {ejemplos.map((e, i) => (
              <option key={e.titulo} value={i}>
                {e.titulo}
              </option>
            ))}
          </select>
        </div>
        <Boton onPress={() => alCargar(elegido)}>Cargar el ejemplo</Boton>
      </div>
      <p className={estilos["ayuda"]}>Fuente: {elegido.fuente}.</p>
    </div>
  );
}
