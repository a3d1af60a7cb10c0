import type { AristaDto } from "../../puente/generado/AristaDto";
import type { Marca } from "../../puente/generado/Marca";
import type { NodoDto } from "../../puente/generado/NodoDto";
import type { RotuloDto } from "../../puente/generado/RotuloDto";
import { visible } from "../../textos/visible";
import { clases } from "../../componentes/clases";
import estilos from "./Diagrama.module.css";

/** Distances between lines that the layout counted with. */
const LINEA = { nodo: 14, arista: 13, documento: 12, carril: 15 } as const;

/** Lines centred in their box, as the layout measured them. */
export function Lineas({
  rotulo,
  tipo,
  className,
}: {
  rotulo: RotuloDto;
  tipo: keyof typeof LINEA;
  className?: string | undefined;
}) {
  const alto = LINEA[tipo];
  const x = rotulo.x + rotulo.ancho / 2;
  const y =
    rotulo.y + rotulo.alto / 2 - ((rotulo.lineas.length - 1) * alto) / 2;
  return (
    <text className={clases(estilos[`letra-${tipo}`], className)}>
      {rotulo.lineas.map((linea, i) => (
        <tspan
          // The same words may fill two lines.
          key={`${i}·${linea}`}
          x={x}
          y={y + i * alto}
          dy="0.35em"
          textAnchor="middle"
        >
          {visible(linea)}
        </tspan>
      ))}
    </text>
  );
}

/** A sheet and its name, below the node that takes it or gives it. */
function Documento({ rotulo, da }: { rotulo: RotuloDto; da: boolean }) {
  const { x, y, alto } = rotulo;
  const medio = y + alto / 2;
  return (
    <g className={estilos["documento"]}>
      <path
        d={`M${x} ${medio - 6}h6l3 3v9h-9zM${x + 6} ${medio - 6}v3h3`}
        className={estilos["hojita"]}
      />
      <path
        d={
          da
            ? `M${x + 2} ${medio + 2}h5m-2 -2l2 2l-2 2`
            : `M${x + 7} ${medio + 2}h-5m2 -2l-2 2l2 2`
        }
        className={estilos["sentido"]}
      />
      <Lineas
        tipo="documento"
        rotulo={{ ...rotulo, x: x + 13, ancho: rotulo.ancho - 13 }}
      />
    </g>
  );
}

/** The sign of what becomes of a node: a shape, never colour alone. */
function Signo({ marca, x, y }: { marca: Marca; x: number; y: number }) {
  return (
    <g className={clases(estilos["signo"], estilos[marca])}>
      <circle cx={x} cy={y} r="8" />
      <path
        d={
          marca === "eliminado"
            ? `M${x - 3} ${y - 3}l6 6m0 -6l-6 6`
            : marca === "nuevo"
              ? `M${x - 4} ${y}h8m-4 -4v8`
              : `M${x} ${y - 4}l4 7h-8z`
        }
      />
    </g>
  );
}

function Forma({ nodo }: { nodo: NodoDto }) {
  const { x, y, ancho, alto } = nodo.figura;
  const cx = x + ancho / 2;
  const cy = y + alto / 2;
  switch (nodo.clase) {
    case "exclusiva":
    case "paralela":
    case "compuerta":
      return (
        <>
          <polygon
            className={estilos["forma"]}
            points={`${cx},${y} ${x + ancho},${cy} ${cx},${y + alto} ${x},${cy}`}
          />
          {nodo.clase === "exclusiva" && (
            <text
              className={estilos["pregunta"]}
              x={cx}
              y={cy}
              dy="0.35em"
              textAnchor="middle"
            >
              ¿?
            </text>
          )}
          {nodo.clase === "paralela" && (
            <path
              className={estilos["trazoInterior"]}
              d={`M${cx - 8} ${cy}h16m-8 -8v16`}
            />
          )}
        </>
      );
    case "inicio":
    case "fin":
    case "espera":
    case "mensaje":
    case "evento": {
      const r = Math.min(ancho, alto) / 2;
      return (
        <>
          <circle
            className={clases(
              estilos["forma"],
              nodo.clase === "fin" && estilos["gruesa"],
            )}
            cx={cx}
            cy={cy}
            r={nodo.clase === "fin" ? r - 1 : r}
          />
          {nodo.clase === "inicio" && (
            <path
              className={estilos["relleno"]}
              d={`M${cx - r * 0.25} ${cy - r * 0.4}l${r * 0.65} ${r * 0.4}l${-r * 0.65} ${r * 0.4}z`}
            />
          )}
          {nodo.clase === "fin" && (
            <rect
              className={estilos["relleno"]}
              x={cx - r * 0.32}
              y={cy - r * 0.32}
              width={r * 0.64}
              height={r * 0.64}
            />
          )}
          {(nodo.clase === "espera" ||
            nodo.clase === "evento" ||
            nodo.clase === "mensaje") && (
            <circle className={estilos["interior"]} cx={cx} cy={cy} r={r - 3} />
          )}
          {nodo.clase === "espera" && (
            <path
              className={estilos["trazoInterior"]}
              d={`M${cx} ${cy - r * 0.5}V${cy}L${cx + r * 0.35} ${cy + r * 0.2}`}
            />
          )}
          {nodo.clase === "mensaje" && (
            <path
              className={estilos["trazoInterior"]}
              d={`M${cx - r * 0.45} ${cy - r * 0.3}h${r * 0.9}v${r * 0.6}h${-r * 0.9}zl${r * 0.45} ${r * 0.35}l${r * 0.45} ${-r * 0.35}`}
            />
          )}
        </>
      );
    }
    case "tarea":
    case "manual":
    case "servicio":
    case "subproceso":
      return (
        <>
          <rect
            className={clases(
              estilos["forma"],
              nodo.clase === "servicio" && estilos["automatica"],
            )}
            x={x}
            y={y}
            width={ancho}
            height={alto}
            rx="6"
          />
          <Lineas
            rotulo={nodo.figura}
            tipo="nodo"
            className={estilos["dentro"]}
          />
          {nodo.numero !== null && (
            <g className={estilos["numero"]}>
              <rect
                x={x - 8}
                y={y - 8}
                width={nodo.numero > 9 ? 22 : 16}
                height="16"
                rx="8"
              />
              <text
                x={x - 8 + (nodo.numero > 9 ? 11 : 8)}
                y={y}
                dy="0.35em"
                textAnchor="middle"
              >
                {nodo.numero}
              </text>
            </g>
          )}
        </>
      );
  }
}

/** What is drawn of a node, without what makes it a control. */
export function Figura({ nodo }: { nodo: NodoDto }) {
  const { x, y, ancho, alto } = nodo.figura;
  return (
    <>
      <rect
        className={estilos["aro"]}
        x={x - 6}
        y={y - 6}
        width={ancho + 12}
        height={alto + 12}
        rx="10"
      />
      <g
        className={clases(nodo.marca !== null && estilos[nodo.marca])}
        aria-hidden="true"
      >
        <Forma nodo={nodo} />
        {nodo.aparte !== null && (
          <Lineas
            rotulo={nodo.aparte}
            tipo="nodo"
            className={estilos["aparte"]}
          />
        )}
        {nodo.entra !== null && <Documento rotulo={nodo.entra} da={false} />}
        {nodo.sale !== null && <Documento rotulo={nodo.sale} da />}
      </g>
      {nodo.marca !== null && (
        <Signo marca={nodo.marca} x={x + ancho - 1} y={y + 1} />
      )}
    </>
  );
}

/** The head of an arrow, at its last point. */
function punta(puntos: AristaDto["puntos"]): string {
  const fin = puntos.at(-1);
  const antes = puntos.at(-2);
  if (fin === undefined || antes === undefined) return "";
  const [x, y] = fin;
  const dx = Math.sign(x - antes[0]);
  const dy = Math.sign(y - antes[1]);
  return dx === 0
    ? `${x},${y} ${x - 4},${y - 8 * dy} ${x + 4},${y - 8 * dy}`
    : `${x},${y} ${x - 8 * dx},${y - 4} ${x - 8 * dx},${y + 4}`;
}

export function Flecha({
  arista,
  cercana,
}: {
  arista: AristaDto;
  /** Of the node one is at. */
  cercana: boolean;
}) {
  return (
    <g
      className={clases(
        estilos["arista"],
        arista.regreso && estilos["regreso"],
        cercana && estilos["cercana"],
      )}
      aria-hidden="true"
    >
      <polyline
        className={estilos["linea"]}
        points={arista.puntos.map(([x, y]) => `${x},${y}`).join(" ")}
      />
      <polygon className={estilos["punta"]} points={punta(arista.puntos)} />
      {arista.rotulo !== null && (
        <Lineas rotulo={arista.rotulo} tipo="arista" />
      )}
    </g>
  );
}
