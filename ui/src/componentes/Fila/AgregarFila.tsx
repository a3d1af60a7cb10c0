import { useState } from "react";
import type { FallaError } from "../../puente/puente";
import { AvisoDeFalla } from "../Aviso/Aviso";
import { Boton } from "../Boton/Boton";
import { Campo } from "../Campo/Campo";
import type { PropsDeCampo } from "../Campo/Campo";
import { Dialogo } from "../Dialogo/Dialogo";

export type Textos = Readonly<Record<string, string>>;

/** Asks for the data of a new row and writes it: nothing is kept until then. */
export function AgregarFila({
  titulo,
  accion = titulo,
  campos,
  inicial = {},
  revisar,
  agregar,
  alCerrar,
}: {
  titulo: string;
  /** Of the button. */
  accion?: string;
  campos: ReadonlyArray<PropsDeCampo["campo"] & { campo: string }>;
  inicial?: Textos;
  /** What is wrong with what was written, by field. */
  revisar: (textos: Textos) => Readonly<Record<string, string | undefined>>;
  agregar: {
    /** Writes the row; null when it was refused. */
    ejecutar: (textos: Textos) => Promise<unknown>;
    enCurso: boolean;
    error: FallaError | null;
  };
  alCerrar: () => void;
}) {
  const [textos, setTextos] = useState<Textos>(inicial);
  const [errores, setErrores] = useState<ReturnType<typeof revisar>>({});
  const enviar = async () => {
    const limpios = Object.fromEntries(
      Object.entries(textos).map(([campo, texto]) => [campo, texto.trim()]),
    );
    const malos = revisar(limpios);
    setErrores(malos);
    if (Object.keys(malos).length > 0) return;
    if ((await agregar.ejecutar(limpios)) !== null) alCerrar();
  };
  /** What the core refused in a field stands beside it too. */
  const errorDe = (campo: string) =>
    errores[campo] ??
    agregar.error?.falla.campos.find(
      (c) => c.campo === campo || c.campo.endsWith(`.${campo}`),
    )?.mensaje ??
    null;
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo={titulo}
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={agregar.enCurso}
            onPress={() => void enviar()}
          >
            {accion}
          </Boton>
        </>
      }
    >
      <AvisoDeFalla error={agregar.error} />
      {campos.map((campo) => (
        <Campo
          key={campo.campo}
          campo={campo}
          texto={textos[campo.campo] ?? ""}
          alCambiar={(texto) =>
            setTextos((antes) => ({ ...antes, [campo.campo]: texto }))
          }
          error={errorDe(campo.campo)}
        />
      ))}
    </Dialogo>
  );
}
