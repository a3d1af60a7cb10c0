import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { CampoGuardado } from "../../componentes/Campo/Campo";
import { Carga } from "../../componentes/Carga/Carga";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { AgregarFila } from "../../componentes/Fila/AgregarFila";
import { EditarFila } from "../../componentes/Fila/EditarFila";
import { Retirar } from "../../componentes/Fila/Retirar";
import { DosColumnas, Hoja } from "../../componentes/Hoja/Hoja";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { valorParaLeer } from "../../componentes/Campo/valores";
import { useCampos, useComite } from "../../puente/consultas";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { ComiteDto } from "../../puente/generado/ComiteDto";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import type { ValorDto } from "../../puente/generado/ValorDto";
import { useAccion } from "../../puente/mutaciones";
import { escribirRuta } from "../../rutas";
import { cuantos, hoy } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import estilos from "./Comite.module.css";

/** Members fields in the order of the form; what the core adds later goes at the end. */
const ORDEN = [
  "nombre",
  "rol",
  "titular_o_suplente",
  "cargo",
  "unidad",
  "correo",
  "telefono",
  "desde",
  "hasta",
];

function enOrden(campos: ReadonlyArray<CampoDto>): ReadonlyArray<CampoDto> {
  const lugar = ({ campo }: CampoDto) => {
    const i = ORDEN.indexOf(campo);
    return i === -1 ? ORDEN.length : i;
  };
  return campos.toSorted((a, b) => lugar(a) - lugar(b));
}

function leer(
  entidad: EntidadDto,
  campos: ReadonlyArray<CampoDto>,
  campo: string,
): string {
  const declarado = campos.find((uno) => uno.campo === campo);
  const valor = entidad.celdas[campo]?.valor ?? null;
  return visible(
    declarado === undefined
      ? String(valor ?? "")
      : valorParaLeer(declarado, valor),
  );
}

/** Who answers for the process: members, the roles that nobody holds, and the document. */
export function Comite() {
  const comite = useComite();
  const campos = enOrden(useCampos("integrante"));
  const [edita, setEdita] = useState<string | null>(null);
  const [agrega, setAgrega] = useState<Record<string, ValorDto> | null>(null);
  const integrantes = comite.data?.integrantes ?? [];
  const vacantes = comite.data?.roles_vacantes ?? [];
  const editado = integrantes.find(({ id }) => id === edita);
  return (
    <Pagina
      ventana="Comité"
      titulo={
        comite.data === undefined
          ? "Comité de Simplificación"
          : integrantes.length === 0
            ? "El comité todavía no tiene integrantes"
            : `El comité tiene ${cuantos(integrantes.length, "integrante", "integrantes")}${
                vacantes.length === 0
                  ? " y ningún rol obligatorio vacante"
                  : ` y ${cuantos(vacantes.length, "rol obligatorio vacante", "roles obligatorios vacantes")}`
              }`
      }
      subtitulo="Los nombres quedan en este archivo; no salen en los informes consolidados."
      acciones={
        <Boton aspecto="primario" onPress={() => setAgrega({})}>
          Agregar integrante
        </Boton>
      }
    >
      <Carga consulta={comite}>
        {(dato) => (
          <DosColumnas
            principal={
              <>
                <Integrantes
                  comite={dato}
                  campos={campos}
                  alEditar={setEdita}
                  alAgregar={() => setAgrega({})}
                />
                <Documentos comite={dato} />
              </>
            }
            ayuda={
              <Vacantes comite={dato} campos={campos} alAgregar={setAgrega} />
            }
          />
        )}
      </Carga>
      {agrega !== null && (
        <NuevoIntegrante
          campos={campos}
          inicial={agrega}
          alCerrar={() => setAgrega(null)}
        />
      )}
      {editado !== undefined && (
        <EditarFila
          key={editado.id}
          titulo={leer(editado, campos, "nombre") || "Integrante"}
          entidad={editado}
          campos={campos}
          que={`a ${leer(editado, campos, "nombre")} del comité`}
          enDosColumnas
          alCerrar={() => setEdita(null)}
        />
      )}
    </Pagina>
  );
}

function Integrantes({
  comite,
  campos,
  alEditar,
  alAgregar,
}: {
  comite: ComiteDto;
  campos: ReadonlyArray<CampoDto>;
  alEditar: (id: string) => void;
  alAgregar: () => void;
}) {
  if (comite.integrantes.length === 0)
    return (
      <Vacio
        titulo="Agregue a quienes integran el comité"
        acciones={<Boton onPress={alAgregar}>Agregar la primera persona</Boton>}
      >
        <p>
          Con al menos tres integrantes y un titular en cada rol obligatorio se
          puede entregar la fase 6.1.1.
        </p>
      </Vacio>
    );
  return (
    <Tabla
      titulo="Integrantes del comité"
      filas={comite.integrantes}
      clave={({ id }) => id}
      columnas={[
        {
          id: "nombre",
          titulo: "Nombre",
          encabeza: true,
          celda: (una) => {
            const nombre = leer(una, campos, "nombre");
            return nombre === "" ? "Sin nombre" : nombre;
          },
        },
        {
          id: "cargo",
          titulo: "Cargo",
          celda: (una) => leer(una, campos, "cargo"),
        },
        {
          id: "rol",
          titulo: "Rol en el comité",
          celda: (una) => leer(una, campos, "rol"),
        },
        {
          id: "calidad",
          titulo: "Calidad",
          celda: (una) => {
            const calidad = leer(una, campos, "titular_o_suplente");
            return calidad === "" ? "Titular" : calidad;
          },
        },
        {
          id: "estado",
          titulo: "Estado",
          celda: (una) => {
            const hasta = una.celdas["hasta"]?.valor ?? null;
            const activo = hasta === null || String(hasta) >= hoy();
            return activo ? (
              <Etiqueta tono="bien">Activo</Etiqueta>
            ) : (
              <Etiqueta>Hasta {leer(una, campos, "hasta")}</Etiqueta>
            );
          },
        },
        {
          id: "editar",
          titulo: "Acciones",
          ancho: "angosta",
          celda: (una) => (
            <Boton
              pequeno
              aria-label={`Editar a ${leer(una, campos, "nombre")}`}
              onPress={() => alEditar(una.id)}
            >
              Editar
            </Boton>
          ),
        },
      ]}
    />
  );
}

function Vacantes({
  comite,
  campos,
  alAgregar,
}: {
  comite: ComiteDto;
  campos: ReadonlyArray<CampoDto>;
  alAgregar: (inicial: Record<string, ValorDto>) => void;
}) {
  const roles = campos.find(({ campo }) => campo === "rol")?.opciones ?? [];
  return (
    <>
      <Hoja titulo="Roles obligatorios vacantes">
        {comite.roles_vacantes.length === 0 ? (
          <Etiqueta tono="bien">Todos tienen titular</Etiqueta>
        ) : (
          <ul className={estilos["vacantes"]}>
            {comite.roles_vacantes.map((rol) => {
              const opcion = roles.find(
                ({ id, etiqueta }) => id === rol || etiqueta === rol,
              );
              return (
                <li key={rol} className={estilos["vacante"]}>
                  <span>{opcion?.etiqueta ?? rol}</span>
                  <Boton
                    pequeno
                    aria-label={`Agregar titular de ${opcion?.etiqueta ?? rol}`}
                    onPress={() =>
                      alAgregar({
                        titular_o_suplente: "titular",
                        ...(opcion === undefined ? {} : { rol: opcion.id }),
                      })
                    }
                  >
                    Agregar titular
                  </Boton>
                </li>
              );
            })}
          </ul>
        )}
        <p className={estilos["tenue"]}>
          La lista de roles es criterio de la herramienta. Quien delega la
          autoridad superior firma el documento de conformación.
        </p>
      </Hoja>
      <Hoja>
        <p className={estilos["tenue"]}>
          <strong>Ejemplo.</strong> Dirección de Planificación coordina;
          Asesoría Jurídica juzga los posibles hallazgos; Informática responde
          por los sistemas. <strong>Error frecuente:</strong> nombrar solo a la
          unidad, sin una persona.
        </p>
      </Hoja>
    </>
  );
}

function NuevoIntegrante({
  campos,
  inicial,
  alCerrar,
}: {
  campos: ReadonlyArray<CampoDto>;
  inicial: Record<string, ValorDto>;
  alCerrar: () => void;
}) {
  const agregar = useAccion("agregar_filas");
  return (
    <AgregarFila
      titulo="Agregar integrante"
      campos={campos.filter(({ campo }) => ["nombre", "rol"].includes(campo))}
      inicial={{ rol: String(inicial["rol"] ?? "") }}
      revisar={({ nombre = "" }) =>
        nombre === ""
          ? {
              nombre:
                "Escriba el nombre de la persona. Los demás datos puede completarlos después.",
            }
          : {}
      }
      agregar={{
        ...agregar,
        ejecutar: (valores) =>
          agregar.ejecutar({
            padre: null,
            clase: "integrante",
            despues_de: null,
            filas: [
              {
                titular_o_suplente: "titular",
                desde: hoy(),
                ...inicial,
                ...valores,
              },
            ],
          }),
      }}
      alCerrar={alCerrar}
    />
  );
}

function Documentos({ comite }: { comite: ComiteDto }) {
  const campos = useCampos("documento_conformacion");
  const agregar = useAccion("agregar_filas");
  const nuevo = () =>
    void agregar.ejecutar({
      padre: null,
      clase: "documento_conformacion",
      despues_de: null,
      filas: [{ tipo: "acuerdo" }],
    });
  return (
    <Hoja
      titulo="Documento de conformación"
      acciones={
        comite.documentos.length > 0 && (
          <Boton pequeno isDisabled={agregar.enCurso} onPress={nuevo}>
            Agregar otro documento
          </Boton>
        )
      }
    >
      <AvisoDeFalla error={agregar.error} />
      <p className={estilos["tenue"]}>
        El acuerdo, acta u oficio que crea el comité. El archivo firmado se
        adjunta como evidencia al{" "}
        <a
          href={escribirRuta({
            pantalla: "recorrido",
            fase: "conformacion_comite",
          })}
        >
          entregar la fase 6.1.1
        </a>
        .
      </p>
      {comite.documentos.length === 0 ? (
        <div>
          <Boton isDisabled={agregar.enCurso} onPress={nuevo}>
            Agregar documento
          </Boton>
        </div>
      ) : (
        comite.documentos.map((documento) => (
          <div key={documento.id} className={estilos["documento"]}>
            <div className={estilos["formulario"]}>
              {campos.map((campo) => (
                <CampoGuardado
                  key={campo.campo}
                  entidad={documento}
                  campo={campo}
                />
              ))}
            </div>
            <Retirar
              entidad={documento}
              que="este documento"
              alRetirar={() => {}}
            />
          </div>
        ))
      )}
    </Hoja>
  );
}
