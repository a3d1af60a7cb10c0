import { useCallback, useEffect, useRef, useState } from "react";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { CeldaDto } from "../../puente/generado/CeldaDto";
import type { ValorDto } from "../../puente/generado/ValorDto";
import { useConsulta } from "../../puente/consultas";
import { usePuente, useRegistro } from "../../puente/contexto";
import { useEscribir } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import { leerValor, textoDeValor } from "./valores";

export type EstadoDeCampo =
  | { estado: "quieto" }
  | { estado: "guardando" }
  | { estado: "guardado"; cuando: string }
  | { estado: "fallo"; motivo: string };

const MS_ENTRE_BORRADORES = 1000;

export interface CampoGuardado {
  /** What the control shows: the text being typed, or the stored value. */
  texto: string;
  cambiar: (texto: string) => void;
  /** Saves if it changed; for `onBlur`, and Enter in one line. */
  guardar: () => void;
  /** Saves a value at once; for lists and check boxes. */
  guardarTexto: (texto: string) => void;
  /** Back to the stored value; for Esc. */
  descartar: () => void;
  estado: EstadoDeCampo;
  /** Sentence under the label when what was typed cannot be saved. */
  error: string | null;
  /** Text that a crash left, different from the stored one; null when there is none. */
  borrador: {
    texto: string;
    recuperar: () => void;
    descartar: () => void;
  } | null;
}

/**
 * Saves one cell when the field is left. The text being typed lives here; the stored value comes in
 * `celda`. A failed save keeps the text, shows why and is tried again; meanwhile the text is kept
 * every second as a draft of this computer.
 */
export function useCampoGuardado(
  entidad: string,
  campo: CampoDto,
  celda: CeldaDto | undefined,
  opciones: { motivo?: string } = {},
): CampoGuardado {
  const puente = usePuente();
  const registro = useRegistro();
  const escribir = useEscribir();
  const clave = `${entidad}.${campo.campo}`;
  const guardado = textoDeValor(campo, celda?.valor ?? null);
  const [escrito, setEscrito] = useState<string | null>(null);
  const [estado, setEstado] = useState<EstadoDeCampo>({ estado: "quieto" });
  const [error, setError] = useState<string | null>(null);

  // What a save that starts later must see: the newest cell and text, not those of this render.
  const ahora = useRef({ escrito, celda, guardado });
  useEffect(() => {
    ahora.current = { escrito, celda, guardado };
  });
  const enCurso = useRef(false);
  const otraVez = useRef(false);
  const hayBorrador = useRef(false);
  const reenviar = useRef<() => void>(() => {});
  const motivo = opciones.motivo ?? "";

  const quitarBorrador = useCallback(() => {
    if (!hayBorrador.current) return;
    hayBorrador.current = false;
    puente.llamar("guardar_borrador", { clave, texto: null }).catch(() => {
      // A draft that stays is offered again; nothing is lost.
    });
  }, [puente, clave]);

  const enviar = useCallback(async () => {
    if (enCurso.current) {
      otraVez.current = true;
      return;
    }
    const { escrito: texto, celda: vista, guardado: antes } = ahora.current;
    if (texto === null) return;
    if (texto.trim() === antes.trim()) {
      setEscrito(null);
      setError(null);
      registro.resuelto(clave);
      quitarBorrador();
      return;
    }
    const leido = leerValor(campo, texto);
    if ("error" in leido) {
      setError(leido.error);
      setEstado({ estado: "quieto" });
      return;
    }
    const valor: ValorDto = leido.valor;
    enCurso.current = true;
    setError(null);
    setEstado({ estado: "guardando" });
    try {
      const hecho = await escribir(
        "guardar_celdas",
        {
          celdas: [
            { entidad, campo: campo.campo, valor, padres: vista?.padres ?? [] },
          ],
          motivo,
        },
        { clave, reintentar: () => reenviar.current() },
      );
      if (ahora.current.escrito === texto) setEscrito(null);
      setEstado(
        hecho.guardado === null
          ? { estado: "quieto" }
          : { estado: "guardado", cuando: hecho.guardado },
      );
      quitarBorrador();
    } catch (causa) {
      const { falla } = comoFalla(causa);
      const delCampo = falla.campos.find(
        (uno) =>
          uno.campo === `${campo.clase}.${campo.campo}` ||
          uno.campo === campo.campo,
      );
      setError(delCampo?.mensaje ?? null);
      setEstado({
        estado: "fallo",
        motivo: delCampo?.mensaje ?? falla.mensaje,
      });
    } finally {
      enCurso.current = false;
      if (otraVez.current) {
        otraVez.current = false;
        reenviar.current();
      }
    }
  }, [campo, clave, entidad, escribir, motivo, quitarBorrador, registro]);

  useEffect(() => {
    if (escrito === null) return;
    const espera = setTimeout(() => {
      hayBorrador.current = true;
      puente.llamar("guardar_borrador", { clave, texto: escrito }).catch(() => {
        // The text is still on screen and is saved on leaving the field.
      });
    }, MS_ENTRE_BORRADORES);
    return () => clearTimeout(espera);
  }, [escrito, clave, puente]);

  useEffect(() => {
    reenviar.current = () => void enviar();
  }, [enviar]);
  // Leaving the screen with the text half typed saves it too.
  useEffect(
    () => () => {
      if (ahora.current.escrito !== null) reenviar.current();
    },
    [],
  );

  const { data: borradores } = useConsulta("borradores", {});
  const [ofrecido, setOfrecido] = useState(true);
  const hallado = borradores?.find((uno) => uno.clave === clave);
  const borrador =
    ofrecido &&
    escrito === null &&
    hallado !== undefined &&
    hallado.texto !== guardado
      ? {
          texto: hallado.texto,
          recuperar: () => {
            setOfrecido(false);
            hayBorrador.current = true;
            setEscrito(hallado.texto);
          },
          descartar: () => {
            setOfrecido(false);
            hayBorrador.current = true;
            quitarBorrador();
          },
        }
      : null;

  return {
    texto: escrito ?? guardado,
    cambiar: useCallback((texto: string) => setEscrito(texto), []),
    guardar: useCallback(() => void enviar(), [enviar]),
    guardarTexto: useCallback(
      (texto: string) => {
        ahora.current = { ...ahora.current, escrito: texto };
        setEscrito(texto);
        void enviar();
      },
      [enviar],
    ),
    descartar: useCallback(() => {
      setEscrito(null);
      setError(null);
      setEstado({ estado: "quieto" });
      registro.resuelto(clave);
      quitarBorrador();
    }, [clave, quitarBorrador, registro]),
    estado,
    error,
    borrador,
  };
}
