import { useEstadoInicial, useInicio, useRecorrido } from "../puente/consultas";
import type { TipoInstitucion } from "../puente/generado/TipoInstitucion";
import type { InstalacionDto } from "../puente/generado/InstalacionDto";
import { escribirRuta } from "../rutas";
import type { Pantalla, Ruta } from "../rutas";
import { cuantos, numero } from "../textos/formatos";
import { clases } from "../componentes/clases";
import estilos from "./Navegacion.module.css";

interface Destino {
  texto: string;
  a: Ruta;
  cuenta?: string | undefined;
  /** Read aloud after the text instead of the bare figure. */
  cuentaLeida?: string | undefined;
  /** Something here waits for a person. */
  pide?: boolean;
}

interface Grupo {
  titulo: string | null;
  destinos: ReadonlyArray<Destino>;
}

/** The ficha belongs to the inventory in the navigation, and the board is the first screen of GAE. */
const DUENA: Partial<Record<Pantalla, Pantalla>> = {
  ficha: "inventario",
  tablero: "inicio",
  institucion: "inicio",
};

function gruposDelComite(cifras: Cifras): ReadonlyArray<Grupo> {
  return [
    {
      titulo: null,
      destinos: [
        { texto: "Inicio", a: { pantalla: "inicio" } },
        {
          texto: "Recorrido",
          a: { pantalla: "recorrido" },
          cuenta: cifras.fases,
        },
      ],
    },
    {
      titulo: "Fases",
      destinos: [
        { texto: "Comité", a: { pantalla: "comite" } },
        {
          texto: "Inventario",
          a: { pantalla: "inventario", filtros: {} },
          ...cifras.tramites,
        },
        {
          texto: "Posibles hallazgos",
          a: { pantalla: "hallazgos", filtros: {} },
          ...cifras.hallazgos,
        },
        { texto: "Priorización", a: { pantalla: "priorizacion" } },
        { texto: "Rediseño", a: { pantalla: "rediseno" } },
      ],
    },
    {
      titulo: "Trabajo",
      destinos: [
        { texto: "Importar", a: { pantalla: "importar" }, ...cifras.enEspera },
        { texto: "Métodos", a: { pantalla: "metodos" } },
        { texto: "Informes", a: { pantalla: "informes", filtros: {} } },
        { texto: "Historial", a: { pantalla: "historial" } },
      ],
    },
  ];
}

function gruposDeGae(cifras: Cifras): ReadonlyArray<Grupo> {
  return [
    {
      titulo: null,
      destinos: [{ texto: "Tablero", a: { pantalla: "inicio" } }],
    },
    {
      titulo: "Instituciones",
      destinos: cifras.tipos,
    },
    {
      titulo: "Conjunto",
      destinos: [
        {
          texto: "Inventario",
          a: { pantalla: "inventario", filtros: {} },
          ...cifras.tramites,
        },
        {
          texto: "Posibles hallazgos",
          a: { pantalla: "hallazgos", filtros: {} },
          ...cifras.hallazgos,
        },
        { texto: "Priorización", a: { pantalla: "priorizacion" } },
        { texto: "Rediseño", a: { pantalla: "rediseno" } },
        { texto: "Importar", a: { pantalla: "importar" }, ...cifras.enEspera },
        { texto: "Informes", a: { pantalla: "informes", filtros: {} } },
      ],
    },
    {
      titulo: "Equipo",
      destinos: [
        { texto: "Métodos", a: { pantalla: "metodos" } },
        { texto: "Historial", a: { pantalla: "historial" } },
      ],
    },
  ];
}

const PIE: Grupo = {
  titulo: null,
  destinos: [
    { texto: "Ajustes", a: { pantalla: "ajustes" } },
    { texto: "Ayuda", a: { pantalla: "ayuda" } },
  ],
};

/** Kinds of institution as they fit in the navigation. */
const TIPO_BREVE: Readonly<Record<TipoInstitucion, string>> = {
  ministerio: "Ministerios",
  secretaria: "Secretarías",
  gobernacion: "Gobernaciones",
  comision: "Comisiones",
  otra_dependencia: "Otras dependencias",
};

type Cuenta = Pick<Destino, "cuenta" | "cuentaLeida" | "pide">;
interface Cifras {
  fases: string | undefined;
  tramites: Cuenta;
  hallazgos: Cuenta;
  enEspera: Cuenta;
  /** The board narrowed to each kind, with how many institutions there are of it. */
  tipos: ReadonlyArray<Destino>;
}

function useCifras(
  instalacion: InstalacionDto,
  /** Cut-off of the board on screen, which its links keep. */
  corte: string | undefined,
): Cifras {
  const inicio = useInicio().data;
  // Only a committee's file has a journey of its own.
  const recorrido = useRecorrido(instalacion.como === "comite").data;
  const instituciones = useEstadoInicial().data?.instituciones ?? [];
  const abiertos =
    inicio?.por_regla.reduce((suma, { abiertos: n }) => suma + n, 0) ?? 0;
  const espera = inicio?.filas_en_espera ?? 0;
  return {
    fases:
      recorrido === undefined
        ? undefined
        : `${numero(recorrido.avance.numerador)} de ${numero(recorrido.avance.denominador)}`,
    tipos: Object.entries(TIPO_BREVE).map(([tipo, texto]) => {
      const n = instituciones.filter((una) => una.tipo === tipo).length;
      return {
        texto,
        a: {
          pantalla: "tablero",
          filtros: { tipo, ...(corte === undefined ? {} : { corte }) },
        },
        cuenta: numero(n),
        cuentaLeida: cuantos(n, "institución", "instituciones"),
      };
    }),
    tramites: {
      cuenta: numero(inicio?.tramites ?? instalacion.tramites),
      cuentaLeida: `${numero(inicio?.tramites ?? instalacion.tramites)} trámites`,
    },
    hallazgos:
      abiertos === 0
        ? {}
        : {
            cuenta: numero(abiertos),
            cuentaLeida: `${numero(abiertos)} abiertos`,
          },
    enEspera:
      espera === 0
        ? {}
        : {
            cuenta: numero(espera),
            cuentaLeida: `${numero(espera)} filas en espera`,
            pide: true,
          },
  };
}

/** The left column: where one can go, and how much there is in each place. */
export function Navegacion({
  instalacion,
  ruta,
}: {
  instalacion: InstalacionDto;
  ruta: Ruta;
}) {
  const cifras = useCifras(
    instalacion,
    ruta.pantalla === "tablero" ? ruta.filtros["corte"] : undefined,
  );
  const grupos =
    instalacion.como === "gae" ? gruposDeGae(cifras) : gruposDelComite(cifras);
  const tipo = ruta.pantalla === "tablero" ? ruta.filtros["tipo"] : undefined;
  const aqui = DUENA[ruta.pantalla] ?? ruta.pantalla;
  /** The board of one kind is its own place; otherwise, the screen that owns the address. */
  const esActual = (a: Ruta) =>
    a.pantalla === "tablero"
      ? a.filtros["tipo"] === tipo
      : a.pantalla === aqui && (tipo === undefined || a.pantalla !== "inicio");
  return (
    <nav className={estilos["navegacion"]} aria-label="Principal">
      {grupos.map((grupo) => (
        <GrupoDeDestinos
          key={grupo.titulo ?? "inicio"}
          grupo={grupo}
          esActual={esActual}
        />
      ))}
      <div className={estilos["pie"]}>
        <GrupoDeDestinos grupo={PIE} esActual={esActual} />
      </div>
    </nav>
  );
}

function GrupoDeDestinos({
  grupo,
  esActual,
}: {
  grupo: Grupo;
  esActual: (a: Ruta) => boolean;
}) {
  return (
    <div className={estilos["grupo"]}>
      {grupo.titulo !== null && (
        <p className={estilos["titulo"]}>{grupo.titulo}</p>
      )}
      <ul className={estilos["lista"]}>
        {grupo.destinos.map(({ texto, a, cuenta, cuentaLeida, pide }) => (
          <li key={texto}>
            <a
              className={estilos["destino"]}
              href={escribirRuta(a)}
              aria-current={esActual(a) ? "page" : undefined}
            >
              <span>{texto}</span>
              {cuenta !== undefined && (
                <>
                  <span
                    className={clases(
                      estilos["cuenta"],
                      pide === true && estilos["pide"],
                    )}
                    aria-hidden={cuentaLeida !== undefined}
                  >
                    {cuenta}
                  </span>
                  {cuentaLeida !== undefined && (
                    <span className="solo-lector">: {cuentaLeida}</span>
                  )}
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
