import type { MarcaDto } from "../../puente/generado/MarcaDto";
import type { PaginaDto } from "../../puente/generado/PaginaDto";
import { visible } from "../../textos/visible";
import estilos from "./Visor.module.css";

function Marca({
  marca,
  alIr,
}: {
  marca: MarcaDto;
  alIr: ((pagina: number) => void) | undefined;
}) {
  switch (marca.t) {
    case "texto":
      return (
        <text
          x={marca.x}
          y={marca.y}
          fontSize={marca.tam}
          fontWeight={marca.peso}
          fill={marca.color}
          {...(marca.ancho > 0 && marca.texto.length > 1
            ? { textLength: marca.ancho, lengthAdjust: "spacingAndGlyphs" }
            : {})}
        >
          {visible(marca.texto)}
        </text>
      );
    case "rectangulo":
      return (
        <rect
          x={marca.x}
          y={marca.y}
          width={marca.ancho}
          height={marca.alto}
          fill={marca.relleno ?? "none"}
          stroke={marca.borde ?? "none"}
          strokeWidth={marca.grosor}
        />
      );
    case "linea":
      return (
        <line
          x1={marca.x1}
          y1={marca.y1}
          x2={marca.x2}
          y2={marca.y2}
          stroke={marca.color}
          strokeWidth={marca.grosor}
        />
      );
    case "imagen":
      return (
        <image
          x={marca.x}
          y={marca.y}
          width={marca.ancho}
          height={marca.alto}
          href={marca.uri}
          role="img"
          aria-label={visible(marca.alternativa)}
        />
      );
    case "enlace":
      // For the pointer alone: with the keyboard, the list of parts beside the pages leads to the same places, in
      // targets that are large enough.
      return (
        alIr !== undefined && (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
          <rect
            className={estilos["enlace"]}
            x={marca.x}
            y={marca.y}
            width={marca.ancho}
            height={marca.alto}
            aria-hidden="true"
            onClick={() => alIr(marca.pagina - 1)}
          >
            <title>{`Ir a la página ${marca.pagina}`}</title>
          </rect>
        )
      );
    case "poligono":
      return (
        <polygon
          points={marca.puntos.map((punto) => punto.join(",")).join(" ")}
          fill={marca.relleno}
        />
      );
  }
}

/** One page, from the same marks that the PDF has, with the same family and the same widths. */
export function Lienzo({
  pagina,
  ancho,
  titulo,
  alIr,
}: {
  pagina: PaginaDto;
  ancho: number;
  titulo: string;
  /** Follows a link of the page; from 0. Without it, links do nothing. */
  alIr?: (pagina: number) => void;
}) {
  return (
    <svg
      className={estilos["papel"]}
      viewBox={`0 0 ${pagina.ancho} ${pagina.alto}`}
      width={ancho}
      height={(ancho * pagina.alto) / pagina.ancho}
      // A run of text may begin or end in a space, and its width counts it.
      xmlSpace="preserve"
      role="group"
      aria-label={titulo}
    >
      {pagina.marcas.map((marca, i) => (
        // Marks have no identity of their own: their place in the drawing order is it.
        // oxlint-disable-next-line react/no-array-index-key
        <Marca key={i} marca={marca} alIr={alIr} />
      ))}
    </svg>
  );
}
