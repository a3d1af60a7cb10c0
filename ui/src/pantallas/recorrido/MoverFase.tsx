import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import { leerValor } from "../../componentes/Campo/valores";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import { usePuente } from "../../puente/contexto";
import type { FaseDto } from "../../puente/generado/FaseDto";
import type { TransicionDto } from "../../puente/generado/TransicionDto";
import { useAccion } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import type { ArchivoElegido, FallaError } from "../../puente/puente";
import { fechaCorta, hoy } from "../../textos/formatos";
import { ESTADO_FASE } from "../../textos/palabras";
import { visible } from "../../textos/visible";
import estilos from "./Recorrido.module.css";

const FECHA = campoLocal("Fecha del hecho", {
  tipo: "fecha",
  ayuda: "La fecha del acta o del oficio, como día/mes/año.",
  ejemplo: "20/11/2026",
});
const MOTIVO = campoLocal("Motivo", {
  tipo: "texto_largo",
  ayuda: "Queda en el historial, junto a su nombre.",
  exigencia: "opcional",
  maximo: 2000,
});

/** Asks for the date, the reason and the evidence of moving a phase, and moves it. */
export function MoverFaseDialogo({
  fase,
  transicion,
  alCerrar,
}: {
  fase: FaseDto;
  transicion: TransicionDto;
  alCerrar: () => void;
}) {
  const puente = usePuente();
  const mover = useAccion("mover_fase");
  const [fecha, setFecha] = useState(() => fechaCorta(hoy()));
  const [errorDeFecha, setErrorDeFecha] = useState<string | null>(null);
  const [motivo, setMotivo] = useState("");
  const [evidencia, setEvidencia] = useState<ArchivoElegido | null>(null);
  const [fallaDeArchivo, setFallaDeArchivo] = useState<FallaError | null>(null);

  const elegir = async () => {
    setFallaDeArchivo(null);
    try {
      const elegido = await puente.elegirArchivo("evidencia");
      if (elegido !== null) setEvidencia(elegido);
    } catch (causa) {
      setFallaDeArchivo(comoFalla(causa));
    }
  };

  const enviar = async () => {
    const leida = leerValor(FECHA, fecha);
    if ("error" in leida) {
      setErrorDeFecha(leida.error);
      return;
    }
    setErrorDeFecha(null);
    const hecho = await mover.ejecutar({
      institucion: null,
      fase: fase.fase,
      a: transicion.a,
      fecha: leida.valor === null ? null : String(leida.valor),
      evidencia: evidencia?.id ?? null,
      motivo: motivo.trim() === "" ? null : motivo.trim(),
    });
    if (hecho !== null) alCerrar();
  };

  const deCampo = (campo: string) =>
    mover.error?.falla.campos.find((uno) => uno.campo.endsWith(campo))
      ?.mensaje ?? null;
  const delMotivo = deCampo("motivo");

  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo={`${transicion.accion}: ${fase.nombre}`}
      acciones={
        <>
          <Boton onPress={alCerrar}>Cancelar</Boton>
          <Boton
            aspecto="primario"
            isDisabled={mover.enCurso}
            onPress={() => void enviar()}
          >
            {transicion.accion}
          </Boton>
        </>
      }
    >
      <p>
        La fase pasa de «{ESTADO_FASE[fase.estado].texto}» a «
        {ESTADO_FASE[transicion.a].texto}». Puede deshacerlo.
      </p>
      <AvisoDeFalla error={mover.error ?? fallaDeArchivo} />
      <Campo
        campo={FECHA}
        texto={fecha}
        alCambiar={setFecha}
        error={errorDeFecha ?? deCampo("fecha")}
      />
      <Campo
        campo={MOTIVO}
        texto={motivo}
        alCambiar={setMotivo}
        error={delMotivo}
      />
      <div className={estilos["evidencia"]}>
        <span className={estilos["rotulo"]}>
          Evidencia <span className={estilos["tenue"]}>(opcional)</span>
        </span>
        <span className={estilos["tenue"]}>
          El acta, el acuerdo o la lista, en PDF o imagen.
        </span>
        <span className={estilos["acciones"]}>
          <Boton onPress={() => void elegir()}>
            {evidencia === null ? "Elegir archivo" : "Cambiar archivo"}
          </Boton>
          {evidencia !== null && <span>{visible(evidencia.nombre)}</span>}
        </span>
      </div>
    </Dialogo>
  );
}
