import { useState } from "react";
import type { Ejemplos } from "../../ejemplos/ejemplo";
import { COLUMNAS, FILAS, celda } from "./muestra";
import { Rejilla } from "./Rejilla";
import type { FilaRejilla } from "./Rejilla";

/** A grid that keeps what is written in it, without a core. */
function Viva({
  inicial,
  soloLectura = false,
  falla = null,
}: {
  inicial: FilaRejilla[];
  soloLectura?: boolean;
  falla?: string | null;
}) {
  const [filas, setFilas] = useState(inicial);
  return (
    <Rejilla
      etiqueta="Requisitos"
      cosa={{ una: "requisito", varias: "requisitos" }}
      columnas={COLUMNAS}
      filas={filas}
      soloLectura={soloLectura}
      motivosDeRetiro={["Está repetido en otra fila"]}
      alGuardar={async (celdas) => {
        if (falla !== null) return falla;
        setFilas((antes) =>
          antes.map((f) => {
            const suyas = celdas.filter((c) => c.entidad === f.id);
            return {
              ...f,
              celdas: {
                ...f.celdas,
                ...Object.fromEntries(
                  suyas.map((c) => [c.campo, celda(c.valor)]),
                ),
              },
            };
          }),
        );
        return null;
      }}
      alAgregar={async (nuevas) => {
        if (falla !== null) return falla;
        const hechas = nuevas.map((n, i) => ({
          id: `n${filas.length + i}`,
          celdas: Object.fromEntries(
            Object.entries(n).map(([campo, valor]) => [campo, celda(valor)]),
          ),
        }));
        setFilas((antes) => [...antes, ...hechas]);
        return hechas.map((f) => f.id);
      }}
      alMover={async (id, tras) => {
        setFilas((antes) => {
          const fila = antes.find((f) => f.id === id);
          if (fila === undefined) return antes;
          const resto = antes.filter((f) => f.id !== id);
          const i =
            tras === null ? 0 : resto.findIndex((f) => f.id === tras) + 1;
          return [...resto.slice(0, i), fila, ...resto.slice(i)];
        });
        return null;
      }}
      alRetirar={async (ids) => {
        setFilas((antes) => antes.filter((f) => !ids.includes(f.id)));
        return null;
      }}
      alHistorial={() => {}}
    />
  );
}

const EJEMPLOS: Ejemplos = {
  componente: "Rejilla",
  ejemplos: [
    {
      nombre: "con grupos, duda y un dato con dos valores",
      dibujo: () => <Viva inicial={FILAS} />,
    },
    { nombre: "sin filas", dibujo: () => <Viva inicial={[]} /> },
    {
      nombre: "solo lectura",
      dibujo: () => <Viva inicial={FILAS} soloLectura />,
    },
    {
      nombre: "texto de 300 caracteres",
      dibujo: () => (
        <Viva
          inicial={[
            {
              id: "x",
              celdas: { texto: celda("Documento que acredite ".repeat(14)) },
            },
          ]}
        />
      ),
    },
    {
      nombre: "el disco está lleno: lo escrito sigue en pantalla",
      dibujo: () => (
        <Viva
          inicial={FILAS}
          falla="No queda espacio en el disco C:. El último cambio no se guardó."
        />
      ),
    },
  ],
};
export default EJEMPLOS;
