import { FallaError } from "../../puente/puente";
import { Boton } from "../Boton/Boton";
import { Aviso, AvisoDeFalla } from "./Aviso";
import type { Ejemplos } from "../../ejemplos/ejemplo";

const FALLA = new FallaError({
  codigo: "disco_lleno",
  mensaje:
    "No queda espacio en el disco C:. El último cambio no se guardó y sigue en pantalla. Libere al menos 50 MB y pulse «Guardar de nuevo».",
  campos: [
    {
      campo: "tramite.nombre",
      mensaje: "Escriba el nombre del trámite. Es el que verá la ciudadanía.",
    },
  ],
  incidente: "7f3a-19",
});

export default {
  componente: "Aviso",
  ejemplos: [
    {
      nombre: "informa",
      dibujo: () => (
        <Aviso titulo="Es una prueba">Todavía no se ha cambiado nada.</Aviso>
      ),
    },
    {
      nombre: "bien",
      dibujo: () => (
        <Aviso tono="bien" titulo="Se importó completo">
          Entraron 104 trámites nuevos.
        </Aviso>
      ),
    },
    {
      nombre: "aviso",
      dibujo: () => (
        <Aviso tono="aviso" titulo="Solo lectura">
          El archivo es de una versión más nueva.
        </Aviso>
      ),
    },
    {
      nombre: "falla con campos y número",
      dibujo: () => (
        <AvisoDeFalla
          error={FALLA}
          acciones={<Boton>Guardar de nuevo</Boton>}
        />
      ),
    },
  ],
} satisfies Ejemplos;
