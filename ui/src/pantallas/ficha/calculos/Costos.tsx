import { useState } from "react";
import { Aviso } from "../../../componentes/Aviso/Aviso";
import { Boton } from "../../../componentes/Boton/Boton";
import { Tabla } from "../../../componentes/Tabla/Tabla";
import type { CostosDeRuta } from "../../../puente/generado/CostosDeRuta";
import type { CostosDto } from "../../../puente/generado/CostosDto";
import type { Lado } from "../../../puente/generado/Lado";
import type { LineaDeCosto } from "../../../puente/generado/LineaDeCosto";
import { cuantos } from "../../../textos/formatos";
import { Cifra } from "./Cifra";
import type { Senalada } from "./Cifra";
import type { Pedido } from "./DialogoParametro";
import { Opciones } from "./Opciones";
import { enCelda } from "./palabras";
import estilos from "./Calculos.module.css";

type Periodo = "caso" | "anio";

const LADO: Readonly<Record<Lado, string>> = {
  persona: "Lo que le cuesta a la persona",
  institucion: "Lo que le cuesta a la institución",
};

/** The finding in a sentence: what a request costs the person. */
export function titularDeCostos(ruta: CostosDeRuta, con: boolean): string {
  const total = ruta.totales.find(
    ({ codigo }) => codigo === (con ? "total_persona" : "total_persona_sin"),
  );
  if (total === undefined) return "Sin costos";
  const { dinero, horas, viajes } = total.caso;
  const partes = [dinero, horas, viajes]
    .filter((x) => x !== null)
    .map((x) => enCelda(x));
  return dinero.valor === null
    ? `Todavía no se sabe cuánto le cuesta una solicitud a la persona${partes[0]?.menor == null ? "" : `: ${partes[0].menor}`}`
    : `Una solicitud le cuesta a la persona ${partes.map(({ texto }) => texto).join(", ")}`;
}

/** Costs of both sides, in quetzales, hours and trips. */
export function Costos({
  costos,
  alExplicar,
  alAnotar,
  alVerParametros,
}: {
  costos: CostosDto;
  alExplicar: (cual: Senalada) => void;
  /** Null when this file is only read. */
  alAnotar: ((pedido: Pedido) => void) | null;
  alVerParametros: () => void;
}) {
  const [periodo, setPeriodo] = useState<Periodo>("caso");
  const [con, setCon] = useState(true);
  const faltan = costos.parametros_que_faltan;
  return (
    <>
      <div className={estilos["barra"]}>
        <Opciones
          etiqueta="Costos de"
          opciones={[
            { id: "caso", titulo: "Una solicitud" },
            { id: "anio", titulo: "Un año" },
          ]}
          elegida={periodo}
          alElegir={setPeriodo}
        />
        <label className={estilos["casilla"]}>
          <input
            type="checkbox"
            checked={con}
            onChange={(e) => setCon(e.currentTarget.checked)}
          />
          Con el tiempo de la persona en quetzales (costo de oportunidad)
        </label>
        <Boton pequeno onPress={alVerParametros}>
          Ver los parámetros
        </Boton>
      </div>
      {faltan.length > 0 && (
        <Aviso
          tono="aviso"
          titulo={
            faltan.length === 1
              ? "Falta 1 parámetro"
              : `Faltan ${cuantos(faltan.length, "parámetro", "parámetros")}`
          }
        >
          <ul className={estilos["parametros"]}>
            {faltan.map((p) => (
              <li key={p.codigo}>
                <span>
                  <strong>{p.nombre}.</strong> {p.para_que}
                </span>
                {alAnotar !== null && (
                  <Boton
                    pequeno
                    aria-label={`Escribir: ${p.nombre}`}
                    onPress={() =>
                      alAnotar({
                        codigo: p.codigo,
                        nombre: p.nombre,
                        paraQue: p.para_que,
                        unidades: p.unidades,
                      })
                    }
                  >
                    Escribir el valor
                  </Boton>
                )}
              </li>
            ))}
          </ul>
        </Aviso>
      )}
      {costos.rutas.map((ruta) => (
        <Ruta
          key={ruta.nombre ?? ""}
          ruta={ruta}
          periodo={periodo}
          con={con}
          alExplicar={alExplicar}
        />
      ))}
      {costos.promedios.length > 0 && (
        <dl className={estilos["cifras"]}>
          {costos.promedios.map(({ codigo, nombre, cifra }) => (
            <div key={codigo}>
              <dt>{nombre}</dt>
              <dd>
                <Cifra titulo={nombre} cifra={cifra} alExplicar={alExplicar} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function Ruta({
  ruta,
  periodo,
  con,
  alExplicar,
}: {
  ruta: CostosDeRuta;
  periodo: Periodo;
  con: boolean;
  alExplicar: (cual: Senalada) => void;
}) {
  const deRuta = ruta.nombre === null ? "" : ` (${ruta.nombre})`;
  const tabla = (lado: Lado) => {
    const lineas = ruta.lineas.filter((l) => l.lado === lado);
    const total = ruta.totales.find(
      (t) =>
        t.lado === lado &&
        (lado === "institucion" ||
          t.codigo === (con ? "total_persona" : "total_persona_sin")),
    );
    const filas = total === undefined ? lineas : [...lineas, total];
    const celda = (l: LineaDeCosto, cual: "dinero" | "horas" | "viajes") => {
      const cifra = l[periodo][cual];
      if (cifra === null) return <span aria-hidden="true">—</span>;
      // Without opportunity cost the time stays in hours, and out of the money.
      if (cual === "dinero" && !con && l.oportunidad && l !== total)
        return <span className={estilos["menor"]}>aparte, en horas</span>;
      const moneda = { dinero: "quetzales", horas: "horas", viajes: "viajes" };
      return (
        <Cifra
          titulo={`${l.nombre}, en ${moneda[cual]}${deRuta}`}
          cifra={cifra}
          alExplicar={alExplicar}
          fuerte={l === total}
        />
      );
    };
    return (
      <Tabla<LineaDeCosto>
        key={lado}
        tituloVisible
        titulo={`${LADO[lado]}, por ${periodo === "caso" ? "solicitud" : "año"}${deRuta}`}
        filas={filas}
        clave={({ codigo }) => codigo}
        columnas={[
          {
            id: "linea",
            titulo: "Concepto",
            encabeza: true,
            ancho: "ancha",
            celda: (l) => l.nombre,
          },
          {
            id: "dinero",
            titulo: "Quetzales",
            cifra: true,
            celda: (l) => celda(l, "dinero"),
          },
          {
            id: "horas",
            titulo: "Horas",
            cifra: true,
            celda: (l) => celda(l, "horas"),
          },
          {
            id: "viajes",
            titulo: "Viajes",
            cifra: true,
            celda: (l) => celda(l, "viajes"),
          },
        ]}
        {...(total?.[periodo].dinero.diferencia == null
          ? {}
          : {
              pie: `Diferencia por redondeo: Q ${total[periodo].dinero.diferencia}. Las líneas se redondean al mostrarlas; el total se suma sin redondear.`,
            })}
      />
    );
  };
  const vigencia = ruta.vigencia.filter(
    ({ codigo }) => codigo.endsWith("_sin") !== con,
  );
  return (
    <div className={estilos["ruta"]}>
      {ruta.nombre !== null && <h3>{ruta.nombre}</h3>}
      <p className={estilos["titular"]}>{titularDeCostos(ruta, con)}</p>
      {tabla("persona")}
      {tabla("institucion")}
      <dl className={estilos["cifras"]}>
        <div>
          <dt>Solicitudes del año</dt>
          <dd>
            <Cifra
              titulo={`Solicitudes del año${deRuta}`}
              cifra={ruta.solicitudes}
              alExplicar={alExplicar}
            />
          </dd>
        </div>
        {vigencia.map(({ codigo, nombre, cifra }) => (
          <div key={codigo}>
            <dt>{nombre}</dt>
            <dd>
              <Cifra
                titulo={`${nombre}${deRuta}`}
                cifra={cifra}
                alExplicar={alExplicar}
              />
            </dd>
          </div>
        ))}
      </dl>
      <p className={estilos["tenue"]}>
        Los dos lados no se suman: el arancel que paga la persona es ingreso de
        la institución.
      </p>
    </div>
  );
}
