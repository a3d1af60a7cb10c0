import type { Ejemplos } from "../../ejemplos/ejemplo";
import { Etiqueta } from "../Etiqueta/Etiqueta";
import { TablaVirtual } from "./TablaVirtual";
import type { ColumnaVirtual } from "./TablaVirtual";
import estilos from "./TablaVirtual.ejemplos.module.css";

interface Fila {
  codigo: string;
  nombre: string;
  cuenta: number;
}

const LARGO =
  "Autorización para el ingreso, la permanencia y la salida de mercancías sujetas a control fitosanitario cuando la persona interesada actúa por medio de representante";

const COLUMNAS: ReadonlyArray<ColumnaVirtual<Fila>> = [
  {
    id: "codigo",
    titulo: "Código",
    ancho: 7,
    ordenable: true,
    celda: (f) => f.codigo,
  },
  {
    id: "nombre",
    titulo: "Nombre",
    ancho: 12,
    crece: 1,
    ordenable: true,
    celda: (f) => f.nombre,
  },
  {
    id: "estado",
    titulo: "Estado",
    ancho: 8,
    celda: () => <Etiqueta>Identificado</Etiqueta>,
  },
  {
    id: "cuenta",
    titulo: "Requisitos",
    ancho: 6,
    alFinal: true,
    ordenable: true,
    celda: (f) => f.cuenta,
  },
];

const fila = (i: number): Fila => ({
  codigo: `MARN-${String(i + 1).padStart(4, "0")}`,
  nombre: i === 2 ? LARGO : `Licencia ambiental ${i + 1}`,
  cuenta: (i * 7) % 23,
});
const nada = () => {};

function Muestra({
  total,
  leida = fila,
  ocupada = false,
}: {
  total: number;
  leida?: (i: number) => Fila | undefined;
  ocupada?: boolean;
}) {
  return (
    <div className={estilos["caja"]}>
      <TablaVirtual
        etiqueta={`Muestra de ${total}`}
        columnas={COLUMNAS}
        total={total}
        fila={leida}
        alVer={nada}
        alAbrir={nada}
        alOrdenar={nada}
        orden={{ columna: "nombre", descendente: false }}
        clave="muestra"
        ocupada={ocupada}
      />
    </div>
  );
}

const EJEMPLOS: Ejemplos = {
  componente: "TablaVirtual",
  ejemplos: [
    {
      nombre: "veinte mil filas, nombre muy largo en la tercera",
      dibujo: () => <Muestra total={20_000} />,
    },
    { nombre: "tres filas", dibujo: () => <Muestra total={3} /> },
    { nombre: "todavía sin filas", dibujo: () => <Muestra total={0} /> },
    {
      nombre: "páginas que aún no llegan",
      dibujo: () => (
        <Muestra total={40} leida={(i) => (i < 3 ? fila(i) : undefined)} />
      ),
    },
    {
      nombre: "otra búsqueda en camino",
      dibujo: () => <Muestra total={12} ocupada />,
    },
  ],
};
export default EJEMPLOS;
