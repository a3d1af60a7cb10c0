import { Boton, EnlaceBoton } from "./Boton";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const nada = () => {};

export default {
  componente: "Boton",
  ejemplos: [
    {
      nombre: "primario",
      dibujo: () => (
        <Boton aspecto="primario" onPress={nada}>
          Entregar fase
        </Boton>
      ),
    },
    {
      nombre: "secundario",
      dibujo: () => <Boton onPress={nada}>Cancelar</Boton>,
    },
    {
      nombre: "discreto",
      dibujo: () => (
        <Boton aspecto="discreto" onPress={nada}>
          Descartar texto
        </Boton>
      ),
    },
    {
      nombre: "peligro",
      dibujo: () => (
        <Boton aspecto="peligro" onPress={nada}>
          Retirar documento
        </Boton>
      ),
    },
    {
      nombre: "pequeno",
      dibujo: () => (
        <Boton pequeno onPress={nada}>
          Mostrar más
        </Boton>
      ),
    },
    {
      nombre: "sin poder pulsarse",
      dibujo: () => (
        <Boton isDisabled onPress={nada}>
          Entregar fase
        </Boton>
      ),
    },
    {
      nombre: "texto largo",
      dibujo: () => (
        <Boton onPress={nada}>
          Deshacer: Cambió un dato de la ficha «Licencia de significado
          ambiental para el aprovechamiento de recursos hidrobiológicos en áreas
          de influencia directa de proyectos de categoría B1 y sus
          modificaciones posteriores»
        </Boton>
      ),
    },
    {
      nombre: "enlace",
      dibujo: () => (
        <EnlaceBoton a={{ pantalla: "importar" }}>
          Importar inventario
        </EnlaceBoton>
      ),
    },
  ],
} satisfies Ejemplos;
