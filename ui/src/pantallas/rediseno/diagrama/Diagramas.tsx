import { useState } from "react";
import { Boton } from "../../../componentes/Boton/Boton";
import { Carga } from "../../../componentes/Carga/Carga";
import { Hoja } from "../../../componentes/Hoja/Hoja";
import { Vacio } from "../../../componentes/Vacio/Vacio";
import {
  ControlesDeEscala,
  Leyenda,
} from "../../../graficos/diagrama/Controles";
import { Diagrama } from "../../../graficos/diagrama/Diagrama";
import { RutaEnPalabras } from "../../../graficos/diagrama/RutaEnPalabras";
import { useEscala } from "../../../graficos/diagrama/useEscala";
import type { Escala } from "../../../graficos/diagrama/useEscala";
import { useConsulta } from "../../../puente/consultas";
import type { DiagramasDto } from "../../../puente/generado/DiagramasDto";
import type { VersionPaso } from "../../../puente/generado/VersionPaso";
import { visible } from "../../../textos/visible";
import { Opciones } from "../../ficha/calculos/Opciones";
import type { DeUno, PasoElegido } from "../Uno";
import { lado, medidaDe } from "../palabras";
import estilos from "../Rediseno.module.css";
import { BotonesDeBpmn } from "./Bpmn";

const TITULOS: Readonly<Record<VersionPaso, string>> = {
  actual: "Situación actual",
  propuesta: "Propuesta",
};

const pide = (id: string, version: VersionPaso) => ({
  id,
  version,
  decisiones: [],
});

interface Seleccion {
  elegido: PasoElegido | null;
  alElegir: (elegido: PasoElegido | null) => void;
}

/** Both versions drawn one over the other, and told in words below. */
export function DiagramasDeRediseno({
  dto,
  soloLectura,
  alVer,
  elegido,
  alElegir,
}: DeUno & Seleccion) {
  const actual = useConsulta("diagrama", pide(dto.tramite, "actual"), {
    conservar: true,
  });
  const propuesta = useConsulta("diagrama", pide(dto.tramite, "propuesta"), {
    conservar: true,
  });
  const [enPalabras, setEnPalabras] = useState<VersionPaso>(
    dto.propuestos.length > 0 ? "propuesta" : "actual",
  );
  const todas = [
    ...(actual.data?.rutas ?? []),
    ...(propuesta.data?.rutas ?? []),
  ];
  const mayor = Math.max(0, ...todas.map(({ ancho }) => ancho));
  const { caja, ...escala } = useEscala(mayor);
  const marcas = (["eliminado", "cambiado", "nuevo"] as const).filter((m) =>
    todas.some(({ nodos }) => nodos.some(({ marca }) => marca === m)),
  );
  const consultas = { actual, propuesta };
  if (dto.actuales.length === 0 && dto.propuestos.length === 0)
    return (
      <Vacio
        titulo="El diagrama se dibuja con la tabla de pasos"
        acciones={
          <Boton aspecto="primario" onPress={() => alVer("pasos")}>
            Ir a los pasos
          </Boton>
        }
      >
        <p>Anote los pasos de hoy: quién los hace, dónde y cuánto tardan.</p>
      </Vacio>
    );
  return (
    // Ctrl + and Ctrl − belong to the drawings while the focus is among them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={caja} className={estilos["apilada"]} onKeyDown={escala.alPulsar}>
      <div className={estilos["barra"]}>
        <Leyenda marcas={marcas} />
        <ControlesDeEscala escala={escala} />
      </div>
      <BotonesDeBpmn
        tramite={dto.tramite}
        codigo={dto.codigo}
        pasos={{
          actual: dto.actuales.length,
          propuesta: dto.propuestos.length,
        }}
        soloLectura={soloLectura}
      />
      {(["actual", "propuesta"] as const).map((version) => (
        <Version
          key={version}
          version={version}
          dto={dto}
          escala={escala}
          mayor={mayor}
          consulta={consultas[version]}
          elegido={elegido}
          alElegir={alElegir}
          alVer={alVer}
        />
      ))}
      <p className={estilos["tenue"]}>
        Con el foco en un paso: → sigue la flecha, ← regresa, ↑ y ↓ cambian de
        camino, Inicio y Fin van a los extremos, Enter abre su fila. Ctrl + y
        Ctrl − cambian el tamaño.
      </p>
      <Hoja
        titulo="Ruta en palabras"
        acciones={
          dto.propuestos.length > 0 && (
            <Opciones
              etiqueta="Versión que se cuenta en palabras"
              opciones={[
                { id: "actual", titulo: TITULOS.actual },
                { id: "propuesta", titulo: TITULOS.propuesta },
              ]}
              elegida={enPalabras}
              alElegir={setEnPalabras}
            />
          )
        }
      >
        <Carga consulta={consultas[enPalabras]}>
          {({ rutas }) =>
            rutas.map((r, i) => (
              <div key={r.ruta ?? i}>
                {r.ruta !== null && <h3>{visible(r.ruta)}</h3>}
                <RutaEnPalabras
                  diagrama={r}
                  etiqueta={`${TITULOS[enPalabras]}, paso por paso`}
                  elegido={
                    elegido?.version === enPalabras ? elegido.paso : null
                  }
                  alElegir={(paso) =>
                    alElegir(
                      paso === null ? null : { version: enPalabras, paso },
                    )
                  }
                />
              </div>
            ))
          }
        </Carga>
      </Hoja>
    </div>
  );
}

function Version({
  version,
  dto,
  escala,
  mayor,
  consulta,
  elegido,
  alElegir,
  alVer,
}: Pick<DeUno, "dto" | "alVer"> &
  Seleccion & {
    version: VersionPaso;
    escala: Omit<Escala, "caja">;
    /** Width of the widest of all. */
    mayor: number;
    consulta: ReturnType<typeof useConsulta<"diagrama">>;
  }) {
  const breves = dto.medidas.map(({ breve }) => breve);
  const clave = version === "actual" ? "antes" : "despues";
  const dicho = (["tiempo", "visitas"] as const).flatMap((cual) => {
    const m = dto.medidas.find(({ breve }) => breve.medida === cual);
    const texto = medidaDe(breves, cual)?.[clave] ?? null;
    if (m === undefined || texto === null) return [];
    return cual === "visitas"
      ? [`${texto} ${texto === "1" ? "visita" : "visitas"}`]
      : [lado(texto, m[clave].unidad)];
  });
  // The paso of the other version that comes from the chosen one, or that it comes from.
  const relacionado = (() => {
    if (elegido === null || elegido.version === version) return null;
    return version === "propuesta"
      ? (dto.propuestos.find((p) => p.origen === elegido.paso)?.id ?? null)
      : (dto.propuestos.find((p) => p.id === elegido.paso)?.origen ?? null);
  })();
  return (
    <Hoja
      titulo={TITULOS[version]}
      acciones={
        dicho.length > 0 && (
          <span className={estilos["tenue"]}>{dicho.join(" · ")}</span>
        )
      }
    >
      <Carga consulta={consulta}>
        {({ rutas }: DiagramasDto) =>
          rutas.length === 0 ? (
            <div className={estilos["barra"]}>
              <p className={estilos["tenue"]}>
                {version === "actual"
                  ? "Todavía no hay pasos de hoy."
                  : "Todavía no hay pasos propuestos."}
              </p>
              <Boton
                pequeno
                onPress={() =>
                  alVer(version === "actual" ? "pasos" : "escenarios")
                }
              >
                {version === "actual"
                  ? "Anotar los pasos"
                  : "Probar escenarios"}
              </Boton>
              {version === "propuesta" && (
                <Boton pequeno onPress={() => alVer("pasos")}>
                  Escribir la propuesta
                </Boton>
              )}
            </div>
          ) : (
            rutas.map((r, i) => (
              <div key={r.ruta ?? i} className={estilos["apilada"]}>
                {r.ruta !== null && <h3>{visible(r.ruta)}</h3>}
                <Diagrama
                  diagrama={r}
                  titulo={`Diagrama de ${TITULOS[version].toLowerCase()}${r.ruta === null ? "" : `, ${visible(r.ruta)}`}`}
                  escala={escala.escala}
                  elegido={elegido?.version === version ? elegido.paso : null}
                  relacionado={relacionado}
                  anchoMinimo={mayor}
                  alElegir={(paso) =>
                    alElegir(paso === null ? null : { version, paso })
                  }
                  alAbrir={(paso) => alVer("pasos", paso)}
                />
              </div>
            ))
          )
        }
      </Carga>
    </Hoja>
  );
}
