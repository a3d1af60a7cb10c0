import { Dialogo } from "../componentes/Dialogo/Dialogo";
import { Boton } from "../componentes/Boton/Boton";
import { ATAJOS } from "../textos/atajos";
import estilos from "./DialogoDeTeclado.module.css";

/** All the keys, for the dialog and for Ayuda. */
export function ListaDeAtajos() {
  return (
    <dl className={estilos["atajos"]}>
      {ATAJOS.map(({ teclas, que }) => (
        <div key={que} className={estilos["atajo"]}>
          <dt>
            {teclas.map((tecla, i) => (
              <span key={tecla}>
                {i > 0 && " o "}
                <kbd className={estilos["tecla"]}>{tecla}</kbd>
              </span>
            ))}
          </dt>
          <dd>{que}</dd>
        </div>
      ))}
    </dl>
  );
}

export function DialogoDeTeclado({
  abierto,
  alCerrar,
}: {
  abierto: boolean;
  alCerrar: () => void;
}) {
  return (
    <Dialogo
      abierto={abierto}
      alCerrar={alCerrar}
      titulo="Atajos del teclado"
      acciones={<Boton onPress={alCerrar}>Cerrar</Boton>}
    >
      <ListaDeAtajos />
    </Dialogo>
  );
}
