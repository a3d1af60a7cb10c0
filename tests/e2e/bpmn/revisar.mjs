// Opens BPMN files with an independent reader and says, one JSON a line, what it found:
// `node bpmn/revisar.mjs archivo…`. Ends with 1 when a file gives a warning.
import { readFile } from 'node:fs/promises';
import { BpmnModdle } from 'bpmn-moddle';

let malos = 0;
for (const archivo of process.argv.slice(2)) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(await readFile(archivo, 'utf8'));
  const cuenta = { nodos: 0, flujos: 0, carriles: 0, figuras: 0, lineas: 0, sin_elemento: 0 };
  for (const raiz of rootElement.rootElements ?? []) {
    for (const e of raiz.flowElements ?? []) {
      if (e.$instanceOf('bpmn:FlowNode')) cuenta.nodos += 1;
      if (e.$instanceOf('bpmn:SequenceFlow') && e.sourceRef && e.targetRef) cuenta.flujos += 1;
    }
    for (const l of raiz.laneSets ?? []) cuenta.carriles += l.lanes?.length ?? 0;
  }
  for (const d of rootElement.diagrams ?? []) {
    for (const p of d.plane.planeElement ?? []) {
      if (p.$instanceOf('bpmndi:BPMNShape')) cuenta.figuras += 1;
      else cuenta.lineas += 1;
      if (!p.bpmnElement) cuenta.sin_elemento += 1;
    }
  }
  malos += warnings.length + cuenta.sin_elemento;
  console.log(JSON.stringify({ archivo, avisos: warnings.map((w) => w.message), ...cuenta }));
}
process.exit(malos ? 1 : 0);
