import { useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { leerValor, textoDeValor } from "../../textos/valores";
import { usePuente } from "../../puente/contexto";
import type { AccionEnBloque } from "../../puente/generado/AccionEnBloque";
import type { BloquePrevisto } from "../../puente/generado/BloquePrevisto";
import type { PreverBloque } from "../../puente/generado/PreverBloque";
import type { Seleccion } from "../../puente/generado/Seleccion";
import { useAccion } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import { cuantos, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import type { ColumnaDelInventario } from "./columnas";
import estilos from "./Inventario.module.css";

type Que = "poner" | "vaciar" | "reemplazar";

interface Previsto {
  pide: PreverBloque;
  da: BloquePrevisto;
}

/** One change to one datum of many trámites: before and after first, then one save and one undo. */
export function CambioEnBloque({
  seleccion,
  cuantas,
  columnas,
  inicial,
  alCerrar,
}: {
  seleccion: Seleccion;
  cuantas: number;
  /** Every column that is written. */
  columnas: ReadonlyArray<ColumnaDelInventario>;
  /** Field to begin with. */
  inicial: string | null;
  alCerrar: () => void;
}) {
  const puente = usePuente();
  const [campo, setCampo] = useState(
    columnas.some((c) => c.campo === inicial) ? (inicial ?? "") : "modalidad",
  );
  const [que, setQue] = useState<Que>("poner");
  const [texto, setTexto] = useState("");
  const [por, setPor] = useState("");
  const [previsto, setPrevisto] = useState<Previsto | null>(null);
  const [falla, setFalla] = useState<string | null>(null);
  const cambiar = useAccion("cambiar_bloque");
  const columna = columnas.find((c) => c.campo === campo) ?? columnas[0];
  if (columna === undefined) return null;
  const deTexto = columna.tipo === "texto" || columna.tipo === "texto_largo";

  const olvidar = () => {
    setPrevisto(null);
    setFalla(null);
  };
  const accion = (): AccionEnBloque | string => {
    if (que === "vaciar") return { poner: null };
    if (que === "reemplazar")
      return texto === ""
        ? "Escriba el texto que se busca."
        : { reemplazar: { buscar: texto, por } };
    const lectura = leerValor(columna, texto);
    if ("error" in lectura) return lectura.error;
    return lectura.valor === null
      ? "Escriba o elija el valor nuevo. Para quitarlo, elija «Dejar sin dato»."
      : { poner: lectura.valor };
  };
  const prever = async () => {
    const hecha = accion();
    if (typeof hecha === "string") {
      setFalla(hecha);
      document.getElementById("valor-en-bloque")?.focus();
      return;
    }
    const pide = { seleccion, campo: columna.campo, accion: hecha };
    try {
      setFalla(null);
      setPrevisto({ pide, da: await puente.llamar("prever_bloque", pide) });
    } catch (error) {
      const { falla: leida } = comoFalla(error);
      setFalla(leida.campos[0]?.mensaje ?? leida.mensaje);
    }
  };
  const hacer = async ({ pide, da }: Previsto) => {
    const hecho = await cambiar.ejecutar({
      cambio: pide,
      huella: da.huella,
      motivo: "",
    });
    if (hecho !== null) alCerrar();
  };
  const error =
    falla ??
    cambiar.error?.falla.campos[0]?.mensaje ??
    cambiar.error?.falla.mensaje ??
    null;

  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo={`Cambiar un dato de ${cuantos(cuantas, "trámite", "trámites")}`}
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          {previsto === null ? (
            <Boton aspecto="primario" onPress={() => void prever()}>
              Ver antes y después
            </Boton>
          ) : (
            <Boton
              aspecto="primario"
              isDisabled={cambiar.enCurso || previsto.da.cambian === 0}
              onPress={() => void hacer(previsto)}
            >
              Cambiar {cuantos(previsto.da.cambian, "trámite", "trámites")}
            </Boton>
          )}
        </>
      }
    >
      <div className={estilos["cuadro"]}>
        <label className={estilos["selector"]}>
          <span className={estilos["etiqueta"]}>Dato</span>
          <select
            className={estilos["caja"]}
            value={columna.campo}
            onChange={(e) => {
              setCampo(e.target.value);
              setTexto("");
              setQue("poner");
              olvidar();
            }}
          >
            {columnas.map((c) => (
              <option key={c.campo} value={c.campo}>
                {c.etiqueta}
              </option>
            ))}
          </select>
        </label>
        <label className={estilos["selector"]}>
          <span className={estilos["etiqueta"]}>Qué hacer</span>
          <select
            className={estilos["caja"]}
            value={que}
            onChange={(e) => {
              const elegido = e.target.value;
              setQue(
                elegido === "vaciar" || elegido === "reemplazar"
                  ? elegido
                  : "poner",
              );
              olvidar();
            }}
          >
            <option value="poner">Poner un valor</option>
            <option value="vaciar">Dejar sin dato</option>
            {deTexto && (
              <option value="reemplazar">Reemplazar un texto por otro</option>
            )}
          </select>
        </label>
        {que !== "vaciar" && (
          <label className={estilos["selector"]}>
            <span className={estilos["etiqueta"]}>
              {que === "poner" ? "Valor nuevo" : "Texto que se busca"}
            </span>
            {que === "poner" && columna.tipo === "lista" ? (
              <select
                id="valor-en-bloque"
                className={estilos["caja"]}
                value={texto}
                onChange={(e) => {
                  setTexto(e.target.value);
                  olvidar();
                }}
              >
                <option value="">Elija una opción</option>
                {columna.opciones.map((o) => (
                  <option key={o.id} value={o.etiqueta}>
                    {o.etiqueta}
                  </option>
                ))}
              </select>
            ) : (
              <input
                id="valor-en-bloque"
                className={estilos["caja"]}
                value={texto}
                autoComplete="off"
                aria-invalid={falla !== null}
                onChange={(e) => {
                  setTexto(e.target.value);
                  olvidar();
                }}
              />
            )}
          </label>
        )}
        {que === "reemplazar" && (
          <label className={estilos["selector"]}>
            <span className={estilos["etiqueta"]}>Por este otro</span>
            <input
              className={estilos["caja"]}
              value={por}
              autoComplete="off"
              onChange={(e) => {
                setPor(e.target.value);
                olvidar();
              }}
            />
          </label>
        )}
      </div>
      {error !== null && (
        <p role="alert" className={estilos["falla"]}>
          {error}
        </p>
      )}
      {previsto !== null && (
        <AntesYDespues previsto={previsto.da} columna={columna} />
      )}
    </Dialogo>
  );
}

function AntesYDespues({
  previsto,
  columna,
}: {
  previsto: BloquePrevisto;
  columna: ColumnaDelInventario;
}) {
  const { cambian, iguales, impedidos, muestra } = previsto;
  return (
    <>
      <p role="status">
        {cambian === 0
          ? "No cambia ninguno."
          : `Cambian ${numero(cambian)} de ${numero(previsto.total)}.`}
        {iguales > 0 && ` ${numero(iguales)} ya están así.`}
        {impedidos.length > 0 &&
          ` ${numero(impedidos.length)} no se pueden cambiar.`}
      </p>
      {impedidos.length > 0 && (
        <ul className={estilos["impedidos"]}>
          {impedidos.slice(0, 5).map((i) => (
            <li key={i.codigo}>
              {visible(i.codigo)}: {i.motivo}
            </li>
          ))}
          {impedidos.length > 5 && (
            <li>Y {numero(impedidos.length - 5)} más.</li>
          )}
        </ul>
      )}
      {muestra.length > 0 && (
        <div
          className={estilos["muestra"]}
          role="region"
          aria-label="Antes y después"
          // The frame scrolls, so the keyboard must reach it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          <table className={estilos["tablaMuestra"]}>
            <caption className="solo-lector">Antes y después</caption>
            <thead>
              <tr>
                <th scope="col">Trámite</th>
                <th scope="col">Antes</th>
                <th scope="col">Después</th>
              </tr>
            </thead>
            <tbody>
              {muestra.map((m) => (
                <tr key={m.id}>
                  <th scope="row">
                    {visible(m.codigo)} {visible(m.nombre)}
                  </th>
                  <td>
                    {visible(textoDeValor(columna, m.antes)) || (
                      <span className={estilos["menor"]}>sin dato</span>
                    )}
                  </td>
                  <td>
                    {visible(textoDeValor(columna, m.despues)) || (
                      <span className={estilos["menor"]}>sin dato</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {cambian > muestra.length && (
            <p>Y {numero(cambian - muestra.length)} más, igual.</p>
          )}
        </div>
      )}
    </>
  );
}
