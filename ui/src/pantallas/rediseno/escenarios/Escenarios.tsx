import { useState } from "react";
import { AvisoDeFalla } from "../../../componentes/Aviso/Aviso";
import { Boton } from "../../../componentes/Boton/Boton";
import { Campo } from "../../../componentes/Campo/Campo";
import { campoLocal } from "../../../componentes/Campo/local";
import { Dialogo } from "../../../componentes/Dialogo/Dialogo";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { Hoja } from "../../../componentes/Hoja/Hoja";
import { DialogoMotivo } from "../../../componentes/Rejilla/DialogoMotivo";
import type { EscenarioDto } from "../../../puente/generado/EscenarioDto";
import { useAccion } from "../../../puente/mutaciones";
import { cuantos } from "../../../textos/formatos";
import { leerDinero } from "../../../textos/valores";
import { visible } from "../../../textos/visible";
import { Opciones } from "../../ficha/calculos/Opciones";
import type { DeUno } from "../Uno";
import { ESTADO_ESCENARIO } from "../palabras";
import { Efecto } from "./Efecto";
import { FilaDeDecision } from "./FilaDeDecision";
import type { Renglon } from "./FilaDeDecision";
import { Guardados } from "./Guardados";
import { Sugerencias } from "./Sugerencias";
import {
  borradorDe,
  borradorNuevo,
  cambiado,
  centavosDe,
  conDecision,
  conSugerencia,
  copiaDe,
  decisionDe,
  paraEnsayar,
} from "./borrador";
import type { Borrador } from "./borrador";
import { useEnsayoDeCambios } from "./useEnsayoDeCambios";
import estilos from "./Escenarios.module.css";

const NOMBRE = campoLocal("Nombre del escenario", {
  ayuda: "Una frase que lo distinga de los otros.",
  ejemplo: "Sin papel, una sola visita",
  maximo: 120,
});
const ARANCEL = campoLocal("Arancel propuesto", {
  tipo: "dinero",
  ayuda: "Vacío si no cambia; 0 si sería gratuito.",
});

const INDIRECTO = campoLocal("Costo indirecto propuesto", {
  tipo: "dinero",
  ayuda: "Copias, papel, timbres y otros pagos. Vacío si no cambia.",
});

function errorDe(escrito: string): string | null {
  if (escrito.trim() === "") return null;
  const lectura = leerDinero(escrito);
  return "error" in lectura ? lectura.error : null;
}

type Pregunta =
  | { que: "guardar" }
  | { que: "elegir" | "descartar"; escenario: EscenarioDto }
  | { que: "dejar"; por: Borrador };

/** Ticks over requisitos and pasos, with what they would change said at once. */
export function Escenarios({
  dto,
  campos,
  soloLectura,
  alVer,
  borrador: recibido,
  setBorrador,
}: DeUno & {
  /** What is being tried; null before anything is. It lives above so that another tab does not lose it. */
  borrador: Borrador | null;
  setBorrador: (borrador: Borrador) => void;
}) {
  const elegido = dto.escenarios.find(({ estado }) => estado === "elegido");
  const inicial = elegido ?? dto.escenarios.at(-1);
  const borrador =
    recibido ??
    (inicial === undefined ? borradorNuevo(dto) : borradorDe(inicial));
  const [vista, setVista] = useState<"filas" | "sugerencias">("filas");
  const [pregunta, setPregunta] = useState<Pregunta | null>(null);
  const guardar = useAccion("guardar_escenario");
  const decidir = useAccion("decidir_escenario");
  const abierto = dto.escenarios.find(({ id }) => id === borrador.id) ?? null;
  const sinGuardar = cambiado(borrador);
  const centavos = centavosDe(borrador.arancel);
  const indirecto = centavosDe(borrador.indirecto);
  const ensayo = useEnsayoDeCambios(
    dto.tramite,
    paraEnsayar(borrador.decisiones),
    centavos ?? null,
    indirecto ?? null,
    dto,
  );
  const opcionesDe = (clase: string) =>
    campos.find((c) => c.clase === clase && c.campo === "accion")?.opciones ??
    [];
  const requisitos: Renglon[] = dto.requisitos.map((r) => ({
    id: r.id,
    clase: "requisito",
    numero: r.numero,
    texto: r.texto,
  }));
  const pasos: Renglon[] = dto.actuales.map((p) => ({
    id: p.id,
    clase: "paso",
    numero: p.numero,
    texto: p.texto,
  }));
  const cerrado = abierto?.estado === "elegido";
  const fijo = soloLectura || cerrado;

  const abrir = (por: Borrador) => {
    if (sinGuardar && borrador.decisiones.length > 0 && !soloLectura)
      setPregunta({ que: "dejar", por });
    else setBorrador(por);
  };
  const guardarCon = async (nombre: string): Promise<boolean> => {
    const hecho = await guardar.ejecutar({
      tramite: dto.tramite,
      id: cerrado ? null : borrador.id,
      nombre,
      arancel: centavos ?? null,
      costo_indirecto: indirecto ?? null,
      decisiones: [...borrador.decisiones],
    });
    const id = hecho?.valor.ids[0];
    if (id === undefined) return false;
    const base = { ...borrador, id, nombre };
    setBorrador({
      ...base,
      guardado: borradorDe({
        id,
        nombre,
        estado: "borrador",
        motivo: null,
        arancel: centavos ?? null,
        costo_indirecto: indirecto ?? null,
        decisiones: [...base.decisiones],
        medidas: [],
        actos: [],
        imposible: null,
      }).guardado,
      arancel: base.arancel.trim(),
    });
    return true;
  };
  const alCambiar = (b: Borrador) => {
    guardar.limpiar();
    setBorrador(b);
  };
  const filas = (titulo: string, renglones: ReadonlyArray<Renglon>) => (
    <Hoja titulo={titulo}>
      {renglones.length === 0 ? (
        <p className={estilos["tenue"]}>La ficha no tiene ninguno.</p>
      ) : (
        <ul className={estilos["filas"]}>
          {renglones.map((renglon) => (
            <FilaDeDecision
              key={`${borrador.id ?? "nuevo"}·${renglon.id}`}
              renglon={renglon}
              decision={
                borrador.decisiones.find((d) => d.donde === renglon.id) ?? null
              }
              acciones={opcionesDe(renglon.clase)}
              otros={renglones.filter(
                (o) =>
                  o.id !== renglon.id &&
                  !borrador.decisiones.some(
                    (d) =>
                      d.donde === o.id &&
                      [
                        "eliminar",
                        "fusionar",
                        "consultar_entre_entidades",
                      ].includes(d.accion),
                  ),
              )}
              razonDigital={dto.digital_espera}
              soloLectura={fijo}
              alCambiar={(decision) =>
                alCambiar(conDecision(borrador, renglon.id, decision))
              }
            />
          ))}
        </ul>
      )}
    </Hoja>
  );
  return (
    <div className={estilos["vista"]}>
      <div className={estilos["barra"]}>
        <div className={estilos["quien"]}>
          {" "}
          <p className={estilos["nombre"]}>
            {borrador.nombre === ""
              ? "Escenario nuevo"
              : visible(borrador.nombre)}
          </p>
          {abierto !== null && (
            <Etiqueta tono={ESTADO_ESCENARIO[abierto.estado].tono}>
              {ESTADO_ESCENARIO[abierto.estado].texto}
            </Etiqueta>
          )}
          <span className={estilos["ocupa"]}>
            {cerrado
              ? "Ya es la propuesta. Cópielo para probar más cambios."
              : borrador.id === null
                ? "Nada se guarda hasta que usted lo pida"
                : sinGuardar
                  ? "Con cambios sin guardar"
                  : "Guardado"}
          </span>
        </div>{" "}
        <div className={estilos["alFinal"]}>
          <Boton
            onPress={() => abrir(borradorNuevo(dto))}
            isDisabled={soloLectura}
          >
            Escenario nuevo
          </Boton>
          {borrador.id !== null && (
            <Boton
              isDisabled={soloLectura}
              onPress={() => setBorrador(copiaDe(borrador))}
            >
              Copiar
            </Boton>
          )}
          <Boton
            isDisabled={
              fijo ||
              guardar.enCurso ||
              centavos === undefined ||
              indirecto === undefined ||
              (!sinGuardar && borrador.id !== null)
            }
            onPress={() => {
              if (borrador.id === null) setPregunta({ que: "guardar" });
              else void guardarCon(borrador.nombre);
            }}
          >
            Guardar escenario
          </Boton>
          <Boton
            aspecto="primario"
            isDisabled={
              soloLectura || abierto === null || sinGuardar || cerrado
            }
            onPress={() =>
              abierto !== null &&
              setPregunta({ que: "elegir", escenario: abierto })
            }
          >
            Elegir como propuesta…
          </Boton>
        </div>
      </div>
      {pregunta === null && <AvisoDeFalla error={guardar.error} />}
      <div className={estilos["columnas"]}>
        <div className={estilos["columna"]}>
          <Opciones
            etiqueta="Qué se marca"
            opciones={[
              { id: "filas", titulo: "Requisitos y pasos" },
              {
                id: "sugerencias",
                titulo: `Sugerencias (${dto.sugerencias.length})`,
              },
            ]}
            elegida={vista}
            alElegir={setVista}
          />
          {vista === "filas" ? (
            <>
              {filas("Requisitos", requisitos)}
              {filas("Pasos de hoy", pasos)}
              <Hoja titulo="Lo que paga la persona">
                <div className={estilos["pagos"]}>
                  <Campo
                    campo={ARANCEL}
                    texto={borrador.arancel}
                    alCambiar={(arancel) => alCambiar({ ...borrador, arancel })}
                    soloLectura={fijo}
                    error={errorDe(borrador.arancel)}
                  />
                  <Campo
                    campo={INDIRECTO}
                    texto={borrador.indirecto}
                    alCambiar={(texto) =>
                      alCambiar({ ...borrador, indirecto: texto })
                    }
                    soloLectura={fijo}
                    error={errorDe(borrador.indirecto)}
                  />
                </div>
              </Hoja>
            </>
          ) : (
            <Hoja>
              <Sugerencias
                sugerencias={dto.sugerencias}
                borrador={borrador}
                soloLectura={fijo}
                alAplicar={(s, razon) =>
                  alCambiar(conSugerencia(borrador, s, razon))
                }
                alDejar={(s) =>
                  alCambiar(
                    s.decisiones.reduce(
                      (queda, d) => conDecision(queda, d.donde, null),
                      borrador,
                    ),
                  )
                }
              />
            </Hoja>
          )}
        </div>
        <div className={estilos["pegada"]}>
          <Efecto
            cambios={borrador.decisiones.length}
            nombres={
              new Map(
                dto.medidas.map(({ breve }) => [breve.medida, breve.nombre]),
              )
            }
            resultado={ensayo.resultado}
            error={ensayo.error}
            enCurso={ensayo.enCurso}
            alQuitar={(sobran) =>
              alCambiar(
                sobran.reduce(
                  (queda, p) =>
                    conDecision(queda, p.id, decisionDe(p.id, "eliminar")),
                  borrador,
                ),
              )
            }
          />
        </div>
      </div>
      {dto.escenarios.length > 0 && (
        <Guardados
          escenarios={dto.escenarios}
          abierto={borrador.id}
          soloLectura={soloLectura}
          alAbrir={(e) => abrir(borradorDe(e))}
          alCopiar={(e) => abrir(copiaDe(borradorDe(e)))}
          alElegir={(escenario) => setPregunta({ que: "elegir", escenario })}
          alDescartar={(escenario) =>
            setPregunta({ que: "descartar", escenario })
          }
        />
      )}
      {pregunta?.que === "guardar" && (
        <DialogoDeNombre
          inicial={borrador.nombre}
          error={guardar.error}
          enCurso={guardar.enCurso}
          alGuardar={async (nombre) => {
            if (await guardarCon(nombre)) setPregunta(null);
          }}
          alCerrar={() => {
            guardar.limpiar();
            setPregunta(null);
          }}
        />
      )}
      {(pregunta?.que === "elegir" || pregunta?.que === "descartar") && (
        <DialogoMotivo
          titulo={
            pregunta.que === "elegir"
              ? `¿Por qué «${visible(pregunta.escenario.nombre)}» será la propuesta?`
              : `¿Por qué se descarta «${visible(pregunta.escenario.nombre)}»?`
          }
          explicacion={
            pregunta.que === "elegir"
              ? `Sus ${cuantos(pregunta.escenario.decisiones.length, "decisión se escribe", "decisiones se escriben")} en los requisitos y los pasos de hoy. Los pasos de la propuesta se reemplazan por los que resultan. Puede deshacerlo.`
              : "Queda en la tabla con su motivo. Puede deshacerlo."
          }
          motivos={[]}
          boton={
            pregunta.que === "elegir"
              ? "Elegir como propuesta"
              : "Descartar escenario"
          }
          alConfirmar={async (motivo) => {
            const hecho = await decidir.ejecutar({
              id: pregunta.escenario.id,
              elegir: pregunta.que === "elegir",
              motivo,
            });
            if (hecho === null)
              return "No se pudo guardar. Revise que la ficha no haya cambiado y que falte poco por completar.";
            if (pregunta.que === "elegir") {
              setBorrador(
                borradorDe({ ...pregunta.escenario, estado: "elegido" }),
              );
              alVer("diagrama");
            }
            return null;
          }}
          alCerrar={() => setPregunta(null)}
        />
      )}
      {pregunta?.que === "dejar" && (
        <Dialogo
          abierto
          alCerrar={() => setPregunta(null)}
          titulo={`¿Dejar ${cuantos(borrador.decisiones.length, "cambio", "cambios")} sin guardar?`}
          acciones={
            <>
              <Boton onPress={() => setPregunta(null)}>Seguir aquí</Boton>
              <Boton
                aspecto="peligro"
                onPress={() => {
                  setBorrador(pregunta.por);
                  setPregunta(null);
                }}
              >
                Dejar los cambios
              </Boton>
            </>
          }
        >
          <p>
            Lo marcado en «{visible(borrador.nombre) || "Escenario nuevo"}» no
            se ha guardado y no se podrá recuperar.
          </p>
        </Dialogo>
      )}
    </div>
  );
}

function DialogoDeNombre({
  inicial,
  error,
  enCurso,
  alGuardar,
  alCerrar,
}: {
  inicial: string;
  error: ReturnType<typeof useAccion<"guardar_escenario">>["error"];
  enCurso: boolean;
  alGuardar: (nombre: string) => Promise<void>;
  alCerrar: () => void;
}) {
  const [nombre, setNombre] = useState(inicial);
  const deNombre =
    error?.falla.campos.find(({ campo }) => campo === "nombre")?.mensaje ??
    null;
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo="Guardar el escenario"
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={enCurso}
            onPress={() => void alGuardar(nombre)}
          >
            Guardar escenario
          </Boton>
        </>
      }
    >
      {deNombre === null && <AvisoDeFalla error={error} />}
      <Campo
        campo={NOMBRE}
        texto={nombre}
        alCambiar={setNombre}
        alSalir={() => {}}
        error={deNombre}
      />
    </Dialogo>
  );
}
