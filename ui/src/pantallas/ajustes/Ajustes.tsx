import { useState } from "react";
import { Radio, RadioGroup } from "react-aria-components";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { DosColumnas, Hoja } from "../../componentes/Hoja/Hoja";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { useGuardarPreferencia } from "../../marco/preferencias";
import type { InstalacionDto } from "../../puente/generado/InstalacionDto";
import { useAccion } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { credencialLarga, custodiaLarga } from "../../textos/credencial";
import { visible } from "../../textos/visible";
import { AvisoDeDanos } from "./AvisoDeDanos";
import { Demostracion } from "./Demostracion";
import { Respaldos } from "./Respaldos";
import { Revision } from "./Revision";
import estilos from "./Ajustes.module.css";

const TEMAS = [
  { id: "sistema", titulo: "Como el sistema" },
  { id: "claro", titulo: "Claro" },
  { id: "oscuro", titulo: "Oscuro" },
];
const DENSIDADES = [
  { id: "comoda", titulo: "Cómoda" },
  { id: "compacta", titulo: "Compacta: más filas en pantalla" },
];
const NOMBRE = campoLocal("Su nombre", {
  ayuda: "Aparece en el historial, junto a cada cambio.",
  ejemplo: "Ana López",
  maximo: 120,
});

/** How this computer shows things, who writes, and whether the data file is sound. */
export function Ajustes({
  instalacion,
  version,
}: {
  instalacion: InstalacionDto;
  version: string;
}) {
  const guardar = useGuardarPreferencia();
  const [error, setError] = useState<FallaError | null>(null);
  const elegir = (clave: string) => (valor: string) => {
    setError(null);
    guardar(clave, valor).catch((causa: unknown) => setError(comoFalla(causa)));
  };
  return (
    <Pagina
      ventana="Ajustes"
      titulo="Ajustes"
      subtitulo="La apariencia se guarda solo en esta computadora."
    >
      <AvisoDeFalla error={error} />
      <AvisoDeDanos danos={instalacion.danos_hallados} enAjustes />
      <DosColumnas
        principal={
          <>
            <Hoja titulo="Apariencia">
              <Opciones
                etiqueta="Tema"
                opciones={TEMAS}
                elegida={instalacion.preferencias["tema"] ?? "sistema"}
                alElegir={elegir("tema")}
              />
              <Opciones
                etiqueta="Densidad de las tablas"
                opciones={DENSIDADES}
                elegida={instalacion.preferencias["densidad"] ?? "comoda"}
                alElegir={elegir("densidad")}
              />
            </Hoja>
            <Persona instalacion={instalacion} />
            <Respaldos nombre={instalacion.institucion?.sigla ?? "GAE"} />
            <Revision />
            {instalacion.demo && <Demostracion />}
          </>
        }
        ayuda={
          <Hoja titulo="Acerca de Diligencia">
            <dl className={estilos["datos"]}>
              <dt>Versión</dt>
              <dd>{version}</dd>
              <dt>Espacio de trabajo</dt>
              <dd>
                {instalacion.como === "gae"
                  ? "Asesoría GAE"
                  : "Comité de Simplificación"}
              </dd>
              {instalacion.institucion !== null && (
                <>
                  <dt>Institución</dt>
                  <dd>
                    {visible(instalacion.institucion.nombre)}
                    {!instalacion.institucion.confirmada &&
                      " (por confirmar por GAE)"}
                  </dd>
                </>
              )}
              <dt>Datos</dt>
              <dd>{instalacion.demo ? "De demostración" : "Propios"}</dd>
              <dt>Credencial</dt>
              <dd>{credencialLarga(instalacion.credencial)}</dd>
              <dt>Clave</dt>
              <dd>{custodiaLarga(instalacion.custodia)}</dd>
            </dl>
            <p className={estilos["tenue"]}>
              Funciona sin Internet y no envía datos a ninguna parte. Trámites
              del Catálogo Nacional de Trámites, Comisión GAE. Letra Public
              Sans, licencia SIL OFL 1.1.
            </p>
          </Hoja>
        }
      />
    </Pagina>
  );
}

function Opciones({
  etiqueta,
  opciones,
  elegida,
  alElegir,
}: {
  etiqueta: string;
  opciones: ReadonlyArray<{ id: string; titulo: string }>;
  elegida: string;
  alElegir: (id: string) => void;
}) {
  return (
    <RadioGroup
      aria-label={etiqueta}
      className={estilos["grupo"] ?? ""}
      orientation="horizontal"
      value={elegida}
      onChange={alElegir}
    >
      <span className={estilos["etiqueta"]} aria-hidden="true">
        {etiqueta}
      </span>
      <span className={estilos["opciones"]}>
        {opciones.map(({ id, titulo }) => (
          <Radio key={id} value={id} className={estilos["opcion"] ?? ""}>
            <span className={estilos["punto"]} aria-hidden="true" />
            {titulo}
          </Radio>
        ))}
      </span>
    </RadioGroup>
  );
}

/** Cell of the open person: the core knows which entity it is. */
const PERSONA = "persona";

function Persona({ instalacion }: { instalacion: InstalacionDto }) {
  const guardar = useAccion("guardar_celdas");
  const [escrito, setEscrito] = useState<string | null>(null);
  const nombre = escrito ?? instalacion.persona;
  const enviar = async () => {
    const limpio = nombre.trim();
    if (limpio === instalacion.persona) return;
    const hecho = await guardar.ejecutar({
      celdas: [
        {
          entidad: PERSONA,
          campo: "nombre",
          valor: limpio === "" ? null : limpio,
          padres: [],
        },
      ],
      motivo: "",
    });
    if (hecho !== null) setEscrito(null);
  };
  return (
    <Hoja titulo="Quién escribe">
      <AvisoDeFalla error={guardar.error} />
      <Campo
        campo={NOMBRE}
        texto={nombre}
        alCambiar={setEscrito}
        alSalir={() => void enviar()}
        alDescartar={() => setEscrito(null)}
        estado={
          guardar.enCurso ? { estado: "guardando" } : { estado: "quieto" }
        }
        soloLectura={instalacion.solo_lectura}
        ancho="medio"
      />
    </Hoja>
  );
}
