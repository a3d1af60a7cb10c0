import { useEffect, useRef, useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import { NUEVA, Rejilla } from "../../componentes/Rejilla/Rejilla";
import type {
  FilaRejilla,
  ManejoDeRejilla,
} from "../../componentes/Rejilla/Rejilla";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import type { FichaDto } from "../../puente/generado/FichaDto";
import { visible } from "../../textos/visible";
import { anchoDe, BASE_DEL_REQUISITO, columnasDe } from "./columnas";
import { DialogoBase } from "./DialogoBase";
import { useBorradorDeCelda, useEscrituras } from "./escrituras";
import type { ClaseDeFila, Objetivo } from "./lugares";
import { filasDe, fragmentoOriginal, textoDe } from "./lugares";
import estilos from "./Ficha.module.css";

const COSAS: Readonly<
  Record<ClaseDeFila, { una: string; varias: string; etiqueta: string }>
> = {
  requisito: { una: "requisito", varias: "requisitos", etiqueta: "Requisitos" },
  paso: { una: "paso", varias: "pasos", etiqueta: "Pasos" },
  base_legal: {
    una: "base legal",
    varias: "bases legales",
    etiqueta: "Base legal",
  },
  tiempo: {
    una: "tiempo",
    varias: "tiempos",
    etiqueta: "Tiempos de respuesta",
  },
  volumen: {
    una: "volumen",
    varias: "volúmenes por año y vía",
    etiqueta: "Solicitudes por año y vía",
  },
};

const MOTIVOS: Readonly<Record<ClaseDeFila, ReadonlyArray<string>>> = {
  requisito: [
    "Está repetido en otra fila",
    "Ya no se pide en la ventanilla",
    "No es un requisito, es una nota",
    "La importación lo separó mal",
  ],
  paso: [
    "Está repetido en otra fila",
    "Este paso ya no se hace",
    "No es un paso, es un requisito",
    "La importación lo separó mal",
  ],
  base_legal: [
    "Está repetida en otra fila",
    "La norma está derogada",
    "No respalda este trámite",
    "La importación la separó mal",
  ],
  tiempo: [
    "Está repetido en otra fila",
    "El tiempo publicado ya cambió",
    "La importación lo leyó mal",
  ],
  volumen: [
    "Está repetido en otra fila",
    "La cifra es de otro trámite",
    "El año todavía no termina",
  ],
};

const DUDA = "interpretado_con_duda";

function notaDe(ficha: FichaDto, clase: ClaseDeFila, fila: EntidadDto) {
  const original =
    clase === "requisito"
      ? "requisitos"
      : clase === "paso"
        ? "instrucciones"
        : null;
  const dudosa =
    textoDe(fila, "procedencia") === DUDA ||
    fila.celdas["con_duda"]?.valor === true ||
    (clase === "tiempo" && textoDe(fila, "estado") === "con_duda");
  if (!dudosa) return undefined;
  const columna = ficha.originales.find((o) => o.columna === original);
  const texto =
    clase === "tiempo"
      ? textoDe(fila, "texto_original")
      : columna === undefined
        ? null
        : fragmentoOriginal(columna.texto, textoDe(fila, "texto"));
  return (
    <>
      <Etiqueta tono="aviso" forma={false}>
        interpretado con duda
      </Etiqueta>
      {texto !== null && texto !== "" && (
        <> Texto importado: «{visible(texto)}»</>
      )}
    </>
  );
}

/** The rows of one class of a ficha, to be written as in a spreadsheet. */
export function Filas({
  ficha,
  clase,
  campos,
  soloLectura,
  objetivo,
  alConsumir,
  alEnfocar,
  alHistorial,
}: {
  ficha: FichaDto;
  clase: ClaseDeFila;
  campos: ReadonlyArray<CampoDto>;
  soloLectura: boolean;
  objetivo: Objetivo | null;
  alConsumir: () => void;
  alEnfocar: (entidad: string, clase: string, campo: string) => void;
  alHistorial: (entidad: string, clase: string, campo: string) => void;
}) {
  const [todas, setTodas] = useState(false);
  const [base, setBase] = useState<string | null>(null);
  const manejo = useRef<ManejoDeRejilla>(null);
  const escrituras = useEscrituras();
  const guardarBorrador = useBorradorDeCelda();
  const entidades = filasDe(ficha, clase);
  const columnas = columnasDe(clase, campos, ficha, todas);
  const filas: FilaRejilla[] = entidades.map((e) => {
    const nivel = e.celdas["nivel"]?.valor;
    const nota = notaDe(ficha, clase, e);
    return {
      id: e.id,
      celdas: e.celdas,
      grupo: textoDe(e, "grupo"),
      nivel: typeof nivel === "number" ? nivel : 0,
      ...(nota === undefined ? {} : { nota }),
    };
  });

  const aqui =
    objetivo !== null &&
    (objetivo.entidad === NUEVA ||
      entidades.some((e) => e.id === objetivo.entidad));
  const campoVisible = columnas.some((c) => c.campo === objetivo?.campo);
  const declarado = campos.some(
    (c) => c.clase === clase && c.campo === objetivo?.campo,
  );
  // A datum in a hidden column brings all of them.
  if (aqui && declarado && !campoVisible && !todas) setTodas(true);
  useEffect(() => {
    if (!aqui || objetivo === null) return;
    manejo.current?.enfocar(objetivo.entidad, objetivo.campo);
    alConsumir();
  }, [aqui, objetivo, alConsumir]);

  return (
    <>
      <Rejilla
        ref={manejo}
        etiqueta={COSAS[clase].etiqueta}
        cosa={COSAS[clase]}
        columnas={columnas}
        filas={filas}
        soloLectura={soloLectura}
        motivosDeRetiro={MOTIVOS[clase]}
        {...(todas ? { anchoMinimo: anchoDe(columnas) } : {})}
        alGuardar={(celdas, reintentar) =>
          escrituras.guardar(celdas, "", reintentar)
        }
        alAgregar={(nuevas) => escrituras.agregar(ficha.id, clase, nuevas)}
        alMover={escrituras.mover}
        alRetirar={escrituras.retirar}
        alEnfocar={(fila, campo) => alEnfocar(fila, clase, campo)}
        alHistorial={(fila, campo) => alHistorial(fila, clase, campo)}
        alActuar={(fila, campo) => {
          if (campo === BASE_DEL_REQUISITO) setBase(fila.id);
        }}
        alTeclear={(fila, campo, texto) =>
          guardarBorrador(
            fila === NUEVA
              ? `${ficha.id}.nueva_${clase}_${campo}`
              : `${fila}.${campo}`,
            texto,
          )
        }
        barra={
          <Boton
            pequeno
            aspecto="discreto"
            aria-pressed={todas}
            onPress={() => setTodas(!todas)}
          >
            {todas ? "Menos columnas" : "Todas las columnas"}
          </Boton>
        }
      />
      {entidades.length === 0 && (
        <p className={estilos["sinFilas"]}>
          Todavía no hay {COSAS[clase].varias}. Escriba en la primera fila o
          pegue una lista desde Excel o Word.
        </p>
      )}
      {base !== null && (
        <DialogoBase
          ficha={ficha}
          requisito={base}
          soloLectura={soloLectura}
          alCerrar={() => {
            setBase(null);
            requestAnimationFrame(() =>
              requestAnimationFrame(() =>
                manejo.current?.enfocar(base, BASE_DEL_REQUISITO),
              ),
            );
          }}
        />
      )}
    </>
  );
}
