import { Carga } from "../../componentes/Carga/Carga";
import { Copiar } from "../../componentes/Copiar/Copiar";
import { DosColumnas, Hoja } from "../../componentes/Hoja/Hoja";
import { Tabla } from "../../componentes/Tabla/Tabla";
import { Vacio } from "../../componentes/Vacio/Vacio";
import { useConsulta } from "../../puente/consultas";
import type { ExportacionDto } from "../../puente/generado/ExportacionDto";
import { fechaCorta, momentoCorto, numero } from "../../textos/formatos";
import { visible } from "../../textos/visible";
import { Comprobar } from "./Comprobar";
import { FORMATO } from "./pedido";
import estilos from "./Informes.module.css";

/** What this computer exported, with the code of each, and where a code on paper is looked for. */
export function Exportados() {
  const exportaciones = useConsulta("exportaciones", {});
  return (
    <DosColumnas
      principal={
        <Carga consulta={exportaciones}>
          {(lista) =>
            lista.length === 0 ? (
              <Vacio titulo="Todavía no ha exportado informes">
                Cada informe que exporte queda aquí con su fecha de corte y su
                código, aunque mueva o borre el archivo.
              </Vacio>
            ) : (
              <Lista lista={lista} />
            )
          }
        </Carga>
      }
      ayuda={
        <Hoja titulo="Comprobar código">
          <p className={estilos["tenue"]}>
            El código está al pie de cada página. Dice si este archivo tiene los
            datos con que se imprimió.
          </p>
          <Comprobar />
        </Hoja>
      }
    />
  );
}

function Lista({ lista }: { lista: ReadonlyArray<ExportacionDto> }) {
  return (
    <Tabla
      titulo="Informes exportados en esta computadora, el último primero"
      filas={lista}
      clave={({ momento, archivo, codigo }) =>
        `${momento}·${archivo}·${codigo}`
      }
      columnas={[
        {
          id: "informe",
          titulo: "Informe",
          encabeza: true,
          celda: ({ titulo, institucion, tramite }) =>
            [titulo, institucion, tramite]
              .filter((parte) => parte !== "")
              .map(visible)
              .join(" · "),
        },
        {
          id: "corte",
          titulo: "Corte",
          celda: ({ corte }) => fechaCorta(corte),
        },
        {
          id: "momento",
          titulo: "Exportado",
          celda: ({ momento }) => momentoCorto(momento),
        },
        {
          id: "archivo",
          titulo: "Archivo",
          celda: ({ archivo, formato }) =>
            `${visible(archivo)} (${FORMATO[formato].nombre})`,
        },
        {
          id: "paginas",
          titulo: "Páginas",
          cifra: true,
          celda: ({ paginas }) => (paginas === 0 ? "–" : numero(paginas)),
        },
        {
          id: "codigo",
          titulo: "Código",
          celda: ({ codigo }) => (
            <span className={estilos["codigo"]}>
              {codigo}
              <Copiar texto={codigo} de={`el código ${codigo}`} />
            </span>
          ),
        },
      ]}
    />
  );
}
