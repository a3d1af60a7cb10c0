/** A grid over rows in memory, for the examples and the tests. */
import { useState } from "react";
import type { CeldaDto } from "../../puente/generado/CeldaDto";
import { RejillaVirtual } from "./RejillaVirtual";
import type { ColumnaDeHoja, FilaDeHoja, GuardarEnHoja } from "./tipos";

const COLUMNAS: ReadonlyArray<ColumnaDeHoja<FilaDeHoja>> = [
  {
    campo: "nombre",
    etiqueta: "Nombre",
    tipo: "texto",
    opciones: [],
    maximo: 250,
    editable: true,
    ancho: 14,
    crece: 1,
    fija: true,
    ordenable: true,
  },
  {
    campo: "modalidad",
    etiqueta: "Modalidad",
    tipo: "lista",
    opciones: [
      { id: "presencial", etiqueta: "Presencial" },
      { id: "en_linea", etiqueta: "En línea" },
    ],
    maximo: null,
    editable: true,
    ancho: 8,
  },
  {
    campo: "cuenta",
    etiqueta: "Requisitos",
    tipo: "entero",
    opciones: [],
    maximo: null,
    editable: false,
    ancho: 6,
    alFinal: true,
    mostrar: () => "3",
  },
];

const celda = (valor: CeldaDto["valor"], padre: string): CeldaDto => ({
  valor,
  padres: [padre],
  conflicto: false,
});

/** Rows as a new file has them. */
export function filasDeMuestra(n: number): FilaDeHoja[] {
  return Array.from({ length: n }, (_, i) => ({
    id: `fila-${i}`,
    celdas: { nombre: celda(`Licencia ambiental ${i + 1}`, `n${i}`) },
  }));
}

/** Keeps what is written; `falla` refuses it. */
export function Muestra({
  iniciales,
  falla = null,
  demora = 0,
  soloLectura = false,
  alGuardar,
  alAbrir,
}: {
  iniciales: FilaDeHoja[];
  falla?: string | null;
  /** Milliseconds that each save takes. */
  demora?: number;
  soloLectura?: boolean;
  alGuardar?: GuardarEnHoja;
  alAbrir?: (fila: FilaDeHoja) => void;
}) {
  const [filas, setFilas] = useState(iniciales);
  const guardar: GuardarEnHoja = async (celdas, nuevas, reintentar) => {
    await alGuardar?.(celdas, nuevas, reintentar);
    await new Promise((seguir) => setTimeout(seguir, demora));
    if (falla !== null) return falla;
    setFilas((antes) => [
      ...antes.map((f) => {
        const suyas = celdas.filter((c) => c.entidad === f.id);
        return suyas.length === 0
          ? f
          : {
              ...f,
              celdas: {
                ...f.celdas,
                ...Object.fromEntries(
                  suyas.map((c) => [c.campo, celda(c.valor, "nuevo")]),
                ),
              },
            };
      }),
      ...nuevas.map((n, i) => ({
        id: `creada-${antes.length + i}`,
        celdas: Object.fromEntries(
          Object.entries(n).map(([campo, v]) => [campo, celda(v, "creada")]),
        ),
      })),
    ]);
    return null;
  };
  return (
    <RejillaVirtual
      etiqueta={`Muestra de ${iniciales.length}`}
      cosa={{ una: "trámite", varias: "trámites" }}
      columnas={COLUMNAS}
      total={filas.length}
      fila={(i) => filas[i]}
      porId={(id) => filas.find((f) => f.id === id)}
      traer={async (desde, hasta) => filas.slice(desde, hasta)}
      alVer={() => undefined}
      clave="muestra"
      ordenes={[{ columna: "nombre", descendente: false }]}
      alOrdenar={() => undefined}
      alGuardar={guardar}
      alAbrir={(f) => alAbrir?.(f)}
      obligadas={new Set(["nombre"])}
      soloLectura={soloLectura}
    />
  );
}
