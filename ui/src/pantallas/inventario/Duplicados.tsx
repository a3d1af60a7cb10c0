import { useRef, useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Carga } from "../../componentes/Carga/Carga";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { botonEnLugar, trasCerrar } from "../../componentes/Dialogo/foco";
import { DialogoMotivo } from "../../componentes/Rejilla/DialogoMotivo";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { useConsulta } from "../../puente/consultas";
import type { FilaTramite } from "../../puente/generado/FilaTramite";
import type { ParejaDto } from "../../puente/generado/ParejaDto";
import type { ParejasDto } from "../../puente/generado/ParejasDto";
import { useEscribir } from "../../puente/mutaciones";
import { escribirRuta } from "../../rutas";
import { cuantos, numero, porcentaje } from "../../textos/formatos";
import { ESTADO_TRAMITE } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import { mensajeDe } from "../ficha/escrituras";
import { UnirTramites } from "./UnirTramites";
import estilos from "./Duplicados.module.css";

const MOTIVOS = [
  "Son para personas distintas",
  "Los atienden unidades distintas",
  "Uno es la renovación del otro",
  "Piden requisitos distintos",
];

/** Pairs of trámites whose names say the same. */
export const useParejas = (activa = true) =>
  useConsulta("posibles_duplicados", {}, { activa });

/** «3 parejas de trámites se parecen». */
export function titularDeParejas(leidas: ParejasDto | undefined): string {
  if (leidas === undefined) return "Posibles duplicados";
  const n = leidas.parejas.length;
  if (n === 0) return "Ningún trámite parece repetido";
  if (leidas.hay_mas)
    return `Más de ${numero(n)} parejas de trámites se parecen`;
  return `${cuantos(n, "pareja de trámites se parece", "parejas de trámites se parecen")}`;
}

const yaDistintas = (n: number): string =>
  n === 0
    ? ""
    : ` ${cuantos(n, "pareja ya se marcó", "parejas ya se marcaron")} como trámites distintos.`;

const claveDe = ({ una, otra }: ParejaDto): string => `${una.id}·${otra.id}`;
const nombreDe = (f: FilaTramite): string =>
  visible(f.codigo) || visible(f.nombre) || "trámite sin nombre";
const ambos = ({ una, otra }: ParejaDto): string =>
  `${nombreDe(una)} y ${nombreDe(otra)}`;

/** Probable duplicates, for a person to say whether each pair is one trámite or two. */
export function Duplicados({
  soloLectura,
  conInstitucion = false,
}: {
  soloLectura: boolean;
  /** At GAE, where there are several. */
  conInstitucion?: boolean;
}) {
  const leidas = useParejas();
  const escribir = useEscribir();
  const [abierto, setAbierto] = useState<{
    que: "unir" | "distintos";
    pareja: ParejaDto;
  } | null>(null);
  const caja = useRef<HTMLDivElement>(null);
  const estado = useRef<HTMLParagraphElement>(null);
  /** Where the pair just marked was: the focus goes to the one that took its place. */
  const lugarResuelto = useRef<number | null>(null);

  const cerrar = () => {
    setAbierto(null);
    const lugar = lugarResuelto.current;
    lugarResuelto.current = null;
    if (lugar === null) return;
    trasCerrar(() =>
      (botonEnLugar(caja.current, lugar) ?? estado.current)?.focus(),
    );
  };

  return (
    <Carga consulta={leidas}>
      {({ parejas, hay_mas, distintas }) => (
        <div ref={caja} className={estilos["cuerpo"]}>
          <p
            ref={estado}
            role="status"
            tabIndex={-1}
            className={estilos["situacion"]}
          >
            {parejas.length === 0
              ? "No hay parejas por revisar."
              : hay_mas
                ? `Se muestran las ${numero(parejas.length)} parejas que más se parecen. Al resolver unas aparecen otras.`
                : `${cuantos(parejas.length, "pareja", "parejas")} por revisar, primero las que más se parecen.`}
            {yaDistintas(distintas)}
          </p>
          {parejas.length === 0 ? (
            <Vacio titulo="No hay posibles duplicados">
              <p>
                Aquí aparecen los trámites de una misma institución con nombres
                casi iguales, para que usted diga si son uno o dos.
              </p>
            </Vacio>
          ) : (
            <ul className={estilos["parejas"]} aria-label="Parejas parecidas">
              {parejas.map((p) => (
                <li key={claveDe(p)} className={estilos["pareja"]}>
                  <Tramite fila={p.una} conInstitucion={conInstitucion} />
                  <Tramite fila={p.otra} conInstitucion={conInstitucion} />
                  <div className={estilos["pie"]}>
                    <span title={p.parecido.regla} className={estilos["menor"]}>
                      {p.mismo_nombre
                        ? "Mismas palabras"
                        : `${porcentaje(p.parecido)} de palabras iguales`}
                    </span>
                    {!soloLectura && (
                      <span className={estilos["botones"]}>
                        <Boton
                          pequeno
                          onPress={() => setAbierto({ que: "unir", pareja: p })}
                        >
                          <span>
                            Comparar y unir…
                            <span className="solo-lector"> {ambos(p)}</span>
                          </span>
                        </Boton>
                        <Boton
                          pequeno
                          aspecto="discreto"
                          onPress={() =>
                            setAbierto({ que: "distintos", pareja: p })
                          }
                        >
                          <span>
                            Son distintos…
                            <span className="solo-lector"> {ambos(p)}</span>
                          </span>
                        </Boton>
                      </span>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )}
          {abierto?.que === "unir" && (
            <UnirTramites
              una={abierto.pareja.una}
              otra={abierto.pareja.otra}
              alCerrar={() => cerrar()}
            />
          )}
          {abierto?.que === "distintos" && (
            <DialogoMotivo
              titulo={`¿${ambos(abierto.pareja)} son distintos?`}
              explicacion="La pareja no se vuelve a señalar. Los dos trámites quedan como están y puede deshacerlo."
              motivos={MOTIVOS}
              boton="Marcar como distintos"
              alConfirmar={async (motivo) => {
                const { una, otra } = abierto.pareja;
                const lugar = parejas.findIndex(
                  (p) => claveDe(p) === claveDe(abierto.pareja),
                );
                try {
                  await escribir("marcar_distintos", {
                    una: una.id,
                    otra: otra.id,
                    motivo,
                  });
                  lugarResuelto.current = lugar;
                  return null;
                } catch (causa) {
                  return mensajeDe(causa);
                }
              }}
              alCerrar={cerrar}
            />
          )}
        </div>
      )}
    </Carga>
  );
}

function Tramite({
  fila,
  conInstitucion,
}: {
  fila: FilaTramite;
  conInstitucion: boolean;
}) {
  const { texto, tono } = ESTADO_TRAMITE[fila.estado];
  return (
    <div className={estilos["tramite"]}>
      <a href={escribirRuta({ pantalla: "ficha", id: fila.id })}>
        <span className={estilos["codigo"]}>{visible(fila.codigo)}</span>{" "}
        {visible(fila.nombre) || "Trámite sin nombre"}
      </a>
      <span className={estilos["detalles"]}>
        <Etiqueta tono={tono}>{texto}</Etiqueta>
        <span className={estilos["menor"]}>
          {[
            conInstitucion ? visible(fila.institucion) : "",
            visible(fila.unidad) || "Sin unidad",
            cuantos(fila.requisitos, "requisito", "requisitos"),
          ]
            .filter((uno) => uno !== "")
            .join(" · ")}
        </span>
      </span>
    </div>
  );
}
