import { useState } from "react";
import { Boton } from "../../../componentes/Boton/Boton";
import { Carga } from "../../../componentes/Carga/Carga";
import { useConsulta } from "../../../puente/consultas";
import type { FaltaDeCifra } from "../../../puente/generado/FaltaDeCifra";
import type { FichaDto } from "../../../puente/generado/FichaDto";
import type { VersionPaso } from "../../../puente/generado/VersionPaso";
import { Costos } from "./Costos";
import type { Senalada } from "./Cifra";
import { DialogoDeCifra } from "./DialogoDeCifra";
import { DialogoParametro } from "./DialogoParametro";
import type { Pedido } from "./DialogoParametro";
import { Flujo } from "./Flujo";
import { useExportarInforme } from "../../informes/useExportarInforme";
import { Opciones } from "./Opciones";
import { OpcionesDelFlujo } from "./OpcionesDelFlujo";
import type { ComoElFlujo } from "./OpcionesDelFlujo";
import { Parametros } from "./Parametros";
import estilos from "./Calculos.module.css";

/** The last choice, while the program is open. */
let elegido: ComoElFlujo = { desde: null, semilla: null, corridas: null };

interface Explicando {
  senalada: Senalada;
  metodos: string;
  redondeo: string;
  corte: string;
}

/** Costs and flow time of one trámite; every figure explains itself. */
export function Calculos({
  ficha,
  soloLectura,
  alIr,
}: {
  ficha: Pick<FichaDto, "id"> & {
    resumen: Pick<FichaDto["resumen"], "institucion"> &
      Partial<Pick<FichaDto["resumen"], "codigo">>;
  };
  soloLectura: boolean;
  /** Goes to a datum of the ficha. */
  alIr: (entidad: string, campo: string) => void;
}) {
  const [version, setVersion] = useState<VersionPaso>("actual");
  const [explicando, setExplicando] = useState<Explicando | null>(null);
  const [pedido, setPedido] = useState<Pedido | null>(null);
  const [viendo, setViendo] = useState(false);
  const pide = { id: ficha.id, version };
  const [como, setComo] = useState<ComoElFlujo>(elegido);
  const exportacion = useExportarInforme();
  const exportar = () =>
    void exportacion.exportar(
      {
        tipo: "calculos",
        calculos: { tramite: ficha.id, version, ...como },
        institucion: null,
        corte: null,
        secciones: [],
      },
      `anexo-de-calculo-${ficha.resumen.codigo ?? "tramite"}.pdf`,
    );
  const costos = useConsulta("costos_de_tramite", pide, { conservar: true });
  const flujo = useConsulta(
    "flujo_de_tramite",
    { ...pide, ...como },
    { conservar: true },
  );
  const irA = (falta: FaltaDeCifra) => {
    if (falta.entidad === null || falta.campo === null) return;
    setExplicando(null);
    alIr(falta.entidad, falta.campo);
  };
  const anotar = (que: Pedido) => {
    setExplicando(null);
    setViendo(false);
    setPedido(que);
  };
  const porCodigo = (codigo: string) => {
    const p = costos.data?.parametros_que_faltan.find(
      (x) => x.codigo === codigo,
    );
    if (p !== undefined)
      anotar({
        codigo: p.codigo,
        nombre: p.nombre,
        paraQue: p.para_que,
        unidades: p.unidades,
      });
  };
  return (
    <div className={estilos["calculos"]}>
      <div className={estilos["barra"]}>
        <Opciones
          etiqueta="Pasos que se calculan"
          opciones={[
            { id: "actual", titulo: "Situación actual" },
            { id: "propuesta", titulo: "Propuesta" },
          ]}
          elegida={version}
          alElegir={setVersion}
        />
        <p className={estilos["tenue"]}>
          Pulse una cifra para ver de qué sale.
        </p>
        <Boton isDisabled={exportacion.activa} onPress={exportar}>
          Exportar anexo de cálculo (PDF)
        </Boton>
      </div>
      {exportacion.avisos}
      <section aria-label="Costos" className={estilos["seccion"]}>
        <h2>Costos</h2>
        <Carga consulta={costos}>
          {(dato) => (
            <Costos
              costos={dato}
              alExplicar={(senalada) => setExplicando({ senalada, ...dato })}
              alAnotar={soloLectura ? null : anotar}
              alVerParametros={() => setViendo(true)}
            />
          )}
        </Carga>
      </section>
      <section aria-label="Tiempo del flujo" className={estilos["seccion"]}>
        <h2>Tiempo del flujo</h2>
        <div className={estilos["opcionesDelFlujo"]}>
          <OpcionesDelFlujo
            como={como}
            alElegir={(nuevo) => {
              elegido = nuevo;
              setComo(nuevo);
            }}
          />
        </div>
        <Carga consulta={flujo}>
          {(dato) => (
            <Flujo
              flujo={dato}
              alExplicar={(senalada) => setExplicando({ senalada, ...dato })}
              alIr={irA}
            />
          )}
        </Carga>
      </section>
      {explicando !== null && (
        <DialogoDeCifra
          senalada={explicando.senalada}
          metodos={explicando.metodos}
          redondeo={explicando.redondeo}
          corte={explicando.corte}
          alCerrar={() => setExplicando(null)}
          alAnotar={soloLectura ? null : porCodigo}
          alIr={irA}
        />
      )}
      {viendo && (
        <Parametros
          institucion={ficha.resumen.institucion}
          soloLectura={soloLectura}
          alAnotar={anotar}
          alCerrar={() => setViendo(false)}
        />
      )}
      {pedido !== null && (
        <DialogoParametro
          pedido={pedido}
          tramite={ficha.id}
          institucion={ficha.resumen.institucion}
          alCerrar={() => setPedido(null)}
        />
      )}
    </div>
  );
}
