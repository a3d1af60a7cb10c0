import { useState } from "react";
import { Carga } from "../../componentes/Carga/Carga";
import { Cifra, FilaDeCifras } from "../../componentes/Cifra/Cifra";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { DosColumnas, Hoja } from "../../componentes/Hoja/Hoja";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { Barras } from "../../graficos/Barras/Barras";
import { useInicio } from "../../puente/consultas";
import type { Inicio as InicioDto } from "../../puente/generado/Inicio";
import type { InstalacionDto } from "../../puente/generado/InstalacionDto";
import type { PlazoLegal } from "../../puente/generado/PlazoLegal";
import type { SiguientePaso } from "../../puente/generado/SiguientePaso";
import { escribirRuta, rutaDeDestino } from "../../rutas";
import {
  cuantos,
  enMedio,
  fechaCorta,
  fechaLarga,
  momentoCorto,
  numero,
} from "../../textos/formatos";
import { SEVERIDAD } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { AvisoDeDanos } from "../ajustes/AvisoDeDanos";
import estilos from "./Inicio.module.css";

const PENDIENTES_A_LA_VISTA = 2;
const REGLAS_A_LA_VISTA = 5;
const CAMBIOS_A_LA_VISTA = 3;

/** What is next, how far the institution is, and what the law objects to. */
export function Inicio({ instalacion }: { instalacion: InstalacionDto }) {
  const inicio = useInicio();
  const corte = inicio.data?.fases.corte ?? null;
  return (
    <Pagina
      ventana="Inicio"
      titulo={inicio.data?.titular ?? "Inicio"}
      subtitulo={[
        instalacion.institucion?.nombre,
        corte === null ? null : `corte al ${fechaLarga(corte)}`,
        instalacion.demo ? "datos de demostración" : null,
      ]
        .filter((uno) => uno !== null && uno !== undefined)
        .join(" · ")}
      acciones={
        <EnlaceBoton a={{ pantalla: "informes", filtros: {} }}>
          Informe de avance
        </EnlaceBoton>
      }
    >
      <AvisoDeDanos danos={instalacion.danos_hallados} />
      <Carga consulta={inicio}>{(dato) => <Contenido inicio={dato} />}</Carga>
    </Pagina>
  );
}

function Contenido({ inicio }: { inicio: InicioDto }) {
  const vacio = inicio.tramites === 0;
  return (
    <>
      <FilaDeCifras>
        <Cifra
          titulo="Trámites en el inventario"
          valor={numero(inicio.tramites)}
          nota={`${cuantos(inicio.requisitos, "requisito", "requisitos")} y ${cuantos(inicio.pasos, "paso", "pasos")}`}
        />
        <Cifra
          titulo="Fichas completas"
          razon={inicio.fichas_completas}
          base="trámites"
        />
        <Cifra
          titulo="Trámites con posibles hallazgos"
          razon={inicio.con_hallazgos}
          base="trámites"
        />
        <Cifra
          titulo="Fases entregadas o aprobadas"
          razon={inicio.fases}
          base="fases"
        />
      </FilaDeCifras>
      <DosColumnas
        principal={
          <>
            <Siguiente paso={inicio.siguiente} pendientes={inicio.pendientes} />
            {!vacio && (
              <Hoja>
                <Hallazgos inicio={inicio} />
              </Hoja>
            )}
          </>
        }
        ayuda={
          <>
            <Plazos inicio={inicio} />
            <Recientes inicio={inicio} />
          </>
        }
      />
    </>
  );
}

function Siguiente({
  paso,
  pendientes,
}: {
  paso: SiguientePaso;
  pendientes: ReadonlyArray<SiguientePaso>;
}) {
  const [todos, setTodos] = useState(false);
  const visibles = todos
    ? pendientes
    : pendientes.slice(0, PENDIENTES_A_LA_VISTA);
  const ocultos = pendientes.length - visibles.length;
  return (
    <Hoja destacada>
      <div className={estilos["siguiente"]}>
        <div className={estilos["que"]}>
          <p className={estilos["antetitulo"]}>Lo siguiente</p>
          <h2>{visible(paso.titulo)}</h2>
          <p className={estilos["motivo"]}>{visible(paso.motivo)}</p>
        </div>
        <EnlaceBoton aspecto="primario" a={rutaDeDestino(paso.destino)}>
          {paso.accion}
        </EnlaceBoton>
      </div>
      {pendientes.length > 0 && (
        <ul className={estilos["pendientes"]} aria-label="También espera">
          {visibles.map((otro) => (
            <li key={otro.titulo} className={estilos["pendiente"]}>
              <span title={otro.motivo}>{visible(otro.titulo)}</span>
              <a
                href={escribirRuta(rutaDeDestino(otro.destino))}
                aria-label={`${otro.accion}: ${otro.titulo}`}
              >
                {otro.accion}
              </a>
            </li>
          ))}
          {ocultos > 0 && (
            <li className={estilos["pendiente"]}>
              <Boton pequeno aspecto="discreto" onPress={() => setTodos(true)}>
                {ocultos === 1
                  ? "Ver otro pendiente"
                  : `Ver otros ${ocultos} pendientes`}
              </Boton>
            </li>
          )}
        </ul>
      )}
    </Hoja>
  );
}

function Hallazgos({ inicio }: { inicio: InicioDto }) {
  const abiertos = inicio.por_regla.reduce(
    (suma, { abiertos: n }) => suma + n,
    0,
  );
  const primera = inicio.por_regla[0];
  if (primera === undefined)
    return (
      <>
        <h2>Ningún posible hallazgo abierto</h2>
        <p className={estilos["motivo"]}>
          Las reglas R1 a R15 no encontraron nada que revisar, o ya se decidió
          todo.
        </p>
      </>
    );
  const resto = inicio.por_regla.length - REGLAS_A_LA_VISTA;
  return (
    <>
      <Barras
        titulo={`${cuantos(abiertos, "posible hallazgo abierto", "posibles hallazgos abiertos")}; el más frecuente: ${enMedio(primera.titulo)}`}
        columnas={{
          nombre: "Regla",
          valor: "Posibles hallazgos abiertos",
          detalle: "Trámites",
          marca: "Severidad",
        }}
        fuente="Reglas R1 a R15 sobre los textos del inventario. Cada uno es una señal para revisar, no un dictamen."
        barras={inicio.por_regla.slice(0, REGLAS_A_LA_VISTA).map((regla) => ({
          id: regla.regla,
          codigo: regla.regla,
          nombre: (
            <a
              href={escribirRuta({
                pantalla: "hallazgos",
                filtros: { regla: regla.regla },
              })}
            >
              {regla.titulo}
            </a>
          ),
          marca: (
            <Etiqueta tono={SEVERIDAD[regla.severidad].tono}>
              {SEVERIDAD[regla.severidad].texto}
            </Etiqueta>
          ),
          valor: regla.abiertos,
          fuerte: regla.severidad === "alta",
          detalle: cuantos(regla.tramites, "trámite", "trámites"),
        }))}
      />
      {resto > 0 && (
        <p>
          <a href={escribirRuta({ pantalla: "hallazgos", filtros: {} })}>
            Ver {resto === 1 ? "la otra regla" : `las otras ${resto} reglas`}
          </a>
        </p>
      )}
    </>
  );
}

/** The terms that fall on the same day, together. */
function porFecha(
  plazos: ReadonlyArray<PlazoLegal>,
): ReadonlyArray<{ fecha: string; situacion: string; nombres: string[] }> {
  const grupos: Array<{ fecha: string; situacion: string; nombres: string[] }> =
    [];
  for (const { fecha, situacion, nombre } of plazos) {
    const hallado = grupos.find((uno) => uno.fecha === fecha);
    if (hallado === undefined)
      grupos.push({ fecha, situacion, nombres: [nombre] });
    else hallado.nombres.push(nombre);
  }
  return grupos;
}

function Plazos({ inicio }: { inicio: InicioDto }) {
  const duda = inicio.plazos.some(({ por_confirmar: una }) => una);
  return (
    <Hoja titulo="Plazos del Decreto 5-2021">
      <ul className={estilos["lista"]}>
        {porFecha(inicio.plazos).map(({ fecha, situacion, nombres }) => (
          <li key={fecha} className={estilos["plazo"]}>
            <span className={estilos["detalle"]}>
              {fechaCorta(fecha)} · {situacion}
            </span>
            {nombres.map((nombre) => (
              <span key={nombre}>{nombre}</span>
            ))}
          </li>
        ))}
      </ul>
      {duda && <p className={estilos["detalle"]}>Fechas por confirmar.</p>}
    </Hoja>
  );
}

function Recientes({ inicio }: { inicio: InicioDto }) {
  return (
    <Hoja
      titulo="Cambios recientes"
      acciones={
        <a href={escribirRuta({ pantalla: "historial" })}>Ver historial</a>
      }
    >
      {inicio.recientes.length === 0 ? (
        <p className={estilos["detalle"]}>
          Todavía no hay cambios. Todo lo que escriba queda aquí, con quién y
          cuándo.
        </p>
      ) : (
        <ul className={estilos["lista"]}>
          {inicio.recientes.slice(0, CAMBIOS_A_LA_VISTA).map((operacion) => (
            <li key={operacion.n} className={estilos["plazo"]}>
              <span>
                {operacion.frase}
                {operacion.deshecha && " (deshecho)"}
              </span>
              <span className={estilos["detalle"]}>
                {operacion.tramite !== null &&
                  operacion.tramite_nombre !== null && (
                    <>
                      <a
                        href={escribirRuta({
                          pantalla: "ficha",
                          id: operacion.tramite,
                        })}
                      >
                        {visible(operacion.tramite_nombre)}
                      </a>
                      {" · "}
                    </>
                  )}
                {visible(operacion.quien)} · {momentoCorto(operacion.cuando)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Hoja>
  );
}
