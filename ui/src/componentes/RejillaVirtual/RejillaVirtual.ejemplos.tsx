import type { Ejemplos } from "../../ejemplos/ejemplo";
import { Muestra, filasDeMuestra } from "./muestra";
import estilos from "./RejillaVirtual.ejemplos.module.css";

const LARGO =
  "Autorización para el ingreso, la permanencia y la salida de mercancías sujetas a control fitosanitario cuando la persona interesada actúa por medio de representante";

const EJEMPLOS: Ejemplos = {
  componente: "RejillaVirtual",
  ejemplos: [
    {
      nombre: "dos mil filas",
      dibujo: () => (
        <div className={estilos["caja"]}>
          <Muestra iniciales={filasDeMuestra(2000)} />
        </div>
      ),
    },
    {
      nombre: "vacía, nombre largo y dato con dos valores",
      dibujo: () => (
        <div className={estilos["caja"]}>
          <Muestra
            iniciales={[
              {
                id: "larga",
                celdas: {
                  nombre: { valor: LARGO, padres: [], conflicto: false },
                  modalidad: {
                    valor: "presencial",
                    padres: ["a", "b"],
                    conflicto: true,
                  },
                },
              },
            ]}
          />
        </div>
      ),
    },
    {
      nombre: "sin filas",
      dibujo: () => (
        <div className={estilos["caja"]}>
          <Muestra iniciales={[]} />
        </div>
      ),
    },
    {
      nombre: "solo lectura",
      dibujo: () => (
        <div className={estilos["caja"]}>
          <Muestra iniciales={filasDeMuestra(3)} soloLectura />
        </div>
      ),
    },
  ],
};
export default EJEMPLOS;
