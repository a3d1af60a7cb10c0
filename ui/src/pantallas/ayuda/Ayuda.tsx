import { useState } from "react";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { Pestanas } from "../../componentes/Pestanas/Pestanas";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { ListaDeAtajos } from "../../marco/DialogoDeTeclado";
import { irA } from "../../rutas";
import { GLOSARIO, REGLAS, TEMAS } from "../../textos/ayuda";
import { cuantos } from "../../textos/formatos";
import estilos from "./Ayuda.module.css";

const PESTANAS = ["pantallas", "reglas", "glosario", "teclado"] as const;
type Pestana = (typeof PESTANAS)[number];

const BUSCAR = campoLocal("Buscar en el glosario");

const plano = (texto: string) =>
  texto
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase();

/** Help inside the application: each screen, the rules, the words and the keys. */
export function Ayuda({ tema }: { tema?: string }) {
  const elegida = PESTANAS.find((una) => una === tema) ?? "pantallas";
  return (
    <Pagina
      ventana="Ayuda"
      titulo="Ayuda"
      subtitulo="Funciona sin Internet. Con F1 ve los atajos del teclado desde cualquier pantalla."
    >
      <Pestanas<Pestana>
        etiqueta="Temas de ayuda"
        elegida={elegida}
        alElegir={(id) =>
          irA({ pantalla: "ayuda", tema: id }, { reemplazar: true })
        }
        pestanas={[
          {
            id: "pantallas",
            titulo: "Cada pantalla",
            contenido: <Pantallas />,
          },
          { id: "reglas", titulo: "Reglas R1 a R15", contenido: <Reglas /> },
          {
            id: "glosario",
            titulo: "Glosario",
            cuenta: GLOSARIO.length,
            contenido: <Glosario />,
          },
          {
            id: "teclado",
            titulo: "Teclado",
            contenido: (
              <Hoja titulo="Atajos del teclado">
                <ListaDeAtajos />
              </Hoja>
            ),
          },
        ]}
      />
    </Pagina>
  );
}

function Pantallas() {
  return (
    <div className={estilos["temas"]}>
      {TEMAS.map(({ id, titulo, parrafos }) => (
        <Hoja key={id} titulo={titulo}>
          {parrafos.map((parrafo) => (
            <p key={parrafo}>{parrafo}</p>
          ))}
        </Hoja>
      ))}
    </div>
  );
}

function Reglas() {
  return (
    <div className={estilos["columna"]}>
      <p className={estilos["lectura"]}>
        Las reglas leen los textos del inventario y señalan lo que conviene
        revisar. Los artículos son del Decreto 5-2021; lo demás es criterio de
        la herramienta. Un posible hallazgo no es un dictamen: lo juzga el
        comité con Asesoría Jurídica.
      </p>
      <Tabla
        titulo="Reglas R1 a R15"
        filas={REGLAS}
        clave={({ id }) => id}
        columnas={[
          {
            id: "id",
            titulo: "Regla",
            ancho: "angosta",
            celda: ({ id }) => id,
          },
          {
            id: "titulo",
            titulo: "Qué señala",
            encabeza: true,
            celda: ({ titulo }) => titulo,
          },
          {
            id: "cuando",
            titulo: "Cuándo aparece",
            ancho: "ancha",
            celda: ({ cuando }) => cuando,
          },
          {
            id: "fundamento",
            titulo: "Fundamento",
            celda: ({ fundamento }) => fundamento,
          },
          {
            id: "severidad",
            titulo: "Severidad",
            celda: ({ severidad }) => severidad,
          },
        ]}
      />
    </div>
  );
}

function Glosario() {
  const [busca, setBusca] = useState("");
  const hallados = GLOSARIO.filter(({ termino, significa }) =>
    plano(`${termino} ${significa}`).includes(plano(busca.trim())),
  );
  return (
    <div className={estilos["columna"]}>
      <Campo campo={BUSCAR} texto={busca} alCambiar={setBusca} ancho="medio" />
      <p role="status" className={estilos["tenue"]}>
        {hallados.length === 0
          ? `Ningún término contiene «${busca}».`
          : cuantos(hallados.length, "término", "términos")}
      </p>
      <dl className={estilos["glosario"]}>
        {hallados.map(({ termino, significa }) => (
          <div key={termino} className={estilos["termino"]}>
            <dt>{termino}</dt>
            <dd>{significa}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
