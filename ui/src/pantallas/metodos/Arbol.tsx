import { Boton } from "../../componentes/Boton/Boton";
import { CampoSuelto, Mensajes } from "./Control";
import { cambiarYEnfocarId, useLlenado } from "./contexto";
import { comoTexto, esLista, esObjeto, idDe, leer } from "./descripcion";
import type { CampoDeMetodo, Dato, Objeto, Opcion, Ruta } from "./descripcion";
import estilos from "./Metodos.module.css";

const TIPOS: ReadonlyArray<Opcion> = [
  { id: "tarea", etiqueta: "Un paso" },
  { id: "secuencia", etiqueta: "Varias partes, una después de otra" },
  { id: "and", etiqueta: "Varias partes a la vez" },
  { id: "xor", etiqueta: "Una decisión: se sigue una de varias" },
  { id: "retrabajo", etiqueta: "Algo que a veces se repite" },
];

const campo = (
  id: string,
  etiqueta: string,
  tipo: CampoDeMetodo["tipo"],
  resto: Partial<CampoDeMetodo> = {},
): CampoDeMetodo => ({ clase: "campo", campo: [id], etiqueta, tipo, ...resto });
const CODIGO = campo("codigo", "Código", "codigo");
const DE_TAREA = [
  CODIGO,
  campo("proceso", "Tiempo de trabajo", "numero"),
  campo("ciclo", "Tiempo total", "numero", { opcional: true }),
  campo("espera", "o espera", "numero", { opcional: true }),
];
const PROBABILIDAD = campo("probabilidad", "Probabilidad", "numero", {
  ayuda: "De 0 a 1.",
});

const TAREA: Objeto = { tipo: "tarea" };

/** A part of that kind, with what was written in the old one kept where it fits. */
function comoTipo(tipo: string, antes: Dato | undefined): Dato {
  const codigo = comoTexto(leer(antes, ["codigo"]));
  const base: Objeto = { tipo, ...(codigo === "" ? {} : { codigo }) };
  switch (tipo) {
    case "nada":
      return null;
    case "secuencia":
      return { ...base, hijos: [TAREA] };
    case "and":
      return { ...base, ramas: [TAREA, TAREA] };
    case "xor":
      return {
        ...base,
        ramas: [
          { probabilidad: "", nodo: TAREA },
          { probabilidad: "", nodo: TAREA },
        ],
      };
    case "retrabajo":
      return { ...base, probabilidad: "", cuerpo: TAREA };
    default:
      return base;
  }
}

/** A part of the process and, inside it, its own parts. */
export function Arbol({
  ruta,
  nombre,
  puedeNada = false,
  alQuitar,
}: {
  ruta: Ruta;
  nombre: string;
  /** A branch of a decision may be to do nothing. */
  puedeNada?: boolean;
  alQuitar?: () => void;
}) {
  const { todo, cambiar } = useLlenado();
  const dato = leer(todo, ruta);
  const tipo = esObjeto(dato) ? comoTexto(dato["tipo"]) : "nada";
  const id = idDe(ruta);
  const hijosEn = tipo === "secuencia" ? "hijos" : "ramas";
  const lista = leer(dato, [hijosEn]);
  const hijos = esLista(lista) ? lista : [];
  const quitar = (i: number) => {
    cambiarYEnfocarId(
      () =>
        cambiar(
          [...ruta, hijosEn],
          hijos.filter((_, otro) => otro !== i),
        ),
      `${id}-agregar`,
    );
  };
  return (
    <fieldset className={estilos["parte"]}>
      <legend>{nombre}</legend>
      <div className={estilos["sueltos"]}>
        <div className={estilos["campo"]}>
          <label htmlFor={id} className={estilos["etiqueta"]}>
            Qué es
          </label>
          <select
            id={id}
            className={estilos["control"]}
            value={tipo}
            onChange={(e) =>
              cambiar(ruta, comoTipo(e.currentTarget.value, dato))
            }
          >
            {puedeNada && <option value="nada">No se hace nada</option>}
            {TIPOS.map((t) => (
              <option key={t.id} value={t.id}>
                {t.etiqueta}
              </option>
            ))}
          </select>
        </div>
        {tipo === "tarea" &&
          DE_TAREA.map((c) => (
            <CampoSuelto key={c.campo[0]} campo={c} ruta={ruta} />
          ))}
        {tipo === "retrabajo" && (
          <CampoSuelto
            campo={{ ...PROBABILIDAD, etiqueta: "Probabilidad de repetir" }}
            ruta={ruta}
          />
        )}
        {alQuitar !== undefined && (
          <div className={estilos["alPie"]}>
            <Boton
              pequeno
              aspecto="discreto"
              aria-label={`Quitar ${nombre.toLowerCase()}`}
              onPress={alQuitar}
            >
              Quitar
            </Boton>
          </div>
        )}
      </div>
      <Mensajes ruta={ruta} />
      {["secuencia", "and", "xor"].includes(tipo) && (
        <>
          <Mensajes ruta={[...ruta, hijosEn]} />
          {hijos.map((_, i) => {
            const aqui = [...ruta, hijosEn, i];
            const parte = `Parte ${i + 1}`;
            return tipo === "xor" ? (
              // oxlint-disable-next-line react/no-array-index-key
              <div key={i} className={estilos["rama"]}>
                <CampoSuelto
                  campo={{
                    ...PROBABILIDAD,
                    etiqueta: `Probabilidad de la parte ${i + 1}`,
                  }}
                  ruta={aqui}
                />
                <Arbol
                  ruta={[...aqui, "nodo"]}
                  nombre={parte}
                  puedeNada
                  alQuitar={() => quitar(i)}
                />
              </div>
            ) : (
              // oxlint-disable-next-line react/no-array-index-key
              <Arbol
                key={i}
                ruta={aqui}
                nombre={parte}
                alQuitar={() => quitar(i)}
              />
            );
          })}
          <div className={estilos["acciones"]}>
            <Boton
              pequeno
              id={`${id}-agregar`}
              onPress={() => {
                cambiarYEnfocarId(
                  () =>
                    cambiar(
                      [...ruta, hijosEn, hijos.length],
                      tipo === "xor"
                        ? { probabilidad: "", nodo: TAREA }
                        : TAREA,
                    ),
                  idDe([
                    ...ruta,
                    hijosEn,
                    hijos.length,
                    ...(tipo === "xor" ? ["probabilidad"] : []),
                  ]),
                );
              }}
            >
              Agregar parte
            </Boton>
          </div>
        </>
      )}
      {tipo === "retrabajo" && (
        <Arbol ruta={[...ruta, "cuerpo"]} nombre="Lo que se repite" />
      )}
    </fieldset>
  );
}
