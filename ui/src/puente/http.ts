import { comoFalla } from "./puente";
import type { ArchivoElegido, Comando, Da, Pide, Puente } from "./puente";

/**
 * The test host (`diligencia-cli servir --solo-pruebas`): same commands over 127.0.0.1 with the
 * token of the page's address. It is left out of the window's bundle.
 */
export function crearPuenteHttp(
  direccion: URL = new URL(location.href),
): Puente {
  const token = direccion.searchParams.get("token") ?? "";
  const base = direccion.origin;
  const cabeceras = { Authorization: `Bearer ${token}` };

  async function pedir<T>(ruta: string, cuerpo: BodyInit | null): Promise<T> {
    let respuesta: Response;
    try {
      respuesta = await fetch(`${base}${ruta}`, {
        method: "POST",
        headers:
          typeof cuerpo === "string"
            ? { ...cabeceras, "Content-Type": "application/json" }
            : cabeceras,
        body: cuerpo,
      });
    } catch (error) {
      throw comoFalla(error);
    }
    const texto = await respuesta.text();
    let datos: unknown = null;
    try {
      datos = texto === "" ? null : JSON.parse(texto);
    } catch (error) {
      throw comoFalla(error);
    }
    if (!respuesta.ok) throw comoFalla(datos);
    return datos as T;
  }

  function preguntarArchivo(acepta: string): Promise<File | null> {
    return new Promise((resolver) => {
      const entrada = document.createElement("input");
      entrada.type = "file";
      entrada.accept = acepta;
      entrada.hidden = true;
      entrada.dataset["prueba"] = "archivo";
      const terminar = (archivo: File | null) => {
        entrada.remove();
        resolver(archivo);
      };
      entrada.addEventListener("change", () =>
        terminar(entrada.files?.[0] ?? null),
      );
      entrada.addEventListener("cancel", () => terminar(null));
      document.body.append(entrada);
      entrada.click();
    });
  }

  return {
    llamar: <K extends Comando>(comando: K, pide: Pide<K>) =>
      pedir<Da<K>>(`/comando/${comando}`, JSON.stringify(pide)),
    async elegirArchivo(tipo) {
      const archivo = await preguntarArchivo(
        tipo === "catalogo"
          ? ".csv,.json,.txt"
          : tipo === "respaldo"
            ? ".dlgb"
            : tipo === "bpmn"
              ? ".bpmn,.xml"
              : "",
      );
      if (archivo === null) return null;
      return pedir<ArchivoElegido>(
        `/archivo?nombre=${encodeURIComponent(archivo.name)}`,
        archivo,
      );
    },
    elegirDestino: (nombreSugerido) =>
      pedir<ArchivoElegido>(
        `/destino?nombre=${encodeURIComponent(nombreSugerido)}`,
        null,
      ),
    elegirCarpeta: () => pedir<ArchivoElegido>("/carpeta", null),
    abrirCarpeta: async () => {},
    // The tests read GET /destino/<id> themselves.
    abrirExportado: async () => {},
    avisarPrimeraPantalla: () => {},
    alCerrar(antes) {
      const alOcultar = () => void antes();
      window.addEventListener("pagehide", alOcultar);
      return () => window.removeEventListener("pagehide", alOcultar);
    },
  };
}
