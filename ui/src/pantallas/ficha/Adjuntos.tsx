import { useRef, useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { botonEnLugar, trasCerrar } from "../../componentes/Dialogo/foco";
import { DialogoMotivo } from "../../componentes/Rejilla/DialogoMotivo";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { usePuente } from "../../puente/contexto";
import type { AdjuntoDto } from "../../puente/generado/AdjuntoDto";
import type { FichaDto } from "../../puente/generado/FichaDto";
import { useAccion } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import type { FallaError } from "../../puente/puente";
import { tamano } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { useEscrituras } from "./escrituras";
import estilos from "./Adjuntos.module.css";

/** The media types that the core lets in, in words. */
const CLASE_DE_ARCHIVO: Readonly<Record<string, string>> = {
  "application/pdf": "Documento PDF",
  "image/png": "Imagen",
  "image/jpeg": "Imagen",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document":
    "Documento de Word",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":
    "Hoja de Excel",
  "application/vnd.oasis.opendocument.text": "Documento de LibreOffice",
  "text/plain": "Texto",
};

const MOTIVOS = [
  "Se adjuntó por error",
  "Hay una versión más reciente",
  "Es de otro trámite",
];
const LIMITES =
  "PDF, imagen, Word, Excel, LibreOffice o texto, de hasta 25 MB cada archivo.";

/** The files of a trámite. They open with the system's viewer, from a copy of the program's own. */
export function Adjuntos({
  ficha,
  soloLectura,
}: {
  ficha: Pick<FichaDto, "id" | "adjuntos">;
  soloLectura: boolean;
}) {
  const puente = usePuente();
  const adjuntar = useAccion("adjuntar");
  const { retirar } = useEscrituras();
  const [falla, setFalla] = useState<FallaError | null>(null);
  const [dicho, setDicho] = useState("");
  const [quitando, setQuitando] = useState<AdjuntoDto | null>(null);
  const caja = useRef<HTMLElement>(null);
  /** Where the one just removed was: the focus goes to whatever took its place. */
  const lugarQuitado = useRef<number | null>(null);
  const { adjuntos } = ficha;

  const limpiar = () => {
    setFalla(null);
    setDicho("");
    adjuntar.limpiar();
  };
  const elegir = async () => {
    limpiar();
    try {
      const archivo = await puente.elegirArchivo("evidencia");
      if (archivo === null) return;
      const hecho = await adjuntar.ejecutar({
        tramite: ficha.id,
        archivo: archivo.id,
      });
      const id = hecho?.valor.ids[0];
      if (id === undefined) return;
      const nombre = `«${visible(archivo.nombre)}»`;
      setDicho(
        adjuntos.some((a) => a.id === id)
          ? `${nombre} ya estaba adjunto.`
          : `Se adjuntó ${nombre}.`,
      );
    } catch (causa) {
      setFalla(comoFalla(causa));
    }
  };
  const abrir = async (id: string) => {
    limpiar();
    try {
      const listo = await puente.llamar("abrir_adjunto", { id });
      await puente.abrirExportado(listo.id);
    } catch (causa) {
      setFalla(comoFalla(causa));
    }
  };
  const cerrar = () => {
    setQuitando(null);
    const lugar = lugarQuitado.current;
    lugarQuitado.current = null;
    if (lugar === null) return;
    trasCerrar(() =>
      (
        botonEnLugar(caja.current, lugar) ??
        caja.current?.querySelector("button")
      )?.focus(),
    );
  };

  return (
    <section ref={caja} className={estilos["seccion"]} aria-label="Adjuntos">
      <div className={estilos["barra"]}>
        {!soloLectura && (
          // Never disabled: it would lose the focus while the file is read.
          <Boton onPress={() => void elegir()}>Adjuntar archivo</Boton>
        )}
        <p role="status" className={estilos["menor"]}>
          {adjuntar.enCurso ? "Adjuntando…" : dicho}
        </p>
      </div>
      <AvisoDeFalla error={adjuntar.error ?? falla} />
      {adjuntos.length === 0 ? (
        <Vacio titulo="Este trámite no tiene archivos adjuntos">
          {!soloLectura && (
            <>
              <p>
                Adjunte lo que sirva para revisarlo: el formulario que llena la
                persona, el acta en que se aprobó, la norma en que se apoya o un
                ejemplo de lo que se entrega.
              </p>
              <p>{LIMITES}</p>
            </>
          )}
        </Vacio>
      ) : (
        <>
          <ul className={estilos["lista"]}>
            {adjuntos.map((a) => {
              const nombre = visible(a.nombre) || "Archivo sin nombre";
              return (
                <li key={a.id} className={estilos["archivo"]}>
                  <span className={estilos["datos"]}>
                    <span className={estilos["nombre"]}>{nombre}</span>
                    <span className={estilos["menor"]}>
                      {CLASE_DE_ARCHIVO[a.tipo] ?? "Archivo"} ·{" "}
                      {tamano(a.bytes)}
                    </span>
                  </span>
                  <span className={estilos["botones"]}>
                    <Boton
                      pequeno
                      aria-label={`Abrir ${nombre}`}
                      onPress={() => void abrir(a.id)}
                    >
                      Abrir
                    </Boton>
                    {!soloLectura && (
                      <Boton
                        pequeno
                        aspecto="discreto"
                        aria-label={`Quitar ${nombre}`}
                        onPress={() => {
                          limpiar();
                          setQuitando(a);
                        }}
                      >
                        Quitar
                      </Boton>
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
          <p className={estilos["menor"]}>
            Ábralos solo si confía en quien los adjuntó.
            {!soloLectura && ` Se admite ${LIMITES}`}
          </p>
        </>
      )}
      {quitando !== null && (
        <DialogoMotivo
          titulo={`¿Quitar «${visible(quitando.nombre)}»?`}
          explicacion="El archivo deja de estar en la ficha. Queda en el historial y puede deshacerlo."
          motivos={MOTIVOS}
          boton="Quitar archivo"
          peligro
          alConfirmar={async (motivo) => {
            const lugar = adjuntos.findIndex((a) => a.id === quitando.id);
            const mensaje = await retirar([quitando.id], motivo);
            if (mensaje === null) {
              lugarQuitado.current = lugar;
              setDicho(`Se quitó «${visible(quitando.nombre)}».`);
            }
            return mensaje;
          }}
          alCerrar={cerrar}
        />
      )}
    </section>
  );
}
