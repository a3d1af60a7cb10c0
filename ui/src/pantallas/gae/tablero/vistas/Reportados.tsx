import { useState } from "react";
import { Boton } from "../../../../componentes/Boton/Boton";
import { Carga } from "../../../../componentes/Carga/Carga";
import { AgregarFila } from "../../../../componentes/Fila/AgregarFila";
import type { Textos } from "../../../../componentes/Fila/AgregarFila";
import { EditarFila } from "../../../../componentes/Fila/EditarFila";
import { Tabla } from "../../../../componentes/Tabla/Tabla";
import { useCampos, useConsulta } from "../../../../puente/consultas";
import type { ReportadoDto } from "../../../../puente/generado/ReportadoDto";
import { useAccion } from "../../../../puente/mutaciones";
import { fechaLarga } from "../../../../textos/formatos";
import { NOMBRE_FASE } from "../../../../textos/palabras";
import { fechaComoTexto } from "../../../../textos/valores";
import { visible } from "../../../../textos/visible";
import estilos from "../Tablero.module.css";

const quePasa = (r: ReportadoDto) =>
  `${NOMBRE_FASE[r.fase]} al ${fechaLarga(r.corte)}`;

/** What is missing, in the words of the form; the core checks the rest. */
function revisar(textos: Textos) {
  const pide = (campo: string, falta: string) =>
    (textos[campo] ?? "") === "" ? { [campo]: falta } : {};
  return {
    ...pide("fase", "Elija la fase de la que habla la cifra."),
    ...pide("corte", "Escriba el día al que se refiere la cifra."),
    ...pide("porcentaje", "Escriba el porcentaje como se publicó."),
    ...pide("fuente", "Escriba en qué documento se publicó."),
  };
}

/** The percentages that GAE published: read, written, mended and retired; never in the place of what is computed. */
export function Reportados({ corte }: { corte: string }) {
  const reportados = useConsulta("reportados", {});
  const campos = useCampos("reportado");
  const [agrega, setAgrega] = useState(false);
  const [edita, setEdita] = useState<string | null>(null);
  const editado = reportados.data?.find(({ entidad }) => entidad?.id === edita);
  return (
    <div className={estilos["reportados"]}>
      <div className={estilos["cabezaDeReportados"]}>
        <p className={estilos["tenue"]}>
          Cada cifra publicada se conserva como se publicó, junto a la que
          calcula el programa, y se compara solo con la de su misma fecha.
        </p>
        <Boton pequeno onPress={() => setAgrega(true)}>
          Registrar cifra publicada
        </Boton>
      </div>
      <Carga consulta={reportados}>
        {(filas) => (
          <Tabla
            tituloVisible
            titulo="Porcentajes que GAE publicó"
            filas={filas}
            clave={({ entidad, fase, corte: dia }) =>
              entidad?.id ?? `${fase} ${dia}`
            }
            columnas={[
              {
                id: "fase",
                titulo: "Fase",
                encabeza: true,
                celda: ({ fase }) => NOMBRE_FASE[fase],
              },
              {
                id: "corte",
                titulo: "Al",
                celda: ({ corte: dia }) => fechaLarga(dia),
              },
              {
                id: "porcentaje",
                titulo: "Publicado",
                cifra: true,
                celda: ({ porcentaje }) => `${porcentaje}\u00a0%`,
              },
              {
                id: "fuente",
                titulo: "Dónde se publicó",
                celda: ({ fuente, reemplazado }) =>
                  `${visible(fuente)}${reemplazado ? ". Otra cifra posterior de la misma fase y fecha está en su lugar." : ""}`,
              },
              {
                id: "acciones",
                titulo: "Cambiar",
                celda: (fila) =>
                  fila.entidad === null ? (
                    <span className={estilos["tenue"]}>
                      Viene con el programa
                    </span>
                  ) : (
                    <button
                      type="button"
                      className={estilos["enlace"]}
                      aria-haspopup="dialog"
                      aria-label={`Cambiar o retirar: ${quePasa(fila)}`}
                      onClick={() => setEdita(fila.entidad?.id ?? null)}
                    >
                      Cambiar
                    </button>
                  ),
              },
            ]}
          />
        )}
      </Carga>
      {agrega && (
        <Registrar
          campos={campos}
          corte={corte}
          alCerrar={() => setAgrega(false)}
        />
      )}
      {editado?.entidad != null && (
        <EditarFila
          key={editado.entidad.id}
          titulo={quePasa(editado)}
          entidad={editado.entidad}
          campos={campos}
          que="esta cifra publicada"
          alCerrar={() => setEdita(null)}
        />
      )}
    </div>
  );
}

function Registrar({
  campos,
  corte,
  alCerrar,
}: {
  campos: ReturnType<typeof useCampos>;
  corte: string;
  alCerrar: () => void;
}) {
  const agregar = useAccion("agregar_filas");
  return (
    <AgregarFila
      titulo="Registrar una cifra publicada"
      accion="Registrar cifra"
      campos={campos}
      inicial={{ corte: fechaComoTexto(corte) }}
      revisar={revisar}
      agregar={{
        ...agregar,
        ejecutar: (valores) =>
          agregar.ejecutar({
            padre: null,
            clase: "reportado",
            despues_de: null,
            filas: [
              {
                ...valores,
                // A decimal comma is read as a point, and the sign may be there.
                porcentaje: String(valores["porcentaje"] ?? "")
                  .replace(",", ".")
                  .replace(/\s*%$/, ""),
              },
            ],
          }),
      }}
      alCerrar={alCerrar}
    />
  );
}
