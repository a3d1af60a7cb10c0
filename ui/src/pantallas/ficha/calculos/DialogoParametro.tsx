import { useState } from "react";
import { AvisoDeFalla } from "../../../componentes/Aviso/Aviso";
import { Boton } from "../../../componentes/Boton/Boton";
import { Campo } from "../../../componentes/Campo/Campo";
import { campoLocal } from "../../../componentes/Campo/local";
import { Dialogo } from "../../../componentes/Dialogo/Dialogo";
import type { Confianza } from "../../../puente/generado/Confianza";
import type { UnidadDeParametro } from "../../../puente/generado/UnidadDeParametro";
import { useAccion } from "../../../puente/mutaciones";
import { hoy } from "../../../textos/formatos";
import { CONFIANZA, UNIDAD_DE_PARAMETRO } from "./palabras";

/** What is asked for. */
export interface Pedido {
  codigo: string;
  nombre: string;
  paraQue: string;
  unidades: ReadonlyArray<UnidadDeParametro>;
}

const VALOR = campoLocal("Valor", {
  tipo: "decimal",
  ejemplo: "18.50",
  ayuda: "El más probable, con punto decimal.",
});
const BAJO = campoLocal("Valor más bajo", {
  tipo: "decimal",
  ayuda: "Opcional: da un rango.",
});
const ALTO = campoLocal("Valor más alto", {
  tipo: "decimal",
  ayuda: "Opcional: da un rango.",
});
const FUENTE = campoLocal("Fuente", {
  ayuda: "El documento, la norma o quién lo estimó.",
  ejemplo: "Encuesta en ventanilla, octubre de 2026",
  maximo: 500,
});
const FECHA = campoLocal("Fecha del valor", {
  tipo: "fecha",
  ayuda: "Desde cuándo vale.",
});
const SEGURO = campoLocal("Qué tan seguro es", {
  tipo: "lista",
  opciones: (["medido", "publicado", "estimado"] as const).map((id) => ({
    id,
    etiqueta: CONFIANZA[id].texto,
  })),
});
const ALCANCE = campoLocal("Para qué vale", {
  tipo: "lista",
  opciones: [
    { id: "institucion", etiqueta: "Toda la institución" },
    { id: "tramite", etiqueta: "Solo este trámite" },
  ],
});
const OBLIGATORIOS = ["valor", "fuente", "fecha", "confianza"] as const;

/** A new row of the catalogue: the earlier one of the same code stays in it. */
export function DialogoParametro({
  pedido,
  tramite,
  institucion,
  alCerrar,
}: {
  pedido: Pedido;
  tramite: string;
  institucion: string | null;
  alCerrar: () => void;
}) {
  const anotar = useAccion("anotar_parametro");
  const [textos, setTextos] = useState<Record<string, string>>({
    unidad: pedido.unidades[0] ?? "unidad",
    fecha: hoy(),
    confianza: "estimado",
    alcance: "institucion",
  });
  const [faltas, setFaltas] = useState<Record<string, string>>({});
  const de = (campo: string) => textos[campo] ?? "";
  const campo = (nombre: string) => ({
    id: `parametro-${nombre}`,
    texto: de(nombre),
    alCambiar: (t: string) => setTextos((antes) => ({ ...antes, [nombre]: t })),
    error:
      faltas[nombre] ??
      anotar.error?.falla.campos.find((c) => c.campo === `parametro.${nombre}`)
        ?.mensaje ??
      null,
  });
  const enviar = async () => {
    const vacios = OBLIGATORIOS.filter((c) => de(c).trim() === "");
    setFaltas(Object.fromEntries(vacios.map((c) => [c, "Falta este dato."])));
    if (vacios[0] !== undefined) {
      document.getElementById(`parametro-${vacios[0]}`)?.focus();
      return;
    }
    const unidad = pedido.unidades.find((u) => u === de("unidad"));
    const hecho = await anotar.ejecutar({
      institucion,
      codigo: pedido.codigo,
      nombre: pedido.nombre,
      valor: de("valor").trim().replaceAll(",", ""),
      valor_bajo: de("valor_bajo").trim().replaceAll(",", ""),
      valor_alto: de("valor_alto").trim().replaceAll(",", ""),
      unidad: unidad ?? pedido.unidades[0] ?? "unidad",
      fuente: de("fuente").trim(),
      fecha: de("fecha").trim(),
      confianza: comoConfianza(de("confianza")),
      tramite: de("alcance") === "tramite" ? tramite : null,
    });
    if (hecho !== null) alCerrar();
  };
  const sinCampo =
    anotar.error !== null &&
    !anotar.error.falla.campos.some((c) => c.campo.startsWith("parametro."));
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo={pedido.nombre}
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={anotar.enCurso}
            onPress={() => void enviar()}
          >
            Guardar el valor
          </Boton>
        </>
      }
    >
      <p>{pedido.paraQue}</p>
      {sinCampo && <AvisoDeFalla error={anotar.error} />}
      <Campo campo={VALOR} ancho="corto" {...campo("valor")} />
      {pedido.unidades.length > 1 ? (
        <Campo
          campo={campoLocal("Unidad", {
            tipo: "lista",
            opciones: pedido.unidades.map((id) => ({
              id,
              etiqueta: UNIDAD_DE_PARAMETRO[id],
            })),
          })}
          {...campo("unidad")}
        />
      ) : (
        <p>Unidad: {UNIDAD_DE_PARAMETRO[pedido.unidades[0] ?? "unidad"]}</p>
      )}
      <Campo campo={FUENTE} {...campo("fuente")} />
      <Campo campo={FECHA} ancho="corto" {...campo("fecha")} />
      <Campo campo={SEGURO} ancho="medio" {...campo("confianza")} />
      <Campo campo={BAJO} ancho="corto" {...campo("valor_bajo")} />
      <Campo campo={ALTO} ancho="corto" {...campo("valor_alto")} />
      <Campo campo={ALCANCE} ancho="medio" {...campo("alcance")} />
    </Dialogo>
  );
}

const comoConfianza = (texto: string): Confianza =>
  texto === "medido" || texto === "publicado" ? texto : "estimado";
