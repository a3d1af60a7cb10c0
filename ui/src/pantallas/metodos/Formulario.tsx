import type { ClipboardEvent, KeyboardEvent } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { clases } from "../../componentes/clases";
import { leerBloque } from "../../componentes/Rejilla/portapapeles";
import { Arbol } from "./Arbol";
import { CampoSuelto, Control, Mensajes } from "./Control";
import { cambiarYEnfocarId, useLlenado } from "./contexto";
import {
  codigosEn,
  columnasDe,
  comoTexto,
  enTexto,
  esLista,
  esObjeto,
  idDe,
  leer,
  poner,
} from "./descripcion";
import type {
  CampoDeMetodo,
  Dato,
  GrupoDeMetodo,
  ListaDeMetodo,
  NodoDeMetodo,
  Ruta,
} from "./descripcion";
import { celdaDe, vacio } from "./estado";
import { Matriz } from "./Matriz";
import estilos from "./Metodos.module.css";

/** The controls of some nodes: loose fields together, then groups and lists, one below the other. */
export function Nodos({
  nodos,
  ruta,
  nivel,
}: {
  nodos: ReadonlyArray<NodoDeMetodo>;
  ruta: Ruta;
  /** Of the headings inside. */
  nivel: 3 | 4 | 5;
}) {
  const { todo } = useLlenado();
  const sueltos = nodos.filter((n): n is CampoDeMetodo => n.clase === "campo");
  return (
    <>
      {sueltos.length > 0 && (
        <div className={estilos["sueltos"]}>
          {sueltos.map((campo) => (
            <CampoSuelto key={enTexto(campo.campo)} campo={campo} ruta={ruta} />
          ))}
        </div>
      )}
      {nodos.map((nodo) => {
        switch (nodo.clase) {
          case "campo":
            return null;
          case "grupo":
            return (
              <Grupo key={nodo.campo} grupo={nodo} ruta={ruta} nivel={nivel} />
            );
          case "lista":
            return (
              <Filas key={nodo.campo} lista={nodo} ruta={ruta} nivel={nivel} />
            );
          case "matriz":
            return (
              <Matriz
                key={nodo.campo}
                titulo={nodo.titulo}
                codigos={codigosEn(todo, nodo.elementos)}
                ruta={[...ruta, nodo.campo]}
                celda={(i, j) =>
                  celdaDe(leer(todo, [...ruta, nodo.campo]), i, j)
                }
              />
            );
          case "por_codigo":
            return codigosEn(todo, nodo.codigos).map((codigo) => (
              <fieldset
                key={`${nodo.campo}·${codigo}`}
                className={estilos["grupo"]}
              >
                <legend>{nodo.titulo(codigo)}</legend>
                <Nodos
                  nodos={nodo.nodos}
                  ruta={[...ruta, nodo.campo, codigo]}
                  nivel={nivel}
                />
              </fieldset>
            ));
          case "arbol":
            return (
              <section
                key={nodo.campo}
                className={estilos["lista"]}
                aria-label={nodo.titulo}
              >
                <h3>{nodo.titulo}</h3>
                {nodo.ayuda !== undefined && (
                  <p className={estilos["ayuda"]}>{nodo.ayuda}</p>
                )}
                <Arbol ruta={[...ruta, nodo.campo]} nombre={nodo.titulo} />
              </section>
            );
        }
      })}
    </>
  );
}

const masAbajo = (nivel: 3 | 4 | 5): 3 | 4 | 5 => (nivel === 3 ? 4 : 5);

function Grupo({
  grupo,
  ruta,
  nivel,
}: {
  grupo: GrupoDeMetodo;
  ruta: Ruta;
  nivel: 3 | 4 | 5;
}) {
  const { todo, cambiar } = useLlenado();
  const aqui = [...ruta, grupo.campo];
  const abierto = grupo.opcional === undefined || esObjeto(leer(todo, aqui));
  return (
    <fieldset className={estilos["grupo"]}>
      <legend>{grupo.titulo}</legend>
      {grupo.opcional !== undefined && (
        <label className={estilos["casilla"]}>
          <input
            type="checkbox"
            className={estilos["marca"]}
            id={idDe(aqui)}
            checked={abierto}
            onChange={(e) =>
              cambiar(
                aqui,
                e.currentTarget.checked ? vacio(grupo.nodos) : undefined,
              )
            }
          />
          {grupo.opcional}
        </label>
      )}
      {grupo.ayuda !== undefined && (
        <p className={estilos["ayuda"]}>{grupo.ayuda}</p>
      )}
      <Mensajes ruta={aqui} />
      {abierto && <Nodos nodos={grupo.nodos} ruta={aqui} nivel={nivel} />}
    </fieldset>
  );
}

/** Values of a pasted cell, as its column takes them. */
function dePegado(campo: CampoDeMetodo, texto: string): Dato {
  const t = texto.trim();
  if (campo.tipo === "si_no") return /^(s[ií]|x|1|verdadero)$/i.test(t);
  const igual = campo.opciones?.find(
    ({ id, etiqueta }) =>
      id === t || etiqueta.toLowerCase() === t.toLowerCase(),
  );
  return igual?.id ?? t;
}

function Filas({
  lista,
  ruta,
  nivel,
}: {
  lista: ListaDeMetodo;
  ruta: Ruta;
  nivel: 3 | 4 | 5;
}) {
  const { todo, cambiar } = useLlenado();
  const aqui = [...ruta, lista.campo];
  const dato = leer(todo, aqui);
  const filas = esLista(dato) ? dato : [];
  const columnas = columnasDe(lista, todo);
  const H = `h${nivel}` as const;
  const singular = lista.singular.toLowerCase();
  const nombreDe = (i: number) => `${singular} ${i + 1}`;
  const idDeCelda = (i: number, k: number) =>
    idDe([...aqui, i, ...(columnas[k]?.campo ?? [])]);
  const agregar = (k = 0) => {
    cambiarYEnfocarId(
      () => cambiar([...aqui, filas.length], vacio(lista.detalle ?? [])),
      idDeCelda(filas.length, k),
    );
  };
  const quitar = (i: number) => {
    const quedan = filas.filter((_, otra) => otra !== i);
    cambiarYEnfocarId(
      () =>
        cambiar(
          aqui,
          quedan.length === 0 && lista.opcional === true ? undefined : quedan,
        ),
      `${idDe(aqui)}-agregar`,
    );
  };
  const teclas =
    (i: number, k: number) => (evento: KeyboardEvent<HTMLElement>) => {
      const enLista = evento.currentTarget instanceof HTMLSelectElement;
      const baja =
        evento.key === "Enter" || (evento.key === "ArrowDown" && !enLista);
      const sube = evento.key === "ArrowUp" && !enLista;
      if (evento.ctrlKey || evento.altKey || evento.metaKey || (!baja && !sube))
        return;
      evento.preventDefault();
      if (baja && i === filas.length - 1) {
        if (evento.key === "Enter") agregar(k);
      } else
        document.getElementById(idDeCelda(i + (baja ? 1 : -1), k))?.focus();
    };
  const pegar =
    (i: number, k: number) => (evento: ClipboardEvent<HTMLInputElement>) => {
      const texto = evento.clipboardData.getData("text");
      if (!/[\t\n]/.test(texto.replace(/\r?\n$/, ""))) return;
      evento.preventDefault();
      let nuevas: Dato = [...filas];
      for (const [f, celdas] of leerBloque(texto).entries())
        for (const [c, celda] of celdas.entries()) {
          const columna = columnas[k + c];
          if (columna !== undefined)
            nuevas = poner(
              nuevas,
              [i + f, ...columna.campo],
              dePegado(columna, celda),
            );
        }
      cambiar(aqui, nuevas);
    };
  const botonQuitar = (i: number) => (
    <Boton
      pequeno
      aspecto="discreto"
      aria-label={`Quitar ${nombreDe(i)}`}
      onPress={() => quitar(i)}
    >
      Quitar
    </Boton>
  );
  return (
    <section className={estilos["lista"]} aria-label={lista.titulo}>
      <H id={idDe(aqui)} tabIndex={-1}>
        {lista.titulo}
        {lista.opcional === true && (
          <span className={estilos["opcional"]}> (opcional)</span>
        )}
      </H>
      {lista.ayuda !== undefined && (
        <p className={estilos["ayuda"]}>{lista.ayuda}</p>
      )}
      <Mensajes ruta={aqui} />
      {lista.detalle === undefined ? (
        filas.length > 0 && (
          <div className={estilos["marco"]}>
            <table className={estilos["rejilla"]}>
              <caption className="solo-lector">{lista.titulo}</caption>
              <thead>
                <tr>
                  {columnas.map((c) => (
                    <th key={enTexto(c.campo)} scope="col">
                      {c.etiqueta}
                      {c.ayuda !== undefined && (
                        <span className={estilos["bajoCabeza"]}>{c.ayuda}</span>
                      )}
                    </th>
                  ))}
                  <th scope="col">
                    <span className="solo-lector">Quitar</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {filas.map((_, i) => (
                  // Rows have no identity but their place.
                  // oxlint-disable-next-line react/no-array-index-key
                  <tr key={i}>
                    {columnas.map((c, k) => (
                      <td key={enTexto(c.campo)} data-tipo={c.tipo}>
                        <Control
                          campo={c}
                          ruta={[...aqui, i]}
                          nombre={`${c.etiqueta}, ${nombreDe(i)}`}
                          onKeyDown={teclas(i, k)}
                          onPaste={pegar(i, k)}
                        />
                        <Mensajes ruta={[...aqui, i, ...c.campo]} />
                      </td>
                    ))}
                    <td>{botonQuitar(i)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )
      ) : (
        <ol className={estilos["tarjetas"]}>
          {filas.map((fila, i) => (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={i} className={estilos["tarjeta"]}>
              <div className={estilos["cabezaDeTarjeta"]}>
                <strong>
                  {lista.singular} {i + 1}
                  {comoTexto(leer(fila, ["codigo"])) !== "" &&
                    `: ${comoTexto(leer(fila, ["codigo"]))}`}
                </strong>
                {botonQuitar(i)}
              </div>
              <Nodos
                nodos={[...columnas, ...(lista.detalle ?? [])]}
                ruta={[...aqui, i]}
                nivel={masAbajo(nivel)}
              />
            </li>
          ))}
        </ol>
      )}
      <div className={clases(estilos["acciones"])}>
        <Boton pequeno id={`${idDe(aqui)}-agregar`} onPress={() => agregar()}>
          Agregar {singular}
        </Boton>
      </div>
    </section>
  );
}
