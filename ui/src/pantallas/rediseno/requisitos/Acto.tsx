import { useState } from "react";
import { AvisoDeFalla } from "../../../componentes/Aviso/Aviso";
import { Boton } from "../../../componentes/Boton/Boton";
import { Campo } from "../../../componentes/Campo/Campo";
import { campoLocal } from "../../../componentes/Campo/local";
import { Dialogo } from "../../../componentes/Dialogo/Dialogo";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { Hoja } from "../../../componentes/Hoja/Hoja";
import { DialogoMotivo } from "../../../componentes/Rejilla/DialogoMotivo";
import type { ActoDto } from "../../../puente/generado/ActoDto";
import type { EstadoReforma } from "../../../puente/generado/EstadoReforma";
import type { ReformaDto } from "../../../puente/generado/ReformaDto";
import { useAccion } from "../../../puente/mutaciones";
import { cuantos, fechaLarga } from "../../../textos/formatos";
import { leerFecha } from "../../../textos/valores";
import { visible } from "../../../textos/visible";
import { ESTADO_REFORMA } from "../palabras";
import estilos from "./Requisitos.module.css";

const A_ESTADO: Readonly<Record<EstadoReforma, string>> = {
  propuesta: "Volver a propuesta",
  en_dictamen: "Pasar a dictamen",
  en_firma: "Pasar a firma",
  publicada: "Anotar su publicación…",
  vigente: "Marcar vigente",
  desistida: "Desistir…",
};

const NORMA = campoLocal("Norma que se cambia", {
  ayuda: "Con su número, y el artículo si se sabe.",
  ejemplo: "Acuerdo Gubernativo 408-99, artículo 5",
});
const FIRMA = campoLocal("Quién la firma");
const TEXTO = campoLocal("Borrador del texto", {
  tipo: "texto_largo",
  ayuda: "Asesoría Jurídica decide el texto final.",
  maximo: 8000,
});
const NUMERO = campoLocal("Número con que se publicó", {
  ejemplo: "Acuerdo Gubernativo 12-2026",
});
const FECHA = campoLocal("Fecha de publicación", {
  tipo: "fecha",
  ejemplo: "2026-11-20",
});

/** Writes a reform, or corrects it. */
function DialogoReforma({
  tramite,
  acto,
  previa,
  alCerrar,
}: {
  tramite: string;
  acto: Pick<ActoDto, "acto" | "norma" | "firma" | "borrador" | "requisitos">;
  previa: ReformaDto | null;
  alCerrar: () => void;
}) {
  const guardar = useAccion("guardar_reforma");
  const [norma, setNorma] = useState(previa?.norma ?? acto.norma ?? "");
  const [firma, setFirma] = useState(previa?.firma ?? acto.firma);
  const [texto, setTexto] = useState(previa?.texto ?? acto.borrador);
  const errorDe = (campo: string) =>
    guardar.error?.falla.campos.find((c) => c.campo === campo)?.mensaje ?? null;
  const confirmar = async () => {
    const hecho = await guardar.ejecutar({
      tramite,
      id: previa?.id ?? null,
      acto: acto.acto,
      norma,
      requisitos: [...acto.requisitos],
      texto,
      firma,
    });
    if (hecho !== null) alCerrar();
  };
  return (
    <Dialogo
      abierto
      ancho="amplio"
      alCerrar={alCerrar}
      titulo={previa === null ? "Seguir esta reforma" : "Corregir la reforma"}
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={guardar.enCurso}
            onPress={() => void confirmar()}
          >
            Guardar la reforma
          </Boton>
        </>
      }
    >
      <AvisoDeFalla error={guardar.error} />
      <Campo
        campo={NORMA}
        texto={norma}
        alCambiar={setNorma}
        error={errorDe("norma")}
      />
      <Campo
        campo={FIRMA}
        texto={firma}
        alCambiar={setFirma}
        error={errorDe("firma")}
      />
      <Campo
        campo={TEXTO}
        texto={texto}
        alCambiar={setTexto}
        error={errorDe("texto")}
        filas={8}
      />
    </Dialogo>
  );
}

function DialogoPublicacion({
  reforma,
  alCerrar,
}: {
  reforma: ReformaDto;
  alCerrar: () => void;
}) {
  const mover = useAccion("mover_reforma");
  const [numero, setNumero] = useState("");
  const [fecha, setFecha] = useState("");
  const [malaFecha, setMalaFecha] = useState<string | null>(null);
  const errorDe = (campo: string) =>
    mover.error?.falla.campos.find((c) => c.campo === campo)?.mensaje ?? null;
  const confirmar = async () => {
    const leida = leerFecha(fecha);
    if ("error" in leida) {
      setMalaFecha(leida.error);
      return;
    }
    setMalaFecha(null);
    const hecho = await mover.ejecutar({
      id: reforma.id,
      a: "publicada",
      numero,
      fecha: typeof leida.valor === "string" ? leida.valor : "",
      motivo: "",
    });
    if (hecho !== null) alCerrar();
  };
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo="¿Con qué número y fecha se publicó?"
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={mover.enCurso}
            onPress={() => void confirmar()}
          >
            Anotar la publicación
          </Boton>
        </>
      }
    >
      <AvisoDeFalla error={mover.error} />
      <Campo
        campo={NUMERO}
        texto={numero}
        alCambiar={setNumero}
        error={errorDe("numero")}
      />
      <Campo
        campo={FECHA}
        texto={fecha}
        alCambiar={setFecha}
        error={malaFecha ?? errorDe("fecha")}
      />
    </Dialogo>
  );
}

/** A reform that is followed: where it is, for how long, and where it may go. */
export function Reforma({
  tramite,
  reforma,
  soloLectura,
}: {
  tramite: string;
  reforma: ReformaDto;
  soloLectura: boolean;
}) {
  const mover = useAccion("mover_reforma");
  const [abierto, setAbierto] = useState<
    "publicar" | "desistir" | "corregir" | null
  >(null);
  const { texto, tono } = ESTADO_REFORMA[reforma.estado];
  const pasar = (a: EstadoReforma) => {
    if (a === "publicada") setAbierto("publicar");
    else if (a === "desistida") setAbierto("desistir");
    else
      void mover.ejecutar({
        id: reforma.id,
        a,
        numero: "",
        fecha: "",
        motivo: "",
      });
  };
  return (
    <div className={estilos["reforma"]} aria-label="Reforma" role="group">
      <p className={estilos["linea"]}>
        <Etiqueta tono={tono}>{texto}</Etiqueta>
        <span>
          {reforma.nombre}
          {reforma.norma !== null && `: ${visible(reforma.norma)}`}
        </span>
      </p>
      <p className={estilos["tenue"]}>
        {reforma.numero !== null && reforma.fecha !== null
          ? `Publicada como ${visible(reforma.numero)} el ${fechaLarga(reforma.fecha)}. `
          : `${cuantos(reforma.dias, "día calendario", "días calendario")} en este estado. `}
        {reforma.firma !== null && `La firma: ${visible(reforma.firma)}. `}
        {reforma.motivo !== null && `Se desistió: ${visible(reforma.motivo)}`}
      </p>
      <AvisoDeFalla error={mover.error} />
      {!soloLectura && reforma.siguientes.length > 0 && (
        <div className={estilos["linea"]}>
          {reforma.siguientes.map((a) => (
            <Boton
              key={a}
              pequeno
              isDisabled={mover.enCurso}
              onPress={() => pasar(a)}
            >
              {A_ESTADO[a]}
            </Boton>
          ))}
          <Boton
            pequeno
            aspecto="discreto"
            onPress={() => setAbierto("corregir")}
          >
            Corregir el texto…
          </Boton>
        </div>
      )}
      {abierto === "publicar" && (
        <DialogoPublicacion
          reforma={reforma}
          alCerrar={() => setAbierto(null)}
        />
      )}
      {abierto === "desistir" && (
        <DialogoMotivo
          titulo="¿Por qué se desiste de esta reforma?"
          explicacion="El requisito vuelve a quedar sin reforma que lo siga. Puede escribir otra."
          motivos={[
            "Asesoría Jurídica opina que no hace falta",
            "Se unió con otra reforma",
          ]}
          boton="Desistir de la reforma"
          alConfirmar={async (motivo) => {
            const hecho = await mover.ejecutar({
              id: reforma.id,
              a: "desistida",
              numero: "",
              fecha: "",
              motivo,
            });
            return hecho === null
              ? "No se pudo guardar. Lo que escribió sigue en pantalla."
              : null;
          }}
          alCerrar={() => setAbierto(null)}
        />
      )}
      {abierto === "corregir" && (
        <DialogoReforma
          tramite={tramite}
          previa={reforma}
          acto={{
            acto: reforma.acto,
            norma: reforma.norma,
            firma: reforma.firma ?? "",
            borrador: reforma.texto ?? "",
            requisitos: reforma.requisitos,
          }}
          alCerrar={() => setAbierto(null)}
        />
      )}
    </div>
  );
}

function Borrador({ texto }: { texto: string }) {
  const [copiado, setCopiado] = useState<boolean | null>(null);
  const copiar = async () => {
    try {
      await navigator.clipboard.writeText(texto);
      setCopiado(true);
    } catch {
      setCopiado(false);
    }
  };
  return (
    <details className={estilos["borrador"]}>
      <summary>Borrador de la reforma</summary>
      <pre className={estilos["texto"]}>{visible(texto)}</pre>
      <div className={estilos["linea"]}>
        <Boton pequeno onPress={() => void copiar()}>
          Copiar el borrador
        </Boton>
        <span role="status" className={estilos["tenue"]}>
          {copiado === true
            ? "Copiado."
            : copiado === false
              ? "No se pudo copiar. Márquelo y use Ctrl C."
              : ""}
        </span>
      </div>
    </details>
  );
}

/** The legal act that a decision needs: which, why, who signs it, its draft and where it is. */
export function Acto({
  tramite,
  acto,
  reforma,
  otros,
  soloLectura,
}: {
  tramite: string;
  acto: ActoDto;
  reforma: ReformaDto | null;
  /** How many more requisitos change with the same act. */
  otros: number;
  soloLectura: boolean;
}) {
  const [siguiendo, setSiguiendo] = useState(false);
  return (
    <Hoja titulo={`Qué hace falta: ${acto.nombre.toLowerCase()}`}>
      <dl className={estilos["datos"]}>
        <dt>Por qué</dt>
        <dd>{visible(acto.por_que)}</dd>
        <dt>Norma que se cambia</dt>
        <dd>
          {acto.norma === null ? "Falta identificarla" : visible(acto.norma)}
          {acto.heredada && (
            <>
              {" "}
              <Etiqueta tono="aviso">por confirmar: es la del trámite</Etiqueta>
            </>
          )}
        </dd>
        <dt>Quién firma</dt>
        <dd>{acto.firma}</dd>
        {otros > 0 && (
          <>
            <dt>También cambia</dt>
            <dd>
              {cuantos(otros, "requisito más", "requisitos más")} con el mismo
              acto
            </dd>
          </>
        )}
      </dl>
      <Borrador texto={acto.borrador} />
      {reforma === null ? (
        <div className={estilos["linea"]}>
          <Boton isDisabled={soloLectura} onPress={() => setSiguiendo(true)}>
            Seguir esta reforma
          </Boton>
          <span className={estilos["tenue"]}>
            Guarda el borrador y lleva su estado, hasta que esté vigente.
          </span>
        </div>
      ) : (
        <Reforma
          tramite={tramite}
          reforma={reforma}
          soloLectura={soloLectura}
        />
      )}
      {siguiendo && (
        <DialogoReforma
          tramite={tramite}
          acto={acto}
          previa={null}
          alCerrar={() => setSiguiendo(false)}
        />
      )}
    </Hoja>
  );
}
