import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Carga } from "../../componentes/Carga/Carga";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { useHistorial } from "../../puente/consultas";
import { usePasos } from "../../puente/contexto";
import { useDeshacer } from "../../puente/mutaciones";
import { escribirRuta } from "../../rutas";
import { cuantos, momentoCorto, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import estilos from "./Historial.module.css";

const POR_PAGINA = 100;

/** Everything that was done in this file, newest first, and the two ends: undo and redo. */
export function Historial() {
  const [desde, setDesde] = useState(0);
  const historial = useHistorial({ desde, cuantos: POR_PAGINA });
  const pasos = usePasos();
  const { deshacer, rehacer } = useDeshacer();
  const total = historial.data?.total ?? 0;
  return (
    <Pagina
      ventana="Historial"
      titulo={
        historial.data === undefined
          ? "Historial"
          : `${cuantos(total, "operación guardada", "operaciones guardadas")}`
      }
      subtitulo="Nada se borra: cada cambio queda con quién, cuándo y por qué. Deshacer también queda escrito."
      acciones={
        <>
          <Boton
            isDisabled={pasos.rehacer === null || rehacer.enCurso}
            onPress={() => void rehacer.ejecutar({})}
          >
            {pasos.rehacer === null
              ? "Nada que rehacer"
              : `Rehacer: ${pasos.rehacer}`}
          </Boton>
          <Boton
            isDisabled={pasos.deshacer === null || deshacer.enCurso}
            onPress={() => void deshacer.ejecutar({})}
          >
            {pasos.deshacer === null
              ? "Nada que deshacer"
              : `Deshacer: ${pasos.deshacer}`}
          </Boton>
        </>
      }
    >
      <AvisoDeFalla error={deshacer.error ?? rehacer.error} />
      <Carga consulta={historial}>
        {({ operaciones }) =>
          operaciones.length === 0 ? (
            <Vacio titulo="Todavía no hay cambios">
              <p>
                Cuando escriba o importe algo, aparecerá aquí con su fecha y su
                nombre.
              </p>
            </Vacio>
          ) : (
            <Tabla
              titulo="Operaciones, la más reciente primero"
              filas={operaciones}
              clave={({ n }) => String(n)}
              columnas={[
                {
                  id: "n",
                  titulo: "N.º",
                  cifra: true,
                  ancho: "angosta",
                  celda: ({ n }) => numero(n),
                },
                {
                  id: "cuando",
                  titulo: "Cuándo",
                  ancho: "angosta",
                  celda: ({ cuando }) => (
                    <span className={estilos["junto"]}>
                      {momentoCorto(cuando)}
                    </span>
                  ),
                },
                {
                  id: "frase",
                  titulo: "Qué se hizo",
                  encabeza: true,
                  celda: ({ frase, deshecha }) => (
                    <>
                      {visible(frase)}{" "}
                      {deshecha && <Etiqueta>Deshecha</Etiqueta>}
                    </>
                  ),
                },
                {
                  id: "tramite",
                  titulo: "Trámite",
                  celda: ({ tramite, tramite_nombre: nombre }) =>
                    tramite === null ? (
                      "–"
                    ) : (
                      <a
                        href={escribirRuta({ pantalla: "ficha", id: tramite })}
                      >
                        {visible(nombre ?? "Ver ficha")}
                      </a>
                    ),
                },
                {
                  id: "celdas",
                  titulo: "Datos",
                  cifra: true,
                  celda: ({ celdas }) => numero(celdas),
                },
                {
                  id: "quien",
                  titulo: "Quién",
                  celda: ({ quien }) => visible(quien),
                },
                {
                  id: "motivo",
                  titulo: "Motivo",
                  celda: ({ motivo }) =>
                    motivo === "" ? "–" : visible(motivo),
                },
              ]}
              pie={
                <span className={estilos["paginas"]}>
                  {numero(desde + 1)} a {numero(desde + operaciones.length)} de{" "}
                  {numero(total)}
                  <Boton
                    pequeno
                    isDisabled={desde === 0}
                    onPress={() => setDesde(Math.max(0, desde - POR_PAGINA))}
                  >
                    Más recientes
                  </Boton>
                  <Boton
                    pequeno
                    isDisabled={desde + operaciones.length >= total}
                    onPress={() => setDesde(desde + POR_PAGINA)}
                  >
                    Más antiguas
                  </Boton>
                </span>
              }
            />
          )
        }
      </Carga>
    </Pagina>
  );
}
