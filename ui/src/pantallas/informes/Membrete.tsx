import { useState } from "react";
import { Aviso, AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { CampoGuardado } from "../../componentes/Campo/Campo";
import { Carga } from "../../componentes/Carga/Carga";
import { AgregarFila } from "../../componentes/Fila/AgregarFila";
import { Retirar } from "../../componentes/Fila/Retirar";
import { DosColumnas, Hoja } from "../../componentes/Hoja/Hoja";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { useCampos, useConsulta } from "../../puente/consultas";
import { usePuente } from "../../puente/contexto";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import type { MembreteDto } from "../../puente/generado/MembreteDto";
import { useAccion } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { tamano } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { OrdenDeSecciones } from "./OrdenDeSecciones";
import estilos from "./Informes.module.css";

/** Written by other means than a box of text. */
const APARTE: ReadonlySet<string> = new Set(["logo", "orden_de_secciones"]);

/** The head, the logo, the signatures and the order of the sections: data of the institution. */
export function Membrete({
  nombre,
  gae,
  soloLectura,
}: {
  /** Of the institution whose letterhead this is. */
  nombre: string;
  gae: boolean;
  soloLectura: boolean;
}) {
  const membrete = useConsulta("membrete", { institucion: null });
  return (
    <Carga consulta={membrete}>
      {(dato) =>
        dato.entidad === null ? (
          <SinMembrete nombre={nombre} soloLectura={soloLectura} />
        ) : (
          <DosColumnas
            principal={
              <Datos
                membrete={dato}
                entidad={dato.entidad}
                soloLectura={soloLectura}
              />
            }
            ayuda={
              <>
                <Logo
                  membrete={dato}
                  entidad={dato.entidad}
                  soloLectura={soloLectura}
                />
                <OrdenDeSecciones
                  entidad={dato.entidad}
                  tipo={gae ? "consolidado" : "avance"}
                  soloLectura={soloLectura}
                />
                <Hoja titulo="Dónde sale">
                  <p className={estilos["tenue"]}>
                    El encabezado y el logotipo van en la portada de cada
                    informe; las firmas, en su última página. Lo que cambie aquí
                    se ve en la vista previa.
                  </p>
                </Hoja>
              </>
            }
          />
        )
      }
    </Carga>
  );
}

function SinMembrete({
  nombre,
  soloLectura,
}: {
  nombre: string;
  soloLectura: boolean;
}) {
  const agregar = useAccion("agregar_filas");
  return (
    <>
      <AvisoDeFalla error={agregar.error} />
      <Vacio
        titulo="Los informes salen sin membrete"
        {...(soloLectura
          ? {}
          : {
              acciones: (
                <Boton
                  aspecto="primario"
                  isDisabled={agregar.enCurso}
                  onPress={() =>
                    void agregar.ejecutar({
                      padre: null,
                      clase: "membrete",
                      despues_de: null,
                      filas: [{ lineas: nombre }],
                    })
                  }
                >
                  Empezar el membrete
                </Boton>
              ),
            })}
      >
        Escriba el encabezado, la dirección y quiénes firman, y agregue el
        logotipo: salen en todos los informes.
      </Vacio>
    </>
  );
}

function Datos({
  membrete,
  entidad,
  soloLectura,
}: {
  membrete: MembreteDto;
  entidad: EntidadDto;
  soloLectura: boolean;
}) {
  const campos = useCampos("membrete");
  const deFirma = useCampos("firma");
  const [agrega, setAgrega] = useState(false);
  return (
    <>
      {membrete.avisos.length > 0 && (
        <Aviso tono="aviso" titulo="Algo del membrete no se puede imprimir">
          <ul>
            {membrete.avisos.map((aviso) => (
              <li key={aviso}>{visible(aviso)}</li>
            ))}
          </ul>
        </Aviso>
      )}
      <Hoja titulo="Datos del membrete">
        <p className={estilos["tenue"]}>
          Cada dato se guarda al salir de su campo.
        </p>
        {campos
          .filter(({ campo }) => !APARTE.has(campo))
          .map((campo) => (
            <CampoGuardado
              key={campo.campo}
              entidad={entidad}
              campo={campo}
              soloLectura={soloLectura}
            />
          ))}
      </Hoja>
      <Hoja
        titulo={
          membrete.firmas.length === 0
            ? "Nadie firma los informes"
            : "Quiénes firman, en este orden"
        }
        acciones={
          !soloLectura && (
            <Boton pequeno onPress={() => setAgrega(true)}>
              Agregar firma
            </Boton>
          )
        }
      >
        {membrete.firmas.length === 0 && (
          <p className={estilos["tenue"]}>
            Quienes agregue aquí tienen su línea en la última página.
          </p>
        )}
        {agrega && (
          <NuevaFirma
            despuesDe={membrete.firmas.at(-1)?.id ?? null}
            campos={deFirma}
            alCerrar={() => setAgrega(false)}
          />
        )}
        {membrete.firmas.map((firma, i) => (
          <div
            key={firma.id}
            className={estilos["firma"]}
            role="group"
            aria-label={`Firma ${i + 1}`}
          >
            {deFirma.map((campo) => (
              <CampoGuardado
                key={campo.campo}
                entidad={firma}
                campo={campo}
                soloLectura={soloLectura}
              />
            ))}
            {!soloLectura && (
              <Retirar entidad={firma} que="esta firma" alRetirar={() => {}} />
            )}
          </div>
        ))}
      </Hoja>
    </>
  );
}

function NuevaFirma({
  despuesDe,
  campos,
  alCerrar,
}: {
  despuesDe: string | null;
  campos: ReadonlyArray<CampoDto>;
  alCerrar: () => void;
}) {
  const agregar = useAccion("agregar_filas");
  return (
    <AgregarFila
      titulo="Agregar firma"
      campos={campos}
      revisar={({ nombre = "" }) =>
        nombre === "" ? { nombre: "Escriba el nombre de quien firma." } : {}
      }
      agregar={{
        ...agregar,
        ejecutar: (valores) =>
          agregar.ejecutar({
            padre: null,
            clase: "firma",
            despues_de: despuesDe,
            filas: [valores],
          }),
      }}
      alCerrar={alCerrar}
    />
  );
}

/** The logo is a file attached to the letterhead, and the letterhead says which of them it is. */
function Logo({
  membrete,
  entidad,
  soloLectura,
}: {
  membrete: MembreteDto;
  entidad: EntidadDto;
  soloLectura: boolean;
}) {
  const puente = usePuente();
  const adjuntar = useAccion("adjuntar");
  const guardar = useAccion("guardar_celdas");
  const [falla, setFalla] = useState<FallaError | null>(null);
  const fijar = (valor: string | null) =>
    guardar.ejecutar({
      celdas: [
        {
          entidad: entidad.id,
          campo: "logo",
          valor,
          padres: entidad.celdas["logo"]?.padres ?? [],
        },
      ],
      motivo: "",
    });
  const elegir = async () => {
    setFalla(null);
    try {
      const archivo = await puente.elegirArchivo("evidencia");
      if (archivo === null) return;
      const hecho = await adjuntar.ejecutar({
        tramite: entidad.id,
        archivo: archivo.id,
      });
      const id = hecho?.valor.ids[0];
      if (id !== undefined) await fijar(id);
    } catch (causa) {
      setFalla(comoFalla(causa));
    }
  };
  return (
    <Hoja titulo={membrete.logo === null ? "Sin logotipo" : "Logotipo"}>
      <AvisoDeFalla error={adjuntar.error ?? guardar.error ?? falla} />
      {membrete.logo === null ? (
        <p className={estilos["tenue"]}>
          Una imagen PNG con fondo blanco o transparente.
        </p>
      ) : (
        <p>
          {visible(membrete.logo.nombre)}, {tamano(membrete.logo.bytes)}.
        </p>
      )}
      {!soloLectura && (
        <span className={estilos["acciones"]}>
          <Boton pequeno onPress={() => void elegir()}>
            {membrete.logo === null ? "Elegir logotipo" : "Cambiar logotipo"}
          </Boton>
          {membrete.logo !== null && (
            <Boton pequeno aspecto="discreto" onPress={() => void fijar(null)}>
              Quitar logotipo
            </Boton>
          )}
        </span>
      )}
    </Hoja>
  );
}
