import { Suspense, useState } from "react";
import { Tablero } from "../pantallas/gae/tablero/Tablero";
import { Inicio } from "../pantallas/inicio/Inicio";
import type { InstalacionDto } from "../puente/generado/InstalacionDto";
import { useRuta } from "../rutas";
import type { Ruta } from "../rutas";
import { AtajosDelTeclado } from "./Atajos";
import { Barra } from "./Barra";
import estilos from "./Marco.module.css";
import { Navegacion } from "./Navegacion";
import {
  Ajustes,
  Ayuda,
  Comite,
  DialogoDeTeclado,
  Ficha,
  Hallazgos,
  Historial,
  Importar,
  Informes,
  Institucion,
  Inventario,
  Metodos,
  Priorizacion,
  Recorrido,
  Rediseno,
} from "../pantallas/perezosas";

const SIN_FILTROS = {};

/** Two addresses of the same screen share its key: going from one to the other draws nothing anew. */
const claveDe = (ruta: Ruta, instalacion: InstalacionDto): string =>
  ruta.pantalla === "inicio" && instalacion.como === "gae"
    ? "tablero"
    : ruta.pantalla;

function Pantalla({
  ruta,
  instalacion,
  version,
}: {
  ruta: Ruta;
  instalacion: InstalacionDto;
  version: string;
}) {
  switch (ruta.pantalla) {
    case "inicio":
      return instalacion.como === "gae" ? (
        <Tablero filtros={SIN_FILTROS} />
      ) : (
        <Inicio instalacion={instalacion} />
      );
    case "recorrido":
      return (
        <Recorrido {...(ruta.fase === undefined ? {} : { fase: ruta.fase })} />
      );
    case "comite":
      return <Comite />;
    case "inventario":
      return <Inventario filtros={ruta.filtros} />;
    case "ficha":
      return <Ficha key={ruta.id} ruta={ruta} />;
    case "hallazgos":
      return <Hallazgos filtros={ruta.filtros} />;
    case "priorizacion":
      return <Priorizacion ruta={ruta} />;
    case "rediseno":
      return <Rediseno key={ruta.id ?? "lista"} ruta={ruta} />;
    case "metodos":
      return (
        <Metodos
          {...(ruta.metodo === undefined ? {} : { metodo: ruta.metodo })}
        />
      );
    case "importar":
      return <Importar instalacion={instalacion} />;
    case "informes":
      return <Informes instalacion={instalacion} filtros={ruta.filtros} />;
    case "historial":
      return <Historial />;
    case "tablero":
      return <Tablero filtros={ruta.filtros} />;
    case "institucion":
      return <Institucion key={ruta.institucion} ruta={ruta} />;
    case "ajustes":
      return <Ajustes instalacion={instalacion} version={version} />;
    case "ayuda":
      return (
        <Ayuda {...(ruta.tema === undefined ? {} : { tema: ruta.tema })} />
      );
  }
}

/** The workspace: top bar, navigation and the screen of the address. */
export function Marco({
  instalacion,
  version,
}: {
  instalacion: InstalacionDto;
  version: string;
}) {
  const ruta = useRuta();
  const [teclado, setTeclado] = useState(false);
  return (
    <div className={estilos["marco"]}>
      <a
        className={estilos["saltar"]}
        href="#contenido"
        onClick={(evento) => {
          evento.preventDefault();
          document.querySelector<HTMLElement>("main h1")?.focus();
        }}
      >
        Saltar al contenido
      </a>
      <AtajosDelTeclado alPedirTeclado={() => setTeclado(true)} />
      <Barra instalacion={instalacion} />
      <Navegacion instalacion={instalacion} ruta={ruta} />
      <main id="contenido" className={estilos["contenido"]}>
        <Suspense>
          <Pantalla
            key={claveDe(ruta, instalacion)}
            ruta={ruta}
            instalacion={instalacion}
            version={version}
          />
        </Suspense>
      </main>
      {teclado && (
        <Suspense>
          <DialogoDeTeclado abierto alCerrar={() => setTeclado(false)} />
        </Suspense>
      )}
    </div>
  );
}
