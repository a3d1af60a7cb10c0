import { Aviso } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Tabla } from "../../componentes/Tabla/Tabla";
import type { AhpDto } from "../../puente/generado/AhpDto";
import type { CriterioDto } from "../../puente/generado/CriterioDto";
import { cuantos } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { enPalabras } from "./saaty";
import estilos from "./Pesos.module.css";

const TOLERANCIA = "0.10";

/** Whether the judgements contradict each other, and the pair to look at first. */
export function Consistencia({
  ahp,
  nombreDe,
  alRevisar,
}: {
  ahp: AhpDto;
  nombreDe: (codigo: string) => string;
  /** Null when there is nothing to be changed. */
  alRevisar: ((par: readonly [string, string]) => void) | null;
}) {
  if (ahp.consistente)
    return (
      <p>
        Las respuestas concuerdan entre sí: la razón de consistencia (CR) es{" "}
        {ahp.cr}, y se acepta hasta {TOLERANCIA}.
      </p>
    );
  const par = ahp.por_revisar;
  return (
    <Aviso
      tono="aviso"
      titulo="Algunas respuestas se contradicen"
      acciones={
        par !== null &&
        alRevisar !== null && (
          <Boton onPress={() => alRevisar(par)}>
            Revisar {nombreDe(par[0])} frente a {nombreDe(par[1])}
          </Boton>
        )
      }
    >
      <p>
        La razón de consistencia (CR) es {ahp.cr} y conviene que no pase de{" "}
        {TOLERANCIA}. No impide usar los pesos.
        {par !== null &&
          ` El par que más se aparta del resto es ${nombreDe(par[0])} y ${nombreDe(par[1])}.`}
      </p>
    </Aviso>
  );
}

/** Weights of the person and of the group side by side, and where the group disagrees most. */
export function ResultadoDePares({
  criterios,
  persona,
  grupo,
  nombreDe,
}: {
  criterios: ReadonlyArray<CriterioDto>;
  persona: { nombre: string; ahp: AhpDto | null } | null;
  grupo: AhpDto | null;
  nombreDe: (codigo: string) => string;
}) {
  if (grupo === null)
    return (
      <p className={estilos["tenue"]}>
        Los pesos aparecen cuando alguien compara todos los pares.
      </p>
    );
  const deGrupo = `Grupo (${cuantos(grupo.personas, "persona", "personas")})`;
  const suyos = persona?.ahp ?? null;
  return (
    <>
      <Tabla
        titulo="Pesos que salen de las comparaciones"
        filas={criterios}
        clave={({ codigo }) => codigo}
        columnas={[
          {
            id: "criterio",
            titulo: "Criterio",
            encabeza: true,
            celda: (c) => visible(c.nombre),
          },
          ...(suyos === null || persona === null
            ? []
            : [
                {
                  id: "persona",
                  titulo: visible(persona.nombre),
                  cifra: true,
                  celda: (c: CriterioDto) =>
                    `${suyos.pesos[criterios.indexOf(c)] ?? "—"} %`,
                },
              ]),
          {
            id: "grupo",
            titulo: deGrupo,
            cifra: true,
            celda: (c) => `${grupo.pesos[criterios.indexOf(c)] ?? "—"} %`,
          },
        ]}
        pie={`Del grupo: CR ${grupo.cr}, ${grupo.consistente ? "las respuestas concuerdan" : "las respuestas se contradicen"}. El grupo reúne a quienes compararon todos los pares.`}
      />
      {grupo.dispersion.length > 0 && (
        <Tabla
          tituloVisible
          titulo="Dónde difiere más el grupo"
          filas={grupo.dispersion}
          clave={({ par }) => par.join("/")}
          columnas={[
            {
              id: "par",
              titulo: "Par",
              encabeza: true,
              celda: ({ par }) => `${nombreDe(par[0])} y ${nombreDe(par[1])}`,
            },
            {
              id: "de",
              titulo: "Desde",
              celda: ({ par, minimo }) =>
                enPalabras(minimo, nombreDe(par[0]), nombreDe(par[1])),
            },
            {
              id: "hasta",
              titulo: "Hasta",
              celda: ({ par, maximo }) =>
                enPalabras(maximo, nombreDe(par[0]), nombreDe(par[1])),
            },
          ]}
        />
      )}
    </>
  );
}
