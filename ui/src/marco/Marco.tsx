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
  Inventario,
  Metodos,
  Priorizacion,
  Recorrido,
  Rediseno,
} from "../pantallas/perezosas";

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
        <Tablero />
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
      return <Informes instalacion={instalacion} />;
    case "historial":
      return <Historial />;
    case "tablero":
      return <Tablero />;
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
            key={ruta.pantalla}
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
