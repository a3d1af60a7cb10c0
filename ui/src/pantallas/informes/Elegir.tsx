import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Hoja } from "../../componentes/Hoja/Hoja";
import type { FormatoDeInforme } from "../../puente/generado/FormatoDeInforme";
import type { InformeDisponible } from "../../puente/generado/InformeDisponible";
import type { InstitucionDto } from "../../puente/generado/InstitucionDto";
import { FechaDeCorte } from "../gae/tablero/FechaDeCorte";
import { ElegirTramite } from "./ElegirTramite";
import { FORMATO, faseDe, formatoDe, nombreDeFase } from "./pedido";
import type { Filtros, SeccionElegida } from "./pedido";
import { Secciones } from "./Secciones";
import estilos from "./Informes.module.css";

const INFORME = campoLocal("Informe", { tipo: "lista" });
const INSTITUCION = campoLocal("Institución", { tipo: "lista" });
const FASE = campoLocal("Fase del acta", { tipo: "lista" });
const FORMATOS = Object.keys(FORMATO) as ReadonlyArray<FormatoDeInforme>;

const opcionesDe = (instituciones: ReadonlyArray<InstitucionDto>) =>
  instituciones.map(({ id, sigla, nombre }) => ({
    id,
    etiqueta: sigla === "" ? nombre : `${sigla} · ${nombre}`,
  }));

/** Which report, about whom, as of when, with which parts and in which form. */
export function Elegir({
  filtros,
  informe,
  disponibles,
  instituciones,
  institucion,
  gae,
  secciones,
  alCambiar,
  alCambiarSecciones,
}: {
  filtros: Filtros;
  informe: InformeDisponible;
  disponibles: ReadonlyArray<InformeDisponible>;
  instituciones: ReadonlyArray<InstitucionDto>;
  institucion: InstitucionDto | undefined;
  gae: boolean;
  secciones: ReadonlyArray<SeccionElegida>;
  /** Empty takes the value out of the address. */
  alCambiar: (clave: string, valor: string) => void;
  alCambiarSecciones: (secciones: ReadonlyArray<SeccionElegida>) => void;
}) {
  const fecha = (clave: string) => (valor: string | null) =>
    alCambiar(clave, valor ?? "");
  return (
    <Hoja titulo="Qué informe">
      <Campo
        campo={{
          ...INFORME,
          ayuda: informe.descripcion,
          opciones: disponibles.map(({ tipo, titulo }) => ({
            id: tipo,
            etiqueta: titulo,
          })),
        }}
        texto={informe.tipo}
        alCambiar={(tipo) => alCambiar("tipo", tipo)}
      />
      {informe.ambito === "institucion" && gae && (
        <Campo
          campo={{ ...INSTITUCION, opciones: opcionesDe(instituciones) }}
          texto={institucion?.id ?? ""}
          alCambiar={(id) => alCambiar("institucion", id)}
        />
      )}
      {informe.ambito === "tramite" && (
        <ElegirTramite
          elegido={filtros["tramite"] ?? ""}
          alElegir={(id) => alCambiar("tramite", id)}
        />
      )}
      {informe.fases.length > 0 && (
        <Campo
          campo={{
            ...FASE,
            opciones: informe.fases.map((fase) => ({
              id: fase,
              etiqueta: nombreDeFase(fase),
            })),
          }}
          texto={faseDe(filtros, informe) ?? ""}
          alCambiar={(fase) => alCambiar("fase", fase)}
        />
      )}
      {informe.con_corte && (
        <div className={estilos["cortes"]}>
          <FechaDeCorte
            etiqueta="Corte (vacío: hoy)"
            corte={filtros["corte"] ?? null}
            alCambiar={fecha("corte")}
          />
          {informe.con_comparacion && (
            <FechaDeCorte
              etiqueta="Comparar con"
              corte={filtros["comparar"] ?? null}
              alCambiar={fecha("comparar")}
            />
          )}
        </div>
      )}
      {secciones.length > 0 && (
        <Secciones secciones={secciones} alCambiar={alCambiarSecciones} />
      )}
      <Formatos
        formato={formatoDe(filtros)}
        alElegir={(formato) =>
          alCambiar("formato", formato === "pdf" ? "" : formato)
        }
      />
    </Hoja>
  );
}

/** The form of the file; all say the same figures. */
export function Formatos({
  formato,
  alElegir,
}: {
  formato: FormatoDeInforme;
  alElegir: (formato: FormatoDeInforme) => void;
}) {
  return (
    <fieldset className={estilos["secciones"]}>
      <legend className={estilos["leyenda"]}>Formato del archivo</legend>
      {FORMATOS.map((uno) => (
        <label key={uno} className={estilos["opcion"]}>
          <input
            type="radio"
            name="formato"
            className={estilos["marca"]}
            checked={uno === formato}
            onChange={() => alElegir(uno)}
          />
          <span>
            {FORMATO[uno].nombre}
            <span className={estilos["explica"]}>{FORMATO[uno].explica}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
