import { useId, useState } from "react";
import { useConsulta } from "../../puente/consultas";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { ConflictoDto } from "../../puente/generado/ConflictoDto";
import type { PedirConflictos } from "../../puente/generado/PedirConflictos";
import type { ValorDto } from "../../puente/generado/ValorDto";
import { useAccion } from "../../puente/mutaciones";
import { cuantos, momentoCorto } from "../../textos/formatos";
import { textoDeValor } from "../../textos/valores";
import { visible } from "../../textos/visible";
import { Aviso, AvisoDeFalla } from "../Aviso/Aviso";
import { Boton } from "../Boton/Boton";
import { Dialogo } from "../Dialogo/Dialogo";
import { Etiqueta } from "../Etiqueta/Etiqueta";
import { MINIMO_DE_MOTIVO, motivoSuficiente } from "../Rejilla/DialogoMotivo";
import estilos from "./DosValores.module.css";

/** Words for the values of fields that only a screen knows; undefined for the others. */
export type EnPalabras = (
  conflicto: ConflictoDto,
  valor: ValorDto,
) => string | undefined;

/** What a dialog takes to give the focus back. */
const MS_DE_ESPERA = 100;

const TODOS: PedirConflictos = {
  institucion: null,
  ronda: null,
  tramite: null,
};

/** «Puntos de Demanda», «Nota de Ana López, MARN-0001, «Impacto»». */
export function nombreDelDato({ etiqueta, donde }: ConflictoDto): string {
  return donde === ""
    ? visible(etiqueta)
    : `${visible(etiqueta)} de ${visible(donde)}`;
}

function textoDe(
  conflicto: ConflictoDto,
  campo: CampoDto | undefined,
  valor: ValorDto,
  enPalabras: EnPalabras | undefined,
): string {
  if (conflicto.campo === "borrado")
    return valor === true ? "Retirarlo" : "Conservarlo";
  if (valor === null) return "sin dato";
  const dicho = enPalabras?.(conflicto, valor);
  if (dicho !== undefined) return dicho;
  return campo === undefined ? String(valor) : textoDeValor(campo, valor);
}

interface Opcion {
  titulo: string;
  valor: ValorDto;
  /** Who and when; nothing for what was before. */
  autor: string;
  motivo: string;
  mostrado: boolean;
}

/** Mine, theirs and what was before, each value once. */
function opcionesDe({ campo, valores, antes }: ConflictoDto): Opcion[] {
  const opciones: Opcion[] = [];
  const poner = (nueva: Opcion) => {
    if (!opciones.some(({ valor }) => valor === nueva.valor))
      opciones.push(nueva);
  };
  for (const v of valores.toSorted(
    (a, b) => Number(b.de_aqui) - Number(a.de_aqui),
  ))
    poner({
      titulo: v.de_aqui ? "En este equipo" : "En otro equipo",
      valor: v.valor,
      autor: `${visible(v.quien) || "sin nombre"}, ${momentoCorto(v.cuando)}`,
      motivo: visible(v.motivo),
      mostrado: v.mostrado,
    });
  const sinAutor = { autor: "", motivo: "", mostrado: false };
  if (campo === "borrado")
    poner({ ...sinAutor, titulo: "Otra persona lo cambió", valor: false });
  else poner({ ...sinAutor, titulo: "Antes", valor: antes });
  return opciones;
}

/** Chooses one of the values of a datum that two laptops wrote, and says why. */
export function DialogoDosValores({
  conflicto,
  enPalabras,
  alCerrar,
}: {
  conflicto: ConflictoDto;
  enPalabras?: EnPalabras | undefined;
  alCerrar: () => void;
}) {
  const id = useId();
  const { data: campos } = useConsulta("campos", {});
  const resolver = useAccion("resolver_conflicto");
  const [elegida, setElegida] = useState<number | null>(null);
  const [motivo, setMotivo] = useState("");
  const [error, setError] = useState<"valor" | "motivo" | null>(null);
  const campo = campos?.find(
    (c) => c.clase === conflicto.clase && c.campo === conflicto.campo,
  );
  const opciones = opcionesDe(conflicto);
  const dejar = async () => {
    const opcion = elegida === null ? undefined : opciones[elegida];
    const mal =
      opcion === undefined
        ? "valor"
        : motivoSuficiente(motivo)
          ? null
          : "motivo";
    setError(mal);
    if (mal !== null)
      document
        .getElementById(mal === "valor" ? `${id}-0` : `${id}-motivo`)
        ?.focus();
    if (opcion === undefined || mal !== null) return;
    const hecho = await resolver.ejecutar({
      entidad: conflicto.entidad,
      campo: conflicto.campo,
      valor: opcion.valor,
      motivo: motivo.trim(),
    });
    if (hecho !== null) alCerrar();
  };
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo={`Dos valores: ${nombreDelDato(conflicto)}`}
      acciones={
        conflicto.propio ? (
          <>
            <Boton onPress={alCerrar}>Cancelar</Boton>
            <Boton
              aspecto="primario"
              isDisabled={resolver.enCurso}
              onPress={() => void dejar()}
            >
              Dejar el valor elegido
            </Boton>
          </>
        ) : (
          <Boton onPress={alCerrar}>Cerrar</Boton>
        )
      }
    >
      <p>
        {conflicto.propio
          ? "Se escribió distinto en dos equipos. Elija cuál queda; todos los valores siguen en el historial, con su motivo."
          : "Se escribió distinto en dos equipos. Lo elige la institución; aquí se ve uno mientras tanto."}
      </p>
      <AvisoDeFalla error={resolver.error} />
      <fieldset
        className={estilos["opciones"]}
        disabled={!conflicto.propio}
        aria-describedby={error === "valor" ? `${id}-sin-valor` : undefined}
      >
        <legend className={estilos["rotulo"]}>¿Cuál queda?</legend>
        {error === "valor" && (
          <p id={`${id}-sin-valor`} role="alert" className={estilos["error"]}>
            Elija uno de los valores.
          </p>
        )}
        {opciones.map((o, i) => (
          <label
            key={`${o.titulo}·${String(o.valor)}`}
            className={estilos["opcion"]}
          >
            <input
              id={`${id}-${i}`}
              type="radio"
              name={`${id}-valor`}
              checked={elegida === i}
              onChange={() => {
                setElegida(i);
                setError(null);
              }}
            />
            <span className={estilos["textos"]}>
              <span className={estilos["titulo"]}>
                {o.titulo}
                {o.mostrado && " (es el que se ve ahora)"}
              </span>
              <span className={estilos["valor"]}>
                {visible(textoDe(conflicto, campo, o.valor, enPalabras))}
              </span>
              {o.autor !== "" && (
                <span className={estilos["autor"]}>{o.autor}</span>
              )}
              {o.motivo !== "" && (
                <span className={estilos["autor"]}>Motivo: {o.motivo}</span>
              )}
            </span>
          </label>
        ))}
      </fieldset>
      {conflicto.propio && (
        <div>
          <label htmlFor={`${id}-motivo`} className={estilos["rotulo"]}>
            Motivo
          </label>
          {error === "motivo" && (
            <p
              id={`${id}-sin-motivo`}
              role="alert"
              className={estilos["error"]}
            >
              Escriba el motivo con al menos {MINIMO_DE_MOTIVO} letras. Otra
              persona lo leerá en el historial.
            </p>
          )}
          <textarea
            id={`${id}-motivo`}
            className={estilos["motivo"]}
            rows={3}
            value={motivo}
            aria-invalid={error === "motivo"}
            aria-describedby={
              error === "motivo" ? `${id}-sin-motivo` : undefined
            }
            onChange={(e) => setMotivo(e.target.value)}
          />
        </div>
      )}
    </Dialogo>
  );
}

/** Beside a cell with two values: says so and opens the choice. */
export function ElegirValor({
  entidad,
  campo,
  nombre,
  enPalabras,
}: {
  entidad: string;
  campo: string;
  /** Of the datum, for who does not see it beside. */
  nombre: string;
  enPalabras?: EnPalabras;
}) {
  const [abierto, setAbierto] = useState(false);
  return (
    <span className={estilos["junto"]}>
      <Etiqueta tono="mal">Dos valores</Etiqueta>
      <Boton
        pequeno
        aria-label={`Elegir valor: ${nombre}`}
        onPress={() => setAbierto(true)}
      >
        Elegir valor…
      </Boton>
      {abierto && (
        <ElDeLaCelda
          entidad={entidad}
          campo={campo}
          enPalabras={enPalabras}
          alCerrar={() => {
            setAbierto(false);
            alTitulo();
          }}
        />
      )}
    </span>
  );
}

/** The choice of one cell, read when it is asked for. */
export function ElDeLaCelda({
  entidad,
  campo,
  enPalabras,
  alCerrar,
}: {
  entidad: string;
  campo: string;
  enPalabras?: EnPalabras | undefined;
  alCerrar: () => void;
}) {
  const consulta = useConsulta("conflictos", TODOS);
  const conflicto = consulta.data?.find(
    (c) => c.entidad === entidad && c.campo === campo,
  );
  if (conflicto !== undefined)
    return (
      <DialogoDosValores
        conflicto={conflicto}
        enPalabras={enPalabras}
        alCerrar={alCerrar}
      />
    );
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo="Dos valores"
      acciones={<Boton onPress={alCerrar}>Cerrar</Boton>}
    >
      <AvisoDeFalla error={consulta.error} />
      {consulta.error === null && (
        <p>
          {consulta.data === undefined
            ? "Leyendo los valores…"
            : "Este dato ya tiene un solo valor."}
        </p>
      )}
    </Dialogo>
  );
}

/** What was pressed may be gone with the choice: then the focus goes to the title of the screen. */
function alTitulo(): void {
  setTimeout(() => {
    if (document.activeElement === document.body)
      document.querySelector<HTMLElement>("h1")?.focus();
  }, MS_DE_ESPERA);
}

/** Banner: how many data of a round or of a trámite wait for somebody to choose, and the way to each. */
export function AvisoDeDosValores({
  pide,
  enPalabras,
}: {
  pide: Partial<PedirConflictos>;
  enPalabras?: EnPalabras;
}) {
  const { data: lista = [] } = useConsulta(
    "conflictos",
    { ...TODOS, ...pide },
    { conservar: true },
  );
  const [abierto, setAbierto] = useState<ConflictoDto | null>(null);
  if (lista.length === 0) return null;
  return (
    <Aviso
      tono="aviso"
      titulo={`${cuantos(lista.length, "dato", "datos")} con dos valores`}
    >
      <p>
        Se escribieron distinto en dos equipos. Mientras no se elija, se ve el
        último de cada uno.
      </p>
      <ul className={estilos["lista"]} aria-label="Datos con dos valores">
        {lista.map((c) => (
          <li key={`${c.entidad}:${c.campo}`} className={estilos["dato"]}>
            <span>{nombreDelDato(c)}</span>
            <Boton
              pequeno
              aria-label={`Elegir valor: ${nombreDelDato(c)}`}
              onPress={() => setAbierto(c)}
            >
              {c.propio ? "Elegir valor…" : "Ver los valores…"}
            </Boton>
          </li>
        ))}
      </ul>
      {abierto !== null && (
        <DialogoDosValores
          conflicto={abierto}
          enPalabras={enPalabras}
          alCerrar={() => {
            setAbierto(null);
            alTitulo();
          }}
        />
      )}
    </Aviso>
  );
}
