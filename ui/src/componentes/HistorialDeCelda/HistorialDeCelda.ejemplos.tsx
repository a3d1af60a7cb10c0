import type { Ejemplos } from "../../ejemplos/ejemplo";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { VersionDeCelda } from "../../puente/generado/VersionDeCelda";
import { VersionesDeCelda } from "./HistorialDeCelda";

const CAMPO: CampoDto = {
  clase: "tramite",
  campo: "costo_monto",
  etiqueta: "Monto",
  tipo: "dinero",
  opciones: [],
  exigencia: "ficha",
  seccion: "tiempo_costo",
  ayuda: "",
  ejemplo: "",
  error_frecuente: "",
  maximo: null,
  editable: true,
};
const version = (mas: Partial<VersionDeCelda>): VersionDeCelda => ({
  campo: "costo_monto",
  entidad: "t",
  antes: null,
  despues: null,
  quien: "Ana López",
  cuando: "2026-11-20T16:42:00Z",
  motivo: "",
  operacion: "Cambió un dato de la ficha",
  ...mas,
});
const TEXTO: CampoDto = {
  ...CAMPO,
  campo: "texto",
  etiqueta: "Requisito",
  tipo: "texto_largo",
};

const EJEMPLOS: Ejemplos = {
  componente: "HistorialDeCelda",
  ejemplos: [
    {
      nombre: "dinero con motivo",
      dibujo: () => (
        <VersionesDeCelda
          campo={CAMPO}
          versiones={[
            version({
              antes: 10_000,
              despues: 12_550,
              motivo: "Nuevo arancel, Acuerdo Gubernativo 53-2022",
            }),
            version({
              despues: 10_000,
              cuando: "2026-11-18T14:05:00Z",
              quien: "",
              operacion: "Importó el catálogo",
            }),
          ]}
        />
      ),
    },
    {
      nombre: "texto de varias líneas",
      dibujo: () => (
        <VersionesDeCelda
          campo={TEXTO}
          versiones={[
            version({
              antes:
                "Acta notarial de declaración jurada\nde derecho de tanteo",
              despues: "Casilla del formulario: ".repeat(10),
            }),
          ]}
        />
      ),
    },
    {
      nombre: "sin historia",
      dibujo: () => <VersionesDeCelda campo={CAMPO} versiones={[]} />,
    },
  ],
};
export default EJEMPLOS;
