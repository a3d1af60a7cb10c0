import { useEffect, useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { usePuente } from "../../puente/contexto";
import type { ColumnaDeHoja } from "../../puente/generado/ColumnaDeHoja";
import type { ColumnaElegida } from "../../puente/generado/ColumnaElegida";
import type { LibroExaminado } from "../../puente/generado/LibroExaminado";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { cuantos } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import estilos from "./Importar.module.css";

/** How a workbook is to be read, when a person says it. */
export interface ComoLeer {
  hoja: string | null;
  encabezado: number | null;
  mapa: ReadonlyArray<ColumnaElegida>;
}

const HOJA = campoLocal("Hoja", { tipo: "lista" });
const ENCABEZADO = campoLocal("Fila de los encabezados", { tipo: "entero" });

/** Which sheet, which row has the headers and what each column means. It is remembered for the next file alike. */
export function Columnas({
  archivo,
  inicial,
  alCerrar,
  alAplicar,
}: {
  archivo: string;
  inicial: ComoLeer;
  alCerrar: () => void;
  alAplicar: (como: ComoLeer) => void;
}) {
  const puente = usePuente();
  const [pedida, setPedida] = useState({
    hoja: inicial.hoja,
    encabezado: inicial.encabezado,
  });
  const [fila, setFila] = useState<string | null>(null);
  const [libro, setLibro] = useState<LibroExaminado | null>(null);
  const [error, setError] = useState<FallaError | null>(null);
  const [elegidas, setElegidas] = useState<Readonly<Record<string, string>>>(
    () =>
      Object.fromEntries(
        inicial.mapa.map(({ columna, destino }) => [columna, destino]),
      ),
  );

  useEffect(() => {
    let vigente = true;
    puente
      .llamar("examinar_libro", { archivo, trabajo: null, ...pedida })
      .then((leido) => {
        if (!vigente) return;
        setError(null);
        setLibro(leido);
      })
      .catch((causa: unknown) => {
        if (vigente) setError(comoFalla(causa));
      });
    return () => {
      vigente = false;
    };
  }, [puente, archivo, pedida]);

  const cambiarFila = () => {
    if (fila === null) return;
    const numero = Number.parseInt(fila, 10);
    setFila(null);
    if (!Number.isInteger(numero) || numero < 1) return;
    setPedida((antes) => ({ ...antes, encabezado: numero }));
    setElegidas({});
  };
  const hoja = pedida.hoja ?? libro?.hoja ?? "";
  const significado = ({ letras, destino }: ColumnaDeHoja) =>
    elegidas[letras] ?? destino ?? "";
  /** A meaning belongs to one column: the one that had it keeps only its original text. */
  const elegir = (letras: string, destino: string) => {
    const sueltas = (libro?.columnas ?? [])
      .filter((una) => destino !== "" && significado(una) === destino)
      .map((una) => [una.letras, ""] as const);
    setElegidas({
      ...elegidas,
      ...Object.fromEntries(sueltas),
      [letras]: destino,
    });
  };

  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo="Qué significa cada columna"
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={libro === null || libro.columnas.length === 0}
            onPress={() =>
              alAplicar({
                hoja: hoja === "" ? null : hoja,
                encabezado: pedida.encabezado ?? libro?.encabezado ?? null,
                mapa: (libro?.columnas ?? []).map((columna) => ({
                  columna: columna.letras,
                  destino: significado(columna),
                })),
              })
            }
          >
            Leer así
          </Boton>
        </>
      }
    >
      <AvisoDeFalla error={error} />
      {libro === null ? (
        error === null && <p role="status">Leyendo el libro…</p>
      ) : (
        <>
          <div className={estilos["acciones"]}>
            {libro.hojas.length > 1 && (
              <Campo
                campo={{
                  ...HOJA,
                  opciones: libro.hojas.map((una) => ({
                    id: una.nombre,
                    etiqueta: `${visible(una.nombre)} · ${cuantos(una.filas, "fila", "filas")}${una.oculta ? " · oculta" : ""}`,
                  })),
                }}
                texto={hoja}
                alCambiar={(elegida) => {
                  setPedida({ hoja: elegida, encabezado: null });
                  setElegidas({});
                }}
                ancho="medio"
              />
            )}
            <Campo
              campo={ENCABEZADO}
              texto={fila ?? String(libro.encabezado ?? "")}
              alCambiar={setFila}
              alSalir={cambiarFila}
              ancho="corto"
            />
          </div>
          {libro.avisos.map((aviso) => (
            <p key={aviso} className={estilos["tenue"]}>
              {visible(aviso)}
            </p>
          ))}
          <Tabla
            titulo="Columnas de la hoja y qué significan"
            filas={libro.columnas}
            clave={({ letras }) => letras}
            columnas={[
              {
                id: "letras",
                titulo: "Columna",
                ancho: "angosta",
                celda: ({ letras }) => letras,
              },
              {
                id: "encabezado",
                titulo: "Encabezado",
                encabeza: true,
                celda: ({ encabezado }) => visible(encabezado),
              },
              {
                id: "muestras",
                titulo: "Por ejemplo",
                ancho: "ancha",
                celda: ({ muestras }) => (
                  <span className={estilos["muestra"]}>
                    {muestras.map(visible).join(" · ")}
                  </span>
                ),
              },
              {
                id: "destino",
                titulo: "Significa",
                celda: (columna) => (
                  <select
                    className={estilos["destino"]}
                    aria-label={`Significado de ${columna.encabezado}`}
                    value={significado(columna)}
                    onChange={(evento) =>
                      elegir(columna.letras, evento.target.value)
                    }
                  >
                    <option value="">Solo como texto original</option>
                    {libro.destinos.map((uno) => (
                      <option key={uno.id} value={uno.id}>
                        {uno.etiqueta}
                      </option>
                    ))}
                  </select>
                ),
              },
            ]}
            pie="Cada dato viene de una sola columna. Lo que usted elija se recuerda para los libros con las mismas columnas. Ninguna columna se pierde: las demás se guardan como texto original."
          />
        </>
      )}
    </Dialogo>
  );
}
