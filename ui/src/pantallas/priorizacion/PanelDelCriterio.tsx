import { useEffect, useRef, useState } from "react";
import { Campo } from "../../componentes/Campo/Campo";
import { campoLocal } from "../../componentes/Campo/local";
import type { EstadoDeCampo } from "../../componentes/Campo/useCampoGuardado";
import type { CriterioDto } from "../../puente/generado/CriterioDto";
import type { VotanteDto } from "../../puente/generado/VotanteDto";
import { useEscribir } from "../../puente/mutaciones";
import { comoFalla } from "../../puente/puente";
import { visible } from "../../textos/visible";
import { celda, esDelInventario, fuenteDe } from "./palabras";
import estilos from "./Notas.module.css";

const BASE = campoLocal("En qué se basan mis notas", {
  tipo: "texto_largo",
  ayuda: "Vale para todas las notas de este criterio. Se imprime en el acta.",
  ejemplo: "Estadísticas de ventanilla de 2025.",
  maximo: 500,
});

/** What the focused criterion asks, what each note means, and what the person bases its notes on. */
export function PanelDelCriterio({
  criterio,
  ronda,
  persona,
  soloLectura,
}: {
  criterio: CriterioDto;
  ronda: string;
  persona: VotanteDto;
  soloLectura: boolean;
}) {
  const { entidad } = criterio;
  return (
    <aside
      className={estilos["panel"]}
      aria-label={`Criterio: ${visible(criterio.nombre)}`}
    >
      <h2>{visible(criterio.nombre)}</h2>
      <p>{visible(celda(entidad, "definicion"))}</p>
      <p className={estilos["tenue"]}>{fuenteDe(criterio)}.</p>
      <dl className={estilos["escala"]}>
        {[1, 3, 5].map((n) => (
          <Grado key={n} nota={n} texto={celda(entidad, `nota_${n}`)} />
        ))}
      </dl>
      <p className={estilos["tenue"]}>2 y 4 quedan entre dos de ellas.</p>
      {esDelInventario(criterio) ? (
        <p className={estilos["tenue"]}>
          La nota sale sola del inventario. Si escribe otra, se le pedirá por
          qué.
        </p>
      ) : (
        <BaseDeNotas
          key={`${persona.entidad.id}/${criterio.codigo}`}
          codigo={criterio.codigo}
          ronda={ronda}
          persona={persona}
          soloLectura={soloLectura}
        />
      )}
    </aside>
  );
}

function Grado({ nota, texto }: { nota: number; texto: string }) {
  return (
    <>
      <dt>{nota}</dt>
      <dd>{texto === "" ? "Sin describir" : visible(texto)}</dd>
    </>
  );
}

function BaseDeNotas({
  codigo,
  ronda,
  persona,
  soloLectura,
}: {
  codigo: string;
  ronda: string;
  persona: VotanteDto;
  soloLectura: boolean;
}) {
  const escribir = useEscribir();
  const guardado = celda(persona.entidad, `b_${codigo}`);
  const [escrito, setEscrito] = useState<string | null>(null);
  const [estado, setEstado] = useState<EstadoDeCampo>({ estado: "quieto" });
  const guardar = async () => {
    if (escrito === null) return;
    if (escrito.trim() === guardado.trim()) {
      setEscrito(null);
      return;
    }
    setEstado({ estado: "guardando" });
    try {
      const hecho = await escribir(
        "calificar",
        {
          ronda,
          votante: persona.entidad.id,
          notas: [],
          bases: { [codigo]: escrito.trim() },
        },
        {
          clave: `${persona.entidad.id}.b_${codigo}`,
          reintentar: () => void alSalir.current(),
        },
      );
      setEscrito((ahora) => (ahora === escrito ? null : ahora));
      setEstado(
        hecho.guardado === null
          ? { estado: "quieto" }
          : { estado: "guardado", cuando: hecho.guardado },
      );
    } catch (causa) {
      setEstado({ estado: "fallo", motivo: comoFalla(causa).message });
    }
  };
  const alSalir = useRef(guardar);
  useEffect(() => {
    alSalir.current = guardar;
  });
  // Another criterion takes this box away without leaving it.
  useEffect(() => () => void alSalir.current(), []);
  return (
    <Campo
      campo={BASE}
      texto={escrito ?? guardado}
      alCambiar={setEscrito}
      alSalir={() => void guardar()}
      alDescartar={() => setEscrito(null)}
      estado={estado}
      soloLectura={soloLectura}
      filas={4}
    />
  );
}
