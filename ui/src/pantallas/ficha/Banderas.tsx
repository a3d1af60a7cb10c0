import { useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Etiqueta } from "../../componentes/Etiqueta/Etiqueta";
import type { BanderaDto } from "../../puente/generado/BanderaDto";
import type { FichaDto } from "../../puente/generado/FichaDto";
import { numero } from "../../textos/formatos";
import { useEscrituras } from "./escrituras";
import estilos from "./Ficha.module.css";

/** What the import could not read for sure, until a person says so. */
export function Banderas({
  ficha,
  soloLectura,
  alVerOriginal,
}: {
  ficha: FichaDto;
  soloLectura: boolean;
  alVerOriginal: () => void;
}) {
  const { guardar } = useEscrituras();
  const [falla, setFalla] = useState<string | null>(null);
  const [ocupada, setOcupada] = useState(false);
  const pendientes = ficha.banderas.filter((b) => b.estado === "pendiente");
  const resueltas = ficha.banderas.length - pendientes.length;
  if (ficha.banderas.length === 0) return null;

  const cerrar = async (
    banderas: ReadonlyArray<BanderaDto>,
    estado: "resuelta" | "descartada",
  ) => {
    setOcupada(true);
    setFalla(
      await guardar(
        banderas.map((b) => ({
          entidad: ficha.id,
          campo: b.celda,
          valor: estado,
          padres: ficha.tramite.celdas[b.celda]?.padres ?? [],
        })),
        estado === "resuelta"
          ? "Aviso de importación resuelto"
          : "Aviso de importación sin efecto",
      ),
    );
    setOcupada(false);
  };

  return (
    <section aria-label="Avisos de importación" className={estilos["panel"]}>
      <h2 className={estilos["tituloPanel"]}>
        Avisos de importación · {numero(pendientes.length)}
      </h2>
      {falla !== null && (
        <p role="alert" className={estilos["errorDialogo"]}>
          {falla}
        </p>
      )}
      {pendientes.map((b) => (
        <article key={b.celda} className={estilos["bandera"]}>
          <p>
            <Etiqueta tono="aviso">Revisar</Etiqueta> {b.mensaje}
          </p>
          <div className={estilos["botones"]}>
            {!soloLectura && (
              <>
                <Boton
                  pequeno
                  isDisabled={ocupada}
                  onPress={() => void cerrar([b], "resuelta")}
                >
                  Ya está corregido
                </Boton>
                <Boton
                  pequeno
                  aspecto="discreto"
                  isDisabled={ocupada}
                  onPress={() => void cerrar([b], "descartada")}
                >
                  Está bien así
                </Boton>
              </>
            )}
            <Boton pequeno aspecto="discreto" onPress={alVerOriginal}>
              Ver original
            </Boton>
          </div>
        </article>
      ))}
      {resueltas > 0 && (
        <p className={estilos["menor"]}>
          {resueltas === 1 ? "1 ya resuelto." : `${resueltas} ya resueltos.`}
        </p>
      )}
    </section>
  );
}
