import { Boton } from "../../../componentes/Boton/Boton";
import { Carga } from "../../../componentes/Carga/Carga";
import { Dialogo } from "../../../componentes/Dialogo/Dialogo";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { Tabla } from "../../../componentes/Tabla/Tabla";
import { Vacio } from "../../../componentes/Vacio/Vacio";
import { useConsulta } from "../../../puente/consultas";
import type { ParametroDto } from "../../../puente/generado/ParametroDto";
import { decimal, fechaCorta } from "../../../textos/formatos";
import { CONFIANZA, UNIDAD_DE_PARAMETRO } from "./palabras";
import type { Pedido } from "./DialogoParametro";

/** The catalogue of the institution: every row that was written, with the one in force of each code. */
export function Parametros({
  institucion,
  soloLectura,
  alAnotar,
  alCerrar,
}: {
  institucion: string | null;
  soloLectura: boolean;
  alAnotar: (pedido: Pedido) => void;
  alCerrar: () => void;
}) {
  const consulta = useConsulta("parametros", { institucion });
  return (
    <Dialogo
      abierto
      ancho="amplio"
      alCerrar={alCerrar}
      titulo="Parámetros de los cálculos"
      acciones={<Boton onPress={alCerrar}>Cerrar</Boton>}
    >
      <p>
        Un valor nuevo sustituye al anterior del mismo parámetro, que se
        conserva. El programa no trae ningún valor; solo supone{" "}
        {decimal(consulta.data?.minutos_mes ?? "10560")} minutos de trabajo al
        mes (22 días de 8 horas) y lo dice donde lo usa.
      </p>
      <Carga consulta={consulta}>
        {({ parametros, conocidos }) =>
          parametros.length === 0 ? (
            <Vacio titulo="Todavía no hay parámetros">
              <p>
                Ábralos desde la lista de lo que falta, o desde la explicación
                de una cifra.
              </p>
            </Vacio>
          ) : (
            <Tabla<ParametroDto>
              titulo="Parámetros escritos"
              filas={parametros}
              clave={({ id }) => id}
              columnas={[
                {
                  id: "nombre",
                  titulo: "Parámetro",
                  encabeza: true,
                  ancho: "ancha",
                  celda: (p) =>
                    p.tramite === null ? p.nombre : `${p.nombre} (un trámite)`,
                },
                {
                  id: "valor",
                  titulo: "Valor",
                  cifra: true,
                  celda: (p) =>
                    `${decimal(p.valor)} ${UNIDAD_DE_PARAMETRO[p.unidad]}`,
                },
                {
                  id: "fecha",
                  titulo: "Desde",
                  celda: (p) => fechaCorta(p.fecha),
                },
                {
                  id: "fuente",
                  titulo: "Fuente",
                  celda: (p) => `${p.fuente} · ${p.quien}`,
                },
                {
                  id: "estado",
                  titulo: "Estado",
                  celda: (p) => (
                    <Etiqueta tono={p.vigente ? "bien" : "neutro"}>
                      {p.vigente
                        ? `Vigente · ${CONFIANZA[p.confianza].texto.toLowerCase()}`
                        : "Sustituido"}
                    </Etiqueta>
                  ),
                },
                {
                  id: "cambiar",
                  titulo: "Cambiar",
                  celda: (p) => {
                    const declarado = conocidos.find((c) =>
                      c.codigo.endsWith("_")
                        ? p.codigo.startsWith(c.codigo)
                        : c.codigo === p.codigo,
                    );
                    return p.vigente && !soloLectura ? (
                      <Boton
                        pequeno
                        aria-label={`Escribir otro valor: ${p.nombre}`}
                        onPress={() =>
                          alAnotar({
                            codigo: p.codigo,
                            nombre: p.nombre,
                            paraQue: declarado?.para_que ?? "",
                            unidades: declarado?.unidades ?? [p.unidad],
                          })
                        }
                      >
                        Otro valor
                      </Boton>
                    ) : (
                      "—"
                    );
                  },
                },
              ]}
            />
          )
        }
      </Carga>
    </Dialogo>
  );
}
