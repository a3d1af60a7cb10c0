import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { DialogoMotivo } from "../../componentes/Rejilla/DialogoMotivo";
import { RejillaVirtual } from "../../componentes/RejillaVirtual/RejillaVirtual";
import type { Eleccion } from "../../componentes/RejillaVirtual/RejillaVirtual";
import type { GuardarEnHoja } from "../../componentes/RejillaVirtual/tipos";
import { HistorialDeCelda } from "../../componentes/HistorialDeCelda/HistorialDeCelda";
import type { CeldaSenalada } from "../../componentes/HistorialDeCelda/HistorialDeCelda";
import { useCampos } from "../../puente/consultas";
import type { Seleccion } from "../../puente/generado/Seleccion";
import { useEscribir } from "../../puente/mutaciones";
import type { ListaDeTramites } from "../../puente/paginas";
import { comoFalla } from "../../puente/puente";
import { irA } from "../../rutas";
import { cuantos, numero } from "../../textos/formatos";
import { CambioEnBloque } from "./CambioEnBloque";
import type { ColumnaDelInventario } from "./columnas";
import { alternarOrden, ordenesDe } from "./filtros";
import type { Filtros, PedidoDeTramites } from "./filtros";
import estilos from "./Inventario.module.css";

const OBLIGADAS: ReadonlySet<string> = new Set(["nombre"]);
const MAXIMO_DE_RETIROS = 500;
const MOTIVOS = [
  "Se escribió por error",
  "Está repetido en el inventario",
  "La institución ya no lo atiende",
];

interface ParaElegidos {
  seleccion: Seleccion;
  ids: string[];
  cuantas: number;
  campo: string | null;
}

/** The grid of the inventory, with what can be done to the chosen rows. */
export function RejillaDelInventario({
  lista,
  pide,
  filtros,
  columnas,
  escritas,
  soloLectura,
  institucion,
  barra,
  alCambiar,
  alEscapar,
}: {
  lista: ListaDeTramites;
  pide: PedidoDeTramites;
  filtros: Filtros;
  columnas: ReadonlyArray<ColumnaDelInventario>;
  /** Every column that is written, on screen or not: a bulk change reaches them all. */
  escritas: ReadonlyArray<ColumnaDelInventario>;
  soloLectura: boolean;
  /** At GAE, that of the filter: whose new rows are. */
  institucion: string | null;
  /** More controls, at the end of the bar. */
  barra: ReactNode;
  alCambiar: (filtros: Filtros) => void;
  alEscapar: () => void;
}) {
  const escribir = useEscribir();
  const [cambio, setCambio] = useState<ParaElegidos | null>(null);
  const [retiro, setRetiro] = useState<ParaElegidos | null>(null);
  const campos = useCampos("tramite");
  const [historial, setHistorial] = useState<CeldaSenalada | null>(null);
  const [aviso, setAviso] = useState("");
  const ordenes = useMemo(() => ordenesDe(filtros), [filtros]);

  const alGuardar: GuardarEnHoja = async (celdas, nuevas, reintentar) => {
    try {
      if (nuevas.length === 0)
        await escribir(
          "guardar_celdas",
          { celdas, motivo: "" },
          reintentar && {
            clave: `${celdas[0]?.entidad}.${celdas[0]?.campo}`,
            reintentar,
          },
        );
      else await escribir("guardar_bloque", { celdas, nuevas, institucion });
      return null;
    } catch (error) {
      const { falla } = comoFalla(error);
      return falla.campos[0]?.mensaje ?? falla.mensaje;
    }
  };

  /** Names the chosen rows, reading those that are not here. */
  const elegidos = async (e: Eleccion): Promise<ParaElegidos | null> => {
    const base = { cuantas: e.cuantas, campo: e.campo };
    if (e.marcas.todas)
      return {
        ...base,
        ids: [],
        seleccion: { filtro: { ...pide, columnas: [], desde: 0, cuantos: 0 } },
      };
    const ids =
      e.marcas.ids.size > 0
        ? [...e.marcas.ids]
        : (await lista.traer(e.desde, e.hasta + 1)).map((f) => f.id);
    return ids.length === 0 ? null : { ...base, ids, seleccion: { ids } };
  };
  const duplicar = async (e: Eleccion) => {
    const una = await elegidos(e);
    const id = una?.ids[0];
    if (id === undefined) return;
    try {
      const hecho = await escribir("duplicar_tramite", { id });
      const copia = hecho.valor.ids[0];
      const fila = copia === undefined ? undefined : lista.porId(copia);
      setAviso(
        `Se agregó la copia${fila === undefined ? "" : ` ${fila.codigo}`}. Cámbiele el nombre; puede deshacerlo.`,
      );
    } catch (error) {
      setAviso(comoFalla(error).falla.mensaje);
    }
  };

  return (
    <>
      <RejillaVirtual
        etiqueta="Trámites del inventario"
        cosa={{ una: "trámite", varias: "trámites" }}
        columnas={columnas}
        total={lista.total ?? 0}
        fila={lista.fila}
        porId={lista.porId}
        traer={lista.traer}
        alVer={lista.alVer}
        clave={JSON.stringify({ ...pide, columnas: [] })}
        ocupada={lista.cargando}
        ordenes={ordenes}
        alOrdenar={(columna, sumar) =>
          alCambiar(alternarOrden(filtros, columna, sumar))
        }
        alGuardar={alGuardar}
        alAbrir={(fila) => irA({ pantalla: "ficha", id: fila.id })}
        alEscapar={alEscapar}
        alHistorial={(entidad, nombre) => {
          const campo = campos.find((c) => c.campo === nombre);
          if (campo !== undefined) setHistorial({ entidad, campo });
        }}
        obligadas={OBLIGADAS}
        soloLectura={soloLectura}
        barra={(e, quitarMarcas) => (
          <div className={estilos["barraDeRejilla"]}>
            <p className={estilos["seleccion"]}>
              {e.cuantas > 1 || e.marcas.ids.size > 0 || e.marcas.todas
                ? `${cuantos(e.cuantas, "trámite elegido", "trámites elegidos")}`
                : e.cuantas === 0
                  ? "Fila nueva"
                  : `Fila ${numero(e.desde + 1)} de ${numero(lista.total ?? 0)}`}
              {(e.marcas.todas || e.marcas.ids.size > 0) && (
                <>
                  {" · "}
                  <button
                    type="button"
                    className={estilos["quitar"]}
                    onClick={quitarMarcas}
                  >
                    Quitar marcas
                  </button>
                </>
              )}
            </p>
            <div
              role="group"
              aria-label="Acciones de lo elegido"
              className={estilos["acciones"]}
            >
              {!soloLectura && (
                <>
                  <Boton
                    pequeno
                    aspecto="discreto"
                    isDisabled={e.cuantas === 0}
                    onPress={() => void elegidos(e).then(setCambio)}
                  >
                    Cambiar un dato
                  </Boton>
                  <Boton
                    pequeno
                    aspecto="discreto"
                    isDisabled={e.cuantas !== 1}
                    onPress={() => void duplicar(e)}
                  >
                    Duplicar
                  </Boton>
                  <Boton
                    pequeno
                    aspecto="discreto"
                    isDisabled={
                      e.cuantas === 0 ||
                      e.marcas.todas ||
                      e.cuantas > MAXIMO_DE_RETIROS
                    }
                    onPress={() => void elegidos(e).then(setRetiro)}
                  >
                    {e.cuantas > 1 ? `Retirar ${e.cuantas}` : "Retirar"}
                  </Boton>
                </>
              )}
              {barra}
            </div>
          </div>
        )}
      />
      <p role="status" className={aviso === "" ? "solo-lector" : ""}>
        {aviso}
      </p>
      {cambio !== null && (
        <CambioEnBloque
          seleccion={cambio.seleccion}
          cuantas={cambio.cuantas}
          columnas={escritas}
          inicial={cambio.campo}
          alCerrar={() => setCambio(null)}
        />
      )}
      {retiro !== null && (
        <DialogoMotivo
          titulo={`¿Retirar ${cuantos(retiro.cuantas, "trámite", "trámites")} del inventario?`}
          explicacion="Dejan de contar y quedan en el historial con su código, que nadie más usará. Puede deshacerlo."
          motivos={MOTIVOS}
          boton={`Retirar ${cuantos(retiro.cuantas, "trámite", "trámites")}`}
          peligro
          alConfirmar={async (motivo) => {
            try {
              await escribir("retirar_filas", { ids: retiro.ids, motivo });
              return null;
            } catch (error) {
              return comoFalla(error).falla.mensaje;
            }
          }}
          alCerrar={() => setRetiro(null)}
        />
      )}
      {historial !== null && (
        <HistorialDeCelda
          celda={historial}
          alCerrar={() => setHistorial(null)}
        />
      )}
    </>
  );
}
