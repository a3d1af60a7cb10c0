import { useEffect, useId, useRef, useState } from "react";
import type { ReactNode } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Carga } from "../../componentes/Carga/Carga";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import {
  MINIMO_DE_MOTIVO,
  motivoSuficiente,
} from "../../componentes/Rejilla/DialogoMotivo";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { useCampos, useConsulta } from "../../puente/consultas";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { FilaTramite } from "../../puente/generado/FilaTramite";
import type { UnionPrevista } from "../../puente/generado/UnionPrevista";
import type { ValorDto } from "../../puente/generado/ValorDto";
import { useAccion } from "../../puente/mutaciones";
import { irA } from "../../rutas";
import { cuantos, numero } from "../../textos/formatos";
import { ESTADO_TRAMITE } from "../../textos/palabras";
import { textoDeValor } from "../../textos/valores";
import { visible } from "../../textos/visible";
import { ElegirOtro } from "./ElegirOtro";
import estilos from "./UnirTramites.module.css";

const MOTIVO = campoLocal("Motivo", {
  tipo: "texto_largo",
  ayuda: `Queda en el historial. Al menos ${MINIMO_DE_MOTIVO} letras.`,
  ejemplo: "Es el mismo trámite, importado dos veces.",
  maximo: 2000,
});
const NOMBRE_DE_FILAS: Readonly<Record<string, string>> = {
  requisito: "Requisitos",
  paso: "Pasos",
  base_legal: "Base legal",
  tiempo: "Tiempos de respuesta",
  adjunto: "Adjuntos",
};

/** How each is called beside its values: by its code, unless that tells nothing. */
function nombresDe(una: FilaTramite, otra: FilaTramite): [string, string] {
  const [a, b] = [visible(una.codigo), visible(otra.codigo)];
  return a === "" || b === "" || a === b ? ["Primero", "Segundo"] : [a, b];
}

/**
 * Joins two trámites that are one: what they say differently, what each has, and the reason. Without
 * `otra` it first asks which the other one is.
 */
export function UnirTramites({
  una,
  otra,
  alCerrar,
}: {
  una: FilaTramite;
  otra: FilaTramite | null;
  /** With the trámite that stands when they were joined. */
  alCerrar: (queda?: string) => void;
}) {
  const id = useId();
  const [pareja, setPareja] = useState<string | null>(otra?.id ?? null);
  const [marcado, setMarcado] = useState<string | null>(null);
  const [deOtra, setDeOtra] = useState<ReadonlySet<string>>(new Set());
  const [sinRepetidas, setSinRepetidas] = useState(true);
  const [motivo, setMotivo] = useState("");
  const [error, setError] = useState<string | null>(null);
  const unir = useAccion("unir_tramites");
  const prevista = useConsulta(
    "prever_union",
    { una: una.id, otra: pareja ?? "" },
    // While it joins, one of the two stops being there: it must not be asked again.
    { activa: pareja !== null && !unir.enCurso },
  );
  const cabeza = useRef<HTMLParagraphElement>(null);
  const buscador = useRef<HTMLInputElement>(null);

  // Each step begins at its beginning; the dialog itself places the first focus.
  const anterior = useRef(pareja);
  useEffect(() => {
    if (anterior.current === pareja) return;
    anterior.current = pareja;
    (pareja === null ? buscador : cabeza).current?.focus();
  }, [pareja]);

  const enviar = async (union: UnionPrevista) => {
    if (!motivoSuficiente(motivo)) {
      setError(
        `Escriba el motivo con al menos ${MINIMO_DE_MOTIVO} letras. Otra persona lo leerá en el historial.`,
      );
      const caja = document.getElementById(`${id}-motivo`);
      caja?.focus();
      // Once the error above it has its place.
      requestAnimationFrame(() => caja?.scrollIntoView({ block: "center" }));
      return;
    }
    setError(null);
    const hecho = await unir.ejecutar({
      una: una.id,
      otra: union.otra.id,
      de_otra: union.distintos
        .map(({ campo }) => campo)
        .filter((campo) => deOtra.has(campo)),
      sin_repetidas: sinRepetidas && repetidasDe(union) > 0,
      motivo: motivo.trim(),
    });
    const queda = hecho?.valor.ids[0];
    if (queda === undefined) return;
    alCerrar(queda);
    irA({ pantalla: "ficha", id: queda });
  };
  const volver = () => {
    setPareja(null);
    setDeOtra(new Set());
    setError(null);
    unir.limpiar();
  };

  const union = pareja === null ? undefined : prevista.data;
  return (
    <Dialogo
      abierto
      alCerrar={() => alCerrar()}
      ancho="amplio"
      titulo={
        pareja === null
          ? "¿Con qué trámite se une?"
          : "Unir dos trámites en uno"
      }
      acciones={
        <>
          <Boton onPress={() => alCerrar()}>Cancelar</Boton>
          {otra === null && pareja !== null && (
            <Boton isDisabled={unir.enCurso} onPress={volver}>
              Elegir otro trámite
            </Boton>
          )}
          {pareja === null ? (
            <Boton
              aspecto="primario"
              isDisabled={marcado === null}
              onPress={() => setPareja(marcado)}
            >
              Comparar los dos trámites
            </Boton>
          ) : (
            <Boton
              aspecto="primario"
              isDisabled={
                union === undefined ||
                union.impedimento !== null ||
                unir.enCurso
              }
              onPress={() => {
                if (union !== undefined) void enviar(union);
              }}
            >
              Unir los dos trámites
            </Boton>
          )}
        </>
      }
    >
      <div className={estilos["cuerpo"]}>
        {pareja === null ? (
          <ElegirOtro
            una={una}
            caja={buscador}
            marcado={marcado}
            alMarcar={setMarcado}
          />
        ) : (
          <>
            <p ref={cabeza} tabIndex={-1}>
              Queda un solo trámite, con las filas de los dos. Elija qué dato
              vale donde dicen cosas distintas.
            </p>
            <Carga consulta={prevista}>
              {(leida) => (
                <>
                  <Comparacion
                    union={leida}
                    deOtra={deOtra}
                    alElegir={(campo, esDeOtra) => {
                      const nuevo = new Set(deOtra);
                      if (esDeOtra) nuevo.add(campo);
                      else nuevo.delete(campo);
                      setDeOtra(nuevo);
                    }}
                    sinRepetidas={sinRepetidas}
                    alDejarFuera={setSinRepetidas}
                  />
                  <p className={estilos["nota"]}>
                    Puede volver atrás con «Deshacer»: los dos trámites quedan
                    otra vez como estaban, con todas sus filas.
                  </p>
                  <Campo
                    id={`${id}-motivo`}
                    campo={MOTIVO}
                    texto={motivo}
                    alCambiar={(texto) => {
                      setMotivo(texto);
                      setError(null);
                    }}
                    error={error}
                  />
                  <AvisoDeFalla
                    error={unir.error}
                    acciones={
                      <Boton
                        onPress={() => {
                          unir.limpiar();
                          void prevista.refetch();
                        }}
                      >
                        Comparar de nuevo
                      </Boton>
                    }
                  />
                </>
              )}
            </Carga>
          </>
        )}
      </div>
    </Dialogo>
  );
}

const repetidasDe = (union: UnionPrevista): number =>
  union.filas.reduce((suma, f) => suma + f.repetidas, 0);

function leerDato(campo: CampoDto | undefined, valor: ValorDto): string {
  // An amount goes without its currency, which is a line of its own when the two differ.
  if (campo !== undefined) return visible(textoDeValor(campo, valor));
  if (typeof valor === "boolean") return valor ? "Sí" : "No";
  return typeof valor === "number" ? numero(valor) : visible(valor ?? "");
}

/** The two side by side: nothing of this is written until they are joined. */
function Comparacion({
  union,
  deOtra,
  alElegir,
  sinRepetidas,
  alDejarFuera,
}: {
  union: UnionPrevista;
  deOtra: ReadonlySet<string>;
  alElegir: (campo: string, esDeOtra: boolean) => void;
  sinRepetidas: boolean;
  alDejarFuera: (si: boolean) => void;
}) {
  const id = useId();
  const campos = useCampos("tramite");
  const { una, otra, distintos, gana, filas, impedimento } = union;
  const [primero, segundo] = nombresDe(una, otra);
  const repetidas = repetidasDe(union);
  return (
    <>
      {impedimento !== null && (
        <Aviso tono="aviso" urgente titulo="Todavía no se pueden unir">
          <p>{visible(impedimento)}</p>
        </Aviso>
      )}
      <div className={estilos["dos"]}>
        <Cabecera fila={una} />
        <Cabecera fila={otra} />
      </div>
      <Parte titulo="Datos que dicen cosas distintas">
        {distintos.length === 0 ? (
          <p className={estilos["menor"]}>
            Ninguno: los dos dicen lo mismo, o solo uno lo dice.
          </p>
        ) : (
          distintos.map(({ campo, etiqueta, de_una, de_otra }) => {
            const declarado = campos.find((c) => c.campo === campo);
            return (
              <fieldset key={campo} className={estilos["dato"]}>
                <legend>{visible(etiqueta)}</legend>
                <div className={estilos["dos"]}>
                  {(
                    [
                      [primero, de_una, false],
                      [segundo, de_otra, true],
                    ] as const
                  ).map(([quien, valor, esDeOtra]) => (
                    <label key={String(esDeOtra)} className={estilos["opcion"]}>
                      <input
                        type="radio"
                        name={`${id}-${campo}`}
                        checked={deOtra.has(campo) === esDeOtra}
                        onChange={() => alElegir(campo, esDeOtra)}
                      />
                      <span>
                        <span className={estilos["quien"]}>{quien}</span>{" "}
                        <span className={estilos["valor"]}>
                          {leerDato(declarado, valor)}
                        </span>
                      </span>
                    </label>
                  ))}
                </div>
              </fieldset>
            );
          })
        )}
      </Parte>
      {gana.length > 0 && (
        <Parte titulo={`Datos que solo tiene ${segundo}, y que el unido gana`}>
          <ul className={estilos["gana"]}>
            {gana.map((dato) => (
              <li key={dato}>{visible(dato)}</li>
            ))}
          </ul>
        </Parte>
      )}
      {filas.length > 0 && (
        <Tabla
          titulo="Filas de los dos trámites"
          tituloVisible
          filas={filas}
          clave={({ clase }) => clase}
          columnas={[
            {
              id: "clase",
              titulo: "Filas",
              encabeza: true,
              celda: ({ clase }) =>
                NOMBRE_DE_FILAS[clase] ?? visible(clase.replaceAll("_", " ")),
            },
            {
              id: "una",
              titulo: primero,
              cifra: true,
              celda: (f) => numero(f.de_una),
            },
            {
              id: "otra",
              titulo: segundo,
              cifra: true,
              celda: (f) => numero(f.de_otra),
            },
            {
              id: "repetidas",
              titulo: "Repetidas",
              cifra: true,
              celda: (f) => numero(f.repetidas),
            },
            {
              id: "quedan",
              titulo: "Quedan",
              cifra: true,
              celda: (f) =>
                numero(f.de_una + f.de_otra - (sinRepetidas ? f.repetidas : 0)),
            },
          ]}
        />
      )}
      {repetidas > 0 && (
        <label className={estilos["casilla"]}>
          <input
            type="checkbox"
            checked={sinRepetidas}
            onChange={(e) => alDejarFuera(e.target.checked)}
          />
          <span>Dejar fuera las filas repetidas ({numero(repetidas)})</span>
        </label>
      )}
    </>
  );
}

function Parte({ titulo, children }: { titulo: string; children: ReactNode }) {
  return (
    <section className={estilos["parte"]}>
      <h3>{titulo}</h3>
      {children}
    </section>
  );
}

function Cabecera({ fila }: { fila: FilaTramite }) {
  const { texto, tono } = ESTADO_TRAMITE[fila.estado];
  return (
    <div className={estilos["tramite"]}>
      <span className={estilos["quien"]}>{visible(fila.codigo)}</span>
      <span className={estilos["nombre"]}>
        {visible(fila.nombre) || "Trámite sin nombre"}
      </span>
      <span className={estilos["detalles"]}>
        <Etiqueta tono={tono}>{texto}</Etiqueta>
        <span className={estilos["menor"]}>
          {visible(fila.unidad) || "Sin unidad"} ·{" "}
          {cuantos(fila.requisitos, "requisito", "requisitos")}
        </span>
      </span>
    </div>
  );
}
