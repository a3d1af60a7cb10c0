import { useState } from "react";
import { Aviso, AvisoDeFalla } from "../../../componentes/Aviso/Aviso";
import { Boton } from "../../../componentes/Boton/Boton";
import { Dialogo } from "../../../componentes/Dialogo/Dialogo";
import { Tabla } from "../../../componentes/Tabla/Tabla";
import { usePuente } from "../../../puente/contexto";
import type { BpmnExaminado } from "../../../puente/generado/BpmnExaminado";
import type { VersionPaso } from "../../../puente/generado/VersionPaso";
import { useAccion } from "../../../puente/mutaciones";
import { comoFalla } from "../../../puente/puente";
import type { FallaError } from "../../../puente/puente";
import { cuantos } from "../../../textos/formatos";
import { visible } from "../../../textos/visible";
import { Opciones } from "../../ficha/calculos/Opciones";
import estilos from "../Rediseno.module.css";

const VERSIONES: ReadonlyArray<{ id: VersionPaso; titulo: string }> = [
  { id: "actual", titulo: "Situación actual" },
  { id: "propuesta", titulo: "Propuesta" },
];

interface Elegido {
  id: string;
  examinado: BpmnExaminado;
}

/** The drawing as a file that other programs open, and theirs as pasos of this trámite. */
export function BotonesDeBpmn({
  tramite,
  codigo,
  pasos,
  soloLectura,
}: {
  tramite: string;
  codigo: string;
  /** How many pasos each version has. */
  pasos: Readonly<Record<VersionPaso, number>>;
  soloLectura: boolean;
}) {
  const puente = usePuente();
  const [falla, setFalla] = useState<FallaError | null>(null);
  const [dicho, setDicho] = useState("");
  const [elegido, setElegido] = useState<Elegido | null>(null);

  const guardar = async (version: VersionPaso) => {
    setFalla(null);
    setDicho("");
    try {
      const destino = await puente.elegirDestino(
        `${codigo}-${version}.bpmn`,
        "bpmn",
      );
      if (destino === null) return;
      await puente.llamar("exportar_bpmn", {
        tramite,
        version,
        destino: destino.id,
      });
      setDicho(`Se guardó «${visible(destino.nombre)}».`);
    } catch (causa) {
      setFalla(comoFalla(causa));
    }
  };
  const abrir = async () => {
    setFalla(null);
    setDicho("");
    try {
      const archivo = await puente.elegirArchivo("bpmn");
      if (archivo === null) return;
      const examinado = await puente.llamar("examinar_bpmn", {
        archivo: archivo.id,
      });
      setElegido({ id: archivo.id, examinado });
    } catch (causa) {
      setFalla(comoFalla(causa));
    }
  };

  return (
    <>
      <div className={estilos["barra"]}>
        {VERSIONES.filter(({ id }) => pasos[id] > 0).map(({ id, titulo }) => (
          <Boton key={id} pequeno onPress={() => void guardar(id)}>
            Guardar como BPMN: {titulo.toLowerCase()}
          </Boton>
        ))}
        {!soloLectura && (
          <Boton pequeno onPress={() => void abrir()}>
            Abrir un archivo BPMN…
          </Boton>
        )}
        <span role="status" className={estilos["tenue"]}>
          {dicho}
        </span>
      </div>
      <AvisoDeFalla error={falla} />
      {elegido !== null && (
        <ImportarBpmn
          elegido={elegido}
          tramite={tramite}
          pasos={pasos}
          alCerrar={(mensaje) => {
            setElegido(null);
            setDicho(mensaje);
          }}
        />
      )}
    </>
  );
}

/** What the file would bring, before anything changes. */
function ImportarBpmn({
  elegido: { id, examinado },
  tramite,
  pasos,
  alCerrar,
}: {
  elegido: Elegido;
  tramite: string;
  pasos: Readonly<Record<VersionPaso, number>>;
  alCerrar: (mensaje: string) => void;
}) {
  const [como, setComo] = useState<VersionPaso>("propuesta");
  const importar = useAccion("importar_bpmn");
  const { cuenta } = examinado;
  const avisos = [...cuenta.avisos, ...examinado.sin_lugar];
  const hacer = async () => {
    const hecho = await importar.ejecutar({ archivo: id, tramite, como });
    if (hecho === null) return;
    const n = hecho.valor.pasos;
    alCerrar(
      `${n === 1 ? "Se tomó" : "Se tomaron"} ${cuantos(n, "paso", "pasos")} del archivo. Quedó adjunto como llegó; «Deshacer» lo quita todo.`,
    );
  };
  return (
    <Dialogo
      abierto
      ancho="amplio"
      alCerrar={() => alCerrar("")}
      titulo={`«${visible(examinado.archivo)}» trae ${cuantos(examinado.pasos.length, "paso", "pasos")}`}
      acciones={
        <>
          <Boton onPress={() => alCerrar("")}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={examinado.pasos.length === 0 || importar.enCurso}
            onPress={() => void hacer()}
          >
            {como === "actual"
              ? "Usar como situación actual"
              : "Usar como propuesta"}
          </Boton>
        </>
      }
    >
      <div className={estilos["apilada"]}>
        <AvisoDeFalla error={importar.error} />
        <Opciones
          etiqueta="Qué versión es"
          opciones={VERSIONES}
          elegida={como}
          alElegir={setComo}
        />
        {pasos[como] > 0 && (
          <Aviso tono="aviso" titulo="Reemplaza los pasos que hay">
            {cuantos(pasos[como], "paso", "pasos")} de esta versión{" "}
            {pasos[como] === 1 ? "se retira" : "se retiran"} en la misma
            operación, salvo los que el archivo reconoce como los mismos. Puede
            deshacerlo.
          </Aviso>
        )}
        <p className={estilos["tenue"]}>
          {[
            cuantos(cuenta.actividades, "actividad", "actividades"),
            cuantos(cuenta.compuertas, "compuerta", "compuertas"),
            cuantos(cuenta.eventos, "evento", "eventos"),
            cuantos(cuenta.flujos, "flecha", "flechas"),
            cuantos(cuenta.carriles, "carril", "carriles"),
          ].join(" · ")}
          {examinado.propio &&
            " · Lo escribió este programa: vuelve campo por campo."}
        </p>
        <Tabla
          titulo="Pasos que trae el archivo"
          clave={(p) => `${p.numero}`}
          columnas={[
            {
              id: "numero",
              titulo: "#",
              cifra: true,
              celda: (p) => p.numero,
            },
            {
              id: "texto",
              titulo: "Paso",
              encabeza: true,
              ancho: "ancha",
              celda: (p) => visible(p.texto),
            },
            { id: "actor", titulo: "Quién", celda: (p) => visible(p.actor) },
            { id: "unidad", titulo: "Unidad", celda: (p) => visible(p.unidad) },
            {
              id: "resultados",
              titulo: "Resultados",
              celda: (p) => visible(p.resultados),
            },
          ]}
          filas={examinado.pasos}
        />
        {avisos.length > 0 && (
          <details>
            <summary>
              {cuantos(
                avisos.length,
                "cosa que conviene saber",
                "cosas que conviene saber",
              )}
            </summary>
            <ul>
              {avisos.map((a, i) => (
                <li key={`${a.codigo}-${i}`}>{visible(a.mensaje)}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Dialogo>
  );
}
