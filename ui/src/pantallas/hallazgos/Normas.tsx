import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { useCampos, useConsulta } from "../../puente/consultas";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { NormaDto } from "../../puente/generado/NormaDto";
import type { VigenciaNorma } from "../../puente/generado/VigenciaNorma";
import { useAccion } from "../../puente/mutaciones";
import { cuantos, fechaCorta, numero } from "../../textos/formatos";
import type { Tono } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import estilos from "./Hallazgos.module.css";

const VIGENCIA: Readonly<Record<VigenciaNorma, { texto: string; tono: Tono }>> =
  {
    vigente: { texto: "Vigente", tono: "bien" },
    derogada: { texto: "Derogada", tono: "mal" },
    no_sabe: { texto: "No se sabe", tono: "neutro" },
  };
const esVigencia = (t: string): t is VigenciaNorma =>
  Object.hasOwn(VIGENCIA, t);

/** «Acuerdo gubernativo 137-2016». */
function nombreDe(n: NormaDto, campos: ReadonlyArray<CampoDto>): string {
  const tipos = campos.find((c) => c.campo === "tipo_norma")?.opciones ?? [];
  const tipo = tipos.find((o) => o.id === n.tipo_norma)?.etiqueta;
  return `${tipo ?? n.tipo_norma} ${n.numero}-${n.anio}`;
}

/** The norms that the inventory leans on: marking one as repealed points at every citation of it. */
export function Normas({ institucion }: { institucion: string | null }) {
  const leidas = useConsulta("normas", { institucion });
  const campos = useCampos("norma");
  const [abierta, setAbierta] = useState<NormaDto | null>(null);
  if (leidas.error !== null) return <AvisoDeFalla error={leidas.error} />;
  const { normas = [], sin_identificar = 0 } = leidas.data ?? {};
  if (leidas.data !== undefined && normas.length === 0)
    return (
      <Vacio titulo="Ninguna cita nombra su norma">
        <p>
          Escriba el tipo, el número y el año en la base legal de cada ficha;
          aquí verá cuántos trámites dependen de cada norma.
        </p>
      </Vacio>
    );
  return (
    <div className={estilos["derecha"]}>
      <p role="status" className={estilos["menor"]}>
        {cuantos(normas.length, "norma citada", "normas citadas")}
        {sin_identificar > 0 &&
          ` · ${cuantos(sin_identificar, "cita no dice", "citas no dicen")} número o año`}
      </p>
      <div className={estilos["normas"]}>
        <table className={estilos["tablaDeNormas"]}>
          <caption className="solo-lector">
            Normas en que se apoya el inventario
          </caption>
          <thead>
            <tr>
              <th scope="col">Norma</th>
              <th scope="col">Vigencia</th>
              <th scope="col">Desde</th>
              <th scope="col">Hasta</th>
              <th scope="col">Trámites</th>
              <th scope="col">Requisitos</th>
              <th scope="col">
                <span className="solo-lector">Acción</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {normas.map((n) => {
              const nombre = nombreDe(n, campos);
              return (
                <tr key={nombre}>
                  <th scope="row">
                    {visible(nombre)}
                    {n.nombre !== "" && (
                      <span className={estilos["detalle"]}>
                        {visible(n.nombre)}
                      </span>
                    )}
                    {!n.suficiente && (
                      <span className={estilos["detalle"]}>
                        No es ley ni acuerdo gubernativo
                      </span>
                    )}
                  </th>
                  <td>
                    <Etiqueta tono={VIGENCIA[n.vigente].tono}>
                      {VIGENCIA[n.vigente].texto}
                    </Etiqueta>
                    {n.por_marcar > 0 && (
                      <span className={estilos["detalle"]}>
                        {cuantos(n.por_marcar, "cita", "citas")} por marcar
                      </span>
                    )}
                  </td>
                  <td>
                    {n.vigente_desde === "" ? "—" : fechaCorta(n.vigente_desde)}
                  </td>
                  <td>
                    {n.vigente_hasta === "" ? "—" : fechaCorta(n.vigente_hasta)}
                  </td>
                  <td>{numero(n.tramites)}</td>
                  <td>{numero(n.requisitos)}</td>
                  <td>
                    <Boton
                      pequeno
                      aria-label={`Cambiar la vigencia de ${nombre}`}
                      onPress={() => setAbierta(n)}
                    >
                      Cambiar
                    </Boton>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {abierta !== null && (
        <EditarNorma
          norma={abierta}
          nombre={nombreDe(abierta, campos)}
          institucion={institucion}
          alCerrar={() => setAbierta(null)}
        />
      )}
    </div>
  );
}

function EditarNorma({
  norma,
  nombre,
  institucion,
  alCerrar,
}: {
  norma: NormaDto;
  nombre: string;
  institucion: string | null;
  alCerrar: () => void;
}) {
  const [datos, setDatos] = useState(norma);
  const guardar = useAccion("guardar_norma");
  const cambia = datos.vigente !== norma.vigente || norma.por_marcar > 0;
  const campo = (
    clave:
      "nombre" | "fecha" | "vigente_desde" | "vigente_hasta" | "derogada_por",
    etiqueta: string,
  ) => {
    const error = guardar.error?.falla.campos.find((c) =>
      c.campo.endsWith(`.${clave}`),
    )?.mensaje;
    return (
      <label className={estilos["campo"]}>
        <span>{etiqueta} (opcional)</span>
        <input
          type={/^(fecha|vigente)/.test(clave) ? "date" : "text"}
          value={datos[clave]}
          aria-invalid={error !== undefined}
          onChange={(e) => setDatos({ ...datos, [clave]: e.target.value })}
        />
        {error !== undefined && <span role="alert">{error}</span>}
      </label>
    );
  };
  const enviar = async () => {
    const hecho = await guardar.ejecutar({
      institucion,
      tipo_norma: datos.tipo_norma,
      numero: datos.numero,
      anio: datos.anio,
      nombre: datos.nombre,
      fecha: datos.fecha,
      vigente_desde: datos.vigente_desde,
      vigente_hasta: datos.vigente_hasta,
      derogada_por: datos.derogada_por,
      vigente: datos.vigente,
    });
    if (hecho !== null) alCerrar();
  };
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo={nombre}
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={guardar.enCurso}
            onPress={() => void enviar()}
          >
            {cambia
              ? `Guardar y marcar ${cuantos(norma.citas, "cita", "citas")}`
              : "Guardar norma"}
          </Boton>
        </>
      }
    >
      {guardar.error !== null && guardar.error.falla.campos.length === 0 && (
        <AvisoDeFalla error={guardar.error} />
      )}
      <label className={estilos["campo"]}>
        <span>¿Está vigente?</span>
        <select
          value={datos.vigente}
          onChange={(e) => {
            const vigente = e.target.value;
            if (esVigencia(vigente)) setDatos({ ...datos, vigente });
          }}
        >
          {Object.entries(VIGENCIA).map(([clave, { texto }]) => (
            <option key={clave} value={clave}>
              {texto}
            </option>
          ))}
        </select>
      </label>
      <p>
        Lo que elija se escribe en {cuantos(norma.citas, "cita", "citas")} de{" "}
        {cuantos(norma.tramites, "trámite", "trámites")}. Si está derogada, cada
        una aparece como posible hallazgo. Puede deshacerlo.
      </p>
      {campo("derogada_por", "Derogada por")}
      {campo("vigente_desde", "Vigente desde")}
      {campo("vigente_hasta", "Vigente hasta")}
      {campo("fecha", "Fecha de publicación")}
      {campo("nombre", "Nombre")}
    </Dialogo>
  );
}
