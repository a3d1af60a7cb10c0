import { Copiar } from "../../../../componentes/Copiar/Copiar";
import { Hoja } from "../../../../componentes/Hoja/Hoja";
import { Vacio } from "../../../../componentes/Vacio/Vacio";
import type { TableroDto } from "../../../../puente/generado/TableroDto";
import { fechaLarga, numero } from "../../../../textos/formatos";
import { NOMBRE_FASE, TIPO_INSTITUCION } from "../../../../textos/palabras";
import { visible } from "../../../../textos/visible";
import { FASES } from "../palabras";
import estilos from "../Tablero.module.css";

/** Who is pending, as text ready to paste in a letter or a report: the paragraph, and the names by kind. */
export function Pendientes({ tablero }: { tablero: TableroDto }) {
  const porFase = FASES.map((fase) => ({
    fase,
    listas: tablero.listas.filter((lista) => lista.fase === fase),
  })).filter(({ listas }) => listas.length > 0);
  if (porFase.length === 0)
    return (
      <Vacio titulo="No hay pendientes">
        Ninguna institución de este filtro tiene fases pendientes al{" "}
        {fechaLarga(tablero.corte)}.
      </Vacio>
    );
  return (
    <div className={estilos["vista"]}>
      {tablero.aviso !== null && (
        <p className={estilos["tenue"]}>{visible(tablero.aviso)}</p>
      )}
      {porFase.map(({ fase, listas }) => {
        const parrafo = listas.find(({ tipo }) => tipo === null);
        const porTipo = listas.filter(({ tipo }) => tipo !== null);
        const total = porTipo.reduce((suma, { cuantas }) => suma + cuantas, 0);
        const todo = listas.map(({ texto }) => texto).join("\n");
        return (
          <Hoja
            key={fase}
            titulo={`${NOMBRE_FASE[fase]}: ${total === 0 ? "sin pendientes" : `${numero(total)} ${total === 1 ? "pendiente" : "pendientes"}`}`}
            acciones={
              <Copiar
                texto={todo}
                de={`los pendientes de ${NOMBRE_FASE[fase]}`}
              >
                Copiar todo
              </Copiar>
            }
          >
            {parrafo !== undefined && (
              <p className={estilos["parrafo"]}>{visible(parrafo.texto)}</p>
            )}
            {porTipo.length > 0 && (
              <ul className={estilos["listas"]}>
                {porTipo.map(({ tipo, texto }) => (
                  <li key={tipo} className={estilos["lista"]}>
                    <p>{visible(texto)}</p>
                    <Copiar
                      texto={texto}
                      de={`la lista de ${(TIPO_INSTITUCION[tipo ?? ""] ?? "").toLocaleLowerCase("es")}, ${NOMBRE_FASE[fase]}`}
                    />
                  </li>
                ))}
              </ul>
            )}
          </Hoja>
        );
      })}
    </div>
  );
}
