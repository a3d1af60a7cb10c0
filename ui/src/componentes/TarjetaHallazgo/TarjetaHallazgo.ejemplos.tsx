import type { Ejemplos } from "../../ejemplos/ejemplo";
import type { HallazgoDto } from "../../puente/generado/HallazgoDto";
import { TarjetaHallazgo } from "./TarjetaHallazgo";

const H: HallazgoDto = {
  id: "R2|t|r5|aa",
  regla: "R2",
  titulo: "Pide una declaración jurada",
  severidad: "alta",
  tramite: "t",
  tramite_codigo: "MSPAS-0012",
  tramite_nombre: "Contrato de aportación de un lote de terreno",
  clase: "requisito",
  entidad: "r5",
  campo: "texto",
  fila: 5,
  fragmento: "acta notarial de declaración jurada de derecho de tanteo",
  mensaje: "Posible hallazgo: se pide declaración jurada.",
  fundamento: "artículo 13 del Decreto 5-2021",
  que_hacer: "Basta la manifestación de la persona en el formulario.",
  texto_propuesto: "Casilla del formulario: renuncio al derecho de tanteo",
  accion_sugerida: "sustituir",
  estado: "abierto",
  justificacion: null,
};
const DE_ESTADO = [1, 2, 4, 7].map((fila): HallazgoDto => ({
  ...H,
  id: `R5|${fila}`,
  regla: "R5",
  titulo: "Documento que el Estado ya tiene",
  severidad: "media",
  fila,
  entidad: `r${fila}`,
  fragmento: "Fotocopia del DPI",
  mensaje:
    "Posible hallazgo: el documento lo posee una entidad pública (RENAP).",
  fundamento: "criterio de la herramienta",
  que_hacer: "Consúltelo directamente con la entidad que lo emite.",
  texto_propuesto: null,
  accion_sugerida: "consultar_entre_entidades",
}));
const nada = () => {};
const comunes = {
  alIr: nada,
  alAplicar: nada,
  alExceptuar: nada,
  alAceptar: nada,
};

const EJEMPLOS: Ejemplos = {
  componente: "TarjetaHallazgo",
  ejemplos: [
    {
      nombre: "severidad alta, principal",
      dibujo: () => <TarjetaHallazgo {...comunes} hallazgos={[H]} principal />,
    },
    {
      nombre: "cuatro casos de la misma regla",
      dibujo: () => <TarjetaHallazgo {...comunes} hallazgos={DE_ESTADO} />,
    },
    {
      nombre: "sobre la hoja, sin acción sugerida",
      dibujo: () => (
        <TarjetaHallazgo
          {...comunes}
          hallazgos={[
            {
              ...H,
              regla: "R9",
              severidad: "dato",
              titulo: "Falta el tiempo de respuesta",
              clase: "tramite",
              campo: "tiempo",
              fila: null,
              fragmento: "",
              mensaje:
                "Posible hallazgo: el tiempo de respuesta falta o no se entiende.",
              fundamento: "criterio de la herramienta",
              que_hacer: "Complete el tiempo y su unidad.",
              accion_sugerida: null,
              texto_propuesto: null,
            },
          ]}
        />
      ),
    },
    {
      nombre: "decisión ya escrita",
      dibujo: () => (
        <TarjetaHallazgo {...comunes} hallazgos={[H]} yaDecidido={() => true} />
      ),
    },
    {
      nombre: "texto largo con caracteres ocultos, solo lectura",
      dibujo: () => (
        <TarjetaHallazgo
          {...comunes}
          soloLectura
          hallazgos={[
            { ...H, fragmento: `${"declaración jurada ".repeat(12)}\u202efin` },
          ]}
        />
      ),
    },
    {
      nombre: "guardando",
      dibujo: () => <TarjetaHallazgo {...comunes} hallazgos={[H]} ocupada />,
    },
  ],
};
export default EJEMPLOS;
