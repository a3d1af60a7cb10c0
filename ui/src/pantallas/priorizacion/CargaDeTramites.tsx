import { useState } from "react";
import { Carga } from "../../componentes/Carga/Carga";
import { TablaVirtual } from "../../componentes/TablaVirtual/TablaVirtual";
import type { ColumnaVirtual } from "../../componentes/TablaVirtual/TablaVirtual";
import { EnlaceBoton } from "../../componentes/Boton/Boton";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { Pareto } from "../../graficos/Pareto/Pareto";
import { useConsulta } from "../../puente/consultas";
import type { CargaDeTramite } from "../../puente/generado/CargaDeTramite";
import type { FilaDePareto } from "../../puente/generado/FilaDePareto";
import type { ParetoDto } from "../../puente/generado/ParetoDto";
import { irA } from "../../rutas";
import { deCuantos } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { useInstitucionEnPantalla } from "./institucion";
import estilos from "./Graficas.module.css";

const UMBRAL = 80;

const CARGAS: Readonly<Record<CargaDeTramite, string>> = {
  requisitos: "Requisitos entregados",
  quetzales: "Aranceles pagados",
  dias: "Días de espera",
};
const enCargas = Object.keys(CARGAS) as CargaDeTramite[];

const CLASE: Readonly<Record<string, string>> = {
  A: "A: los primeros que suman 80 %",
  B: "B: hasta 95 %",
  C: "C: el resto",
};

const COLUMNAS: ReadonlyArray<ColumnaVirtual<FilaDePareto>> = [
  {
    id: "tramite",
    titulo: "Trámite",
    ancho: 14,
    crece: 1,
    celda: (f) => (
      <span className={estilos["corto"]} title={visible(f.nombre)}>
        <span className={estilos["codigo"]}>{visible(f.codigo)}</span>{" "}
        {visible(f.nombre)}
      </span>
    ),
  },
  {
    id: "monto",
    titulo: "Carga al año",
    ancho: 11,
    alFinal: true,
    celda: (f) => f.monto,
  },
  {
    id: "participacion",
    titulo: "Del total",
    ancho: 6,
    alFinal: true,
    celda: (f) => `${f.participacion} %`,
  },
  {
    id: "acumulado",
    titulo: "Acumulado",
    ancho: 6.5,
    alFinal: true,
    celda: (f) => `${f.acumulado} %`,
  },
  {
    id: "clase",
    titulo: "Clase",
    ancho: 14,
    celda: (f) => CLASE[f.clase] ?? f.clase,
  },
];

/** Few trámites, most of the burden: the Pareto of what each one costs to the people. */
export function CargaDeTramites() {
  const [carga, setCarga] = useState<CargaDeTramite>("requisitos");
  const institucion = useInstitucionEnPantalla();
  const consulta = useConsulta(
    "pareto",
    { institucion, carga },
    { conservar: true },
  );
  return (
    <div className={estilos["apilada"]}>
      <div
        role="group"
        aria-label="Qué carga se cuenta"
        className={estilos["opciones"]}
      >
        {enCargas.map((c) => (
          <button
            key={c}
            type="button"
            className={estilos["opcion"]}
            aria-pressed={c === carga}
            onClick={() => setCarga(c)}
          >
            {CARGAS[c]}
          </button>
        ))}
      </div>
      <Carga consulta={consulta}>
        {(dato) => <Dibujo dato={dato} carga={carga} />}
      </Carga>
    </div>
  );
}

function Dibujo({ dato, carga }: { dato: ParetoDto; carga: CargaDeTramite }) {
  const faltan =
    dato.sin_dato.numerador === 0
      ? ""
      : `Sin dato: ${deCuantos(dato.sin_dato)} trámites, que no entran en la cuenta.`;
  if (dato.filas.length === 0)
    return (
      <Vacio
        titulo="Faltan datos para contar esta carga"
        acciones={
          <EnlaceBoton a={{ pantalla: "inventario", filtros: {} }}>
            Ir al inventario
          </EnlaceBoton>
        }
      >
        <p>
          Se calcula como {dato.formula}. {faltan}
        </p>
      </Vacio>
    );
  return (
    <>
      <div className={estilos["hoja"]}>
        <Pareto
          titulo={`${deCuantos(dato.pocos)} trámites suman el ${UMBRAL} % de la carga`}
          fuente={`Carga = ${dato.formula}. Total: ${dato.total}. ${faltan} Fuente: inventario de este archivo.`}
          umbral={UMBRAL}
          barras={dato.filas.map((f) => ({
            id: f.tramite,
            codigo: f.codigo,
            participacion: Number(f.participacion),
            acumulado: Number(f.acumulado),
            fuerte: f.clase === "A",
          }))}
        />
      </div>
      <div className={estilos["tabla"]}>
        <TablaVirtual
          etiqueta="Carga de cada trámite"
          columnas={COLUMNAS}
          total={dato.filas.length}
          fila={(i) => dato.filas[i]}
          alVer={NADA}
          clave={carga}
          alAbrir={(f) => irA({ pantalla: "ficha", id: f.tramite })}
        />
      </div>
    </>
  );
}

/** Every row is at hand. */
const NADA = () => {};
