// Opens PDF files with pdf.js, page by page, and says, one JSON a line, what it found: `node pdf/abrir.mjs archivo…`.
// Ends with 1 when a file gives a warning. Nothing is painted, so no canvas is needed: the operators and the text of
// every page are read, which is where pdf.js complains.
import { readFile } from 'node:fs/promises';

// What pdf.js looks for when it is loaded, and only painting would use.
for (const nombre of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[nombre] ??= class {};
const avisos = [];
for (const medio of ['log', 'warn', 'error']) {
  const antes = console[medio].bind(console);
  console[medio] = (...partes) => {
    const dicho = partes.join(' ');
    if (dicho.startsWith('{')) antes(dicho);
    else avisos.push(dicho);
  };
}
const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
// That there is no canvas is said once, on loading, and is not of any file.
avisos.length = 0;

let malos = 0;
for (const archivo of process.argv.slice(2)) {
  const data = new Uint8Array(await readFile(archivo));
  const carga = getDocument({ data, verbosity: VerbosityLevel.WARNINGS, stopAtErrors: true, useSystemFonts: false });
  const doc = await carga.promise;
  const textos = [];
  const enlaces = [];
  let operadores = 0;
  for (let n = 1; n <= doc.numPages; n += 1) {
    const pagina = await doc.getPage(n);
    operadores += (await pagina.getOperatorList()).fnArray.length;
    const { items } = await pagina.getTextContent();
    textos.push(items.map((i) => i.str).join(' '));
    for (const a of await pagina.getAnnotations()) {
      enlaces.push({ pagina: n, url: a.url ?? null, destino: a.dest ? (await doc.getPageIndex(a.dest[0])) + 1 : null });
    }
  }
  const esquema = (await doc.getOutline()) ?? [];
  malos += avisos.length;
  console.log(
    JSON.stringify({ archivo, avisos: [...avisos], paginas: doc.numPages, operadores, marcadores: esquema.length, enlaces, textos }),
  );
  avisos.length = 0;
  await carga.destroy();
}
// Not `exit`: what is still on its way to a pipe would be lost.
process.exitCode = malos ? 1 : 0;
