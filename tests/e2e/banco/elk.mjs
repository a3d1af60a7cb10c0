// What the layout is measured against: elkjs, its layered algorithm, on the graphs that arrive by standard input.
//
// In: [{ nodos: [[ancho, alto]], aristas: [[de, a, ancho, alto]] }]. Out: { ms: [each], lineas: [[[x, y, x, y…] of each
// arrow] of each graph] }, in hundredths of a point.
import ELK from "elkjs/lib/elk.bundled.js";
import { readFileSync } from "node:fs";

const grafos = JSON.parse(readFileSync(0, "utf8"));
const elk = new ELK();
const opciones = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.edgeRouting": "ORTHOGONAL",
};
const aElk = (g) => ({
  id: "r",
  layoutOptions: opciones,
  children: g.nodos.map(([width, height], i) => ({
    id: `n${i}`,
    width,
    height,
  })),
  edges: g.aristas.map(([de, a, width, height], i) => ({
    id: `e${i}`,
    sources: [`n${de}`],
    targets: [`n${a}`],
    ...(width > 0 && { labels: [{ id: `l${i}`, text: "x", width, height }] }),
  })),
});

// The engine warms up first: what is measured is its best. Its answer comes through a timer, whose wait is taken out.
for (const g of grafos.slice(0, 40)) await elk.layout(aElk(g));
const medir = async (entrada) => {
  const inicio = performance.now();
  const puesto = await elk.layout(entrada);
  return [performance.now() - inicio, puesto];
};
const esperas = [];
for (let k = 0; k < 50; k++)
  esperas.push((await medir({ id: "r", children: [], edges: [] }))[0]);
const espera = esperas.sort((a, b) => a - b)[25];
const ms = [];
const lineas = [];
for (const g of grafos) {
  const [tardo, puesto] = await medir(aElk(g));
  ms.push(Math.max(tardo - espera, 0));
  lineas.push(
    puesto.edges.map((e) =>
      (e.sections ?? []).flatMap((s) =>
        [s.startPoint, ...(s.bendPoints ?? []), s.endPoint].flatMap((p) => [
          Math.round(p.x * 100),
          Math.round(p.y * 100),
        ]),
      ),
    ),
  );
}
process.stdout.write(JSON.stringify({ ms, lineas }));
