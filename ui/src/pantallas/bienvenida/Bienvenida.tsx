import { useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { ElegirInstitucion } from "../../componentes/ElegirInstitucion/ElegirInstitucion";
import { Progreso } from "../../componentes/Progreso/Progreso";
import { useTrabajo } from "../../componentes/Progreso/useTrabajo";
import { ResumenDeErrores } from "../../componentes/ResumenDeErrores/ResumenDeErrores";
import type { ErrorDeCampo } from "../../componentes/ResumenDeErrores/ResumenDeErrores";
import { Marca } from "../../marco/Barra";
import type { InstitucionDto } from "../../puente/generado/InstitucionDto";
import { useAccion } from "../../puente/mutaciones";
import { irA, useTituloDeVentana } from "../../rutas";
import estilos from "./Bienvenida.module.css";

type Que = "comite" | "gae" | "demo" | "rediseno" | "tablero";

const DE_DEMOSTRACION: ReadonlySet<Que> = new Set([
  "demo",
  "rediseno",
  "tablero",
]);

/** The gobernación whose process is shown redesigned. */
const GOBERNACION = "GD-11";

const OPCIONES: ReadonlyArray<{ id: Que; titulo: string; texto: string }> = [
  {
    id: "comite",
    titulo: "Trabajar en el comité de mi institución",
    texto:
      "Lleve el inventario, revise lo que la ley objeta e imprima el informe de avance.",
  },
  {
    id: "gae",
    titulo: "Asesorar instituciones (GAE)",
    texto: "Vea las 66 instituciones y en qué fase va cada una.",
  },
  {
    id: "demo",
    titulo: "Explorar con datos de demostración",
    texto:
      "Abre el comité del MARN con sus 104 trámites reales. Nada de lo que cambie sale de esta computadora.",
  },
  {
    id: "rediseno",
    titulo: "Ver un trámite rediseñado, de demostración",
    texto:
      "Abre una gobernación que todavía pide imprimir, llenar, escanear y subir: la situación actual, dos escenarios y la propuesta. Todo es inventado.",
  },
  {
    id: "tablero",
    titulo: "Ver el tablero de las 66 instituciones, de demostración",
    texto:
      "Abre la asesoría de GAE con las cifras de diciembre de 2021. Qué institución tiene cada estado es inventado.",
  },
];

const CAMPO_PERSONA = campoLocal("Su nombre", {
  ayuda:
    "Aparece en el historial, junto a cada cambio. Puede escribirlo después.",
  ejemplo: "Ana López",
  exigencia: "opcional",
});

const ID_QUE = "que-va-a-hacer";
const ID_INSTITUCION = "institucion";

/** First start: one question, and what the answer needs. */
export function Bienvenida({
  instituciones,
}: {
  instituciones: ReadonlyArray<InstitucionDto>;
}) {
  useTituloDeVentana("¿Qué va a hacer?");
  const [que, setQue] = useState<Que | null>(null);
  const [institucion, setInstitucion] = useState<string | null>(null);
  const [persona, setPersona] = useState("");
  const [errores, setErrores] = useState<ReadonlyArray<ErrorDeCampo>>([]);
  const trabajo = useTrabajo();
  const crear = useAccion("crear_instalacion");

  const empezar = async () => {
    const faltan: ErrorDeCampo[] = [];
    if (que === null)
      faltan.push({ id: `${ID_QUE}-comite`, mensaje: "Elija qué va a hacer." });
    if (que === "comite" && institucion === null)
      faltan.push({
        id: ID_INSTITUCION,
        mensaje: "Elija su institución en la lista.",
      });
    setErrores(faltan);
    if (que === null || faltan.length > 0) return;
    await trabajo.correr(async (id) => {
      const hecho = await crear.ejecutar({
        como: que === "gae" || que === "tablero" ? "gae" : "comite",
        institucion:
          que === "comite"
            ? institucion
            : que === "rediseno"
              ? GOBERNACION
              : null,
        demo: DE_DEMOSTRACION.has(que),
        persona: persona.trim(),
        trabajo: id,
      });
      if (hecho === null) return;
      irA({ pantalla: que === "rediseno" ? "rediseno" : "inicio" });
    });
  };

  const deQue = errores.find(({ id }) => id.startsWith(ID_QUE));
  const deInstitucion = errores.find(({ id }) => id === ID_INSTITUCION);

  return (
    <main className={estilos["hoja"]}>
      <p className={estilos["nombre"]}>
        <Marca />
        Diligencia
      </p>
      <p className={estilos["lema"]}>
        Simplificación de requisitos y trámites, Decreto 5-2021. Funciona sin
        Internet; sus datos quedan en esta computadora.
      </p>
      <ResumenDeErrores errores={errores} />
      {crear.error?.falla.codigo !== "cancelado" && (
        <AvisoDeFalla error={crear.error} />
      )}
      <form
        className={estilos["formulario"]}
        onSubmit={(evento) => {
          evento.preventDefault();
          void empezar();
        }}
      >
        <div className={estilos["pregunta"]}>
          <h1 id={ID_QUE}>¿Qué va a hacer?</h1>
          {deQue !== undefined && (
            <p className={estilos["error"]}>{deQue.mensaje}</p>
          )}
          <RadioGroup
            aria-labelledby={ID_QUE}
            className={estilos["opciones"] ?? ""}
            value={que}
            onChange={(valor) => {
              const elegida = OPCIONES.find(({ id }) => id === valor);
              if (elegida !== undefined) setQue(elegida.id);
            }}
          >
            {OPCIONES.map(({ id, titulo, texto }) => (
              <Radio
                key={id}
                id={`${ID_QUE}-${id}`}
                value={id}
                className={estilos["opcion"] ?? ""}
              >
                <span className={estilos["punto"]} aria-hidden="true" />
                <span className={estilos["textos"]}>
                  <span className={estilos["titulo"]}>{titulo}</span>
                  <span className={estilos["texto"]}>{texto}</span>
                </span>
              </Radio>
            ))}
          </RadioGroup>
        </div>
        <div className={estilos["datos"]}>
          {que === "comite" && (
            <ElegirInstitucion
              id={ID_INSTITUCION}
              etiqueta="Busque su institución"
              instituciones={instituciones}
              elegida={institucion}
              alElegir={setInstitucion}
              error={deInstitucion?.mensaje ?? null}
            />
          )}
          <Campo
            campo={CAMPO_PERSONA}
            texto={persona}
            alCambiar={setPersona}
            ancho="medio"
          />
          <Progreso trabajo={trabajo} que="Preparando su archivo de datos" />
          <div className={estilos["acciones"]}>
            <Boton type="submit" aspecto="primario" isDisabled={trabajo.activo}>
              {que !== null && DE_DEMOSTRACION.has(que)
                ? "Abrir demostración"
                : "Empezar"}
            </Boton>
          </div>
        </div>
      </form>
    </main>
  );
}
