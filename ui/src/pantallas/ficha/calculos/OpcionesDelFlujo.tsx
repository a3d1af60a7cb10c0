import { useState } from "react";
import { Boton } from "../../../componentes/Boton/Boton";
import { Campo } from "../../../componentes/Campo/Campo";
import { campoLocal } from "../../../componentes/Campo/local";
import { numero } from "../../../textos/formatos";

/** How the flow is computed; null is what the core takes by itself: today, seed 1, 1,000 runs. */
export interface ComoElFlujo {
  desde: string | null;
  semilla: number | null;
  corridas: number | null;
}

const CORRIDAS = { minimo: 100, maximo: 100_000 } as const;
const DESDE = campoLocal("La solicitud entra el", {
  tipo: "fecha",
  ayuda: "AAAA-MM-DD. Vacío es hoy.",
});
const SEMILLA = campoLocal("Semilla de la simulación", {
  tipo: "entero",
  ayuda: "Con la misma sale lo mismo. Vacío es 1.",
});
const VECES = campoLocal("Corridas", {
  tipo: "entero",
  ayuda: `De ${CORRIDAS.minimo} a ${numero(CORRIDAS.maximo)}. Vacío son 1,000.`,
});

/** A date that the calendar has. */
export function esFecha(texto: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(texto)) return false;
  const dia = new Date(`${texto}T00:00:00Z`);
  return (
    !Number.isNaN(dia.getTime()) && dia.toISOString().slice(0, 10) === texto
  );
}

const entero = (texto: string) => Number(texto.replaceAll(",", ""));
const esEntero = (texto: string) =>
  /^\d{1,15}$/.test(texto.replaceAll(",", ""));

/** When the request comes in, and with which stream of chance it is simulated. */
export function OpcionesDelFlujo({
  como,
  alElegir,
}: {
  como: ComoElFlujo;
  alElegir: (como: ComoElFlujo) => void;
}) {
  const [desde, setDesde] = useState(como.desde ?? "");
  const [semilla, setSemilla] = useState(como.semilla?.toString() ?? "");
  const [corridas, setCorridas] = useState(como.corridas?.toString() ?? "");
  const [revisado, setRevisado] = useState(false);
  const errores = {
    desde:
      desde.trim() === "" || esFecha(desde.trim())
        ? null
        : "Escriba una fecha real, como 2026-11-20.",
    semilla:
      semilla.trim() === "" || esEntero(semilla.trim())
        ? null
        : "Escriba un número entero, de 0 en adelante.",
    corridas:
      corridas.trim() === "" ||
      (esEntero(corridas.trim()) &&
        entero(corridas.trim()) >= CORRIDAS.minimo &&
        entero(corridas.trim()) <= CORRIDAS.maximo)
        ? null
        : `Escriba un número entero de ${CORRIDAS.minimo} a ${numero(CORRIDAS.maximo)}.`,
  };
  const aplicar = () => {
    setRevisado(true);
    if (Object.values(errores).some((e) => e !== null)) return;
    const nulo = (texto: string) =>
      texto.trim() === "" ? null : entero(texto.trim());
    alElegir({
      desde: desde.trim() === "" ? null : desde.trim(),
      semilla: nulo(semilla),
      corridas: nulo(corridas),
    });
  };
  const de = (cual: keyof typeof errores) => (revisado ? errores[cual] : null);
  return (
    <>
      <Campo
        campo={DESDE}
        texto={desde}
        alCambiar={setDesde}
        error={de("desde")}
      />
      <Campo
        campo={SEMILLA}
        texto={semilla}
        alCambiar={setSemilla}
        error={de("semilla")}
      />
      <Campo
        campo={VECES}
        texto={corridas}
        alCambiar={setCorridas}
        error={de("corridas")}
      />
      <Boton onPress={aplicar}>Volver a calcular</Boton>
    </>
  );
}
