import { useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { campoLocal } from "../../componentes/Campo/local";
import { AgregarFila } from "../../componentes/Fila/AgregarFila";
import { EditarFila } from "../../componentes/Fila/EditarFila";
import { useCampos } from "../../puente/consultas";
import type { RondaDto } from "../../puente/generado/RondaDto";
import type { VotanteDto } from "../../puente/generado/VotanteDto";
import { useAccion } from "../../puente/mutaciones";
import { visible } from "../../textos/visible";

const NOMBRE = {
  campo: "nombre",
  ...campoLocal("Nombre", {
    ayuda: "Quién califica.",
    ejemplo: "Ana Lucía López Pérez",
    maximo: 120,
  }),
};
const CARGO = {
  campo: "cargo",
  ...campoLocal("Cargo", {
    ayuda: "El acta lo imprime junto al nombre.",
    ejemplo: "Asesor jurídico",
    maximo: 120,
  }),
};

/** Chooses who is rating, adds somebody, and edits who is there. */
export function ElegirPersona({
  ronda,
  elegida,
  soloLectura,
  alElegir,
}: {
  ronda: RondaDto;
  elegida: string | null;
  soloLectura: boolean;
  alElegir: (id: string) => void;
}) {
  const [abierto, setAbierto] = useState<"agregar" | "editar" | null>(null);
  const persona = ronda.votantes.find(({ entidad }) => entidad.id === elegida);
  return (
    <>
      {ronda.votantes.length > 0 && (
        <label>
          <span>Persona</span>
          <select
            value={elegida ?? ""}
            onChange={(e) => alElegir(e.target.value)}
          >
            {ronda.votantes.map(({ entidad, nombre }) => (
              <option key={entidad.id} value={entidad.id}>
                {visible(nombre)}
              </option>
            ))}
          </select>
        </label>
      )}
      {!soloLectura && (
        <Boton onPress={() => setAbierto("agregar")}>Agregar persona…</Boton>
      )}
      {!soloLectura && persona !== undefined && (
        <Boton onPress={() => setAbierto("editar")}>Editar persona…</Boton>
      )}
      {abierto === "agregar" && (
        <AgregarPersona
          ronda={ronda.entidad.id}
          alAgregar={alElegir}
          alCerrar={() => setAbierto(null)}
        />
      )}
      {abierto === "editar" && persona !== undefined && (
        <EditarPersona persona={persona} alCerrar={() => setAbierto(null)} />
      )}
    </>
  );
}

function AgregarPersona({
  ronda,
  alAgregar,
  alCerrar,
}: {
  ronda: string;
  alAgregar: (id: string) => void;
  alCerrar: () => void;
}) {
  const agregar = useAccion("agregar_votante");
  return (
    <AgregarFila
      titulo="Agregar a quien califica"
      accion="Agregar persona"
      campos={[NOMBRE, CARGO]}
      revisar={({ nombre = "" }) =>
        (nombre.match(/\p{L}/gu) ?? []).length < 3
          ? {
              nombre: "Escriba el nombre de la persona, con al menos 3 letras.",
            }
          : {}
      }
      agregar={{
        ...agregar,
        ejecutar: async ({ nombre = "", cargo = "" }) => {
          const hecho = await agregar.ejecutar({
            ronda,
            nombre: String(nombre),
            cargo: String(cargo),
          });
          const id = hecho?.valor.ids[0];
          if (id !== undefined) alAgregar(id);
          return hecho;
        },
      }}
      alCerrar={alCerrar}
    />
  );
}

function EditarPersona({
  persona,
  alCerrar,
}: {
  persona: VotanteDto;
  alCerrar: () => void;
}) {
  const campos = useCampos("votante").filter(({ editable }) => editable);
  const nombre = visible(persona.nombre);
  return (
    <EditarFila
      titulo={nombre}
      entidad={persona.entidad}
      campos={campos}
      que={`a ${nombre} de la ronda`}
      alCerrar={alCerrar}
    />
  );
}
