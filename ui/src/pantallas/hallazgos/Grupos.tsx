import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Carga } from "../../componentes/Carga/Carga";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { DialogoMotivo } from "../../componentes/Rejilla/DialogoMotivo";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { useConsulta, useInstalacion } from "../../puente/consultas";
import type { EstadoHallazgo } from "../../puente/generado/EstadoHallazgo";
import type { GrupoDeHallazgos } from "../../puente/generado/GrupoDeHallazgos";
import { useAccion, useEscribir } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import { cuantos, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import estilos from "./Hallazgos.module.css";

const MOTIVOS = [
  "Una ley lo exige y está citada en la base legal",
  "El sistema de la otra entidad no está conectado",
  "Solo se muestra, no se entrega copia",
];

/** «el documento lo posee una entidad pública (RENAP)», without what all of them begin with. */
export function queDice(mensaje: string): string {
  const texto = mensaje
    .replace(/^posible hallazgo:\s*/i, "")
    .replace(/\.$/, "");
  return texto.charAt(0).toUpperCase() + texto.slice(1);
}

/** Findings of one rule that say the same, each group decided at once. */
export function Grupos({
  regla,
  institucion,
  unidad,
}: {
  regla: string;
  institucion: string | null;
  unidad: string | null;
}) {
  const leidos = useConsulta("agrupar_hallazgos", {
    regla,
    institucion,
    unidad,
    estado: null,
  });
  return (
    <Carga consulta={leidos}>
      {(grupos) =>
        grupos.length === 0 ? (
          <Vacio
            titulo="Ningún requisito por revisar pide documentos que el Estado ya tiene"
            acciones={
              <EnlaceBoton a={{ pantalla: "inventario", filtros: {} }}>
                Ir al inventario
              </EnlaceBoton>
            }
          >
            <p>Los ya decididos están en «Posibles hallazgos».</p>
          </Vacio>
        ) : (
          <TablaDeGrupos grupos={grupos} regla={regla} unidad={unidad} />
        )
      }
    </Carga>
  );
}

function TablaDeGrupos({
  grupos,
  regla,
  unidad,
}: {
  grupos: ReadonlyArray<GrupoDeHallazgos>;
  regla: string;
  unidad: string | null;
}) {
  const soloLectura = useInstalacion()?.solo_lectura ?? true;
  const escribir = useEscribir();
  const decidir = useAccion("decidir_hallazgo");
  const [aceptando, setAceptando] = useState<GrupoDeHallazgos | null>(null);
  const [exceptuando, setExceptuando] = useState<GrupoDeHallazgos | null>(null);
  const total = grupos.reduce((suma, g) => suma + g.hallazgos, 0);
  const pide = (
    g: GrupoDeHallazgos,
    estado: EstadoHallazgo,
    justificacion: string,
  ) => ({ ids: g.ids, estado, justificacion });
  return (
    <div className={estilos["derecha"]}>
      <p role="status" className={estilos["menor"]}>
        {cuantos(total, "requisito por revisar", "requisitos por revisar")} en{" "}
        {cuantos(grupos.length, "grupo", "grupos")}. Cada decisión vale para
        todo el grupo y se deshace de una vez.
      </p>
      <div className={estilos["normas"]}>
        <table className={estilos["tablaDeNormas"]}>
          <caption className="solo-lector">
            Requisitos que piden documentos que el Estado ya tiene, por quien
            los emite
          </caption>
          <thead>
            <tr>
              <th scope="col">Qué se señala</th>
              <th scope="col">Cómo se pide hoy</th>
              <th scope="col">Requisitos</th>
              <th scope="col">Trámites</th>
              <th scope="col">Decidir</th>
            </tr>
          </thead>
          <tbody>
            {grupos.map((g) => {
              const que = queDice(g.que);
              return (
                <tr key={g.que}>
                  <th scope="row">{que}</th>
                  <td>
                    {g.textos.map((t) => (
                      <span key={t.texto} className={estilos["ejemplo"]}>
                        «{visible(t.texto)}»
                        {t.veces > 1 && (
                          <span className={estilos["menor"]}>
                            {" "}
                            {cuantos(t.veces, "vez", "veces")}
                          </span>
                        )}
                      </span>
                    ))}
                  </td>
                  <td>{numero(g.hallazgos)}</td>
                  <td>{numero(g.tramites)}</td>
                  <td>
                    <span className={estilos["acciones"]}>
                      <Boton
                        pequeno
                        isDisabled={soloLectura}
                        aria-label={`Aceptar: ${que}`}
                        onPress={() => setAceptando(g)}
                      >
                        Aceptar
                      </Boton>
                      <Boton
                        pequeno
                        isDisabled={soloLectura}
                        aria-label={`Excepción: ${que}`}
                        onPress={() => setExceptuando(g)}
                      >
                        Excepción…
                      </Boton>
                      <EnlaceBoton
                        pequeno
                        aspecto="discreto"
                        a={{
                          pantalla: "hallazgos",
                          filtros: {
                            regla,
                            ...(unidad === null ? {} : { unidad }),
                          },
                        }}
                      >
                        Ver uno por uno
                      </EnlaceBoton>
                    </span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {aceptando !== null && (
        <Dialogo
          abierto
          alCerrar={() => {
            decidir.limpiar();
            setAceptando(null);
          }}
          titulo={`Aceptar ${cuantos(aceptando.ids.length, "posible hallazgo", "posibles hallazgos")}`}
          acciones={
            <>
              <Boton onPress={() => setAceptando(null)}>Cancelar</Boton>
              <Boton
                aspecto="primario"
                isDisabled={decidir.enCurso}
                onPress={() =>
                  void decidir
                    .ejecutar(pide(aceptando, "aceptado", ""))
                    .then((hecho) => hecho !== null && setAceptando(null))
                }
              >
                Aceptar {numero(aceptando.ids.length)}
              </Boton>
            </>
          }
        >
          {decidir.error !== null && <AvisoDeFalla error={decidir.error} />}
          <p>
            {queDice(aceptando.que)}, en{" "}
            {cuantos(aceptando.tramites, "trámite", "trámites")}. El comité está
            de acuerdo en que hay algo que corregir; los requisitos no cambian
            todavía.
          </p>
          {aceptando.ids.length < aceptando.hallazgos && (
            <p>
              Se deciden los primeros {numero(aceptando.ids.length)}; los demás
              quedan en la lista para una segunda vez.
            </p>
          )}
        </Dialogo>
      )}
      {exceptuando !== null && (
        <DialogoMotivo
          titulo={`Excepción para ${cuantos(exceptuando.ids.length, "posible hallazgo", "posibles hallazgos")}`}
          explicacion={`${queDice(exceptuando.que)}, en ${cuantos(exceptuando.tramites, "trámite", "trámites")}. El motivo quedará en el historial con su nombre y vale para todos.`}
          motivos={MOTIVOS}
          boton={`Guardar ${cuantos(exceptuando.ids.length, "excepción", "excepciones")}`}
          alConfirmar={(motivo) =>
            escribir(
              "decidir_hallazgo",
              pide(exceptuando, "descartado", motivo),
            ).then(
              () => null,
              (causa: unknown) => comoFalla(causa).message,
            )
          }
          alCerrar={() => setExceptuando(null)}
        />
      )}
    </div>
  );
}
