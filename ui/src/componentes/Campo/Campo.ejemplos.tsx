import { useState } from "react";
import { Boton } from "../Boton/Boton";
import { Campo } from "./Campo";
import type { PropsDeCampo } from "./Campo";
import { campoLocal } from "./local";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const NOMBRE = campoLocal("Nombre del trámite", {
  ayuda: "Como lo conoce la ciudadanía, sin el nombre del formulario.",
  ejemplo: "Licencia ambiental categoría C",
});
const MODALIDAD = campoLocal("Modalidad", {
  tipo: "lista",
  opciones: [
    { id: "presencial", etiqueta: "Presencial" },
    { id: "en_linea", etiqueta: "En línea" },
  ],
});

function Vivo({
  inicial = "",
  ...resto
}: { inicial?: string } & Omit<PropsDeCampo, "texto" | "alCambiar">) {
  const [texto, setTexto] = useState(inicial);
  return <Campo {...resto} texto={texto} alCambiar={setTexto} />;
}

export default {
  componente: "Campo",
  ejemplos: [
    { nombre: "texto vacío", dibujo: () => <Vivo campo={NOMBRE} /> },
    {
      nombre: "opcional",
      dibujo: () => (
        <Vivo
          campo={{ ...NOMBRE, exigencia: "opcional" }}
          inicial="Licencia ambiental"
        />
      ),
    },
    {
      nombre: "texto de 300 caracteres",
      dibujo: () => (
        <Vivo
          campo={campoLocal("Descripción", { tipo: "texto_largo" })}
          inicial={"Licencia de significado ambiental para el aprovechamiento de recursos hidrobiológicos en áreas de influencia directa de proyectos de categoría B1 y sus modificaciones posteriores. ".repeat(
            2,
          )}
        />
      ),
    },
    {
      nombre: "entero",
      dibujo: () => (
        <Vivo
          campo={campoLocal("Personas al año", { tipo: "entero" })}
          inicial="3,200"
        />
      ),
    },
    {
      nombre: "dinero",
      dibujo: () => (
        <Vivo
          campo={campoLocal("Monto", { tipo: "dinero" })}
          inicial="1,234.50"
        />
      ),
    },
    {
      nombre: "fecha",
      dibujo: () => (
        <Vivo
          campo={campoLocal("Fecha", { tipo: "fecha", ejemplo: "2026-11-20" })}
          inicial="20/11/2026"
        />
      ),
    },
    {
      nombre: "lista",
      dibujo: () => <Vivo campo={MODALIDAD} inicial="en_linea" />,
    },
    {
      nombre: "sí o no",
      dibujo: () => (
        <Vivo
          campo={campoLocal("No tiene plazo", { tipo: "logico" })}
          inicial="si"
        />
      ),
    },
    {
      nombre: "con error",
      dibujo: () => (
        <Vivo
          campo={campoLocal("Tiempo real", { tipo: "entero" })}
          inicial="30 a 45"
          error="El tiempo real debe ser un número entero mayor que cero. Usted escribió «30 a 45». Si varía, use mínimo y máximo."
        />
      ),
    },
    {
      nombre: "guardando",
      dibujo: () => (
        <Vivo
          campo={NOMBRE}
          inicial="Licencia"
          estado={{ estado: "guardando" }}
        />
      ),
    },
    {
      nombre: "guardado",
      dibujo: () => (
        <Vivo
          campo={NOMBRE}
          inicial="Licencia"
          estado={{ estado: "guardado", cuando: "2026-11-20T16:42:00Z" }}
        />
      ),
    },
    {
      nombre: "no se guardó",
      dibujo: () => (
        <Vivo
          campo={NOMBRE}
          inicial="Licencia"
          estado={{
            estado: "fallo",
            motivo:
              "Otro programa está usando su archivo de datos. Lo que escribió sigue en pantalla.",
          }}
        />
      ),
    },
    {
      nombre: "solo lectura",
      dibujo: () => (
        <Vivo campo={NOMBRE} inicial="Licencia ambiental" soloLectura />
      ),
    },
    {
      nombre: "con borrador",
      dibujo: () => (
        <Vivo campo={NOMBRE} pie={<Boton pequeno>Recuperar texto</Boton>} />
      ),
    },
  ],
} satisfies Ejemplos;
