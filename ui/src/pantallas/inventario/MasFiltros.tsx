import { useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { Facetas } from "../../puente/generado/Facetas";
import { fechaCorta } from "../../textos/formatos";
import { SEVERIDAD } from "../../textos/palabras";
import { Selector } from "./Buscador";
import {
  claveDeCondicion,
  condicionesDe,
  conFiltro,
  filtra,
  SIN_DATO,
} from "./filtros";
import type { Filtros } from "./filtros";
import estilos from "./Inventario.module.css";

const opcion = (valor: string, etiqueta: string) => ({
  valor,
  etiqueta,
  cuantos: -1,
});

/** Fields worth filtering by: those with a closed list, and those that are often missing. */
const SE_FILTRAN: ReadonlyArray<string> = [
  "modalidad",
  "clase",
  "usuario_objetivo",
  "costo_tipo",
  "consulta_estado",
  "permite_tercero",
  "calificacion_unica",
  "formulario_gratuito",
  "evalua_servicio",
];

const NIVELES = ["alta", "media", "baja"] as const;
const SEVERIDADES = NIVELES.map((s) => opcion(s, SEVERIDAD[s].texto));

/** The filters that do not fit above the grid. They combine with all the others. */
export function MasFiltros({
  filtros,
  facetas,
  campos,
  alAplicar,
  alCerrar,
}: {
  filtros: Filtros;
  facetas: Facetas | undefined;
  campos: ReadonlyArray<CampoDto>;
  alAplicar: (filtros: Filtros) => void;
  alCerrar: () => void;
}) {
  const [nuevos, setNuevos] = useState(filtros);
  const poner = (clave: string) => (valor: string) =>
    setNuevos((f) => conFiltro(f, clave, valor));
  const de = (clave: string) => nuevos[clave] ?? "";
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      ancho="amplio"
      titulo="Más filtros"
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton aspecto="primario" onPress={() => alAplicar(nuevos)}>
            Aplicar filtros
          </Boton>
        </>
      }
    >
      <div className={estilos["cuadro"]}>
        <Selector
          etiqueta="Unidad"
          todas="Todas"
          valor={de("unidad")}
          opciones={facetas?.unidades ?? []}
          alElegir={poner("unidad")}
        />
        <Selector
          etiqueta="Severidad desde"
          todas="Cualquiera"
          valor={de("severidad")}
          opciones={SEVERIDADES}
          alElegir={poner("severidad")}
        />
        <Selector
          etiqueta="Ficha"
          todas="Completas e incompletas"
          valor={de("completitud")}
          opciones={[
            opcion("completa", "Completa"),
            opcion("incompleta", "Incompleta"),
          ]}
          alElegir={poner("completitud")}
        />
        {SE_FILTRAN.flatMap((nombre) => {
          const campo = campos.find((c) => c.campo === nombre);
          if (campo === undefined) return [];
          const clave = claveDeCondicion(nombre);
          return (
            <Selector
              key={nombre}
              etiqueta={campo.etiqueta}
              todas="Cualquiera"
              valor={de(clave)}
              opciones={[
                ...campo.opciones.map((o) => opcion(o.id, o.etiqueta)),
                opcion(SIN_DATO, "Sin dato"),
              ]}
              alElegir={poner(clave)}
            />
          );
        })}
        <Selector
          etiqueta="Datos en conflicto"
          todas="Sin filtrar"
          valor={de("conflictos")}
          opciones={[opcion("si", "Con dos valores")]}
          alElegir={poner("conflictos")}
        />
        <Dia
          etiqueta="Cambiados desde"
          valor={de("cambiado")}
          alElegir={poner("cambiado")}
        />
        <Dia
          etiqueta="Sin cambios después de"
          valor={de("quieto")}
          alElegir={poner("quieto")}
        />
      </div>
    </Dialogo>
  );
}

function Dia({
  etiqueta,
  valor,
  alElegir,
}: {
  etiqueta: string;
  valor: string;
  alElegir: (valor: string) => void;
}) {
  return (
    <label className={estilos["selector"]}>
      <span className={estilos["etiqueta"]}>{etiqueta}</span>
      <input
        type="date"
        className={estilos["caja"]}
        data-activo={valor === "" ? undefined : ""}
        value={valor}
        onChange={(e) => alElegir(e.target.value)}
      />
    </label>
  );
}

/** Keys that have their own control above the grid. */
const A_LA_VISTA: ReadonlySet<string> = new Set([
  "texto",
  "institucion",
  "categoria",
  "estado",
  "regla",
  "banderas",
]);

/** The filters in force that are not in sight, each with what it says: to see them and to take them out. */
export function filtrosAparte(
  filtros: Filtros,
  campos: ReadonlyArray<CampoDto>,
): Array<{ clave: string; texto: string }> {
  const condiciones = condicionesDe(filtros).map(([nombre, valor]) => {
    const campo = campos.find((c) => c.campo === nombre);
    const opciones = campo?.opciones ?? [];
    const texto =
      valor === SIN_DATO
        ? "sin dato"
        : (opciones.find((o) => o.id === valor)?.etiqueta ?? valor);
    return {
      clave: claveDeCondicion(nombre),
      texto: `${campo?.etiqueta ?? nombre}: ${texto}`,
    };
  });
  const dicho: Readonly<Record<string, (valor: string) => string>> = {
    unidad: (v) => `Unidad: ${v}`,
    severidad: (v) =>
      `Severidad desde ${SEVERIDADES.find((s) => s.valor === v)?.etiqueta.toLowerCase() ?? v}`,
    completitud: (v) => `Ficha ${v}`,
    conflictos: () => "Con dos valores",
    importacion: () => "Solo una importación",
    cambiado: (v) => `Cambiados desde el ${fechaCorta(v)}`,
    quieto: (v) => `Sin cambios después del ${fechaCorta(v)}`,
  };
  const otros = Object.entries(filtros).flatMap(([clave, valor]) => {
    const frase = dicho[clave];
    return valor === "" ||
      frase === undefined ||
      !filtra(clave) ||
      A_LA_VISTA.has(clave)
      ? []
      : [{ clave, texto: frase(valor) }];
  });
  return [...condiciones, ...otros];
}
