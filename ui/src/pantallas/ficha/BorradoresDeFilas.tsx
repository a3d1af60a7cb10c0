import { useState } from "react";
import { Aviso } from "../../componentes/Aviso/Aviso";
import { Boton } from "../../componentes/Boton/Boton";
import { leerValor, textoDeValor } from "../../textos/valores";
import { useConsulta } from "../../puente/consultas";
import { usePuente } from "../../puente/contexto";
import type { BorradorDto } from "../../puente/generado/BorradorDto";
import type { CampoDto } from "../../puente/generado/CampoDto";
import type { EntidadDto } from "../../puente/generado/EntidadDto";
import type { FichaDto } from "../../puente/generado/FichaDto";
import { visible } from "../../textos/visible";
import { useEscrituras } from "./escrituras";
import type { ClaseDeFila } from "./lugares";
import { filasDe } from "./lugares";
import estilos from "./Ficha.module.css";

const CLASES: ReadonlyArray<ClaseDeFila> = [
  "requisito",
  "paso",
  "base_legal",
  "tiempo",
];

interface Rescatado {
  borrador: BorradorDto;
  campo: CampoDto;
  clase: ClaseDeFila;
  /** Null: it was going to be a new row. */
  fila: { entidad: EntidadDto; numero: number } | null;
}

/** Drafts of the cells of this ficha; those of its forms are offered beside each field. */
function rescatar(
  ficha: FichaDto,
  campos: ReadonlyArray<CampoDto>,
  borradores: ReadonlyArray<BorradorDto>,
): Rescatado[] {
  return borradores.flatMap((borrador): Rescatado[] => {
    const punto = borrador.clave.indexOf(".");
    const entidad = borrador.clave.slice(0, punto);
    const resto = borrador.clave.slice(punto + 1);
    for (const clase of CLASES) {
      const prefijo = `nueva_${clase}_`;
      const esNueva = entidad === ficha.id && resto.startsWith(prefijo);
      const i = esNueva
        ? -1
        : filasDe(ficha, clase).findIndex((f) => f.id === entidad);
      if (!esNueva && i < 0) continue;
      const nombre = esNueva ? resto.slice(prefijo.length) : resto;
      const campo = campos.find((c) => c.clase === clase && c.campo === nombre);
      const fila = filasDe(ficha, clase)[i];
      if (campo === undefined) return [];
      if (
        fila !== undefined &&
        textoDeValor(campo, fila.celdas[nombre]?.valor ?? null) ===
          borrador.texto
      )
        return [];
      return [
        {
          borrador,
          campo,
          clase,
          fila: fila === undefined ? null : { entidad: fila, numero: i + 1 },
        },
      ];
    }
    return [];
  });
}

/** What was being typed in the grids when the program stopped. */
export function BorradoresDeFilas({
  ficha,
  campos,
}: {
  ficha: FichaDto;
  campos: ReadonlyArray<CampoDto>;
}) {
  const puente = usePuente();
  const { data } = useConsulta("borradores", {});
  const { guardar, agregar } = useEscrituras();
  const [vistos, setVistos] = useState<ReadonlySet<string>>(new Set());
  const [falla, setFalla] = useState<string | null>(null);
  // Only those that were there when the ficha was opened: what is being typed now is not lost.
  const [alAbrir] = useState(() => Date.now());
  const hallados = rescatar(ficha, campos, data ?? []).filter(
    ({ borrador }) =>
      !vistos.has(borrador.clave) && Date.parse(borrador.cuando) < alAbrir,
  );
  if (hallados.length === 0) return null;

  const soltar = (clave: string) => {
    setVistos((antes) => new Set(antes).add(clave));
    puente.llamar("guardar_borrador", { clave, texto: null }).catch(() => {
      // A draft that stays is offered again; nothing is lost.
    });
  };
  const recuperar = async ({ borrador, campo, clase, fila }: Rescatado) => {
    const lectura = leerValor(campo, borrador.texto);
    if ("error" in lectura) {
      setFalla(lectura.error);
      return;
    }
    const mensaje =
      fila === null
        ? await agregar(ficha.id, clase, [{ [campo.campo]: lectura.valor }])
        : await guardar([
            {
              entidad: fila.entidad.id,
              campo: campo.campo,
              valor: lectura.valor,
              padres: fila.entidad.celdas[campo.campo]?.padres ?? [],
            },
          ]);
    if (typeof mensaje === "string") setFalla(mensaje);
    else soltar(borrador.clave);
  };

  return (
    <Aviso tono="aviso" titulo="Quedó texto sin guardar de la última vez">
      {falla !== null && <p role="alert">{falla}</p>}
      <ul className={estilos["borradores"]}>
        {hallados.map((r) => (
          <li key={r.borrador.clave} className={estilos["borrador"]}>
            <span>
              {r.campo.etiqueta}
              {r.fila === null ? ", fila nueva" : `, fila ${r.fila.numero}`}: «
              {visible(r.borrador.texto)}»
            </span>
            <Boton pequeno onPress={() => void recuperar(r)}>
              Guardar este texto
            </Boton>
            <Boton
              pequeno
              aspecto="discreto"
              onPress={() => soltar(r.borrador.clave)}
            >
              Descartar texto
            </Boton>
          </li>
        ))}
      </ul>
    </Aviso>
  );
}
