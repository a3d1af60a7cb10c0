import { useMemo, useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Carga } from "../../componentes/Carga/Carga";
import { TablaVirtual } from "../../componentes/TablaVirtual/TablaVirtual";
import type { ColumnaVirtual } from "../../componentes/TablaVirtual/TablaVirtual";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { Cuadrantes } from "../../graficos/Cuadrantes/Cuadrantes";
import { useConsulta } from "../../puente/consultas";
import type { ClasificacionDto } from "../../puente/generado/ClasificacionDto";
import type { PuestoDto } from "../../puente/generado/PuestoDto";
import type { RondaDto } from "../../puente/generado/RondaDto";
import { irA } from "../../rutas";
import type { VerPriorizacion } from "../../rutas";
import { cuantos, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { Seleccion } from "./columnas";
import { useInstitucionEnPantalla } from "./institucion";
import estilos from "./Graficas.module.css";

/** Notes go from 1 to 5: over 100, from 20 to 100, and a 3 is the middle. */
const ESCALA = { desde: 20, hasta: 100, mitad: 60 } as const;
const MUCHOS = 500;

const CUADRANTES = {
  altoAlto: "Empezar aquí",
  altoBajo: "Preparar",
  bajoAlto: "Aprovechar",
  bajoBajo: "Dejar para después",
} as const;

/** The corner of a point, by its two figures. */
export function cuadranteDe(impacto: number, factibilidad: number): string {
  const alto = impacto >= ESCALA.mitad;
  const posible = factibilidad >= ESCALA.mitad;
  if (alto) return posible ? CUADRANTES.altoAlto : CUADRANTES.altoBajo;
  return posible ? CUADRANTES.bajoAlto : CUADRANTES.bajoBajo;
}

interface ConEjes {
  puesto: PuestoDto;
  impacto: number;
  factibilidad: number;
}

const COLUMNAS: ReadonlyArray<ColumnaVirtual<ConEjes>> = [
  {
    id: "tramite",
    titulo: "Trámite",
    ancho: 10,
    crece: 1,
    celda: ({ puesto }) => (
      <span className={estilos["corto"]} title={visible(puesto.nombre)}>
        <span className={estilos["codigo"]}>{visible(puesto.codigo)}</span>{" "}
        {visible(puesto.nombre)}
      </span>
    ),
  },
  {
    id: "impacto",
    titulo: "Impacto",
    ancho: 5,
    alFinal: true,
    celda: ({ puesto }) => puesto.impacto,
  },
  {
    id: "factibilidad",
    titulo: "Factibilidad",
    ancho: 6.5,
    alFinal: true,
    celda: ({ puesto }) => puesto.factibilidad,
  },
  {
    id: "cuadrante",
    titulo: "Cuadrante",
    ancho: 9,
    celda: (f) => cuadranteDe(f.impacto, f.factibilidad),
  },
  {
    id: "seleccion",
    titulo: "Selección",
    ancho: 7.5,
    celda: ({ puesto }) => <Seleccion puesto={puesto} />,
  },
];

/** What is worth doing against what can be done: the picture and its table. */
export function Impacto({
  ronda,
  alVer,
}: {
  ronda: RondaDto;
  alVer: (ver: VerPriorizacion) => void;
}) {
  const institucion = useInstitucionEnPantalla();
  const consulta = useConsulta(
    "clasificar",
    {
      institucion,
      ronda: ronda.entidad.id,
      puntos: null,
      texto: "",
      orden: "posicion",
      votante: null,
      con_rangos: false,
      desde: 0,
      cuantos: MUCHOS,
    },
    { conservar: true },
  );
  if (ronda.estado === "cerrada")
    return (
      <Vacio titulo="Al cerrar la ronda se conserva el puntaje, no esta gráfica">
        <p>Los puntajes con que se cerró están en el ranking.</p>
      </Vacio>
    );
  return (
    <Carga consulta={consulta}>
      {(dato) => <Dibujo dato={dato} alVer={alVer} />}
    </Carga>
  );
}

function Dibujo({
  dato,
  alVer,
}: {
  dato: ClasificacionDto;
  alVer: (ver: VerPriorizacion) => void;
}) {
  const [resaltado, setResaltado] = useState<string | null>(null);
  const filas = useMemo(
    () =>
      dato.filas.flatMap((puesto): ConEjes[] =>
        puesto.impacto === null || puesto.factibilidad === null
          ? []
          : [
              {
                puesto,
                impacto: Number(puesto.impacto),
                factibilidad: Number(puesto.factibilidad),
              },
            ],
      ),
    [dato.filas],
  );
  const sinDato = dato.filas.length - filas.length;
  const mejores = filas.filter(
    (f) => cuadranteDe(f.impacto, f.factibilidad) === CUADRANTES.altoAlto,
  ).length;
  if (filas.length === 0)
    return (
      <Vacio
        titulo="Faltan notas de factibilidad"
        acciones={<Boton onPress={() => alVer("calificar")}>Calificar</Boton>}
      >
        <p>
          Cuando las personas califiquen los criterios de factibilidad, aquí se
          verá qué conviene y qué se puede.
        </p>
      </Vacio>
    );
  return (
    <div className={estilos["dos"]}>
      <div className={estilos["hoja"]}>
        <Cuadrantes
          titulo={`${cuantos(mejores, "trámite combina", "trámites combinan")} impacto alto y factibilidad alta`}
          fuente={`Promedio pesado de los criterios de cada lado, sobre 100; 60 equivale a una nota de 3. Lleno: seleccionado. Los nombres de los cuadrantes son criterio de la herramienta.${
            sinDato === 0
              ? ""
              : ` Sin dato de un lado: ${cuantos(sinDato, "trámite", "trámites")}.`
          }`}
          ejeX="Factibilidad"
          ejeY="Impacto"
          {...ESCALA}
          nombres={CUADRANTES}
          resaltado={resaltado}
          puntos={filas.map(({ puesto, impacto, factibilidad }) => ({
            id: puesto.tramite,
            codigo: puesto.codigo,
            x: factibilidad,
            y: impacto,
            lleno: puesto.seleccionado,
          }))}
        />
      </div>
      <div className={estilos["apilada"]}>
        <div className={estilos["tabla"]}>
          <TablaVirtual
            etiqueta="Impacto y factibilidad de cada trámite"
            columnas={COLUMNAS}
            total={filas.length}
            fila={(i) => filas[i]}
            alVer={NADA}
            clave="impacto"
            alActivar={(i) => setResaltado(filas[i]?.puesto.tramite ?? null)}
            alAbrir={({ puesto }) =>
              irA({ pantalla: "ficha", id: puesto.tramite })
            }
          />
        </div>
        <p className={estilos["tenue"]}>
          Con las flechas se señala en la gráfica el trámite de cada fila; Enter
          abre su ficha.
          {dato.total > dato.filas.length &&
            ` Se muestran los primeros ${numero(dato.filas.length)} de ${numero(dato.total)}.`}
        </p>
      </div>
    </div>
  );
}

/** Every row is at hand. */
const NADA = () => {};
