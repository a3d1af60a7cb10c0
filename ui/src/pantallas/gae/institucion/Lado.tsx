import { EnlaceBoton } from "../../../componentes/Boton/Boton";
import { Etiqueta } from "../../../componentes/Etiqueta/Etiqueta";
import { Hoja } from "../../../componentes/Hoja/Hoja";
import { BarraDeAvance } from "../../../componentes/BarraDeAvance/BarraDeAvance";
import { useConsulta } from "../../../puente/consultas";
import type { InstitucionEntera } from "../../../puente/generado/InstitucionEntera";
import { cuantos, deCuantos, numero, parte } from "../../../textos/formatos";
import { visible } from "../../../textos/visible";
import { edad } from "../tablero/palabras";
import estilos from "./Institucion.module.css";

const DE_QUIEN = {
  institucion: "Los envió la institución.",
  gae: "Los registró GAE.",
  hechos: "Salen de los datos de las fases.",
} as const;

/** What one needs at hand beside the detail: how old the data are, the committee, the papers. */
export function Lado({
  entera,
  corte,
}: {
  entera: InstitucionEntera;
  corte: string | null;
}) {
  return (
    <>
      <Datos entera={entera} />
      <Comite entera={entera} />
      <Informes entera={entera} corte={corte} />
    </>
  );
}

function Datos({ entera }: { entera: InstitucionEntera }) {
  const { fila, institucion } = entera;
  const { texto, vieja } = edad(fila);
  return (
    <Hoja titulo="Estado de los datos">
      <p>
        {vieja ? (
          <Etiqueta tono="aviso">
            {fila.datos_del === null ? "Sin datos" : "Datos de hace tiempo"}
          </Etiqueta>
        ) : (
          <Etiqueta tono="bien">Al día</Etiqueta>
        )}{" "}
        {texto.charAt(0).toLocaleUpperCase("es") + texto.slice(1)}.
        {fila.datos_de !== null && ` ${DE_QUIEN[fila.datos_de]}`}
      </p>
      <p>
        Avance: <strong>{deCuantos(fila.avance)}</strong> fases que cuentan, de
        las que le aplican.
      </p>
      <BarraDeAvance parte={parte(fila.avance)} />
      {entera.conflictos > 0 && (
        <p>
          <Etiqueta tono="aviso">Dos valores</Etiqueta> en{" "}
          {cuantos(entera.conflictos, "dato", "datos")}: falta decidir cuál
          queda.
        </p>
      )}
      {!institucion.confirmada && (
        <p className={estilos["tenue"]}>
          Institución de la lista de 66, por confirmar por GAE.
        </p>
      )}
    </Hoja>
  );
}

function Comite({ entera: { comite } }: { entera: InstitucionEntera }) {
  return (
    <Hoja
      titulo={
        comite.integrantes === 0
          ? "Comité: nadie registrado"
          : `Comité: ${cuantos(comite.integrantes, "integrante", "integrantes")}`
      }
    >
      {comite.documentos.length === 0 ? (
        <p className={estilos["tenue"]}>
          Sin acuerdo, acta u oficio que lo conforme.
        </p>
      ) : (
        <ul className={estilos["lista"]}>
          {comite.documentos.map((documento) => (
            <li key={documento}>{visible(documento)}</li>
          ))}
        </ul>
      )}
      {comite.roles_vacantes.length > 0 && (
        <p>
          <Etiqueta tono="aviso">
            {numero(comite.roles_vacantes.length)}{" "}
            {comite.roles_vacantes.length === 1 ? "vacante" : "vacantes"}
          </Etiqueta>{" "}
          {comite.roles_vacantes.map(visible).join(", ")}.
        </p>
      )}
    </Hoja>
  );
}

/** The papers about one institution, with it and its cut-off already chosen. */
function Informes({
  entera,
  corte,
}: {
  entera: InstitucionEntera;
  corte: string | null;
}) {
  const disponibles = useConsulta("informes_disponibles", {}).data ?? [];
  return (
    <Hoja titulo="Informes de la institución">
      <div className={estilos["informes"]}>
        {disponibles
          .filter(({ ambito }) => ambito === "institucion")
          .map(({ tipo, titulo }) => (
            <EnlaceBoton
              key={tipo}
              {...(tipo === "avance" ? { aspecto: "primario" } : {})}
              a={{
                pantalla: "informes",
                filtros: {
                  tipo,
                  institucion: entera.institucion.codigo,
                  ...(corte === null ? {} : { corte }),
                },
              }}
            >
              {titulo}
            </EnlaceBoton>
          ))}
      </div>
    </Hoja>
  );
}
