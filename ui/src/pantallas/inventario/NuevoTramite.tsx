import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { InstitucionDto } from "../../puente/generado/InstitucionDto";
import { useAccion } from "../../puente/mutaciones";
import { irA } from "../../rutas";

const MINIMO_DE_LETRAS = 5;

const campo = (
  nombre: string,
  etiqueta: string,
  mas: Partial<CampoDto>,
): CampoDto => ({
  clase: "tramite",
  campo: nombre,
  etiqueta,
  tipo: "texto",
  opciones: [],
  exigencia: "guardar",
  seccion: null,
  ayuda: "",
  ejemplo: "",
  error_frecuente: "",
  maximo: 250,
  editable: true,
  ...mas,
});

const NOMBRE = campo("nombre", "Nombre del trámite", {
  ayuda: "Es el que verá la ciudadanía.",
  ejemplo: "Constancia de carencia de antecedentes",
});
const CODIGO = campo("codigo", "Código interno", {
  exigencia: "opcional",
  ayuda: "Si lo deja vacío, se asigna el siguiente libre.",
  maximo: 30,
});

/** A trámite typed by hand: only its name is needed. */
export function NuevoTramite({
  instituciones,
  alCerrar,
}: {
  /** To choose from, at GAE; null when the committee has only one. */
  instituciones: ReadonlyArray<InstitucionDto> | null;
  alCerrar: () => void;
}) {
  const [nombre, setNombre] = useState("");
  const [codigo, setCodigo] = useState("");
  const [institucion, setInstitucion] = useState("");
  const [errores, setErrores] = useState<Record<string, string>>({});
  const crear = useAccion("crear_tramite");

  const enviar = async () => {
    const faltas: Record<string, string> = {};
    if ((nombre.match(/\p{L}/gu) ?? []).length < MINIMO_DE_LETRAS)
      faltas["nombre"] =
        "Escriba el nombre con al menos cinco letras. Es el que verá la ciudadanía.";
    if (instituciones !== null && institucion === "")
      faltas["institucion"] = "Elija de qué institución es el trámite.";
    setErrores(faltas);
    const primera = Object.keys(faltas)[0];
    if (primera !== undefined) {
      document.getElementById(`nuevo-${primera}`)?.focus();
      return;
    }
    const hecho = await crear.ejecutar({
      nombre: nombre.trim(),
      codigo: codigo.trim() || null,
      institucion: institucion || null,
    });
    const id = hecho?.valor.ids[0];
    if (id !== undefined) irA({ pantalla: "ficha", id });
  };

  const delNucleo = (nombreDeCampo: string) =>
    crear.error?.falla.campos.find((c) => c.campo.endsWith(nombreDeCampo))
      ?.mensaje ?? null;

  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo="Nuevo trámite"
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={crear.enCurso}
            onPress={() => void enviar()}
          >
            Crear trámite
          </Boton>
        </>
      }
    >
      {crear.error !== null && crear.error.falla.campos.length === 0 && (
        <AvisoDeFalla error={crear.error} />
      )}
      {instituciones !== null && (
        <Campo
          id="nuevo-institucion"
          campo={campo("institucion", "Institución", {
            tipo: "lista",
            opciones: instituciones.map((i) => ({
              id: i.id,
              etiqueta: `${i.sigla} · ${i.nombre}`,
            })),
          })}
          texto={institucion}
          alCambiar={setInstitucion}
          error={errores["institucion"] ?? delNucleo("institucion")}
        />
      )}
      <Campo
        id="nuevo-nombre"
        campo={NOMBRE}
        texto={nombre}
        alCambiar={setNombre}
        error={errores["nombre"] ?? delNucleo("nombre")}
      />
      <Campo
        id="nuevo-codigo"
        campo={CODIGO}
        texto={codigo}
        alCambiar={setCodigo}
        ancho="corto"
        error={delNucleo("codigo")}
      />
    </Dialogo>
  );
}
