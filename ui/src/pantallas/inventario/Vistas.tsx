import { useState } from "react";
import { Boton } from "../../componentes/Boton/Boton";
import { Dialogo } from "../../componentes/Dialogo/Dialogo";
import type { VistaDto } from "../../puente/generado/VistaDto";
import estilos from "./Inventario.module.css";

/** Saves the present filters, order and columns with a name, and forgets the views no longer used. */
export function Vistas({
  vistas,
  actual,
  alGuardar,
  alCerrar,
}: {
  vistas: ReadonlyArray<VistaDto>;
  /** What would be saved. */
  actual: Omit<VistaDto, "nombre">;
  /** Resolves to the message of a failure, or null when it was done. */
  alGuardar: (
    vistas: VistaDto[],
    elegida: VistaDto | null,
  ) => Promise<string | null>;
  alCerrar: () => void;
}) {
  const [nombre, setNombre] = useState("");
  const [falla, setFalla] = useState<string | null>(null);
  const limpio = nombre.trim();
  const guardar = async () => {
    if (limpio === "") {
      setFalla("Escriba el nombre de la vista.");
      document.getElementById("nombre-de-vista")?.focus();
      return;
    }
    const nueva = { nombre: limpio, ...actual };
    const otras = vistas.filter((v) => v.nombre !== limpio);
    const mensaje = await alGuardar([...otras, nueva], nueva);
    if (mensaje === null) alCerrar();
    else setFalla(mensaje);
  };
  return (
    <Dialogo
      abierto
      alCerrar={alCerrar}
      titulo="Vistas guardadas"
      acciones={<Boton onPress={alCerrar}>Cerrar</Boton>}
    >
      <p>
        Una vista guarda los filtros, el orden y las columnas de ahora. Queda en
        esta computadora.
      </p>
      <form
        className={estilos["nuevaVista"]}
        onSubmit={(e) => {
          e.preventDefault();
          void guardar();
        }}
      >
        <label className={estilos["crece"]}>
          <span className={estilos["etiqueta"]}>
            Nombre para la vista de ahora
          </span>
          <input
            id="nombre-de-vista"
            className={estilos["caja"]}
            value={nombre}
            maxLength={60}
            autoComplete="off"
            aria-invalid={falla !== null}
            aria-describedby={falla === null ? undefined : "falla-de-vista"}
            onChange={(e) => setNombre(e.target.value)}
          />
        </label>
        <Boton aspecto="primario" type="submit">
          {vistas.some((v) => v.nombre === limpio)
            ? "Reemplazar vista"
            : "Guardar vista"}
        </Boton>
      </form>
      {falla !== null && (
        <p id="falla-de-vista" role="alert" className={estilos["falla"]}>
          {falla}
        </p>
      )}
      {vistas.length === 0 ? (
        <p className={estilos["menor"]}>Todavía no hay vistas guardadas.</p>
      ) : (
        <ul className={estilos["listaDeVistas"]}>
          {vistas.map((v) => (
            <li key={v.nombre} className={estilos["columnaElegida"]}>
              <span className={estilos["corto"]}>{v.nombre}</span>
              <Boton
                pequeno
                aria-label={`Borrar la vista «${v.nombre}»`}
                onPress={() =>
                  void alGuardar(
                    vistas.filter((otra) => otra.nombre !== v.nombre),
                    null,
                  ).then(setFalla)
                }
              >
                Borrar
              </Boton>
            </li>
          ))}
        </ul>
      )}
    </Dialogo>
  );
}
