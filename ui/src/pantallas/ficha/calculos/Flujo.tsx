import { Aviso } from "../../../componentes/Aviso/Aviso";
import { Boton } from "../../../componentes/Boton/Boton";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { Tabla } from "../../../componentes/Tabla/Tabla";
import { Vacio } from "../../../componentes/Vacio/Vacio";
import type { FaltaDeCifra } from "../../../puente/generado/FaltaDeCifra";
import type { FlujoDeRuta } from "../../../puente/generado/FlujoDeRuta";
import type { FlujoDto } from "../../../puente/generado/FlujoDto";
import type { PasoDeFlujo } from "../../../puente/generado/PasoDeFlujo";
import type { SimulacionDto } from "../../../puente/generado/SimulacionDto";
import { fechaLarga, numero, porcentaje } from "../../../textos/formatos";
import { Cifra } from "./Cifra";
import type { Senalada } from "./Cifra";
import { LineaDePasos } from "./LineaDePasos";
import { enCelda } from "./palabras";
import estilos from "./Calculos.module.css";

/** The finding in a sentence: how long it takes, and where the time goes. */
export function titularDeFlujo(ruta: FlujoDeRuta): string {
  if (ruta.ciclo.valor === null) {
    const { menor } = enCelda(ruta.ciclo);
    return `Todavía no se sabe cuánto tarda${menor === null ? "" : `: ${menor}`}`;
  }
  const cuello = ruta.pasos.find((p) => p.numero === ruta.cuello);
  const parte =
    cuello?.participacion?.porcentaje == null
      ? ""
      : `; el paso ${cuello.numero} se lleva el ${porcentaje(cuello.participacion)}`;
  return `Tarda ${enCelda(ruta.ciclo).texto}, con ${enCelda(ruta.proceso).texto} de trabajo${parte}`;
}

/** Expected time, critical path, bottleneck and chances of each route. */
export function Flujo({
  flujo,
  alExplicar,
  alIr,
}: {
  flujo: FlujoDto;
  alExplicar: (cual: Senalada) => void;
  alIr: (falta: FaltaDeCifra) => void;
}) {
  return flujo.rutas.map((ruta) =>
    ruta.pasos.length === 0 ? (
      <Vacio
        key={ruta.nombre ?? ""}
        titulo={
          flujo.version === "actual"
            ? "La ficha no tiene pasos"
            : "La ficha no tiene pasos propuestos"
        }
      >
        <p>
          Agréguelos en la pestaña «Pasos», con sus minutos de trabajo y su
          espera.
        </p>
      </Vacio>
    ) : (
      <Ruta
        key={ruta.nombre ?? ""}
        ruta={ruta}
        desde={flujo.desde}
        alExplicar={alExplicar}
        alIr={alIr}
      />
    ),
  );
}

function Ruta({
  ruta,
  desde,
  alExplicar,
  alIr,
}: {
  ruta: FlujoDeRuta;
  desde: string;
  alExplicar: (cual: Senalada) => void;
  alIr: (falta: FaltaDeCifra) => void;
}) {
  const deRuta = ruta.nombre === null ? "" : ` (${ruta.nombre})`;
  const critica = ruta.rutas_criticas[0];
  return (
    <div className={estilos["ruta"]}>
      {ruta.nombre !== null && <h3>{ruta.nombre}</h3>}
      <p className={estilos["titular"]}>{titularDeFlujo(ruta)}</p>
      {ruta.ciclo.faltan.length > 0 && (
        <Aviso tono="aviso" titulo="Faltan datos de los pasos">
          <ul className={estilos["parametros"]}>
            {ruta.ciclo.faltan.map((falta) => (
              <li key={`${falta.que}·${falta.entidad ?? ""}`}>
                <span>{falta.que}</span>
                {falta.entidad !== null && (
                  <Boton
                    pequeno
                    aria-label={`Ir al dato: ${falta.que}`}
                    onPress={() => alIr(falta)}
                  >
                    Ir al dato
                  </Boton>
                )}
              </li>
            ))}
          </ul>
        </Aviso>
      )}
      {ruta.notas.map((nota) => (
        <p key={nota} className={estilos["tenue"]}>
          {nota}
        </p>
      ))}
      <dl className={estilos["cifras"]}>
        <div>
          <dt>De principio a fin</dt>
          <dd>
            <Cifra
              titulo={`Tiempo de principio a fin${deRuta}`}
              cifra={ruta.ciclo}
              alExplicar={alExplicar}
            />
          </dd>
        </div>
        <div>
          <dt>Trabajo</dt>
          <dd>
            <Cifra
              titulo={`Tiempo de trabajo${deRuta}`}
              cifra={ruta.proceso}
              alExplicar={alExplicar}
            />
          </dd>
        </div>
        {ruta.eficiencia !== null && (
          <div>
            <dt>Parte que es trabajo</dt>
            <dd title={ruta.eficiencia.regla}>{porcentaje(ruta.eficiencia)}</dd>
          </div>
        )}
        <div>
          <dt>Si entra el {fechaLarga(desde)} y nada se devuelve</dt>
          <dd>
            {ruta.termina === null
              ? `Sin fecha. ${ruta.sin_fecha ?? ""}`
              : `sale el ${fechaLarga(ruta.termina)}`}
          </dd>
        </div>
      </dl>
      {critica !== undefined && (
        <>
          <LineaDePasos
            pasos={ruta.pasos}
            caminos={ruta.caminos}
            cuello={ruta.cuello}
            titulo={`Ruta crítica${deRuta}`}
          />
          <p>
            Ruta crítica: pasos {critica.join(", ")}. Atrasar cualquiera de
            ellos atrasa la salida.
          </p>
        </>
      )}
      <TablaDePasos ruta={ruta} deRuta={deRuta} />
      {ruta.caminos.length > 0 && (
        <Tabla
          tituloVisible
          titulo={`Decisiones${deRuta}`}
          filas={ruta.caminos.map((camino, i) => ({ camino, clave: `${i}` }))}
          clave={({ clave }) => clave}
          columnas={[
            {
              id: "resultado",
              titulo: "Resultado",
              encabeza: true,
              celda: ({ camino }) =>
                `Paso ${camino.desde}: ${camino.resultado}`,
            },
            {
              id: "hacia",
              titulo: "Lleva a",
              celda: ({ camino }) =>
                camino.hacia === null
                  ? "el paso que sigue"
                  : camino.hacia <= camino.desde
                    ? `regresa al paso ${camino.hacia}`
                    : `salta al paso ${camino.hacia}`,
            },
            {
              id: "frecuencia",
              titulo: "Frecuencia",
              cifra: true,
              celda: ({ camino }) =>
                camino.porcentaje === null
                  ? "sin dato"
                  : `${camino.porcentaje} %`,
            },
          ]}
        />
      )}
      {ruta.simulacion !== null && (
        <TablaDeSimulacion ruta={ruta} simulacion={ruta.simulacion} />
      )}
      {ruta.plazos.length > 0 && ruta.estimacion !== null && (
        <>
          <Tabla
            tituloVisible
            titulo={`Qué tan probable es terminar a tiempo${deRuta}`}
            filas={ruta.plazos}
            clave={({ dias }) => dias}
            columnas={[
              {
                id: "fecha",
                titulo: "Fecha",
                encabeza: true,
                celda: (p) =>
                  `${fechaLarga(p.fecha)}${p.legal ? " (plazo legal)" : ""}`,
              },
              {
                id: "dias",
                titulo: "Días calendario",
                cifra: true,
                celda: (p) => p.dias,
              },
              {
                id: "probabilidad",
                titulo: "Probabilidad",
                cifra: true,
                celda: (p) => `${p.probabilidad} %`,
              },
            ]}
          />
          <p className={estilos["tenue"]}>
            Se esperan {ruta.estimacion.esperada} días, con una desviación de{" "}
            {ruta.estimacion.desviacion}. Fórmula: {ruta.estimacion.formula}.
          </p>
        </>
      )}
    </div>
  );
}

/** Minutes are whole: their decimals say nothing. */
const minutos = (texto: string | null | undefined) =>
  texto == null ? "sin dato" : texto.replace(/\.00$/, "");

function TablaDePasos({ ruta, deRuta }: { ruta: FlujoDeRuta; deRuta: string }) {
  return (
    <Tabla<PasoDeFlujo>
      tituloVisible
      titulo={`Tiempo de cada paso${deRuta}`}
      filas={ruta.pasos}
      clave={({ id }) => id}
      columnas={[
        {
          id: "paso",
          titulo: "Paso",
          encabeza: true,
          ancho: "ancha",
          celda: (p) => (
            <>
              {p.numero}. {p.texto}{" "}
              {p.numero === ruta.cuello && (
                <Etiqueta tono="aviso">Cuello de botella</Etiqueta>
              )}
            </>
          ),
        },
        {
          id: "trabajo",
          titulo: "Trabajo, min",
          cifra: true,
          celda: (p) => minutos(p.trabajo?.valor),
        },
        {
          id: "espera",
          titulo: "Espera, min",
          cifra: true,
          celda: (p) => minutos(p.espera),
        },
        {
          id: "veces",
          titulo: "Veces",
          cifra: true,
          celda: (p) => p.veces,
        },
        {
          id: "esperado",
          titulo: "Días esperados",
          cifra: true,
          celda: (p) => p.esperado,
        },
        {
          id: "parte",
          titulo: "Parte",
          cifra: true,
          celda: (p) =>
            p.participacion === null ? "n/d" : porcentaje(p.participacion),
        },
        {
          id: "holgura",
          titulo: "Holgura, días",
          cifra: true,
          celda: (p) => p.holgura ?? "n/d",
        },
      ]}
    />
  );
}

function TablaDeSimulacion({
  ruta,
  simulacion: s,
}: {
  ruta: FlujoDeRuta;
  simulacion: SimulacionDto;
}) {
  const filas = [
    {
      nombre: "Fórmula cerrada (valor esperado)",
      valor: ruta.ciclo.valor?.valor ?? "n/d",
    },
    { nombre: `Media de ${numero(s.corridas)} corridas`, valor: s.media },
    { nombre: "La mitad tarda hasta", valor: s.p50 },
    { nombre: "Nueve de cada diez tardan hasta", valor: s.p90 },
    { nombre: "La más corta", valor: s.minimo },
    { nombre: "La más larga", valor: s.maximo },
    { nombre: "Error estándar de la media", valor: s.error_estandar },
  ];
  return (
    <>
      <Tabla
        tituloVisible
        titulo="Fórmula y simulación, en días calendario"
        filas={filas}
        clave={({ nombre }) => nombre}
        columnas={[
          {
            id: "nombre",
            titulo: "Medida",
            encabeza: true,
            celda: (f) => f.nombre,
          },
          { id: "valor", titulo: "Días", cifra: true, celda: (f) => f.valor },
        ]}
      />
      <p className={estilos["tenue"]}>
        {s.concuerda ? "Concuerdan" : "No concuerdan"}
        {s.diferencia === null
          ? ""
          : ` (diferencia de ${s.diferencia} %)`}. {s.explicacion} Semilla{" "}
        {numero(s.semilla)}.
      </p>
    </>
  );
}
