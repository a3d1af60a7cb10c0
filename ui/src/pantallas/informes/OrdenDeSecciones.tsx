import { useEffect, useRef, useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Flechas } from "../../componentes/Flechas/Flechas";
import { Hoja } from "../../componentes/Hoja/Hoja";
import { useConsulta } from "../../puente/consultas";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import type { SeccionDeInforme } from "../../puente/generado/SeccionDeInforme";
import { useAccion } from "../../puente/mutaciones";
import estilos from "./Informes.module.css";

const CAMPO = "orden_de_secciones";

/** The sections in the order that the institution wrote; those that it does not name go after, in theirs. */
export function enSuOrden(
  secciones: ReadonlyArray<SeccionDeInforme>,
  escrito: string,
): ReadonlyArray<SeccionDeInforme> {
  const nombradas = escrito.split(/\s+/).filter(Boolean);
  const lugar = ({ id }: SeccionDeInforme) => {
    const i = nombradas.indexOf(id);
    return i === -1 ? nombradas.length : i;
  };
  return secciones.toSorted((a, b) => lugar(a) - lugar(b));
}

/**
 * The order as it is written, and writing it. Somebody presses faster than it is saved: each press counts from the one
 * before, what is seen is the newest, and one save goes at a time over what the last one left.
 */
function useOrdenGuardado(entidad: EntidadDto) {
  const guardar = useAccion("guardar_celdas");
  const [nuevo, setNuevo] = useState<string | null>(null);
  const pendiente = useRef<string | null>(null);
  const corre = useRef(false);
  const ultima = useRef(entidad);
  useEffect(() => {
    ultima.current = entidad;
  });
  const valor = entidad.celdas[CAMPO]?.valor;
  const guardado = typeof valor === "string" ? valor : "";
  const escribir = (orden: string) => {
    setNuevo(orden);
    pendiente.current = orden;
    if (corre.current) return;
    corre.current = true;
    void (async () => {
      while (pendiente.current !== null) {
        const siguiente = pendiente.current;
        pendiente.current = null;
        await guardar.ejecutar({
          celdas: [
            {
              entidad: entidad.id,
              campo: CAMPO,
              valor: siguiente,
              padres: ultima.current.celdas[CAMPO]?.padres ?? [],
            },
          ],
          motivo: "",
        });
      }
      corre.current = false;
      // What is stored speaks again: «Deshacer» must be seen here, and so must a refusal.
      setNuevo(null);
    })();
  };
  return { escrito: nuevo ?? guardado, escribir, error: guardar.error };
}

/** Which section the authority reads first: moved with its arrows, saved at once. */
export function OrdenDeSecciones({
  entidad,
  tipo,
  soloLectura,
}: {
  entidad: EntidadDto;
  /** The report whose sections are ordered. */
  tipo: string;
  soloLectura: boolean;
}) {
  const informe = useConsulta("informes_disponibles", {}).data?.find(
    (uno) => uno.tipo === tipo,
  );
  const orden = useOrdenGuardado(entidad);
  if (informe === undefined || informe.secciones.length === 0) return null;
  const secciones = enSuOrden(informe.secciones, orden.escrito);
  const mover = (i: number, paso: 1 | -1) => {
    const una = secciones[i];
    const otra = secciones[i + paso];
    if (una === undefined || otra === undefined) return;
    orden.escribir(
      secciones
        .with(i, otra)
        .with(i + paso, una)
        .map(({ id }) => id)
        .join(" "),
    );
  };
  return (
    <Hoja titulo="Orden de las secciones">
      <AvisoDeFalla error={orden.error} />
      <ol className={estilos["lista"]}>
        {secciones.map(({ id, titulo }, i) => (
          <li key={id} className={estilos["seccion"]}>
            <span className={estilos["nombre"]}>
              {i + 1}. {titulo}
            </span>
            {!soloLectura && (
              <Flechas
                nombre={titulo}
                primera={i === 0}
                ultima={i === secciones.length - 1}
                alMover={(paso) => mover(i, paso)}
              />
            )}
          </li>
        ))}
      </ol>
    </Hoja>
  );
}
