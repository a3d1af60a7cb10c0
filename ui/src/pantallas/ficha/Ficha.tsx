import { useState } from "react";
import { AvisoDeFalla } from "../../componentes/Aviso/Aviso";
import { Boton, EnlaceBoton } from "../../componentes/Boton/Boton";
import { Pagina } from "../../componentes/Pagina/Pagina";
import { useConsulta, useFicha } from "../../puente/consultas";
import { FichaAbierta } from "./FichaAbierta";
import type { RutaDeFicha } from "./FichaAbierta";
import estilos from "./Ficha.module.css";

/** One trámite: its sheet, its rows, and what the law may object to, with how to fix it. */
export function Ficha({ ruta }: { ruta: RutaDeFicha }) {
  const ficha = useFicha(ruta.id);
  const campos = useConsulta("campos", {});
  /** The one being joined with another: it may be the one that goes, and it stays in sight until then. */
  const [enUnion, setEnUnion] = useState<string | null>(null);
  if (enUnion !== null && enUnion !== ruta.id) setEnUnion(null);
  const seSostiene = enUnion === ruta.id && ficha.data !== undefined;
  if ((ficha.error !== null && !seSostiene) || campos.error !== null)
    return (
      <Pagina
        ventana="Ficha"
        titulo="No se pudo abrir la ficha"
        migas={[
          { texto: "Inventario", a: { pantalla: "inventario", filtros: {} } },
        ]}
      >
        <AvisoDeFalla
          error={ficha.error ?? campos.error}
          acciones={
            <>
              <Boton
                onPress={() => {
                  void ficha.refetch();
                  void campos.refetch();
                }}
              >
                Leer de nuevo
              </Boton>
              <EnlaceBoton a={{ pantalla: "inventario", filtros: {} }}>
                Ir al inventario
              </EnlaceBoton>
            </>
          }
        />
      </Pagina>
    );
  if (ficha.data === undefined || campos.data === undefined)
    return (
      <Pagina ventana="Ficha" titulo="Ficha del trámite">
        <p className={estilos["esperando"]}>Leyendo la ficha…</p>
      </Pagina>
    );
  return (
    <FichaAbierta
      ruta={ruta}
      ficha={ficha.data}
      campos={campos.data}
      alUnir={(si) => setEnUnion(si ? ruta.id : null)}
    />
  );
}
