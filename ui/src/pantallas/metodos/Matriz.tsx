import { useLlenado } from "./contexto";
import { Mensajes } from "./Control";
import { enTexto, idDe } from "./descripcion";
import type { Ruta } from "./descripcion";
import estilos from "./Metodos.module.css";

/** `3` ↔ `1/3`, `2/5` ↔ `5/2`; empty for what is no ratio. */
export function reciproco(texto: string): string {
  const partes = /^(\d+(?:\.\d+)?)(?:\/(\d+(?:\.\d+)?))?$/.exec(texto.trim());
  const [, arriba = "", abajo = "1"] = partes ?? [];
  if (arriba === "" || Number(arriba) === 0) return "";
  return arriba === "1" ? abajo : `${abajo}/${arriba}`;
}

/** Judgements of each pair. Writing one writes its opposite. */
export function Matriz({
  titulo,
  codigos,
  ruta,
  celda,
}: {
  titulo: string;
  codigos: ReadonlyArray<string>;
  ruta: Ruta;
  celda: (i: number, j: number) => string;
}) {
  const { cambiar, errores } = useLlenado();
  if (codigos.length < 2)
    return (
      <p className={estilos["ayuda"]}>
        Escriba al menos dos códigos para compararlos.
      </p>
    );
  return (
    <div className={estilos["marco"]}>
      <table className={estilos["rejilla"]}>
        <caption className="solo-lector">{titulo}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="solo-lector">Elemento</span>
            </th>
            {codigos.map((c, j) => (
              // oxlint-disable-next-line react/no-array-index-key
              <th key={`${c}·${j}`} scope="col">
                {c}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {codigos.map((a, i) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={`${a}·${i}`}>
              <th scope="row">{a}</th>
              {codigos.map((b, j) => {
                const lugar = enTexto([...ruta, i, j]);
                return (
                  // oxlint-disable-next-line react/no-array-index-key
                  <td key={`${b}·${j}`}>
                    <input
                      type="text"
                      id={idDe(lugar)}
                      className={estilos["celda"]}
                      aria-label={`${a} frente a ${b}`}
                      aria-invalid={errores.has(lugar)}
                      aria-describedby={
                        errores.has(lugar) ? `${idDe(lugar)}-error` : undefined
                      }
                      autoComplete="off"
                      readOnly={i === j}
                      value={celda(i, j)}
                      onChange={(e) => {
                        const texto = e.currentTarget.value;
                        cambiar([...ruta, i, j], texto);
                        if (i < j) cambiar([...ruta, j, i], reciproco(texto));
                      }}
                    />
                    <Mensajes ruta={lugar} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
