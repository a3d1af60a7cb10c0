import type { Ruta } from "../../rutas";
import { Lista } from "./Lista";
import { Uno } from "./Uno";

export type RutaDeRediseno = Extract<Ruta, { pantalla: "rediseno" }>;

/** Before and after: the list of the trámites in redesign, or one of them. */
export function Rediseno({ ruta }: { ruta: RutaDeRediseno }) {
  return ruta.id === undefined ? (
    <Lista institucion={ruta.institucion ?? null} />
  ) : (
    <Uno id={ruta.id} ruta={ruta} />
  );
}
