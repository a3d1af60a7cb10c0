import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { usePuente } from "../../puente/contexto";
import type { AuditoriaDto } from "../../puente/generado/AuditoriaDto";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { cuantos, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import estilos from "./Importar.module.css";

/** Computes again the products, sums and percentages that a sheet declares, and lists what does not add up. */
export function Auditoria({
  archivo,
  hoja,
}: {
  archivo: string;
  hoja: string | null;
}) {
  const puente = usePuente();
  const [hecha, setHecha] = useState<AuditoriaDto | null>(null);
  const [error, setError] = useState<FallaError | null>(null);
  const [revisando, setRevisando] = useState(false);
  const revisar = () => {
    setRevisando(true);
    setError(null);
    puente
      .llamar("auditar_hoja", { archivo, trabajo: null, hoja })
      .then(setHecha)
      .catch((causa: unknown) => setError(comoFalla(causa)))
      .finally(() => setRevisando(false));
  };
  return (
    <>
      <p>
        Se vuelven a calcular los productos, sumas y porcentajes que la hoja
        declara. Lo que no cuadra se lista para que usted lo revise; nada se
        corrige solo.
      </p>
      <div className={estilos["acciones"]}>
        <Boton isDisabled={revisando} onPress={revisar}>
          {revisando ? "Revisando…" : "Revisar cuentas"}
        </Boton>
        {hecha !== null && (
          <span role="status">
            {cuantos(
              hecha.revisados,
              "valor calculado de nuevo",
              "valores calculados de nuevo",
            )}
            : {numero(hecha.correctos)} cuadran y{" "}
            {numero(hecha.por_revisar.length)} están por revisar.
          </span>
        )}
      </div>
      <AvisoDeFalla error={error} />
      {hecha !== null && hecha.por_revisar.length > 0 && (
        <Tabla
          titulo={`Valores por revisar en ${visible(hecha.hoja)}`}
          filas={hecha.por_revisar.map((valor, lugar) => ({ valor, lugar }))}
          clave={({ lugar }) => String(lugar)}
          columnas={[
            {
              id: "fila",
              titulo: "Fila",
              cifra: true,
              ancho: "angosta",
              celda: ({ valor }) =>
                valor.fila === null ? "–" : numero(valor.fila),
            },
            {
              id: "columna",
              titulo: "Columna",
              ancho: "angosta",
              celda: ({ valor }) => valor.columna,
            },
            {
              id: "mensaje",
              titulo: "Qué no cuadra",
              encabeza: true,
              ancho: "ancha",
              celda: ({ valor }) => (
                <>
                  {visible(valor.mensaje)}
                  <span className={estilos["explica"]}>
                    {visible(valor.etiqueta)}
                  </span>
                </>
              ),
            },
            {
              id: "esperado",
              titulo: "Se esperaba",
              cifra: true,
              celda: ({ valor }) => valor.esperado ?? "–",
            },
            {
              id: "encontrado",
              titulo: "Dice",
              cifra: true,
              celda: ({ valor }) => valor.encontrado ?? "–",
            },
            {
              id: "diferencia",
              titulo: "Diferencia",
              cifra: true,
              celda: ({ valor }) => valor.diferencia ?? "–",
            },
          ]}
        />
      )}
    </>
  );
}
