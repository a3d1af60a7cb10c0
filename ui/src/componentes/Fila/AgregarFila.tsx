import { useState } from "react";
import type { ValorDto } from "../../puente/generado/ValorDto";
import type { FallaError } from "../../puente/puente";
import { AvisoDeFalla } from "../Aviso/Aviso";
import { Boton } from "../Boton/Boton";
import { Campo } from "../Campo/Campo";
import type { PropsDeCampo } from "../Campo/Campo";
import { leerValor } from "../Campo/valores";
import type { DeclaracionDeCampo } from "../Campo/valores";
import { Dialogo } from "../Dialogo/Dialogo";

export type Textos = Readonly<Record<string, string>>;
/** Only of the fields that hold something. */
export type Valores = Readonly<Record<string, Exclude<ValorDto, null>>>;

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
  campos: ReadonlyArray<
    PropsDeCampo["campo"] & DeclaracionDeCampo & { campo: string }
  >;
  /** As the controls hold it: a date, day first. */
  inicial?: Textos;
  /** What is wrong with what was written, by field. */
  revisar: (textos: Textos) => Readonly<Record<string, string | undefined>>;
  agregar: {
    /** Writes the row; null when it was refused. */
    ejecutar: (valores: Valores) => Promise<unknown>;
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
    const malos = { ...revisar(limpios) };
    const valores: Record<string, Exclude<ValorDto, null>> = {};
    for (const campo of campos) {
      const leido = leerValor(campo, limpios[campo.campo] ?? "");
      if ("error" in leido) malos[campo.campo] ??= leido.error;
      else if (leido.valor !== null) valores[campo.campo] = leido.valor;
    }
    setErrores(malos);
    if (Object.keys(malos).length > 0) return;
    if ((await agregar.ejecutar(valores)) !== null) alCerrar();
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
