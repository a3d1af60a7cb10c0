/**
 * What is on the virtual screen, as PNG.
 *
 * Xvfb keeps its picture in a file (`-fbdir`); reading it asks nothing of the program. The driver's
 * own screenshot waits for a frame that a quiet page may never draw.
 */
import { readFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

function trozo(tipo, datos) {
  const cuerpo = Buffer.concat([Buffer.from(tipo, "latin1"), datos]);
  const salida = Buffer.alloc(cuerpo.length + 8);
  salida.writeUInt32BE(datos.length, 0);
  cuerpo.copy(salida, 4);
  salida.writeUInt32BE(crc32(cuerpo), cuerpo.length + 4);
  return salida;
}

/** Reads an X window dump of 24 bits (its header says where the pixels begin) and writes a PNG. */
export function comoPng(ruta) {
  const xwd = readFileSync(ruta);
  const campo = (n) => xwd.readUInt32BE(n * 4);
  const [encabezado, ancho, alto, porLinea, colores] = [campo(0), campo(4), campo(5), campo(12), campo(19)];
  const inicio = encabezado + colores * 12;
  const filas = Buffer.alloc(alto * (1 + ancho * 3));
  for (let y = 0; y < alto; y += 1) {
    for (let x = 0; x < ancho; x += 1) {
      const de = inicio + y * porLinea + x * 4;
      const a = y * (1 + ancho * 3) + 1 + x * 3;
      filas[a] = xwd[de + 2];
      filas[a + 1] = xwd[de + 1];
      filas[a + 2] = xwd[de];
    }
  }
  const cabecera = Buffer.alloc(13);
  cabecera.writeUInt32BE(ancho, 0);
  cabecera.writeUInt32BE(alto, 4);
  cabecera.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    trozo("IHDR", cabecera),
    trozo("IDAT", deflateSync(filas)),
    trozo("IEND", Buffer.alloc(0)),
  ]);
}
