import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { BarraDeAvance } from "../../componentes/BarraDeAvance/BarraDeAvance";
import { Boton } from "../../componentes/Boton/Boton";
import { DialogoDosValores } from "../../componentes/DosValores/DosValores";
import { DialogoMotivo } from "../../componentes/Rejilla/DialogoMotivo";
import { Vacio } from "../../componentes/Vacio/Vacio";
import type { ConflictoDto } from "../../puente/generado/ConflictoDto";
import type { CriterioDto } from "../../puente/generado/CriterioDto";
import type { PuestoDto } from "../../puente/generado/PuestoDto";
import type { RondaDto } from "../../puente/generado/RondaDto";
import type { VotanteDto } from "../../puente/generado/VotanteDto";
import { useClasificacionPorCodigo } from "../../puente/paginas";
import type { VerPriorizacion } from "../../rutas";
import { deCuantos, parte } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { ElegirPersona } from "./ElegirPersona";
import { PanelDelCriterio } from "./PanelDelCriterio";
import { RejillaDeNotas } from "./RejillaDeNotas";
import { esDelInventario } from "./palabras";
import { elDe, useDosValores } from "./dosValores";
import { useInstitucionEnPantalla } from "./institucion";
import { useNotas } from "./useNotas";
import { useReposo } from "./useReposo";
import estilos from "./Notas.module.css";

interface Props {
  ronda: RondaDto;
  soloLectura: boolean;
  alVer: (ver: VerPriorizacion) => void;
}

/** Who rates, and its grid of notes. */
export function Calificar({ ronda, soloLectura, alVer }: Props) {
  const [quien, setQuien] = useState<string | null>(null);
  const lugar = Math.max(
    0,
    ronda.votantes.findIndex(({ entidad }) => entidad.id === quien),
  );
  const persona = ronda.votantes[lugar];
  const elegir = (
    <ElegirPersona
      ronda={ronda}
      elegida={persona?.entidad.id ?? null}
      soloLectura={soloLectura}
      alElegir={setQuien}
    />
  );
  if (ronda.estado === "cerrada")
    return (
      <Vacio
        titulo="La ronda está cerrada y ya no se califica"
        acciones={
          <Boton onPress={() => alVer("ranking")}>Ver el ranking</Boton>
        }
      >
        <p>Las notas con que se cerró están en el puntaje de cada trámite.</p>
      </Vacio>
    );
  if (persona === undefined)
    return (
      <Vacio titulo="Agregue a quienes califican" acciones={elegir}>
        <p>
          Cada persona da sus notas por separado; la del grupo es su promedio, y
          se ve dónde no están de acuerdo.
        </p>
      </Vacio>
    );
  return (
    <NotasDe
      key={persona.entidad.id}
      ronda={ronda}
      persona={persona}
      lugar={lugar}
      elegir={elegir}
      soloLectura={soloLectura}
    />
  );
}

interface Correccion {
  puesto: PuestoDto;
  criterio: CriterioDto;
  nota: number;
  razon: string;
}

/** Every row is at hand. */
const NADA = () => {};

const MOTIVOS = [
  "El dato del inventario está desactualizado",
  "El dato publicado no es el que se cumple",
];

function NotasDe({
  ronda,
  persona,
  lugar,
  elegir,
  soloLectura,
}: {
  ronda: RondaDto;
  persona: VotanteDto;
  lugar: number;
  elegir: ReactNode;
  soloLectura: boolean;
}) {
  const id = ronda.entidad.id;
  const votante = persona.entidad.id;
  const institucion = useInstitucionEnPantalla();
  const [texto, setTexto] = useState("");
  const [enCriterio, setEnCriterio] = useState<number | null>(null);
  const [corrige, setCorrige] = useState<Correccion | null>(null);
  const [elige, setElige] = useState<ConflictoDto | null>(null);
  const buscado = useReposo(texto);
  const notas = useNotas(id, votante);
  const pide = useMemo(
    () => ({
      institucion,
      ronda: id,
      puntos: null,
      texto: buscado,
      votante,
      con_rangos: false,
    }),
    [institucion, id, buscado, votante],
  );
  const lista = useClasificacionPorCodigo(pide);
  const criterio =
    ronda.criterios[enCriterio ?? -1] ??
    ronda.criterios.find((c) => !esDelInventario(c)) ??
    ronda.criterios[0];
  const dobles = useDosValores(ronda);
  const doble = (tramite: string, codigo: string) =>
    elDe(dobles, { votante, tramite, criterio: codigo });
  const alNota = (puesto: PuestoDto, de: CriterioDto, nota: number | null) => {
    const k = ronda.criterios.indexOf(de);
    const conflicto = doble(puesto.tramite, de.codigo);
    if (conflicto !== undefined) setElige(conflicto);
    else if (nota !== null && esDelInventario(de))
      setCorrige({
        puesto,
        criterio: de,
        nota,
        razon: puesto.notas[k]?.razon ?? "",
      });
    else
      notas.poner({
        tramite: puesto.tramite,
        criterio: de.codigo,
        nota,
        razon: "",
      });
  };
  return (
    <div className={estilos["vista"]}>
      <div className={estilos["barra"]}>
        {elegir}
        <label>
          <span>Buscar trámite</span>
          <input
            type="search"
            value={texto}
            autoComplete="off"
            spellCheck={false}
            onChange={(e) => setTexto(e.target.value)}
          />
        </label>
        <div className={estilos["avance"]} role="status">
          {deCuantos(persona.notas)} notas
          <BarraDeAvance parte={parte(persona.notas)} />
        </div>
      </div>
      <AvisoDeFalla
        error={notas.error ?? lista.error}
        acciones={
          <Boton
            onPress={() => {
              if (notas.error !== null) notas.enviar();
              else lista.reintentar();
            }}
          >
            {notas.error !== null ? "Guardar de nuevo" : "Leer de nuevo"}
          </Boton>
        }
      />
      <div className={estilos["cuerpoDeVista"]}>
        <div className={estilos["rejilla"]}>
          <RejillaDeNotas
            criterios={ronda.criterios}
            persona={lugar}
            total={lista.total ?? 0}
            fila={lista.fila}
            alVer={NADA}
            escrita={notas.escrita}
            tieneDos={(tramite, codigo) => doble(tramite, codigo) !== undefined}
            soloLectura={soloLectura}
            ocupada={lista.cargando}
            clave={`${votante}/${buscado}`}
            alNota={alNota}
            alSalir={notas.enviar}
            alActivar={setEnCriterio}
          />
        </div>
        {criterio !== undefined && (
          <PanelDelCriterio
            criterio={criterio}
            ronda={id}
            persona={persona}
            soloLectura={soloLectura}
          />
        )}
      </div>
      <p className={estilos["tenue"]}>
        Escriba de 1 a 5; Supr quita la nota. Tab y Enter pasan a la siguiente;
        con Esc, Tab sale de la tabla. ▲ señala notas que distan 2 o más.
        {dobles.length > 0 &&
          " ≠ señala las que tienen dos valores: escriba en ella para elegir."}
      </p>
      {elige !== null && (
        <DialogoDosValores conflicto={elige} alCerrar={() => setElige(null)} />
      )}
      {corrige !== null && (
        <DialogoMotivo
          titulo={`Corregir «${visible(corrige.criterio.nombre)}» de ${visible(corrige.puesto.codigo)}`}
          explicacion={`El inventario dice: ${visible(corrige.puesto.notas[ronda.criterios.indexOf(corrige.criterio)]?.valor || "sin dato")}. Usted escribe un ${corrige.nota}. El motivo se imprime en el acta.`}
          motivos={MOTIVOS}
          inicial={corrige.razon}
          boton={`Dejar la nota en ${corrige.nota}`}
          alConfirmar={(razon) =>
            notas.corregir({
              tramite: corrige.puesto.tramite,
              criterio: corrige.criterio.codigo,
              nota: corrige.nota,
              razon,
            })
          }
          alCerrar={() => setCorrige(null)}
        />
      )}
    </div>
  );
}
