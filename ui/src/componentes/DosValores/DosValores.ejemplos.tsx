import type { Ejemplos } from "../../ejemplos/ejemplo";
import { ProveedorDelPuente } from "../../puente/contexto";
import { crearPuenteFalso } from "../../puente/falso";
import type { ConflictoDto } from "../../puente/generado/ConflictoDto";
import { AvisoDeDosValores, DialogoDosValores } from "./DosValores";
import { dosValores } from "./muestra";

const NADA = () => {};
const dialogo = (conflicto: ConflictoDto) => () => (
  <ProveedorDelPuente puente={crearPuenteFalso({ tramites: 2 })}>
    <DialogoDosValores conflicto={conflicto} alCerrar={NADA} />
  </ProveedorDelPuente>
);
const aviso = (lista: ReadonlyArray<ConflictoDto>) => () => {
  const puente = crearPuenteFalso({ tramites: 2 });
  lista.forEach(puente.ponerEnDuda);
  return (
    <ProveedorDelPuente puente={puente}>
      <AvisoDeDosValores pide={{}} />
    </ProveedorDelPuente>
  );
};
const largo = dosValores().valores.map((v) => ({
  ...v,
  valor: `${v.quien}: constancia de residencia o recibo de servicios `.repeat(
    8,
  ),
}));

const EJEMPLOS: Ejemplos = {
  componente: "DosValores",
  ejemplos: [
    { nombre: "elegir puntos", dibujo: dialogo(dosValores()) },
    {
      nombre: "textos largos",
      dibujo: dialogo(
        dosValores({
          clase: "requisito",
          campo: "texto",
          etiqueta: "Requisito",
          donde: "MARN-0001",
          valores: largo,
          antes: null,
        }),
      ),
    },
    {
      nombre: "retirado y cambiado a la vez",
      dibujo: dialogo(
        dosValores({
          campo: "borrado",
          etiqueta: "Retirar o conservar",
          valores: dosValores()
            .valores.slice(0, 1)
            .map((v) => ({ ...v, valor: true })),
          antes: null,
        }),
      ),
    },
    {
      nombre: "lo elige la institución",
      dibujo: dialogo(dosValores({ propio: false })),
    },
    {
      nombre: "aviso",
      dibujo: aviso([
        dosValores(),
        dosValores({
          entidad: "v",
          campo: "c_impacto",
          clase: "puntaje",
          etiqueta: "Nota",
          donde: "Ana López, MARN-0001, «Impacto económico o social»",
        }),
      ]),
    },
  ],
};
export default EJEMPLOS;
