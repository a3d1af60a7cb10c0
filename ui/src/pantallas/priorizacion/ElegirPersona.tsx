import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo, CampoGuardado } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { useCampos } from "../../puente/consultas";
import type { RondaDto } from "../../puente/generado/RondaDto";
import type { VotanteDto } from "../../puente/generado/VotanteDto";
import { useAccion } from "../../puente/mutaciones";
import { visible } from "../../textos/visible";
import { Retirar } from "../comite/Retirar";
import estilos from "./Pesos.module.css";

const NOMBRE = campoLocal("Nombre", {
  ayuda: "Quién califica.",
  ejemplo: "Ana Lucía López Pérez",
  maximo: 120,
});
const CARGO = campoLocal("Cargo", {
  ayuda: "El acta lo imprime junto al nombre.",
  ejemplo: "Asesor jurídico",
  maximo: 120,
});

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
  const [nombre, setNombre] = useState("");
  const [cargo, setCargo] = useState("");
  const [error, setError] = useState<string | null>(null);
  const enviar = async () => {
    if ((nombre.match(/\p{L}/gu) ?? []).length < 3) {
      setError("Escriba el nombre de la persona, con al menos 3 letras.");
      return;
    }
    setError(null);
    const hecho = await agregar.ejecutar({
      ronda,
      nombre: nombre.trim(),
      cargo: cargo.trim(),
    });
    const id = hecho?.valor.ids[0];
    if (id === undefined) return;
    alAgregar(id);
    alCerrar();
  };
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo="Agregar a quien califica"
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={agregar.enCurso}
            onPress={() => void enviar()}
          >
            Agregar persona
          </Boton>
        </>
      }
    >
      <AvisoDeFalla error={agregar.error} />
      <Campo
        campo={NOMBRE}
        texto={nombre}
        alCambiar={setNombre}
        error={error}
      />
      <Campo campo={CARGO} texto={cargo} alCambiar={setCargo} />
    </Dialogo>
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
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo={nombre}
      acciones={
        <>
          <Retirar
            entidad={persona.entidad}
            que={`a ${nombre} de la ronda`}
            alRetirar={alCerrar}
          />
          <Boton aspecto="primario" onPress={alCerrar}>
            Cerrar
          </Boton>
        </>
      }
    >
      <p className={estilos["tenue"]}>
        Cada dato se guarda al salir de su campo.
      </p>
      {campos.map((campo) => (
        <CampoGuardado
          key={campo.campo}
          entidad={persona.entidad}
          campo={campo}
        />
      ))}
    </Dialogo>
  );
}
