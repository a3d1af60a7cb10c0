import { Hoja } from "../../componentes/Hoja/Hoja";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { useConsulta } from "../../puente/consultas";
import { cuantos, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import estilos from "./Importar.module.css";

const A_LA_VISTA = 100;

/** Records kept whole for a person, with the reason. */
export function EnEspera() {
  const espera = useConsulta("filas_en_espera", {});
  const [cuantas, setCuantas] = useState(A_LA_VISTA);
  const filas = espera.data ?? [];
  if (filas.length === 0) return null;
  return (
    <Hoja
      titulo={`${cuantos(filas.length, "fila en espera", "filas en espera")}`}
    >
      <p className={estilos["tenue"]}>
        No entraron al inventario: son de otra institución, no se reconoció
        cuál, o repiten un número. Se conserva todo su texto.
      </p>
      <Tabla
        titulo="Filas en espera"
        filas={filas.slice(0, cuantas)}
        clave={({ id }) => id}
        columnas={[
          {
            id: "fila",
            titulo: "Fila",
            cifra: true,
            ancho: "angosta",
            celda: ({ fila }) => numero(fila),
          },
          {
            id: "nombre",
            titulo: "Trámite",
            encabeza: true,
            celda: ({ nombre }) => visible(nombre),
          },
          {
            id: "institucion",
            titulo: "Institución como viene",
            celda: ({ institucion }) => visible(institucion),
          },
          {
            id: "mensaje",
            titulo: "Motivo",
            celda: ({ mensaje }) => visible(mensaje),
          },
          {
            id: "archivo",
            titulo: "Archivo",
            celda: ({ archivo }) => visible(archivo),
          },
        ]}
        {...(cuantas < filas.length
          ? {
              pie: (
                <span className={estilos["acciones"]}>
                  Se muestran {numero(cuantas)} de {numero(filas.length)}.
                  <Boton
                    pequeno
                    onPress={() => setCuantas(cuantas + A_LA_VISTA)}
                  >
                    Mostrar más
                  </Boton>
                </span>
              ),
            }
          : {})}
      />
    </Hoja>
  );
}
